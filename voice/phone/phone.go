// Package phone is a small telephone: it registers, calls, answers, speaks, listens and presses keys, and does badly
// to order. Tests and the demo's townsfolk use it, hundreds of them in one process. It refuses to know the engine it
// talks to, and anything that a telephone on a desk would not know.
package phone

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/emiago/sipgo/sip"

	"huiyin/voice/dialog"
	"huiyin/voice/rtp"
)

// Options make one telephone differ from another.
type Options struct {
	Server    string // host:port of whoever carries its calls
	Transport string // udp, tcp or tls; "": udp
	TLS       *tls.Config

	User, Password string     // its account; the user is also its number
	Display        string     // a name to show
	Listen         netip.Addr // invalid: 127.0.0.1
	Codecs         []rtp.Codec
	SRTP           bool        // offer RTP/SAVP
	Incoming       func(*Call) // what it does when it is called, in a goroutine of its own; nil: it answers
}

// Phone is a telephone that is plugged in. Close unplugs it.
type Phone struct {
	opt       Options
	transport string
	tp        *sip.TransportLayer
	txl       *sip.TransactionLayer
	udp       net.PacketConn
	local     netip.AddrPort
	ports     *rtp.Ports
	life      context.Context
	die       context.CancelFunc
	work      sync.WaitGroup

	mu     sync.Mutex
	calls  map[*Call]struct{}
	going  map[*Call]struct{} // that have ended, and the other side does not know yet
	closed bool               // no new calls
	gone   bool               // nor anything else
}

// New plugs a telephone in, on a port that the system picks. It is not registered yet.
func New(opt Options) (*Phone, error) {
	dialog.SetUp()
	if !opt.Listen.IsValid() {
		opt.Listen = netip.MustParseAddr("127.0.0.1")
	}
	if opt.Transport == "" {
		opt.Transport = "udp"
	}
	p := &Phone{opt: opt, transport: strings.ToUpper(opt.Transport), calls: map[*Call]struct{}{}, going: map[*Call]struct{}{}, ports: rtp.NewPorts(opt.Listen, 0, 0)}
	p.life, p.die = context.WithCancel(context.Background())
	quiet := slog.New(slog.DiscardHandler)
	p.tp = sip.NewTransportLayer(net.DefaultResolver, sip.NewParser(), opt.TLS, sip.WithTransportLayerLogger(quiet))
	p.txl = sip.NewTransactionLayer(p.tp, sip.WithTransactionLayerLogger(quiet),
		sip.WithTransactionLayerUnhandledResponseHandler(func(*sip.Response) {}))
	p.txl.OnRequest(p.handle)
	if err := p.plug(); err != nil {
		p.die()
		return nil, err
	}
	return p, nil
}

func (p *Phone) plug() error {
	if p.transport != "UDP" { // it is called over the connection that it opens
		p.local = netip.AddrPortFrom(p.opt.Listen, 0)
		return nil
	}
	conn, err := net.ListenPacket("udp", netip.AddrPortFrom(p.opt.Listen, 0).String())
	if err != nil {
		return fmt.Errorf("phone: listen: %w", err)
	}
	p.udp = conn
	dialog.Lend(p.tp, conn)
	p.local = conn.LocalAddr().(*net.UDPAddr).AddrPort()
	p.goes(func() { _ = p.tp.ServeUDP(conn) })
	return nil
}

// Addr is where the telephone listens.
func (p *Phone) Addr() netip.AddrPort { return p.local }

// User is its number.
func (p *Phone) User() string { return p.opt.User }

// Close hangs up what is going on, says so for a second at most, and unplugs.
func (p *Phone) Close() error {
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		return nil
	}
	p.closed = true
	p.mu.Unlock()
	limit := time.NewTimer(time.Second)
	defer limit.Stop()
	for _, c := range p.open() {
		c.Hangup()
	}
	for _, c := range p.leaving() {
		select {
		case <-c.farewell:
		case <-limit.C:
			limit.Reset(0)
		}
	}
	p.die()
	p.txl.Close()
	err := p.tp.Close()
	if p.udp != nil {
		err = errors.Join(err, p.udp.Close())
	}
	p.mu.Lock()
	p.gone = true
	p.mu.Unlock()
	p.work.Wait()
	if errors.Is(err, net.ErrClosed) {
		return nil
	}
	return err
}

// goes runs f in a goroutine that Close waits for; not at all once everything is over.
func (p *Phone) goes(f func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.gone {
		p.work.Go(f)
	}
}

