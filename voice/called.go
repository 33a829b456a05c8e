package voice

import (
	"errors"
	"time"

	"github.com/emiago/sipgo/sip"

	"huiyin/voice/dialog"
	"huiyin/voice/sdp"
)

// A caller is who sends a first INVITE: over a trunk, or from a desk phone.
type caller struct {
	trunk *trunk
	phone string
}

// identify says who calls, or how to refuse.
func (e *Engine) identify(req *sip.Request) (caller, reply) {
	source, now := sourceOf(req), time.Now()
	if user := e.desk.userAt(source); user != "" {
		return caller{phone: user}, e.prove(req, user)
	}
	if t := e.trunkAt(source.Addr()); t != nil {
		return caller{trunk: t}, reply{}
	}
	c := e.door.credentials(req, source.Addr(), now)
	if c == nil {
		return caller{}, no(401, e.door.challenges(source.Addr(), now, false)...)
	}
	for _, t := range e.trunks {
		if t.byDigest() && t.User == c.Username {
			v := e.door.check(req, c, secretOf(t.User, e.opt.Realm, t.Password), source.Addr(), now)
			return caller{trunk: t}, e.ruling(v, source.Addr(), now)
		}
	}
	if e.opt.Phone == nil {
		return caller{}, no(403)
	}
	return caller{phone: c.Username}, e.prove(req, c.Username)
}

// invited is a call that comes in. It says whether it has become a leg.
func (e *Engine) invited(req *sip.Request, tx *sip.ServerTx) bool {
	who, refused := e.identify(req)
	if refused.status == 0 {
		refused = e.acceptable(req)
	}
	if refused.status != 0 {
		answer(req, tx, refused)
		return false
	}
	if who.trunk != nil && !who.trunk.enter() {
		answer(req, tx, no(503, header("Retry-After", "10")))
		return false
	}
	l, err := e.arrive(req, tx, who)
	if err != nil {
		if who.trunk != nil {
			who.trunk.leave()
		}
		e.log.Error("a call could not be taken", "error", err)
		answer(req, tx, no(503))
		return false
	}
	if !tx.OnCancel(func(*sip.Request) { l.do(func() { l.cancelled() }) }) {
		l.state = over // the CANCEL was faster than we
		l.close()
		return false
	}
	l.tell(Event{Kind: Arrived})
	l.start(tx.TerminateGracefully)
	return true
}

// acceptable looks at what an INVITE wants before anything is kept for it.
func (e *Engine) acceptable(req *sip.Request) reply {
	if e.draining.Load() {
		return no(503)
	}
	if c := req.Contact(); c == nil || c.Address.Host == "" { // nobody could be called back (RFC 3261 section 8.1.1.8)
		return no(400)
	}
	if e.merged(req) {
		return no(482)
	}
	if r := tooBrief(req); r.status != 0 {
		return r
	}
	offer, err := described(req)
	if err != nil {
		return no(400)
	}
	if offer == nil {
		return reply{}
	}
	if _, err := sdp.Answer(offer, sdp.Local{}); errors.Is(err, sdp.ErrNothingInCommon) {
		return no(488)
	}
	return reply{}
}

// merged finds a second copy of a call that came another way (RFC 3261 section 8.2.2.2).
func (e *Engine) merged(req *sip.Request) bool {
	call, tag := req.CallID().Value(), dialog.Tag(req.From())
	e.mu.RLock()
	defer e.mu.RUnlock()
	for key, l := range e.ours {
		if key.call == call && l.called {
			if theirs := l.remote.Load(); theirs != nil && *theirs == tag {
				return true
			}
		}
	}
	return false
}

// arrive makes the leg of a call that comes in.
func (e *Engine) arrive(req *sip.Request, tx *sip.ServerTx, who caller) (*Leg, error) {
	contact, err := e.contact(req.Transport(), req.Recipient.User, req.Source())
	if err != nil {
		return nil, err
	}
	l, err := e.newLeg(who.trunk, who.phone, hostOf(contact))
	if err != nil {
		return nil, err
	}
	l.called, l.invite, l.tx = true, req, tx
	l.d = dialog.Called(req, contact)
	l.d.Socket = e.socket(req.Transport())
	if who.phone != "" || sip.IsReliable(req.Transport()) {
		l.d.Address = req.Source() // through the NAT, or over the connection they opened
	}
	l.joined()
	l.friend = sourceOf(req)
	e.guard.knows(l.friend, +1)
	l.from, l.to = callerOf(req, who), numberOf(req.Recipient)
	l.reads(req)
	e.enter(l)
	return l, nil
}

