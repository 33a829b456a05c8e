package desk_test

import (
	"context"
	"reflect"
	"strings"
	"testing"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/desk"
	"huiyin/store"
)

// closed carries a letter to its end; the answer names the appellant, and the appellant is satisfied.
func (h *house) closed(a desk.Appeal, direct bool) desk.Receipt {
	h.t.Helper()
	if direct {
		c, err := h.Begin(context.Background(), a, centre(1, huiyin.Operator))
		if err != nil {
			h.t.Fatal(err)
		}
		f := a.Form
		f.Article, f.Public = 5, "Mr 李小明, please bring your card. Ring 12345."
		h.take(c.ID, centre(1, huiyin.Operator), casework.AnswerDirectly, f)
		return desk.Receipt{Case: c.ID, Number: c.Number}
	}
	r, err := h.Register(context.Background(), a, huiyin.TheAppellant)
	if err != nil {
		h.t.Fatal(err)
	}
	h.dispatched(r.Case)
	h.answered(r.Case)
	h.take(r.Case, centre(3, huiyin.TransferOfficer), casework.PassReply, casework.Form{})
	h.take(r.Case, h.of(10, "JJ-LIGHT", huiyin.UnitClerk), casework.VisitAppellant, casework.Form{Outcome: "reached", Satisfaction: "satisfied", Solved: "yes"})
	return r
}

func lamp(change func(*desk.Appeal)) desk.Appeal {
	a := desk.Appeal{Form: casework.Form{Title: "李小明 writes of a dark lamp", Content: "My number is 13800001234, I am 李小明. The street lamp is dark.",
		Nature: "complaint", Category: "01", Area: "510104"}, Channel: "web", Publish: true, Person: store.Person{Name: "李小明", Phone: "13800001234"}}
	if change != nil {
		change(&a)
	}
	return a
}

func (h *house) published(f store.PublicationFilter) []store.Publication {
	h.t.Helper()
	if _, err := h.Publish(context.Background()); err != nil {
		h.t.Fatal(err)
	}
	list, _, err := h.Published(context.Background(), f, huiyin.Page{})
	if err != nil {
		h.t.Fatal(err)
	}
	return list
}

func TestOnlyWhatMayBeReadIsPublished(t *testing.T) {
	for _, c := range []struct {
		name   string
		direct bool
		change func(*desk.Appeal)
		want   int
	}{
		{"closed, agreed", false, nil, 1},
		{"answered on the spot", true, nil, 1},
		{"the appellant does not agree", false, func(a *desk.Appeal) { a.Publish = false }, 0},
		{"identity hidden from the unit", false, func(a *desk.Appeal) { a.Form.Confidentiality = "2" }, 0},
		{"a report of wrongdoing", false, func(a *desk.Appeal) { a.Form.Nature = "report" }, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			onBoth(t, func(t *testing.T, h *house) {
				h.closed(lamp(c.change), c.direct)
				list := h.published(store.PublicationFilter{})
				if len(list) != c.want {
					t.Fatalf("%d letters are published, want %d", len(list), c.want)
				}
				for _, p := range list {
					all := p.Title + p.Content + p.Answer
					if strings.Contains(all, "小明") || strings.Contains(all, "13800001234") || !strings.Contains(p.Title, "李某某") {
						t.Errorf("the published letter still knows who wrote it: %q", all)
					}
				}
			})
		})
	}
}

func TestAnOpenMatterIsNotPublished(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		r, err := h.Register(context.Background(), lamp(nil), huiyin.TheAppellant)
		if err != nil {
			t.Fatal(err)
		}
		h.dispatched(r.Case)
		h.answered(r.Case)
		if n := len(h.published(store.PublicationFilter{})); n != 0 {
			t.Errorf("%d letters are published before the answer was audited and the appellant visited", n)
		}
	})
}

