package voice

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"github.com/emiago/sipgo/sip"

	"huiyin/voice/dialog"
)

// Refusals count what the engine would not talk to, since it was opened.
type Refusals struct {
	Refused   uint64 // requests of strangers that got an answer
	Silenced  uint64 // and those that came too often to get one
	Malformed uint64 // messages that cannot be read
	Wrong     uint64 // wrong digests
	Locked    uint64 // requests with digests while locked out
}

// A guard stands before the parser and the transactions: what comes from strangers is refused there, by address ever
// more slowly and then not at all, and leaves nothing behind.
type guard struct {
	e        *Engine
	parser   *sip.Parser
	strange  *tally
	key      []byte
	refusals struct{ refused, silenced, malformed, wrong, locked atomic.Uint64 }

	mu    sync.RWMutex
	known map[netip.AddrPort]int // desk phones that are registered, and the other sides of calls
	hosts map[netip.Addr]int     // the same without ports
}

const (
	strangersBurst = 8                // answers to a stranger at once
	strangersEvery = 10 * time.Second // and then one in
)

func newGuard(e *Engine) *guard {
	return &guard{e: e, parser: sip.NewParser(), strange: newTally(strangersBurst, strangersEvery), key: e.door.key[:],
		known: map[netip.AddrPort]int{}, hosts: map[netip.Addr]int{}}
}

// Refusals counts what was refused.
func (e *Engine) Refusals() Refusals {
	c := &e.guard.refusals
	return Refusals{c.refused.Load(), c.silenced.Load(), c.malformed.Load(), c.wrong.Load(), c.locked.Load()}
}

// knows lets an address in, or out again; it counts.
func (g *guard) knows(a netip.AddrPort, by int) {
	if !a.IsValid() {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.known[a] += by; g.known[a] <= 0 {
		delete(g.known, a)
	}
	if g.hosts[a.Addr()] += by; g.hosts[a.Addr()] <= 0 {
		delete(g.hosts, a.Addr())
	}
}

func (g *guard) isKnown(a netip.AddrPort) bool {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return g.known[a] > 0
}

func (g *guard) isNeighbour(a netip.Addr) bool {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return g.hosts[a] > 0
}

var errFlood = errors.New("voice: a stranger sends too much")

// filter sees every datagram, and every piece of a stream, before it is read. It implements sip.TransportReadFilter:
// nothing is passed on by returning nothing; an error closes a connection.
func (g *guard) filter(p sip.TransportReadProps, data []byte) ([]byte, error) {
	from := addrPort(p.RemoteAddr)
	friend := g.isKnown(from) || g.e.trunkAt(from.Addr()) != nil
	if sip.IsReliable(p.Transport) {
		if !friend && !g.isNeighbour(from.Addr()) && !g.strange.take(from.Addr(), time.Now()) {
			g.refusals.silenced.Add(1)
			return nil, errFlood
		}
		return data, nil
	}
	if len(data) <= 4 { // a keep-alive (RFC 5626 section 3.5.1), or nothing
		return nil, nil
	}
	if g.pass(from, friend, data) {
		return data, nil
	}
	return nil, nil
}

// pass reads a datagram and says whether it may go on.
func (g *guard) pass(from netip.AddrPort, friend bool, data []byte) bool {
	msg, err := g.parser.ParseSIP(data)
	if err != nil {
		g.refusals.malformed.Add(1)
		if friend {
			g.complain(from, msg)
		}
		return false
	}
	req, ok := msg.(*sip.Request)
	if friend {
		return true
	}
	if !ok { // a response is good if it is one to a request of ours: a proxy may stand elsewhere
		via := msg.Via()
		return via != nil && dialog.OwnBranch(via.Params.GetOr("branch", ""))
	}
	req.SetTransport("UDP")
	req.SetSource(from.String())
	verdict := g.judge(req)
	if verdict.status > 1 {
		g.write(from, g.stateless(req, verdict))
	}
	return verdict.status == 0
}

// silence is the verdict that gets no answer.
var silence = reply{status: 1}

// judge decides on a stranger's request: the zero reply lets it pass. It needs no memory but the tally.
func (g *guard) judge(req *sip.Request) reply {
	from, now := sourceOf(req).Addr(), time.Now()
	if !wellFormed(req) || req.Method == sip.ACK || req.Method == sip.CANCEL {
		return silence
	}
	if g.e.legOf(req) != nil { // a call goes on from another address
		return reply{}
	}
	neighbour := g.isNeighbour(from)
	if !neighbour && !g.strange.take(from, now) {
		g.refusals.silenced.Add(1)
		return silence
	}
	if c := g.e.door.credentials(req, from, now); c != nil && (req.Method == sip.REGISTER || req.Method == sip.INVITE) {
		return reply{} // it has answered a challenge: somebody is really there
	}
	g.refusals.refused.Add(1)
	challenge := req.Method == sip.REGISTER && g.e.opt.Phone != nil ||
		req.Method == sip.INVITE && sipToTag(req) == "" && (neighbour || g.e.digestTrunks())
	if challenge {
		return no(401, g.e.door.challenges(from, now, false)...)
	}
	return no(403)
}

func sipToTag(req *sip.Request) string { return req.To().Params.GetOr("tag", "") }

// complain answers 400 to somebody we know, as far as the message could be read (RFC 4475 section 3.1.2).
func (g *guard) complain(from netip.AddrPort, msg sip.Message) {
	req, ok := msg.(*sip.Request)
	if !ok || req == nil || !wellFormed(req) || req.Method == sip.ACK {
		return
	}
	req.SetTransport("UDP")
	req.SetSource(from.String())
	g.write(from, g.stateless(req, no(400)))
}

// stateless makes a response whose tag is the same each time (RFC 3261 section 8.2.7).
func (g *guard) stateless(req *sip.Request, r reply) *sip.Response {
	h := hmac.New(sha256.New, g.key)
	h.Write([]byte(req.CallID().Value() + "\x00" + branch(req)))
	if sipToTag(req) == "" {
		req.To().Params.Add("tag", hex.EncodeToString(h.Sum(nil)[:8]))
	}
	return respond(req, r)
}

// write sends a response by hand; when it is lost the stranger will ask again.
func (g *guard) write(to netip.AddrPort, res *sip.Response) {
	if conn := g.e.udp; conn != nil {
		_, _ = conn.WriteToUDPAddrPort([]byte(res.String()), to)
	}
}

func addrPort(a net.Addr) netip.AddrPort {
	switch a := a.(type) {
	case *net.UDPAddr:
		return unmapped(a.AddrPort())
	case *net.TCPAddr:
		return unmapped(a.AddrPort())
	}
	return netip.AddrPort{}
}

func unmapped(a netip.AddrPort) netip.AddrPort {
	return netip.AddrPortFrom(a.Addr().Unmap(), a.Port())
}

// sourceOf is where a request came from.
func sourceOf(m sip.Message) netip.AddrPort {
	a, err := netip.ParseAddrPort(m.Source())
	if err != nil {
		return netip.AddrPort{}
	}
	return unmapped(a)
}
