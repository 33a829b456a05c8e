package demo

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
	"time"
)

// sound is an invented conversation: two voices that hum by turns, which nobody shall take for people's.
type sound struct {
	file   []byte // WAV, A-law, 8 kHz, the caller left and the seat right
	length time.Duration
	pauses string // the stretch in which the recording rested, as the record keeps it
}

const sampleRate = 8000 // a second

// hum makes a conversation of half a minute to a good minute.
func hum(d *rand.Rand) sound {
	seconds := 30 + d.IntN(40)
	frames := make([]byte, 0, 2*sampleRate*seconds)
	pitch := [2]float64{110 + 60*d.Float64(), 180 + 70*d.Float64()}
	var rests [2]int
	s := sound{length: time.Duration(seconds) * time.Second}
	if d.IntN(3) == 0 {
		rests = [2]int{seconds / 2, seconds/2 + 4 + d.IntN(5)}
		s.pauses = fmt.Sprintf("%d-%d", rests[0], rests[1])
	}
	speaks, left := 1, 3*sampleRate // the seat greets
	for n := range sampleRate * seconds {
		if left--; left <= 0 {
			speaks, left = 1-speaks, sampleRate*(2+d.IntN(4))
		}
		var pair [2]float64
		if at := n / sampleRate; left > sampleRate/2 && (at < rests[0] || at >= rests[1]) {
			pair[speaks] = voice(float64(n)/sampleRate, pitch[speaks])
		}
		frames = append(frames, aLaw(pair[0]+0.002*(d.Float64()-.5)), aLaw(pair[1]+0.002*(d.Float64()-.5)))
	}
	s.file = wave(frames)
	return s
}

// voice is a hum with syllables: a pitch with its overtones, which swells four times a second.
func voice(t, pitch float64) float64 {
	swell := math.Pow(math.Abs(math.Sin(math.Pi*3.7*t)), .7) * (.6 + .4*math.Sin(2*math.Pi*.43*t))
	tone := math.Sin(2*math.Pi*pitch*t) + .5*math.Sin(4*math.Pi*pitch*t) + .25*math.Sin(6*math.Pi*pitch*t)
	return .28 * swell * tone
}

// aLaw writes a sample from -1 to 1 as G.711 has it (table 1a): sign, segment and step, with every other bit turned.
func aLaw(x float64) byte {
	n, mask := min(int(math.Abs(x)*4096), 4095), byte(0xd5)
	if x < 0 {
		mask = 0x55
	}
	segment := max(bits.Len(uint(n))-5, 0) // 0 and 1 have steps of the same size
	return mask ^ (byte(segment)<<4 | byte(n>>max(segment, 1))&0x0f)
}

// wave puts a WAV header before frames of two A-law channels (RFC 2361, format 6).
func wave(frames []byte) []byte {
	le := binary.LittleEndian
	b := append([]byte("RIFF"), le.AppendUint32(nil, uint32(36+len(frames)))...)
	b = append(b, "WAVEfmt \x10\x00\x00\x00\x06\x00\x02\x00"...)
	b = le.AppendUint32(le.AppendUint32(b, sampleRate), 2*sampleRate)
	b = append(b, "\x02\x00\x08\x00data"...)
	return append(le.AppendUint32(b, uint32(len(frames))), frames...)
}
