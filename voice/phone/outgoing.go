package phone

import (
	"context"
	"time"

	"github.com/emiago/sipgo/sip"

	"huiyin/voice/dialog"
)

// Call dials a number at the server, and returns while it is on its way.
func (p *Phone) Call(number string) (*Call, error) {
	c, err := p.newCall()
	if err != nil {
		return nil, err
	}
	c.From, c.To = p.opt.User, number
	req := p.request(sip.INVITE, p.at(number), p.at(p.opt.User))
	req.AppendHeader(sip.NewHeader("Allow", "INVITE, ACK, BYE, CANCEL, OPTIONS, UPDATE, INFO"))
	c.mu.Lock()
	describe(req, c.offer())
	c.invite = req
	c.d = dialog.Calling(req, p.contact())
	c.fix(req)
	c.mu.Unlock()
	p.goes(func() {
		if !c.place(req) {
			c.part()
		}
	})
	return c, nil
}

// fix keeps to the connection that was opened; the caller holds the lock.
func (c *Call) fix(req *sip.Request) {
	if sip.IsReliable(req.Transport()) {
		c.d.Address = req.Destination()
	}
}

// place sends the INVITE until there is an answer, and says whether it was one to talk.
func (c *Call) place(req *sip.Request) bool {
	for try := 0; ; try++ {
		tx, err := c.phone.txl.Request(c.phone.life, req)
		if err != nil {
			c.fail(503)
			return false
		}
		tx.OnRetransmission(func(res *sip.Response) { c.ack(req, res) })
		res := c.await(tx, req)
		switch {
		case res == nil:
			c.fail(408)
			return false
		case res.IsSuccess():
			c.ack(req, res)
			return c.picked(res)
		}
		next := c.phone.again(req, res)
		if next == nil || try > 0 || c.giveUp.Err() != nil {
			c.fail(res.StatusCode)
			return false
		}
		req = next
	}
}

// await is the final response; when the call is given up it cancels as soon as it may.
func (c *Call) await(tx *sip.ClientTx, req *sip.Request) *sip.Response {
	unwanted, proceeding := c.giveUp.Done(), false
	for {
		if unwanted == nil && proceeding {
			proceeding = false
			cancel := dialog.Cancel(req)
			c.phone.goes(func() {
				ctx, stop := context.WithTimeout(c.phone.life, 5*time.Second)
				defer stop()
				_, _ = dialog.Ask(ctx, c.phone.txl, cancel)
			})
		}
		select {
		case res := <-tx.Responses():
			if !res.IsProvisional() {
				return res
			}
			if unwanted != nil {
				proceeding = true
			}
			c.progressed(res)
		case <-unwanted:
			unwanted = nil
		case <-tx.Done():
			return nil
		case <-c.phone.life.Done():
			return nil
		}
	}
}

func (c *Call) progressed(res *sip.Response) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if res.StatusCode < 180 || c.state != open {
		return
	}
	c.d.Joined(res)
	if theirs := described(res); theirs != nil {
		_ = c.agree(c.ours, theirs, true) // early media; the answer will say it again
	}
	select {
	case <-c.ringing:
	default:
		close(c.ringing)
	}
}

func (c *Call) fail(status int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.finish(status)
}

// ack acknowledges a 2xx, also a repeated one.
func (c *Call) ack(req *sip.Request, res *sip.Response) {
	c.mu.Lock()
	c.d.Joined(res)
	ack := c.d.Ack(req.CSeq().SeqNo)
	c.mu.Unlock()
	_ = c.phone.tp.WriteMsg(ack)
}

func (c *Call) picked(res *sip.Response) bool {
	c.mu.Lock()
	theirs := described(res)
	if c.state == open && theirs != nil && c.agree(c.ours, theirs, true) == nil {
		c.begin()
		c.mu.Unlock()
		return true
	}
	bye := c.d.Request(sip.BYE)
	c.finish(488)
	c.mu.Unlock()
	_, _ = c.phone.ask(c.phone.life, bye)
	return false
}

// reinvite offers again, or asks for an offer, and waits for the answer.
func (c *Call) reinvite(offers bool) error {
	c.mu.Lock()
	if c.state != talking {
		c.mu.Unlock()
		return errUnset
	}
	req := c.d.Request(sip.INVITE)
	if offers {
		describe(req, c.offer())
	}
	c.mu.Unlock()
	tx, err := c.phone.txl.Request(c.phone.life, req)
	if err != nil {
		return err
	}
	res, err := dialog.Final(c.giveUp, tx)
	switch {
	case c.giveUp.Err() != nil: // the call is over
		tx.Terminate()
		return errUnset
	case err != nil:
		return err
	}
	return c.reinvited(req, res, offers)
}

func (c *Call) reinvited(req *sip.Request, res *sip.Response, offered bool) error {
	if !res.IsSuccess() {
		return &RefusedError{Status: res.StatusCode}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.d.Joined(res)
	ack := c.d.Ack(req.CSeq().SeqNo)
	theirs := described(res)
	if theirs == nil {
		return errUnset
	}
	var err error
	if offered {
		err = c.agree(c.ours, theirs, true)
	} else {
		answer, failed := c.answerTo(theirs)
		if err = failed; err == nil {
			describe(ack, answer)
		}
	}
	if sent := c.phone.tp.WriteMsg(ack); sent != nil {
		return sent
	}
	return err
}
