package rtp

import (
	"math"
	"testing"
)

// G.711 gives decision values: what lies between two of them becomes one code, which stands for their middle
// (tables 1a and 2a, columns 5 and 8). Steps double every sixteen codes.
func decisionValues(first, step float64, steady int) []float64 {
	x := []float64{0, first}
	for n := 2; n < 128; n++ {
		if n > steady && (n-1)%16 == 0 {
			step *= 2
		}
		x = append(x, x[n-1]+step)
	}
	return x
}

func TestLawsAreThoseOfG711(t *testing.T) {
	laws := []struct {
		codec   Codec
		x       []float64 // decision values
		y       func(x []float64, n int) float64
		full    float64 // the virtual decision value at the top
		unit    float64 // of 16 bits
		invert  byte
		posSign byte
	}{
		// A-law: sixteen steps of 2 twice, then each segment's are twice as wide; even bits are inverted.
		{PCMA, decisionValues(2, 2, 32), middle, 4096, 8, 0x55, 0x80},
		// µ-law: a first step of 1, fifteen of 2, then twice as wide each; all bits are inverted.
		{PCMU, decisionValues(1, 2, 16), middleOfUlaw, 8159, 4, 0x7F, 0x80},
	}
	for _, law := range laws {
		x := append(law.x, law.full)
		for n := range 128 {
			for _, sign := range []float64{1, -1} {
				code := byte(n) ^ law.invert
				if sign > 0 {
					code |= law.posSign
				}
				want := int16(sign * law.y(x, n) * law.unit)
				if got := decoded(law.codec, code); got != want {
					t.Errorf("%v: code %#02x is %d, want %d", law.codec, code, got, want)
				}
			}
		}
		for s := math.MinInt16; s <= math.MaxInt16; s++ {
			code := encoded(law.codec, int16(s))
			n := int(code&0x7F ^ law.invert&0x7F)
			v := math.Abs(float64(s)) / law.unit
			if s < 0 { // our samples are whole numbers, and -1 is the first below zero
				v = math.Abs(float64(s)+1) / law.unit
			}
			if v < x[n] || n < 127 && v >= x[n+1] {
				t.Fatalf("%v: sample %d became step %d, which is from %v to %v", law.codec, s, n, x[n], x[n+1])
			}
			if (code&0x80 != 0) != (s >= 0) {
				t.Fatalf("%v: sample %d has the wrong sign in %#02x", law.codec, s, code)
			}
		}
	}
}

func middle(x []float64, n int) float64 { return (x[n] + x[n+1]) / 2 }

// The lowest step of µ-law stands for zero itself.
func middleOfUlaw(x []float64, n int) float64 {
	if n == 0 {
		return 0
	}
	return middle(x, n)
}

func decoded(c Codec, code byte) int16 {
	var s [1]int16
	c.Decode(s[:], []byte{code})
	return s[0]
}

func encoded(c Codec, s int16) byte {
	var b [1]byte
	c.Encode(b[:], []int16{s})
	return b[0]
}

func TestConversionKeepsTheSample(t *testing.T) {
	for _, way := range [][2]Codec{{PCMA, PCMU}, {PCMU, PCMA}} {
		from, to := way[0], way[1]
		for code := range 256 {
			b := []byte{byte(code)}
			from.Convert(to, b)
			if want := encoded(to, decoded(from, byte(code))); b[0] != want {
				t.Errorf("%v %#02x became %#02x, want %#02x", from, code, b[0], want)
			}
		}
	}
	b := []byte{1, 2, 3}
	PCMA.Convert(PCMA, b)
	if string(b) != "\x01\x02\x03" {
		t.Errorf("a conversion to the same law changed the bytes to %v", b)
	}
}

func TestEveryCodeSurvivesItsOwnSample(t *testing.T) {
	for _, c := range []Codec{PCMA, PCMU} {
		for code := range 256 {
			if c == PCMU && code == 0x7F { // minus zero
				continue
			}
			if got := encoded(c, decoded(c, byte(code))); got != byte(code) {
				t.Errorf("%v: %#02x came back as %#02x", c, code, got)
			}
		}
		if s := decoded(c, c.Silence()); s < -8 || s > 8 {
			t.Errorf("%v: silence is %d", c, s)
		}
	}
}

func TestCodingStopsAtTheShorterSide(t *testing.T) {
	if n := PCMA.Decode(make([]int16, 3), make([]byte, 5)); n != 3 {
		t.Errorf("decoded %d, want 3", n)
	}
	if n := PCMU.Encode(make([]byte, 2), make([]int16, 5)); n != 2 {
		t.Errorf("encoded %d, want 2", n)
	}
}
