package room

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"huiyin/routing"
)

// tick carries out what time brings, once a second, and mends what differs from the engine.
func (r *Room) tick(in Tick) {
	r.reconcile(in.Live)
	for _, s := range r.seatsThat(r.isSeatDue) {
		r.seatDue(s)
	}
	r.look()
	for _, c := range r.callsThat(func(c *call) bool { return c.state == Queued || r.over(c.deadline) }) {
		if r.calls[c.Call] == c {
			r.callDue(c)
		}
	}
	r.ringBack()
	for whom, p := range r.places {
		if !r.now.Before(p.until) {
			delete(r.places, whom)
		}
	}
	r.watchSurge()
	r.dirty = true // time widens what calls wish for
}

// reconcile compares the room's legs with the engine's. An input may be on its way, so only what differs twice
// running is mended: a leg that is gone has ended, one that nobody knows is dropped.
func (r *Room) reconcile(live []LegID) {
	alive, doubt := make(map[LegID]bool, len(live)), map[LegID]bool{}
	var differ []LegID
	for _, leg := range live {
		alive[leg] = true
		if _, told := r.closing[leg]; !told && r.legs[leg] == nil {
			differ = append(differ, leg)
		}
	}
	for leg := range r.legs {
		if !alive[leg] {
			differ = append(differ, leg)
		}
	}
	slices.Sort(differ)
	for _, leg := range differ {
		switch doubt[leg] = true; {
		case !r.doubt[leg]:
		case alive[leg]:
			r.drop(leg)
		default:
			r.ended(leg, Lost)
		}
	}
	for _, leg := range slices.Sorted(maps.Keys(r.closing)) {
		if r.now.Sub(r.closing[leg]) < closingMost {
			continue
		}
		if delete(r.closing, leg); alive[leg] {
			r.drop(leg)
		}
	}
	r.doubt = doubt
}

// closingMost is how long a leg may take to end before it is told again.
const closingMost = 5 * time.Second

// over tells whether a deadline has passed.
func (r *Room) over(deadline time.Time) bool { return !deadline.IsZero() && !r.now.Before(deadline) }

func (r *Room) isSeatDue(s *seat) bool {
	return r.over(s.deadline) || s.away || s.call != 0 || s.state.Engaged()
}

// seatDue ends what a seat's deadline ends, and frees a seat that no call knows of.
func (r *Room) seatDue(s *seat) {
	over := r.over(s.deadline)
	c := r.calls[s.call]
	switch {
	case s.call != 0 && (c == nil || c.seatParty(s.ID) == nil), s.call == 0 && s.state.Engaged():
		r.free(s, Available, "mended")
	case (s.state == Reserved || s.state == SeatRings) && over:
		p := c.seatParty(s.ID)
		p.unanswered(NoAnswer)
		r.part(c, p, true)
		r.unanswered(c, p, NoAnswer)
	case s.state == WrapUp && over:
		r.rest(s, cmp.Or(s.then, Available), s.why)
	case s.away && s.state == Offline && r.now.Sub(s.awayAt) >= r.policy.Lost:
		s.away, s.before = false, ""
		r.to(s, Offline, "device_lost")
	}
}

// callDue ends what a call's deadline ends.
func (r *Room) callDue(c *call) {
	if c.state == Queued {
		r.announceTo(c)
		return
	}
	if !r.over(c.deadline) {
		return
	}
	c.deadline = time.Time{}
	switch c.state {
	case Arriving:
		r.enqueue(c, "")
	case Departing, Surveying:
		r.finish(c)
	case Dialling:
		c.Outcome = Unreached
		r.finish(c)
	case Forwarded, InTalk:
		if o := c.party(outsider); o != nil && !o.up {
			o.unanswered(NoAnswer)
			r.part(c, o, true)
			r.outsiderLeft(c, o)
		}
	}
}

// look reckons for everybody who waits how long that will last.
func (r *Room) look() {
	clear(r.prospects)
	if len(r.queued) == 0 {
		return
	}
	for _, p := range routing.Prospects(r.queue(), r.staff(), r.policy.Routing, r.handling(), r.now) {
		r.prospects[p.Call] = p
	}
}

// handling is how long a call takes a seat, as it was today so far.
func (r *Room) handling() time.Duration {
	if f := r.figures.room.today.figures(); f.Handled >= 20 {
		return f.MeanHandling()
	}
	return r.policy.Handling
}

// newDay moves the figures on with time, and begins the day's anew after midnight.
func (r *Room) newDay() {
	r.figures.roll(r.now)
	today := r.dayOf(r.now)
	if !today.After(r.midnight) {
		return
	}
	r.midnight, r.busy, r.staffed = today, 0, 0
	for _, s := range r.seats {
		s.calls, s.busy, s.staffed = 0, 0, 0
	}
	r.figures.newDay()
}
