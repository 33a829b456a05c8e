package casework

import (
	"slices"
	"testing"
	"time"

	"huiyin"
)

// TestWalks goes through the procedure at random, thousands of times. Every record on the way is checked
// (invariant_test.go), every step that is offered can be taken, and from wherever a walk stands the matter can be
// brought to an end.
func TestWalks(t *testing.T) {
	seen := newCensus()
	for seed := range uint64(1500) {
		w := newWalker(t, seed, seen)
		w.seen.states[Draft]++
		for range 20 + w.rnd.IntN(120) {
			if !w.step() {
				break
			}
		}
		w.finish()
	}
	seen.complete(t)
}

// complete: the walks were everywhere.
func (s *census) complete(t *testing.T) {
	for _, i := range States {
		if s.states[i.State] == 0 {
			t.Errorf("no walk reached %s %s", i.Code, i.State)
		}
	}
	for _, i := range AssignmentStates {
		if s.parts[i.State] == 0 {
			t.Errorf("no part was ever %s", i.State)
		}
	}
	for _, q := range []RequestState{Asked, Granted, Refused, Lapsed} {
		if s.asked[q] == 0 {
			t.Errorf("no request was ever %s", q)
		}
	}
	for _, table := range [][]rule{caseSteps, assignmentSteps, requestSteps} {
		for i := range table {
			if r := &table[i]; s.rows[r] == 0 {
				t.Errorf("no walk took %s %s from %v", r.Step, r.Kind, r.From)
			}
		}
	}
	drawn := map[[2]State]bool{}
	for _, a := range arrows() {
		if drawn[[2]State{a.from, a.to}] = true; s.arrows[[2]State{a.from, a.to}] == 0 {
			t.Errorf("the diagram shows a way from %s to %s by %s that no walk took", a.from, a.to, a.step)
		}
	}
	for way := range s.arrows {
		if way[0] != way[1] && !drawn[way] && !(concluding(way)) {
			t.Errorf("walks went from %s to %s, and the diagram does not show it", way[0], way[1])
		}
	}
}

// concluding: a step may bring the case under way again and the record conclude at once that it is answered.
func concluding(way [2]State) bool {
	return way[1] == Answered && way[0] == AtTransfer
}

// finish brings the case to an end as diligent people would; a record from which they cannot is a dead end.
func (w *walker) finish() {
	w.t.Helper()
	diligent := []Step{Grant, Refuse, Register, Pass, Proceed, Dispatch, Sign, Submit, ContactFirst, Verify, PassReply, VisitAppellant, CloseUnresolved, Rehandle}
	for range 400 {
		if !w.c.State.Info().Open {
			return
		}
		w.now = w.now.Add(37 * time.Minute)
		if !w.diligently(diligent) {
			w.now = w.now.Add(26 * time.Hour)
			w.tick()
		}
	}
	w.fail("a dead end: the case is still %s", w.c.State)
}

// diligently takes the first of the steps that is open to anybody and has not been done yet.
func (w *walker) diligently(steps []Step) bool {
	best, at := -1, Order{}
	for _, who := range w.all {
		for _, o := range w.b.Open(&w.c, who, w.now) {
			n := slices.Index(steps, o.Step)
			if n < 0 || best >= 0 && n >= best || w.done(o) {
				continue
			}
			if f, ok := w.form(o, who); ok {
				best, at = n, Order{Step: o.Step, Assignment: o.Assignment, Request: o.Request, By: who, At: w.now, Form: f}
			}
		}
	}
	if best < 0 {
		return false
	}
	switch at.Step {
	case ContactFirst:
		at.Form.Outcome = "reached"
	case VisitAppellant:
		at.Form.Outcome, at.Form.Satisfaction = "reached", string(Satisfied)
	}
	w.take(at)
	return true
}

// done tells whether an assignment has had its contact or its verification.
func (w *walker) done(o OpenStep) bool {
	a := w.c.assignment(o.Assignment)
	return o.Step == ContactFirst && !a.ContactedAt.IsZero() || o.Step == Verify && !a.VerifiedAt.IsZero()
}

