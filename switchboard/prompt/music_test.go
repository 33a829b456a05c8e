package prompt

import (
	"math"
	"testing"
	"time"
)

func TestMusicIsSoft(t *testing.T) {
	m := Music()
	if m.Duration() != 16*time.Second {
		t.Errorf("it takes %v", m.Duration())
	}
	if level, peak := m.Level(); math.Abs(level-average) > 0.2 || peak > -6 {
		t.Errorf("average %.1f dBFS, peak %.1f", level, peak)
	}
}

// Where the end meets the beginning the sound bends no more than it does within: a click would.
func TestMusicHasNoSeam(t *testing.T) {
	m := Music()
	bend := func(i int) float64 {
		at := func(k int) float64 { return float64(decode(m[(i+k)%len(m)])) }
		return math.Abs(at(0) - 2*at(1) + at(2))
	}
	within := 0.0
	for i := range len(m) - 2 {
		within = max(within, bend(i))
	}
	for i := len(m) - 2; i < len(m); i++ {
		if bend(i) > within/2 {
			t.Errorf("the seam bends by %.0f, the piece by %.0f at most", bend(i), within)
		}
	}
}

// Nobody waits in silence: each second has something in it.
func TestMusicNeverStops(t *testing.T) {
	for i := range 16 {
		if level, _ := Music()[i*rate : (i+1)*rate].Level(); math.Abs(level-average) > 6 {
			t.Errorf("second %d has %.1f dBFS", i, level)
		}
	}
}

func BenchmarkCompose(b *testing.B) {
	for b.Loop() {
		compose()
	}
}
