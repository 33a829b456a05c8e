package room

import "huiyin/routing"

// ended: a leg is gone. What follows depends on whose it was and on where the call stood.
func (r *Room) ended(leg LegID, cause Cause) {
	delete(r.closing, leg)
	delete(r.doubt, leg)
	c := r.legs[leg]
	if c == nil {
		return
	}
	p := c.partyOf(leg)
	p.unanswered(cause)
	r.part(c, p, false)
	switch p.role {
	case citizen:
		r.citizenLeft(c, p, cause)
	case operator:
		r.operatorLeft(c, p, cause)
	case colleague:
		r.colleagueLeft(c, p, cause)
	case watcher:
		r.watcherLeft(p, cause)
	case outsider:
		r.outsiderLeft(c, p)
	}
}

// citizenLeft ends the call, wherever it stood.
func (r *Room) citizenLeft(c *call, p *party, cause Cause) {
	switch c.state {
	case Arriving:
		c.Outcome = ShortCall
	case Queued, Offered:
		r.endWait(c)
		r.leftQueue(c)
	case Dialling:
		c.Outcome = Unreached
	case Forwarded:
		switch c.Outcome { // the fallback has not answered yet
		case Missed:
			r.owe(c, ForMissed)
		case Overflowed:
			r.owe(c, ForOverflow)
		}
	case InTalk:
		if cause == Lost {
			c.Cut = true
			r.owe(c, ForCutOff)
		}
	}
	r.finish(c)
}

// leftQueue is for somebody who gave up waiting: they keep the place for a while and are rung back.
func (r *Room) leftQueue(c *call) {
	switch {
	case !c.AnsweredAt.IsZero(): // was torn from a seat before
		c.Cut = true
		r.owe(c, ForCutOff)
		return
	case c.Waited < r.policy.Short:
		c.Outcome = ShortCall
	default:
		c.Outcome = Abandoned
	}
	if c.Caller != "" {
		r.places[c.Caller] = place{r.now.Sub(c.waitFrom), r.now.Add(r.policy.KeepPlace)}
	}
	if c.Waited >= r.policy.Abandoned {
		r.owe(c, ForAbandoned)
	}
}

// operatorLeft: the seat's own leg is gone, by hanging up or by a failure.
func (r *Room) operatorLeft(c *call, p *party, cause Cause) {
	s := r.seats[p.seat]
	if cause == Lost {
		r.away(s)
	}
	switch {
	case c.state == Offered && cause != Lost:
		r.free(s, Unanswered, string(cause))
		r.backInQueue(c)
	case c.state == Offered:
		r.free(s, Available, "")
		r.backInQueue(c)
	case c.state == Dialling:
		c.Dialled = c.Dialled && cause != Lost
		r.unreached(c, s)
	case cause == Lost:
		r.torn(c, s, s.ID)
	default:
		r.leftBySeat(c, s)
	}
}

// colleagueLeft: a seat that was consulted is gone, or did not answer.
func (r *Room) colleagueLeft(c *call, p *party, cause Cause) {
	s := r.seats[p.seat]
	if cause == Lost {
		r.away(s)
	}
	if p.up || cause == Lost {
		r.free(s, Available, "")
	} else {
		r.free(s, Unanswered, string(cause))
	}
	r.consultOver(c)
}

func (r *Room) watcherLeft(p *party, cause Cause) {
	s := r.seats[p.seat]
	if cause == Lost {
		r.away(s)
	}
	r.free(s, s.before, s.beforeY)
}

// outsiderLeft: somebody outside hung up or was not reached.
func (r *Room) outsiderLeft(c *call, p *party) {
	switch {
	case c.state != Forwarded:
		r.consultOver(c)
	case p.up:
		r.finish(c)
	default:
		r.turnAway(c)
	}
}

// consultOver: nobody is consulted any more. The citizen stays on hold until the operator comes back, who is in the
// middle of a sentence to somebody else.
func (r *Room) consultOver(c *call) {
	op := c.party(operator)
	if op == nil || c.state != InTalk {
		return
	}
	op.circle = front
	next := Talking
	if c.party(citizen).circle == apart {
		next = Holding
	}
	r.to(r.seats[op.seat], next, "")
	r.touch(c)
}

// torn: a conversation lost its seat by no will of the operator's. Whoever else is in it goes on; otherwise the
// citizen hears music and waits for that seat a little and for any other then. wait is the seat to wait for.
func (r *Room) torn(c *call, s *seat, wait SeatID) {
	r.free(s, WrapUp, "")
	if r.succeed(c) {
		return
	}
	if o := c.other(); o != nil {
		r.dismiss(c, o)
	}
	r.dismissWatchers(c)
	r.talked(c)
	c.boost |= routing.CutOff
	c.only, c.onlyTill = wait, r.now.Add(r.policy.Return)
	r.enqueue(c, "seat lost")
}

// leftBySeat: the operator hung up on purpose. Who was consulted takes over; a citizen who was left on hold with
// nobody is not let go.
func (r *Room) leftBySeat(c *call, s *seat) {
	held := c.party(citizen).circle == apart
	r.free(s, WrapUp, "")
	switch {
	case r.succeed(c):
	case held && c.other() != nil:
		r.dismiss(c, c.other())
		r.dismissWatchers(c)
		r.talked(c)
		c.boost |= routing.CutOff
		r.enqueue(c, "left on hold")
	default:
		r.survey(c)
	}
}

// succeed lets whoever was consulted and is there have the citizen, and tells whether there is somebody.
func (r *Room) succeed(c *call) bool {
	o := c.other()
	if o == nil || !o.up {
		return false
	}
	r.resume(c)
	c.party(citizen).circle, o.circle = front, front
	c.Transfers++
	o.together(r.now)
	if o.asked != nil {
		o.asked.Left = true
	}
	if o.role == outsider {
		r.talked(c)
		c.owner = 0
		r.turn(c, Forwarded, "transfer")
		r.dismissWatchers(c)
		return true
	}
	s := r.seats[o.seat]
	o.role = operator
	r.account(o)
	c.owner, c.Seat, c.Staff = s.ID, s.ID, s.Staff
	s.calls++
	r.to(s, Talking, "transfer")
	r.touch(c)
	return true
}
