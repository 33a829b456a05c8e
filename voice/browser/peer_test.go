package browser_test

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"huiyin"
	"huiyin/voice/browser"
	voice "huiyin/voice/rtp"
)

// conversation is both sides speaking a tone of their own, and what each heard.
type conversation struct {
	seat   *seat
	chrome *chrome
	atSeat chan []byte // from the browser
	stop   []func()
}

func converse(t testing.TB, s *seat, c *chrome) *conversation {
	t.Helper()
	talk := &conversation{seat: s, chrome: c, atSeat: make(chan []byte, 400)}
	s.Receive(func(f voice.Frame) {
		select {
		case talk.atSeat <- append([]byte(nil), f.Payload...):
		default:
		}
	})
	talk.stop = []func(){
		every(t, func(n int) { _ = c.say(tone(400, n)) }),
		every(t, func(n int) {
			_ = s.Send(1, voice.Frame{Codec: voice.PCMA, Payload: tone(1000, n), Seq: uint16(n), Time: uint32(n * 160)})
		}),
	}
	return talk
}

// bothHear waits until half a second of the other's tone was heard on both sides.
func (talk *conversation) bothHear(t testing.TB) {
	t.Helper()
	for range 25 {
		if got := strength(400, receive(t, talk.atSeat)); got < 0.9 {
			t.Fatalf("the seat hears %.2f of the browser's tone", got)
		}
		if got := strength(1000, receive(t, talk.chrome.heard).Payload); got < 0.9 {
			t.Fatalf("the browser hears %.2f of the caller's tone", got)
		}
	}
}

// forget throws away what was heard so far.
func (talk *conversation) forget() {
	for len(talk.atSeat) > 0 {
		<-talk.atSeat
	}
	for len(talk.chrome.heard) > 0 {
		<-talk.chrome.heard
	}
}

func (talk *conversation) end() {
	for _, stop := range talk.stop {
		stop()
	}
	talk.seat.Receive(nil)
}

func TestBothHearEachOther(t *testing.T) {
	s, c := open(t, loopback(t)), newChrome(t)
	if err := s.Send(1, voice.Frame{Codec: voice.PCMA, Payload: tone(1000, 0)}); !errors.Is(err, browser.ErrDown) {
		t.Errorf("speaking to nobody gives %v", err)
	}
	c.call(t, s)
	s.waitFor(t, true)
	talk := converse(t, s, c)
	talk.bothHear(t)
	talk.end()
	stats := s.Stats()
	if stats.PacketsIn < 25 || stats.PacketsOut < 25 || stats.BytesIn != 160*stats.PacketsIn || stats.Lost+stats.Late+stats.Failed != 0 {
		t.Errorf("%+v", stats)
	}
}

func TestABrowserOverAnotherNetworkKeepsItsCall(t *testing.T) {
	s, c := open(t, loopback(t)), newChrome(t)
	c.call(t, s)
	s.waitFor(t, true)
	talk := converse(t, s, c)
	defer talk.end()
	talk.bothHear(t)
	for range 3 {
		c.call(t, s)
		talk.forget()
		talk.bothHear(t)
	}
}

func TestAPageLoadedAgainTakesTheCallUp(t *testing.T) {
	s, first, second := open(t, loopback(t)), newChrome(t), newChrome(t)
	first.call(t, s)
	s.waitFor(t, true)
	talk := converse(t, s, first)
	talk.bothHear(t)
	must(t, first.Close())
	s.waitFor(t, false)
	talk.end()
	second.call(t, s)
	s.waitFor(t, true)
	talk = converse(t, s, second)
	talk.bothHear(t)
	talk.end()
}

// A browser that says goodbye is noticed at once; one whose cable is pulled, after six seconds of silence.
func TestADeadBrowserIsNoticed(t *testing.T) {
	t.Parallel()
	s, c := open(t, loopback(t)), newChrome(t)
	c.call(t, s)
	s.waitFor(t, true)
	must(t, c.Cut())
	s.waitFor(t, false)
	if q := s.Quality(); q.Up {
		t.Errorf("%+v", q)
	}
	if err := s.Send(1, voice.Frame{Codec: voice.PCMA, Payload: tone(1000, 0)}); !errors.Is(err, browser.ErrDown) {
		t.Errorf("speaking to a dead browser gives %v", err)
	}
	again := newChrome(t)
	again.call(t, s)
	s.waitFor(t, true)
}