// contact is where the telephone wants to be reached.
func (p *Phone) contact() sip.ContactHeader {
	u := sip.Uri{Scheme: "sip", User: p.opt.User, Host: p.local.Addr().String(), Port: int(p.local.Port())}
	if p.transport != "UDP" {
		u.UriParams.Add("transport", p.opt.Transport)
	}
	return sip.ContactHeader{Address: u}
}

// request begins a request outside any call.
func (p *Phone) request(method sip.RequestMethod, to, from sip.Uri) *sip.Request {
	host, port, _ := sip.ParseAddr(p.opt.Server)
	target := sip.Uri{Scheme: "sip", User: to.User, Host: host, Port: port}
	req := sip.NewRequest(method, target)
	req.SetTransport(p.transport)
	req.SetDestination(p.opt.Server)
	contact := p.contact()
	req.AppendHeader(dialog.Via(p.transport, contact.Address))
	if p.udp != nil {
		req.Laddr = sip.Addr{IP: p.local.Addr().AsSlice(), Port: int(p.local.Port())}
	}
	hops, call := sip.MaxForwardsHeader(70), sip.CallIDHeader(dialog.NewTag())
	f := sip.FromHeader{DisplayName: p.opt.Display, Address: from}
	f.Params.Add("tag", dialog.NewTag())
	req.AppendHeader(&hops)
	req.AppendHeader(&f)
	req.AppendHeader(&sip.ToHeader{Address: to})
	req.AppendHeader(&call)
	req.AppendHeader(&sip.CSeqHeader{SeqNo: 1, MethodName: method})
	req.AppendHeader(&contact)
	req.SetBody(nil)
	return req
}

// at names somebody at the server.
func (p *Phone) at(user string) sip.Uri {
	host, _, _ := sip.ParseAddr(p.opt.Server)
	return sip.Uri{Scheme: "sip", User: user, Host: host}
}

// Register tells the server where the telephone is, for at most so many seconds; 0: no longer. The error says the
// status when the server refuses.
func (p *Phone) Register(ctx context.Context, seconds int) error {
	_, err := p.register(ctx, seconds)
	return err
}

const (
	stayFor   = 3600            // seconds that are asked for
	stayAgain = 5 * time.Second // until the next attempt after one that failed
)

// Stay registers, and again whenever half of the time is over that the server has granted, until Close.
func (p *Phone) Stay(ctx context.Context) error {
	granted, err := p.register(ctx, stayFor)
	if err != nil {
		return err
	}
	p.goes(func() {
		again := time.NewTimer(granted / 2)
		defer again.Stop()
		for {
			select {
			case <-p.life.Done():
				return
			case <-again.C:
			}
			next := stayAgain
			if granted, err := p.register(p.life, stayFor); err == nil {
				next = granted / 2
			}
			again.Reset(next)
		}
	})
	return nil
}

// register also says for how long the server knows the telephone now.
func (p *Phone) register(ctx context.Context, seconds int) (granted time.Duration, err error) {
	self := p.at(p.opt.User)
	req := p.request(sip.REGISTER, self, self)
	req.Recipient.User = ""
	req.AppendHeader(sip.NewHeader("Expires", strconv.Itoa(seconds)))
	res, err := p.ask(ctx, req)
	if err != nil {
		return 0, fmt.Errorf("phone: register: %w", err)
	}
	if res.StatusCode != 200 {
		return 0, &RefusedError{Status: res.StatusCode}
	}
	ours := req.Contact().Address
	for _, h := range res.GetHeaders("Contact") {
		if c, ok := h.(*sip.ContactHeader); ok && c.Address.HostPort() == ours.HostPort() {
			if n, err := strconv.Atoi(c.Params.GetOr("expires", "")); err == nil {
				seconds = min(seconds, n)
			}
		}
	}
	return time.Duration(seconds) * time.Second, nil
}

// RefusedError is a refusal by the other side.
type RefusedError struct{ Status int }

func (e *RefusedError) Error() string { return "phone: refused with " + strconv.Itoa(e.Status) }

// ask sends a request that is no INVITE, answers one challenge, and gives the final response.
func (p *Phone) ask(ctx context.Context, req *sip.Request) (*sip.Response, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	defer context.AfterFunc(p.life, stop)() // a telephone that is unplugged waits for nothing
	for try := 0; ; try++ {
		res, err := dialog.Ask(ctx, p.txl, req)
		if err != nil {
			return nil, err
		}
		next := p.again(req, res)
		if next == nil || try > 0 {
			return res, nil
		}
		req = next
	}
}

// again is the request with credentials, when the response asks for some.
func (p *Phone) again(req *sip.Request, res *sip.Response) *sip.Request {
	if p.opt.Password == "" {
		return nil
	}
	return dialog.Again(req, res, p.opt.User, p.opt.Password)
}
