package switchboard

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"huiyin"
)

// clerk writes down what happened, one thing after the other, so that the room need not wait for the disk. What the
// record cannot take now is tried again until it can: nothing that happened is left out.
type clerk struct {
	log  *slog.Logger
	wake chan struct{}

	mu   sync.Mutex
	list []job
	over bool
}

// job is something to write down; what names it in the log.
type job struct {
	what string
	do   func(context.Context) error
}

func newClerk(log *slog.Logger) *clerk { return &clerk{log: log, wake: make(chan struct{}, 1)} }

func (c *clerk) note(what string, do func(context.Context) error) {
	c.mu.Lock()
	c.list = append(c.list, job{what, do})
	c.mu.Unlock()
	c.ring()
}

func (c *clerk) ring() {
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// close lets the clerk go home when everything is written.
func (c *clerk) close() {
	c.mu.Lock()
	c.over = true
	c.mu.Unlock()
	c.ring()
}

func (c *clerk) next() (jobs []job, over bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	jobs, c.list = c.list, nil
	return jobs, c.over
}

// backlog is how much waits to be written.
func (c *clerk) backlog() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.list)
}

func (c *clerk) run(ctx context.Context) {
	for {
		jobs, over := c.next()
		for _, j := range jobs {
			c.write(ctx, j)
		}
		if over && len(jobs) == 0 {
			return
		}
		if len(jobs) == 0 {
			<-c.wake
		}
	}
}

// write tries until it is done; only what the record is not ready for is tried again, and at the end of the day it is
// given up after a minute.
func (c *clerk) write(ctx context.Context, j job) {
	pause := 50 * time.Millisecond
	for began := time.Now(); ; pause = min(2*pause, 5*time.Second) {
		err := j.do(ctx)
		if err == nil {
			return
		}
		if huiyin.KindOf(err) != huiyin.KindUnready || c.leaving() && time.Since(began) > time.Minute {
			c.log.Error("what happened in the room could not be written down", "what", j.what, "err", err)
			return
		}
		c.log.Warn("what happened in the room waits to be written down", "what", j.what, "waiting", c.backlog(), "err", err)
		timer := time.NewTimer(pause)
		select {
		case <-timer.C:
		case <-c.wake: // perhaps to close; run looks for itself what is new
			timer.Stop()
		}
	}
}

func (c *clerk) leaving() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.over
}