// The caller's µ-law, another source, and a source that starts over: the browser sees one stream that never jumps back.
func TestSourcesChangeWithoutAJump(t *testing.T) {
	s, c := open(t, loopback(t)), newChrome(t)
	c.call(t, s)
	s.waitFor(t, true)
	frame := voice.Frame{Codec: voice.PCMA, Payload: tone(1000, 0)}
	other := voice.Frame{Codec: voice.PCMU, Payload: append([]byte(nil), tone(1000, 0)...)}
	voice.PCMA.Convert(voice.PCMU, other.Payload)
	mulaw := append([]byte(nil), other.Payload...)
	for _, said := range []struct {
		source uint64
		frame  voice.Frame
		seq    uint16
		time   uint32
	}{
		{1, frame, 65534, 4294967000}, {1, frame, 65535, 4294967160}, {1, frame, 0, 24}, // the numbers come round
		{2, other, 30000, 7}, {2, other, 30001, 167},
		{1, frame, 1, 184}, // music goes on where it was
		{3, frame, 9, 9},
	} {
		said.frame.Seq, said.frame.Time = said.seq, said.time
		must(t, s.Send(said.source, said.frame))
	}
	if !bytes.Equal(other.Payload, mulaw) {
		t.Error("the speaker's bytes were changed")
	}
	var last *voice.Frame
	var markers []bool
	for range 7 {
		p := receive(t, c.heard)
		markers = append(markers, p.Marker)
		if strength(1000, p.Payload) < 0.9 || p.Codec != voice.PCMA {
			t.Errorf("%v with %.2f of the tone", p.Codec, strength(1000, p.Payload))
		}
		if last != nil && (p.Seq != last.Seq+1 || int32(p.Time-last.Time) < 160) {
			t.Errorf("after %d at %d comes %d at %d", last.Seq, last.Time, p.Seq, p.Time)
		}
		last = &p
	}
	if want := []bool{true, false, false, true, false, true, true}; !slices.Equal(markers, want) {
		t.Errorf("markers %v, want %v", markers, want)
	}
}

func TestKeysAreHeardOnce(t *testing.T) {
	s, c := open(t, loopback(t)), newChrome(t)
	pressed := make(chan voice.Digit, 10)
	s.Digits(func(d voice.Digit) { pressed <- d })
	c.call(t, s)
	s.waitFor(t, true)
	packet := func(event, flags byte, long uint16) {
		c.seq++
		must(t, c.Press(voice.Frame{Seq: c.seq, Time: c.time, Payload: []byte{event, flags, byte(long >> 8), byte(long)}}))
	}
	must(t, c.say(tone(400, 0)))
	for _, key := range []byte{5, 11} { // 5 and #, with the three end packets of RFC 4733
		c.time += 800
		for i := uint16(1); i <= 4; i++ {
			packet(key, 10, i*160)
		}
		for range 3 {
			packet(key, 0x8A, 800)
		}
	}
	c.time += 800
	packet(1, 10, 160) // its end is lost
	c.time += 1600
	must(t, c.say(tone(400, 1)))
	for _, want := range []voice.Digit{{Key: '5', Duration: 100 * time.Millisecond}, {Key: '#', Duration: 100 * time.Millisecond}, {Key: '1', Duration: 20 * time.Millisecond}} {
		if got := receive(t, pressed); got != want {
			t.Errorf("heard %v, want %v", got, want)
		}
	}
}

func TestAClosedPeerStaysClosed(t *testing.T) {
	server := loopback(t)
	s, c := open(t, server), newChrome(t)
	c.call(t, s)
	s.waitFor(t, true)
	must(t, s.Close())
	offer, err := newChrome(t).Offer()
	must(t, err)
	if _, err := s.Answer(offer); !errors.Is(err, browser.ErrClosed) {
		t.Errorf("an offer to a closed peer gives %v", err)
	}
	must(t, server.Close())
	if _, err := server.Peer(browser.Seat{}); !errors.Is(err, browser.ErrClosed) {
		t.Errorf("a closed server gives %v", err)
	}
}