func TestReopeningTakesALetterBack(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		r := h.closed(lamp(nil), false)
		if n := len(h.published(store.PublicationFilter{Text: "lamp"})); n != 1 {
			t.Fatalf("%d letters are found before reopening", n)
		}
		if _, err := h.TakeAsAppellant(context.Background(), r.Number, r.Code, desk.Order{Order: casework.Order{Step: casework.AskReopen, Form: casework.Form{Note: "It is dark again."}}}); err != nil {
			t.Fatal(err)
		}
		if n := len(h.published(store.PublicationFilter{})); n != 1 {
			t.Errorf("a request to reopen alone took the letter back")
		}
		h.take(r.Case, centre(2, huiyin.Reviewer), casework.Grant, casework.Form{Opinion: "Yes."})
		for _, f := range []store.PublicationFilter{{}, {Text: "lamp"}} {
			if n := len(h.published(f)); n != 0 {
				t.Errorf("%d letters are found after reopening with %+v", n, f)
			}
		}
	})
}

func TestRaisedConfidentialityTakesALetterBack(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		r := h.closed(lamp(nil), false)
		if n := len(h.published(store.PublicationFilter{})); n != 1 {
			t.Fatalf("%d letters are published", n)
		}
		err := h.store.Write(context.Background(), func(t *store.Tx) error {
			c, err := t.Case(r.Case)
			if err != nil {
				return err
			}
			before := c
			c.Confidentiality, c.Version = 2, c.Version+1
			if err := t.SaveCase(&c, &before, h.Now()); err != nil {
				return err
			}
			return t.Append(int64(c.ID), h.Now(), "system", store.Fact{Kind: "case.hidden", Data: map[string]any{"state": string(c.State), "record": h.store.RecordDigest(&c)}})
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range []store.PublicationFilter{{}, {Text: "lamp"}} {
			if n := len(h.published(f)); n != 0 {
				t.Errorf("%d letters are found although their writer is to be hidden", n)
			}
		}
	})
}

func TestPublicationsAreFound(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		first := h.closed(lamp(nil), false)
		h.clock.Advance(time.Minute)
		second := h.closed(lamp(func(a *desk.Appeal) {
			a.Form.Title, a.Form.Content, a.Form.Nature, a.Mailbox, a.Form.Area = "Where is the pool?", "Is the pool in Jinjiang open in winter?", "consultation", h.box, ""
		}), false)
		for _, c := range []struct {
			name string
			f    store.PublicationFilter
			want []string
		}{
			{"all, newest first", store.PublicationFilter{}, []string{second.Number, first.Number}},
			{"words of the letter", store.PublicationFilter{Text: "winter"}, []string{second.Number}},
			{"words of the answer", store.PublicationFilter{Text: "shines"}, []string{second.Number, first.Number}},
			{"its number", store.PublicationFilter{Text: first.Number}, []string{first.Number}},
			{"what was taken out", store.PublicationFilter{Text: "13800001234"}, nil},
			{"signs only", store.PublicationFilter{Text: "*' OR"}, nil},
			{"area", store.PublicationFilter{Area: "510104"}, []string{first.Number}},
			{"the city above it", store.PublicationFilter{Area: "5101"}, []string{first.Number}},
			{"a code of no known form", store.PublicationFilter{Area: "51010"}, []string{first.Number}},
			{"category", store.PublicationFilter{Category: "01"}, []string{second.Number, first.Number}},
			{"mailbox", store.PublicationFilter{Mailbox: h.box}, []string{second.Number}},
			{"nature and words", store.PublicationFilter{Nature: "complaint", Text: "lamp dark"}, []string{first.Number}},
		} {
			var got []string
			for _, p := range h.published(c.f) {
				got = append(got, p.Number)
			}
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("%s: found %v, want %v", c.name, got, c.want)
			}
		}
		for _, f := range []store.PublicationFilter{{}, {Text: "shines"}, {Category: "01"}} {
			page, next, err := h.Published(context.Background(), f, huiyin.Page{Limit: 1})
			if err != nil || len(page) != 1 || next == "" {
				t.Fatalf("%+v: first page %v, next %q, %v", f, page, next, err)
			}
			rest, end, err := h.Published(context.Background(), f, huiyin.Page{Limit: 1, After: next})
			if err != nil || len(rest) != 1 || rest[0].Number != first.Number || end != "" {
				t.Errorf("%+v: second page %v, next %q, %v", f, rest, end, err)
			}
		}
	})
}

