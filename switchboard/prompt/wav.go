package prompt

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// alaw is the format of a WAV file that holds G.711 A-law (RFC 2361, appendix A.4: WAVE_FORMAT_ALAW).
const alaw = 6

// Read takes the sound out of a WAV file: A-law, 8 kHz, one channel. The result shares the file's bytes. The error
// says what the file is instead, or where it ends too early.
func Read(wav []byte) (Prompt, error) {
	if len(wav) < 12 || string(wav[:4]) != "RIFF" || string(wav[8:12]) != "WAVE" {
		return nil, errors.New("this is no WAV file")
	}
	known := false
	for rest := wav[12:]; len(rest) >= 8; {
		id, size := string(rest[:4]), uint64(binary.LittleEndian.Uint32(rest[4:]))
		if rest = rest[8:]; size > uint64(len(rest)) {
			return nil, fmt.Errorf("chunk %q has %d bytes and the file only %d more", id, size, len(rest))
		}
		body := rest[:size]
		switch {
		case id == "fmt ":
			if err := checkFormat(body); err != nil {
				return nil, err
			}
			known = true
		case id == "data" && !known:
			return nil, errors.New("the sound comes before its format")
		case id == "data":
			return Prompt(body[:len(body):len(body)]), nil
		}
		rest = rest[min(size+size%2, uint64(len(rest))):] // a chunk of odd size is followed by one byte more
	}
	return nil, errors.New("the WAV file holds no sound")
}

func checkFormat(body []byte) error {
	if len(body) < 16 {
		return fmt.Errorf("the format has %d bytes, 16 are wanted", len(body))
	}
	format, channels := binary.LittleEndian.Uint16(body), binary.LittleEndian.Uint16(body[2:])
	samples, bits := binary.LittleEndian.Uint32(body[4:]), binary.LittleEndian.Uint16(body[14:])
	if format != alaw || channels != 1 || samples != rate || bits != 8 {
		return fmt.Errorf("format %d with %d channels, %d samples a second of %d bits; wanted is A-law (%d), 1, %d, 8",
			format, channels, samples, bits, alaw, rate)
	}
	return nil
}
