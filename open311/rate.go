package open311

import (
	"fmt"
	"sync"
	"time"

	"huiyin"
)

// Rate is how fast one caller may come: Burst at once, and PerSecond in the long run.
type Rate struct {
	PerSecond, Burst float64
}

// mostCallers bounds what is remembered about callers. Beyond it everybody begins anew, which lets a flood from very
// many addresses through to the limits behind this one, and keeps the memory.
const mostCallers = 20_000

// bucketSet is a token bucket for each caller. A caller who is not in it has a full bucket.
type bucketSet struct {
	rate Rate
	mu   sync.Mutex
	of   map[string]bucket
}

type bucket struct {
	left float64
	at   time.Time
}

// take lets a caller come once, or says how long to wait.
func (s *bucketSet) take(caller string, now time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.of == nil || len(s.of) >= mostCallers {
		s.of = map[string]bucket{}
	}
	b, known := s.of[caller]
	if !known {
		b.left = s.rate.Burst
	}
	if known && now.After(b.at) {
		b.left = min(s.rate.Burst, b.left+now.Sub(b.at).Seconds()*s.rate.PerSecond)
	}
	b.at = now
	if b.left < 1 {
		s.of[caller] = b
		wait := int((1-b.left)/s.rate.PerSecond) + 1
		return &tooFast{seconds: wait, refusal: huiyin.Error{Kind: huiyin.KindTooMany, Code: "too_many_requests",
			Say: fmt.Sprintf("Too many requests came from you in a short time; please go on in %d s, at most %g a second.", wait, s.rate.PerSecond)}}
	}
	b.left--
	s.of[caller] = b
	return nil
}

// tooFast is a refusal that says when to come back.
type tooFast struct {
	refusal huiyin.Error
	seconds int
}

func (e *tooFast) Error() string { return e.refusal.Say }
func (e *tooFast) Unwrap() error { return &e.refusal }
