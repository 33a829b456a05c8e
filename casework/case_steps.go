package casework

import (
	"strconv"
	"strings"
	"time"

	"huiyin"
)

// Steps of the case.
const (
	Register        Step = "register"
	AnswerDirectly  Step = "answer_directly"
	Redirect        Step = "redirect"
	Discard         Step = "discard"
	Pass            Step = "pass"
	AskMore         Step = "ask_more"
	Supplement      Step = "supplement"
	Urge            Step = "urge"
	Proceed         Step = "proceed"
	GiveUp          Step = "give_up"
	SendBack        Step = "send_back"
	Dispatch        Step = "dispatch"
	ProposeDecline  Step = "propose_decline"
	ProposeVoid     Step = "propose_void"
	Object          Step = "object"
	PassReply       Step = "pass_reply"
	SendReplyBack   Step = "send_reply_back"
	VisitAppellant  Step = "visit"
	Rate            Step = "rate"
	Rehandle        Step = "rehandle"
	CloseUnresolved Step = "close_unresolved"
	CloseHistoric   Step = "close_historic"
	AskReopen       Step = "ask_reopen"
	Archive         Step = "archive"
)

var (
	facts    = []Field{fTitle, fContent, fNature, fCategory, fUrgency, fConf, fArea, fPlace, fDemand, fPoint}
	live     = []State{Registered, AtTransfer, Dispatched, Answered, Visiting, Rehandling}
	inReview = []State{Registered, AtTransfer}
)

