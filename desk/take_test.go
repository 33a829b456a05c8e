package desk_test

import (
	"context"
	"testing"

	"huiyin"
	"huiyin/casework"
	"huiyin/desk"
)

// A key belongs to one step on one case with one form. Sent again it changes nothing; with anything else it is refused,
// because whoever sent it would take the silence for a yes.
func TestAKeyIsForOneStepAndItsForm(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		ctx, reviewer := context.Background(), centre(2, huiyin.Reviewer)
		one, two := h.letter("A lamp is dark"), h.letter("Another lamp is dark")
		ask := func(of huiyin.CaseID, note string) desk.Order {
			return desk.Order{Case: of, Key: "k", Order: casework.Order{Step: casework.AskMore, By: reviewer, Form: casework.Form{Note: note}}}
		}
		first, err := h.Take(ctx, ask(one.Case, "Which lamp?"))
		if err != nil || first.State != casework.Supplementing {
			t.Fatalf("%s, %v", first.State, err)
		}
		if again, err := h.Take(ctx, ask(one.Case, "Which lamp?")); err != nil || again.Version != first.Version {
			t.Errorf("sent twice: version %d after %d, %v", again.Version, first.Version, err)
		}
		if _, err := h.Take(ctx, ask(one.Case, "Which street?")); huiyin.KindOf(err) != huiyin.KindConflict {
			t.Errorf("the same key with another form: %v", err)
		}
		if c, err := h.Take(ctx, ask(two.Case, "Which lamp?")); err != nil || c.State != casework.Supplementing {
			t.Errorf("the same key on another case leaves it %s, %v", c.State, err)
		}
	})
}

// Appellants have no account, so their keys are told apart by the matter.
func TestKeysOfTwoAppellantsAreTwoKeys(t *testing.T) {
	h := open(t, "sqlite")
	for _, r := range []desk.Receipt{h.letter("A lamp is dark"), h.letter("Another lamp is dark")} {
		c, err := h.TakeAsAppellant(context.Background(), r.Number, r.Code, desk.Order{Key: "1", Order: casework.Order{Step: casework.Urge}})
		if err != nil || c.Urges != 1 {
			t.Errorf("%s was urged %d times, %v", r.Number, c.Urges, err)
		}
	}
}

// Two drafts with the same words are two matters, whatever key they are registered with.
func TestAKeyIsForOneDraft(t *testing.T) {
	h := open(t, "sqlite")
	ctx, operator := context.Background(), centre(1, huiyin.Operator)
	appeal := desk.Appeal{Form: casework.Form{Title: "A lamp is dark", Content: "A lamp is dark.", Nature: "help"}, Channel: "phone"}
	seen := map[string]bool{}
	for range 2 {
		draft, err := h.Begin(ctx, appeal, operator)
		if err != nil {
			t.Fatal(err)
		}
		keyed := appeal
		keyed.Key = "k"
		r, err := h.RegisterDraft(ctx, draft.ID, keyed, operator)
		if err != nil || r.Case != draft.ID {
			t.Errorf("the receipt is of %d, the draft is %d, %v", r.Case, draft.ID, err)
		}
		seen[r.Number] = true
	}
	if len(seen) != 2 {
		t.Errorf("two drafts got the numbers %v", seen)
	}
}
