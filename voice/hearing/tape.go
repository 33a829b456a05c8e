package hearing

import (
	"crypto/sha256"
	"fmt"
	"io"
	"time"

	"huiyin"
	"huiyin/voice/rtp"
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
	Missed   Span     // from the first to the last of what the disk was too slow for; silent as well
}

// Repair makes whole what a crash left behind: its header is written anew from the size, in bytes. It closes the tape.
// A file that is not a recording is refused and left as it is.
func Repair(tape Tape, size int64) (Summary, error) {
	header := make([]byte, min(size, headerSize))
	_, err := tape.ReadAt(header, 0)
	if err == io.EOF {
		err = nil
	}
	switch {
	case err != nil:
		err = fmt.Errorf("read a recording: %w", err)
	case size >= headerSize && !isOurs(header):
		err = huiyin.Invalid("recording", "This file is not a recording that can be repaired.")
	default:
		return finish(tape, max(0, size-headerSize))
	}
	if closed := tape.Close(); closed != nil {
		return Summary{}, fmt.Errorf("%w; close it: %w", err, closed)
	}
	return Summary{}, err
}

// finish makes a tape whole that has so many bytes of sound, and closes it. It does what it can, also after an error.
func finish(tape Tape, data int64) (Summary, error) {
	data = min(data, mostData) / sides * sides
	s := Summary{Size: headerSize + data, Duration: samplesTime(data / sides)}
	_, err := tape.WriteAt(waveHeader(data), 0)
	if cut := tape.Truncate(s.Size); err == nil {
		err = cut
	}
	hash := sha256.New()
	n, read := io.Copy(hash, io.NewSectionReader(tape, 0, s.Size))
	if err == nil && read == nil && n != s.Size {
		read = io.ErrUnexpectedEOF
	}
	hash.Sum(s.SHA256[:0])
	for _, e := range []error{read, tape.Sync(), tape.Close()} {
		if err == nil {
			err = e
		}
	}
	if err != nil {
		return s, fmt.Errorf("finish a recording: %w", err)
	}
	return s, nil
}

func samplesTime(n int64) time.Duration { return time.Duration(n) * time.Second / rtp.Rate }