// callerOf is the calling number: as the network asserts it (RFC 3325), or as the From header says. A phone is
// whom its digest says.
func callerOf(req *sip.Request, who caller) string {
	if who.phone != "" {
		return who.phone
	}
	if h := req.GetHeader("p-asserted-identity"); h != nil {
		var u sip.Uri
		if _, err := sip.ParseAddressValue(h.Value(), &u, new(sip.HeaderParams)); err == nil {
			return numberOf(u)
		}
	}
	return numberOf(req.From().Address)
}

// waitForAck passes an ACK on that came to a transaction instead of to us, until one has come: some telephones send
// the ACK of a 2xx with the branch of the INVITE, and the transaction keeps it.
func (l *Leg) waitForAck(tx *sip.ServerTx, came <-chan struct{}) {
	for {
		select {
		case ack := <-tx.Acks():
			l.do(func() { l.acked(ack) })
		case <-came:
			return
		case <-tx.Done():
			return
		case <-l.life.Done():
			return
		}
	}
}

// cancelled is when the caller gives up; the transaction has said 487 already (RFC 3261 section 9.2).
func (l *Leg) cancelled() {
	if l.state == arriving || l.state == early {
		l.finish(Cause{Why: Cancelled})
	}
}

// Ring tells the caller that somebody is being called.
func (l *Leg) Ring() {
	l.do(func() {
		if l.called && l.state == arriving {
			l.provisional(180, nil)
		}
	})
}

// EarlyMedia lets the caller hear before the answer, without being charged: an announcement, or music.
func (l *Leg) EarlyMedia() {
	l.do(func() {
		if !l.called || l.state > early || l.talk.ours != nil {
			return
		}
		if offer, _ := described(l.invite); offer != nil {
			l.provisional(183, l.answerTo(offer))
		}
	})
}

// answerTo answers the offer of the INVITE; it has been looked at before.
func (l *Leg) answerTo(offer *sdp.Session) *sdp.Session {
	ours, agreed, err := l.talk.takeOffer(offer)
	if err == nil {
		err = l.hear(agreed)
	}
	if err != nil {
		l.refuse(488, Cause{Why: Unsuited})
		return nil
	}
	return ours
}

// Answer takes the call.
func (l *Leg) Answer() { l.do(l.answer) }

func (l *Leg) answer() {
	if !l.called || l.state > early {
		return
	}
	if l.first.open() { // RFC 3262 section 3: what was said in it must have arrived
		l.wanted = l.answer
		return
	}
	res := l.accepted(l.invite)
	offer, _ := described(l.invite)
	switch {
	case l.talk.ours == nil && offer == nil: // a late offer: ours goes with the 2xx, theirs with the ACK
		describe(res, l.talk.offer())
	case l.talk.ours == nil:
		ours := l.answerTo(offer)
		if ours == nil {
			return
		}
		describe(res, ours)
	case l.talk.offered:
		l.refuse(500, Cause{Why: Unsuited}) // they have not answered the offer of our provisional response
		return
	case !l.first.used: // said in an early response that may have been lost
		describe(res, l.talk.ours)
	}
	late := l.talk.offered
	if !l.send2xx(l.invite, l.tx, res, true) {
		return
	}
	if late {
		l.state = up
		return
	}
	l.begin()
}

// accepted makes a 2xx to an INVITE or UPDATE, with what the session timer says.
func (l *Leg) accepted(req *sip.Request) *sip.Response {
	res := l.response(req, 200)
	for _, h := range l.timer.granted(l, req) {
		res.AppendHeader(h)
	}
	return res
}

// response makes one inside the dialog.
func (l *Leg) response(req *sip.Request, status int) *sip.Response {
	res := respond(req, no(status, l.d.Contact.Clone(), header("Allow", allowed), header("Supported", supported)))
	res.To().Params.Add("tag", l.d.ID.Local)
	if l.d.Address != "" {
		res.SetDestination(req.Source())
	}
	return res
}

// Refuse turns the call away with a SIP status: 486 busy, 480 nobody there, 603 no. Statuses out of 400 to 699 are 603.
func (l *Leg) Refuse(status int) {
	l.do(func() {
		if l.called && l.state <= early {
			l.refuse(status, Cause{Why: Closed, Status: status})
		}
	})
}

func (l *Leg) refuse(status int, cause Cause) {
	if status < 400 || status > 699 {
		status = 603
	}
	res := respond(l.invite, no(status))
	res.To().Params.Add("tag", l.d.ID.Local)
	if err := l.tx.Respond(res); errors.Is(err, sip.ErrTransactionCanceled) {
		l.meetCancel()
		return
	}
	l.finish(cause)
}

// meetCancel is when a CANCEL was there before our final response; the transaction must go on repeating its 487.
func (l *Leg) meetCancel() {
	_ = l.tx.Respond(respond(l.invite, no(487)))
	l.finish(Cause{Why: Cancelled})
}
