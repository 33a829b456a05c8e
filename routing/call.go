package routing

import (
	"cmp"
	"time"
)

// CallID names a call in the room.
type CallID int64

// Call is somebody who waits. Every Call given to Match has an ID of its own.
type Call struct {
	ID    CallID
	Wish  *Wish
	Since time.Time // when the wait began; earlier for somebody who rang back and keeps the place
	Base  int       // points of the hotline
	Boost Boost
	Only  SeatID // this seat alone may take it, whatever is wanted: a person decided so, or it was talking there; 0: any
}

// Boost marks callers who come before others.
type Boost uint8

const (
	Emergency Boost = 1 << iota // danger was spoken of, or it is a line for it
	CutOff                      // was talking already when something of ours failed
	Promised                    // the time we promised to ring back has come
	Special                     // elderly, disabled or another group that is served first
	Repeat                      // has called about this before
)

// Weights turn a call into points. One point is what a second of waiting is worth to a call of weight 1.
type Weights struct {
	PerSecond                                    int // points for each second of waiting
	Emergency, CutOff, Promised, Special, Repeat int
}

// DefaultWeights let an emergency pass whoever has waited less than an hour longer.
var DefaultWeights = Weights{PerSecond: 1, Emergency: 3600, CutOff: 1800, Promised: 600, Special: 120, Repeat: 60}

// Priority is what a call's turn is decided by, in thousandths of a point; the higher comes first.
type Priority int64

// Priority is base + wait × weight + boosts.
func (w Weights) Priority(c *Call, now time.Time) Priority {
	points := c.Base
	for _, b := range []struct {
		boost Boost
		worth int
	}{{Emergency, w.Emergency}, {CutOff, w.CutOff}, {Promised, w.Promised}, {Special, w.Special}, {Repeat, w.Repeat}} {
		if c.Boost&b.boost != 0 {
			points += b.worth
		}
	}
	return Priority(int64(points)*1000 + c.wait(now).Milliseconds()*int64(w.PerSecond))
}

func (c *Call) wait(now time.Time) time.Duration { return max(now.Sub(c.Since), 0) }

// turn is a call with its priority.
type turn struct {
	*Call
	priority Priority
}

// before orders calls: by priority, then by who has waited longer, then by number, so that no order is left open.
func before(a, b turn) int {
	return cmp.Or(cmp.Compare(b.priority, a.priority), a.Since.Compare(b.Since), cmp.Compare(a.ID, b.ID))
}
