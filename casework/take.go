package casework

import (
	"slices"
	"time"

	"huiyin"
)

// Take carries out a step on a copy of the record. Moments count in milliseconds, and a clock that was set back does
// not turn the record back.
func (b Book) Take(c Case, o Order) (Change, error) {
	next := c.Clone()
	w := &work{Book: b, c: &next, who: o.By, at: o.At.Truncate(time.Millisecond), facts: map[string]any{}}
	if w.at.Before(c.ChangedAt) {
		w.at = c.ChangedAt
	}
	if o.Assignment != 0 {
		if w.a = next.assignment(o.Assignment); w.a == nil {
			return Change{}, huiyin.NotFound("assignment", "This case has no such assignment.")
		}
	}
	if o.Request != 0 {
		if w.r = next.request(o.Request); w.r == nil {
			return Change{}, huiyin.NotFound("request", "This case has no such request.")
		}
	}
	r, err := w.find(o.Step)
	if err != nil {
		return Change{}, err
	}
	if o.Version != 0 && o.Version != c.Version {
		return Change{}, huiyin.Conflict("changed_meanwhile", "Somebody changed this case while you were looking at it. Reload it, then take the step if it is still open.")
	}
	if err := w.fill(r, o.Form); err != nil {
		return Change{}, err
	}
	return w.finish(r), nil
}

// fill takes from the form what the step asks for, and checks it.
func (w *work) fill(r *rule, f Form) error {
	w.f = f.only(r.Ask)
	if w.c.State == Draft {
		w.f.completeFrom(w.c, r.Ask)
	}
	if err := check(r.Ask, &w.f); err != nil {
		return err
	}
	if r.Check != nil {
		return r.Check(w)
	}
	return nil
}

// find picks the rule of the step that fits, or tells the best reason why none does.
func (w *work) find(step Step) (*rule, error) {
	table := caseSteps
	switch {
	case w.a != nil:
		table = assignmentSteps
	case w.r != nil:
		table = requestSteps
	}
	var reason error
	for i := range table {
		if table[i].Step != step || w.r != nil && table[i].Kind != w.r.Kind {
			continue
		}
		err := w.fits(&table[i])
		if err == nil {
			return &table[i], nil
		}
		if reason == nil || huiyin.KindOf(reason) == huiyin.KindForbidden {
			reason = err
		}
	}
	if reason == nil {
		reason = huiyin.Invalid("step", "There is no step %q here. The case lists the steps that are open to you.", step)
	}
	return nil, reason
}

// finish does what the rule says and settles what follows from it.
func (w *work) finish(r *rule) Change {
	from := w.c.State
	if r.Do != nil {
		r.Do(w)
	}
	if r.Then != "" {
		w.a.State = r.Then
	}
	if r.To != "" {
		w.move(r.To)
	}
	w.settle()
	w.remark()
	w.c.Version++
	w.c.ChangedAt = w.at
	if w.c.State != from {
		w.facts["from"], w.facts["to"] = string(from), string(w.c.State)
	}
	if w.a != nil {
		w.facts["assignment"], w.facts["unit"], w.facts["assignment_state"] = int64(w.a.ID), int64(w.a.Unit), string(w.a.State)
	}
	if w.r != nil {
		w.facts["request"], w.facts["request_kind"] = int64(w.r.ID), string(w.r.Kind)
	}
	w.c.Wake = w.wake(w.c)
	events := append([]Happened{{Kind: eventKind(r.Step), Facts: w.facts}}, w.extra...)
	return Change{Case: *w.c, Events: events, Contacts: w.notes}
}

// move brings the case to a state and starts the limit for leaving it. Leaving the city's hands ends every part.
func (w *work) move(to State) {
	c := w.c
	c.State, c.Since, c.Due, c.Yellow = to, w.at, time.Time{}, time.Time{}
	switch to {
	case Dispatched, Rehandling:
		l := c.lead()
		c.Since, c.Due, c.Yellow = l.DispatchedAt, l.Due, l.Yellow
	case AtTransfer:
		// The transfer centre's limit runs from receipt, so a slow first review does not buy it time; after a
		// return it runs anew.
		if c.DispatchedAt.IsZero() {
			c.Since = c.ReceivedAt
		}
		c.Due, c.Yellow = w.due(c.limitKind(), c, c.Since)
	case Archived:
		c.ArchivedAt = w.at
	default:
		if to.Info().Open {
			c.Due, c.Yellow = w.due(c.limitKind(), c, w.at)
		} else {
			c.ClosedAt = w.at
			w.endAll()
		}
	}
}

// limitKind names the limit of the present stage.
func (c *Case) limitKind() LimitKind {
	if c.State == Registered && c.Objected {
		return LimitObjection
	}
	return c.State.Info().Limit
}

// settle draws the conclusions that no single person takes, and lets requests lapse that nobody can decide any more.
func (w *work) settle() {
	for i := range conclusions {
		if k := &conclusions[i]; slices.Contains(k.From, w.c.State) && k.When(w.c) {
			from := w.c.State
			w.move(k.To)
			k.Do(w)
			w.also(k.Event, map[string]any{"from": string(from), "to": string(k.To), "unit": int64(w.c.Lead)})
		}
	}
	for i := range w.c.Requests {
		if q := &w.c.Requests[i]; q.State == Asked && !decidable(w.c, q) {
			q.State, q.DecidedAt = Lapsed, w.at
			w.also("request.lapsed", map[string]any{"request": int64(q.ID), "request_kind": string(q.Kind)})
		}
	}
}

// end ends a part and everything that was handed down from it.
func (w *work) end(a *Assignment, to AssignmentState) {
	a.State, a.EndedAt = to, w.at
	w.c.below(a.ID, func(k *Assignment) {
		if !k.State.Ended() {
			k.State, k.EndedAt = Cancelled, w.at
			w.also("assignment.cancelled", map[string]any{"assignment": int64(k.ID), "unit": int64(k.Unit)})
		}
	})
}

// endAll cancels every part that has not ended.
func (w *work) endAll() {
	for i := range w.c.Assignments {
		if a := &w.c.Assignments[i]; !a.State.Ended() {
			w.end(a, Cancelled)
			w.also("assignment.cancelled", map[string]any{"assignment": int64(a.ID), "unit": int64(a.Unit)})
		}
	}
}

func (w *work) also(kind string, facts map[string]any) {
	w.extra = append(w.extra, Happened{Kind: kind, Facts: facts})
}

func (w *work) said(k Contact) {
	k.At, k.Staff = w.at, w.who.Staff
	w.kept = w.kept || k.Note == w.f.Note
	w.notes = append(w.notes, k)
}

// remark keeps the words of a step that went nowhere else: they are for the house, not for the appellant.
func (w *work) remark() {
	if w.f.Note == "" || w.kept {
		return
	}
	k := Contact{Kind: "remark", Note: w.f.Note}
	if w.a != nil {
		k.Unit = w.a.Unit
	}
	w.said(k)
}

// passed tells whether a limit is over; no limit never is. What is done at the end is in time.
func (w *work) passed(end time.Time) bool { return !end.IsZero() && w.at.After(end) }
