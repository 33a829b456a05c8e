package room

import (
	"time"

	"huiyin/routing"
)

// Call tells of a call that is here now: what would be its account, and where it stands.
func (r *Room) Call(id CallID) (Account, CallState, bool) {
	c := r.calls[id]
	if c == nil {
		return Account{}, "", false
	}
	return c.Account, c.state, true
}

// Outsider is the leg of whoever outside was asked into a call; 0: nobody.
func (r *Room) Outsider(id CallID) LegID {
	c := r.calls[id]
	if c == nil {
		return 0
	}
	if p := c.party(outsider); p != nil && p.asked != nil {
		return p.leg
	}
	return 0
}

// Part is a seat's part in a call.
type Part struct {
	Account
	State      CallState
	Since      time.Time
	Owner      SeatID // who talks with the citizen, or is offered them
	Citizen    LegID  // 0: not there yet
	Boost      routing.Boost
	Held       bool // the citizen hears music
	Recording  bool
	Muted      bool  // the recording is paused
	Consulted  LegID // who else was asked, 0: nobody
	ConsultUp  bool
	Joined     bool   // who was asked talks with the citizen as well
	Consultee  SeatID // when it is a seat
	Supervised Ear    // a supervisor speaks: to the seat or to both; "": nobody does
}

// Part tells what a seat has to do with its call.
func (r *Room) Part(id SeatID) (Part, bool) {
	s := r.seats[id]
	if s == nil || r.calls[s.call] == nil {
		return Part{}, false
	}
	c := r.calls[s.call]
	p := Part{Account: c.Account, State: c.state, Boost: c.boost, Since: c.since, Owner: c.owner, Citizen: c.citizenLeg(), Recording: c.tape.on, Muted: c.muted}
	if q := c.party(citizen); q != nil {
		p.Held = c.state == InTalk && q.circle == apart
	}
	if o := c.other(); o != nil {
		p.Consulted, p.ConsultUp, p.Joined, p.Consultee = o.leg, o.up, o.circle == front, o.seat
	}
	if w := c.party(watcher); w != nil && w.up && w.ear != Listen {
		p.Supervised = w.ear
	}
	return p, true
}
