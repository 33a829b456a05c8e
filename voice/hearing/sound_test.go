package hearing

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"huiyin"
	"huiyin/voice/rtp"
)

// wave is a WAV file.
func wave(format, channels uint16, rate uint32, bits uint16, data []byte) []byte {
	le := binary.LittleEndian
	b := le.AppendUint32([]byte("RIFF"), uint32(36+len(data)))
	b = le.AppendUint32(append(b, "WAVEfmt "...), 16)
	b = le.AppendUint16(b, format)
	b = le.AppendUint16(b, channels)
	b = le.AppendUint32(b, rate)
	b = le.AppendUint32(b, rate*uint32(channels*bits/8))
	b = le.AppendUint16(b, channels*bits/8)
	b = le.AppendUint16(b, bits)
	b = le.AppendUint32(append(b, "LIST"...), 3)
	b = append(b, "abc\x00"...) // an odd chunk, padded
	b = le.AppendUint32(append(b, "data"...), uint32(len(data)))
	return append(b, data...)
}

func TestSoundsAreRead(t *testing.T) {
	law := spoken(rtp.PCMA, 0, low).Payload
	ulaw := spoken(rtp.PCMU, 0, low).Payload
	var linear []byte
	for i := range beatSamples {
		linear = binary.LittleEndian.AppendUint16(linear, uint16(low(i)))
	}
	cut := wave(formatAlaw, 1, 8000, 8, append(bytes.Clone(law), 1, 2, 3, 4))
	fromUlaw := bytes.Clone(ulaw)
	rtp.PCMU.Convert(rtp.PCMA, fromUlaw)
	for name, c := range map[string]struct{ file, want []byte }{
		"A-law":      {wave(formatAlaw, 1, 8000, 8, law), law},
		"µ-law":      {wave(formatUlaw, 1, 8000, 8, ulaw), fromUlaw},
		"16 bits":    {wave(formatLinear, 1, 8000, 16, linear), law},
		"bare bytes": {law, law},
		"cut short":  {cut[:len(cut)-4], law},
	} {
		s, err := ReadSound(name, bytes.NewReader(c.file))
		if err != nil || s.Name != name || !bytes.Equal(s.Law, c.want) {
			t.Errorf("%s: %d bytes, %v", name, len(s.Law), err)
		}
	}
}

func TestOtherFilesAreRefused(t *testing.T) {
	data := make([]byte, 320)
	for name, file := range map[string][]byte{
		"stereo":       wave(formatAlaw, 2, 8000, 8, data),
		"44.1 kHz":     wave(formatLinear, 1, 44100, 16, data),
		"24 bits":      wave(formatLinear, 1, 8000, 24, data),
		"MP3 in a WAV": wave(0x55, 1, 8000, 8, data),
		"no data":      wave(formatAlaw, 1, 8000, 8, nil),
		"only a head":  wave(formatAlaw, 1, 8000, 8, data)[:40],
		"empty":        nil,
		"too long":     make([]byte, longestSound+1),
	} {
		_, err := ReadSound(name, bytes.NewReader(file))
		if huiyin.KindOf(err) != huiyin.KindInvalid || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	broken := errors.New("broken")
	if _, err := ReadSound("x", iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Errorf("a reader's error became %v", err)
	}
}

func FuzzReadSound(f *testing.F) {
	f.Add(wave(formatAlaw, 1, 8000, 8, []byte{1, 2, 3, 4}))
	f.Add(wave(formatLinear, 1, 8000, 16, []byte{1, 2, 3}))
	f.Add(waveHeader(12))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := ReadSound("x", bytes.NewReader(b))
		if err == nil && (len(s.Law) == 0 || len(s.Law) > len(b)) {
			t.Errorf("%d bytes became %d", len(b), len(s.Law))
		}
	})
}

func TestTonesAreThoseOfTheCountry(t *testing.T) {
	for _, c := range []struct {
		sound   Sound
		on, off time.Duration
	}{{Ringback(), time.Second, 4 * time.Second}, {Busy(), 350 * time.Millisecond, 350 * time.Millisecond}} {
		s := make([]int16, len(c.sound.Law))
		rtp.PCMA.Decode(s, c.sound.Law)
		on := int(c.on * rtp.Rate / time.Second)
		if got := samplesTime(int64(len(s))); got != c.on+c.off {
			t.Errorf("%s lasts %v", c.sound.Name, got)
		}
		if a := tone(s[:on], 450); a < 0.2 || a > 0.24 { // 13.14 dB below full
			t.Errorf("%s has %.3f at 450 Hz", c.sound.Name, a)
		}
		if !silent(s[on:]) {
			t.Errorf("%s sounds in its pause", c.sound.Name)
		}
	}
}
