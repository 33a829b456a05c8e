package voice

import (
	"github.com/emiago/sipgo/sip"
)

// handle is where every request arrives that the guard let pass and the transactions have not seen before. It runs
// in a goroutine of its own and returns when the transaction has its final response, or a leg that gives it one.
func (e *Engine) handle(req *sip.Request, tx *sip.ServerTx) {
	e.work.enter()
	defer e.work.leave()
	if !e.dealt(req, tx) {
		tx.TerminateGracefully()
	}
}

// dealt says whether a leg has taken the transaction over, and will end it.
func (e *Engine) dealt(req *sip.Request, tx *sip.ServerTx) (taken bool) {
	if r := check(req); r.status != 0 {
		if req.Method != sip.ACK {
			e.guard.refusals.malformed.Add(1)
			answer(req, tx, r)
		}
		return false
	}
	if sip.IsReliable(req.Transport()) && !e.isFriend(req) {
		if r := e.guard.judge(req); r.status != 0 {
			if r.status > 1 {
				answer(req, tx, r)
			}
			return false
		}
	}
	if sipToTag(req) != "" {
		e.inside(req, tx)
		return false
	}
	switch req.Method {
	case sip.INVITE:
		return e.invited(req, tx)
	case sip.REGISTER:
		answer(req, tx, e.desk.register(req))
	case sip.OPTIONS:
		answer(req, tx, e.options())
	case sip.ACK:
	case sip.CANCEL, sip.BYE, sip.INFO, sip.PRACK, sip.UPDATE:
		answer(req, tx, no(481))
	default:
		answer(req, tx, no(405, header("Allow", allowed)))
	}
	return false
}

func (e *Engine) isFriend(req *sip.Request) bool {
	from := sourceOf(req)
	return e.guard.isKnown(from) || e.trunkAt(from.Addr()) != nil
}

// answer sends a response; when the way back is gone there is nobody to tell.
func answer(req *sip.Request, tx *sip.ServerTx, r reply) { _ = tx.Respond(respond(req, r)) }

// options says what we can, or that we are about to leave (RFC 3261 section 11).
func (e *Engine) options() reply {
	if e.draining.Load() {
		return no(503)
	}
	return no(200, header("Allow", allowed), header("Accept", "application/sdp"), header("Supported", supported))
}

// inside hands a request to the leg it belongs to and waits for its answer there.
func (e *Engine) inside(req *sip.Request, tx *sip.ServerTx) {
	l := e.legOf(req)
	if l == nil || !l.isFrom(req) {
		if req.Method != sip.ACK {
			answer(req, tx, no(481))
		}
		return
	}
	done := make(chan struct{})
	l.do(func() {
		defer close(done)
		l.take(req, tx)
	})
	select {
	case <-done:
	case <-l.life.Done():
		select {
		case <-done:
		default:
			if req.Method != sip.ACK {
				answer(req, tx, no(481))
			}
			return
		}
	}
}
