package desk_test

import (
	"context"
	"testing"
	"time"

	"huiyin"
	"huiyin/casework"
)

// The city's main job: a letter comes in, and an answer comes back that satisfies.
func TestTheClosedLoop(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		r := h.letter("A dark street lamp")
		c := h.dispatched(r.Case)
		if want := time.Date(2026, 10, 13, 17, 0, 0, 0, wednesday.Location()); !c.Promised.Equal(want) {
			t.Errorf("a complaint of 16 September 2026 is promised for %s, want %s (15 working days, Mid-Autumn, National Day and two make-up days between)", c.Promised, want)
		}
		c = h.answered(r.Case)
		if c.State != casework.Answered || c.Answer != "The lamp shines again." {
			t.Fatalf("state %s, answer %q", c.State, c.Answer)
		}
		h.take(r.Case, centre(3, huiyin.TransferOfficer), casework.PassReply, casework.Form{})
		c = h.take(r.Case, h.of(10, "JJ-LIGHT", huiyin.UnitClerk), casework.VisitAppellant, casework.Form{Outcome: "reached", Satisfaction: "satisfied", Solved: "yes"})
		if c.State != casework.Closed || c.Final != casework.Satisfied || c.ClosedAt.IsZero() {
			t.Fatalf("after the visit: %s, %s", c.State, c.Final)
		}
		h.clock.Advance(16 * 24 * time.Hour)
		if _, err := h.Tick(context.Background()); err != nil {
			t.Fatal(err)
		}
		v, err := h.Show(context.Background(), r.Case, centre(3, huiyin.TransferOfficer))
		if err != nil || v.Case.State != casework.Archived {
			t.Fatalf("after 16 days: %s %v", v.Case.State, err)
		}
		if len(v.Events) < 10 {
			t.Errorf("the journal has %d events of the case", len(v.Events))
		}
	})
}

// dispatched brings a letter through both reviews to the lighting section.
func (h *house) dispatched(id huiyin.CaseID) casework.Case {
	h.t.Helper()
	h.take(id, centre(2, huiyin.Reviewer), casework.Pass, casework.Form{})
	return h.take(id, centre(3, huiyin.TransferOfficer), casework.Dispatch, casework.Form{Unit: h.units["JJ-LIGHT"], Advice: "Please look today."})
}

// answered lets the section sign, speak to the appellant, look, write and sign the answer.
func (h *house) answered(id huiyin.CaseID) casework.Case {
	h.t.Helper()
	clerk := h.of(10, "JJ-LIGHT", huiyin.UnitClerk)
	handler := h.of(11, "JJ-LIGHT", huiyin.Handler)
	leader := h.of(12, "JJ-LIGHT", huiyin.UnitLeader)
	h.clock.Advance(time.Hour)
	h.take(id, clerk, casework.Sign, casework.Form{})
	h.take(id, handler, casework.ContactFirst, casework.Form{Outcome: "reached", Note: "Will be at home tomorrow."})
	h.take(id, handler, casework.Verify, casework.Form{True: "yes", Note: "Cable torn."})
	h.take(id, handler, casework.DraftReply, casework.Form{Internal: "Cable replaced.", Public: "The lamp shines again.", Solved: "yes"})
	return h.take(id, leader, casework.Submit, casework.Form{Internal: "Cable replaced.", Public: "The lamp shines again.", Solved: "yes"})
}
