package hearing

import (
	"errors"
	"fmt"
	"slices"
	"sync"

	"huiyin/voice/rtp"
)

// A writer puts a recording's chunks on its tape, one after the other. Its goroutine is there only while something
// waits to be written: hundreds of recordings lie idle most of the time.
type writer struct {
	tape Tape
	work sync.WaitGroup
	data int64 // bytes of sound on the tape; the goroutine's until there is none

	mu      sync.Mutex
	waiting []chunk
	busy    bool // the goroutine is there
	broken  error
	tell    func(error)
}

// A chunk is sound and where it begins, in bytes.
type chunk struct {
	at    int64
	sound *[chunkBytes]byte
}

const (
	chunkBytes = chunkSamples * sides
	// waitingChunks is what a disk may be late: 12 s.
	waitingChunks = 24
)

// chunkPool lends chunks their sound while they wait. A disk that keeps up needs a few for all recordings.
var chunkPool = sync.Pool{New: func() any { return new([chunkBytes]byte) }}

// silence is what lies where nobody speaks.
var silence = func() (b [keptBytes]byte) {
	for i := range b {
		b[i] = rtp.PCMA.Silence()
	}
	return b
}()

func newWriter(tape Tape) *writer {
	w := &writer{tape: tape, busy: true}
	w.work.Go(func() {
		w.check(w.writeHeader())
		w.run()
	})
	return w
}

// put takes a copy of a chunk. It says no when the disk lags too far behind; it never waits.
func (w *writer) put(at int64, sound []byte) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.waiting) == waitingChunks {
		return false
	}
	c := chunk{at, chunkPool.Get().(*[chunkBytes]byte)}
	copy(c.sound[:], sound)
	w.waiting = append(w.waiting, c)
	if !w.busy {
		w.busy = true
		w.work.Go(w.run)
	}
	return true
}

// run writes what waits, and ends when nothing does.
func (w *writer) run() {
	for {
		c, ok := w.next()
		if !ok {
			return
		}
		if w.failure() == nil {
			w.check(w.write(c.at, c.sound[:]))
		}
		chunkPool.Put(c.sound)
	}
}

func (w *writer) next() (c chunk, ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.busy = len(w.waiting) > 0; w.busy {
		c = w.waiting[0]
		w.waiting = slices.Delete(w.waiting, 0, 1)
	}
	return c, w.busy
}

// writeHeader makes the file one that Repair knows again.
func (w *writer) writeHeader() error {
	_, err := w.tape.WriteAt(waveHeader(0), 0)
	return err
}

// write fills up with silence to where sound begins, and writes it.
func (w *writer) write(at int64, sound []byte) error {
	if err := w.fill(at); err != nil {
		return err
	}
	return w.append(sound)
}

func (w *writer) fill(to int64) error {
	for w.data < to {
		if err := w.append(silence[:min(to-w.data, keptBytes)]); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) append(b []byte) error {
	n, err := w.tape.WriteAt(b, headerSize+w.data)
	w.data += int64(n) / sides * sides
	return err
}

// check tells of the first failure.
func (w *writer) check(err error) {
	if err == nil {
		return
	}
	err = fmt.Errorf("write a recording: %w", err)
	w.mu.Lock()
	w.broken = err
	tell := w.tell
	w.mu.Unlock()
	if tell != nil {
		tell(err)
	}
}

func (w *writer) failure() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.broken
}

func (w *writer) onBroken(tell func(error)) {
	w.mu.Lock()
	broken := w.broken
	w.tell = tell
	w.mu.Unlock()
	if broken != nil && tell != nil {
		tell(broken)
	}
}

// finish writes what is left, fills up to a length in bytes of sound, and makes the tape whole. Nothing is put any more.
func (w *writer) finish(at int64, sound []byte, length int64) (Summary, error) {
	w.work.Wait()
	if w.failure() == nil {
		w.check(errors.Join(w.write(at, sound), w.fill(min(length, mostData))))
	}
	s, err := finish(w.tape, w.data)
	if broken := w.failure(); broken != nil {
		err = broken
	}
	return s, err
}
