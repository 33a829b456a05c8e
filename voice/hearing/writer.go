package hearing

import (
	"fmt"
	"sync"

	"huiyin/voice/rtp"
)

// A writer puts a recording's chunks on its tape, one after the other, in a goroutine that ends with finish.
type writer struct {
	tape   Tape
	chunks chan chunk
	ended  chan struct{}
	data   int64 // bytes of sound on the tape; the goroutine's until it has ended

	mu     sync.Mutex
	broken error
	tell   func(error)
}

// A chunk is sound and where it begins, in bytes.
type chunk struct {
	at    int64
	sound []byte
}

const (
	chunkBytes = (chunkSamples + spareSamples) * sides
	// waitingChunks is what a disk may be late: 12 s.
	waitingChunks = 4
)

// chunkPool lends buffers; each has chunkBytes.
var chunkPool = sync.Pool{New: func() any { return new([chunkBytes]byte) }}

// silence is what lies where nobody speaks.
var silence = func() (b [chunkBytes]byte) {
	for i := range b {
		b[i] = rtp.PCMA.Silence()
	}
	return b
}()

func newWriter(tape Tape) *writer {
	w := &writer{tape: tape, chunks: make(chan chunk, waitingChunks), ended: make(chan struct{})}
	go w.run() // until finish, which waits for it
	return w
}

// blank is a chunk of silence.
func (w *writer) blank() []byte {
	b := chunkPool.Get().(*[chunkBytes]byte)
	*b = silence
	return b[:]
}

// put takes a chunk from blank, or its beginning. It says no when the disk lags too far behind; it never waits.
func (w *writer) put(at int64, sound []byte) bool {
	select {
	case w.chunks <- chunk{at, sound}:
		return true
	default:
		return false
	}
}

func (w *writer) run() {
	defer close(w.ended)
	w.check(w.writeHeader())
	for c := range w.chunks {
		if w.failure() == nil {
			w.check(w.write(c))
		}
		chunkPool.Put((*[chunkBytes]byte)(c.sound[:chunkBytes]))
	}
}

// writeHeader makes the file one that Repair knows again.
func (w *writer) writeHeader() error {
	_, err := w.tape.WriteAt(waveHeader(0), 0)
	return err
}

// write fills up to the chunk with silence and writes it.
func (w *writer) write(c chunk) error {
	if err := w.fill(c.at); err != nil {
		return err
	}
	return w.append(c.sound)
}

func (w *writer) fill(to int64) error {
	for w.data < to {
		if err := w.append(silence[:min(to-w.data, chunkBytes)]); err != nil {
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

// finish writes the last chunk, fills up to a length in bytes of sound, and makes the tape whole.
func (w *writer) finish(at int64, sound []byte, length int64) (Summary, error) {
	w.chunks <- chunk{at, sound}
	close(w.chunks)
	<-w.ended
	if w.failure() == nil {
		w.check(w.fill(min(length, mostData)))
	}
	s, err := finish(w.tape, w.data)
	if broken := w.failure(); broken != nil {
		err = broken
	}
	return s, err
}
