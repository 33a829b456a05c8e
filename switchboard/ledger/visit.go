package ledger

import (
	"context"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/store"
)

// The list of return visits is a projection: cases that owe the centre's visit have a promise to ring, made and ended as
// the journal tells of them. The visit itself is a step of the case, taken at the desk.

const visitsReader = "return_visits"

// visitBatch is how many events of a shard are worked off in one transaction.
const visitBatch = 200

// OfferVisits brings the promises of return visits up to date with the journal.
func (l *Ledger) OfferVisits(ctx context.Context) error {
	var heads, marks [huiyin.Shards]int64
	err := l.store.Read(ctx, func(t *store.Tx) (err error) {
		if heads, err = t.Heads(); err == nil {
			marks, err = t.Watermarks(visitsReader)
		}
		return err
	})
	for shard := range huiyin.Shards {
		for more := heads[shard] > marks[shard]; more && err == nil; {
			more, err = l.offerSome(ctx, shard)
		}
	}
	return err
}

// offerSome works off a part of a shard. What needs no change, which is nearly everything, is found out before the
// writer's turn.
func (l *Ledger) offerSome(ctx context.Context, shard int) (more bool, err error) {
	var from, to int64
	var stale []huiyin.CaseID
	err = l.store.Read(ctx, func(t *store.Tx) error {
		stale, to = nil, 0
		marks, err := t.Watermarks(visitsReader)
		if err != nil {
			return err
		}
		from = marks[shard]
		events, err := t.EventsAfter(shard, from, visitBatch)
		if err != nil || len(events) == 0 {
			return err
		}
		to, more = events[len(events)-1].Seq, len(events) == visitBatch
		stale, err = l.stale(t, events)
		return err
	})
	if err != nil || to == 0 {
		return false, err
	}
	return more, l.store.Write(ctx, func(t *store.Tx) error {
		marks, err := t.Watermarks(visitsReader)
		if err != nil || marks[shard] != from {
			return err // another process was here
		}
		for _, id := range stale {
			if err := l.offer(t, id); err != nil {
				return err
			}
		}
		return t.SetWatermark(visitsReader, shard, to)
	})
}

// stale are the cases of some events whose promise is not what it should be.
func (l *Ledger) stale(t *store.Tx, events []huiyin.Event) ([]huiyin.CaseID, error) {
	var out []huiyin.CaseID
	seen := map[int64]bool{}
	for _, e := range events {
		if seen[e.Stream] {
			continue
		}
		seen[e.Stream] = true
		c, err := t.Case(huiyin.CaseID(e.Stream))
		if huiyin.KindOf(err) == huiyin.KindNotFound {
			continue // the history of another thing
		}
		if err != nil {
			return nil, err
		}
		_, open, err := t.VisitCallback(c.ID)
		if err != nil {
			return nil, err
		}
		if open || owed(&c) {
			out = append(out, c.ID)
		}
	}
	return out, nil
}

// owed tells whether a case waits for the centre's visit: its reply was passed, the appellant has not judged, can be
// rung, and is known to more than the transfer centre.
func owed(c *casework.Case) bool {
	last, ok := lastReached(c)
	return c.State == casework.Visiting && c.Person != 0 && c.Confidentiality < 3 && !c.Historic && !(ok && last.Satisfaction == casework.Dissatisfied)
}

// lastReached is the last visit or rating of the present round in which the appellant spoke.
func lastReached(c *casework.Case) (casework.Visit, bool) {
	for i := len(c.Visits) - 1; i >= 0; i-- {
		if v := c.Visits[i]; v.Round == c.Round && v.Reached {
			return v, true
		}
	}
	return casework.Visit{}, false
}

// offer makes, moves or ends the promise of a case.
func (l *Ledger) offer(t *store.Tx, id huiyin.CaseID) error {
	c, err := t.Case(id)
	if err != nil {
		return err
	}
	k, open, err := t.VisitCallback(id)
	switch {
	case err != nil:
		return err
	case owed(&c) && !open:
		return l.promiseVisit(t, &c)
	case owed(&c):
		return l.moveVisit(t, &c, k)
	case open:
		return l.endVisit(t, &c, k)
	}
	return nil
}

func (l *Ledger) promiseVisit(t *store.Tx, c *casework.Case) error {
	person, err := t.OpenPerson(c.Person)
	if err != nil || person.Phone == "" {
		return err
	}
	now := l.now()
	k := store.Callback{ID: huiyin.NewID[huiyin.CallbackID](now), Reason: ReturnVisit, Hotline: mainHotline, Case: c.ID, Phone: person.Phone, AskedAt: now, Promised: c.Due,
		NextAt: l.desk.City().Book.Calendar.NextWorking(now), Urgent: c.Urgency == casework.Emergency}
	if k.Promised.IsZero() {
		k.Promised = k.NextAt
	}
	waiting, err := t.CallbackTo(person.Phone)
	if err != nil {
		return err
	}
	for _, w := range waiting {
		if w.Reason == ReturnVisit {
			return nil // one matter of a person at a time; this one is offered when that one has ended
		}
	}
	if k, err = t.Promise(k); err != nil {
		return err
	}
	return t.Append(int64(k.ID), now, huiyin.TheSystem.By(), store.Fact{Kind: "callback.promised", Data: map[string]any{
		"reason": k.Reason, "case": int64(k.Case), "promised_at": k.Promised.UnixMilli()}})
}

// moveVisit takes over the attempts of the centre that the case knows of.
func (l *Ledger) moveVisit(t *store.Tx, c *casework.Case, before store.Callback) error {
	after := before
	var tried []time.Time
	for _, v := range c.Visits {
		if v.Round == c.Round && v.By == "centre" && !v.Reached {
			tried = append(tried, v.At)
			after.Staff = v.Staff
		}
	}
	if len(tried) <= before.Attempts {
		return nil
	}
	after.Attempts, after.TriedAt = len(tried), tried[len(tried)-1]
	after.State, after.ClaimedAt = "open", time.Time{}
	after.NextAt = l.policy.Next(l.desk.City().Book.Calendar, tried, after.TriedAt)
	if err := t.MoveCallback(before, after); err != nil {
		return err
	}
	return t.Append(int64(after.ID), l.now(), huiyin.TheSystem.By(), store.Fact{Kind: "callback.unreached", Data: map[string]any{
		"attempt": int64(after.Attempts), "case": int64(c.ID), "next_at": after.NextAt.UnixMilli()}})
}

// endVisit ends a promise whose case needs no visit any more, and offers the next matter of the same person.
func (l *Ledger) endVisit(t *store.Tx, c *casework.Case, before store.Callback) error {
	after := before
	after.State, after.DoneAt, after.ClaimedAt = "cancelled", l.now(), time.Time{}
	v, reached := lastReached(c)
	switch {
	case reached:
		after.State = "reached"
		if v.By == "centre" {
			after.Staff, after.TriedAt, after.Attempts = v.Staff, v.At, before.Attempts+1
		}
	case c.Outcome == "unreachable":
		after.State = "given_up"
	}
	if err := t.MoveCallback(before, after); err != nil {
		return err
	}
	if err := t.Append(int64(after.ID), l.now(), huiyin.TheSystem.By(), store.Fact{Kind: "callback." + after.State, Data: map[string]any{"case": int64(c.ID)}}); err != nil {
		return err
	}
	others, _, err := t.Cases(store.CaseFilter{Person: c.Person, States: []casework.State{casework.Visiting}, Now: l.now()}, huiyin.Page{})
	for i := 0; i < len(others) && err == nil; i++ {
		err = l.offer(t, others[i].ID)
	}
	return err
}
