package room

import "huiyin"

// watch lets a supervisor's seat take part in another seat's call. Who may is decided before it comes here.
func (r *Room) watch(s *seat, in Watch) error {
	if in.Ear != Listen && in.Ear != Whisper && in.Ear != Barge {
		return huiyin.Invalid("ear", "Say whether to listen, whisper or barge.")
	}
	target := r.seats[in.Target]
	if target == nil || r.calls[target.call] == nil || r.calls[target.call].owner != in.Target || r.calls[target.call].state != InTalk {
		return huiyin.Conflict("no_call", "There is no conversation at seat %d now.", in.Target)
	}
	c := r.calls[target.call]
	if p := c.seatParty(s.ID); p != nil && p.role == watcher {
		p.ear = in.Ear
		r.touch(c)
		if p.up {
			r.to(s, Watching, string(in.Ear))
		}
		return nil
	}
	if s.away || s.state.Engaged() {
		return huiyin.Conflict("seat_busy", "This seat has a call already, or its telephone cannot be reached.")
	}
	s.before, s.beforeY = s.back(s.state, s.reason)
	r.ring(c, s, &party{role: watcher, seat: s.ID, ear: in.Ear}, Ring{Why: ForWatch, Auto: true})
	return nil
}

func (r *Room) unwatch(s *seat) error {
	c := r.calls[s.call]
	if c == nil || c.seatParty(s.ID).role != watcher {
		return huiyin.Conflict("not_watching", "This seat does not watch a call.")
	}
	r.dismiss(c, c.seatParty(s.ID))
	return nil
}

// takeOver makes the watching seat the one that talks; the other goes to its wrap-up.
func (r *Room) takeOver(s *seat) error {
	c := r.calls[s.call]
	if c == nil || c.seatParty(s.ID).role != watcher || !c.seatParty(s.ID).up || c.party(operator) == nil {
		return huiyin.Conflict("not_watching", "This seat does not watch a conversation.")
	}
	p, old := c.seatParty(s.ID), c.party(operator)
	from := r.seats[old.seat]
	doing := from.state
	r.part(c, old, true)
	r.free(from, WrapUp, "taken_over")
	p.role, p.circle, p.ear = operator, old.circle, ""
	if s.before != Available {
		s.then, s.why = s.before, s.beforeY
	}
	c.owner, c.Seat, c.Staff = s.ID, s.ID, s.Staff
	c.Transfers++
	s.calls++
	r.to(s, doing, "take_over")
	return nil
}
