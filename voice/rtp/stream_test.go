package rtp

import (
	"bytes"
	"errors"
	"net"
	"net/netip"
	"testing"
	"time"
)

var loopback = netip.MustParseAddr("127.0.0.1")

// patience is how long a test waits for a packet that must come; it never passes when all is well.
const patience = 10 * time.Second

func openStream(t testing.TB) *Stream {
	t.Helper()
	s, err := NewPorts(loopback, 0, 0).Open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// connect makes two streams each other's party.
func connect(t testing.TB, change func(a, b *Session)) (a, b *Stream) {
	t.Helper()
	a, b = openStream(t), openStream(t)
	to := Session{Remote: b.Local(), Codec: PCMA, DigitsType: 101, Send: true, Recv: true}
	back := to
	back.Remote = a.Local()
	if change != nil {
		change(&to, &back)
	}
	if err := a.Set(to); err != nil {
		t.Fatal(err)
	}
	if err := b.Set(back); err != nil {
		t.Fatal(err)
	}
	return a, b
}

// frames collects what a stream receives.
func frames(s *Stream) <-chan Frame {
	c := make(chan Frame, 1000)
	s.Receive(func(f Frame) {
		f.Payload = bytes.Clone(f.Payload)
		c <- f
	})
	return c
}

func next[T any](t testing.TB, c <-chan T) T {
	t.Helper()
	select {
	case v := <-c:
		return v
	case <-time.After(patience):
		t.Fatal("nothing came")
	}
	panic("unreachable")
}

// speech is frame n of somebody who speaks without a pause.
func speech(n int) Frame {
	return Frame{Codec: PCMA, Payload: bytes.Repeat([]byte{byte(n)}, 160), Seq: uint16(n), Time: uint32(160 * n)}
}

func say(t testing.TB, s *Stream, source uint64, f Frame) {
	t.Helper()
	if err := s.Send(source, f); err != nil {
		t.Fatal(err)
	}
}

func TestSpeechArrives(t *testing.T) {
	for _, profile := range append([]Profile{""}, Profiles...) {
		t.Run("srtp "+string(profile), func(t *testing.T) {
			a, b := connect(t, func(a, b *Session) {
				if profile != "" {
					one, other := NewCrypto(1, profile), NewCrypto(1, profile)
					a.Keys = &Keys{Profile: profile, Out: one.Key, In: other.Key}
					b.Keys = &Keys{Profile: profile, Out: other.Key, In: one.Key}
				}
			})
			heard := frames(b)
			var first Frame
			for n := range 50 {
				say(t, a, 1, speech(n))
				f := next(t, heard)
				if n == 0 {
					first = f
				}
				if f.Seq-first.Seq != uint16(n) || f.Time-first.Time != uint32(160*n) || f.Marker != (n == 0) {
					t.Fatalf("frame %d came with number %d, time %d, marker %v", n, f.Seq-first.Seq, f.Time-first.Time, f.Marker)
				}
				if f.Codec != PCMA || !bytes.Equal(f.Payload, speech(n).Payload) {
					t.Fatalf("frame %d is not what was said: %v %v", n, f.Codec, f.Payload)
				}
			}
			in, out := b.Stats(), a.Stats()
			if in.PacketsIn != 50 || in.BytesIn != 8000 || in.Lost+in.Late+in.Foreign != 0 || out.PacketsOut != 50 || out.BytesOut != 8000 {
				t.Errorf("counted %+v and %+v", in, out)
			}
		})
	}
}

func TestSpeechIsConverted(t *testing.T) {
	a, b := connect(t, func(a, _ *Session) { a.Codec = PCMU })
	heard := frames(b)
	f := speech(3)
	say(t, a, 1, f)
	want := bytes.Clone(f.Payload)
	PCMA.Convert(PCMU, want)
	if got := next(t, heard); got.Codec != PCMU || !bytes.Equal(got.Payload, want) {
		t.Errorf("heard %v %v, want %v", got.Codec, got.Payload[:3], want[:3])
	}
	if !bytes.Equal(f.Payload, speech(3).Payload) {
		t.Error("the speaker's own bytes were changed")
	}
	if a.Codec() != PCMU || b.Codec() != PCMA {
		t.Errorf("codecs are %v and %v", a.Codec(), b.Codec())
	}
}

func TestHoldStopsSpeech(t *testing.T) {
	a, b := connect(t, func(a, b *Session) { b.Recv = false })
	heard := frames(b)
	say(t, a, 1, speech(0))
	waitFor(t, func() bool { return b.Stats().PacketsIn == 1 })
	back := b.in.session
	back.Recv = true
	if err := b.Set(back); err != nil {
		t.Fatal(err)
	}
	say(t, a, 1, speech(1))
	if f := next(t, heard); f.Payload[0] != 1 {
		t.Errorf("heard frame %d, want 1: what was said on hold must not be heard", f.Payload[0])
	}
	to := a.in.session
	to.Remote, to.Send = netip.AddrPortFrom(netip.IPv4Unspecified(), to.Remote.Port()), false
	if err := a.Set(to); err != nil {
		t.Fatal(err)
	}
	say(t, a, 1, speech(2))
	to.Remote, to.Send = b.Local(), true
	if err := a.Set(to); err != nil {
		t.Fatal(err)
	}
	say(t, a, 1, speech(3))
	if f := next(t, heard); f.Payload[0] != 3 {
		t.Errorf("heard frame %d, want 3", f.Payload[0])
	}
}

// Hold by the address 0.0.0.0, as in RFC 2543: nobody else may become the party meanwhile.
func TestHoldByAddressKeepsTheParty(t *testing.T) {
	a, b := connect(t, nil)
	heard := frames(a)
	say(t, b, 1, speech(0))
	next(t, heard)
	n := a.in.session
	n.Remote, n.Send = netip.AddrPortFrom(netip.IPv4Unspecified(), n.Remote.Port()), false
	if err := a.Set(n); err != nil {
		t.Fatal(err)
	}
	c := stranger(t)
	for n := range 10 {
		shout(t, c, a.Local(), header(uint16(n)), []byte{99})
	}
	waitFor(t, func() bool { return a.Stats().Foreign == 10 })
	say(t, b, 1, speech(1))
	if f := next(t, heard); f.Payload[0] != 1 {
		t.Errorf("heard %d", f.Payload[0])
	}
}

// A re-INVITE may change one key, and must not begin anew with keys that stay.
func TestKeysChangeInMidCall(t *testing.T) {
	key, other := NewCrypto(1, AESCM80).Key, NewCrypto(1, AESCM80).Key
	a, b := connect(t, func(a, b *Session) {
		a.Keys = &Keys{Profile: AESCM80, Out: key, In: other}
		b.Keys = &Keys{Profile: AESCM80, Out: other, In: key}
	})
	heard := frames(b)
	a.out.timeline.Seq = 65530 // the count of rounds must go on too
	n := 0
	talk := func() {
		t.Helper()
		for range 20 {
			say(t, a, 1, speech(n))
			if f := next(t, heard); f.Payload[0] != byte(n) {
				t.Fatalf("heard %d, want %d", f.Payload[0], n)
			}
			n++
		}
	}
	set := func(a, b *Stream, out []byte) {
		t.Helper()
		there, here := a.in.session, b.in.session
		there.Keys = &Keys{Profile: AESCM80, Out: out, In: other}
		here.Keys = &Keys{Profile: AESCM80, Out: other, In: out}
		if err := errors.Join(a.Set(there), b.Set(here)); err != nil {
			t.Fatal(err)
		}
	}
	talk()
	same := a.in.session
	same.Keys = &Keys{Profile: AESCM80, Out: bytes.Clone(key), In: bytes.Clone(other)}
	if err := a.Set(same); err != nil { // the other side knows nothing of it
		t.Fatal(err)
	}
	talk()
	set(a, b, NewCrypto(1, AESCM80).Key)
	talk()
}

// waitFor asks again and again; what it asks for must come true soon.
func waitFor(t testing.TB, ok func() bool) {
	t.Helper()
	deadline := time.After(patience)
	for !ok() {
		select {
		case <-deadline:
			t.Fatal("it did not come true")
		case <-time.After(time.Millisecond):
		}
	}
}

func TestImpossibleSessionsAreRefused(t *testing.T) {
	s := openStream(t)
	good := Session{Remote: netip.MustParseAddrPort("127.0.0.1:4000"), Codec: PCMA, Send: true}
	for name, spoil := range map[string]func(*Session){
		"codec":   func(n *Session) { n.Codec = 9 },
		"digits":  func(n *Session) { n.DigitsType = 8 },
		"address": func(n *Session) { n.Remote = netip.AddrPort{} },
		"port":    func(n *Session) { n.Remote = netip.MustParseAddrPort("127.0.0.1:0") },
		"key":     func(n *Session) { n.Keys = &Keys{Profile: AESCM80, Out: make([]byte, 30), In: make([]byte, 3)} },
		"profile": func(n *Session) { n.Keys = &Keys{Profile: "NULL", Out: make([]byte, 30), In: make([]byte, 30)} },
	} {
		bad := good
		spoil(&bad)
		if s.Set(bad) == nil {
			t.Errorf("a session with a bad %s was taken", name)
		}
	}
	if err := s.Set(good); err != nil {
		t.Error(err)
	}
}

func TestIdleCountsFromTheLastPacket(t *testing.T) {
	a, b := connect(t, nil)
	before := b.Idle()
	heard := frames(b)
	waitFor(t, func() bool { return b.Idle() > before+2*time.Millisecond })
	long := b.Idle()
	say(t, a, 1, speech(0))
	next(t, heard)
	waitFor(t, func() bool { return b.Idle() < long || b.Stats().PacketsIn == 1 })
	if b.heard.Load() == 0 {
		t.Error("the packet was not noted")
	}
}

func TestClosedStreamsRefuse(t *testing.T) {
	s := openStream(t)
	n := Session{Remote: netip.MustParseAddrPort("127.0.0.1:4000"), Codec: PCMA, DigitsType: 101, Send: true}
	if err := s.Set(n); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if s.Send(1, speech(0)) == nil || s.SendDigit(Digit{Key: '1'}) == nil || s.Set(n) == nil {
		t.Error("a closed stream took something")
	}
}

// stranger is somebody else's socket.
func stranger(t testing.TB) *net.UDPConn {
	t.Helper()
	c, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(netip.AddrPortFrom(loopback, 0)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}
