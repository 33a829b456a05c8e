package casework

import (
	"slices"
	"time"

	"huiyin"
	"huiyin/calendar"
)

// dispatch gives the case to one lead and any number of co-handlers. The clock of each starts now.
func dispatch(w *work) {
	w.takeFacts()
	if w.c.DispatchedAt.IsZero() {
		w.c.DispatchedAt = w.at
	}
	w.handOut(w.f.Unit, w.returnedBefore(w.f.Unit))
	w.move(w.handlingState())
}

// newRound starts a re-handling: same lead unless the officer names another.
func newRound(w *work) {
	c := w.c
	unit := w.f.Unit
	if unit == 0 {
		unit = c.Lead
	}
	c.Round++
	c.Answer, c.Internal, c.Reason, c.Outcome, c.Solved = "", "", "", "", ""
	c.RepliedAt, c.ClosedAt = time.Time{}, time.Time{}
	w.handOut(unit, w.handledBefore(unit) || w.returnedBefore(unit))
}

// handOut makes the parts of a round: the lead's, and one for each co-handler that has none.
func (w *work) handOut(unit huiyin.UnitID, forced bool) {
	c := w.c
	limit := w.f.Limit
	if limit.Amount == 0 {
		limit = w.Limit(w.limitOfRound(), c)
	}
	if a := w.holds(unit); a != nil {
		w.end(a, Cancelled) // a co-handler that becomes the lead answers for all, once
		w.also("assignment.cancelled", map[string]any{"assignment": int64(a.ID), "unit": int64(a.Unit)})
	}
	lead := *w.assign(unit, Lead, 0, limit, forced)
	co := int64(0)
	for _, u := range w.f.Units {
		if w.holds(u) == nil {
			w.assign(u, Co, 0, coLimit(limit), w.returnedBefore(u))
			co++
		}
	}
	c.Lead, c.Promised = unit, lead.Due
	w.facts["lead"], w.facts["round"], w.facts["co"] = int64(unit), int64(c.Round), co
	if !lead.Due.IsZero() {
		w.facts["due"] = lead.Due.UnixMilli()
	}
}

func (w *work) limitOfRound() LimitKind {
	if w.c.Round > 1 {
		return LimitRehandle
	}
	return LimitHandle
}

// returnedBefore tells whether the unit has had its one return already: then the centre's ruling stands.
func (w *work) returnedBefore(unit huiyin.UnitID) bool {
	return slices.ContainsFunc(w.c.Requests, func(q Request) bool { return q.Kind == ReturnOrder && q.Unit == unit })
}

// handledBefore tells whether the unit has worked on the matter: what it took once it does not return in a later round.
func (w *work) handledBefore(unit huiyin.UnitID) bool {
	return slices.ContainsFunc(w.c.Assignments, func(a Assignment) bool {
		return a.Unit == unit && a.Parent == 0 && a.State != Returned
	})
}

// holds is the part of this round that the unit was given by the centre and that has not ended, if there is one.
func (w *work) holds(unit huiyin.UnitID) *Assignment {
	for i := range w.c.Assignments {
		if a := &w.c.Assignments[i]; a.Unit == unit && a.Parent == 0 && !a.State.Ended() {
			return a
		}
	}
	return nil
}

// coLimit gives co-handlers two working days less than the lead, so that the lead can answer for all in time.
func coLimit(l calendar.Limit) calendar.Limit {
	if l.Unit == calendar.WorkingDays && l.Amount > 2 {
		l.Amount -= 2
	}
	return l
}

// assign makes a unit's part of the case.
func (w *work) assign(unit huiyin.UnitID, part Part, parent huiyin.AssignmentID, limit calendar.Limit, forced bool) *Assignment {
	a := Assignment{ID: huiyin.AssignmentID(w.NewID(w.at)), Parent: parent, Unit: unit, Part: part, Round: w.c.Round, State: ToSign,
		Advice: w.f.Advice, Forced: forced, Limit: limit, DispatchedAt: w.at}
	a.Due, a.Yellow = w.ends(limit, w.at)
	a.SignDue, _ = w.due(LimitSign, w.c, w.at)
	a.ContactDue, _ = w.due(LimitContact, w.c, w.at)
	if p := w.c.assignment(parent); p != nil && !p.Due.IsZero() && (a.Due.IsZero() || a.Due.After(p.Due)) {
		a.Due, a.Yellow = p.Due, p.Yellow // a part ends with the one it came from at the latest
	}
	w.c.Assignments = append(w.c.Assignments, a)
	facts := map[string]any{"assignment": int64(a.ID), "unit": int64(unit), "part": string(part), "parent": int64(parent)}
	if !a.Due.IsZero() {
		facts["due"], facts["limit"] = a.Due.UnixMilli(), limit.String()
	}
	w.also("assignment.made", facts)
	return &w.c.Assignments[len(w.c.Assignments)-1]
}

// dayBefore is the longest limit from now that leaves a parent a working day after it; where there is no such day
// left, it is the parent's own limit, and the part ends with the parent's.
func (w *work) dayBefore(p *Assignment) calendar.Limit {
	day := calendar.Limit{Amount: 1, Unit: calendar.WorkingDays}
	for n := int(w.Calendar.WorkingDays(w.at, p.Due)); n > 0; n-- {
		l := calendar.Limit{Amount: n, Unit: calendar.WorkingDays}
		if next := w.Calendar.Deadline(w.Calendar.Deadline(w.at, l).Due, day); !next.Due.After(p.Due) {
			return l
		}
	}
	return p.Limit
}

// partLimit is the limit of a part that is handed down: what was asked for, but never beyond the day before.
func (w *work) partLimit(p *Assignment, asked calendar.Limit) calendar.Limit {
	if p.Due.IsZero() {
		return asked
	}
	most := w.dayBefore(p)
	end, _ := w.ends(asked, w.at)
	last, _ := w.ends(most, w.at)
	if end.IsZero() || end.After(p.Due) || end.After(last) {
		return most
	}
	return asked
}
