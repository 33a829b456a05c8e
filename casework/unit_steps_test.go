package casework

import (
	"testing"
	"time"

	"huiyin"
	"huiyin/calendar"
)

func TestNotSigningBuysNoTime(t *testing.T) {
	s := dispatched(t, section, office)
	due := s.part(section).SignDue
	s.at("the limit for signing", due, day(9, 17, 17, 0))
	s.at("waking", s.c.Wake, due.Add(time.Millisecond))
	s.now = due
	s.take(ofOffice, Sign, Form{}) // in time to the last moment
	if s.tick() != 0 {
		t.Error("the system signs while there is still time")
	}
	s.now = due.Add(3 * time.Second)
	if n := s.tick(); n != 1 {
		t.Fatalf("the system took %d steps", n)
	}
	a, o := s.part(section), s.part(office)
	if !a.AutoSigned || a.SignedInTime() || a.State != Signed || o.AutoSigned || !o.SignedInTime() {
		t.Errorf("the lead's part is %s, signed by the system %v, in time %v; the co-handler's %v, %v", a.State, a.AutoSigned, a.SignedInTime(), o.AutoSigned, o.SignedInTime())
	}
	s.at("after that the part", a.Due, day(10, 13, 17, 0))
	if s.last.Events[0].Kind != "assignment.auto_signed" || s.tick() != 0 || !s.c.Wake.IsZero() {
		t.Errorf("it is in the journal as %s, and the case wakes again at %v", s.last.Events[0].Kind, s.c.Wake)
	}
	s.refused("step_not_open", ofSection, Sign, Form{})
	if (Assignment{SignDue: due, SignedAt: due, AutoSigned: true}).SignedInTime() {
		t.Error("what the system signs counts as signed in time when its clock is exact")
	}
}

func TestCoHandlersAreSignedForWhileAnotherLeadIsLookedFor(t *testing.T) {
	s := dispatched(t, section, office)
	s.take(ofSection, AskReturn, Form{Basis: "Not ours."})
	s.take(officer, Grant, Form{Opinion: "Right."})
	s.state(AtTransfer)
	s.now = s.c.Wake
	if s.tick() != 1 || !s.part(office).AutoSigned {
		t.Errorf("the co-handler's part is %s; the case wakes at %v", s.part(office).State, s.c.Wake)
	}
}

func TestReturnOrders(t *testing.T) {
	s := dispatched(t, section, office)
	s.take(ofSection, Sign, Form{})
	s.take(ofSection, AssignDown, unit(team))
	s.take(ofTeam, Sign, Form{})
	s.take(ofOffice, Sign, Form{})
	s.refused("no_return", ofTeam, AskReturn, Form{Basis: "Not ours."})
	s.refused("invalid_basis", ofSection, AskReturn, Form{})
	s.take(ofSection, AskReturn, Form{Basis: "The road is the department's.", Unit: department})
	if q := s.c.Requests[0]; q.Unit != section || q.Proposed != department || q.Basis == "" {
		t.Errorf("the request is %+v", q)
	}
	s.state(Dispatched) // the clock keeps running
	s.refused("returned_once", ofSection, AskReturn, Form{Basis: "Really not."})
	s.now = s.now.Add(2 * time.Hour)
	s.take(officer, Grant, Form{Opinion: "Right."})
	s.state(AtTransfer)
	s.parts(map[huiyin.UnitID]AssignmentState{section: Returned, team: Cancelled, office: Signed})
	s.at("the transfer centre's limit", s.c.Due, s.now.Add(24*time.Hour))
	s.take(ofOffice, ContactFirst, reached) // co-handlers go on
	s.now = s.now.Add(20 * time.Hour)
	s.take(officer, Dispatch, unit(department))
	s.at("the new lead has its full time; it", s.part(department).Due, day(10, 14, 17, 0))
	s.at("and the appellant's date", s.c.Promised, day(10, 14, 17, 0))
	s.at("the co-handler keeps its own; it", s.part(office).Due, day(10, 10, 17, 0))
	s.take(ofDept, AskReturn, Form{Basis: "The section's after all."})
	s.take(officer, Grant, Form{Opinion: "Right."})
	s.take(officer, Dispatch, unit(section))
	s.refused("no_return", ofSection, AskReturn, Form{Basis: "Never."})
	if !s.part(section).Forced {
		t.Error("the section got it back without a ruling")
	}
}

