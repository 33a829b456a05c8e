package routing

import "time"

// Limits bound a queue. Zero means no limit.
type Limits struct {
	Calls    int           // who comes when so many wait already goes elsewhere
	Expected time.Duration // from this expected wait on, being rung back is offered
	Wait     time.Duration // who has waited so long goes elsewhere
}

// Decision is what becomes of somebody who waits or wants to.
type Decision string

const (
	Stay     Decision = "stay"     // wait in the queue
	Offer    Decision = "offer"    // wait, and be offered to be rung back
	Overflow Decision = "overflow" // go to the fallback, or be rung back where there is none
)

// Enter decides about a call that has just come, with so many waiting already.
func (l Limits) Enter(queued int) Decision {
	if l.Calls > 0 && queued >= l.Calls {
		return Overflow
	}
	return Stay
}

// Judge decides about a call that has waited for a time and will probably wait for another.
func (l Limits) Judge(waited, expected time.Duration) Decision {
	switch {
	case l.Wait > 0 && waited >= l.Wait:
		return Overflow
	case l.Expected > 0 && expected >= l.Expected:
		return Offer
	}
	return Stay
}
