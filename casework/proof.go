package casework

import (
	"huiyin"
	"huiyin/calendar"
)

// Proof shows how a deadline was counted: of an assignment, or of the case's present stage when id is 0. It is the
// same function that made the deadline.
func (b Book) Proof(c *Case, id huiyin.AssignmentID) (calendar.Deadline, error) {
	if id != 0 {
		a := c.assignment(id)
		if a == nil {
			return calendar.Deadline{}, huiyin.NotFound("assignment", "This case has no such assignment.")
		}
		return b.proofOf(c, a)
	}
	if l := c.lead(); l != nil && (c.State == Dispatched || c.State == Rehandling) {
		return b.proofOf(c, l)
	}
	if c.Due.IsZero() {
		return calendar.Deadline{}, huiyin.NotFound("deadline", "Nothing is due at this stage.")
	}
	return b.Calendar.Deadline(c.Since, b.Limit(c.limitKind(), c)), nil
}

// proofOf: a part that was handed down and would end later than the one it came from is due with that one, and so is
// its proof.
func (b Book) proofOf(c *Case, a *Assignment) (calendar.Deadline, error) {
	d := b.Calendar.Deadline(a.DispatchedAt, a.Limit)
	if p := c.assignment(a.Parent); p != nil && !p.Due.IsZero() && (a.Limit.Amount == 0 || d.Due.After(p.Due)) {
		return b.proofOf(c, p)
	}
	if a.Limit.Amount == 0 {
		return calendar.Deadline{}, huiyin.NotFound("deadline", "No limit was set for this part.")
	}
	return d, nil
}
