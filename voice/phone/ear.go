package phone

import (
	"io"
	"math"
	"sync"
	"time"

	"huiyin/voice/rtp"
)

// window is how much of what was last heard is judged: 200 ms.
const window = rtp.Rate / 5

// An Ear is what a telephone hears.
type Ear struct {
	mu      sync.Mutex
	recent  []int16 // at most window samples, the newest last
	frames  int
	tape    io.Writer
	waiting []waiting
	probe   *Probe
}

type waiting struct {
	hz   float64
	want bool
	done chan struct{}
}

// hear takes a piece of speech.
func (e *Ear) hear(f rtp.Frame) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.frames++
	if e.probe != nil {
		e.probe.take(f.Payload, time.Now())
		return
	}
	var samples [480]int16
	n := f.Codec.Decode(samples[:], f.Payload)
	e.recent = append(e.recent, samples[:n]...)
	if extra := len(e.recent) - window; extra > 0 {
		e.recent = append(e.recent[:0], e.recent[extra:]...)
	}
	if e.tape != nil {
		_, _ = e.tape.Write(f.Payload)
	}
	if len(e.recent) < window {
		return
	}
	left := e.waiting[:0]
	for _, w := range e.waiting {
		if tone(e.recent, w.hz) == w.want {
			close(w.done)
		} else {
			left = append(left, w)
		}
	}
	e.waiting = left
}

// Tape writes what is heard from now on to w, as it comes, in the codec of the call.
func (e *Ear) Tape(w io.Writer) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.tape = w
}

// Frames is how many pieces have been heard.
func (e *Ear) Frames() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.frames
}

// Level is the root mean square of the last 200 ms, 0 to 1.
func (e *Ear) Level() float64 {
	e.mu.Lock()
	defer e.mu.Unlock()
	return math.Sqrt(power(e.recent)) / math.MaxInt16
}

// Tone says whether the last 200 ms have a tone of that frequency in them.
func (e *Ear) Tone(hz float64) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return tone(e.recent, hz)
}

// Hears is closed once a tone of that frequency is heard, or, with want false, once something else is.
func (e *Ear) Hears(hz float64, want bool) <-chan struct{} {
	e.mu.Lock()
	defer e.mu.Unlock()
	w := waiting{hz, want, make(chan struct{})}
	e.waiting = append(e.waiting, w)
	return w.done
}

// Tone says whether A-law has a tone of that frequency in it.
func Tone(law []byte, hz float64) bool {
	samples := make([]int16, len(law))
	return tone(samples[:rtp.PCMA.Decode(samples, law)], hz)
}

// tone wants a part of 5 % of full scale in amplitude and of at least a tenth of all there is in power, so that three
// tones at once are each still one.
func tone(samples []int16, hz float64) bool {
	if len(samples) < window {
		return false
	}
	p := goertzel(samples, hz)
	return math.Sqrt(2*p) > 0.05*math.MaxInt16 && p > power(samples)/10
}

// goertzel is the power at one frequency (G. Goertzel, 1958): a sine of amplitude a has a²/2.
func goertzel(samples []int16, hz float64) float64 {
	c := 2 * math.Cos(2*math.Pi*hz/rtp.Rate)
	var s1, s2 float64
	for _, x := range samples {
		s1, s2 = float64(x)+c*s1-s2, s1
	}
	n := float64(len(samples))
	return 2 * (s1*s1 + s2*s2 - c*s1*s2) / (n * n)
}

func power(samples []int16) float64 {
	var sum float64
	for _, x := range samples {
		sum += float64(x) * float64(x)
	}
	return sum / max(float64(len(samples)), 1)
}

// Sine is a second of a tone at half of full scale, in A-law: something to say.
func Sine(hz int) []byte {
	samples := make([]int16, rtp.Rate)
	for i := range samples {
		samples[i] = int16(0.5 * math.MaxInt16 * math.Sin(2*math.Pi*float64(hz)*float64(i)/rtp.Rate))
	}
	sound := make([]byte, rtp.Rate)
	rtp.PCMA.Encode(sound, samples)
	return sound
}
