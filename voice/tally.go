package voice

import (
	"net/netip"
	"sync"
	"time"
)

// A tally counts what comes from each address and says when it is too much: so many at once, then one at a time.
// It holds a bounded number of addresses; when it is full of busy ones, a new address has nothing left.
type tally struct {
	burst float64
	every time.Duration // until one more is allowed
	limit int           // of addresses

	mu  sync.Mutex
	per map[netip.Addr]bucket
}

type bucket struct {
	left float64
	at   time.Time
}

func newTally(burst int, every time.Duration) *tally {
	return &tally{burst: float64(burst), every: every, limit: 8192, per: map[netip.Addr]bucket{}}
}

// take counts one more from an address at a time, and says whether it is still allowed.
func (t *tally) take(a netip.Addr, now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	a = neighbourhood(a)
	b, ok := t.per[a]
	if !ok && len(t.per) >= t.limit && !t.prune(now) {
		return false
	}
	b = t.filled(b, ok, now)
	allowed := b.left >= 1
	if allowed {
		b.left--
	}
	t.per[a] = b
	return allowed
}

// forgive takes all counts of an address back.
func (t *tally) forgive(a netip.Addr) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.per, neighbourhood(a))
}

func (t *tally) filled(b bucket, known bool, now time.Time) bucket {
	if !known {
		return bucket{t.burst, now}
	}
	b.left = min(t.burst, b.left+float64(now.Sub(b.at))/float64(t.every))
	b.at = now
	return b
}

// prune forgets addresses that have been quiet, and says whether there is room again.
func (t *tally) prune(now time.Time) bool {
	for a, b := range t.per {
		if t.filled(b, true, now).left >= t.burst {
			delete(t.per, a)
		}
	}
	return len(t.per) < t.limit
}

// neighbourhood is what one host can easily send from: an IPv4 address, or an IPv6 /64.
func neighbourhood(a netip.Addr) netip.Addr {
	a = a.Unmap().WithZone("")
	if a.Is6() {
		if p, err := a.Prefix(64); err == nil {
			return p.Addr()
		}
	}
	return a
}
