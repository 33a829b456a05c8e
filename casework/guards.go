package casework

import (
	"slices"
	"time"

	"huiyin"
)

func noQuestionOpen(w *work) error {
	if q := w.c.pending(NonAcceptance, VoidEntry); q != nil {
		return huiyin.Conflict("request_pending", "A second person has yet to decide the pending request (%s); this step waits for it.", q.Kind)
	}
	return nil
}

// centresDraft: whoever writes from outside registers their own words, never what a member of staff is writing down.
func centresDraft(w *work) error {
	if w.c.RegisteredBy == 0 || w.c.RegisteredBy == w.who.Staff || w.who.Is(huiyin.Operator, huiyin.MailboxClerk, huiyin.ShiftLeader) {
		return nil
	}
	return huiyin.Forbidden("not_your_draft", "A draft is registered by the answering centre.")
}

// secondReviewer: whoever wrote the appeal down does not review it.
func secondReviewer(w *work) error {
	if w.c.RegisteredBy != 0 && w.c.RegisteredBy == w.who.Staff && !w.c.Historic {
		return huiyin.Forbidden("own_case", "Whoever registered the appeal may not review it; another reviewer must.")
	}
	return freshReviewer(w)
}

// freshReviewer: after an objection, nobody who had a part in the refusal decides again.
func freshReviewer(w *work) error {
	if err := noQuestionOpen(w); err != nil {
		return err
	}
	return unbiased(w)
}

func unbiased(w *work) error {
	if !w.c.Objected || w.who.Staff == 0 {
		return nil
	}
	if slices.ContainsFunc(w.c.Requests, func(q Request) bool {
		return q.Kind == NonAcceptance && q.State == Granted && (q.By == w.who.Staff || q.DecidedBy == w.who.Staff)
	}) {
		return huiyin.Forbidden("own_refusal", "The appellant objected to a refusal you had a part in; another person must look at it.")
	}
	return nil
}

// onlyRaised: the level of confidentiality is raised freely; lowering it needs the appellant.
func onlyRaised(w *work) error {
	if w.f.Confidentiality == "" || Confidentiality(w.f.Confidentiality[0]-'0') >= w.c.Confidentiality {
		return nil
	}
	return huiyin.Invalid("confidentiality", "The level of confidentiality is %d and can only be raised; lowering it is for the appellant.", w.c.Confidentiality)
}

func neverDispatched(w *work) error {
	if err := noQuestionOpen(w); err != nil {
		return err
	}
	if len(w.c.Assignments) > 0 {
		return huiyin.Conflict("dispatched_before", "A case that a unit has worked on is dispatched again, not reviewed again.")
	}
	return nil
}

// neverAnswered: a matter that was answered once is no mis-entry.
func neverAnswered(w *work) error {
	if err := noQuestionOpen(w); err != nil {
		return err
	}
	if w.c.Round > 1 {
		return huiyin.Conflict("answered_before", "A matter that was answered once cannot be a mistaken entry.")
	}
	return nil
}

// stageOver: the system may act only when the limit of the stage has passed.
func stageOver(w *work) error {
	if !w.passed(w.c.Due) {
		return huiyin.Conflict("not_due", "The limit of this stage has not passed yet.")
	}
	return noQuestionOpen(w)
}

// draftOver: the operator may throw a draft away at any time, the system when it has been kept long enough.
func draftOver(w *work) error {
	if w.who.Is(huiyin.System) {
		return stageOver(w)
	}
	if w.who.Staff != w.c.RegisteredBy {
		return huiyin.Forbidden("not_your_draft", "A draft is thrown away by whoever began it, or by time.")
	}
	return nil
}

func historic(w *work) error {
	if !w.c.Historic {
		return huiyin.Conflict("not_historic", "Only records from before Huiyin are closed without a visit.")
	}
	return nil
}

// windowAfterClosing is the end of a limit that runs from closing. A record that came in by import has it from the
// day it came in: nobody could use it before.
func (w *work) windowAfterClosing(k LimitKind) time.Time {
	from := w.c.ClosedAt
	if w.c.Historic && w.c.ImportedAt.After(from) {
		from = w.c.ImportedAt
	}
	end, _ := w.due(k, w.c, from)
	return end
}

func reopenable(w *work) error {
	if w.c.pending(Reopening) != nil {
		return huiyin.Conflict("reopening", "A request to reopen this matter is being looked at already.")
	}
	if w.passed(w.windowAfterClosing(LimitReopen)) {
		return huiyin.Conflict("too_late", "A closed matter can be reopened within %s; please open a new one and name this number.", w.Limit(LimitReopen, w.c))
	}
	return nil
}

func mayObject(w *work) error {
	if w.c.Objected {
		return huiyin.Conflict("objected", "An objection has been made and answered already.")
	}
	if t, _ := w.due(LimitObject, w.c, w.c.ClosedAt); w.passed(t) {
		return huiyin.Conflict("too_late", "The time for an objection, %s, has passed.", w.Limit(LimitObject, w.c))
	}
	return nil
}

func archivable(w *work) error {
	if w.c.pending(Reopening) != nil || !w.passed(w.windowAfterClosing(LimitArchive)) {
		return huiyin.Conflict("not_due", "The time for reopening has not passed yet.")
	}
	return nil
}
