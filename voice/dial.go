package voice

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/emiago/sipgo/sip"

	"huiyin"
	"huiyin/voice/dialog"
)

// Dial makes a call and returns at once; events tell the rest, the first perhaps before Dial returns. When ctx ends before the answer, the call is given up.
// Errors: Invalid for an order that makes no sense, NotFound for a phone that is not registered, Unready when there
// is no line or no port left.
func (e *Engine) Dial(ctx context.Context, o Order) (*Leg, error) {
	if e.draining.Load() {
		return nil, huiyin.Unready("draining", nil, "The telephone engine is about to stop and makes no more calls.")
	}
	if err := o.check(); err != nil {
		return nil, err
	}
	way, err := e.way(o)
	if err != nil {
		return nil, err
	}
	if way.trunk != nil && !way.trunk.enter() {
		return nil, huiyin.Unready("trunk_full", nil, "All lines of the trunk %s are in use.", o.Trunk)
	}
	l, err := e.depart(o, way)
	if err != nil {
		if way.trunk != nil {
			way.trunk.leave()
		}
		return nil, huiyin.Unready("no_port", err, "There is no free port for the voice of another call.")
	}
	stop := context.AfterFunc(ctx, func() {
		l.do(func() {
			if l.state < up {
				l.end(Cause{Why: Closed})
			}
		})
	})
	l.start(func() { stop() })
	return l, nil
}

func (o Order) check() error {
	switch {
	case o.Trunk == "" && o.Phone == "" || o.Trunk != "" && o.Phone != "":
		return huiyin.Invalid("trunk", "A call goes either over a trunk or to a desk phone; please name one of them.")
	case o.Trunk != "" && (o.To == "" || !plain(o.To)):
		return huiyin.Invalid("to", "A number to call consists of digits, letters, and + * # - . _ only.")
	case o.From != "" && !plain(o.From):
		return huiyin.Invalid("from", "A calling number consists of digits, letters, and + * # - . _ only.")
	case strings.ContainsAny(o.Display, "\r\n\"\\"):
		return huiyin.Invalid("display", "A name to show has no quotation marks, backslashes or line breaks.")
	}
	return nil
}

func plain(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		return !(r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || strings.ContainsRune("+*#-._", r))
	}) < 0
}

// A way is how a call leaves us.
type way struct {
	trunk     *trunk
	phone     string
	target    sip.Uri // request URI
	to        sip.Uri
	transport string
	address   string // where it is sent
	fixed     bool   // and all that follows: through a NAT, or over one connection
}

func (e *Engine) way(o Order) (way, error) {
	if o.Phone != "" {
		b, ok := e.desk.find(o.Phone)
		if !ok {
			return way{}, huiyin.NotFound("phone", "The desk phone %s is not registered.", o.Phone)
		}
		to := sip.Uri{Scheme: "sip", User: o.Phone, Host: e.opt.Realm}
		return way{phone: o.Phone, target: b.contact, to: to, transport: b.transport, address: b.source.String(), fixed: true}, nil
	}
	t := e.trunkNamed(o.Trunk)
	if t == nil || t.host == "" {
		return way{}, huiyin.NotFound("trunk", "There is no trunk %s that can be called over.", o.Trunk)
	}
	to := sip.Uri{Scheme: "sip", User: escaped(o.To), Host: t.host}
	return way{trunk: t, target: t.uri(escaped(o.To)), to: to, transport: t.transport, address: t.destination()}, nil
}

// escaped writes a # as a URI wants it.
func escaped(user string) string { return strings.ReplaceAll(user, "#", "%23") }

// depart makes the leg and its INVITE.
func (e *Engine) depart(o Order, w way) (*Leg, error) {
	contact, err := e.contact(w.transport, escaped(o.From), w.address)
	if err != nil {
		return nil, err
	}
	l, err := e.newLeg(w.trunk, w.phone, hostOf(contact))
	if err != nil {
		return nil, err
	}
	l.from, l.to = o.From, o.To
	if l.to == "" {
		l.to = o.Phone
	}
	l.invite = e.firstInvite(o, w, contact)
	l.d = dialog.Calling(l.invite, contact)
	if w.fixed {
		l.d.Address = w.address
	}
	l.timer.wishes(l.invite)
	describe(l.invite, l.talk.offer())
	if o.Timeout == 0 {
		o.Timeout = time.Minute
	}
	l.after(waitNoAnswer, o.Timeout)
	ctx, cancel := context.WithCancel(context.Background())
	l.calling = &calling{l: l, e: e, trunk: w.trunk, ctx: ctx, cancel: cancel, address: l.d.Address, contact: contact}
	e.enter(l)
	e.work.goes(func() { l.calling.run(l.invite) })
	return l, nil
}

