package hearing

import (
	"encoding/binary"
	"fmt"
	"io"

	"huiyin"
	"huiyin/voice/rtp"
)

// Sound is something to play: A-law, 8,000 samples a second, one channel.
type Sound struct {
	Name string
	Law  []byte
}

// longestSound is what a sound file may have at most, in bytes: ten minutes of linear samples and more.
const longestSound = 16 << 20

// ReadSound reads a WAV file (A-law, µ-law or 16 bit linear, 8 kHz, one channel), or bare A-law bytes.
func ReadSound(name string, r io.Reader) (Sound, error) {
	b, err := io.ReadAll(io.LimitReader(r, longestSound+1))
	switch {
	case err != nil:
		return Sound{}, fmt.Errorf("read a sound: %w", err)
	case len(b) > longestSound:
		return Sound{}, badSound(name, "is longer than ten minutes")
	case len(b) == 0:
		return Sound{}, badSound(name, "is empty")
	case len(b) >= 12 && string(b[:4]) == "RIFF" && string(b[8:12]) == "WAVE":
		b, err = readWave(name, b[12:])
	}
	return Sound{Name: name, Law: b}, err
}

func badSound(name, format string, args ...any) error {
	return huiyin.Invalid("sound", "The sound %q %s. A WAV file with one channel, 8,000 samples a second, in A-law, µ-law or 16 bits is needed.",
		name, fmt.Sprintf(format, args...))
}

// readWave reads the chunks of a WAV file; those that are not needed are left out.
func readWave(name string, b []byte) ([]byte, error) {
	var format []byte
	for len(b) >= 8 {
		kind, size := string(b[:4]), int64(binary.LittleEndian.Uint32(b[4:]))
		body := b[8:]
		if kind == "data" && format != nil {
			return decodeWave(name, format, body[:min(size, int64(len(body)))]) // a file cut short still sounds
		}
		if size > int64(len(body)) {
			break
		}
		if kind == "fmt " {
			format = body[:size]
		}
		b = body[min(size+size&1, int64(len(body))):]
	}
	return nil, badSound(name, "has no sound in it")
}

// decodeWave turns the samples of a WAV file to A-law.
func decodeWave(name string, format, data []byte) ([]byte, error) {
	if len(format) < 16 {
		return nil, badSound(name, "does not say how it is written")
	}
	le := binary.LittleEndian
	kind, channels, rate, bits := le.Uint16(format), le.Uint16(format[2:]), le.Uint32(format[4:]), le.Uint16(format[14:])
	switch {
	case channels != 1:
		return nil, badSound(name, "has %d channels", channels)
	case rate != rtp.Rate:
		return nil, badSound(name, "has %d samples a second", rate)
	case len(data) < 2:
		return nil, badSound(name, "has no sound in it")
	case kind == formatAlaw && bits == 8:
		return data, nil
	case kind == formatUlaw && bits == 8:
		rtp.PCMU.Convert(rtp.PCMA, data)
		return data, nil
	case kind == formatLinear && bits == 16:
		return linear(data), nil
	}
	return nil, badSound(name, "is written in format %d with %d bits", kind, bits)
}

// linear turns 16 bit samples to A-law.
func linear(data []byte) []byte {
	law := make([]byte, len(data)/2)
	for i := range law {
		s := [1]int16{int16(binary.LittleEndian.Uint16(data[2*i:]))}
		rtp.PCMA.Encode(law[i:], s[:])
	}
	return law
}
