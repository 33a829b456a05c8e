package rtp

import (
	"net/netip"
	"sync"
	"time"

	pion "github.com/pion/rtp"
	"github.com/pion/srtp/v3"
)

// inbound is what a stream knows of the packets that come.
type inbound struct {
	mu       sync.Mutex
	birth    time.Time
	session  Session
	set      bool
	secret   *srtp.Context // nil: plain
	latch    latch
	sequence sequence
	skipped  uint16 // packets that were no speech: listeners must not take them for lost ones
	press    press
	pressed  []Digit // told of while the lock was held

	header pion.Header
	plain  []byte // a decrypted packet

	packets, bytes, foreign uint64
	sender                  sender
}

func (in *inbound) init(birth time.Time) {
	in.birth = birth
	in.press.tell = func(d Digit) { in.pressed = append(in.pressed, d) }
}

// agree takes a session; the lock is held.
func (in *inbound) agree(n Session) {
	in.latch.expect(n.Remote)
	in.session, in.set = n, true
}

// handle takes one packet from the wire. RTCP on the same port is told apart as in RFC 5761, section 4.
func (s *Stream) handle(b []byte, from netip.AddrPort, now time.Time) {
	s.turn.Lock()
	defer s.turn.Unlock()
	if len(b) > 1 && b[1] >= 192 && b[1] <= 223 {
		s.handleReport(b, from, now)
		return
	}
	in := &s.in
	in.mu.Lock()
	f, heard, found := in.take(b, from, now)
	digits := in.pressed
	in.pressed = in.pressed[:0]
	pressing := in.press.down
	if found {
		s.out.turn(from)
	}
	if heard {
		s.heard.Store(int64(now.Sub(s.birth)))
	}
	in.mu.Unlock()
	if len(f.Payload) > 0 {
		tell(&s.receive, f)
	}
	for _, d := range digits {
		tell(&s.digits, d)
	}
	if pressing {
		s.schedule()
	}
}

// take reads a packet: f has a payload when it is speech to pass on, heard says that it was the party's, and found
// that the party's address is new.
func (in *inbound) take(b []byte, from netip.AddrPort, now time.Time) (f Frame, heard, found bool) {
	h := &in.header
	n, err := h.Unmarshal(b)
	if err != nil || h.Version != 2 || !in.set {
		in.foreign++
		return f, false, false
	}
	payload, heard, found := in.authentic(b, n, from, now)
	if !heard {
		in.foreign++
		return f, false, false
	}
	if h.Padding && len(payload) > 0 {
		payload = payload[:max(0, len(payload)-int(payload[len(payload)-1]))]
	}
	in.packets++
	in.bytes += uint64(len(payload))
	return in.sort(payload, now), heard, found
}

// authentic says whether a packet is the party's: by its address, or by its key.
func (in *inbound) authentic(b []byte, n int, from netip.AddrPort, now time.Time) (payload []byte, ok, found bool) {
	h := &in.header
	if in.secret == nil {
		ok, found = in.latch.admit(from, h.SSRC, h.SequenceNumber, now)
		return b[n:], ok, found
	}
	plain, err := in.secret.DecryptRTP(in.plain[:0], b, h)
	if err != nil || len(plain) < n {
		return nil, false, false
	}
	in.plain = plain
	return plain[n:], true, in.latch.trust(from)
}

// sort tells speech from key presses; other kinds, such as comfort noise, are left out.
func (in *inbound) sort(payload []byte, now time.Time) (f Frame) {
	h := &in.header
	digit := in.session.DigitsType != 0 && h.PayloadType == in.session.DigitsType
	if digit && in.session.Recv {
		in.press.event(payload, h.Timestamp, now) // gateways may give them a source of their own
		in.press.expire(now)
	}
	if digit && h.SSRC != in.sequence.ssrc || !in.sequence.take(h.SSRC, h.SequenceNumber) {
		return f
	}
	codec := Codec(h.PayloadType)
	if !codec.Known() {
		in.skipped++
		return f
	}
	in.sequence.time(h.Timestamp, now.Sub(in.birth))
	if !in.session.Recv {
		return f
	}
	return Frame{Codec: codec, Payload: payload, Seq: h.SequenceNumber - in.skipped, Time: h.Timestamp, Marker: h.Marker}
}

func (in *inbound) count(n *Stats) {
	in.mu.Lock()
	defer in.mu.Unlock()
	n.PacketsIn, n.BytesIn, n.Foreign = in.packets, in.bytes, in.foreign
	n.Lost, n.Late, n.Jitter = in.sequence.totalLost(), in.sequence.late, samples(in.sequence.jitter)
}
