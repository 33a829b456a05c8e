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
		return b.Calendar.Deadline(a.DispatchedAt, a.Limit), nil
	}
	if l := c.lead(); l != nil && (c.State == Dispatched || c.State == Rehandling) {
		return b.Calendar.Deadline(l.DispatchedAt, l.Limit), nil
	}
	k := c.State.Info().Limit
	l := b.Limit(k, c)
	if k == "" || l.Amount == 0 || c.Due.IsZero() {
		return calendar.Deadline{}, huiyin.NotFound("deadline", "Nothing is due at this stage.")
	}
	return b.Calendar.Deadline(c.Since, l), nil
}
