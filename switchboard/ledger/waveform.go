package ledger

import (
	"encoding/binary"
	"io"
	"math"
)

// Buckets is how many stretches a waveform has at most.
const Buckets = 400

// Waveform measures how loud each side of a recording is: a stereo WAV in A-law (format 6 of the RIFF registry, RFC
// 2361; G.711) at 8 kHz. The result holds at most 2 × Buckets bytes, left and right by turns; each is the peak of an
// equal stretch of time, as the square root of its share of the loudest possible, times 255, so that quiet voices can
// be seen. A file that broke off is measured as far as it goes; what is no such file gives nil.
func Waveform(r io.ReaderAt, size int64) []byte {
	start, n := soundOf(r, size)
	frames := n / 2
	if frames == 0 {
		return nil
	}
	count := min(frames, Buckets)
	out := make([]byte, 2*count)
	buffer := make([]byte, 32<<10)
	for at := int64(0); at < 2*frames; {
		part := buffer[:min(int64(len(buffer)), 2*frames-at)]
		got, err := r.ReadAt(part, start+at)
		got &^= 1
		for i := range got {
			frame := (at + int64(i)) / 2
			place := 2*(frame*count/frames) + int64(i&1)
			out[place] = max(out[place], loudness[part[i]])
		}
		if at += int64(got); err != nil || got == 0 {
			break // it is shorter than it says; the rest is silence
		}
	}
	return out
}

// soundOf finds the samples of a WAV file. Length fields that a crash left at 0 or beyond the end mean: to the end.
func soundOf(r io.ReaderAt, size int64) (start, n int64) {
	var head [16]byte
	if size < 12 || !readAt(r, head[:12], 0) || string(head[:4]) != "RIFF" || string(head[8:12]) != "WAVE" {
		return 0, 0
	}
	known := false
	for at := int64(12); at+8 <= size && readAt(r, head[:8], at); {
		name, long := string(head[:4]), int64(binary.LittleEndian.Uint32(head[4:8]))
		at += 8
		if name == "data" {
			if !known {
				return 0, 0
			}
			if left := size - at; long == 0 || long > left {
				long = left
			}
			return at, long
		}
		if name == "fmt " {
			if long < 16 || !readAt(r, head[:16], at) || !stereoALaw(head[:16]) {
				return 0, 0
			}
			known = true
		}
		at += long + long&1 // chunks begin at even places
	}
	return 0, 0
}

// stereoALaw reads the fields of a fmt chunk: A-law, two channels, 8,000 a second, 8 bits.
func stereoALaw(b []byte) bool {
	le := binary.LittleEndian
	return le.Uint16(b) == 6 && le.Uint16(b[2:]) == 2 && le.Uint32(b[4:]) == 8000 && le.Uint16(b[14:]) == 8
}

func readAt(r io.ReaderAt, b []byte, at int64) bool {
	n, _ := r.ReadAt(b, at) // an error without all bytes shows in n
	return n == len(b)
}

// loudness is the square root of a sample's magnitude, for each A-law octet (G.711, table 1a).
var loudness = func() (table [256]byte) {
	const loudest = 32256
	for i := range table {
		table[i] = byte(math.Round(255 * math.Sqrt(float64(magnitude(byte(i)))/loudest)))
	}
	return table
}()

// magnitude is the size of an A-law sample on the scale of 16 bits, 8 to 32,256.
func magnitude(octet byte) int {
	b := octet ^ 0x55
	m, segment := int(b&0x0f)<<4+8, b>>4&7
	if segment > 0 {
		m = (m + 0x100) << (segment - 1)
	}
	return m
}
