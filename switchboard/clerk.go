package switchboard

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"huiyin"
	"huiyin/store"
)

// clerk writes down what happened, one thing after the other, so that the room need not wait for the disk. What the
// record cannot take now is tried again until it can: nothing that happened is left out. What waits together for the
// record goes there in one transaction: a disk that syncs in milliseconds could not follow a busy room otherwise.
type clerk struct {
	log  *slog.Logger
	book *store.Store
	wake chan struct{}

	mu   sync.Mutex
	list []job
	over bool
}

// job is something to do or, with rows, to write down; what names it in the log.
type job struct {
	what string
	do   func(context.Context) error
	rows func(*store.Tx) error
}

// together is how many jobs may share a transaction.
const together = 100

func newClerk(log *slog.Logger, book *store.Store) *clerk {
	return &clerk{log: log, book: book, wake: make(chan struct{}, 1)}
}

// note has rows written, which may happen more than once until they are there.
func (c *clerk) note(what string, rows func(*store.Tx) error) {
	c.put(job{what: what, rows: rows, do: func(ctx context.Context) error { return c.book.Write(ctx, rows) }})
}

// errand has something done that is more than rows.
func (c *clerk) errand(what string, do func(context.Context) error) { c.put(job{what: what, do: do}) }

func (c *clerk) put(j job) {
	c.mu.Lock()
	c.list = append(c.list, j)
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
		if over && len(jobs) == 0 {
			return
		}
		if len(jobs) == 0 {
			<-c.wake
		}
		for len(jobs) > 0 {
			jobs = jobs[c.some(ctx, jobs):]
		}
	}
}

// some does the first of the jobs, those for the record together, and tells how many. When they cannot all be written,
// each is written for itself: one that the record refuses must not take others with it.
func (c *clerk) some(ctx context.Context, jobs []job) int {
	n := 0
	for n < min(len(jobs), together) && jobs[n].rows != nil {
		n++
	}
	if n > 1 && c.book.Write(ctx, func(t *store.Tx) error { return all(t, jobs[:n]) }) == nil {
		return n
	}
	n = max(n, 1)
	for _, j := range jobs[:n] {
		c.write(ctx, j)
	}
	return n
}

func all(t *store.Tx, jobs []job) error {
	for _, j := range jobs {
		if err := j.rows(t); err != nil {
			return err
		}
	}
	return nil
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
