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
	c := w.c
	limit := w.f.Limit
	if limit.Amount == 0 {
		limit = w.Limit(w.limitOfRound(), c)
	}
	lead := w.assign(w.f.Unit, Lead, 0, limit, w.forced())
	for _, u := range w.f.Units {
		if u != w.f.Unit && !w.has(u) {
			w.assign(u, Co, 0, coLimit(limit), false)
		}
	}
	c.Lead = w.f.Unit
	if c.DispatchedAt.IsZero() {
		c.DispatchedAt = w.at
	}
	c.Promised = lead.Due
	w.facts["lead"], w.facts["due"], w.facts["round"] = int64(w.f.Unit), lead.Due.UnixMilli(), int64(c.Round)
	if len(w.f.Units) > 0 {
		w.facts["co"] = int64(len(w.f.Units))
	}
	w.move(w.handlingState())
	w.settle()
}

func (w *work) limitOfRound() LimitKind {
	if w.c.Round > 1 {
		return LimitRehandle
	}
	return LimitHandle
}

// forced tells whether the unit has had its one return already: then the centre's ruling stands.
func (w *work) forced() bool {
	return slices.ContainsFunc(w.c.Requests, func(q Request) bool {
		return q.Kind == ReturnOrder && q.Unit == w.f.Unit
	})
}

// has tells whether the unit holds an open part of this round.
func (w *work) has(u huiyin.UnitID) bool {
	return slices.ContainsFunc(w.c.Assignments, func(a Assignment) bool {
		return a.Unit == u && a.Round == w.c.Round && a.Parent == 0 && (a.State.Open() || a.State == Submitted)
	})
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
	a.Due, a.Yellow = w.end(limit, w.at)
	a.SignDue, _ = w.due(LimitSign, w.c, w.at)
	a.ContactDue, _ = w.due(LimitContact, w.c, w.at)
	if p := w.c.assignment(parent); p != nil {
		a.Due, a.Yellow = earlier(a.Due, a.Yellow, p)
	}
	w.c.Assignments = append(w.c.Assignments, a)
	w.also("assignment.made", map[string]any{"assignment": int64(a.ID), "unit": int64(unit), "part": string(part),
		"parent": int64(parent), "due": a.Due.UnixMilli(), "limit": limit.String()})
	return &w.c.Assignments[len(w.c.Assignments)-1]
}

// earlier keeps a part that was handed down inside the time of the one it came from.
func earlier(due, yellow time.Time, parent *Assignment) (time.Time, time.Time) {
	if due.IsZero() || due.After(parent.Due) {
		return parent.Due, parent.Yellow
	}
	return due, yellow
}

// newRound starts a re-handling: same lead unless the officer names another.
func newRound(w *work) {
	c := w.c
	unit := w.f.Unit
	if unit == 0 {
		unit = c.Lead
	}
	for i := range c.Assignments {
		if a := &c.Assignments[i]; a.State.Open() {
			a.State, a.EndedAt = Cancelled, w.at
		}
	}
	c.Round++
	c.Answer, c.Internal, c.RepliedAt, c.ClosedAt, c.Outcome, c.Solved = "", "", time.Time{}, time.Time{}, "", ""
	a := w.assign(unit, Lead, 0, w.Limit(LimitRehandle, c), true)
	c.Lead, c.Promised = unit, a.Due
	w.facts["lead"], w.facts["due"], w.facts["round"] = int64(unit), a.Due.UnixMilli(), int64(c.Round)
}

// oneDayLess is the usual limit of a part that is handed down: a working day before the parent's.
func oneDayLess(l calendar.Limit) calendar.Limit {
	if l.Unit == calendar.WorkingDays && l.Amount > 1 {
		l.Amount--
	}
	return l
}
