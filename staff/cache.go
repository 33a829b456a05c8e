package staff

import (
	"sync"
	"time"

	"huiyin"
)

// A session or key that was looked up is believed for freshFor without asking the record again: so long another
// process's change may go unnoticed. A change made here is noticed at once.
const (
	freshFor   = 30 * time.Second
	mostCached = 20_000 // more than a city has people at work; beyond it the cache begins anew
)

// cache remembers who stands behind a token, by its SHA-256.
type cache struct {
	mu         sync.Mutex
	byHash     map[[32]byte]cached
	generation int
}

type cached struct {
	Session
	loaded time.Time
}

// get finds what was looked up a moment ago. What has ended meanwhile is not found: another process may have extended it.
func (c *cache) get(hash [32]byte, now time.Time) (Session, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byHash[hash]
	age := now.Sub(e.loaded)
	if !ok || age < 0 || age > freshFor || e.ended(now) {
		return Session{}, false
	}
	return e.Session, true
}

// begin marks the beginning of a look-up; put keeps its outcome unless something was dropped since, for then it may be
// older than the change.
func (c *cache) begin() (generation int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.generation
}

func (c *cache) put(generation int, s Session, now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if generation != c.generation {
		return
	}
	if c.byHash == nil || len(c.byHash) >= mostCached {
		c.byHash = map[[32]byte]cached{}
	}
	c.byHash[s.hash] = cached{s, now}
}

// extend moves a session's end and tells whether the caller is the one to write that down.
func (c *cache) extend(hash [32]byte, expires time.Time) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byHash[hash]
	if !ok || !expires.After(e.ExpiresAt) {
		return false
	}
	e.ExpiresAt = expires
	c.byHash[hash] = e
	return true
}

// drop forgets everything about an account.
func (c *cache) drop(id huiyin.StaffID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.generation++
	for hash, e := range c.byHash {
		if e.Actor.Staff == id {
			delete(c.byHash, hash)
		}
	}
}