func TestPublishingAgainGivesTheSame(t *testing.T) {
	ctx := context.Background()
	onBoth(t, func(t *testing.T, h *house) {
		r := h.closed(lamp(nil), false)
		h.closed(lamp(nil), true)
		h.closed(lamp(func(a *desk.Appeal) { a.Publish = false }), false)
		if _, err := h.Publish(ctx); err != nil {
			t.Fatal(err)
		}
		if _, err := h.PublishedOne(ctx, r.Number); err != nil {
			t.Fatal(err)
		}
		if err := h.KeepViews(ctx); err != nil {
			t.Fatal(err)
		}
		before := h.published(store.PublicationFilter{})
		if n, err := h.Publish(ctx); n != 0 || err != nil {
			t.Errorf("nothing happened, yet %d letters changed (%v)", n, err)
		}
		if n, err := h.Republish(ctx); n != 2 || err != nil {
			t.Errorf("republishing wrote %d letters (%v), want 2", n, err)
		}
		if after := h.published(store.PublicationFilter{}); len(after) != 2 || !reflect.DeepEqual(after, before) {
			t.Errorf("after republishing: %+v\nbefore: %+v", after, before)
		}
		if n := len(h.published(store.PublicationFilter{Text: "lamp"})); n != 2 {
			t.Errorf("after republishing %d letters are found by their words", n)
		}
	})
}

func TestViewsAreCountedAndTouchNoCase(t *testing.T) {
	ctx := context.Background()
	onBoth(t, func(t *testing.T, h *house) {
		r := h.closed(lamp(nil), false)
		h.published(store.PublicationFilter{})
		before, err := h.Show(ctx, r.Case, centre(3, huiyin.TransferOfficer))
		if err != nil {
			t.Fatal(err)
		}
		for want := int64(1); want <= 3; want++ {
			if p, err := h.PublishedOne(ctx, r.Number); err != nil || p.Views != want {
				t.Fatalf("view %d shows %d (%v)", want, p.Views, err)
			}
			if err := h.KeepViews(ctx); err != nil {
				t.Fatal(err)
			}
		}
		after, err := h.Show(ctx, r.Case, centre(3, huiyin.TransferOfficer))
		if err != nil || !reflect.DeepEqual(before, after) {
			t.Errorf("looking at a published letter changed the case (%v)", err)
		}
		if _, err := h.PublishedOne(ctx, "260916990001"); huiyin.KindOf(err) != huiyin.KindNotFound {
			t.Errorf("an unknown number gives %v", err)
		}
	})
}

func TestThePublisherFollows(t *testing.T) {
	h := open(t, "sqlite")
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- h.RunPublisher(ctx) }()
	r := h.closed(lamp(nil), false)
	for end := time.Now().Add(10 * time.Second); ; {
		news := h.store.News()
		if _, err := h.PublishedOne(ctx, r.Number); err == nil {
			break
		}
		if time.Now().After(end) {
			t.Fatal("the letter was not published within ten seconds")
		}
		select {
		case <-news:
		case <-time.After(20 * time.Millisecond):
		}
	}
	stop()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if p, err := h.PublishedOne(context.Background(), r.Number); err != nil || p.Views < 2 {
		t.Errorf("the view before the end was lost: %d (%v)", p.Views, err)
	}
}

func TestTheTally(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		h.closed(lamp(nil), false)
		h.letter("Still open")
		h.clock.Advance(2 * time.Minute)
		n, err := h.Tally(context.Background())
		if err != nil || n.Received != 2 || n.Answered != 1 || n.Judged != 1 || n.Satisfied != 1 {
			t.Errorf("tally %+v (%v), want 2 received, 1 answered, 1 of 1 satisfied", n, err)
		}
		h.letter("Another")
		if again, err := h.Tally(context.Background()); err != nil || again != n {
			t.Errorf("within a minute the tally was counted again: %+v (%v)", again, err)
		}
		h.clock.Advance(31 * 24 * time.Hour)
		if later, err := h.Tally(context.Background()); err != nil || later.Received != 0 {
			t.Errorf("after 31 days: %+v (%v)", later, err)
		}
	})
}
