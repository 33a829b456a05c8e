package phone

import (
	"maps"
	"slices"
	"time"

	"github.com/emiago/sipgo/sip"

	"huiyin/voice/dialog"
	"huiyin/voice/sdp"
)

// handle is where every request arrives.
func (p *Phone) handle(req *sip.Request, tx *sip.ServerTx) {
	defer tx.TerminateGracefully()
	if req.From() == nil || req.To() == nil || req.CallID() == nil || req.CSeq() == nil {
		return
	}
	if dialog.Tag(req.To()) == "" {
		switch req.Method {
		case sip.INVITE:
			p.invited(req, tx)
		case sip.OPTIONS:
			respond(req, tx, 200)
		case sip.ACK:
		default:
			respond(req, tx, 481)
		}
		return
	}
	id := dialog.Of(req)
	var found *Call
	for _, c := range p.open() {
		if c.is(id) {
			found = c
		}
	}
	switch {
	case found != nil:
		found.take(req, tx)
	case req.Method != sip.ACK:
		respond(req, tx, 481)
	}
}

// open lists the calls that have not ended. Their locks come before the telephone's own.
func (p *Phone) open() []*Call {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Collect(maps.Keys(p.calls))
}

// leaving lists the calls that have ended while the other side does not know yet.
func (p *Phone) leaving() []*Call {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Collect(maps.Keys(p.going))
}

func (c *Call) is(id dialog.ID) bool {
	own := c.dialog()
	return own.Call == id.Call && own.Local == id.Local
}

func (c *Call) dialog() dialog.ID {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.d == nil {
		return dialog.ID{}
	}
	return c.d.ID
}

var reasons = map[int]string{180: "Ringing", 200: "OK", 480: "Temporarily Unavailable", 481: "Call Does Not Exist",
	486: "Busy Here", 487: "Request Terminated", 488: "Not Acceptable Here", 500: "Server Internal Error", 603: "Decline"}

func respond(req *sip.Request, tx *sip.ServerTx, status int) {
	_ = tx.Respond(sip.NewResponseFromRequest(req, status, reasons[status], nil))
}

// invited is somebody who calls us.
func (p *Phone) invited(req *sip.Request, tx *sip.ServerTx) {
	c, err := p.newCall()
	if err != nil {
		respond(req, tx, 480)
		return
	}
	c.mu.Lock()
	c.called, c.invite, c.tx = true, req, tx
	c.From, c.To = req.From().Address.User, req.To().Address.User
	c.d = dialog.Called(req, p.contact())
	if sip.IsReliable(req.Transport()) {
		c.d.Address = req.Source()
	}
	c.mu.Unlock()
	if !tx.OnCancel(func(*sip.Request) { p.goes(func() { c.fail(487) }) }) {
		c.fail(487)
		return
	}
	p.goes(func() {
		if p.opt.Incoming != nil {
			p.opt.Incoming(c)
		} else {
			c.Answer()
		}
	})
	select { // the transaction ends with this function
	case <-c.answered:
		c.insist(tx)
	case <-c.ended:
	}
}

// Ring says that the bell rings.
func (c *Call) Ring() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.called && c.state == open {
		_ = c.tx.Respond(c.response(c.invite, 180))
		select {
		case <-c.ringing:
		default:
			close(c.ringing)
		}
	}
}

// Busy and Refuse turn the call away.
func (c *Call) Busy() { c.Refuse(486) }

// Refuse turns the call away with a SIP status.
func (c *Call) Refuse(status int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.called && c.state == open {
		c.refuse(status)
	}
}

func (c *Call) refuse(status int) {
	_ = c.tx.Respond(c.response(c.invite, status))
	c.finish(status)
}

// Answer picks up.
func (c *Call) Answer() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.called || c.state != open {
		return
	}
	res := c.response(c.invite, 200)
	said, err := c.replyTo(c.invite)
	if err != nil {
		c.refuse(488)
		return
	}
	describe(res, said)
	c.acks[c.invite.CSeq().SeqNo] = make(chan struct{})
	if c.tx.Respond(res) != nil {
		c.finish(487)
		return
	}
	c.begin()
}

// replyTo is the answer to a request's offer, or an offer when it has none; the caller holds the lock.
func (c *Call) replyTo(req *sip.Request) (*sdp.Session, error) {
	if offer := described(req); offer != nil {
		return c.answerTo(offer)
	}
	return c.offer(), nil
}

func (c *Call) response(req *sip.Request, status int) *sip.Response {
	res := sip.NewResponseFromRequest(req, status, reasons[status], nil)
	res.To().Params.Add("tag", c.d.ID.Local)
	contact := c.d.Contact.Clone()
	res.AppendHeader(contact)
	res.AppendHeader(sip.NewHeader("Allow", "INVITE, ACK, BYE, CANCEL, OPTIONS, UPDATE, INFO"))
	return res
}

// insist repeats the 2xx of the first INVITE until its ACK comes.
func (c *Call) insist(tx *sip.ServerTx) {
	c.mu.Lock()
	acked := c.acks[c.invite.CSeq().SeqNo]
	c.mu.Unlock()
	pause := time.NewTimer(500 * time.Millisecond)
	defer pause.Stop()
	for next := time.Second; next <= 32*time.Second; next *= 2 {
		select {
		case <-acked:
			return
		case <-c.ended:
			return
		case ack := <-tx.Acks():
			c.take(ack, tx)
		case <-pause.C:
			c.mu.Lock()
			res := c.response(c.invite, 200)
			describe(res, c.ours)
			c.mu.Unlock()
			_ = tx.Respond(res)
			pause.Reset(next)
		}
	}
}

// take handles a request inside the call.
func (c *Call) take(req *sip.Request, tx *sip.ServerTx) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if req.Method == sip.ACK {
		c.acked(req)
		return
	}
	if c.d.Take(req) != nil {
		respond(req, tx, 500)
		return
	}
	switch req.Method {
	case sip.BYE:
		respond(req, tx, 200)
		c.hungUp()
	case sip.INVITE, sip.UPDATE:
		c.changed(req, tx)
	case sip.INFO, sip.OPTIONS:
		respond(req, tx, 200)
	default:
		respond(req, tx, 501)
	}
}

// hungUp is the other side's BYE; the caller holds the lock.
func (c *Call) hungUp() {
	c.finish(0)
	c.part()
}

func (c *Call) acked(req *sip.Request) {
	seq := req.CSeq().SeqNo
	wait, ok := c.acks[seq]
	if !ok {
		return
	}
	delete(c.acks, seq)
	close(wait)
	if answer := described(req); answer != nil && c.ours != nil {
		_ = c.agree(c.ours, answer, true)
	}
}

// changed is a re-INVITE or UPDATE; the caller holds the lock.
func (c *Call) changed(req *sip.Request, tx *sip.ServerTx) {
	c.d.Refresh(req.Contact())
	res := c.response(req, 200)
	if req.Method == sip.INVITE || len(req.Body()) > 0 {
		said, err := c.replyTo(req)
		if err != nil {
			respond(req, tx, 488)
			return
		}
		describe(res, said)
	}
	if req.Method == sip.INVITE {
		c.acks[req.CSeq().SeqNo] = make(chan struct{})
	}
	if h := req.GetHeader("session-expires"); h != nil {
		res.AppendHeader(sip.NewHeader("Session-Expires", h.Value()))
	}
	_ = tx.Respond(res)
}
