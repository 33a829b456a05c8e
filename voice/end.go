package voice

import (
	"context"
	"time"

	"github.com/emiago/sipgo/sip"
)

// byeWait is how many seconds a BYE may wait for its answer; the leg is gone long before.
const byeWait = 32

// Hangup ends the leg, whatever it is doing: it refuses, cancels or says goodbye.
func (l *Leg) Hangup() { l.do(func() { l.end(Cause{Why: Closed}) }) }

// end leaves the call the way its state wants.
func (l *Leg) end(cause Cause) {
	switch {
	case l.state == over:
	case l.state == up && l.accept != nil && l.accept.first && cause.Why != ShutDown:
		l.hanging = true // no BYE before the ACK (RFC 3261 section 15); waitAck ends that
	case l.state == up:
		l.bye(cause)
	case l.called && cause.Why == ShutDown:
		l.refuse(503, cause)
	case l.called:
		l.refuse(480, cause)
	default:
		l.calling.cancel()
		l.finish(cause)
	}
}

// bye says goodbye and does not wait for the answer.
func (l *Leg) bye(cause Cause) {
	req := l.d.Request(sip.BYE)
	t, e := l.trunk, l.e
	e.work.goes(func() {
		ctx, cancel := context.WithTimeout(context.Background(), byeWait*e.second)
		defer cancel()
		if _, err := e.ask(ctx, req, t, nil); err != nil {
			e.log.Debug("a BYE was not answered")
		}
	})
	l.finish(cause)
}

// byed is when the other side hangs up; before the answer, a caller may do that as well (RFC 3261 section 15).
func (l *Leg) byed(req *sip.Request, tx *sip.ServerTx) {
	answer(req, tx, no(200))
	cause := Cause{Why: HungUp}
	if l.called && l.state <= early {
		_ = l.tx.Respond(l.response(l.invite, 487))
		cause.Why = Cancelled
	}
	l.finish(cause)
}

// finish is the end of the leg; the loop closes it.
func (l *Leg) finish(cause Cause) {
	if l.state == over {
		return
	}
	l.state = over
	l.tell(Event{Kind: Ended, Cause: cause})
}

// retryPause is how long to wait when two re-INVITEs have met: whoever made the Call-ID waits longer
// (RFC 3261 section 14.1).
func (l *Leg) retryPause() time.Duration {
	if l.called {
		return l.seconds(1)
	}
	return l.seconds(3)
}