func (e *Engine) firstInvite(o Order, w way, contact sip.ContactHeader) *sip.Request {
	req := e.request(sip.INVITE, w.target, w.transport, contact)
	self := sip.Uri{Scheme: "sip", User: escaped(o.From), Host: contact.Address.Host}
	if o.From == "" && w.trunk != nil {
		self.User = w.trunk.User
	}
	if self.User == "" {
		self.User = "anonymous"
	}
	from := sip.FromHeader{DisplayName: o.Display, Address: self}
	from.Params.Add("tag", dialog.NewTag())
	call := sip.CallIDHeader(dialog.NewTag())
	req.AppendHeader(&from)
	req.AppendHeader(&sip.ToHeader{Address: w.to})
	req.AppendHeader(&call)
	req.AppendHeader(&sip.CSeqHeader{SeqNo: 1, MethodName: sip.INVITE})
	req.AppendHeader(&contact)
	req.SetDestination(w.address)
	return req
}

// A calling is our INVITE on its way. It lives a little longer than its leg, when that hangs up before the answer: a
// CANCEL may cross a 2xx, which must then be acknowledged and ended.
type calling struct {
	l       *Leg
	e       *Engine
	trunk   *trunk
	ctx     context.Context // ends when nobody wants the call any more
	cancel  context.CancelFunc
	address string
	contact sip.ContactHeader
}

// afterCancel is how many seconds a CANCEL may take to bring the final response.
const afterCancel = 32

// run sends the INVITE until there is a final response that is none of those to be answered by asking again.
func (c *calling) run(req *sip.Request) {
	defer c.cancel()
	asked, longer := false, false
	for {
		tx, err := c.e.txl.Request(c.ctx, req)
		if err != nil {
			c.failed(err)
			return
		}
		answered := newAnswered(c, req)
		tx.OnRetransmission(answered.again)
		res, err := c.await(tx, req)
		if err != nil {
			c.failed(err)
			return
		}
		next := answerChallenge(req, res, c.trunk, nil)
		switch {
		case next != nil && !asked && c.ctx.Err() == nil:
			asked, req = true, next
			continue
		case res.StatusCode == 422 && !longer && c.ctx.Err() == nil:
			if next = withLonger(req, res); next != nil {
				longer, req = true, next
				continue
			}
		case res.IsSuccess():
			answered.first(res)
			return
		}
		c.l.do(func() { c.l.failed(causeOf(res.StatusCode)) })
		return
	}
}

func (c *calling) failed(err error) {
	if c.ctx.Err() == nil { // the library's errors name the number that was called
		c.e.log.Info("a call did not get through", "leg", int64(c.l.ID), "timeout", errors.Is(err, sip.ErrTransactionTimeout))
	}
	c.l.do(func() { c.l.failed(Cause{Why: Unreachable}) })
}

// await passes provisional responses on and gives the final one. When the call is not wanted any more it cancels, as
// soon as the other side has said anything at all (RFC 3261 section 9.1).
func (c *calling) await(tx *sip.ClientTx, req *sip.Request) (*sip.Response, error) {
	unwanted, proceeding, cancelled := c.ctx.Done(), false, false
	limit := time.NewTimer(time.Hour)
	defer limit.Stop()
	for {
		if unwanted == nil && proceeding && !cancelled {
			cancelled = true
			c.sendCancel(req)
			limit.Reset(afterCancel * c.e.second)
		}
		select {
		case res := <-tx.Responses():
			if !res.IsProvisional() {
				return res, nil
			}
			proceeding = true
			c.l.do(func() { c.l.progressed(req, res) })
		case <-unwanted:
			unwanted = nil
		case <-tx.Done():
			return nil, dialog.Ended(tx)
		case <-limit.C:
			if cancelled {
				tx.Terminate()
				return nil, sip.ErrTransactionTimeout
			}
			limit.Reset(time.Hour)
		}
	}
}

func (c *calling) sendCancel(invite *sip.Request) {
	req := dialog.Cancel(invite)
	c.e.work.goes(func() {
		ctx, cancel := context.WithTimeout(context.Background(), afterCancel*c.e.second)
		defer cancel()
		_, _ = dialog.Ask(ctx, c.e.txl, req) // what matters is the answer to the INVITE
	})
}

// withLonger is the request again with the interval that a 422 wants (RFC 4028 section 7.3); nil: it does not say.
func withLonger(req *sip.Request, res *sip.Response) *sip.Request {
	n, ok := number(res, "min-se")
	if !ok || n < shortestSession || n > 1<<24 {
		return nil
	}
	text := strconv.FormatUint(n, 10)
	next := req.Clone()
	next.Via().Params.Add("branch", dialog.NewBranch())
	next.CSeq().SeqNo++
	for name, value := range map[string]string{"Session-Expires": text, "Min-SE": text} {
		next.RemoveHeader(name)
		next.AppendHeader(header(name, value))
	}
	return next
}
