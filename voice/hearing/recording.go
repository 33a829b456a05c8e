package hearing

import (
	"sync"
	"time"

	"huiyin/voice/rtp"
)

// Recording writes what two members say into a stereo WAV file of A-law: left the one, right the other. Speech lies
// where its time stamps say; between it there is silence. Packets only fill a buffer; a goroutine of the recording's
// own writes it every three seconds, so that a slow disk holds up nobody.
type Recording struct {
	table  *Table
	speak  [sides]*Member // guarded by the table's lock
	writer *writer

	mu     sync.Mutex
	began  time.Duration // on the table's clock
	place  [sides]place
	chunk  []byte // sound from base on, silence where there is none
	base   int64  // its first sample
	end    int64  // behind the last sample that was said
	paused bool
	pauses []stretch
	missed stretch
	closed bool

	closing sync.Mutex // held while the tape is made whole, which may take long
	summary Summary
	err     error
}

// A stretch is from one sample to another.
type stretch struct{ from, to int64 }

func (s stretch) span() Span { return Span{samplesTime(s.from), samplesTime(s.to)} }

// A place says where a speaker's time stamps lie.
type place struct {
	known bool
	stamp uint32
	at    int64
}

const (
	chunkSamples = 3 * rtp.Rate // what is written at once; with the spare, a crash loses four seconds
	spareSamples = rtp.Rate     // how far one side may lag behind the other
	// drift is how far speech may lie from when it came, in samples, until it is placed anew.
	drift = rtp.Rate
)

// Record begins a recording. Left is who is heard on the left; nobody is on the right yet.
func (t *Table) Record(tape Tape, left *Member) *Recording {
	r := &Recording{table: t, began: time.Since(t.birth), writer: newWriter(tape)}
	r.chunk = r.writer.blank()
	t.mu.Lock()
	defer t.mu.Unlock()
	r.tap(0, left)
	return r
}

// Right says who is heard on the right from now on, such as another seat; nil: nobody.
func (r *Recording) Right(m *Member) {
	r.table.mu.Lock()
	defer r.table.mu.Unlock()
	r.tap(1, m)
}

// tap listens to a member on one side, and no longer to the one before; the table's lock is held.
func (r *Recording) tap(side int, m *Member) {
	r.untap(side)
	if m == nil || !r.table.members[m] || r.ended() {
		return
	}
	r.speak[side] = m
	m.taps = append(m.taps, tap{r, side})
	r.table.reroute(m)
}

// untap listens to nobody on one side; the table's lock is held.
func (r *Recording) untap(side int) {
	m := r.speak[side]
	if m == nil {
		return
	}
	r.speak[side] = nil
	for i, t := range m.taps {
		if t == (tap{r, side}) {
			m.taps = append(m.taps[:i:i], m.taps[i+1:]...)
			break
		}
	}
	r.table.reroute(m)
	r.mu.Lock()
	r.place[side].known = false
	r.mu.Unlock()
}

func (r *Recording) ended() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.closed
}

// take writes a frame to its place, from the speaker's goroutine.
func (r *Recording) take(side int, f rtp.Frame, now time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed || r.paused || len(f.Payload) > spareSamples {
		return
	}
	at := r.locate(side, f, now)
	if at < r.base || at < r.resumed() || at > mostData/sides {
		return // too late, said while it was paused, or after three days
	}
	end := at + int64(len(f.Payload))
	for end > r.base+chunkSamples+spareSamples {
		r.flush(end)
	}
	r.end = max(r.end, end)
	out := r.chunk[(at-r.base)*sides:]
	law := &keepLaw
	if f.Codec != rtp.PCMA {
		law = &fromUlaw
	}
	for i, b := range f.Payload {
		out[i*sides+side] = law[b]
	}
}

// Both laws as A-law.
var keepLaw, fromUlaw = toAlaw(rtp.PCMA), toAlaw(rtp.PCMU)

func toAlaw(c rtp.Codec) (t [256]byte) {
	for i := range t {
		t[i] = byte(i)
	}
	c.Convert(rtp.PCMA, t[:])
	return t
}

// locate is where a frame begins, in samples from the beginning.
func (r *Recording) locate(side int, f rtp.Frame, now time.Duration) int64 {
	p := &r.place[side]
	came := r.position(now) - int64(len(f.Payload))
	at := p.at + int64(int32(f.Time-p.stamp))
	if !p.known || at < came-drift || at > came+drift {
		at = max(0, came)
	}
	*p = place{known: true, stamp: f.Time, at: at}
	return at
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

// flush gives the older part of the chunk to the writer, to make room up to end.
func (r *Recording) flush(end int64) {
	fresh := r.writer.blank()
	tail := r.chunk[chunkSamples*sides:]
	copy(fresh, tail)
	if !r.writer.put(r.base*sides, r.chunk[:chunkSamples*sides]) {
		r.miss(stretch{r.base, r.base + chunkSamples})
	}
	r.chunk = fresh
	r.base += chunkSamples
	if r.end <= r.base { // nothing in the tail: a long silence need not be written piece by piece
		r.base = max(r.base, end-chunkSamples)
	}
}

func (r *Recording) miss(s stretch) {
	if r.missed.to == 0 {
		r.missed = s
	}
	r.missed.to = s.to
}

// Pause leaves out what is said from now on.
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
// at once. The call goes on.
func (r *Recording) Broken(tell func(error)) { r.writer.onBroken(tell) }

// Close writes what is left, makes the file whole and safe, and closes it. The summary describes what could be
// saved, also with an error. A second Close says the same again.
func (r *Recording) Close() (Summary, error) {
	r.closing.Lock()
	defer r.closing.Unlock()
	if !r.stop() {
		return r.summary, r.err
	}
	length := max(r.end, r.position(time.Since(r.table.birth))) // nothing changes any more
	r.summary, r.err = r.writer.finish(r.base*sides, r.chunk[:max(0, r.end-r.base)*sides], length*sides)
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
	r.untap(0)
	r.untap(1)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return false
	}
	r.resume()
	r.closed = true
	return true
}
