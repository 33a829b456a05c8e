package prompt

import (
	"bytes"
	"encoding/binary"
	"math"
	"time"

	"huiyin"
	"huiyin/voice/rtp"
)

// SpokenMost is how long a greeting that somebody has spoken may be: people wait while it is played.
const SpokenMost = 20 * time.Second

// WAV wraps a sound as a file that Read takes and that browsers play.
func (p Prompt) WAV() []byte {
	var b bytes.Buffer
	write := func(v any) { _ = binary.Write(&b, binary.LittleEndian, v) } // into memory: it cannot fail
	b.WriteString("RIFF")
	write(uint32(36 + len(p) + len(p)%2))
	b.WriteString("WAVEfmt ")
	write(uint32(16))
	write([]uint16{alaw, 1})
	write([]uint32{rate, rate})
	write([]uint16{1, 8})
	b.WriteString("data")
	write(uint32(len(p)))
	b.Write(p)
	if len(p)%2 == 1 {
		b.WriteByte(0)
	}
	return b.Bytes()
}

// spec is what a WAV file says of its sound (RFC 2361 and Microsoft's WAVEFORMATEX).
type spec struct {
	code, channels uint16
	samples        uint32 // a second
	bits           uint16
}

const (
	pcm        = 1
	ulaw       = 7
	extensible = 0xfffe
)

// Spoken makes a prompt of a WAV file that somebody has recorded: one channel, 8,000 to 48,000 samples a second, PCM of
// 8, 16, 24 or 32 bits or G.711. A refusal says what the file is instead.
func Spoken(wav []byte) (Prompt, error) {
	f, sound, err := parts(wav)
	if err != nil {
		return nil, err
	}
	linear, err := f.linear(sound)
	if err != nil {
		return nil, err
	}
	switch long := time.Duration(len(linear)) * time.Second / time.Duration(f.samples); {
	case long > SpokenMost:
		return nil, refuse("The greeting is %.0f seconds long; at most %.0f are allowed, since people wait for its end.", math.Ceil(long.Seconds()), SpokenMost.Seconds())
	case long < time.Second:
		return nil, refuse("The greeting is shorter than a second; nobody would understand it.")
	}
	out := resample(linear, int(f.samples))
	p := make(Prompt, len(out))
	rtp.PCMA.Encode(p, out)
	return p, nil
}

func refuse(say string, args ...any) error { return huiyin.Invalid("sound", say, args...) }

// parts finds format and sound of a file.
func parts(wav []byte) (f spec, sound []byte, err error) {
	if len(wav) < 12 || string(wav[:4]) != "RIFF" || string(wav[8:12]) != "WAVE" {
		return f, nil, refuse("This is no WAV file. Save the recording as WAV with one channel.")
	}
	for rest := wav[12:]; len(rest) >= 8; {
		id, size := string(rest[:4]), uint64(binary.LittleEndian.Uint32(rest[4:]))
		rest = rest[8:]
		body := rest[:min(size, uint64(len(rest)))] // a recorder that was stopped may not have mended the size
		switch id {
		case "fmt ":
			if f, err = readFormat(body); err != nil {
				return f, nil, err
			}
		case "data":
			if f.samples == 0 {
				return f, nil, refuse("In this WAV file the sound comes before its format.")
			}
			return f, body, nil
		}
		rest = rest[min(size+size%2, uint64(len(rest))):]
	}
	return f, nil, refuse("This WAV file holds no sound.")
}

func readFormat(b []byte) (spec, error) {
	var f spec
	if len(b) < 16 {
		return f, refuse("The format of this WAV file cannot be read.")
	}
	le := binary.LittleEndian
	f.code, f.channels, f.samples, f.bits = le.Uint16(b), le.Uint16(b[2:]), le.Uint32(b[4:]), le.Uint16(b[14:])
	if f.code == extensible && len(b) >= 26 {
		f.code = le.Uint16(b[24:])
	}
	switch {
	case f.channels != 1:
		return f, refuse("The recording has %d channels. Save it with one channel (mono).", f.channels)
	case f.samples < 8000 || f.samples > 48000:
		return f, refuse("The recording has %d samples a second; 8,000 to 48,000 are wanted.", f.samples)
	}
	return f, nil
}

// linear reads the samples as 16 bits.
func (f spec) linear(b []byte) ([]int16, error) {
	le := binary.LittleEndian
	width := int(f.bits / 8)
	var sample func(b []byte) int16
	switch {
	case f.code == alaw && f.bits == 8, f.code == ulaw && f.bits == 8:
		law := rtp.PCMA
		if f.code == ulaw {
			law = rtp.PCMU
		}
		out := make([]int16, len(b))
		law.Decode(out, b)
		return out, nil
	case f.code == pcm && f.bits == 8:
		sample = func(b []byte) int16 { return int16(int(b[0])-128) << 8 }
	case f.code == pcm && (f.bits == 16 || f.bits == 24 || f.bits == 32): // the two highest bytes are enough
		sample = func(b []byte) int16 { return int16(le.Uint16(b[width-2:])) }
	default:
		return nil, refuse("The recording is of the format %d with %d bits. Save it as PCM of 16 bits.", f.code, f.bits)
	}
	out := make([]int16, len(b)/width)
	for i := range out {
		out[i] = sample(b[i*width : (i+1)*width])
	}
	return out, nil
}

// taps is how many samples of the result's rate a resampled one is made of, to each side.
const taps = 16

// resample brings samples to 8 kHz by a windowed sinc that leaves out what 8 kHz cannot carry.
func resample(in []int16, from int) []int16 {
	if from == rate {
		return in
	}
	step := float64(from) / rate
	out := make([]int16, int(float64(len(in))/step))
	for i := range out {
		centre, sum, weight := float64(i)*step, 0.0, 0.0
		for j := max(0, int(centre-taps*step)); j <= min(len(in)-1, int(centre+taps*step)); j++ {
			w := kernel((float64(j) - centre) / step)
			sum, weight = sum+w*float64(in[j]), weight+w
		}
		out[i] = int16(max(-32768, min(32767, math.Round(sum/weight))))
	}
	return out
}

// kernel is a sinc under a Hann window, in samples of the result.
func kernel(x float64) float64 {
	if x == 0 {
		return 1
	}
	if math.Abs(x) >= taps {
		return 0
	}
	return math.Sin(math.Pi*x) / (math.Pi * x) * (0.5 + 0.5*math.Cos(math.Pi*x/taps))
}