func TestTheTimeForReturnOrders(t *testing.T) {
	for name, k := range map[string]struct {
		signed, asked time.Time
		code          string
	}{
		"not signed, within a working day":      {time.Time{}, day(9, 17, 17, 0), ""},
		"not signed, after a working day":       {time.Time{}, day(9, 17, 17, 1), "too_late"},
		"signed, within three working hours":    {day(9, 16, 10, 0), day(9, 16, 14, 0), ""},
		"signed, after three working hours":     {day(9, 16, 10, 0), day(9, 16, 14, 1), "too_late"},
		"signed late, within three hours":       {day(9, 17, 16, 30), day(9, 17, 17, 0), ""},
		"signed late, but the day is over":      {day(9, 17, 16, 30), day(9, 18, 9, 30), "too_late"},
		"signed overnight, early next morning":  {day(9, 16, 22, 0), day(9, 17, 11, 59), ""},
		"signed overnight, next afternoon":      {day(9, 16, 22, 0), day(9, 17, 13, 1), "too_late"},
		"signed on the last moment, asked then": {day(9, 17, 17, 0), day(9, 17, 17, 0), ""},
	} {
		s := dispatched(t, section)
		if !k.signed.IsZero() {
			s.now = k.signed
			s.take(ofSection, Sign, Form{})
		}
		s.now = k.asked
		if offered := s.offered(ofSection, AskReturn); offered != (k.code == "") {
			t.Errorf("%s: offered %v", name, offered)
		}
		if k.code != "" {
			s.refused(k.code, ofSection, AskReturn, Form{Basis: "Not ours."})
			continue
		}
		s.take(ofSection, AskReturn, Form{Basis: "Not ours."})
	}
}

func TestCoHandlersReturnAndAreExcused(t *testing.T) {
	s := dispatched(t, section, office, district)
	s.take(ofOffice, AskReturn, Form{Basis: "Not ours."})
	s.denied("lead_needed", Order{Step: Excuse, Assignment: s.part(section).ID, By: officer, At: s.now, Form: Form{Note: "No."}})
	s.handle(ofSection)
	s.state(Dispatched)
	s.take(officer, Grant, Form{Opinion: "Right."})
	s.state(Dispatched)
	s.take(ofDistrict, Sign, Form{})
	s.take(ofDistrict, AssignDown, unit(team))
	id := s.part(district).ID
	s.do(Order{Step: Excuse, Assignment: id, By: officer, At: s.now, Form: Form{Note: "Not needed."}})
	s.state(Answered)
	s.parts(map[huiyin.UnitID]AssignmentState{section: Submitted, office: Returned, district: Cancelled, team: Cancelled})
}

func TestAReturnOrderLapsesWithTheAnswer(t *testing.T) {
	s := dispatched(t, section)
	s.take(ofSection, Sign, Form{})
	s.take(ofSection, AskReturn, Form{Basis: "Not ours."})
	s.take(ofSection, ContactFirst, reached)
	s.take(ofSection, Verify, looked)
	s.take(ofSection, Submit, finished)
	s.state(Answered)
	if q := s.c.Requests[0]; q.State != Lapsed || q.DecidedAt.IsZero() || q.DecidedBy != 0 {
		t.Errorf("the request is %s", q.State)
	}
	s.refused("step_not_open", officer, Grant, Form{Opinion: "Right."})
}