// Nobody takes a step that is not their role's, wherever the record stands.
func TestOnlyTheRolesOfARowMayTakeIt(t *testing.T) {
	every := append(slices.Clone(huiyin.Roles), huiyin.Appellant, huiyin.System)
	for _, table := range [][]rule{caseSteps, assignmentSteps, requestSteps} {
		for i := range table {
			r := &table[i]
			for _, role := range every {
				w := &work{Book: book(), c: &Case{State: r.From[0], Lead: section, MailboxUnit: city}, at: wednesday,
					who: huiyin.Actor{Staff: 1, Roles: []huiyin.Role{role}, Unit: city, Units: below[city], City: true}}
				if r.Of != nil {
					w.a = &Assignment{Unit: section, State: r.Of[0]}
				}
				if r.Kind != "" {
					w.r = &Request{Kind: r.Kind, State: Asked}
				}
				forbidden := huiyin.KindOf(w.fits(r)) == huiyin.KindForbidden && w.allowed(r) == false
				if mine := slices.Contains(r.Who, role); mine == forbidden {
					t.Errorf("%s %s: a %s is allowed: %v", r.Step, r.Kind, role, !forbidden)
				}
			}
		}
	}
}

// A unit's people act for their own unit and those below it, never for others.
func TestUnitsActForThemselves(t *testing.T) {
	c := Case{State: Dispatched, Lead: section, Assignments: []Assignment{{ID: 1, Unit: section, State: ToSign, Part: Lead, Round: 1}}}
	for unit, want := range map[huiyin.UnitID]bool{city: true, district: true, section: true, team: false, department: false, office: false} {
		_, err := book().Take(c, Order{Step: Sign, Assignment: 1, By: of(unit, 5, huiyin.UnitClerk), At: wednesday})
		if got := err == nil; got != want {
			t.Errorf("a clerk of unit %d signs for the section: %v", unit, err)
		}
	}
}

// Every row is whole: it starts somewhere, somebody may take it, it has its word in the journal, and what it asks
// for is there once.
func TestEveryRowIsWhole(t *testing.T) {
	for _, table := range [][]rule{caseSteps, assignmentSteps, requestSteps} {
		for _, r := range table {
			if len(r.From) == 0 || len(r.Who) == 0 || eventKinds[r.Step] == "" {
				t.Errorf("%s: from %v, by %v, event %q", r.Step, r.From, r.Who, eventKinds[r.Step])
			}
			if r.To == "" && r.Do == nil && r.Then == "" {
				t.Errorf("%s does nothing", r.Step)
			}
			names := map[string]bool{}
			for _, d := range r.Ask {
				if names[d.Name] {
					t.Errorf("%s asks twice for %s", r.Step, d.Name)
				}
				if names[d.Name] = true; (d.Kind == Choice || d.Kind == Choices) != (len(d.Options) > 0) {
					t.Errorf("%s: the field %s of kind %s has the options %v", r.Step, d.Name, d.Kind, d.Options)
				}
			}
		}
	}
	for step := range eventKinds {
		if !slices.ContainsFunc(slices.Concat(caseSteps, assignmentSteps, requestSteps), func(r rule) bool { return r.Step == step }) {
			t.Errorf("the journal has a word for %s, which no table knows", step)
		}
	}
}

// Two rows of one step never both fit: what a step does must not hang on the order of rows.
func TestRowsOfOneStepExcludeEachOther(t *testing.T) {
	for _, table := range [][]rule{caseSteps, assignmentSteps, requestSteps} {
		for i, a := range table {
			for _, b := range table[i+1:] {
				if a.Step == b.Step && a.Kind == b.Kind && slices.ContainsFunc(a.From, func(s State) bool { return slices.Contains(b.From, s) }) {
					t.Errorf("%s has two rows from %v and %v", a.Step, a.From, b.From)
				}
			}
		}
	}
}