// caseSteps is the procedure of a case, in the order of the work regulations. There is no other
// place to look.
var caseSteps = []rule{
	{Step: Register, From: []State{Draft}, Who: roles(huiyin.Operator, huiyin.MailboxClerk, huiyin.ShiftLeader, huiyin.Appellant, huiyin.Open311Client), To: Registered,
		Ask: []Field{req(fTitle), req(fContent), req(fNature), fCategory, fUrgency, fConf, fArea, fPlace, fDemand, fPoint}, Guard: centresDraft, Do: register},
	{Step: AnswerDirectly, From: []State{Draft}, Who: roles(huiyin.Operator, huiyin.MailboxClerk), To: AnsweredDirectly,
		Ask: append([]Field{req(fArticle), req(fPublic)}, facts...), Do: answerDirectly, Law: "an answer on the spot cites the article it rests on"},
	{Step: Redirect, From: []State{Draft, Registered, AtTransfer}, Who: roles(huiyin.Operator, huiyin.Reviewer, huiyin.MailboxClerk, huiyin.TransferOfficer), To: Redirected,
		Ask: []Field{req(fChannelTo), req(fReceipt), fNote}, Guard: freshReviewer, Do: redirect, Law: "State Council office 2022 no. 12: 12345 and 110"},
	{Step: Discard, From: []State{Draft}, Who: roles(huiyin.Operator, huiyin.MailboxClerk, huiyin.System), To: Void,
		Guard: draftOver, Do: func(w *work) { w.c.Outcome = "discarded" }, Law: "a draft is kept for 24 hours"},

	{Step: Pass, From: []State{Registered}, Who: roles(huiyin.Reviewer, huiyin.MailboxClerk), To: AtTransfer,
		Ask: []Field{fTitle, fNature, fCategory, fUrgency, fConf, fArea, fNote}, Guard: secondReviewer, Check: onlyRaised, Do: correct, Law: "first review, by a second person"},
	{Step: AskMore, From: []State{Registered}, Who: roles(huiyin.Reviewer, huiyin.MailboxClerk), To: Supplementing,
		Ask: []Field{req(fNote)}, Guard: noQuestionOpen, Do: func(w *work) {
			w.said(Contact{Kind: "question", Outbound: true, Note: w.f.Note, Appellant: true})
		}},
	{Step: ProposeDecline, From: inReview, Who: roles(huiyin.Reviewer, huiyin.MailboxClerk, huiyin.TransferOfficer),
		Ask: []Field{req(fDeclineFor), req(fBasis), req(fPublic)}, Guard: freshReviewer, Do: propose(NonAcceptance, LimitDeclineDecide),
		Law: "State Council office 2020 no. 53; Sichuan 2025: guidance instead of refusal; two persons"},
	{Step: ProposeVoid, From: []State{Registered, Supplementing, AtTransfer}, Who: roles(huiyin.Operator, huiyin.Reviewer, huiyin.MailboxClerk, huiyin.TransferOfficer),
		Ask: []Field{req(fNote)}, Guard: neverAnswered, Do: propose(VoidEntry, LimitDeclineDecide), Law: "mis-entries only, a shift leader approves"},

	{Step: Supplement, From: []State{Supplementing}, Who: roles(huiyin.Appellant, huiyin.Operator), To: Registered, Ask: []Field{req(fNote), fFiles}, Do: complete},
	{Step: Supplement, From: live, Who: roles(huiyin.Appellant, huiyin.Operator), Ask: []Field{req(fNote), fFiles}, Do: supplement},
	{Step: Urge, From: live, Who: roles(huiyin.Appellant, huiyin.Operator), Ask: []Field{fNote}, Do: urge},
	{Step: Proceed, From: []State{Supplementing}, Who: roles(huiyin.Reviewer, huiyin.MailboxClerk), To: Registered, Ask: []Field{req(fNote)}, Guard: noQuestionOpen,
		Do: func(w *work) { w.c.ReceivedAt = w.at }, Law: "or handled as it is"},
	{Step: GiveUp, From: []State{Supplementing}, Who: roles(huiyin.System), To: Unverifiable, Guard: stageOver,
		Do: func(w *work) { w.c.Outcome = "unverifiable" }, Law: "three working days, then unable to verify"},

	{Step: Dispatch, From: []State{AtTransfer}, Who: roles(huiyin.TransferOfficer),
		Ask: []Field{req(fUnit), fUnits, fLimit, fAdvice, fNature, fCategory, fUrgency, fConf}, Guard: noQuestionOpen, Check: onlyRaised, May: underWay, Do: dispatch,
		Law: "one lead and its co-handlers; the clock runs from dispatch, never from signing"},
	{Step: SendBack, From: []State{AtTransfer}, Who: roles(huiyin.TransferOfficer), To: Registered, Ask: []Field{req(fNote)}, Guard: neverDispatched},

	{Step: PassReply, From: []State{Answered}, Who: roles(huiyin.TransferOfficer), To: Visiting, Parts: []partMove{{answered, Passed}}, Ask: []Field{fNote}, Do: passReply, Law: "the centre audits every reply before the appellant is visited"},
	{Step: SendReplyBack, From: []State{Answered}, Who: roles(huiyin.TransferOfficer), May: underWay, Parts: []partMove{{answered, Handling}},
		Ask: []Field{req(fDefects), req(fNote)}, Do: sendReplyBack, Law: "a reply sent back keeps its original deadline; co-handlers' parts stay"},

	{Step: VisitAppellant, From: []State{Visiting}, Who: roles(huiyin.UnitClerk, huiyin.Visitor),
		Ask: []Field{req(fOutcome), fSatisfied, fSolved, fTruthful, fOpinion}, Guard: notYetJudged, Check: judgementFits, May: []State{Closed}, Do: visit,
		Law: "the unit's own return visit, then the centre's; three attempts on two days at different hours"},
	{Step: Rate, From: []State{Visiting, Closed}, Who: roles(huiyin.Appellant), Ask: []Field{req(fSatisfied), req(fSolved), fOpinion}, Guard: mayRate, May: []State{Closed}, Do: visit},
	{Step: Rehandle, From: []State{Visiting}, Who: roles(huiyin.TransferOfficer), To: Rehandling, Ask: []Field{fUnit, fUnits, fLimit, req(fAdvice)}, Guard: judgedBadly, Do: newRound,
		Law: "not satisfied: a new round, same lead by default"},
	{Step: CloseUnresolved, From: []State{Visiting}, Who: roles(huiyin.TransferOfficer), To: Closed, Ask: []Field{req(fWhyUnhappy), req(fNote)}, Guard: secondRoundOver,
		Do: func(w *work) {
			w.c.Outcome, w.c.Reason, w.facts["reason"] = string(Dissatisfied), w.f.Reason, w.f.Reason
		}, Law: "after a second round, with the reason why it could not satisfy"},
	{Step: CloseHistoric, From: []State{Visiting}, Who: roles(huiyin.System), To: Closed, Guard: historic,
		Do: func(w *work) { w.c.Outcome = "historic" }, Law: "records from before Huiyin: no visit is known, so none is claimed"},
	{Step: AskReopen, From: []State{Closed}, Who: roles(huiyin.Appellant, huiyin.Operator), Ask: []Field{req(fNote)}, Guard: reopenable,
		Do: propose(Reopening, LimitReview), Law: "within 15 days of closing, a reviewer agrees"},
	{Step: Object, From: []State{Declined}, Who: roles(huiyin.Appellant), To: Registered, Ask: []Field{req(fNote)}, Guard: mayObject, Do: object,
		Law: "one objection within five working days, another reviewer within two"},
	{Step: Archive, From: []State{Closed}, Who: roles(huiyin.System), To: Archived, Guard: archivable, Law: "15 days after closing, or after the last request was decided"},
}

