package room

import "time"

// together notes that somebody who was asked and the citizen hear each other from now on.
func (p *party) together(now time.Time) {
	if p.asked != nil && p.asked.JoinedAt.IsZero() {
		p.asked.JoinedAt = now
	}
}

// unanswered notes why somebody who was asked did not come.
func (p *party) unanswered(why Cause) {
	if p.asked != nil && !p.up {
		p.asked.Cause = why
	}
}

// account tells of a consultation that is over, whoever ended it and however.
func (r *Room) account(p *party) {
	if p.asked == nil {
		return
	}
	p.asked.EndedAt = r.now
	r.say(*p.asked)
	p.asked = nil
}
