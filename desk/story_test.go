package desk_test

import (
	"context"
	"reflect"
	"testing"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/desk"
)

// saga is a matter with an unreachable clerk: nobody signs, so the system does; then it goes well and is archived.
var saga = []struct {
	after time.Duration
	by    func(h *house) huiyin.Actor
	step  casework.Step
	form  func(h *house) casework.Form
}{
	{time.Hour, func(*house) huiyin.Actor { return centre(2, huiyin.Reviewer) }, casework.Pass, plain},
	{time.Hour, func(*house) huiyin.Actor { return centre(3, huiyin.TransferOfficer) }, casework.Dispatch, func(h *house) casework.Form {
		return casework.Form{Unit: h.units["JJ-LIGHT"], Units: []huiyin.UnitID{h.units["WATER"]}, Advice: "Please look today."}
	}},
	{4 * day, func(h *house) huiyin.Actor { return h.of(11, "JJ-LIGHT", huiyin.Handler) }, casework.ContactFirst, func(*house) casework.Form {
		return casework.Form{Outcome: "reached", Note: "At home tomorrow."}
	}},
	{time.Hour, func(h *house) huiyin.Actor { return h.of(11, "JJ-LIGHT", huiyin.Handler) }, casework.Verify, func(*house) casework.Form {
		return casework.Form{True: "yes", Note: "Cable torn."}
	}},
	{time.Hour, func(h *house) huiyin.Actor { return h.of(12, "JJ-LIGHT", huiyin.UnitLeader) }, casework.Submit, replied},
	{time.Hour, func(*house) huiyin.Actor { return centre(3, huiyin.TransferOfficer) }, casework.Excuse, func(*house) casework.Form {
		return casework.Form{Note: "The water bureau has nothing to add."}
	}},
	{time.Hour, func(*house) huiyin.Actor { return centre(3, huiyin.TransferOfficer) }, casework.PassReply, plain},
	{time.Hour, func(*house) huiyin.Actor { return huiyin.TheAppellant }, casework.Rate, func(*house) casework.Form {
		return casework.Form{Satisfaction: "satisfied", Solved: "yes", Opinion: "Thank you."}
	}},
}

const day = 24 * time.Hour

func plain(*house) casework.Form { return casework.Form{} }

func replied(*house) casework.Form {
	return casework.Form{Internal: "Cable replaced.", Public: "The lamp shines again.", Solved: "yes"}
}

// part is where a step is open: on the case, or on its first part that it fits.
func part(open []casework.OpenStep, step casework.Step) (o casework.OpenStep) {
	for _, s := range open {
		if s.Step == step {
			return s
		}
	}
	return o
}

// What is told afterwards is what would have happened: the same record, the same journal, the same words said.
func TestAStoryIsWhatWouldHaveHappened(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		ctx, end := context.Background(), wednesday.Add(60*day)
		appeal := lamp(func(a *desk.Appeal) { a.Key = "saga" })
		r, err := h.Register(ctx, appeal, huiyin.TheAppellant)
		if err != nil {
			t.Fatal(err)
		}
		appeal.At = wednesday
		story, err := h.Tell(appeal, huiyin.TheAppellant)
		if err != nil {
			t.Fatal(err)
		}
		at := wednesday
		for _, s := range saga {
			for at = at.Add(s.after); h.clock.Now().Before(at); {
				h.clock.Advance(time.Hour)
				if _, err := h.Tick(ctx); err != nil {
					t.Fatal(err)
				}
			}
			h.take(r.Case, s.by(h), s.step, s.form(h))
			if err := story.Pass(at); err != nil {
				t.Fatal(err)
			}
			open := part(story.Open(s.by(h), at), s.step)
			if err := story.Take(desk.Order{Order: casework.Order{Step: s.step, Assignment: open.Assignment, By: s.by(h), At: at, Form: s.form(h)}}); err != nil {
				t.Fatalf("%s: %v", s.step, err)
			}
		}
		h.clock.Set(end)
		if _, err := h.Tick(ctx); err != nil {
			t.Fatal(err)
		}
		if err := story.Pass(end); err != nil {
			t.Fatal(err)
		}
		told, err := h.Record(ctx, story)
		if err != nil {
			t.Fatal(err)
		}
		lived, again := h.view(r.Case), h.view(told.Case)
		if !reflect.DeepEqual(outline(lived), outline(again)) {
			t.Errorf("lived: %v\n told: %v", outline(lived), outline(again))
		}
		if lived.Case.State != casework.Archived || again.Case.ArchivedAt.Sub(again.Case.ClosedAt) > 16*day || again.Case.Historic {
			t.Errorf("the story ends as %s, archived %s, historic %v", again.Case.State, again.Case.ArchivedAt, again.Case.Historic)
		}
		if twice, err := h.Record(ctx, story); err != nil || !twice.Again || twice.Number != told.Number || twice.Code != told.Code {
			t.Errorf("recorded twice: %+v %v, first %+v", twice, err, told)
		}
		if _, err := h.Track(ctx, told.Number, told.Code); err != nil {
			t.Errorf("the story's receipt opens nothing: %v", err)
		}
	})
}

