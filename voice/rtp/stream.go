package rtp

import (
	"fmt"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"huiyin"
)

// Session is what two parties agreed on in SDP.
type Session struct {
	Remote     netip.AddrPort // where the party wants to receive
	Codec      Codec          // of what we send; both laws are understood
	DigitsType uint8          // payload type of telephone-event; 0: none
	Send, Recv bool           // as seen from here: sendrecv, sendonly, recvonly, inactive
	Keys       *Keys          // SRTP; nil: plain
}

func (n *Session) check() error {
	switch {
	case !n.Codec.Known():
		return huiyin.Invalid("codec", "A line speaks A-law or µ-law.")
	case n.DigitsType != 0 && (n.DigitsType < 96 || n.DigitsType > 127):
		return huiyin.Invalid("digits_type", "The payload type of key presses lies between 96 and 127.")
	case n.Send && (!n.Remote.IsValid() || n.Remote.Port() == 0 || n.Remote.Addr().IsUnspecified()):
		return huiyin.Invalid("remote", "An address to send to is needed.")
	}
	return nil
}

// Stream is a telephone behind a pair of UDP ports. Many may use it at once.
type Stream struct {
	ports *Ports
	pair  pair
	clock *time.Timer // for what is due

	receive atomic.Pointer[func(Frame)]
	digits  atomic.Pointer[func(Digit)]
	heard   atomic.Int64 // when the party's last packet came, as time since birth
	birth   time.Time

	in  inbound  // what the party sends
	out outbound // what the party is sent; where both are locked, in comes first

	turn   sync.Mutex // held while a packet is handled or chores are done: one after the other
	closed atomic.Bool
}

func newStream(ports *Ports, l pair) (*Stream, error) {
	s := &Stream{ports: ports, pair: l, birth: time.Now()}
	s.in.init(s.birth)
	s.out.init(l)
	s.clock = time.AfterFunc(time.Until(s.out.nextReport), s.chores)
	if err := l.rtp.Receive(s.handle); err != nil {
		s.clock.Stop()
		return nil, err
	}
	return s, nil
}

// Set takes what SDP agreed on. It may be called again in mid-call; an address or keys that stay the same go on
// as they were. It refuses a session that cannot be.
func (s *Stream) Set(n Session) error {
	n.Remote = netip.AddrPortFrom(n.Remote.Addr().Unmap(), n.Remote.Port())
	if err := n.check(); err != nil {
		return err
	}
	s.in.mu.Lock()
	defer s.in.mu.Unlock()
	s.out.mu.Lock()
	defer s.out.mu.Unlock()
	if n.Remote.Addr().IsUnspecified() { // hold as in RFC 2543: the party is still where it was
		n.Remote = s.in.session.Remote
	}
	if s.closed.Load() {
		return fmt.Errorf("set an RTP session: %w", net.ErrClosed)
	}
	if !n.Keys.same(s.in.session.Keys) {
		in, out, err := n.Keys.contexts()
		if err != nil {
			return err
		}
		s.in.secret, s.out.secret = in, out
	}
	if !s.in.set {
		s.heard.Store(int64(time.Since(s.birth)))
	}
	s.in.agree(n)
	s.out.agree(n)
	return nil
}

// Local is where the party shall send.
func (s *Stream) Local() netip.AddrPort { return s.pair.rtp.Local() }

// Idle is the time since the party's last packet, or since the first Set.
func (s *Stream) Idle() time.Duration {
	return time.Since(s.birth) - time.Duration(s.heard.Load())
}

// Receive implements Line.
func (s *Stream) Receive(f func(Frame)) { put(&s.receive, f) }

// Digits implements Line.
func (s *Stream) Digits(f func(Digit)) { put(&s.digits, f) }

func put[T any](p *atomic.Pointer[func(T)], f func(T)) {
	if f == nil {
		p.Store(nil)
		return
	}
	p.Store(&f)
}

func tell[T any](p *atomic.Pointer[func(T)], v T) {
	if f := p.Load(); f != nil {
		(*f)(v)
	}
}

// Codec implements Line: what Set was told, PCMA before.
func (s *Stream) Codec() Codec { return Codec(s.out.codec.Load()) }

// Stats implements Line.
func (s *Stream) Stats() Stats {
	var n Stats
	s.in.count(&n)
	s.out.count(&n)
	return n
}

// Close says goodbye and gives the ports back; nobody is called after it has returned. It may be called twice, but
// not from what Receive or Digits call.
func (s *Stream) Close() error {
	s.turn.Lock()
	before := s.closed.Swap(true)
	s.turn.Unlock()
	if before {
		return nil
	}
	s.clock.Stop()
	s.report(time.Now(), true)
	s.out.close()
	if err := s.ports.release(s.pair); err != nil {
		return fmt.Errorf("close an RTP stream: %w", err)
	}
	return nil
}
