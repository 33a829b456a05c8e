package prompt

import (
	"math"
	"testing"
)

// The values are those of G.711, tables 1a and 1b, at 16 bits.
func TestLaw(t *testing.T) {
	for b, want := range map[byte]int16{0xD5: 8, 0x55: -8, 0xAA: 32256, 0x2A: -32256, 0x80: 5504, 0xC5: 264, 0xF5: 528} {
		if got := decode(b); got != want {
			t.Errorf("decode(%#x) = %d, want %d", b, got, want)
		}
	}
	for b := range 256 {
		if got := encode(decode(byte(b))); got != byte(b) {
			t.Errorf("%#x comes back as %#x", b, got)
		}
	}
}

// Whatever is encoded comes back within half a step, a thirty-second of it or eight.
func TestLawIsNear(t *testing.T) {
	for s := math.MinInt16; s <= math.MaxInt16; s++ {
		if off := math.Abs(float64(s) - float64(decode(encode(int16(s))))); off > max(8, math.Abs(float64(s))/32) {
			t.Fatalf("%d is off by %v", s, off)
		}
	}
}

func TestLevel(t *testing.T) {
	square := make(Prompt, 8000)
	for i := range square {
		square[i] = encode([2]int16{16384, -16384}[i%2])
	}
	if average, peak := square.Level(); math.Abs(average+6) > 0.3 || math.Abs(peak+6) > 0.3 {
		t.Errorf("half of the largest number is %.2f and %.2f dBFS, want -6", average, peak)
	}
	if average, peak := Prompt(nil).Level(); !math.IsInf(average, -1) || !math.IsInf(peak, -1) {
		t.Errorf("nothing is %v and %v dBFS loud", average, peak)
	}
}
