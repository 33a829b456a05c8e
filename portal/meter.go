package portal

import (
	"sync"
	"time"
)

const (
	window    = 10 * time.Minute
	wrongMost = 5       // wrong codes before a matter or an address has to wait
	meterMost = 100_000 // keys remembered in one window
)

// meter counts how often something came under a key in this window and the one before it: who reaches the most waits
// for one to two windows. It holds two windows in memory and nothing else.
type meter struct {
	mu       sync.Mutex
	now      func() time.Time
	most     int
	window   time.Duration
	since    time.Time
	new, old map[string]int
}

func newMeter(now func() time.Time, most int, window time.Duration) *meter {
	return &meter{now: now, most: most, window: window, since: now(), new: map[string]int{}, old: map[string]int{}}
}

// turn begins a new window when the present one is over, or holds too much.
func (m *meter) turn() {
	age := m.now().Sub(m.since)
	switch {
	case age < 0 || age >= 2*m.window:
		m.old, m.new = map[string]int{}, map[string]int{}
	case age >= m.window || len(m.new) >= meterMost:
		m.old, m.new = m.new, map[string]int{}
	default:
		return
	}
	m.since = m.now()
}

// full tells whether one of the keys has reached the most.
func (m *meter) full(keys ...string) bool {
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

func (m *meter) add(keys ...string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.turn()
	for _, k := range keys {
		m.new[k]++
	}
}

func (m *meter) forget(keys ...string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, k := range keys {
		delete(m.new, k)
		delete(m.old, k)
	}
}
