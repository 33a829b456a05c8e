package casework

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"huiyin"
)

func TestTheClosedLoopWithCoHandlersAndATeam(t *testing.T) {
	s := dispatched(t, section, office)
	if s.c.Stage() != StageDispatched {
		t.Errorf("before anybody signed the public sees %s", s.c.Stage())
	}
	s.at("the lead's part", s.part(section).Due, day(10, 13, 17, 0)) // 15 working days with Mid-Autumn, National Day and make-up days
	s.at("the co-handler's part", s.part(office).Due, day(10, 10, 17, 0))
	s.now = s.now.Add(5 * time.Hour)
	s.take(ofSection, Sign, Form{})
	s.at("after signing the lead's part", s.part(section).Due, day(10, 13, 17, 0))
	if s.c.Stage() != StageHandling {
		t.Errorf("after the lead signed the public sees %s", s.c.Stage())
	}
	s.take(ofSection, AssignDown, unit(team))
	s.handle(ofTeam)
	s.state(Dispatched)
	s.take(ofSection, DraftReply, Form{Internal: "Draft.", Public: "Draft."})
	s.take(ofSection, Submit, finished) // its team has spoken to the appellant and looked
	s.state(Dispatched)
	s.now = s.now.Add(time.Hour)
	s.handle(ofOffice) // a co-handler that comes after the lead
	s.state(Answered)
	if s.c.Answer != finished.Public || s.c.Internal != finished.Internal || !s.c.RepliedAt.Equal(s.now) {
		t.Errorf("answered with %q at %v", s.c.Answer, s.c.RepliedAt)
	}
	s.take(officer, PassReply, Form{})
	s.parts(map[huiyin.UnitID]AssignmentState{section: Passed, team: Passed, office: Passed})
	s.refused("step_not_yours", ofOffice, VisitAppellant, Form{Outcome: "reached", Satisfaction: "satisfied"})
	s.take(ofSection, VisitAppellant, Form{Outcome: "reached", Satisfaction: "satisfied", Solved: "yes"})
	s.state(Closed)
	if s.c.First != Satisfied || s.c.Final != Satisfied || s.c.Outcome != "satisfied" || s.c.Visits[0].By != "unit" {
		t.Errorf("judged %s then %s, outcome %s, by %s", s.c.First, s.c.Final, s.c.Outcome, s.c.Visits[0].By)
	}
}

func TestAnotherRoundUntilItSatisfies(t *testing.T) {
	s := visiting(t)
	s.take(visitor, VisitAppellant, Form{Outcome: "reached", Satisfaction: "dissatisfied", Solved: "no"})
	s.state(Visiting)
	s.refused("judged", visitor, VisitAppellant, Form{Outcome: "reached", Satisfaction: "satisfied"})
	s.refused("round_owed", officer, CloseUnresolved, Form{Reason: "policy_constraint", Note: "No."})
	s.take(officer, Rehandle, Form{Advice: "Look again."})
	s.state(Rehandling)
	s.at("the second round", s.c.Due, day(9, 22, 17, 0)) // 5 working days, one of them a make-up Sunday
	if s.c.Round != 2 || s.c.Answer != "" || s.c.Outcome != "" || s.c.Lead != section {
		t.Errorf("round %d, answer %q, outcome %q, lead %d", s.c.Round, s.c.Answer, s.c.Outcome, s.c.Lead)
	}
	s.refused("no_return", ofSection, AskReturn, Form{Basis: "not ours"})
	s.take(ofSection, Sign, Form{})
	s.take(ofSection, ContactFirst, reached)
	s.refused("not_verified", ofSection, Submit, finished) // the look of the first round does not count
	s.take(ofSection, Verify, looked)
	s.take(ofSection, Submit, finished)
	s.take(officer, PassReply, Form{})
	s.take(huiyin.TheAppellant, Rate, Form{Satisfaction: "dissatisfied", Solved: "partly"})
	s.take(officer, CloseUnresolved, Form{Reason: "policy_constraint", Note: "The plan is for next year."})
	s.state(Closed)
	if s.c.Outcome != "dissatisfied" || s.c.Reason != "policy_constraint" || s.c.First != Dissatisfied {
		t.Errorf("closed as %s for %s", s.c.Outcome, s.c.Reason)
	}
}

