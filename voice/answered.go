package voice

import (
	"context"
	"sync"

	"github.com/emiago/sipgo/sip"

	"huiyin/voice/dialog"
)

// An answered is what becomes of the 2xx responses to our INVITE: the first makes the call, repeated ones get their
// ACK again, and those of other telephones, when a proxy rang several, are ended (RFC 3261 section 13.2.2.4).
type answered struct {
	c   *calling
	req *sip.Request

	mu   sync.Mutex
	acks map[string]*sip.Request // by the other side's tag
}

func newAnswered(c *calling, req *sip.Request) *answered {
	return &answered{c: c, req: req, acks: map[string]*sip.Request{}}
}

// first takes the response that makes the call, unless nobody wants it any more.
func (a *answered) first(res *sip.Response) {
	ack, d := a.ack(res)
	a.send(ack)
	l := a.c.l
	taken := make(chan struct{})
	l.do(func() {
		close(taken)
		l.picked(a.req, res)
	})
	select {
	case <-taken:
	case <-l.life.Done():
		select {
		case <-taken:
		default:
			a.end(d)
		}
	}
}

// again takes any later one.
func (a *answered) again(res *sip.Response) {
	a.mu.Lock()
	known := a.acks[dialog.Tag(res.To())]
	a.mu.Unlock()
	if known != nil {
		a.send(known)
		return
	}
	ack, d := a.ack(res)
	a.send(ack)
	a.end(d)
}

// ack makes the dialog of a 2xx and its ACK, and keeps the ACK.
func (a *answered) ack(res *sip.Response) (*sip.Request, *dialog.Dialog) {
	d := dialog.Calling(a.req, a.c.contact)
	d.Address = a.c.address
	if d.Address == "" && sip.IsReliable(d.Transport) {
		d.Address = a.req.Destination()
	}
	d.Joined(res)
	d.After(a.c.l.d)
	ack := d.Ack(a.req.CSeq().SeqNo)
	a.mu.Lock()
	a.acks[d.ID.Remote] = ack
	a.mu.Unlock()
	return ack, d
}

func (a *answered) send(ack *sip.Request) {
	if err := a.c.e.tp.WriteMsg(ack.Clone()); err != nil {
		a.c.e.log.Debug("an ACK could not be sent")
	}
}

// end says goodbye to a call that nobody wants.
func (a *answered) end(d *dialog.Dialog) {
	e, t := a.c.e, a.c.trunk
	req := d.Request(sip.BYE)
	e.work.goes(func() {
		ctx, cancel := context.WithTimeout(context.Background(), byeWait*e.second)
		defer cancel()
		_, _ = e.ask(ctx, req, t, nil)
	})
}

// progressed is a provisional response: it rings, or the network says something.
func (l *Leg) progressed(req *sip.Request, res *sip.Response) {
	if l.state > early || res.StatusCode == 100 {
		return
	}
	if tag := dialog.Tag(res.To()); tag != "" {
		l.d.Joined(res)
		l.joined()
	}
	l.reads(res)
	if n, ok := number(res, "rseq"); ok && lists(res, "require", "100rel") {
		if n <= l.seen && l.seen != 0 { // a repeated one; its PRACK repeats itself
			return
		}
		l.seen = n
		l.prack(req, n)
	}
	if len(res.Body()) > 0 && l.talk.offered {
		l.answered(res)
		l.talk.offered = l.talk.theirs == nil // a 2xx without one then says the same
	}
	if l.state == arriving && (res.StatusCode == 180 || res.StatusCode == 183) {
		l.state = early
		l.tell(Event{Kind: Ringing})
	}
}

// prack acknowledges a reliable provisional response (RFC 3262 section 4).
func (l *Leg) prack(invite *sip.Request, rseq uint64) {
	req := l.d.Request(sip.PRACK)
	req.AppendHeader(header("RAck", text(rseq)+" "+text(uint64(invite.CSeq().SeqNo))+" INVITE"))
	l.request(req, func(*sip.Response, error) {})
}

// picked is the answer to our call. It has its ACK already.
func (l *Leg) picked(req *sip.Request, res *sip.Response) {
	if l.state >= up {
		return
	}
	l.d.Joined(res)
	if l.d.Address == "" && sip.IsReliable(l.d.Transport) {
		l.d.Address = req.Destination()
	}
	l.joined()
	l.reads(res)
	l.state = up
	if !l.agreedWith(res) {
		l.bye(Cause{Why: Unsuited})
		return
	}
	l.timer.read(l, res)
	l.begin()
}

// agreedWith takes the answer in a 2xx; a reliable provisional response may have had it before.
func (l *Leg) agreedWith(res *sip.Response) bool {
	if len(res.Body()) == 0 {
		return l.talk.theirs != nil
	}
	l.talk.offered = true // what an unreliable response said was a preview
	return l.answered(res)
}

// failed is the end of a call that nobody took.
func (l *Leg) failed(cause Cause) {
	if l.state < up {
		l.finish(cause)
	}
}
