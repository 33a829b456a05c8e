package rtp

import (
	"net"
	"net/netip"
	"testing"

	"huiyin"
)

// freeRange finds six neighbouring ports that are free at the moment.
func freeRange(t *testing.T) uint16 {
	t.Helper()
	for low := uint16(21000); low < 29000; low += 6 {
		free := true
		for port := low; port < low+6 && free; port++ {
			c, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(netip.AddrPortFrom(loopback, port)))
			if free = err == nil; free {
				c.Close()
			}
		}
		if free {
			return low
		}
	}
	t.Fatal("no ports are free")
	return 0
}

func TestPortsAreLentAndComeBack(t *testing.T) {
	low := freeRange(t)
	p := NewPorts(loopback, low, low+5)
	var open []*Stream
	for i := range 3 {
		s, err := p.Open()
		if err != nil {
			t.Fatal(err)
		}
		if want := low + uint16(2*i); s.Local().Port() != want || s.pair.rtcp.Local().Port() != want+1 {
			t.Errorf("pair %d is at %v", i, s.Local())
		}
		open = append(open, s)
	}
	if _, err := p.Open(); huiyin.KindOf(err) != huiyin.KindUnready {
		t.Errorf("a fourth pair of three: %v", err)
	}
	if err := open[1].Close(); err != nil {
		t.Fatal(err)
	}
	s, err := p.Open()
	if err != nil || s.Local().Port() != low+2 {
		t.Fatalf("the pair that came back: %v", err)
	}
	for _, s := range []*Stream{open[0], s, open[2]} {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	again, err := p.Open()
	if err != nil || again.Local().Port() != low+4 {
		t.Fatalf("the pair that waited longest is next: %v", err)
	}
	if err := again.Close(); err != nil {
		t.Error(err)
	}
}

func TestPortsOfOthersAreLeftOut(t *testing.T) {
	low := freeRange(t)
	other, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(netip.AddrPortFrom(loopback, low+1)))
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	s, err := NewPorts(loopback, low, low+5).Open()
	if err != nil {
		t.Fatal(err)
	}
	if s.Local().Port() != low+2 {
		t.Errorf("took port %d, want the next free pair", s.Local().Port())
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

func TestAnAddressThatIsNotOurs(t *testing.T) {
	for _, low := range []uint16{0, 20000} {
		if _, err := NewPorts(netip.MustParseAddr("192.0.2.1"), low, 20100).Open(); err == nil {
			t.Error("listened on an address of somebody else")
		}
	}
}

func TestSpeechArrivesOverIPv6(t *testing.T) {
	p := NewPorts(netip.IPv6Loopback(), 0, 0)
	a, err := p.Open()
	if err != nil {
		t.Fatal(err)
	}
	b, err := p.Open()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range [][2]*Stream{{a, b}, {b, a}} {
		if err := s[0].Set(Session{Remote: s[1].Local(), Codec: PCMA, Send: true, Recv: true}); err != nil {
			t.Fatal(err)
		}
	}
	heard := frames(b)
	say(t, a, 1, speech(5))
	if f := next(t, heard); f.Payload[0] != 5 {
		t.Errorf("heard %d", f.Payload[0])
	}
	for _, s := range []*Stream{a, b} {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}
