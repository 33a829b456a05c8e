package voice

import (
	"github.com/emiago/sipgo/sip"

	"huiyin/voice/dialog"
	"huiyin/voice/sdp"
)

// reinvited is an INVITE inside the call: another address, hold, a refreshed session, or the wish to hear our offer.
func (l *Leg) reinvited(req *sip.Request, tx *sip.ServerTx) {
	if l.accept != nil && !l.talk.offered { // who asks again has our 2xx; its ACK is on the way, and may come after this
		l.acknowledged()
	}
	if l.state != up || l.accept != nil {
		answer(req, tx, no(500, header("Retry-After", "1"))) // RFC 3261 section 14.2
		return
	}
	if l.asking {
		answer(req, tx, no(491))
		return
	}
	if r := tooBrief(req); r.status != 0 {
		answer(req, tx, r)
		return
	}
	l.follow(req)
	ours, refused := l.reply(req)
	if refused.status != 0 {
		answer(req, tx, refused)
		return
	}
	if ours == nil { // a late offer, now the other way round
		ours = l.talk.offer()
	}
	res := l.accepted(req)
	describe(res, ours)
	l.send2xx(req, tx, res, false)
}

// reply answers the offer in a request, or refuses it and leaves all as it was; without an offer both are zero.
func (l *Leg) reply(req *sip.Request) (*sdp.Session, reply) {
	offer, err := described(req)
	if err != nil {
		return nil, no(400)
	}
	if offer == nil {
		return nil, reply{}
	}
	ours, agreed, err := l.talk.takeOffer(offer)
	if err != nil {
		return nil, no(488)
	}
	if err := l.hear(agreed); err != nil {
		l.e.log.Warn("what was agreed cannot be done", "error", err)
		return nil, no(488)
	}
	return ours, reply{}
}

// updated is an UPDATE (RFC 3311): the same as a re-INVITE in one step, also before the answer.
func (l *Leg) updated(req *sip.Request, tx *sip.ServerTx) {
	if r := tooBrief(req); r.status != 0 {
		answer(req, tx, r)
		return
	}
	offers := len(req.Body()) > 0
	if offers && (l.talk.offered || l.asking) {
		answer(req, tx, no(491))
		return
	}
	if offers && l.talk.ours == nil { // the INVITE's own offer has no answer yet
		answer(req, tx, no(500, header("Retry-After", "1")))
		return
	}
	l.follow(req)
	ours, refused := l.reply(req)
	if refused.status != 0 {
		answer(req, tx, refused)
		return
	}
	res := l.accepted(req)
	if ours != nil {
		describe(res, ours)
	}
	_ = tx.Respond(res)
}

// Hold tells the other side that we do not listen for a while, or again. What it hears meanwhile is the table's
// matter; most holds need no more than that.
func (l *Leg) Hold(yes bool) {
	l.do(func() {
		way := sdp.Both
		if yes {
			way = sdp.SendOnly
		}
		if l.talk.local.Way != way {
			l.talk.local.Way = way
			l.reinvite()
		}
	})
}

// reinvite offers once more, which also refreshes the session.
func (l *Leg) reinvite() {
	if l.state != up {
		return
	}
	if l.asking || l.accept != nil || l.talk.offered {
		l.more = true
		return
	}
	l.more = false
	req := l.d.Request(sip.INVITE)
	l.timer.wishes(req)
	describe(req, l.talk.offer())
	l.asking = true
	e, d, t := l.e, l.d, l.trunk
	e.work.goes(func() {
		sent, res, err := e.inviteAgain(req, d, t, l)
		l.do(func() { l.reinviteAnswered(sent, res, err) })
	})
}

// inviteAgain sends an INVITE inside a call and waits for its final response.
func (e *Engine) inviteAgain(req *sip.Request, d *dialog.Dialog, t *trunk, l *Leg) (*sip.Request, *sip.Response, error) {
	for try := 0; ; try++ {
		tx, err := e.txl.Request(l.life, req)
		if err != nil {
			return req, nil, err
		}
		seq := req.CSeq().SeqNo
		tx.OnRetransmission(func(*sip.Response) { l.do(func() { l.sendAck(l.d.Ack(seq)) }) })
		res, err := dialog.Final(l.life, tx)
		if err != nil {
			tx.Terminate()
			return req, nil, err
		}
		next := answerChallenge(req, res, t, d)
		if next == nil || try > 0 {
			return req, res, nil
		}
		req = next
	}
}

func (l *Leg) reinviteAnswered(req *sip.Request, res *sip.Response, err error) {
	l.asking = false
	defer l.goOn()
	switch {
	case err != nil || res.StatusCode == 408 || res.StatusCode == 481: // RFC 3261 section 14.1, RFC 5057
		l.bye(Cause{Why: Lost})
	case res.IsSuccess():
		l.sendAck(l.d.Ack(req.CSeq().SeqNo))
		l.d.Refresh(res.Contact())
		l.reads(res)
		l.timer.read(l, res)
		if l.talk.offered && !l.answered(res) {
			l.bye(Cause{Why: Unsuited})
		}
	case res.StatusCode == 491 && l.again < 5:
		l.again++
		l.talk.offered = false
		l.after(waitRetry, l.retryPause())
	case res.StatusCode == 422:
		l.talk.offered = false
		if l.timer.longer(res) {
			l.reinvite()
		}
	default: // all stays as it was (section 14.1)
		l.talk.offered = false
		l.e.log.Info("a change of a call was refused", "leg", int64(l.ID), "status", res.StatusCode)
	}
}

// goOn offers once more when that was wanted while something else was on its way.
func (l *Leg) goOn() {
	if l.more && l.state == up {
		l.reinvite()
	}
}

// sendAck does not hold the leg up: the way to the other side may have to be looked up first.
func (l *Leg) sendAck(ack *sip.Request) {
	e := l.e
	e.work.goes(func() {
		if err := e.tp.WriteMsg(ack); err != nil {
			e.log.Debug("an ACK could not be sent")
		}
	})
}
