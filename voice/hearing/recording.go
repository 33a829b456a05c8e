package hearing

import (
	"io"
	"time"
)

// Tape is an open file, empty and for reading and writing; *os.File is one. Who opened it gives it away: the
// recording closes it. It is read once, at the end, for its hash.
type Tape interface {
	io.WriterAt
	io.ReaderAt
	Truncate(size int64) error
	Sync() error
	Close() error
}

// Span is a stretch of a recording, from its beginning.
type Span struct{ From, To time.Duration }

// Summary is what is known of a recording that has ended.
type Summary struct {
	Duration time.Duration
	Size     int64    // of the file, in bytes
	SHA256   [32]byte // of the whole file
	Paused   []Span   // stretches that were left out on purpose; the file is silent there
}

// Recording writes what two members say into a stereo WAV file of A-law: left the one, right the other.
type Recording struct{}

// Record begins a recording. Left is who is heard on the left; nobody is on the right yet.
func (t *Table) Record(tape Tape, left *Member) *Recording { return &Recording{} }

// Right says who is heard on the right from now on, such as another seat; nil: nobody.
func (r *Recording) Right(m *Member) {}

// Pause leaves out what is said from now on.
func (r *Recording) Pause() {}

// Resume ends a pause.
func (r *Recording) Resume() {}

// Broken names who is told, once, when the tape can no longer be written. The call goes on.
func (r *Recording) Broken(tell func(error)) {}

// Close writes what is left, makes the file whole and safe, and closes it. The summary describes what could be
// saved, also with an error.
func (r *Recording) Close() (Summary, error) { return Summary{}, nil }

// Repair makes whole what a crash left behind: its header is written anew from the size, in bytes. It closes the tape.
func Repair(tape Tape, size int64) (Summary, error) { return Summary{}, nil }
