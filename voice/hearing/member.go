package hearing

import (
	"slices"
	"sync/atomic"
	"time"

	"huiyin/voice/rtp"
)

// Member is somebody at the table.
type Member struct {
	table  *Table
	line   rtp.Line
	id     uint64
	route  atomic.Pointer[route]
	prompt atomic.Pointer[prompt]
	ear    ear
	level  level

	hears, heardBy []*Member // guarded by the table's lock, as what follows
	taps           []tap
}

// A route is where a member's packets go. It is never changed, but replaced.
type route struct {
	direct []*Member // who gets them as they come
	mixed  bool      // somebody hears the member in a mix
	taps   []tap     // who writes them down
}

// A tap is one side of a recording.
type tap struct {
	recording *Recording
	side      int
}

// heard takes what the member says, from the line's goroutine.
func (m *Member) heard(f rtp.Frame) {
	now := time.Since(m.table.birth)
	m.level.take(f, now)
	r := m.route.Load()
	for _, l := range r.direct {
		l.say(m.id, f)
	}
	if r.mixed {
		m.ear.put(f)
	}
	for _, t := range r.taps {
		t.recording.take(t.side, f, now)
	}
}

// say lets the member hear a frame. A line that cannot be spoken to counts that itself, and nobody else suffers.
func (m *Member) say(source uint64, f rtp.Frame) {
	_ = m.line.Send(source, f)
}

// Leave ends hearing and being heard, and the sound. The line stays open; who opened it closes it.
func (m *Member) Leave() {
	m.line.Receive(nil)
	m.prompt.Store(nil)
	t := m.table
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.members, m)
	for _, r := range slices.Clone(m.taps) {
		r.recording.untap(r.side)
	}
	speakers, listeners := m.hears, m.heardBy
	m.hears, m.heardBy = nil, nil
	for _, s := range speakers {
		s.heardBy = without(s.heardBy, m)
		t.reroute(s)
	}
	for _, l := range listeners {
		l.hears = without(l.hears, m)
		t.settle(l)
	}
	t.settle(m)
	t.reroute(m)
}

// Play lets the member, and nobody else, hear a sound from its beginning, besides whom they hear; it replaces the
// one before. A loop begins again until Stop. Done, which may be nil, is called once when the sound has ended by
// itself, from the goroutine that mixes; it must not block.
func (m *Member) Play(s Sound, loop bool, done func()) {
	m.put(&prompt{law: s.Law, loop: loop && len(s.Law) > 0, done: done})
}

// Stop ends the sound.
func (m *Member) Stop() { m.put(nil) }

func (m *Member) put(p *prompt) {
	m.table.mu.Lock()
	defer m.table.mu.Unlock()
	if p != nil && !m.table.members[m] {
		return
	}
	m.prompt.Store(p)
	m.table.settle(m)
}

// ended takes a prompt that has come to its end away, unless another has replaced it.
func (m *Member) ended(p *prompt) {
	m.table.mu.Lock()
	over := m.prompt.CompareAndSwap(p, nil)
	if over {
		m.table.settle(m)
	}
	m.table.mu.Unlock()
	if over && p.done != nil {
		p.done()
	}
}

// Level is how loud the member speaks: 0 is silence, or 60 dB below full, 1 the loudest tone there is; linear in dB.
func (m *Member) Level() float64 { return m.level.read(time.Since(m.table.birth)) }
