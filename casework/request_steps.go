package casework

import (
	"slices"

	"huiyin"
)

// Steps of a request.
const (
	Grant  Step = "grant"
	Refuse Step = "refuse"
)

// requestSteps says who decides what, and what follows from a yes. Nobody decides what they asked for themselves.
var requestSteps = []rule{
	{Step: Grant, Kind: ReturnOrder, From: withUnits, Who: roles(huiyin.TransferOfficer), May: []State{AtTransfer}, Parts: []partMove{{unfinished, Returned}}, Ask: []Field{req(fOpinion)}, Guard: anotherPerson, Do: grantReturn,
		Law: "the next unit gets its full time, and the appellant sees the new date; co-handlers go on"},
	{Step: Refuse, Kind: ReturnOrder, From: withUnits, Who: roles(huiyin.TransferOfficer), Ask: []Field{req(fOpinion)}, Guard: anotherPerson, Do: decide(Refused)},
	{Step: Grant, Kind: NonAcceptance, From: inReview, Who: roles(huiyin.TransferOfficer, huiyin.ShiftLeader), To: Declined, Ask: []Field{req(fOpinion)}, Guard: mayDecline, Do: grantDecline,
		Law: "non-acceptance needs a lawful ground and two persons; calling an appeal malicious (N14) needs a shift leader"},
	{Step: Refuse, Kind: NonAcceptance, From: inReview, Who: roles(huiyin.TransferOfficer, huiyin.ShiftLeader), Ask: []Field{req(fOpinion)}, Guard: mayDecline, Do: decide(Refused)},
	{Step: Grant, Kind: VoidEntry, From: []State{Registered, Supplementing, AtTransfer}, Who: roles(huiyin.ShiftLeader), To: Void, Ask: []Field{req(fOpinion)}, Guard: anotherPerson, Do: grantVoid,
		Law: "two persons"},
	{Step: Refuse, Kind: VoidEntry, From: []State{Registered, Supplementing, AtTransfer}, Who: roles(huiyin.ShiftLeader), Ask: []Field{req(fOpinion)}, Guard: anotherPerson, Do: decide(Refused)},
	{Step: Grant, Kind: Reopening, From: []State{Closed}, Who: roles(huiyin.Reviewer), To: Rehandling, Ask: []Field{req(fOpinion), fUnit, fAdvice}, Guard: anotherPerson, Do: grantReopen,
		Law: "a new round, same lead by default"},
	{Step: Refuse, Kind: Reopening, From: []State{Closed}, Who: roles(huiyin.Reviewer), Ask: []Field{req(fOpinion)}, Guard: anotherPerson, Do: decide(Refused)},
}

// decidable tells whether anybody can still decide the request: its case stands where the rules look at such
// requests, and the part that a return order is about has not ended and was not answered.
func decidable(c *Case, q *Request) bool {
	if a := c.assignment(q.Assignment); q.Assignment != 0 && (a == nil || !a.State.Open()) {
		return false
	}
	return slices.ContainsFunc(requestSteps, func(r rule) bool { return r.Kind == q.Kind && slices.Contains(r.From, c.State) })
}

func decide(to RequestState) func(*work) {
	return func(w *work) {
		w.r.State, w.r.DecidedBy, w.r.DecidedAt, w.r.Opinion = to, w.who.Staff, w.at, w.f.Opinion
		w.facts["decision"] = string(to)
		if w.r.Kind == Reopening && to == Refused {
			w.said(Contact{Kind: "notice", Outbound: true, Note: w.f.Opinion, Appellant: true})
		}
	}
}

func anotherPerson(w *work) error {
	if w.r.By == w.who.Staff {
		return huiyin.Forbidden("two_persons", "This decision needs a second person; whoever proposed it cannot confirm it.")
	}
	return nil
}

// mayDecline: the second person of a non-acceptance, and after an objection another one than before. Only a shift
// leader may agree that somebody is malicious; every other ground is for the transfer centre.
func mayDecline(w *work) error {
	if err := anotherPerson(w); err != nil {
		return err
	}
	if w.r.Reason == malicious && !w.who.Is(huiyin.ShiftLeader) {
		return huiyin.Forbidden("shift_leader_needed", "Whether an appeal is malicious is decided by a shift leader.")
	}
	if w.r.Reason != malicious && !w.who.Is(huiyin.TransferOfficer) {
		return huiyin.Forbidden("transfer_officer_needed", "Non-acceptance on this ground is decided by a transfer officer.")
	}
	return unbiased(w)
}

// grantReturn frees the unit, and with it those it handed work down to. When it was the lead the case goes back for
// another; co-handlers keep their parts.
func grantReturn(w *work) {
	decide(Granted)(w)
	a := w.c.assignment(w.r.Assignment)
	w.end(a, Returned)
	w.facts["unit"] = int64(a.Unit)
	if a.Part == Lead {
		w.c.Lead = 0
		w.move(AtTransfer)
	}
}

func grantDecline(w *work) {
	decide(Granted)(w)
	w.c.Reason, w.c.Outcome, w.c.Answer = w.r.Reason, "declined", w.r.Text
	w.facts["reason"] = w.r.Reason
	w.said(Contact{Kind: "notice", Outbound: true, Note: w.r.Text, Appellant: true})
}

func grantVoid(w *work) {
	decide(Granted)(w)
	w.c.Outcome = "void"
}

func grantReopen(w *work) {
	decide(Granted)(w)
	newRound(w)
	w.said(Contact{Kind: "notice", Outbound: true, Note: w.f.Opinion, Appellant: true})
}
