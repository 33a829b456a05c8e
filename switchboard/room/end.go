package room

import (
	"slices"
	"time"
)

// dismiss ends a party's leg; its seat takes calls again.
func (r *Room) dismiss(c *call, p *party) {
	r.part(c, p, true)
	s := r.seats[p.seat]
	switch {
	case s == nil:
	case p.role == watcher:
		r.free(s, s.before, s.beforeY)
	default:
		r.free(s, Available, "")
	}
}

func (r *Room) dismissWatchers(c *call) {
	for _, p := range slices.Clone(c.parties) {
		if p.role == watcher {
			r.dismiss(c, p)
		}
	}
}

// survey asks the citizen for a score.
func (r *Room) survey(c *call) {
	if !r.policy.Survey || c.citizenLeg() == 0 || c.Direction == Out {
		r.finish(c)
		return
	}
	r.talked(c)
	r.clear(c)
	c.party(citizen).circle = apart
	c.deadline = r.now.Add(r.policy.SurveyMost)
	c.owner = 0
	r.turn(c, Surveying, "")
	r.play(c, Play{Sound: Question})
}

// clear ends everybody's part but the citizen's.
func (r *Room) clear(c *call) {
	for _, p := range slices.Clone(c.parties) {
		switch p.role {
		case citizen:
		case operator:
			r.part(c, p, true)
			next := Available
			if c.state == InTalk || c.Direction == Out {
				next = WrapUp
			}
			r.free(r.seats[p.seat], next, "")
		default:
			r.dismiss(c, p)
		}
	}
}

// talked closes the books on the conversation.
func (r *Room) talked(c *call) {
	r.resume(c)
	if c.state == InTalk {
		c.Talked += r.now.Sub(c.since)
	}
}

// resume closes the books on a time of holding.
func (r *Room) resume(c *call) {
	if !c.heldFrom.IsZero() {
		c.Held += r.now.Sub(c.heldFrom)
		c.heldFrom = time.Time{}
	}
}

// unreached ends a call whose seat left before anybody outside was reached.
func (r *Room) unreached(c *call, s *seat) {
	next := Available
	if c.Direction == Out {
		next = WrapUp
	}
	r.free(s, next, "")
	c.Outcome = Unreached
	r.finish(c)
}

// finish ends a call: every leg, every seat's part, every word heard.
func (r *Room) finish(c *call) {
	if r.calls[c.Call] != c {
		return
	}
	r.talked(c)
	r.clear(c)
	if p := c.party(citizen); p != nil {
		r.part(c, p, true)
	}
	c.EndedAt = r.now
	r.conclude(c)
	r.turn(c, Done, string(c.Outcome))
	r.sync(c)
	r.attempted(c)
	r.figures.ended(r, c)
	r.say(CallDone{c.Account})
	delete(r.calls, c.Call)
	delete(r.prospects, c.Call)
}

// conclude says what became of a call for which nothing was said yet.
func (r *Room) conclude(c *call) {
	switch {
	case c.Direction != In && !c.AnsweredAt.IsZero():
		c.Outcome = Reached
	case c.Direction != In && c.Outcome == "":
		c.Outcome = Unreached
	case !c.AnsweredAt.IsZero():
		c.Outcome = AnsweredCall
	}
}