func (h *house) view(id huiyin.CaseID) desk.View {
	h.t.Helper()
	v, err := h.Show(context.Background(), id, centre(3, huiyin.TransferOfficer))
	if err != nil {
		h.t.Fatal(err)
	}
	return v
}

// outline is what two records have in common when the same happened at the same times, except for what the system did
// at the next tick and not on the dot.
func outline(v desk.View) []any {
	c := v.Case
	out := []any{c.State, c.Round, c.Title, c.Answer, c.Lead, c.Person, c.Final, c.Outcome, c.RegisteredAt.UnixMilli(), c.DispatchedAt.UnixMilli(),
		c.RepliedAt.UnixMilli(), c.ClosedAt.UnixMilli(), c.Promised.UnixMilli(), c.Version}
	for _, a := range c.Assignments {
		out = append(out, a.Unit, a.Part, a.State, a.AutoSigned, a.Due.UnixMilli(), a.SubmittedAt.UnixMilli(), a.VerifiedAt.UnixMilli())
	}
	for _, k := range v.Contacts {
		out = append(out, k.Kind, k.Note, k.At.UnixMilli(), k.Shown)
	}
	for _, e := range v.Events {
		out = append(out, e.Kind, e.By)
	}
	return out
}

// What the rules refuse at the desk they refuse in a story.
func TestAStoryKeepsTheRules(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		ctx := context.Background()
		appeal := lamp(func(a *desk.Appeal) { a.At = wednesday.Add(-9 * day) })
		op := centre(1, huiyin.Operator)
		if _, err := h.TellDraft(appeal, huiyin.TheAppellant); huiyin.KindOf(err) != huiyin.KindForbidden {
			t.Errorf("an appellant begins a draft: %v", err)
		}
		story, err := h.TellDraft(appeal, op)
		if err != nil {
			t.Fatal(err)
		}
		step := func(s casework.Step, by huiyin.Actor, at time.Time, f casework.Form) error {
			return story.Take(desk.Order{Order: casework.Order{Step: s, By: by, At: at, Form: f}})
		}
		if err := step(casework.Register, op, appeal.At.Add(time.Minute), casework.Form{}); err != nil {
			t.Fatal(err)
		}
		if err := step(casework.Pass, op, appeal.At.Add(time.Hour), casework.Form{}); huiyin.KindOf(err) != huiyin.KindForbidden {
			t.Errorf("an operator reviews: %v", err)
		}
		if err := step(casework.Pass, centre(2, huiyin.Reviewer), appeal.At.Add(time.Hour), casework.Form{Category: "none"}); huiyin.KindOf(err) != huiyin.KindInvalid {
			t.Errorf("a category that is none: %v", err)
		}
		if err := step(casework.AskMore, centre(2, huiyin.Reviewer), appeal.At.Add(time.Hour), casework.Form{Note: "Where?"}); err != nil {
			t.Fatal(err)
		}
		if err := step(casework.Supplement, huiyin.TheAppellant, wednesday, casework.Form{Note: "There."}); huiyin.KindOf(err) != huiyin.KindConflict {
			t.Errorf("a week later the matter is over, and yet it is supplemented: %v", err)
		}
		if got := story.Case().State; got != casework.Unverifiable {
			t.Errorf("after a week without an answer the story stands at %s", got)
		}
		r, err := h.Record(ctx, story)
		if err != nil {
			t.Fatal(err)
		}
		person, err := h.Identity(ctx, r.Case, "test", centre(2, huiyin.Reviewer))
		if err != nil || person.Name != appeal.Person.Name {
			t.Errorf("the story is about %q: %v", person.Name, err)
		}
	})
}
