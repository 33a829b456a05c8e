package voice

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/emiago/sipgo/sip"

	"huiyin"
	"huiyin/voice/dialog"
)

const (
	probeEvery    = 30 // seconds between OPTIONS
	probeWait     = 5  // for an answer
	probesMissed  = 2  // in a row until a trunk is down
	registerFor   = 300
	registerRetry = 30
)

// A trunk is a line to the telephone network and how it does.
type trunk struct {
	Trunk
	e         *Engine
	host      string
	port      int
	transport string

	found atomic.Pointer[[]netip.Addr] // the addresses of host, as they were last looked up
	calls atomic.Int32
	up    atomic.Bool
}

func newTrunk(e *Engine, t Trunk) (*trunk, error) {
	tr := &trunk{Trunk: t, e: e, transport: "UDP"}
	if t.Name == "" {
		return nil, huiyin.Invalid("trunk", "A trunk needs a name.")
	}
	if t.Address == "" {
		if t.Register {
			return nil, huiyin.Invalid("trunk", "The trunk %s cannot be registered without an address.", t.Name)
		}
		return tr, nil
	}
	var u sip.Uri
	if err := sip.ParseUri("sip:"+t.Address, &u); err != nil || u.Host == "" || u.User != "" {
		return nil, huiyin.Invalid("trunk", "The address of the trunk %s is not host:port, with ;transport=tcp or ;transport=tls where needed.", t.Name)
	}
	tr.host, tr.port = strings.Trim(u.Host, "[]"), u.Port
	if name, ok := u.UriParams.Get("transport"); ok {
		tr.transport = strings.ToUpper(name)
	}
	if tr.transport != "UDP" && tr.transport != "TCP" && tr.transport != "TLS" {
		return nil, huiyin.Invalid("trunk", "The trunk %s names a transport that is not udp, tcp or tls.", t.Name)
	}
	if tr.port == 0 {
		tr.port = sip.DefaultPort(tr.transport)
	}
	if a, err := netip.ParseAddr(tr.host); err == nil {
		tr.found.Store(&[]netip.Addr{a.Unmap()})
	}
	return tr, nil
}

// trunkAt is the trunk whose calls come from that address without a digest, or nil.
func (e *Engine) trunkAt(a netip.Addr) *trunk {
	for _, t := range e.trunks {
		for _, p := range t.Allow {
			if p.Contains(a) {
				return t
			}
		}
		if list := t.found.Load(); list != nil {
			for _, own := range *list {
				if own == a {
					return t
				}
			}
		}
	}
	return nil
}

func (e *Engine) trunkNamed(name string) *trunk {
	for _, t := range e.trunks {
		if t.Name == name {
			return t
		}
	}
	return nil
}

// digestTrunks says whether some trunk calls from anywhere, with a digest.
func (e *Engine) digestTrunks() bool {
	for _, t := range e.trunks {
		if t.byDigest() {
			return true
		}
	}
	return false
}

func (t *trunk) byDigest() bool { return t.User != "" && t.Address == "" && len(t.Allow) == 0 }

// enter takes one of the trunk's lines; leave gives it back.
func (t *trunk) enter() bool {
	if n := t.calls.Add(1); t.MaxCalls > 0 && int(n) > t.MaxCalls {
		t.calls.Add(-1)
		return false
	}
	return true
}

func (t *trunk) leave() { t.calls.Add(-1) }

// uri names somebody at the trunk; user may be "".
func (t *trunk) uri(user string) sip.Uri {
	u := sip.Uri{Scheme: "sip", User: user, Host: t.host, Port: t.port}
	if t.transport != "UDP" {
		u.UriParams.Add("transport", strings.ToLower(t.transport))
	}
	return u
}

func (t *trunk) destination() string { return net.JoinHostPort(t.host, strconv.Itoa(t.port)) }

// watch asks the trunk from time to time whether it is there (OPTIONS, RFC 3261 section 11), and keeps us registered.
func (t *trunk) watch(ctx context.Context) {
	if t.host == "" {
		return
	}
	probe, register := time.NewTimer(0), time.NewTimer(0)
	defer probe.Stop()
	defer register.Stop()
	if !t.Register {
		register.Stop()
	}
	missed := 0
	for {
		select {
		case <-ctx.Done():
			return
		case <-probe.C:
			missed = t.judge(t.probe(ctx), missed)
			probe.Reset(t.pause(missed))
		case <-register.C:
			register.Reset(time.Duration(t.register(ctx)) * t.e.second)
		}
	}
}

