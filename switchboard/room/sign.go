package room

import (
	"huiyin"
	"huiyin/routing"
)

// signIn staffs a seat. It takes no calls until somebody there asks for them.
func (r *Room) signIn(in SignIn) error {
	if err := r.maySignIn(in); err != nil {
		return err
	}
	if len(in.Groups) == 0 {
		in.Groups = []routing.Group{r.policy.Centre}
	}
	s := r.seats[in.ID]
	if s == nil {
		s = &seat{state: Offline, since: r.now}
		r.seats[in.ID] = s
	}
	if s.Staff != in.Staff {
		s.calls, s.busy, s.staffed = 0, 0, 0
	}
	s.Seat = in.Seat
	r.dirty = true
	if s.state == Offline && !s.away {
		s.before = ""
		r.rest(s, Break, "signed_in")
	}
	return nil
}

// maySignIn: a seat holds one person, and a person one seat.
func (r *Room) maySignIn(in SignIn) error {
	for _, s := range r.seatsThat(func(s *seat) bool { return s.state != Offline || s.away }) {
		switch {
		case s.ID == in.ID && s.Staff != in.Staff:
			return huiyin.Conflict("seat_taken", "Somebody else is signed in at this seat. Choose another one.")
		case s.ID != in.ID && s.Staff == in.Staff && in.Staff != 0:
			return huiyin.Conflict("signed_in_elsewhere", "You are signed in at seat %d. Sign out there first.", s.ID)
		}
	}
	return nil
}

func (r *Room) signOut(s *seat, in SignOut) error {
	r.by = in.By
	if !s.state.Engaged() {
		s.away, s.before = false, ""
		r.rest(s, Offline, "signed_out")
		return nil
	}
	s.then, s.why = Offline, "signed_out"
	if in.Now {
		r.pull(s)
	}
	return nil
}

// pull takes a seat out of its call at once; the citizen stays and waits for anybody.
func (r *Room) pull(s *seat) {
	c := r.calls[s.call]
	p := c.seatParty(s.ID)
	r.part(c, p, true)
	switch {
	case p.role == colleague:
		r.free(s, Available, "")
		r.consultOver(c)
	case p.role == watcher:
		r.free(s, Available, "")
	case c.state == Offered:
		r.free(s, Available, "")
		r.backInQueue(c)
	case c.state == Dialling:
		c.Dialled = false
		r.unreached(c, s)
	default:
		r.torn(c, s, 0)
	}
}

func (r *Room) ready(s *seat) error {
	switch {
	case s.away:
		return huiyin.Conflict("device_away", "The telephone of this seat cannot be reached. Check the browser's connection or the desk phone.")
	case s.state.Engaged():
		s.then, s.why = "", ""
		return nil
	}
	r.rest(s, Available, "")
	return nil
}

func (r *Room) pause(s *seat, in Pause) error {
	switch {
	case in.State != Break && in.State != Training:
		return huiyin.Invalid("state", "A seat pauses for a break or for training.")
	case s.away:
		s.before, s.beforeY = in.State, in.Reason
	case s.state.Engaged():
		s.then, s.why = in.State, in.Reason
	default:
		r.rest(s, in.State, in.Reason)
	}
	return nil
}

func (r *Room) extend(s *seat) error {
	if s.state != WrapUp {
		return huiyin.Conflict("no_wrap_up", "There is no wrap-up to extend.")
	}
	end := s.wrapped.Add(r.policy.WrapUpMost)
	if !s.deadline.Before(end) {
		return huiyin.Conflict("wrap_up_full", "The wrap-up cannot be extended any more. Take a break if the matter needs longer.")
	}
	s.deadline = s.deadline.Add(r.policy.Extend)
	if s.deadline.After(end) {
		s.deadline = end
	}
	return nil
}

// away: the device of a seat is gone; what it was doing is settled by whoever noticed.
func (r *Room) away(s *seat) { s.away, s.awayAt = true, r.now }

func (r *Room) deviceDown(id SeatID) {
	s := r.seats[id]
	if s == nil || s.away || s.state == Offline {
		return
	}
	r.away(s)
	if c := r.calls[s.call]; c != nil {
		leg := c.seatParty(id).leg
		r.ended(leg, Lost)
		r.drop(leg)
		return
	}
	s.before, s.beforeY = s.back(s.state, s.reason)
	r.rest(s, Offline, "device")
}

// deviceUp brings a seat back to what it did before; a call that waits for it is offered again.
func (r *Room) deviceUp(id SeatID) {
	s := r.seats[id]
	if s == nil || !s.away {
		return
	}
	s.away = false
	if s.state == Offline {
		state, reason := s.before, s.beforeY
		s.before, s.beforeY = "", ""
		r.rest(s, state, reason)
	}
}
