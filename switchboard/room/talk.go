package room

import "huiyin"

// act carries out what somebody at a seat wants.
func (r *Room) act(in Input) error {
	switch in := in.(type) {
	case SignOut:
		return r.at(in.Seat, func(s *seat) error { return r.signOut(s, in) })
	case Ready:
		return r.at(in.Seat, r.ready)
	case Pause:
		return r.at(in.Seat, func(s *seat) error { return r.pause(s, in) })
	case Extend:
		return r.at(in.Seat, r.extend)
	case CallOut:
		return r.at(in.Seat, func(s *seat) error { return r.callOut(s, in) })
	case Watch:
		return r.at(in.Seat, func(s *seat) error { return r.watch(s, in) })
	case Unwatch:
		return r.at(in.Seat, r.unwatch)
	case TakeOver:
		return r.at(in.Seat, r.takeOver)
	case Hangup:
		return r.at(in.Seat, r.hangup)
	case Hold:
		return r.inTalk(in.Seat, func(c *call, s *seat) error { return r.hold(c, s, in.On) })
	case Consult:
		return r.inTalk(in.Seat, func(c *call, s *seat) error { return r.consult(c, s, in) })
	case Retrieve:
		return r.inTalk(in.Seat, r.retrieve)
	case Join:
		return r.inTalk(in.Seat, r.joinAll)
	case Transfer:
		return r.inTalk(in.Seat, r.transfer)
	case Mute:
		return r.inTalk(in.Seat, func(c *call, s *seat) error { c.muted = in.On; r.touch(c); return nil })
	}
	return huiyin.Invalid("input", "The room does not know this input.")
}

// at finds a seat at which somebody is signed in.
func (r *Room) at(id SeatID, do func(*seat) error) error {
	s := r.seats[id]
	if s == nil || s.state == Offline && !s.away {
		return huiyin.Conflict("nobody_at_seat", "Nobody is signed in at seat %d.", id)
	}
	return do(s)
}

// inTalk finds the conversation a seat has.
func (r *Room) inTalk(id SeatID, do func(*call, *seat) error) error {
	return r.at(id, func(s *seat) error {
		c := r.calls[s.call]
		if c == nil || c.state != InTalk || c.owner != id {
			return huiyin.Conflict("no_call", "There is no conversation at this seat now.")
		}
		return do(c, s)
	})
}

func (r *Room) hold(c *call, s *seat, on bool) error {
	p := c.party(citizen)
	switch {
	case c.other() != nil:
		return huiyin.Conflict("consulting", "Somebody else is in this call. End the consultation first.")
	case on == (p.circle == apart):
		return nil
	case on:
		r.setAside(c)
		r.to(s, Holding, "")
	default:
		r.bring(c, s)
	}
	return nil
}

// setAside lets the citizen hear music.
func (r *Room) setAside(c *call) {
	c.party(citizen).circle = apart
	if c.heldFrom.IsZero() {
		c.heldFrom = r.now
	}
	r.touch(c)
}

// bring lets the seat and the citizen talk again.
func (r *Room) bring(c *call, s *seat) {
	r.resume(c)
	c.party(citizen).circle, c.party(operator).circle = front, front
	r.to(s, Talking, "")
	r.touch(c)
}

func (r *Room) consult(c *call, s *seat, in Consult) error {
	if c.other() != nil {
		return huiyin.Conflict("consulting", "Somebody else is in this call already. End that consultation first.")
	}
	p := &party{role: outsider, circle: aside, asked: &Consulted{Call: c.Call, Seat: s.ID, Staff: s.Staff, To: in.To, AskedAt: r.now}}
	to := r.seats[in.To]
	switch {
	case in.To != 0 && (to == nil || to.state != Available || to.away || to == s):
		return huiyin.Conflict("seat_not_ready", "That seat is not ready now. Choose another one.")
	case in.To == 0 && in.Number == "":
		return huiyin.Invalid("number", "Say which seat or which number to call.")
	}
	r.setAside(c)
	c.party(operator).circle = aside
	r.to(s, Consulting, "")
	if in.To != 0 {
		p.role, p.seat, p.asked.With = colleague, in.To, to.Staff
		r.ring(c, to, p, Ring{Why: ForConsult, Auto: to.Auto})
		return nil
	}
	p.leg, p.asked.Number = r.newLeg(), in.Number
	c.deadline = r.now.Add(r.policy.DialMost)
	r.join(c, p)
	r.say(Dial{Leg: p.leg, Call: c.Call, Number: in.Number, From: c.Hotline})
	return nil
}

// retrieve returns to the citizen and lets go whoever was consulted.
func (r *Room) retrieve(c *call, s *seat) error {
	if o := c.other(); o != nil {
		r.dismiss(c, o)
	}
	r.bring(c, s)
	return nil
}

// joinAll makes it a call of three.
func (r *Room) joinAll(c *call, s *seat) error {
	o := c.other()
	if o == nil || !o.up {
		return huiyin.Conflict("nobody_consulted", "Nobody else is on the line yet.")
	}
	o.circle = front
	o.together(r.now)
	if q := r.seats[o.seat]; q != nil {
		r.to(q, Talking, "joined")
	}
	r.bring(c, s)
	return nil
}

func (r *Room) transfer(c *call, s *seat) error {
	if o := c.other(); o == nil || !o.up {
		return huiyin.Conflict("nobody_consulted", "Nobody else is on the line yet. Wait for the answer before you leave.")
	}
	r.part(c, c.party(operator), true)
	r.free(s, WrapUp, "transfer")
	r.succeed(c)
	return nil
}

// hangup ends the seat's part in whatever it is part of.
func (r *Room) hangup(s *seat) error {
	c := r.calls[s.call]
	if c == nil {
		return huiyin.Conflict("no_call", "There is no call at this seat now.")
	}
	p := c.seatParty(s.ID)
	r.part(c, p, true)
	switch {
	case p.role == operator:
		r.operatorLeft(c, p, Declined)
	case p.role == colleague:
		r.colleagueLeft(c, p, Declined)
	default:
		r.watcherLeft(p, HungUp)
	}
	return nil
}

// callOut begins a call from a seat: the seat is rung first.
func (r *Room) callOut(s *seat, in CallOut) error {
	switch {
	case in.Number == "":
		return huiyin.Invalid("number", "Say which number to call.")
	case s.away || s.state.Engaged():
		return huiyin.Conflict("seat_busy", "This seat has a call already, or its telephone cannot be reached.")
	}
	if s.state == Break || s.state == Training {
		s.then, s.why = s.state, s.reason
	}
	r.offer(r.newCall(Out, r.line(in.Hotline), in.Number), s)
	return nil
}
