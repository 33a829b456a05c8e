package room

import (
	"time"

	"huiyin"
	"huiyin/routing"
)

// place is what somebody who left the queue has waited already.
type place struct {
	waited time.Duration
	until  time.Time // when the next tick gives it up
}

func (r *Room) arrive(in Arrived) {
	if r.legs[in.Leg] != nil || in.Leg <= 0 {
		return
	}
	c := r.newCall(In, r.line(in.Number), in.Caller)
	c.Hotline, c.boost = in.Number, in.Boost
	r.join(c, &party{leg: in.Leg, role: citizen, up: true})
	r.turn(c, Arriving, "")
	r.say(Answer{in.Leg})
	switch {
	case !c.line.Hours.Open(r.policy.Calendar, r.now):
		r.elsewhere(c, Missed)
	case r.policy.Limits.Enter(r.waiting()) == routing.Overflow:
		r.elsewhere(c, Overflowed)
	case r.policy.Notice:
		c.deadline = r.now.Add(r.policy.NoticeMost)
		r.play(c, Play{Sound: Greeting, Hotline: c.line.Number})
	default:
		r.enqueue(c, "")
	}
}

func (r *Room) newCall(d Direction, l *line, whom huiyin.Phone) *call {
	r.lastCall++
	c := &call{via: l, line: l, heard: map[hearing]bool{}}
	c.Account = Account{Call: r.lastCall, Direction: d, Hotline: l.Number, Category: l.Category, Caller: whom, ArrivedAt: r.now, Surge: r.surge.on}
	r.calls[c.Call] = c
	r.touch(c)
	return c
}

// join brings a leg into a call.
func (r *Room) join(c *call, p *party) {
	c.parties = append(c.parties, p)
	r.legs[p.leg] = c
	delete(r.closing, p.leg)
	r.touch(c)
}

// newLeg names a leg that the engine is asked for.
func (r *Room) newLeg() LegID {
	r.lastLeg--
	return r.lastLeg
}

// part takes a party out of a call; drop tells the engine to end its leg.
func (r *Room) part(c *call, p *party, drop bool) {
	for i, q := range c.parties {
		if q == p {
			c.parties = append(c.parties[:i:i], c.parties[i+1:]...)
			break
		}
	}
	delete(r.legs, p.leg)
	r.account(p)
	if drop {
		r.drop(p.leg)
	}
	r.touch(c)
}

func (r *Room) drop(leg LegID) {
	r.closing[leg] = r.now
	r.say(Drop{leg})
}

// elsewhere is for who cannot be taken: put through to the hotline's fallback or, when there is none, promised to be
// rung back. A fallback that is a hotline of this room is a queue here, not a number to dial.
func (r *Room) elsewhere(c *call, what Outcome) {
	c.Outcome = what
	if l := r.lines[string(c.line.Fallback)]; l != nil {
		if what == Missed && l != c.line && l.Hours.Open(r.policy.Calendar, r.now) {
			c.Outcome, c.line = "", l
			r.enqueue(c, "fallback")
			return
		}
	} else if c.line.Fallback != "" && c.Direction == In {
		r.putThrough(c)
		return
	}
	r.turnAway(c)
}

// turnAway promises to ring back, and says goodbye.
func (r *Room) turnAway(c *call) {
	if c.Outcome == Missed {
		r.farewell(c, Night, r.owe(c, ForMissed))
		return
	}
	r.farewell(c, Full, r.owe(c, ForOverflow))
}

// putThrough dials the hotline's fallback while the citizen hears music.
func (r *Room) putThrough(c *call) {
	leg := r.newLeg()
	r.join(c, &party{leg: leg, role: outsider, circle: front})
	c.party(citizen).circle = apart
	c.deadline = r.now.Add(r.policy.DialMost)
	r.turn(c, Forwarded, string(c.Outcome))
	r.play(c, Play{Sound: Forwards})
	r.say(Dial{Leg: leg, Call: c.Call, Number: c.line.Fallback, From: c.line.Number})
}

// farewell plays a last sound and ends the call after it. Who cannot be rung back, since the number is withheld, is
// not promised to.
func (r *Room) farewell(c *call, say Sound, promised bool) {
	if !promised && say != Thanks {
		say = Sorry
	}
	c.deadline = r.now.Add(r.policy.SoundMost)
	r.turn(c, Departing, string(say))
	r.play(c, Play{Sound: say, Hotline: c.line.Number})
}
