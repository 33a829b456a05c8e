package casework

import (
	"errors"
	"slices"
	"testing"
	"time"

	"huiyin"
)

// story is one case and its people, told step by step.
type story struct {
	*testing.T
	b    Book
	c    Case
	now  time.Time
	last Change
}

var (
	operator  = centre(11, huiyin.Operator)
	reviewer  = centre(12, huiyin.Reviewer)
	officer   = centre(13, huiyin.TransferOfficer)
	chief     = centre(14, huiyin.ShiftLeader)
	visitor   = centre(15, huiyin.Visitor)
	allInOne  = centre(16, huiyin.Operator, huiyin.Reviewer, huiyin.TransferOfficer, huiyin.ShiftLeader, huiyin.Visitor)
	otherAll  = centre(17, huiyin.Operator, huiyin.Reviewer, huiyin.TransferOfficer, huiyin.ShiftLeader)
	complaint = Form{Title: "A dark lamp", Content: "It has been dark for a week.", Nature: "complaint", Category: "0102"}
	finished  = Form{Internal: "Cable replaced.", Public: "The lamp shines again.", Solved: "yes"}
	reached   = Form{Outcome: "reached", Note: "Will be at home."}
	looked    = Form{True: "yes", Note: "The cable is torn."}
	unit      = func(u huiyin.UnitID, units ...huiyin.UnitID) Form {
		return Form{Unit: u, Units: units, Advice: "Please look."}
	}
	everyone   = []huiyin.Role{huiyin.UnitClerk, huiyin.Handler, huiyin.UnitLeader}
	ofSection  = of(section, 21, everyone...)
	ofTeam     = of(team, 22, everyone...)
	ofDistrict = of(district, 23, everyone...)
	ofOffice   = of(office, 24, everyone...)
	ofDept     = of(department, 25, everyone...)
)

func tell(t *testing.T) *story {
	return &story{T: t, b: book(), now: wednesday, c: Case{ID: 1, Number: "1", State: Draft, Person: 9, Confidentiality: 1, Urgency: Normal}}
}

// registered is a complaint that came by letter; dispatched is with its units.
func registered(t *testing.T) *story {
	s := tell(t)
	s.take(huiyin.TheAppellant, Register, complaint)
	return s
}

func dispatched(t *testing.T, lead huiyin.UnitID, co ...huiyin.UnitID) *story {
	s := registered(t)
	s.take(reviewer, Pass, Form{})
	s.take(officer, Dispatch, unit(lead, co...))
	return s
}

// visiting is a case whose reply was passed.
func visiting(t *testing.T) *story {
	s := dispatched(t, section)
	s.handle(ofSection)
	s.take(officer, PassReply, Form{})
	return s
}

func closed(t *testing.T) *story {
	s := visiting(t)
	s.take(visitor, VisitAppellant, Form{Outcome: "reached", Satisfaction: "satisfied", Solved: "yes"})
	return s
}

// handle lets one person of a unit do all of the unit's work.
func (s *story) handle(who huiyin.Actor) {
	s.Helper()
	s.take(who, Sign, Form{})
	s.take(who, ContactFirst, reached)
	s.take(who, Verify, looked)
	s.take(who, Submit, finished)
}

// order addresses a step to the part or request it is open for, the unit's own part first; where it is open for none,
// to the newest of the unit's parts or of the requests.
func (s *story) order(who huiyin.Actor, step Step, f Form) Order {
	o := Order{Step: step, By: who, At: s.now, Form: f}
	found := false
	for _, open := range s.b.Open(&s.c, who, s.now) {
		if a := s.c.assignment(open.Assignment); open.Step == step && (!found || a != nil && a.Unit == who.Unit) {
			o.Assignment, o.Request, found = open.Assignment, open.Request, true
		}
	}
	of := func(table []rule) bool {
		return !found && slices.ContainsFunc(table, func(r rule) bool { return r.Step == step })
	}
	switch {
	case of(requestSteps):
		o.Request = s.c.Requests[len(s.c.Requests)-1].ID
	case of(assignmentSteps) && !of(caseSteps):
		o.Assignment = s.part(who.Unit).ID
	}
	return o
}

func (s *story) take(who huiyin.Actor, step Step, f Form) Case {
	s.Helper()
	return s.do(s.order(who, step, f))
}

func (s *story) do(o Order) Case {
	s.Helper()
	ch, err := s.b.Take(s.c, o)
	if err != nil {
		s.Fatalf("%s by %v: %v", o.Step, o.By.Roles, err)
	}
	s.c, s.last = ch.Case, ch
	return s.c
}

// refused takes a step that must be refused with a code.
func (s *story) refused(code string, who huiyin.Actor, step Step, f Form) {
	s.Helper()
	s.denied(code, s.order(who, step, f))
}

func (s *story) denied(code string, o Order) {
	s.Helper()
	_, err := s.b.Take(s.c, o)
	var e *huiyin.Error
	if !errors.As(err, &e) || e.Code != code {
		s.Errorf("%s by %v in %s: %v; want it refused as %s", o.Step, o.By.Roles, s.c.State, err, code)
	}
}

// offered tells whether a person sees the step.
func (s *story) offered(who huiyin.Actor, step Step) bool {
	for _, o := range s.b.Open(&s.c, who, s.now) {
		if o.Step == step {
			return true
		}
	}
	return false
}

func (s *story) state(want State) {
	s.Helper()
	if s.c.State != want {
		s.Fatalf("the case is %s, want %s", s.c.State, want)
	}
}

// part is the newest part of a unit.
func (s *story) part(u huiyin.UnitID) *Assignment {
	for i := len(s.c.Assignments) - 1; i >= 0; i-- {
		if s.c.Assignments[i].Unit == u {
			return &s.c.Assignments[i]
		}
	}
	s.Fatalf("unit %d has no part", u)
	return nil
}

func (s *story) parts(want map[huiyin.UnitID]AssignmentState) {
	s.Helper()
	for u, state := range want {
		if got := s.part(u).State; got != state {
			s.Errorf("the part of unit %d is %s, want %s", u, got, state)
		}
	}
}

// tick lets the system do what is due.
func (s *story) tick() int {
	s.Helper()
	orders := s.b.Overdue(&s.c, s.now)
	for _, o := range orders {
		s.do(o)
	}
	return len(orders)
}

func day(month time.Month, d, hour, minute int) time.Time {
	return time.Date(2026, month, d, hour, minute, 0, 0, shanghai)
}

func (s *story) at(what string, got, want time.Time) {
	s.Helper()
	if !got.Equal(want) {
		s.Errorf("%s is %s, want %s", what, got.In(shanghai).Format(time.DateTime), want.In(shanghai).Format(time.DateTime))
	}
}
