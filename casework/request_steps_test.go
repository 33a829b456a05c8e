package casework

import (
	"testing"
	"time"

	"huiyin"
)

// Nobody decides what they asked for, however many roles they hold; somebody else with the same roles may.
func TestTwoPersons(t *testing.T) {
	for name, k := range map[string]struct {
		ask   func(s *story)
		state State // after a yes
	}{
		"void": {func(s *story) { s.take(allInOne, ProposeVoid, Form{Note: "A slip."}) }, Void},
		"decline": {func(s *story) {
			s.take(allInOne, ProposeDecline, Form{Reason: "N02", Basis: "Law.", Public: "Please turn there."})
		}, Declined},
		"malicious": {func(s *story) {
			s.take(allInOne, ProposeDecline, Form{Reason: "N14", Basis: "Forty calls in a night.", Public: "We have answered."})
		}, Declined},
	} {
		for _, step := range []Step{Grant, Refuse} {
			s := registered(t)
			k.ask(s)
			s.refused("two_persons", allInOne, step, Form{Opinion: "Yes."})
			if s.offered(allInOne, step) {
				t.Errorf("%s: %s is offered to whoever asked", name, step)
			}
			s.refused("request_pending", otherAll, Pass, Form{})
			s.take(otherAll, step, Form{Opinion: "Yes."})
			if want := map[Step]State{Grant: k.state, Refuse: Registered}[step]; s.c.State != want {
				t.Errorf("%s: after %s the case is %s, want %s", name, step, s.c.State, want)
			}
		}
	}
	s := closed(t)
	s.take(allInOne, AskReopen, Form{Note: "They rang again."})
	s.refused("two_persons", allInOne, Grant, Form{Opinion: "Yes."})
	s.take(otherAll, Grant, Form{Opinion: "Yes."})
	s.state(Rehandling)

	both := of(section, 16, huiyin.UnitClerk, huiyin.TransferOfficer)
	s = dispatched(t, section)
	s.take(both, AskReturn, Form{Basis: "Not ours."})
	s.refused("two_persons", both, Grant, Form{Opinion: "Yes."})
}

func TestOnlyAShiftLeaderCallsSomebodyMalicious(t *testing.T) {
	s := registered(t)
	s.take(reviewer, ProposeDecline, Form{Reason: "N14", Basis: "Forty calls.", Public: "We have answered."})
	s.refused("shift_leader_needed", officer, Grant, Form{Opinion: "Yes."})
	s.take(chief, Grant, Form{Opinion: "Yes."})
	s.state(Declined)
	s = registered(t)
	s.take(reviewer, ProposeDecline, Form{Reason: "N01", Basis: "Law.", Public: "Please turn to the court."})
	s.refused("transfer_officer_needed", chief, Grant, Form{Opinion: "Yes."})
	s = registered(t)
	s.refused("invalid_reason", otherAll, ProposeDecline, Form{Reason: "N99", Basis: "Law.", Public: "No."})
}

func TestObjections(t *testing.T) {
	declined := func() *story {
		s := registered(t)
		s.take(reviewer, ProposeDecline, Form{Reason: "N01", Basis: "Law.", Public: "Please turn to the court."})
		s.take(officer, Grant, Form{Opinion: "Yes."})
		s.state(Declined)
		if s.c.Answer != "Please turn to the court." || s.c.Reason != "N01" || s.c.Outcome != "declined" {
			t.Errorf("declined for %s with %q", s.c.Reason, s.c.Answer)
		}
		return s
	}
	s := declined()
	s.now = day(9, 22, 17, 0).Add(time.Millisecond) // five working days and a moment
	s.refused("too_late", huiyin.TheAppellant, Object, Form{Note: "It is the city's."})
	s = declined()
	s.now = day(9, 22, 17, 0)
	s.take(huiyin.TheAppellant, Object, Form{Note: "It is the city's."})
	s.state(Registered)
	s.at("the second look", s.c.Due, day(9, 24, 17, 0)) // two working days
	if s.c.Answer != "" || s.c.Reason != "" || s.c.Outcome != "" || !s.c.ClosedAt.IsZero() {
		t.Errorf("the refusal stays: %q %q %q %v", s.c.Answer, s.c.Reason, s.c.Outcome, s.c.ClosedAt)
	}
	s.refused("own_refusal", reviewer, Pass, Form{})
	s.refused("own_refusal", reviewer, Redirect, Form{Reason: "court", Receipt: "1"})
	s.refused("own_refusal", officer, ProposeDecline, Form{Reason: "N01", Basis: "Law.", Public: "Again."})
	other := *s
	other.take(allInOne, ProposeDecline, Form{Reason: "N01", Basis: "Law.", Public: "Again."})
	other.refused("own_refusal", officer, Grant, Form{Opinion: "Yes."})
	other.take(otherAll, Grant, Form{Opinion: "Yes."})
	other.refused("objected", huiyin.TheAppellant, Object, Form{Note: "Again."})
	s.take(allInOne, Pass, Form{})
	s.at("the transfer after an objection", s.c.Due, day(9, 23, 17, 0))
}

func TestMistakenEntriesOnly(t *testing.T) {
	s := visiting(t)
	s.take(visitor, VisitAppellant, Form{Outcome: "reached", Satisfaction: "dissatisfied"})
	s.take(officer, Rehandle, unit(office))
	s.take(ofOffice, AskReturn, Form{Basis: "Not ours."})
	s.take(officer, Grant, Form{Opinion: "Right."})
	s.refused("answered_before", officer, ProposeVoid, Form{Note: "A slip."})
	if s = registered(t); s.offered(chief, ProposeVoid) {
		t.Error("a shift leader approves, and does not propose")
	}
}
