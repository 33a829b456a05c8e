package browser_test

import (
	"context"
	"log/slog"
	"math"
	"net/netip"
	"sync"
	"testing"
	"time"

	"huiyin/voice/browser"
	voice "huiyin/voice/rtp"
)

// loopback is a server on this machine.
func loopback(t testing.TB) *browser.Server {
	t.Helper()
	s, err := browser.Open(browser.Options{Listen: netip.MustParseAddrPort("127.0.0.1:0"), Log: slog.New(slog.DiscardHandler)})
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	return s
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// seat is a peer that says when its browser comes and goes.
type seat struct {
	*browser.Peer
	states chan bool
}

func open(t testing.TB, s *browser.Server) *seat {
	t.Helper()
	states := make(chan bool, 100)
	p, err := s.Peer(browser.Seat{Up: func() { states <- true }, Down: func() { states <- false }})
	must(t, err)
	t.Cleanup(func() { must(t, p.Close()) })
	return &seat{p, states}
}

func (s *seat) waitFor(t testing.TB, up bool) {
	t.Helper()
	if got := receive(t, s.states); got != up {
		t.Fatalf("up: %v, want %v", got, up)
	}
}

// receive waits for a signal, as long as a test may last.
func receive[T any](t testing.TB, from <-chan T) T {
	t.Helper()
	select {
	case v := <-from:
		return v
	case <-t.Context().Done():
	case <-time.After(30 * time.Second):
	}
	t.Fatal("nothing came")
	panic("unreachable")
}

// chrome is a browser without a screen, and what it heard.
type chrome struct {
	*browser.Client
	heard chan voice.Frame // up to a few hundred
	seq   uint16
	time  uint32
}

func newChrome(t testing.TB) *chrome {
	t.Helper()
	c := &chrome{heard: make(chan voice.Frame, 400), seq: 65530, time: math.MaxUint32 - 300}
	var err error
	c.Client, err = browser.NewClient(func(f voice.Frame) {
		f.Payload = append([]byte(nil), f.Payload...)
		select {
		case c.heard <- f:
		default:
		}
	})
	must(t, err)
	t.Cleanup(func() { _ = c.Close() }) // some tests cut it off
	return c
}

// call offers to the seat and takes its answer; called again, it looks for another way.
func (c *chrome) call(t testing.TB, s *seat) {
	t.Helper()
	offer, err := c.Offer()
	must(t, err)
	answer, err := s.Answer(offer)
	must(t, err)
	must(t, c.Accept(answer))
	must(t, c.Wait(t.Context()))
}

// say sends a frame of 20 ms.
func (c *chrome) say(payload []byte) error {
	c.seq, c.time = c.seq+1, c.time+160
	return c.Say(voice.Frame{Codec: voice.PCMA, Seq: c.seq, Time: c.time, Payload: payload})
}

// tone is frame n of a tone in A-law.
func tone(hertz float64, n int) []byte {
	var s [160]int16
	for i := range s {
		s[i] = int16(8000 * math.Sin(2*math.Pi*hertz*float64(n*160+i)/8000))
	}
	out := make([]byte, 160)
	voice.PCMA.Encode(out, s[:])
	return out
}

// strength is how much of a tone there is in A-law, from 0 to 1 (Goertzel).
func strength(hertz float64, alaw []byte) float64 {
	s := make([]int16, len(alaw))
	voice.PCMA.Decode(s, alaw)
	w := 2 * math.Cos(2*math.Pi*hertz/8000)
	var a, b, sum float64
	for _, v := range s {
		x := float64(v) / 32768
		a, b = x+w*a-b, a
		sum += x * x
	}
	if sum == 0 {
		return 0
	}
	return (a*a + b*b - w*a*b) / (sum * float64(len(s)) / 2)
}

// every calls with 0, 1, 2, … each 20 ms until it is stopped.
func every(t testing.TB, do func(n int)) (stop func()) {
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() {
		beat := time.NewTicker(20 * time.Millisecond)
		defer beat.Stop()
		for n := 0; ; n++ {
			select {
			case <-ctx.Done():
				return
			case <-beat.C:
				do(n)
			}
		}
	})
	return func() { cancel(); running.Wait() }
}
