package prompt

import (
	"math"
	"sync"
)

// The waltz that is played to those who wait: our own, eight bars of two seconds, soft chords with a few bells. It is
// written down here as notes, and becomes sound when it is first wanted.
var (
	// chords are four notes for each bar, as keys of a piano (69 is 440 Hz); a telephone loses all below 300 Hz, so
	// that they lie close together in the middle.
	chords = [...][4]int{
		{60, 65, 69, 72}, // F
		{62, 65, 69, 72}, // D minor seventh
		{58, 62, 65, 70}, // B flat
		{60, 64, 67, 72}, // C
		{60, 64, 69, 72}, // A minor
		{62, 65, 70, 74}, // B flat
		{58, 62, 65, 67}, // G minor seventh
		{60, 64, 67, 70}, // C seventh
	}
	// bells are one row for each bar and one key for each beat; 0 is silent.
	bells = [...][3]int{
		{81, 0, 77}, {79, 0, 0}, {77, 0, 74}, {76, 0, 0}, {76, 79, 84}, {82, 0, 81}, {79, 0, 77}, {79, 0, 0},
	}
)

const (
	beat    = rate * 2 / 3 // samples; 90 a minute
	bar     = 2 * rate
	loop    = len(chords) * bar
	average = -20.0 // dBFS, root mean square: below speech
)

// Music is a piece of 16 seconds that can be played again and again: what sounds at the end goes on at the beginning.
// The first call takes a tenth of a second.
func Music() Prompt { return music() }

var music = sync.OnceValue(compose)

// compose plays the notes.
func compose() Prompt {
	var sum [loop]float64
	for i, chord := range chords {
		for _, key := range chord {
			strike(&sum, i*bar, hum(key))
		}
		for j, key := range bells[i] {
			if key != 0 {
				strike(&sum, i*bar+j*beat, bell(key))
			}
		}
	}
	return master(sum[:])
}

// strike adds a note at a place of the loop; what is longer than the loop's end goes on at its beginning.
func strike(sum *[loop]float64, at int, note []float64) {
	for i, v := range note {
		sum[(at+i)%loop] += v
	}
}

// hum is a held note of three seconds that swells and fades over half of its neighbours, two voices slightly apart.
func hum(key int) []float64 {
	note := make([]float64, 3*rate)
	for i := range note {
		t := float64(i) / rate
		swell := math.Sin(math.Pi * float64(i) / float64(len(note)))
		for _, apart := range [...]float64{0.9985, 1.0015} {
			note[i] += 0.5 * swell * swell * tone(frequency(key)*apart*t, 0.35, 0.12)
		}
	}
	return note
}

// bell is a struck note of two seconds and a half that dies away, with its end taken down to nothing.
func bell(key int) []float64 {
	note := make([]float64, 5*rate/2)
	for i := range note {
		t, left := float64(i)/rate, float64(len(note)-i)/float64(len(note))
		strength := 1.1 * math.Min(t/0.012, 1) * math.Exp(-t/0.6) * math.Sqrt(left)
		note[i] = strength * tone(frequency(key)*t, 0.25*math.Exp(-t/0.2), 0.08*math.Exp(-t/0.1))
	}
	return note
}

// tone is a sine with its second and third harmonics, so many turns after its beginning. The harmonics follow from the
// first by the addition theorems, which saves two sines.
func tone(turns, second, third float64) float64 {
	s, c := math.Sincos(2 * math.Pi * turns)
	return s + second*2*s*c + third*s*(3-4*s*s)
}

// frequency of a piano's key in hertz, in equal temperament.
func frequency(key int) float64 { return 440 * math.Exp2(float64(key-69)/12) }

// master brings the piece to its level and into A-law.
func master(sum []float64) Prompt {
	power := 0.0
	for _, v := range sum {
		power += v * v
	}
	gain := math.MaxInt16 * math.Pow(10, average/20) / math.Sqrt(power/float64(len(sum)))
	p := make(Prompt, len(sum))
	for i, v := range sum {
		p[i] = encode(int16(math.Round(max(-1<<15, min(v*gain, 1<<15-1)))))
	}
	return p
}