// pause asks sooner while it is not sure.
func (t *trunk) pause(missed int) time.Duration {
	if missed > 0 && missed < probesMissed {
		return probeWait * t.e.second
	}
	return probeEvery * t.e.second
}

func (t *trunk) judge(answers bool, missed int) int {
	if answers {
		if !t.up.Swap(true) {
			t.e.news.put(Event{At: time.Now(), Kind: TrunkUp, Trunk: t.Name})
		}
		return 0
	}
	missed++
	if missed >= probesMissed && t.up.Swap(false) {
		t.e.news.put(Event{At: time.Now(), Kind: TrunkDown, Trunk: t.Name})
	}
	return missed
}

// probe says whether the trunk answers: any answer but "out of service" will do.
func (t *trunk) probe(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, probeWait*t.e.second)
	defer cancel()
	t.lookUp(ctx)
	res, err := t.ask(ctx, sip.OPTIONS, nil)
	return err == nil && res.StatusCode != 408 && res.StatusCode != 503
}

// lookUp finds the trunk's addresses again: they may change, and calls come from them.
func (t *trunk) lookUp(ctx context.Context) {
	if _, err := netip.ParseAddr(t.host); err == nil {
		return
	}
	list, err := net.DefaultResolver.LookupNetIP(ctx, "ip", t.host)
	if err != nil {
		t.e.log.Warn("the trunk's name was not found", "trunk", t.Name, "error", err)
		return
	}
	for i := range list {
		list[i] = list[i].Unmap()
	}
	t.found.Store(&list)
}

// register tells the trunk where we are, and returns in how many seconds to do it again.
func (t *trunk) register(ctx context.Context) int {
	ctx, cancel := context.WithTimeout(ctx, 2*probeWait*t.e.second)
	defer cancel()
	expires := sip.ExpiresHeader(registerFor)
	res, err := t.ask(ctx, sip.REGISTER, &expires)
	if err != nil || res.StatusCode != 200 {
		t.e.log.Warn("the trunk did not register us", "trunk", t.Name, "status", statusOf(res), "error", err)
		return registerRetry
	}
	granted := grantedTo(res, t.e.addr[t.transport])
	return max(granted*4/5, 5)
}

// grantedTo is for how many seconds a registrar has noted us: as our contact says, or the whole answer.
func grantedTo(res *sip.Response, us netip.AddrPort) int {
	for _, h := range res.GetHeaders("contact") {
		c, ok := h.(*sip.ContactHeader)
		if !ok || c.Address.Port != int(us.Port()) {
			continue
		}
		if n, err := strconv.ParseUint(c.Params.GetOr("expires", ""), 10, 24); err == nil {
			return int(n)
		}
	}
	if n, ok := number(res, "expires"); ok && n < 1<<24 {
		return int(n)
	}
	return registerFor
}

func statusOf(res *sip.Response) int {
	if res == nil {
		return 0
	}
	return res.StatusCode
}

// ask sends one request outside any call, about ourselves.
func (t *trunk) ask(ctx context.Context, method sip.RequestMethod, expires *sip.ExpiresHeader) (*sip.Response, error) {
	contact, err := t.e.contact(t.transport, t.User, t.destination())
	if err != nil {
		return nil, err
	}
	self := sip.Uri{Scheme: "sip", User: t.User, Host: contact.Address.Host}
	if method == sip.REGISTER {
		self.Host = t.host
	}
	from := sip.FromHeader{Address: self}
	from.Params.Add("tag", dialog.NewTag())
	req := t.e.request(method, t.uri(""), t.transport, contact)
	call := sip.CallIDHeader(dialog.NewTag())
	req.AppendHeader(&from)
	req.AppendHeader(&sip.ToHeader{Address: self})
	req.AppendHeader(&call)
	req.AppendHeader(&sip.CSeqHeader{SeqNo: 1, MethodName: method})
	req.AppendHeader(&contact)
	if expires != nil {
		req.AppendHeader(expires)
	}
	req.SetDestination(t.destination())
	req.SetBody(nil)
	res, err := t.e.ask(ctx, req, t, nil)
	if err != nil {
		return nil, fmt.Errorf("voice: %s to trunk: %w", method, err)
	}
	return res, nil
}
