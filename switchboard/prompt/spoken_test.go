package prompt

import (
	"encoding/binary"
	"math"
	"strings"
	"testing"

	"huiyin"
	"huiyin/voice/rtp"
)

// recorded is a WAV file of a tone.
func recorded(code, channels uint16, samples uint32, bits uint16, hertz, seconds float64) []byte {
	le := binary.LittleEndian
	b := append([]byte("RIFF\x00\x00\x00\x00WAVEfmt \x10\x00\x00\x00"), le.AppendUint16(nil, code)...)
	b = le.AppendUint16(b, channels)
	b = le.AppendUint32(b, samples)
	b = le.AppendUint32(b, samples*uint32(bits/8))
	b = le.AppendUint16(b, bits/8)
	b = le.AppendUint16(b, bits)
	var data []byte
	for i := range int(float64(samples) * seconds) {
		v := int16(16000 * math.Sin(2*math.Pi*hertz*float64(i)/float64(samples)))
		switch bits {
		case 8:
			data = append(data, byte(int(v>>8)+128))
		case 16:
			data = le.AppendUint16(data, uint16(v))
		case 24:
			data = append(append(data, 0), le.AppendUint16(nil, uint16(v))...)
		case 32:
			data = append(append(data, 0, 0), le.AppendUint16(nil, uint16(v))...)
		}
	}
	b = append(b, "data"...)
	return append(le.AppendUint32(b, uint32(len(data))), data...)
}

// power is how much of a sound is a tone, of 1.
func power(p Prompt, hertz float64) float64 {
	linear := make([]int16, len(p))
	rtp.PCMA.Decode(linear, p)
	var sin, cos, all float64
	for i, v := range linear {
		angle := 2 * math.Pi * hertz * float64(i) / rate
		sin, cos, all = sin+float64(v)*math.Sin(angle), cos+float64(v)*math.Cos(angle), all+float64(v)*float64(v)
	}
	return 2 * (sin*sin + cos*cos) / (all * float64(len(linear)))
}

// Whatever a recorder makes becomes the same tone on the wire.
func TestWhatIsSpokenIsHeard(t *testing.T) {
	for _, samples := range []uint32{8000, 11025, 16000, 22050, 44100, 48000} {
		for _, bits := range []uint16{8, 16, 24, 32} {
			p, err := Spoken(recorded(pcm, 1, samples, bits, 1000, 2))
			if err != nil || math.Abs(p.Duration().Seconds()-2) > 0.01 || power(p, 1000) < 0.97 {
				t.Errorf("%d samples of %d bits: %v, %v, %.3f is the tone", samples, bits, err, p.Duration(), power(p, 1000))
			}
			again, err := Read(p.WAV())
			if err != nil || string(again) != string(p) {
				t.Errorf("as a file: %v", err)
			}
			if same, err := Spoken(p.WAV()); err != nil || string(same) != string(p) {
				t.Errorf("spoken again: %v", err)
			}
		}
	}
	if p, err := Spoken(recorded(pcm, 1, 48000, 16, 7000, 2)); err != nil || power(p, 1000) > 0.5 {
		t.Errorf("what 8 kHz cannot carry is left out: %v, %.3f", err, power(p, 1000)) // 7 kHz would be heard as 1 kHz
	} else if loud := loudest(p); loud > 300 {
		t.Errorf("what 8 kHz cannot carry is heard as %d", loud)
	}
}

func loudest(p Prompt) (most int16) {
	linear := make([]int16, len(p))
	rtp.PCMA.Decode(linear, p)
	for _, v := range linear[100 : len(linear)-100] {
		most = max(most, v, -v)
	}
	return most
}

func TestWhatCannotBeAGreeting(t *testing.T) {
	for want, wav := range map[string][]byte{
		"no WAV file":       []byte("ID3 something else altogether"),
		"2 channels":        recorded(pcm, 2, 16000, 16, 440, 2),
		"96000 samples":     recorded(pcm, 1, 96000, 16, 440, 2),
		"format 3":          recorded(3, 1, 16000, 32, 440, 2),
		"21 seconds":        recorded(pcm, 1, 8000, 16, 440, 20.5),
		"shorter":           recorded(pcm, 1, 8000, 16, 440, 0.5),
		"holds no sound":    recorded(pcm, 1, 8000, 16, 440, 2)[:36],
		"cannot be read":    []byte("RIFF\x00\x00\x00\x00WAVEfmt \x04\x00\x00\x00\x01\x00\x01\x00data\x00\x00\x00\x00"),
		"before its format": []byte("RIFF\x00\x00\x00\x00WAVEdata\x02\x00\x00\x00\x00\x00"),
	} {
		if _, err := Spoken(wav); huiyin.KindOf(err) != huiyin.KindInvalid || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not what it says: %v", want, err)
		}
	}
}

func FuzzSpoken(f *testing.F) {
	f.Add(recorded(pcm, 1, 16000, 16, 440, 1.5)[:4000])
	f.Add(recorded(7, 1, 8000, 8, 440, 1.5))
	f.Fuzz(func(t *testing.T, wav []byte) {
		if p, err := Spoken(wav); err == nil && p.Duration() > SpokenMost {
			t.Errorf("%v", p.Duration())
		}
	})
}
