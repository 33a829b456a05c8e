package hearing

import (
	"bytes"
	"context"
	"errors"
	"math"
	"net/netip"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"huiyin/voice/rtp"
)

// soon is how long a test waits for what must come; it never passes when all is well.
const soon = 10 * time.Second

// An earpiece is a line whose party is the test: it says what it is told to, and keeps what it hears.
type earpiece struct {
	mu      sync.Mutex
	codec   rtp.Codec
	heard   []rtp.Frame
	sources []uint64
	receive func(rtp.Frame)
	said    int
	came    chan struct{} // filled with each frame heard
}

func newEarpiece() *earpiece {
	return &earpiece{codec: rtp.PCMA, came: make(chan struct{}, 10000)}
}

func (e *earpiece) Send(source uint64, f rtp.Frame) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	f.Payload = bytes.Clone(f.Payload)
	e.heard, e.sources = append(e.heard, f), append(e.sources, source)
	select {
	case e.came <- struct{}{}:
	default:
	}
	return nil
}

func (e *earpiece) Receive(f func(rtp.Frame)) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.receive = f
}

func (e *earpiece) Digits(func(rtp.Digit)) {}
func (e *earpiece) Codec() rtp.Codec       { return e.codec }
func (e *earpiece) Stats() rtp.Stats       { return rtp.Stats{} }
func (e *earpiece) Close() error           { return nil }

// say speaks the next 20 ms of a voice.
func (e *earpiece) say(voice func(n int) int16) {
	e.mu.Lock()
	f := spoken(e.codec, e.said, voice)
	e.said++
	receive := e.receive
	e.mu.Unlock()
	if receive != nil {
		receive(f)
	}
}

// take is what was heard since, and forgets it.
func (e *earpiece) take() []rtp.Frame {
	e.mu.Lock()
	defer e.mu.Unlock()
	heard := e.heard
	e.heard, e.sources = nil, nil
	return heard
}

// spoken is frame n of a voice.
func spoken(c rtp.Codec, n int, voice func(n int) int16) rtp.Frame {
	var s [beatSamples]int16
	for i := range s {
		s[i] = voice(n*beatSamples + i)
	}
	f := rtp.Frame{Codec: c, Payload: make([]byte, beatSamples), Seq: uint16(n), Time: uint32(n * beatSamples)}
	c.Encode(f.Payload, s[:])
	return f
}

// sine is a tone; its amplitude is in parts of full scale.
func sine(hertz, amplitude float64) func(int) int16 {
	return func(n int) int16 {
		return int16(amplitude * math.MaxInt16 * math.Sin(2*math.Pi*hertz*float64(n)/rtp.Rate))
	}
}

// linearOf is the samples of frames, one after the other.
func linearOf(frames []rtp.Frame) []int16 {
	var all []int16
	for _, f := range frames {
		s := make([]int16, len(f.Payload))
		f.Codec.Decode(s, f.Payload)
		all = append(all, s...)
	}
	return all
}

// tone is the amplitude of a frequency in parts of full scale: Goertzel's algorithm.
func tone(samples []int16, hertz float64) float64 {
	if len(samples) == 0 {
		return 0
	}
	c := 2 * math.Cos(2*math.Pi*hertz/rtp.Rate)
	var s1, s2 float64
	for _, v := range samples {
		s1, s2 = float64(v)/math.MaxInt16+c*s1-s2, s1
	}
	power := s1*s1 + s2*s2 - c*s1*s2
	return 2 * math.Sqrt(max(0, power)) / float64(len(samples))
}

// run runs a table until the test ends.
func run(t testing.TB) *Table {
	t.Helper()
	table := New()
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- table.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return table
}

// A caller is a real telephone line on loopback: what it hears comes out of phone.
type caller struct {
	*Member
	phone *rtp.Stream
	mu    sync.Mutex
	heard []rtp.Frame
	said  int
}

func newCaller(t testing.TB, table *Table) *caller {
	t.Helper()
	ports := rtp.NewPorts(netip.MustParseAddr("127.0.0.1"), 0, 0)
	open := func() *rtp.Stream {
		s, err := ports.Open()
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
	line, phone := open(), open()
	for _, s := range []struct{ here, there *rtp.Stream }{{line, phone}, {phone, line}} {
		n := rtp.Session{Remote: s.there.Local(), Codec: rtp.PCMA, DigitsType: 101, Send: true, Recv: true}
		if err := s.here.Set(n); err != nil {
			t.Fatal(err)
		}
	}
	c := &caller{Member: table.Join(line), phone: phone}
	phone.Receive(func(f rtp.Frame) {
		c.mu.Lock()
		defer c.mu.Unlock()
		f.Payload = bytes.Clone(f.Payload)
		c.heard = append(c.heard, f)
	})
	return c
}

func (c *caller) say(t testing.TB, voice func(int) int16) {
	if err := c.phone.Send(1, spoken(rtp.PCMA, c.said, voice)); err != nil {
		t.Error(err)
	}
	c.said++
}

func (c *caller) take() []rtp.Frame {
	c.mu.Lock()
	defer c.mu.Unlock()
	heard := c.heard
	c.heard = nil
	return heard
}

// waitFor asks again and again; what it asks for must come true soon.
func waitFor(t testing.TB, ok func() bool) {
	t.Helper()
	deadline := time.After(soon)
	for !ok() {
		select {
		case <-deadline:
			t.Fatal("it did not come true")
		case <-time.After(time.Millisecond):
		}
	}
}

var errDead = errors.New("the network is gone")

// inBubble runs a table in a bubble with a clock of its own.
func inBubble(t *testing.T, f func(*Table)) {
	synctest.Test(t, func(t *testing.T) { f(run(t)) })
}
