package voice

import (
	"errors"
	"time"

	"github.com/emiago/sipgo/sip"

	"huiyin/voice/dialog"
)

// An acceptance is a 2xx to an INVITE that is repeated until its ACK comes (RFC 3261 section 13.3.1.4), over every
// transport: between the connection's ends there may be others.
type acceptance struct {
	tx    *sip.ServerTx
	res   *sip.Response
	seq   uint32
	first bool // of the leg's first INVITE, not of one inside the call
	pause time.Duration
	came  chan struct{} // closed with the ACK
}

const (
	firstPause = 0.5             // seconds: T1
	longPause  = 4               // T2
	patience   = 64 * firstPause // until a call without an ACK is given up (RFC 3261 section 13.3.1.4)
)

// send2xx accepts an INVITE; false: a CANCEL was faster.
func (l *Leg) send2xx(req *sip.Request, tx *sip.ServerTx, res *sip.Response, first bool) bool {
	if err := tx.Respond(res); errors.Is(err, sip.ErrTransactionCanceled) && first {
		l.meetCancel()
		return false
	}
	l.accept = &acceptance{tx: tx, res: res, seq: req.CSeq().SeqNo, first: first, pause: l.seconds(firstPause), came: make(chan struct{})}
	came := l.accept.came
	l.e.work.goes(func() { l.waitForAck(tx, came) })
	l.after(waitResend, l.accept.pause)
	l.after(waitAck, l.seconds(patience))
	return true
}

func (l *Leg) resend() {
	if l.accept == nil {
		return
	}
	_ = l.accept.tx.Respond(l.accept.res)
	l.accept.pause = min(2*l.accept.pause, l.seconds(longPause))
	l.after(waitResend, l.accept.pause)
}

// acked takes the ACK of a 2xx, and with it perhaps the answer to our offer.
func (l *Leg) acked(ack *sip.Request) {
	if l.accept == nil || ack.CSeq() == nil || ack.CSeq().SeqNo != l.accept.seq {
		return // a repeated one
	}
	first := l.accept.first
	l.acknowledged()
	if l.state != over && l.talk.offered && !l.asking {
		if !l.answered(ack) {
			l.bye(Cause{Why: Unsuited})
			return
		}
		if first {
			l.begin()
		}
	}
	l.goOn()
}

// acknowledged ends the repeating of a 2xx, and does what had to wait for it.
func (l *Leg) acknowledged() {
	close(l.accept.came)
	l.accept = nil
	l.never(waitResend, waitAck)
	if l.hanging {
		l.bye(Cause{Why: Closed})
	}
}

// answered takes the answer to our offer out of a message.
func (l *Leg) answered(m sip.Message) bool {
	theirs, err := described(m)
	if err != nil || theirs == nil {
		l.talk.offered = false
		return false
	}
	agreed, err := l.talk.takeAnswer(theirs)
	return err == nil && l.hear(agreed) == nil
}

func (l *Leg) unacknowledged() {
	if l.accept == nil {
		return
	}
	close(l.accept.came)
	l.accept = nil
	l.never(waitResend)
	l.e.log.Info("a call was never acknowledged", "leg", int64(l.ID))
	cause := Cause{Why: Lost}
	if l.hanging {
		cause.Why = Closed
	}
	l.bye(cause)
}

// take handles a request inside the call, in the leg's goroutine.
func (l *Leg) take(req *sip.Request, tx *sip.ServerTx) {
	if req.Method == sip.ACK {
		l.acked(req)
		return
	}
	if req.Method == sip.CANCEL { // of no INVITE that is still open
		answer(req, tx, no(481))
		return
	}
	if err := l.d.Take(req); errors.Is(err, dialog.ErrOld) {
		answer(req, tx, no(500))
		return
	}
	switch req.Method {
	case sip.BYE:
		l.byed(req, tx)
	case sip.INVITE:
		l.reinvited(req, tx)
	case sip.UPDATE:
		l.updated(req, tx)
	case sip.PRACK:
		l.pracked(req, tx)
	case sip.INFO:
		l.informed(req, tx)
	case sip.OPTIONS:
		answer(req, tx, l.e.options())
	default:
		answer(req, tx, no(405, header("Allow", allowed)))
	}
}
