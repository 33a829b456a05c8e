// Package hearing says who hears whom: it carries speech from line to line, mixes it where several speak to one,
// plays sounds, and writes recordings. Hold, consultation, three parties, listening, whispering, barging in and
// taking over are nothing but rows of its table. It refuses to know SIP, calls, seats, and why somebody may listen.
package hearing

import (
	"context"

	"huiyin/voice/rtp"
)

// Table says who hears whom. A member with one speaker gets their packets as they come, without decoding; with two
// or more, or with a sound besides, it gets a mix every 20 ms; with none, nothing.
type Table struct{}

// New makes an empty table. Nobody hears a mix or a sound until Run runs.
func New() *Table { return &Table{} }

// Run mixes and plays until ctx ends.
func (t *Table) Run(ctx context.Context) error { <-ctx.Done(); return nil }

// Join seats a line at the table. From now on the table gets what the line receives. Nobody hears it yet.
func (t *Table) Join(line rtp.Line) *Member { return &Member{} }

// Hear lets a listener hear a speaker, or no longer. Nobody hears themselves, nor after they have left.
func (t *Table) Hear(listener, speaker *Member, yes bool) {}

// Member is somebody at the table.
type Member struct{}

// Play lets the member, and nobody else, hear a sound from its beginning, besides whom they hear; it replaces the
// one before. A loop begins again until Stop. Done, which may be nil, is called once when the sound has ended by
// itself; it must not block.
func (m *Member) Play(s Sound, loop bool, done func()) {}

// Stop ends the sound.
func (m *Member) Stop() {}

// Level is how loud the member speaks: 0 is silence, 1 the loudest there is.
func (m *Member) Level() float64 { return 0 }

// Leave ends hearing and being heard. The line stays open; who opened it closes it.
func (m *Member) Leave() {}