func TestClosingAfterAReturnEndsEveryPart(t *testing.T) {
	for name, end := range map[string]func(s *story){
		"void": func(s *story) {
			s.take(officer, ProposeVoid, Form{Note: "A slip."})
			s.take(chief, Grant, Form{Opinion: "A slip."})
			s.state(Void)
		},
		"declined": func(s *story) {
			s.take(reviewer, ProposeDecline, Form{Reason: "N01", Basis: "Law.", Public: "Please turn to the court."})
			s.take(officer, Grant, Form{Opinion: "Yes."})
			s.state(Declined)
		},
		"redirected": func(s *story) {
			s.take(officer, Redirect, Form{Reason: "court", Receipt: "7"})
			s.state(Redirected)
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := dispatched(t, section, office, district)
			s.handle(ofOffice)
			s.take(ofDistrict, Sign, Form{})
			s.take(ofDistrict, AssignDown, unit(team))
			s.take(ofSection, AskReturn, Form{Basis: "Not ours."})
			s.take(officer, Grant, Form{Opinion: "Right."})
			end(s)
			s.parts(map[huiyin.UnitID]AssignmentState{section: Returned, office: Cancelled, district: Cancelled, team: Cancelled})
			if !s.c.Wake.IsZero() || s.c.ClosedAt.IsZero() {
				t.Errorf("it wakes at %v, closed at %v", s.c.Wake, s.c.ClosedAt)
			}
		})
	}
}

func TestHandingDown(t *testing.T) {
	wd := func(n int) calendar.Limit { return calendar.Limit{Amount: n, Unit: calendar.WorkingDays} }
	parentDue := day(10, 13, 17, 0)
	for name, k := range map[string]struct {
		now   time.Time
		asked calendar.Limit
		due   time.Time
	}{
		"at once, a working day before the parent":  {day(9, 16, 11, 0), calendar.Limit{}, day(10, 12, 17, 0)},
		"a week later, still a day before":          {day(9, 23, 11, 0), calendar.Limit{}, day(10, 12, 17, 0)},
		"shorter than that":                         {day(9, 23, 11, 0), wd(2), day(9, 28, 17, 0)},
		"longer than that":                          {day(9, 23, 11, 0), wd(40), day(10, 12, 17, 0)},
		"two days before the end, a day is left":    {day(10, 11, 11, 0), calendar.Limit{}, day(10, 12, 17, 0)},
		"the day before the end, none is left":      {day(10, 12, 11, 0), calendar.Limit{}, parentDue},
		"on the last day, with hours asked for":     {day(10, 13, 11, 0), calendar.Limit{Amount: 60, Unit: calendar.ClockMinutes}, day(10, 13, 12, 0)},
		"when the parent is late already":           {day(10, 20, 11, 0), wd(3), parentDue},
		"an evening, counted from the next morning": {day(9, 23, 23, 59), wd(1), day(9, 24, 17, 0)},
	} {
		s := dispatched(t, section)
		s.at("the parent", s.part(section).Due, parentDue)
		s.take(ofSection, Sign, Form{})
		s.now = k.now
		s.take(ofSection, AssignDown, Form{Unit: team, Limit: k.asked})
		a := s.part(team)
		if !a.Due.Equal(k.due) {
			t.Errorf("%s: due %v, want %v", name, a.Due.In(shanghai), k.due)
		}
		if p, err := s.b.Proof(&s.c, a.ID); err != nil || !p.Due.Equal(a.Due) {
			t.Errorf("%s: the proof says %v %v", name, p.Due, err)
		}
	}
	s := dispatched(t, section)
	s.take(ofSection, Sign, Form{})
	if s.take(ofDistrict, DraftReply, Form{}); s.offered(ofDistrict, AssignDown) {
		t.Error("a district hands a section's part to others")
	}
	s.refused("invalid_unit", ofSection, AssignDown, Form{Unit: section})
	s.refused("invalid_unit", ofSection, AssignDown, Form{Unit: office})
	s.refused("invalid_unit", ofSection, AssignDown, Form{Unit: district})
	s.take(ofSection, AssignDown, Form{Unit: team})
	s.refused("handed_down", ofSection, AssignDown, Form{Unit: team})
	s.refused("children_open", ofSection, Submit, finished)
	s.take(ofTeam, Sign, Form{})
	if s.offered(ofTeam, AssignDown) {
		t.Error("a team without anybody below is offered to hand down")
	}
	s.denied("not_handed_down", Order{Step: Recall, Assignment: s.part(team).ID, By: ofTeam, At: s.now, Form: Form{Note: "No."}})
}

