// Package hearing says who hears whom: it carries speech from line to line, mixes it where several speak to one,
// plays sounds, and writes recordings. Hold, consultation, three parties, listening, whispering, barging in and
// taking over are nothing but rows of its table. It refuses to know SIP, calls, seats, and why somebody may listen.
package hearing

import (
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"huiyin/voice/rtp"
)

// Table says who hears whom. A member with one speaker gets their packets as they come, without decoding; with two
// or more, or with a sound besides, it gets a mix every 20 ms; with none, nothing. Many may use it at once, also
// while packets flow.
type Table struct {
	birth time.Time
	ids   atomic.Uint64 // of whatever speaks on a line

	mu      sync.Mutex          // guards the rows: hears, heardBy, taps and left of all members, and what follows
	members map[*Member]bool    // who has not left
	needy   map[*Member]*mixing // who needs a mix or hears a sound
	stale   bool                // needy has changed since jobs was made of it
	jobs    []mixing
	wake    chan struct{} // somebody became needy

	mixer mixer // Run's own
	beats atomic.Uint64
	slow  atomic.Uint64
}

// New makes an empty table. Nobody hears a mix or a sound until Run runs.
func New() *Table {
	return &Table{birth: time.Now(), members: map[*Member]bool{}, needy: map[*Member]*mixing{}, wake: make(chan struct{}, 1)}
}

// Join seats a line at the table. From now on the table gets what the line receives. Nobody hears it yet.
func (t *Table) Join(line rtp.Line) *Member {
	m := &Member{table: t, line: line, id: t.ids.Add(1)}
	m.route.Store(&route{})
	t.mu.Lock()
	t.members[m] = true
	t.mu.Unlock()
	line.Receive(m.heard)
	return m
}

// Hear lets a listener hear a speaker, or no longer. Nobody hears themselves, nor after they have left.
func (t *Table) Hear(listener, speaker *Member, yes bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	at := slices.Index(listener.hears, speaker)
	switch {
	case listener == speaker || !t.members[listener] || !t.members[speaker] || yes == (at >= 0):
		return
	case yes:
		listener.hears = append(listener.hears, speaker)
		speaker.heardBy = append(speaker.heardBy, listener)
	default:
		listener.hears = slices.Delete(listener.hears, at, at+1)
		speaker.heardBy = without(speaker.heardBy, listener)
	}
	t.settle(listener)
	t.reroute(speaker)
}

func without(list []*Member, m *Member) []*Member {
	return slices.DeleteFunc(list, func(o *Member) bool { return o == m })
}

// settle draws the conclusions of a change in what a listener hears; the lock is held.
func (t *Table) settle(listener *Member) {
	needs := len(listener.hears) > 1 || listener.prompt.Load() != nil
	t.stale = t.stale || needs || t.needy[listener] != nil
	switch job := t.needy[listener]; {
	case !needs:
		delete(t.needy, listener)
	case job == nil: // a voice of its own, so that the line sees that something new begins
		t.needy[listener] = &mixing{listener: listener, source: t.ids.Add(1)}
		t.rouse()
	}
	for _, speaker := range listener.hears {
		t.reroute(speaker)
	}
}

// reroute tells a speaker where their packets go from now on; the lock is held.
func (t *Table) reroute(speaker *Member) {
	r := &route{taps: slices.Clone(speaker.taps)}
	for _, l := range speaker.heardBy {
		if t.needy[l] == nil {
			r.direct = append(r.direct, l)
		} else {
			r.mixed = true
		}
	}
	if r.mixed && !speaker.route.Load().mixed {
		speaker.ear.reset()
	}
	speaker.route.Store(r)
}

// Load says what the table is busy with.
type Load struct {
	Members int    // at the table
	Mixes   int    // members who hear a mix or a sound
	Beats   uint64 // of 20 ms, since the beginning
	Slow    uint64 // times that beats were left out because the machine was too slow
}

// Load counts.
func (t *Table) Load() Load {
	t.mu.Lock()
	defer t.mu.Unlock()
	return Load{Members: len(t.members), Mixes: len(t.needy), Beats: t.beats.Load(), Slow: t.slow.Load()}
}
