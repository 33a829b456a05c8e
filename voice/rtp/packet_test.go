package rtp

import (
	"net/netip"
	"testing"
	"time"

	pion "github.com/pion/rtp"
)

// raw is a packet of speech as it comes from the wire.
func raw(t testing.TB, seq uint16) []byte {
	t.Helper()
	h := header(seq)
	h.Version = 2
	b, err := (&pion.Packet{Header: h, Payload: make([]byte, 160)}).Marshal()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestHardlyAnythingIsAllocatedForAPacket(t *testing.T) {
	for profile, most := range map[Profile]float64{"": 1, AES128GCM: 1, AESCM80: 3} { // the sender's address, and the cipher of the last
		a, b := connect(t, func(a, b *Session) {
			if profile != "" {
				one, other := NewCrypto(1, profile), NewCrypto(1, profile)
				a.Keys = &Keys{Profile: profile, Out: one.Key, In: other.Key}
				b.Keys = &Keys{Profile: profile, Out: other.Key, In: one.Key}
			}
		})
		came := make(chan struct{}, 1)
		b.Receive(func(Frame) { came <- struct{}{} })
		n := 0
		f := speech(0)
		send := func() {
			n++
			f.Seq, f.Time = uint16(n), uint32(160*n)
			if err := a.Send(1, f); err != nil {
				t.Error(err)
			}
			<-came // so that receiving is counted as well
		}
		send()
		if got := testing.AllocsPerRun(200, send); got > most {
			t.Errorf("%q: %v allocations a packet", profile, got)
		}
	}
}

// Whatever comes, from whomever, must neither stop the stream nor be passed on in pieces that are too large.
func FuzzPacket(f *testing.F) {
	f.Add(raw(f, 1), false)
	f.Add([]byte{0x80, 201, 0, 1, 0, 0, 0, 9}, true)
	f.Add([]byte{0xB0, 101, 0, 1, 0, 0, 0, 9, 0, 0, 0, 0, 0xBE, 0xDE, 0, 1, 0x10, 1, 2, 3, 5, 0x80, 1, 2}, true)
	f.Add([]byte{0xA0, 8, 0, 1, 0, 0, 0, 9, 0, 0, 0, 0, 255}, false)
	s, err := NewPorts(loopback, 0, 0).Open()
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { s.Close() })
	party := netip.MustParseAddrPort("127.0.0.1:9")
	if err := s.Set(Session{Remote: party, Codec: PCMA, DigitsType: 101, Recv: true}); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, b []byte, report bool) {
		s.Receive(func(f Frame) {
			if len(f.Payload) == 0 || len(f.Payload) > len(b)-12 || !f.Codec.Known() {
				t.Errorf("%d bytes became a frame of %d in %v", len(b), len(f.Payload), f.Codec)
			}
		})
		if report {
			s.handleReport(b, party, time.Now())
		} else {
			s.handle(b, party, time.Now())
		}
	})
}

func TestPaddingAndExtensionsAreLeftOut(t *testing.T) {
	a, _ := connect(t, nil)
	heard := frames(a)
	party := a.in.session.Remote
	for name, b := range map[string][]byte{
		"padding":   {0xA0, 8, 0, 1, 0, 0, 0, 9, 0, 0, 0, 9, 7, 7, 0, 0, 3},
		"extension": {0x90, 8, 0, 2, 0, 0, 0, 9, 0, 0, 0, 9, 0xBE, 0xDE, 0, 1, 0x10, 1, 2, 3, 7, 7},
		"source":    {0x81, 8, 0, 3, 0, 0, 0, 9, 0, 0, 0, 9, 1, 2, 3, 4, 7, 7},
	} {
		a.in.sequence = sequence{}
		a.handle(b, party, time.Now())
		if f := next(t, heard); string(f.Payload) != "\x07\x07" {
			t.Errorf("%s: heard % x", name, f.Payload)
		}
	}
	for name, b := range map[string][]byte{
		"version 1": {0x40, 8, 0, 4, 0, 0, 0, 9, 0, 0, 0, 9, 7}, "too short": {0x80, 8, 0, 4}, "nothing": {},
		"all padding": {0xA0, 8, 0, 4, 0, 0, 0, 9, 0, 0, 0, 9, 200}, "comfort noise": {0x80, 13, 0, 4, 0, 0, 0, 9, 0, 0, 0, 9, 7},
	} {
		a.in.sequence = sequence{}
		a.handle(b, party, time.Now())
		if len(heard) != 0 {
			t.Errorf("%s was heard", name)
		}
	}
}

// A packet of one telephone to another, as the table passes it on.
func BenchmarkRelay(b *testing.B) {
	in, out := openStream(b), openStream(b)
	far := stranger(b)
	party := netip.MustParseAddrPort("127.0.0.1:9")
	if err := in.Set(Session{Remote: party, Codec: PCMA, Recv: true}); err != nil {
		b.Fatal(err)
	}
	if err := out.Set(Session{Remote: netip.MustParseAddrPort(far.LocalAddr().String()), Codec: PCMA, Send: true}); err != nil {
		b.Fatal(err)
	}
	in.Receive(func(f Frame) { _ = out.Send(1, f) })
	packet := raw(b, 0)
	b.ReportAllocs()
	n := uint16(0)
	for b.Loop() {
		n++
		packet[2], packet[3] = byte(n>>8), byte(n)
		in.handle(packet, party, time.Now())
	}
	if got := out.Stats(); got.PacketsOut == 0 || got.Failed > 0 {
		b.Errorf("sent %d, failed %d", got.PacketsOut, got.Failed)
	}
}

func BenchmarkEncode(b *testing.B) {
	var s [160]int16
	var law [160]byte
	b.ReportAllocs()
	for b.Loop() {
		PCMA.Encode(law[:], s[:])
	}
}
