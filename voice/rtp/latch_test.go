package rtp

import (
	"bytes"
	"net"
	"net/netip"
	"testing"
	"time"

	pion "github.com/pion/rtp"

	"huiyin/voice/udp"
)

var (
	named  = netip.MustParseAddrPort("192.0.2.1:4000")
	behind = netip.MustParseAddrPort("198.51.100.7:61000")
	thief  = netip.MustParseAddrPort("203.0.113.9:5555")
)

func TestLatch(t *testing.T) {
	type packet struct {
		from netip.AddrPort
		ssrc uint32
		seq  uint16
		ms   int
		ok   bool
	}
	row := func(from netip.AddrPort, ssrc uint32, seq uint16, n, after int) (p []packet) {
		for i := range n {
			p = append(p, packet{from, ssrc, seq + uint16(i), 20 * i, i >= after})
		}
		return p
	}
	join := func(parts ...[]packet) (all []packet) {
		for _, p := range parts {
			all = append(all, p...)
		}
		return all
	}
	for name, packets := range map[string][]packet{
		"the address in SDP is heard at once":    row(named, 1, 100, 3, 0),
		"others are heard after five in a row":   row(behind, 1, 65533, 8, 4),
		"a third party is not heard after SDP's": join(row(named, 1, 1, 1, 0), row(thief, 1, 2, 20, 99)),
		"nor after one that was found":           join(row(behind, 1, 1, 6, 4), row(thief, 2, 2, 20, 99)),
		"SDP's address takes its place back":     join(row(thief, 1, 1, 6, 4), row(named, 2, 9, 3, 0), row(thief, 1, 7, 9, 99)),
		"numbers that jump do not count": {
			{thief, 1, 10, 0, false}, {thief, 1, 5000, 20, false}, {thief, 1, 100, 40, false}, {thief, 1, 9, 60, false},
			{thief, 1, 9, 80, false}, {thief, 1, 30000, 100, false}, {thief, 1, 2, 120, false}},
		"sources that change do not count": {
			{thief, 1, 1, 0, false}, {thief, 2, 2, 20, false}, {thief, 3, 3, 40, false}, {thief, 4, 4, 60, false},
			{thief, 5, 5, 80, false}, {thief, 6, 6, 100, false}},
		"a lost packet is forgiven": {
			{behind, 1, 1, 0, false}, {behind, 1, 2, 20, false}, {behind, 1, 4, 60, false}, {behind, 1, 5, 80, false},
			{behind, 1, 6, 100, true}},
	} {
		var l latch
		l.expect(named)
		start := time.Unix(0, 0)
		for i, p := range packets {
			if ok, _ := l.admit(p.from, p.ssrc, p.seq, start.Add(time.Duration(p.ms)*time.Millisecond)); ok != p.ok {
				t.Errorf("%s: packet %d from %v: admitted %v, want %v", name, i, p.from, ok, p.ok)
			}
		}
	}
}

// Somebody who sprays from many ports must not keep the party from being found.
func TestASprayDoesNotHideTheParty(t *testing.T) {
	var l latch
	l.expect(named)
	now := time.Unix(0, 0)
	found := false
	for i := range 100 {
		now = now.Add(20 * time.Millisecond)
		ok, _ := l.admit(behind, 7, uint16(i), now)
		found = found || ok
		for j := range 20 {
			if ok, _ := l.admit(netip.AddrPortFrom(thief.Addr(), uint16(1000+20*i+j)), 1, uint16(i), now); ok {
				t.Fatal("a spray was taken for the party")
			}
		}
	}
	if !found {
		t.Error("the party was not found")
	}
}

func TestANewAddressOpensTheLatch(t *testing.T) {
	var l latch
	l.expect(named)
	l.admit(named, 1, 1, time.Unix(0, 0))
	l.expect(named)
	if ok, _ := l.admit(behind, 1, 1, time.Unix(0, 0)); ok || !l.party.IsValid() {
		t.Error("the same address opened the latch")
	}
	l.expect(behind)
	if ok, found := l.admit(behind, 1, 2, time.Unix(0, 0)); !ok || !found {
		t.Error("the new address was not heard")
	}
}

// shout sends packets as somebody who is not a Stream.
func shout(t *testing.T, c *net.UDPConn, to netip.AddrPort, h pion.Header, payload []byte) {
	t.Helper()
	h.Version = 2
	b, err := (&pion.Packet{Header: h, Payload: payload}).Marshal()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.WriteToUDPAddrPort(b, to); err != nil {
		t.Fatal(err)
	}
}

func TestStrangersAreIgnoredAndCounted(t *testing.T) {
	a, b := connect(t, nil)
	heard := frames(b)
	say(t, a, 1, speech(0))
	next(t, heard)
	c := stranger(t)
	for n := range 20 {
		shout(t, c, b.Local(), pion.Header{PayloadType: 8, SequenceNumber: uint16(n), SSRC: 9}, bytes.Repeat([]byte{99}, 160))
	}
	c.WriteToUDPAddrPort([]byte("INVITE sip:12345@hotline"), b.Local())
	waitFor(t, func() bool { return b.Stats().Foreign == 21 })
	say(t, a, 1, speech(1))
	if f := next(t, heard); f.Payload[0] != 1 {
		t.Errorf("heard %d, want what the party said", f.Payload[0])
	}
	say(t, b, 1, speech(2)) // and the answer still goes to the party
	waitFor(t, func() bool { return a.Stats().PacketsIn == 1 })
}

func TestAPartyBehindTranslationIsFoundAndAnswered(t *testing.T) {
	s, c := openStream(t), stranger(t)
	heard := frames(s)
	if err := s.Set(Session{Remote: netip.MustParseAddrPort("127.0.0.1:9"), Codec: PCMA, Send: true, Recv: true}); err != nil {
		t.Fatal(err)
	}
	for n := range 6 {
		shout(t, c, s.Local(), pion.Header{PayloadType: 8, SequenceNumber: uint16(n), SSRC: 9}, []byte{byte(n)})
	}
	if f := next(t, heard); f.Payload[0] != 4 {
		t.Errorf("heard packet %d first, want the fifth", f.Payload[0])
	}
	say(t, s, 1, speech(7))
	b := make([]byte, udp.Largest)
	if err := c.SetReadDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	n, from, err := c.ReadFromUDPAddrPort(b)
	if err != nil || from != s.Local() || n != 12+160 {
		t.Errorf("the answer: %d bytes from %v, %v", n, from, err)
	}
}

func TestForgedSecretsAreIgnored(t *testing.T) {
	key, other := NewCrypto(1, AESCM80).Key, NewCrypto(1, AESCM80).Key
	a, b := connect(t, func(a, b *Session) {
		a.Keys = &Keys{Profile: AESCM80, Out: key, In: other}
		b.Keys = &Keys{Profile: AESCM80, Out: other, In: key}
	})
	heard := frames(b)
	c := stranger(t)
	for n := range 10 {
		shout(t, c, b.Local(), pion.Header{PayloadType: 8, SequenceNumber: uint16(n), SSRC: 9}, bytes.Repeat([]byte{99}, 170))
	}
	waitFor(t, func() bool { return b.Stats().Foreign == 10 })
	say(t, a, 1, speech(1))
	if f := next(t, heard); f.Payload[0] != 1 {
		t.Errorf("heard %d", f.Payload[0])
	}
}
