package hearing

import (
	"slices"
	"sync"
	"time"

	"huiyin/voice/rtp"
)

// Recording writes what members say into a stereo WAV file of A-law: left the one, right the other, or several
// others together. Speech lies where its time stamps say; between it there is silence. Packets only fill a buffer;
// goroutines of the recording's own write it every half second, so that a slow disk holds up nobody.
type Recording struct {
	table  *Table
	tracks [sides][]*track // guarded by the table's lock
	writer *writer

	mu     sync.Mutex
	began  time.Duration // on the table's clock
	kept   []byte        // keptBytes of sound from base on, silence where there is none
	base   int64         // its first sample
	end    int64         // behind the last sample that was said
	paused bool
	pauses []stretch
	missed stretch
	closed bool
	until  int64 // where it ends, once it is closed

	closing sync.Mutex // held while the tape is made whole, which may take long
	summary Summary
	err     error
}

// A stretch is from one sample to another.
type stretch struct{ from, to int64 }

func (s stretch) span() Span { return Span{samplesTime(s.from), samplesTime(s.to)} }

const (
	chunkSamples = rtp.Rate / 2 // what is written at once; with the spare, a crash loses a second and a half
	spareSamples = rtp.Rate     // how far one side may lag behind the other
	keptBytes    = (chunkSamples + spareSamples) * sides
	// drift is how far speech may lie from when it came, in samples, until it is placed anew.
	drift = spareSamples
)

// Record begins a recording, which must be closed. Left is who is heard on the left; nobody is on the right yet.
func (t *Table) Record(tape Tape, left *Member) *Recording {
	r := &Recording{table: t, began: time.Since(t.birth), writer: newWriter(tape), kept: slices.Clone(silence[:])}
	t.mu.Lock()
	defer t.mu.Unlock()
	r.listen(0, left)
	return r
}

// Right says who is heard on the right from now on, such as another seat, or a seat and a third party together.
// Nobody, or nil: silence.
func (r *Recording) Right(members ...*Member) {
	r.table.mu.Lock()
	defer r.table.mu.Unlock()
	if r.ended() {
		return
	}
	r.listen(1, members...)
}

// listen sets who is heard on one side; the table's lock is held. Who was heard before goes on without a seam.
func (r *Recording) listen(side int, members ...*Member) {
	var tracks []*track
	for _, m := range members {
		if m != nil && r.table.members[m] {
			tracks = append(tracks, r.track(m, side, len(members) > 1))
		}
	}
	before := r.tracks[side]
	r.tracks[side] = tracks
	for _, old := range before {
		old.member.tracks = slices.DeleteFunc(old.member.tracks, func(t *track) bool { return t == old })
		r.table.reroute(old.member)
	}
	for _, t := range tracks {
		t.member.tracks = append(t.member.tracks, t)
		r.table.reroute(t.member)
	}
}

// forget listens no longer to a member who leaves; the table's lock is held.
func (r *Recording) forget(m *Member) {
	for side, tracks := range r.tracks {
		if slices.ContainsFunc(tracks, func(t *track) bool { return t.member == m }) {
			var rest []*Member
			for _, t := range tracks {
				if t.member != m {
					rest = append(rest, t.member)
				}
			}
			r.listen(side, rest...)
		}
	}
}

func (r *Recording) ended() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.closed
}

func (r *Recording) position(now time.Duration) int64 {
	return int64((now - r.began) * rtp.Rate / time.Second)
}

// resumed is the end of the last pause.
func (r *Recording) resumed() int64 {
	if len(r.pauses) == 0 {
		return 0
	}
	return r.pauses[len(r.pauses)-1].to
}

// flush gives the oldest chunk to the writer, to make room up to end.
func (r *Recording) flush(end int64) {
	if !r.writer.put(r.base*sides, r.kept[:chunkBytes]) {
		r.miss(stretch{r.base, r.base + chunkSamples})
	}
	tail := copy(r.kept, r.kept[chunkBytes:])
	copy(r.kept[tail:], silence[:])
	r.base += chunkSamples
	if r.end <= r.base { // nothing in the tail: a long silence need not be written piece by piece
		r.base = max(r.base, end-spareSamples)
	}
}

func (r *Recording) miss(s stretch) {
	if r.missed.to == 0 {
		r.missed = s
	}
	r.missed.to = s.to
}

// Pause leaves out what is said from now on. A recording that is closed while it pauses ends where the pause begins.
func (r *Recording) Pause() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.paused || r.closed {
		return
	}
	r.paused = true
	r.pauses = append(r.pauses, stretch{from: r.position(time.Since(r.table.birth))})
}

// Resume ends a pause.
func (r *Recording) Resume() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return
	}
	r.resume()
}

func (r *Recording) resume() {
	if r.paused {
		r.paused = false
		r.pauses[len(r.pauses)-1].to = r.position(time.Since(r.table.birth))
	}
}

// Broken names who is told, once, when the tape can no longer be written, from the recording's own goroutine or
// at once. It must neither block nor close the recording. The call goes on.
func (r *Recording) Broken(tell func(error)) { r.writer.onBroken(tell) }

// Close writes what is left, makes the file whole and safe, and closes it. The summary describes what could be
// saved, also with an error. A second Close says the same again.
func (r *Recording) Close() (Summary, error) {
	r.closing.Lock()
	defer r.closing.Unlock()
	if !r.stop() {
		return r.summary, r.err
	}
	length := max(r.end, r.until) // nothing changes any more
	r.summary, r.err = r.writer.finish(r.base*sides, r.kept[:max(0, r.end-r.base)*sides], length*sides)
	for _, p := range r.pauses {
		r.summary.Paused = append(r.summary.Paused, p.span())
	}
	r.summary.Missed = r.missed.span()
	return r.summary, r.err
}

// stop listens to nobody any more. It says no when that was so already.
func (r *Recording) stop() bool {
	r.table.mu.Lock()
	defer r.table.mu.Unlock()
	r.listen(0)
	r.listen(1)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return false
	}
	r.until, r.closed = r.position(time.Since(r.table.birth)), true
	if r.paused { // it ends where the pause begins
		last := len(r.pauses) - 1
		r.until, r.pauses = r.pauses[last].from, r.pauses[:last]
	}
	return true
}
