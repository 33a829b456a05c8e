package casework

import (
	"huiyin"
)

// Steps of a request.
const (
	Grant  Step = "grant"
	Refuse Step = "refuse"
)

// requestSteps says who decides what, and what follows from a yes.
var requestSteps = []rule{
	{Step: Grant, Kind: ReturnOrder, From: underWay, Who: roles(huiyin.TransferOfficer), May: []State{AtTransfer}, Ask: []Field{req(fOpinion)}, Do: grantReturn,
		Law: "the next unit gets its full time, and the appellant sees the new date"},
	{Step: Refuse, Kind: ReturnOrder, From: underWay, Who: roles(huiyin.TransferOfficer), Ask: []Field{req(fOpinion)}, Do: decide(Refused)},
	{Step: Grant, Kind: NonAcceptance, Who: roles(huiyin.TransferOfficer), To: Declined, Ask: []Field{req(fOpinion)}, Guard: anotherPerson, Do: grantDecline,
		Law: "non-acceptance needs a lawful ground and two persons"},
	{Step: Refuse, Kind: NonAcceptance, Who: roles(huiyin.TransferOfficer), Ask: []Field{req(fOpinion)}, Guard: anotherPerson, Do: decide(Refused)},
	{Step: Grant, Kind: VoidEntry, Who: roles(huiyin.ShiftLeader), To: Void, Ask: []Field{req(fOpinion)}, Guard: anotherPerson, Do: grantVoid},
	{Step: Refuse, Kind: VoidEntry, Who: roles(huiyin.ShiftLeader), Ask: []Field{req(fOpinion)}, Guard: anotherPerson, Do: decide(Refused)},
	{Step: Grant, Kind: Reopening, From: []State{Closed}, Who: roles(huiyin.Reviewer), To: Rehandling, Ask: []Field{req(fOpinion), fAdvice}, Do: grantReopen},
	{Step: Refuse, Kind: Reopening, From: []State{Closed}, Who: roles(huiyin.Reviewer), Ask: []Field{req(fOpinion)}, Do: decide(Refused)},
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

// grantReturn frees the unit. When it was the lead the case goes back for another; co-handlers keep their parts.
func grantReturn(w *work) {
	decide(Granted)(w)
	a := w.c.assignment(w.r.Assignment)
	if a == nil {
		return
	}
	a.State, a.EndedAt = Returned, w.at
	for _, k := range w.c.children(a.ID) {
		if k.State.Open() {
			k.State, k.EndedAt = Cancelled, w.at
		}
	}
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
