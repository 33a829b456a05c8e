package browser

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"huiyin/voice/rtp"
)

// Crowd is many clients that talk at once, to measure a server with. Best run in a process of its own: it costs as much as
// the server.
type Crowd struct {
	clients []*Client
	born    time.Time
	beats   int // spoken so far
	sent    atomic.Uint64

	mu     sync.Mutex
	heard  uint64
	delays []time.Duration
}

// Figures are what a crowd's talk came to.
type Figures struct {
	Sent, Heard   uint64        // packets
	Middle, Worst time.Duration // there and back: the median, and what one in a hundred exceeds
}

// lingering is how many beats of 20 ms the last packet may take.
const lingering = 50

// Gather connects n clients, eight at a time. Answer takes the offer of one of them to its seat.
func Gather(ctx context.Context, n int, answer func(ctx context.Context, seat int, offer string) (string, error)) (*Crowd, error) {
	c := &Crowd{clients: make([]*Client, n), born: time.Now()}
	all, ctx := errgroup.WithContext(ctx)
	all.SetLimit(8)
	for i := range n {
		all.Go(func() error { return c.join(ctx, i, answer) })
	}
	if err := all.Wait(); err != nil {
		c.Close()
		return nil, err
	}
	return c, nil
}

func (c *Crowd) join(ctx context.Context, i int, answer func(context.Context, int, string) (string, error)) error {
	one, err := NewClient(c.hear)
	if err != nil {
		return err
	}
	c.clients[i] = one
	offer, err := one.Offer()
	if err != nil {
		return fmt.Errorf("browser: offer of client %d: %w", i, err)
	}
	text, err := answer(ctx, i, offer)
	if err != nil {
		return fmt.Errorf("browser: seat %d: %w", i, err)
	}
	if err := one.Accept(text); err != nil {
		return fmt.Errorf("browser: answer to client %d: %w", i, err)
	}
	return one.Wait(ctx)
}

// Talk lets everybody speak for so long, 50 packets a second each. The seats must send back what they hear: the voice is
// not one, it holds the time at which it was sent.
func (c *Crowd) Talk(ctx context.Context, long time.Duration) Figures {
	sent, heard := c.sent.Load(), c.restart()
	beat := time.NewTicker(20 * time.Millisecond)
	defer beat.Stop()
	end := time.Now().Add(long)
	for ; time.Now().Before(end) && ctx.Err() == nil; c.beats++ {
		c.speak(c.beats)
		<-beat.C
	}
	for range lingering { // what is on its way is not lost
		<-beat.C
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	f := Figures{Sent: c.sent.Load() - sent, Heard: c.heard - heard}
	if slices.Sort(c.delays); len(c.delays) > 0 {
		f.Middle, f.Worst = c.delays[len(c.delays)/2], c.delays[len(c.delays)*99/100]
	}
	return f
}

func (c *Crowd) restart() uint64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.delays = c.delays[:0]
	return c.heard
}

// speak lets everybody say the n-th 20 ms.
func (c *Crowd) speak(n int) {
	payload := make([]byte, 160)
	for _, one := range c.clients {
		binary.BigEndian.PutUint64(payload, uint64(time.Since(c.born)))
		if one.Say(rtp.Frame{Codec: rtp.PCMA, Payload: payload, Seq: uint16(n), Time: uint32(n) * 160}) == nil {
			c.sent.Add(1)
		}
	}
}

func (c *Crowd) hear(f rtp.Frame) {
	if len(f.Payload) < 8 {
		return
	}
	delay := time.Since(c.born) - time.Duration(binary.BigEndian.Uint64(f.Payload))
	c.mu.Lock()
	defer c.mu.Unlock()
	c.heard++
	c.delays = append(c.delays, delay)
}

// Close sends everybody home.
func (c *Crowd) Close() {
	var all sync.WaitGroup
	for _, one := range c.clients {
		if one != nil {
			all.Go(func() { _ = one.Close() })
		}
	}
	all.Wait()
}