func TestAnotherUnitInALaterRoundMayReturnOnce(t *testing.T) {
	s := visiting(t)
	s.take(visitor, VisitAppellant, Form{Outcome: "reached", Satisfaction: "dissatisfied"})
	s.take(officer, Rehandle, unit(office, section))
	if a := s.part(section); !(a.Part == Co && a.Round == 2) {
		t.Errorf("the first unit's part is %+v", a)
	}
	s.take(ofOffice, AskReturn, Form{Basis: "Not our road."})
	s.take(officer, Grant, Form{Opinion: "Right."})
	s.state(AtTransfer)
	s.take(officer, Dispatch, unit(section))
	s.state(Rehandling)
	s.at("the round's new lead", s.c.Due, day(9, 22, 17, 0))
}

func TestReopening(t *testing.T) {
	last := day(9, 17, 0, 0).AddDate(0, 0, 15) // the end of the 15th day after the day of closing
	cases := []struct {
		name string
		at   time.Time
		code string
	}{
		{"on the last moment", last, ""},
		{"a moment later", last.Add(time.Millisecond), "too_late"},
	}
	for _, k := range cases {
		s := closed(t)
		s.at("archiving", s.c.Wake, last.Add(time.Millisecond))
		s.now = k.at
		if k.code != "" {
			s.refused(k.code, huiyin.TheAppellant, AskReopen, Form{Note: "Dark again."})
			s.tick()
			s.state(Archived)
			continue
		}
		if s.tick() != 0 {
			t.Errorf("%s the system archives", k.name)
		}
		s.take(huiyin.TheAppellant, AskReopen, Form{Note: "Dark again."})
		s.refused("reopening", operator, AskReopen, Form{Note: "And again."})
		s.now = s.now.Add(24 * time.Hour)
		if !s.c.Wake.IsZero() || s.tick() != 0 {
			t.Errorf("%s: the case is archived while a reopening is looked at", k.name)
		}
		refused := *s
		refused.take(reviewer, Refuse, Form{Opinion: "It shines."})
		refused.tick()
		refused.state(Archived)
		s.take(reviewer, Grant, Form{Opinion: "It is dark."})
		s.state(Rehandling)
		if s.c.Round != 2 || !s.c.ClosedAt.IsZero() {
			t.Errorf("reopened in round %d, closed at %v", s.c.Round, s.c.ClosedAt)
		}
	}
}

func TestHistoricRecordsHaveTheirWindowFromTheDayTheyCameIn(t *testing.T) {
	s := closed(t)
	s.c.Historic, s.c.ImportedAt = true, s.now.AddDate(1, 0, 0)
	s.now = s.now.AddDate(1, 0, 14)
	if !s.offered(huiyin.TheAppellant, AskReopen) {
		t.Error("two weeks after it came in the record cannot be reopened")
	}
}

func TestTheTransferClockRunsFromReceipt(t *testing.T) {
	s := registered(t)
	s.at("the first review", s.c.Due, s.now.Add(30*time.Minute))
	s.now = s.now.Add(20 * time.Hour)
	s.take(reviewer, Pass, Form{})
	s.at("after a slow review the transfer", s.c.Due, wednesday.Add(24*time.Hour))
	s.take(officer, SendBack, Form{Note: "Where is it?"})
	s.take(reviewer, AskMore, Form{Note: "Where is it?"})
	s.at("the appellant's answer", s.c.Due, day(9, 21, 17, 0)) // asked on Thursday: Friday, the make-up Sunday, Monday
	s.now = s.now.Add(10 * time.Hour)
	s.take(huiyin.TheAppellant, Supplement, Form{Note: "At number 12."})
	s.state(Registered)
	came := s.now
	s.take(reviewer, Pass, Form{Urgency: "livelihood"})
	s.at("after the supplement the transfer", s.c.Due, came.Add(2*time.Hour))
}

func TestSilenceAfterAQuestionEndsTheMatter(t *testing.T) {
	s := registered(t)
	s.take(reviewer, AskMore, Form{Note: "Where is it?"})
	due := s.c.Due
	s.now = due
	if s.tick() != 0 {
		t.Error("the system gives up while the appellant still has time")
	}
	s.now = due.Add(time.Millisecond)
	s.take(operator, ProposeVoid, Form{Note: "A slip."})
	if s.tick() != 0 || !s.c.Wake.IsZero() {
		t.Error("the system gives up while a question is open")
	}
	s.take(chief, Refuse, Form{Opinion: "No slip."})
	s.tick()
	s.state(Unverifiable)
}

