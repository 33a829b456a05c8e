package desk_test

import (
	"context"
	"testing"

	"huiyin"
	"huiyin/casework"
	"huiyin/desk"
	"huiyin/store"
)

// The words of a sealed appeal are for those who move it; others see that there is one.
func TestSealedWordsAreForThoseWhoNeedThem(t *testing.T) {
	h := open(t, "sqlite")
	ctx, writer := context.Background(), centre(1, huiyin.Operator)
	r, err := h.Register(ctx, desk.Appeal{Channel: "phone", Form: casework.Form{Title: "Bribes at the lighting office", Content: "Money for a lamp.", Place: "Room 12",
		Nature: "report", Confidentiality: "3", Category: "01", Area: "510104"}, Person: store.Person{Name: "李小明", Phone: "19900001234"}}, writer)
	if err != nil {
		t.Fatal(err)
	}
	h.take(r.Case, centre(2, huiyin.Reviewer), casework.ProposeDecline, casework.Form{Reason: "N04", Basis: "It names somebody.", Public: "It names somebody."})
	for name, c := range map[string]struct {
		who  huiyin.Actor
		read bool
	}{
		"who wrote it down":  {writer, true},
		"a reviewer":         {centre(3, huiyin.Reviewer), true},
		"a transfer officer": {centre(4, huiyin.TransferOfficer), true},
		"another operator":   {centre(5, huiyin.Operator), false},
		"an analyst":         {centre(6, huiyin.Analyst), false},
		"an inspector":       {centre(7, huiyin.Inspector), false},
		"a leader":           {centre(8, huiyin.CityLeader), false},
	} {
		v, err := h.Show(ctx, r.Case, c.who)
		if err != nil {
			t.Fatal(err)
		}
		words := v.Case.Title + v.Case.Content + v.Case.Place + v.Case.Requests[0].Basis + v.Case.Requests[0].Text
		if (words != "") != c.read || v.Sealed == c.read || (len(v.Contacts) > 0) != c.read {
			t.Errorf("%s reads %q, sealed %v, %d contacts", name, words, v.Sealed, len(v.Contacts))
		}
		if !c.who.Is(huiyin.Operator) { // a list does not tell who wrote a line down
			lines, _, err := h.List(ctx, store.CaseFilter{}, huiyin.Page{}, c.who)
			if err != nil || len(lines) != 1 || (lines[0].Title != "") != c.read {
				t.Errorf("%s has the list %+v, %v", name, lines, err)
			}
			if lines, _, err = h.List(ctx, store.CaseFilter{Text: "Bribes"}, huiyin.Page{}, c.who); err != nil || (len(lines) == 1) != c.read {
				t.Errorf("%s finds %+v, %v", name, lines, err)
			}
		}
	}
	if lines, err := h.History(ctx, "19900001234", centre(5, huiyin.Operator)); err != nil || len(lines) != 1 || lines[0].Title != "" {
		t.Errorf("the history of the number is %+v, %v", lines, err)
	}
}
