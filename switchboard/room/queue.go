package room

import (
	"time"

	"huiyin"
	"huiyin/routing"
)

// enqueue lets a call wait. Who comes for the first time waits from now on, or from earlier if they kept a place.
func (r *Room) enqueue(c *call, reason string) {
	if c.QueuedAt.IsZero() {
		c.QueuedAt, c.waitFrom = r.now, r.now
		if p, kept := r.places[c.Caller]; kept && c.Direction == In {
			c.waitFrom, reason = r.now.Add(-p.waited), "kept place"
			delete(r.places, c.Caller)
		}
	}
	c.deadline, c.owner, c.played = time.Time{}, 0, nil
	r.announceLater(c)
	r.turn(c, Queued, reason)
	r.touch(c)
}

// waiting counts the callers in the queue; callbacks wait beside them.
func (r *Room) waiting() int {
	n := 0
	for _, c := range r.calls {
		if c.Direction == In && (c.state == Queued || c.state == Offered) {
			n++
		}
	}
	return n
}

// queue is the waiting calls as routing sees them.
func (r *Room) queue() []routing.Call {
	list := make([]routing.Call, 0, len(r.queued))
	for _, c := range r.queued {
		list = append(list, r.routed(c))
	}
	return list
}

func (r *Room) routed(c *call) routing.Call {
	q := routing.Call{ID: c.Call, Wish: c.line.wish, Since: c.waitFrom, Base: c.line.Base, Boost: c.boost}
	if c.only != 0 && r.now.Before(c.onlyTill) {
		q.Only = c.only
	}
	if b := r.callbacks[c.Callback]; b != nil && c.Direction == Back {
		r.promised(&q, b)
	}
	return q
}

// promised lets a callback come after everybody who rings, however long it lies there, until its time has come.
func (r *Room) promised(q *routing.Call, b *Callback) {
	if !r.now.Before(b.PromisedAt) {
		q.Boost |= routing.Promised
		return
	}
	q.Base += r.policy.Callback.Base - int(r.now.Sub(q.Since)/time.Second)*r.policy.Routing.Weights.PerSecond
}

// staff is the seats as routing sees them.
func (r *Room) staff() []routing.Seat {
	list := make([]routing.Seat, 0, len(r.seats))
	for _, s := range r.seats {
		if s.state.staffed() && !s.away && (!s.Reserve || r.surge.on) {
			list = append(list, routing.Seat{ID: s.ID, Free: s.state == Available && s.call == 0, Skills: s.Skills, Groups: s.Groups,
				Since: s.idle, Calls: s.calls, Busy: s.busy, Staffed: s.staffed, Order: s.Order})
		}
	}
	return list
}

// match offers waiting calls to free seats, when something changed that may allow it.
func (r *Room) match() {
	if !r.dirty {
		return
	}
	r.dirty = false
	if len(r.queued) == 0 || !r.anyFree() {
		return
	}
	for _, p := range routing.Match(r.queue(), r.staff(), r.policy.Routing, r.now) {
		r.policy.Routing.Last = r.seats[p.Seat].Order
		r.policy.Routing.Seed++
		r.offer(r.calls[p.Call], r.seats[p.Seat])
	}
	r.dirty = false
}

func (r *Room) anyFree() bool {
	for _, s := range r.seats {
		if s.state == Available {
			return true
		}
	}
	return false
}

// announceTo tells a waiting caller where they stand, or decides that they have waited long enough.
func (r *Room) announceTo(c *call) {
	p := r.prospects[c.Call]
	d := r.policy.Limits.Judge(r.now.Sub(c.waitFrom), p.Wait)
	if d == routing.Overflow && c.Direction == In && c.only == 0 && c.boost&routing.CutOff == 0 {
		r.endWait(c)
		r.elsewhere(c, Overflowed)
		return
	}
	if c.announce.IsZero() || r.now.Before(c.announce) || p.Position == 0 || c.citizenLeg() == 0 {
		return
	}
	r.announceLater(c)
	say := Play{Sound: Place, Position: p.Position, Wait: routing.Spoken(p.Wait)}
	if d == routing.Offer && c.Caller != "" {
		say.Sound, c.mayAsk = Offering, true
	}
	r.play(c, say)
}

// announceLater says when a waiting caller is told the next time; never, where nothing is announced.
func (r *Room) announceLater(c *call) {
	if c.announce = (time.Time{}); r.policy.Announce > 0 {
		c.announce = r.now.Add(r.policy.Announce)
	}
}

// endWait closes the books on the time in the queue.
func (r *Room) endWait(c *call) {
	if !c.QueuedAt.IsZero() && c.AnsweredAt.IsZero() {
		c.Waited = r.now.Sub(c.QueuedAt)
	}
}

func (r *Room) digit(in Digit) {
	c := r.legs[in.Leg]
	if c == nil || in.Leg != c.citizenLeg() {
		return
	}
	switch {
	case c.state == Queued && c.mayAsk && in.Key == r.policy.Callback.Key:
		r.endWait(c)
		c.Outcome = AskedBack
		r.farewell(c, Promise, r.owe(c, ForAsked))
	case c.state == Surveying && in.Key >= '1' && in.Key <= '5':
		c.Score = int(in.Key - '0')
		r.farewell(c, Thanks, true)
	}
}

// move gives a waiting call to one seat or to another hotline's queue.
func (r *Room) move(in Move) error {
	c := r.calls[in.Call]
	if c == nil || c.state != Queued {
		return huiyin.Conflict("not_waiting", "This call does not wait any more. Only waiting calls can be moved.")
	}
	if in.Seat != 0 {
		if s := r.seats[in.Seat]; s == nil || !s.state.staffed() {
			return huiyin.Conflict("seat_not_staffed", "Nobody is at that seat who takes calls. Choose another one.")
		}
		c.only, c.onlyTill = in.Seat, r.now.Add(moveMost)
		r.turn(c, Queued, "moved")
		return nil
	}
	l := r.lines[in.Hotline]
	if l == nil {
		return huiyin.NotFound("hotline", "There is no hotline %q.", in.Hotline)
	}
	c.line, c.only = l, 0
	r.turn(c, Queued, "moved")
	return nil
}

// moveMost is how long a call that was moved waits for its seat alone: nobody waits for ever for one person.
const moveMost = 2 * time.Minute

func (r *Room) raise(in Raise) error {
	c := r.calls[in.Call]
	if c == nil || c.state != Queued && c.state != Arriving && c.state != Offered {
		return huiyin.Conflict("not_waiting", "This call does not wait any more.")
	}
	c.boost |= in.Boost
	r.dirty = true
	return nil
}
