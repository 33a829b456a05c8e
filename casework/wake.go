package casework

import (
	"time"

	"huiyin"
)

// wake is when something happens to the case by itself, or zero.
func (w *work) wake(c *Case) time.Time {
	var at time.Time
	sooner := func(end time.Time) { // what is done at the end is in time, so the system waits a moment longer
		if t := end.Add(time.Millisecond); !end.IsZero() && (at.IsZero() || t.Before(at)) {
			at = t
		}
	}
	switch c.State {
	case Draft, Supplementing:
		if c.pending(VoidEntry, NonAcceptance) == nil {
			sooner(c.Due)
		}
	case Dispatched, Rehandling, AtTransfer:
		for _, a := range c.Assignments {
			if a.State == ToSign {
				sooner(a.SignDue)
			}
		}
	case Closed:
		if c.pending(Reopening) == nil {
			sooner(w.windowAfterClosing(LimitArchive))
		}
	}
	return at
}

// Overdue lists what the system has to do to a case whose time has come, in order.
func (b Book) Overdue(c *Case, now time.Time) []Order {
	if c.Wake.IsZero() || c.Wake.After(now) {
		return nil
	}
	by := func(s Step) Order { return Order{Step: s, By: huiyin.TheSystem, At: now} }
	switch c.State {
	case Draft:
		return []Order{by(Discard)}
	case Supplementing:
		return []Order{by(GiveUp)}
	case Closed:
		return []Order{by(Archive)}
	}
	var out []Order
	for _, a := range c.Assignments {
		if a.State == ToSign && !a.SignDue.IsZero() && now.After(a.SignDue) {
			o := by(AutoSign)
			o.Assignment = a.ID
			out = append(out, o)
		}
	}
	return out
}

// Begin opens a draft: a call that is live, or a letter being read.
func (b Book) Begin(c Case, who huiyin.Actor, at time.Time) Change {
	w := &work{Book: b, c: &c, who: who, at: at.Truncate(time.Millisecond)}
	c.State, c.RegisteredBy, c.Version, c.ChangedAt = Draft, who.Staff, 1, w.at
	if c.Urgency == "" {
		c.Urgency = Normal
	}
	w.move(Draft)
	c.Wake = w.wake(&c)
	return Change{Case: c, Events: []Happened{{Kind: "case.begun", Facts: map[string]any{"channel": string(c.Channel)}}}}
}
