package demo

import (
	"context"
	"sync"
	"time"

	"huiyin/voice/phone"
	"huiyin/voice/rtp"
)

// An ear tells speech from silence on a line, which is all that the townsfolk understand of what they are told.
type ear struct {
	mu    sync.Mutex
	since time.Time // it listens, or somebody last spoke
	spoke int       // pieces of 20 ms with speech in them
}

const (
	speech = 300 // mean of the samples' sizes from which on it is speech: 0.9 % of full scale
	syllab = 12  // pieces of speech from which on somebody has spoken: noises are shorter
)

// listen begins to hear what comes over a line.
func listen(c *phone.Call) *ear {
	e := &ear{since: time.Now()}
	c.Ear.Tape(e)
	return e
}

// Write hears a piece of A-law.
func (e *ear) Write(piece []byte) (int, error) {
	var samples [480]int16
	n, sum := rtp.PCMA.Decode(samples[:], piece), 0
	for _, s := range samples[:n] {
		sum += max(int(s), -int(s))
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if sum > speech*n {
		e.since = time.Now()
		e.spoke++
	}
	return len(piece), nil
}

// again forgets what was said so far.
func (e *ear) again() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.since, e.spoke = time.Now(), 0
}

// heard tells whether somebody has spoken, and for how long it has been quiet.
func (e *ear) heard() (spoken bool, quiet time.Duration) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.spoke >= syllab, time.Since(e.since)
}

// blink is how often somebody on the telephone thinks about what to do.
const blink = 200 * time.Millisecond

// until waits for something on a line, at most so long, and tells whether it came; not after the line is dead.
func until(ctx context.Context, c *phone.Call, most time.Duration, is func() bool) bool {
	tick, limit := time.NewTicker(blink), time.NewTimer(most)
	defer tick.Stop()
	defer limit.Stop()
	for !is() {
		select {
		case <-ctx.Done():
			return false
		case <-c.Ended():
			return false
		case <-limit.C:
			return false
		case <-tick.C:
		}
	}
	return true
}

// said speaks, and waits for the end of it. It tells whether the line is still alive.
func said(ctx context.Context, c *phone.Call, sound []byte) bool {
	return wait(ctx, c.Ended(), c.Say(sound, false))
}

// pass lets time pass, and tells whether the line is still alive.
func pass(ctx context.Context, c *phone.Call, d time.Duration) bool {
	over := time.NewTimer(d)
	defer over.Stop()
	return wait(ctx, c.Ended(), over.C)
}

// wait tells whether something came before the end did.
func wait[T any](ctx context.Context, end <-chan struct{}, it <-chan T) bool {
	select {
	case <-ctx.Done():
	case <-end:
	case <-it:
		return true
	}
	return false
}