func TestDrafts(t *testing.T) {
	s := tell(t)
	s.c = s.b.Begin(Case{ID: 1, Number: "1", Title: "A lamp", Confidentiality: 1}, operator, s.now).Case
	s.at("the draft", s.c.Due, s.now.Add(24*time.Hour))
	s.refused("not_your_draft", otherAll, Discard, Form{})
	s.refused("not_your_draft", huiyin.TheAppellant, Register, complaint)
	s.refused("step_not_yours", of(section, 5, huiyin.MailboxClerk), Register, complaint)
	s.refused("invalid_content", operator, Register, Form{Nature: "help"})
	kept := *s
	s.take(operator, Register, Form{Nature: "help", Content: "Dark."})
	if s.c.Title != "A lamp" || s.c.RegisteredBy != operator.Staff || s.c.Round != 1 {
		t.Errorf("registered as %q by %d in round %d", s.c.Title, s.c.RegisteredBy, s.c.Round)
	}
	s.refused("own_case", centre(operator.Staff, huiyin.Reviewer), Pass, Form{})
	kept.now = kept.c.Wake
	kept.tick()
	kept.state(Void)
	letter := tell(t)
	letter.take(of(section, 5, huiyin.MailboxClerk), Register, complaint)
}

func TestAnswersOnTheSpotAndOtherChannels(t *testing.T) {
	s := tell(t)
	s.refused("invalid_article", operator, AnswerDirectly, Form{Title: "Hours?", Public: "From nine."})
	s.take(operator, AnswerDirectly, Form{Title: "Hours?", Public: "From nine.", Article: 7})
	s.state(AnsweredDirectly)
	if s.c.RepliedAt.IsZero() || s.c.ClosedAt.IsZero() || s.c.Article != 7 {
		t.Errorf("answered at %v from article %d", s.c.RepliedAt, s.c.Article)
	}
	s = tell(t)
	s.refused("invalid_receipt", operator, Redirect, Form{Reason: "110"})
	s.refused("invalid_reason", operator, Redirect, Form{Reason: "999", Receipt: "A-1"})
	s.take(operator, Redirect, Form{Reason: "110", Receipt: "A-1", Note: "Brawl."})
	s.state(Redirected)
	if s.c.RegisteredAt.IsZero() || s.c.Reason != "110" || !slices.ContainsFunc(s.last.Contacts, func(k Contact) bool { return k.Kind == "remark" && !k.Appellant && k.Note == "Brawl." }) {
		t.Errorf("redirected to %q, said %v", s.c.Reason, s.last.Contacts)
	}
}

func TestAStepReadsOnlyWhatItAsksFor(t *testing.T) {
	s := registered(t)
	s.take(reviewer, Pass, Form{Content: "Something else.", Title: "A better title", Unit: team, Demand: "Nothing."})
	if s.c.Content != complaint.Content || s.c.Demand != "" || s.c.Title != "A better title" {
		t.Errorf("after the review it says %q %q %q", s.c.Title, s.c.Content, s.c.Demand)
	}
	s.refused("invalid_unit", officer, Dispatch, Form{Advice: "Somebody."})
	s.refused("invalid_nature", officer, Dispatch, Form{Unit: section, Nature: "ticket"})
	blank := tell(t)
	blank.refused("invalid_title", operator, Register, Form{Title: " \n", Content: "Dark.", Nature: "help"})
	wrong, lat := math.NaN(), 30.0
	blank.refused("invalid_point", operator, Register, Form{Title: "A", Content: "B", Nature: "help", Lon: &wrong, Lat: &lat})
}

func TestConfidentialityIsOnlyRaised(t *testing.T) {
	s := registered(t)
	s.refused("invalid_confidentiality", reviewer, Pass, Form{Confidentiality: "0"})
	s.take(reviewer, Pass, Form{Confidentiality: "2"})
	s.refused("invalid_confidentiality", officer, Dispatch, Form{Unit: section, Confidentiality: "1"})
	r := tell(t)
	form := complaint
	form.Nature, form.Confidentiality = "report", "0"
	r.take(huiyin.TheAppellant, Register, form)
	if r.c.Confidentiality != 2 {
		t.Errorf("a report of wrongdoing has level %d", r.c.Confidentiality)
	}
}

