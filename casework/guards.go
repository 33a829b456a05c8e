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

// freshReviewer: after an objection, nobody who had a part in the refusal decides again.
func freshReviewer(w *work) error {
	if err := noQuestionOpen(w); err != nil {
		return err
	}
	if !w.c.Objected || w.who.Staff == 0 {
		return nil
	}
	if slices.ContainsFunc(w.c.Requests, func(q Request) bool {
		return q.Kind == NonAcceptance && q.State == Granted && (q.By == w.who.Staff || q.DecidedBy == w.who.Staff)
	}) {
		return huiyin.Forbidden("own_refusal", "The appellant objected to a refusal you had a part in; another reviewer must look at it.")
	}
	return nil
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

// stageOver: the system may act only when the limit of the stage has passed.
func stageOver(w *work) error {
	if w.c.Due.IsZero() || w.at.Before(w.c.Due) {
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

// reopenUntil is the end of the appellant's time to reopen or rate. A record that came in by import has it from
// the day it came in: nobody could use it before.
func (w *work) reopenUntil() time.Time { return w.windowAfterClosing(LimitReopen) }

func (b Book) windowFrom(c *Case) time.Time {
	if c.Historic && c.ImportedAt.After(c.ClosedAt) {
		return c.ImportedAt
	}
	return c.ClosedAt
}

func (w *work) windowAfterClosing(k LimitKind) time.Time {
	t, _ := w.due(k, w.c, w.windowFrom(w.c))
	return t
}

func reopenable(w *work) error {
	if w.c.pending(Reopening) != nil {
		return huiyin.Conflict("reopening", "A request to reopen this matter is being looked at already.")
	}
	if w.at.After(w.reopenUntil()) {
		return huiyin.Conflict("too_late", "A closed matter can be reopened within %s; please open a new one and name this number.", w.Limit(LimitReopen, w.c))
	}
	return nil
}

func mayObject(w *work) error {
	if w.c.Objected {
		return huiyin.Conflict("objected", "An objection has been made and answered already.")
	}
	if t, _ := w.due(LimitObject, w.c, w.c.ClosedAt); w.at.After(t) {
		return huiyin.Conflict("too_late", "The time for an objection, %s, has passed.", w.Limit(LimitObject, w.c))
	}
	return nil
}

func archivable(w *work) error {
	if w.c.pending(Reopening) != nil || w.at.Before(w.windowAfterClosing(LimitArchive)) {
		return huiyin.Conflict("not_due", "The time for reopening has not passed yet.")
	}
	return nil
}