// conclusions follow from the record; nobody takes them.
var conclusions = []conclusion{
	{From: underWay, To: Answered, Event: "case.answered", When: everyPartIn, Do: answer, Law: "the lead and every co-handler have submitted; the appellant gets one answer, the lead's"},
}

func everyPartIn(c *Case) bool {
	if l := c.lead(); l == nil || l.State != Submitted {
		return false
	}
	for i := range c.Assignments {
		if a := &c.Assignments[i]; a.Parent == 0 && a.State.Open() {
			return false
		}
	}
	return true
}

func answer(w *work) {
	l := w.c.lead()
	w.c.Answer, w.c.Internal, w.c.Solved, w.c.RepliedAt = l.Public, l.Internal, l.Solved, w.at
}

func roles(rs ...huiyin.Role) []huiyin.Role { return rs }

func register(w *work) {
	w.takeFacts()
	w.c.RegisteredAt, w.c.ReceivedAt, w.c.RegisteredBy, w.c.Round = w.at, w.at, w.who.Staff, 1
	w.said(Contact{Kind: "first", Reached: true})
}

// takeFacts moves what was filled in from the form to the case; empty fields change nothing.
func (w *work) takeFacts() {
	c, f := w.c, &w.f
	set(&c.Title, f.Title)
	set(&c.Content, f.Content)
	set(&c.Place, f.Place)
	set(&c.Demand, f.Demand)
	set(&c.Nature, Nature(f.Nature))
	set(&c.Category, f.Category)
	set(&c.Urgency, Urgency(f.Urgency))
	set(&c.Area, f.Area)
	if f.Lon != nil && f.Lat != nil {
		c.Lon, c.Lat = f.Lon, f.Lat
	}
	if n, err := strconv.Atoi(f.Confidentiality); err == nil {
		c.Confidentiality = Confidentiality(n)
	}
	if c.Nature == Report && c.Confidentiality < 2 {
		c.Confidentiality = 2 // reports of wrongdoing hide who made them
	}
	w.facts["nature"], w.facts["category"], w.facts["urgency"] = string(c.Nature), c.Category, string(c.Urgency)
}

func set[T ~string](to *T, v T) {
	if v != "" {
		*to = v
	}
}