func TestTheAuditSendsBackTheLeadOrOneCoHandler(t *testing.T) {
	answered := func() *story {
		s := dispatched(t, section, office)
		s.handle(ofSection)
		s.handle(ofOffice)
		return s
	}
	defects := Form{Defects: []string{"no_proof", "off_topic"}, Note: "Where is the photo?"}
	s := answered()
	due := s.part(section).Due
	s.refused("invalid_defects", officer, SendReplyBack, Form{Defects: []string{"ugly"}, Note: "No."})
	s.do(Order{Step: SendReplyBack, By: officer, At: s.now, Form: defects})
	s.state(Dispatched)
	s.parts(map[huiyin.UnitID]AssignmentState{section: Handling, office: Submitted})
	if a := s.part(section); a.Defects != "no_proof off_topic" || a.SentBack != 1 || !a.Due.Equal(due) || s.c.Answer != "" {
		t.Errorf("sent back with %q, %d times, due %v, answer %q", a.Defects, a.SentBack, a.Due, s.c.Answer)
	}
	if k := s.last.Contacts[0]; k.Kind != "audit" || k.Unit != section || k.Note != defects.Note || k.Appellant || len(s.last.Contacts) != 1 {
		t.Errorf("the unit is told %+v", s.last.Contacts)
	}
	s.take(ofSection, Submit, finished)
	s.state(Answered)

	s = answered()
	s.denied("lead_needed", Order{Step: SendReplyBack, Assignment: s.part(section).ID, By: officer, At: s.now, Form: defects})
	s.do(Order{Step: SendReplyBack, Assignment: s.part(office).ID, By: officer, At: s.now, Form: defects})
	s.parts(map[huiyin.UnitID]AssignmentState{section: Submitted, office: Handling})
	s.take(ofOffice, Submit, finished)
	s.state(Answered)
}

func TestWhoCannotBeReached(t *testing.T) {
	at := func(d, h int) time.Time { return day(9, d, h, 0) }
	for name, k := range map[string]struct {
		tries []time.Time
		want  State
	}{
		"two tries":                    {[]time.Time{at(17, 9), at(18, 15)}, Visiting},
		"three tries in one day":       {[]time.Time{at(17, 9), at(17, 12), at(17, 15)}, Visiting},
		"three days at the same hour":  {[]time.Time{at(17, 9), at(18, 9), at(19, 9)}, Visiting},
		"two days and different hours": {[]time.Time{at(17, 9), at(18, 9), at(18, 15)}, Closed},
	} {
		s := visiting(t)
		for _, s.now = range k.tries {
			s.take(visitor, VisitAppellant, Form{Outcome: "unreachable"})
		}
		if s.c.State != k.want || (k.want == Closed) != (s.c.Outcome == "unreachable") || s.c.Final != "" {
			t.Errorf("%s: %s, outcome %q, judged %q", name, s.c.State, s.c.Outcome, s.c.Final)
		}
	}
	s := visiting(t)
	s.c.Person = 0
	s.take(visitor, VisitAppellant, Form{Outcome: "unreachable"})
	s.state(Closed)
	s = visiting(t)
	s.refused("invalid_satisfaction", visitor, VisitAppellant, Form{Outcome: "reached"})
	s.refused("invalid_outcome", visitor, VisitAppellant, Form{Outcome: "unreachable", Satisfaction: "satisfied"})
	s.c.RegisteredBy = visitor.Staff
	s.refused("own_case", visitor, VisitAppellant, Form{Outcome: "unreachable"})
}

func TestClockSetBackAndOldVersions(t *testing.T) {
	s := registered(t)
	o := s.order(reviewer, Pass, Form{})
	o.At, o.Version = s.now.Add(-time.Hour), s.c.Version
	if c := s.do(o); !c.Since.Equal(wednesday) || !c.ChangedAt.Equal(wednesday) {
		t.Errorf("a step an hour before its predecessor is dated %v", c.ChangedAt)
	}
	late := s.order(officer, Dispatch, unit(section))
	late.Version = s.c.Version - 1
	s.denied("changed_meanwhile", late)
	late.By = ofSection
	s.denied("step_not_yours", late) // a stranger is not told that there was a change
	if !s.c.Since.Equal(s.c.Since.Truncate(time.Millisecond)) {
		t.Errorf("moments count in milliseconds, not %v", s.c.Since)
	}
}

func TestTheWordsOfAStepAreKeptOnce(t *testing.T) {
	s := registered(t)
	s.take(reviewer, Pass, Form{Note: "Looks right."})
	if k := s.last.Contacts; len(k) != 1 || k[0].Kind != "remark" || k[0].Note != "Looks right." || k[0].Appellant || k[0].Staff != reviewer.Staff {
		t.Errorf("the reviewer's note is kept as %+v", k)
	}
	s.take(officer, ProposeVoid, Form{Note: "A slip."})
	if len(s.last.Contacts) != 0 || s.c.Requests[0].Basis != "A slip." {
		t.Errorf("the reason is kept as %+v and %q", s.last.Contacts, s.c.Requests[0].Basis)
	}
	for _, e := range s.last.Events {
		for name, v := range e.Facts {
			if text, ok := v.(string); ok && strings.Contains(text, "slip") {
				t.Errorf("the journal carries %s=%q", name, text)
			}
		}
	}
}
