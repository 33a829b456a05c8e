package casework

import (
	"slices"
	"time"

	"huiyin"
)

// Steps of an assignment.
const (
	Sign         Step = "sign"
	AutoSign     Step = "auto_sign"
	ContactFirst Step = "contact"
	Verify       Step = "verify"
	AssignDown   Step = "assign_down"
	Recall       Step = "recall"
	DraftReply   Step = "draft_reply"
	Submit       Step = "submit"
	AskReturn    Step = "ask_return"
	Excuse       Step = "excuse"
)

var (
	atWork     = []AssignmentState{Signed, Contacted, Handling}
	answered   = []AssignmentState{Submitted}
	unfinished = []AssignmentState{ToSign, Signed, Contacted, Handling}
	underWay   = []State{Dispatched, Rehandling}
	withUnits  = []State{Dispatched, Rehandling, AtTransfer} // co-handlers go on while another lead is looked for
	clerks     = roles(huiyin.UnitClerk, huiyin.Handler, huiyin.UnitLeader, huiyin.Coordinator)
	organisers = roles(huiyin.UnitClerk, huiyin.UnitLeader, huiyin.Coordinator)
	handlers   = roles(huiyin.Handler, huiyin.UnitClerk)
)

// assignmentSteps is the procedure inside a unit, in the order of the work regulations.
var assignmentSteps = []rule{
	{Step: Sign, From: withUnits, Of: []AssignmentState{ToSign}, Who: clerks, Then: Signed, Do: func(w *work) { w.a.SignedAt = w.at }},
	{Step: AutoSign, From: withUnits, Of: []AssignmentState{ToSign}, Who: roles(huiyin.System), Then: Signed, Guard: signLimitOver,
		Do: func(w *work) { w.a.SignedAt, w.a.AutoSigned = w.at, true }, Law: "the clock runs from dispatch: not signing buys no time; counted as signed late"},
	{Step: ContactFirst, From: withUnits, Of: atWork, Who: handlers, Parts: []partMove{{[]AssignmentState{Signed}, Contacted}}, Ask: []Field{req(fOutcome), req(fNote)}, Do: contactFirst, Law: "first contact within 24 hours, an hour in emergencies; unreachable means three tries"},
	{Step: Verify, From: withUnits, Of: atWork, Who: handlers, Then: Handling, Ask: []Field{req(fTrue), req(fNote), fMoment, fPoint, fFiles}, Check: notInFuture, Do: verify,
		Law: "verification on site: who, when, where, photos, true or not"},
	{Step: AssignDown, From: withUnits, Of: atWork, Who: organisers, Ask: []Field{req(fUnit), fLimit, fAdvice}, Guard: ownPart, Check: belowOwnUnit, Do: assignDown,
		Law: "a unit may hand work down its own tree and keeps answering for it; the part is due a working day earlier"},
	{Step: Recall, From: withUnits, Of: unfinished, Who: organisers, Then: Cancelled, Ask: []Field{req(fNote)}, Guard: ownHandedDown,
		Do: func(w *work) { w.end(w.a, Cancelled) }, Law: "whoever handed a part down takes it back, with all that was handed on"},
	{Step: AskReturn, From: withUnits, Of: unfinished, Who: organisers, Ask: []Field{req(fBasis), fUnit}, Guard: mayReturn, Do: propose(ReturnOrder, LimitReturnDecide),
		Law: "one return per unit and case, with its basis, within a working day of dispatch and three working hours of signing; the clock keeps running"},
	{Step: DraftReply, From: withUnits, Of: atWork, Who: handlers, Then: Handling, Ask: []Field{fInternal, fPublic, fSolved, fUnsolved}, Do: draftReply},
	{Step: Submit, From: withUnits, Of: atWork, Who: roles(huiyin.UnitLeader), Then: Submitted,
		Ask: []Field{req(fInternal), req(fPublic), req(fSolved), fUnsolved}, Guard: readyToSubmit, Check: unsolvedWhy, Do: submit, Law: "the unit's leader signs the answer; internal and public text are separate"},
	{Step: Excuse, From: withUnits, Of: unfinished, Who: roles(huiyin.TransferOfficer), Then: Cancelled, Ask: []Field{req(fNote)}, Guard: coOnly,
		Do: func(w *work) { w.end(w.a, Cancelled) }, Law: "the lead may answer without a co-handler only with the centre's consent"},
	{Step: SendReplyBack, From: []State{Answered}, Of: answered, Who: roles(huiyin.TransferOfficer), May: underWay, Then: Handling,
		Ask: []Field{req(fDefects), req(fNote)}, Guard: coOnly, Do: sendReplyBack, Law: "the audit may send back a co-handler's part alone; the lead's text stays"},
}

func signLimitOver(w *work) error {
	if !w.passed(w.a.SignDue) {
		return huiyin.Conflict("not_due", "The limit for signing has not passed yet.")
	}
	return nil
}

func contactFirst(w *work) {
	a := w.a
	reached := w.f.Outcome == "reached"
	a.Tries++
	if reached && a.ContactedAt.IsZero() {
		a.ContactedAt = w.at
	}
	if a.State == Signed && (reached || a.Tries >= 3) {
		a.State = Contacted
	}
	w.facts["reached"], w.facts["tries"] = reached, int64(a.Tries)
	w.said(Contact{Kind: "first_contact", Outbound: true, Note: w.f.Note, Unit: a.Unit, Reached: reached})
}

func notInFuture(w *work) error {
	if w.f.Moment.After(w.at) {
		return huiyin.Invalid("moment", "The visit on site cannot lie in the future.")
	}
	if !w.f.Moment.IsZero() && w.f.Moment.Before(w.c.RegisteredAt) {
		return huiyin.Invalid("moment", "The visit on site cannot lie before the appeal was registered.")
	}
	return nil
}