func TestTakingBackTakesEverythingBack(t *testing.T) {
	s := dispatched(t, district)
	s.take(ofDistrict, Sign, Form{})
	s.take(ofDistrict, AssignDown, unit(section))
	s.take(ofSection, Sign, Form{})
	s.take(ofSection, AssignDown, unit(team))
	s.handle(ofTeam)
	s.do(Order{Step: Recall, Assignment: s.part(section).ID, By: ofDistrict, At: s.now, Form: Form{Note: "We do it ourselves."}})
	s.parts(map[huiyin.UnitID]AssignmentState{district: Signed, section: Cancelled, team: Cancelled})
}

func TestBeforeTheAnswerIsSigned(t *testing.T) {
	s := dispatched(t, section)
	s.take(ofSection, Sign, Form{})
	s.take(ofSection, Verify, looked)
	s.refused("no_contact", ofSection, Submit, finished)
	for range 2 {
		s.take(ofSection, ContactFirst, Form{Outcome: "unreachable", Note: "No answer."})
		if s.offered(ofSection, Submit) {
			t.Error("signing is offered after too few attempts")
		}
	}
	s.take(ofSection, ContactFirst, Form{Outcome: "unreachable", Note: "No answer."})
	s.refused("invalid_unsolved_reason", ofSection, Submit, Form{Internal: "x", Public: "y", Solved: "no"})
	s.refused("invalid_public", ofSection, Submit, Form{Internal: "x", Solved: "yes"})
	s.take(ofSection, DraftReply, Form{UnsolvedReason: "Planned for May."})
	s.refused("step_not_yours", of(section, 31, huiyin.Handler), Submit, finished)
	s.take(ofSection, Submit, Form{Internal: "x", Public: "y", Solved: "no"})
	if a := s.part(section); a.SubmittedBy != ofSection.Staff || a.UnsolvedReason == "" || !a.ContactedAt.IsZero() {
		t.Errorf("submitted by %d, not solved because %q", a.SubmittedBy, a.UnsolvedReason)
	}
	if late, ok := s.last.Events[0].Facts["late"].(bool); !ok || late {
		t.Errorf("an answer in time is in the journal as late=%v", s.last.Events[0].Facts["late"])
	}
}

func TestVerificationOnSite(t *testing.T) {
	s := dispatched(t, section)
	s.take(ofSection, Sign, Form{})
	lon, lat := 104.06, 30.67
	s.refused("invalid_moment", ofSection, Verify, Form{True: "yes", Note: "x", Moment: s.now.Add(time.Second)})
	s.refused("invalid_moment", ofSection, Verify, Form{True: "yes", Note: "x", Moment: s.c.RegisteredAt.Add(-time.Second)})
	s.now = s.now.Add(2 * time.Hour)
	s.take(ofSection, Verify, Form{True: "partly", Note: "One lamp of two.", Moment: s.now.Add(-time.Hour), Lon: &lon, Lat: &lat, Files: []huiyin.FileID{1, 2}})
	a := s.part(section)
	s.at("the look", a.VerifiedAt, s.now.Add(-time.Hour))
	if a.True != SolvedPartly || a.VerifiedBy != ofSection.Staff || a.VerifyNote == "" || *a.VerifyLon != lon || *a.VerifyLat != lat || a.State != Handling {
		t.Errorf("verified as %+v", a)
	}
	if s.last.Events[0].Facts["photos"] != int64(2) || s.last.Contacts[0].Kind != "verification" {
		t.Errorf("the journal has %v, the record %v", s.last.Events[0].Facts, s.last.Contacts)
	}
}

func TestACoHandlerThatBecomesTheLeadHasOnePart(t *testing.T) {
	s := dispatched(t, section, office, office, section)
	if len(s.c.Assignments) != 2 {
		t.Fatalf("one lead and one co-handler make %d parts", len(s.c.Assignments))
	}
	s.take(ofSection, AskReturn, Form{Basis: "Not ours."})
	s.take(officer, Grant, Form{Opinion: "Right."})
	s.take(officer, Dispatch, unit(office))
	open := 0
	for _, a := range s.c.Assignments {
		if a.State.Open() {
			open++
		}
	}
	if a := s.part(office); open != 1 || a.Part != Lead {
		t.Errorf("%d parts are open, the newest is a %s", open, a.Part)
	}
}
