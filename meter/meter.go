// Package meter counts how often something came under a key, so that a counter can ask whoever comes too often to wait. It
// keeps two windows of counts in memory and nothing else, and refuses to know what is counted and what follows.
package meter

import (
	"sync"
	"time"
)

// keysMost is how many keys one window remembers.
const keysMost = 100_000

// Meter counts how often something came under a key in this window and the one before it: who reaches the most waits
// for one to two windows. It holds two windows in memory and nothing else.
type Meter struct {
	mu       sync.Mutex
	now      func() time.Time
	most     int
	window   time.Duration
	since    time.Time
	new, old map[string]int
}

// New makes a meter that is full at most in a window.
func New(now func() time.Time, most int, window time.Duration) *Meter {
	return &Meter{now: now, most: most, window: window, since: now(), new: map[string]int{}, old: map[string]int{}}
}

// turn begins a new window when the present one is over, or holds too much.
func (m *Meter) turn() {
	age := m.now().Sub(m.since)
	switch {
	case age < 0 || age >= 2*m.window:
		m.old, m.new = map[string]int{}, map[string]int{}
	case age >= m.window || len(m.new) >= keysMost:
		m.old, m.new = m.new, map[string]int{}
	default:
		return
	}
	m.since = m.now()
}

// Full tells whether one of the keys has reached the most.
func (m *Meter) Full(keys ...string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.turn()
	for _, k := range keys {
		if m.new[k]+m.old[k] >= m.most {
			return true
		}
	}
	return false
}

// Add counts one more under each key.
func (m *Meter) Add(keys ...string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.turn()
	for _, k := range keys {
		m.new[k]++
	}
}

// Forget begins the keys anew.
func (m *Meter) Forget(keys ...string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, k := range keys {
		delete(m.new, k)
		delete(m.old, k)
	}
}