func answerDirectly(w *work) {
	register(w)
	w.c.Article, w.c.Answer, w.c.RepliedAt, w.c.Outcome = w.f.Article, w.f.Public, w.at, "answered_directly"
	w.facts["article"] = int64(w.f.Article)
}

func redirect(w *work) {
	if w.c.RegisteredAt.IsZero() {
		register(w)
	}
	w.c.Reason, w.c.Outcome = w.f.Reason, "redirected"
	w.facts["channel"] = w.f.Reason
	w.said(Contact{Kind: "notice", Outbound: true, Note: w.f.Receipt, Appellant: true})
}

func correct(w *work) { w.takeFacts() }

func supplement(w *work) {
	w.said(Contact{Kind: "supplement", Note: w.f.Note, Files: w.f.Files, Reached: true, Appellant: true})
}

// complete: what was missing has come, so the centre has the matter in hand from now on.
func complete(w *work) {
	w.c.ReceivedAt = w.at
	supplement(w)
}

func urge(w *work) {
	w.c.Urges++
	w.facts["urges"] = int64(w.c.Urges)
	w.said(Contact{Kind: "urge", Note: w.f.Note, Reached: true, Appellant: true})
}

// propose asks another person to decide.
func propose(kind RequestKind, limit LimitKind) func(*work) {
	return func(w *work) {
		due, _ := w.due(limit, w.c, w.at)
		basis := w.f.Basis
		if basis == "" {
			basis = w.f.Note
		}
		q := Request{ID: huiyin.RequestID(w.NewID(w.at)), Kind: kind, State: Asked, By: w.who.Staff, Unit: w.who.Unit,
			AskedAt: w.at, Due: due, Reason: w.f.Reason, Basis: basis, Text: w.f.Public, Proposed: w.f.Unit}
		if w.a != nil {
			q.Assignment, q.Unit = w.a.ID, w.a.Unit
		}
		w.c.Requests, w.kept = append(w.c.Requests, q), true
		w.facts["request"], w.facts["request_kind"], w.facts["reason"] = int64(q.ID), string(kind), w.f.Reason
		if kind == Reopening {
			w.said(Contact{Kind: "reopen", Note: w.f.Note, Reached: true, Appellant: true})
		}
	}
}

// object undoes the refusal; what was said then stays among the requests and contacts.
func object(w *work) {
	c := w.c
	c.Objected, c.ClosedAt, c.ReceivedAt = true, time.Time{}, w.at
	c.Answer, c.Reason, c.Outcome = "", "", ""
	w.said(Contact{Kind: "objection", Note: w.f.Note, Reached: true, Appellant: true})
}

func passReply(w *work) {
	for i := range w.c.Assignments {
		if a := &w.c.Assignments[i]; a.State == Submitted {
			a.State, a.EndedAt = Passed, w.at
		}
	}
	w.said(Contact{Kind: "answer", Outbound: true, Note: w.c.Answer, Appellant: true})
}

// sendReplyBack gives the answer back to the lead, or to the co-handler whose part is named.
func sendReplyBack(w *work) {
	a := w.a
	if a == nil {
		a = w.c.lead()
	}
	a.State, a.SentBack, a.SubmittedAt = Handling, a.SentBack+1, time.Time{}
	a.Defects = strings.Join(w.f.Defects, " ")
	c := w.c
	c.RepliedAt, c.Answer, c.Internal, c.Solved = time.Time{}, "", "", ""
	w.facts["defects"], w.facts["unit"] = anys(w.f.Defects), int64(a.Unit)
	w.said(Contact{Kind: "audit", Note: w.f.Note, Unit: a.Unit})
	w.move(w.handlingState())
}

// handlingState is where a dispatched case stands: in its first round, or in a later one.
func (w *work) handlingState() State {
	if w.c.Round > 1 {
		return Rehandling
	}
	return Dispatched
}

func anys(ss []string) []any {
	out := make([]any, len(ss))
	for i, s := range ss {
		out[i] = s
	}
	return out
}
