package rtp

import (
	"fmt"
	"math/rand/v2"
	"net"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	pion "github.com/pion/rtp"
	"github.com/pion/srtp/v3"
)

// outbound is what a stream knows of the packets that go.
type outbound struct {
	mu       sync.Mutex
	pair     pair
	session  Session
	codec    atomic.Uint32
	to       netip.AddrPort // where RTP goes: what SDP says, or where the party was found
	toReport netip.AddrPort
	secret   *srtp.Context // nil: plain
	timeline Timeline
	header   pion.Header
	packet   []byte
	sealed   []byte
	dial     dial

	name                   string // CNAME
	packets, bytes, failed uint64
	far                    far
	nextReport             time.Time
	closed                 bool
}

const (
	largestPayload = 1200 // keeps a packet below what any path carries; 160 bytes are usual
	headerSize     = 12   // without contributing sources and extensions, of which we send none
)

func (o *outbound) init(l pair) {
	o.pair = l
	o.codec.Store(uint32(PCMA))
	o.header = pion.Header{Version: 2, SSRC: rand.Uint32()}
	// A first number in the lower half lets an SRTP receiver that joins late count rounds right (RFC 3711, 3.3.1).
	o.timeline.Seq, o.timeline.Time = uint16(rand.Uint32N(1<<15)), rand.Uint32()
	o.name = fmt.Sprintf("%016x", rand.Uint64())
	o.nextReport = time.Now().Add(interval())
}

// agree takes a session; the lock is held.
func (o *outbound) agree(n Session) {
	if n.Remote != o.session.Remote {
		o.to = n.Remote
		o.toReport = netip.AddrPortFrom(n.Remote.Addr(), n.Remote.Port()+1)
	}
	o.session = n
	o.codec.Store(uint32(n.Codec))
}

// turn sends to where the party was found.
func (o *outbound) turn(party netip.AddrPort) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.to != party {
		o.to = party
		o.toReport = netip.AddrPortFrom(party.Addr(), party.Port()+1)
	}
}

// Send implements Line. While the party is on hold, or a key is pressed, nothing is sent.
func (s *Stream) Send(source uint64, f Frame) error {
	o := &s.out
	o.mu.Lock()
	defer o.mu.Unlock()
	switch {
	case o.closed:
		return net.ErrClosed
	case !o.session.Send || o.dial.busy() || len(f.Payload) == 0 || len(f.Payload) > largestPayload:
		return nil
	}
	f, ok := o.timeline.Place(source, f, time.Now())
	if !ok {
		return nil
	}
	o.header.PayloadType, o.header.Marker = uint8(o.session.Codec), f.Marker
	payload := o.begin(f.Seq, f.Time, len(f.Payload))
	copy(payload, f.Payload)
	f.Codec.Convert(o.session.Codec, payload)
	return o.send()
}

// begin numbers the packet and returns the room for its payload.
func (o *outbound) begin(seq uint16, stamp uint32, payload int) []byte {
	o.header.SequenceNumber, o.header.Timestamp = seq, stamp
	o.packet = slices.Grow(o.packet[:0], headerSize+payload)[:headerSize+payload]
	return o.packet[headerSize:]
}

// send seals the packet and puts it on the wire.
func (o *outbound) send() error {
	b := o.packet
	if _, err := o.header.MarshalTo(b); err != nil {
		return fmt.Errorf("write an RTP header: %w", err) // cannot be: the room is there
	}
	if o.secret != nil {
		sealed, err := o.secret.EncryptRTP(o.sealed[:0], b, &o.header)
		if err != nil {
			o.failed++
			return fmt.Errorf("encrypt RTP: %w", err)
		}
		o.sealed, b = sealed, sealed
	}
	if err := o.pair.rtp.Send(b, o.to); err != nil {
		o.failed++
		return fmt.Errorf("send RTP: %w", err)
	}
	o.packets++
	o.bytes += uint64(len(o.packet) - headerSize)
	return nil
}

func (o *outbound) close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.closed = true
}

func (o *outbound) count(n *Stats) {
	o.mu.Lock()
	defer o.mu.Unlock()
	n.PacketsOut, n.BytesOut, n.Failed = o.packets, o.bytes, o.failed
	n.RoundTrip, n.FarLost, n.FarJitter = o.far.roundTrip, o.far.lost, o.far.jitter
}
