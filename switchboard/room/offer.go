package room

import "time"

// offer reserves a seat for a call and rings it. Nothing else reserves a seat.
func (r *Room) offer(c *call, s *seat) {
	why, alone := ForCall, c.citizenLeg() == 0
	switch {
	case alone && c.Direction == Back:
		why = ForCallback
	case alone && c.Direction == Out:
		why = ForCallOut
	}
	c.owner = s.ID
	c.Offers++
	r.turn(c, Offered, "")
	// A seat that was torn from this call, or that wants to dial, need not be asked.
	auto := s.Auto || why == ForCallOut || c.only == s.ID && !c.AnsweredAt.IsZero()
	r.ring(c, s, &party{role: operator, seat: s.ID, circle: front}, Ring{Why: why, Auto: auto})
}

// ring reserves a seat as a party of a call.
func (r *Room) ring(c *call, s *seat, p *party, how Ring) {
	p.leg = r.newLeg()
	s.call, s.deadline = c.Call, r.now.Add(r.policy.Offer)
	r.join(c, p)
	r.to(s, Reserved, string(how.Why))
	how.Leg, how.Seat, how.Device, how.Call, how.Caller, how.Hotline = p.leg, s.ID, s.Device, c.Call, c.Caller, c.Hotline
	r.say(how)
}

func (r *Room) rings(leg LegID) {
	c := r.legs[leg]
	if c == nil {
		return
	}
	if s := r.seats[c.partyOf(leg).seat]; s != nil && s.state == Reserved {
		r.to(s, SeatRings, s.reason)
	}
}

// answered: somebody who was rung is there. A leg that nobody waits for any more is ended: the offer was withdrawn
// in the same moment.
func (r *Room) answered(leg LegID) {
	c := r.legs[leg]
	if c == nil {
		r.drop(leg)
		return
	}
	p := c.partyOf(leg)
	if p.up {
		return
	}
	p.up = true
	if p.asked != nil {
		p.asked.AnsweredAt = r.now
	}
	r.touch(c)
	s := r.seats[p.seat]
	if s != nil {
		s.deadline = time.Time{}
	}
	switch p.role {
	case operator:
		r.seatAnswered(c, s)
	case citizen:
		r.connect(c, r.seats[c.owner])
	case colleague:
		r.to(s, Consulting, "")
	case watcher:
		r.to(s, Watching, string(p.ear))
	case outsider:
		if c.state == Forwarded {
			c.party(citizen).circle = front
			c.deadline, c.Outcome = time.Time{}, PutThrough
		}
	}
}

// seatAnswered brings the seat together with the citizen, who may have to be dialled first.
func (r *Room) seatAnswered(c *call, s *seat) {
	if c.citizenLeg() != 0 {
		r.connect(c, s)
		return
	}
	p := &party{leg: r.newLeg(), role: citizen, circle: front}
	r.join(c, p)
	c.deadline = r.now.Add(r.policy.DialMost)
	c.Dialled = true
	r.turn(c, Dialling, "")
	r.to(s, Outbound, "")
	r.say(Dial{Leg: p.leg, Call: c.Call, Number: c.Caller, From: c.Hotline})
}

// connect begins the conversation.
func (r *Room) connect(c *call, s *seat) {
	c.party(citizen).circle, c.party(operator).circle = front, front
	c.only = 0
	if c.AnsweredAt.IsZero() {
		r.endWait(c)
		c.AnsweredAt = r.now
		s.calls++
		r.figures.answered(r, c)
	}
	c.Seat, c.Staff = s.ID, s.Staff
	r.turn(c, InTalk, "")
	r.to(s, Talking, "")
	r.settleDebt(c)
}

// unanswered: the seat did not take what it was offered. It gets no more calls until somebody there asks for them,
// and the call is back in its old place.
func (r *Room) unanswered(c *call, p *party, why Cause) {
	s := r.seats[p.seat]
	switch p.role {
	case operator:
		r.free(s, Unanswered, string(why))
		r.backInQueue(c)
	case colleague:
		r.free(s, Unanswered, string(why))
		r.consultOver(c)
	case watcher:
		r.free(s, s.before, s.beforeY)
	}
}

// backInQueue takes back an offer that came to nothing.
func (r *Room) backInQueue(c *call) {
	if c.Direction == Out && c.citizenLeg() == 0 {
		c.Outcome = Unreached
		r.finish(c)
		return
	}
	playing := c.played
	r.enqueue(c, "not answered")
	c.played = playing // the music goes on
}