// Packets make no garbage: 440 seats would have it collected all the time.
func TestSendingAllocatesNothing(t *testing.T) {
	s, c := open(t, loopback(t)), newChrome(t)
	c.call(t, s)
	s.waitFor(t, true)
	must(t, c.Cut()) // what the browser allocates does not count
	f := voice.Frame{Codec: voice.PCMU, Payload: tone(1000, 0)}
	allocated := testing.AllocsPerRun(1000, func() {
		f.Seq, f.Time = f.Seq+1, f.Time+160
		if err := s.Send(1, f); err != nil {
			t.Fatal(err)
		}
	})
	if allocated >= 1 {
		t.Errorf("%v allocations a packet", allocated)
	}
}

// Strangers send what they like to the one port: calls do not hear it, and nothing comes back to where it came from.
func TestStrangersAreNotHeard(t *testing.T) {
	server := loopback(t)
	s, c := open(t, server), newChrome(t)
	c.call(t, s)
	s.waitFor(t, true)
	talk := converse(t, s, c)
	defer talk.end()
	stranger, err := net.DialUDP("udp4", nil, net.UDPAddrFromAddrPort(server.Local()))
	must(t, err)
	defer stranger.Close()
	voiceOf := append([]byte{0x80, 8, 0, 1, 0, 0, 0, 160, 1, 2, 3, 4}, tone(2000, 0)...)
	binding := []byte{0, 1, 0, 12, 0x21, 0x12, 0xA4, 0x42, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 0, 6, 0, 7, 'a', 'b', 'c', 'd', ':', 'e', 'f', 0} // a check for nobody
	for _, packet := range [][]byte{voiceOf, binding, binding[:20], {}, {0}, {22, 254, 253}, bytes.Repeat([]byte{0xFF}, 1400)} {
		for range 200 {
			_, err := stranger.Write(packet)
			must(t, err)
		}
	}
	talk.forget()
	talk.bothHear(t)
	must(t, stranger.SetReadDeadline(time.Now()))
	if n, err := stranger.Read(make([]byte, 1500)); err == nil {
		t.Errorf("the stranger was answered with %d bytes", n)
	}
}

// Behind a router browsers are told its address, with the port they all use.
func TestThePublicAddressIsTold(t *testing.T) {
	server, err := browser.Open(browser.Options{Listen: netip.MustParseAddrPort("127.0.0.1:0"), Log: slog.New(slog.DiscardHandler),
		Public: []netip.Addr{netip.MustParseAddr("192.0.2.7")}})
	must(t, err)
	defer server.Close()
	s := open(t, server)
	offer, err := newChrome(t).Offer()
	must(t, err)
	answer, err := s.Answer(offer)
	must(t, err)
	if want := fmt.Sprintf(" 192.0.2.7 %d typ host", server.Local().Port()); strings.Count(answer, want) == 0 || strings.Contains(answer, "127.0.0.1") {
		t.Errorf("the answer lacks %q, or tells more:\n%s", want, answer)
	}
	if _, err := browser.Open(browser.Options{Listen: server.Local(), Log: slog.New(slog.DiscardHandler)}); err == nil {
		t.Error("a port was taken twice")
	}
}

// What cannot be answered is blamed on the field, and the call there is goes on.
func TestOffersThatAreRefused(t *testing.T) {
	s, c := open(t, loopback(t)), newChrome(t)
	c.call(t, s)
	s.waitFor(t, true)
	good, err := newChrome(t).Offer()
	must(t, err)
	for name, offer := range map[string]string{
		"nothing":           "",
		"no SDP":            "hello",
		"too long":          good + strings.Repeat("a=x:y\r\n", 6000),
		"a picture":         good + "m=video 9 UDP/TLS/RTP/SAVPF 96\r\nc=IN IP4 0.0.0.0\r\n",
		"no A-law":          regexp.MustCompile("m=audio.*").ReplaceAllString(good, "m=audio 9 UDP/TLS/RTP/SAVPF 111\r"),
		"no fingerprint":    strings.ReplaceAll(good, "a=fingerprint", "a=finger"),
		"a bad fingerprint": regexp.MustCompile("a=fingerprint:.*").ReplaceAllString(good, "a=fingerprint:sha-256"),
		"no ufrag":          strings.ReplaceAll(good, "a=ice-ufrag", "a=ice-u"),
	} {
		var e *huiyin.Error
		if _, err := s.Answer(offer); !errors.As(err, &e) || e.Kind != huiyin.KindInvalid || e.Field != "sdp" {
			t.Errorf("%s: %v", name, err)
		}
	}
	talk := converse(t, s, c)
	talk.bothHear(t)
	talk.end()
}