func verify(w *work) {
	a := w.a
	a.VerifiedAt, a.VerifiedBy = w.at, w.who.Staff
	if !w.f.Moment.IsZero() {
		a.VerifiedAt = w.f.Moment.Truncate(time.Millisecond)
	}
	a.True, a.VerifyNote, a.VerifyLon, a.VerifyLat = Solved(w.f.True), w.f.Note, w.f.Lon, w.f.Lat
	w.facts["true"], w.facts["photos"] = w.f.True, int64(len(w.f.Files))
	w.said(Contact{Kind: "verification", Note: w.f.Note, Unit: a.Unit, Files: w.f.Files})
}

// ownPart: only people of the very unit hand its part down. Whoever stands above it would hand it sideways.
func ownPart(w *work) error {
	if w.who.Unit != w.a.Unit {
		return huiyin.Conflict("not_own_part", "A part is handed down by the unit that holds it.")
	}
	if !slices.ContainsFunc(w.who.Units, func(u huiyin.UnitID) bool { return u != w.who.Unit }) {
		return huiyin.Conflict("no_unit_below", "There is no unit below this one to hand work down to.")
	}
	return nil
}

// belowOwnUnit: the tree is in the actor's units; a unit cannot hand work to itself or upwards.
func belowOwnUnit(w *work) error {
	if w.f.Unit == w.a.Unit || !w.who.Speaks(w.f.Unit) {
		return huiyin.Invalid("unit", "Work can be handed down only to a unit below your own.")
	}
	if slices.ContainsFunc(w.c.Assignments, func(k Assignment) bool {
		return k.Parent == w.a.ID && k.Unit == w.f.Unit && k.State.Open()
	}) {
		return huiyin.Conflict("handed_down", "This unit is working on it already.")
	}
	return nil
}

func assignDown(w *work) {
	parent := *w.a
	child := w.assign(w.f.Unit, parent.Part, parent.ID, w.partLimit(&parent, w.f.Limit), true)
	w.facts["child"] = int64(child.ID)
	w.a = w.c.assignment(parent.ID) // the slice may have moved
}

func ownHandedDown(w *work) error {
	p := w.c.assignment(w.a.Parent)
	if p == nil || !w.who.Speaks(p.Unit) {
		return huiyin.Conflict("not_handed_down", "Only the unit that handed this part down can take it back.")
	}
	return nil
}

func mayReturn(w *work) error {
	a := w.a
	switch {
	case a.Parent != 0 || a.Forced:
		return huiyin.Conflict("no_return", "This part was handed down or dispatched by ruling, so it cannot be returned.")
	case w.returnedBefore(a.Unit):
		return huiyin.Conflict("returned_once", "Each unit may ask to return a case once, and this unit has.")
	}
	late := false
	if t, _ := w.due(LimitReturnAsk, w.c, a.DispatchedAt); w.passed(t) {
		late = true
	}
	if !a.SignedAt.IsZero() && !a.AutoSigned {
		t, _ := w.due(LimitReturnSigned, w.c, a.SignedAt)
		late = late || w.passed(t)
	}
	if late {
		return huiyin.Conflict("too_late", "The time for a return order has passed; the unit keeps the case.")
	}
	return nil
}

func draftReply(w *work) {
	set(&w.a.Internal, w.f.Internal)
	set(&w.a.Public, w.f.Public)
	set(&w.a.Solved, Solved(w.f.Solved))
	set(&w.a.UnsolvedReason, w.f.UnsolvedReason)
}

// readyToSubmit: a parent answers after its children, and the one answer that goes out rests on words with the
// appellant and on a look at the facts.
func readyToSubmit(w *work) error {
	a, c := w.a, w.c
	open := false
	reached := !a.ContactedAt.IsZero() || a.Tries >= 3
	c.below(a.ID, func(k *Assignment) {
		open = open || k.State.Open()
		reached = reached || !k.ContactedAt.IsZero() || k.Tries >= 3
	})
	switch {
	case open:
		return huiyin.Conflict("children_open", "A unit below is still working on it; take its part back or wait for its answer.")
	case c.Historic || a.Part != Lead || a.Parent != 0:
		return nil
	case c.Person != 0 && !reached:
		return huiyin.Conflict("no_contact", "Speak to the appellant first, or record three attempts to reach them.")
	case needsVerification(c.Nature) && !verified(c):
		return huiyin.Conflict("not_verified", "Record the verification on site before the answer is signed.")
	}
	return nil
}

func needsVerification(n Nature) bool { return n == Complaint || n == Report || n == Help }

// verified tells whether somebody of this round's units has looked.
func verified(c *Case) bool {
	return slices.ContainsFunc(c.Assignments, func(a Assignment) bool {
		return a.Round == c.Round && a.State != Returned && !a.VerifiedAt.IsZero()
	})
}

func unsolvedWhy(w *work) error {
	if w.f.Solved == string(SolvedNo) && w.f.UnsolvedReason == "" && w.a.UnsolvedReason == "" {
		return huiyin.Invalid("unsolved_reason", "When the matter is not settled, say why.")
	}
	return nil
}

func submit(w *work) {
	draftReply(w)
	a := w.a
	if a.Solved == SolvedYes {
		a.UnsolvedReason = ""
	}
	a.SubmittedAt, a.SubmittedBy, a.Defects = w.at, w.who.Staff, ""
	w.facts["late"], w.facts["solved"] = a.Late(w.at), w.f.Solved
}

func coOnly(w *work) error {
	if w.a.Part != Co || w.a.Parent != 0 {
		return huiyin.Conflict("lead_needed", "This step is for a co-handling unit's part only.")
	}
	return nil
}
