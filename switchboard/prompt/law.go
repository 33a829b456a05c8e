package prompt

import (
	"math"
	"math/bits"
)

// silence is the byte of the sample nearest to zero.
const silence = 0xD5

// encode is G.711, table 1a: sign, three bits of segment, four of step, and every second bit inverted. Of 16 bits the
// law keeps the upper 13.
func encode(sample int16) byte {
	sign, v := byte(0x80), int(sample)>>3
	if v < 0 {
		sign, v = 0, -v-1
	}
	v >>= 1 // steps of the first segment
	if v < 32 {
		return (sign | byte(v)) ^ 0x55
	}
	segment := bits.Len(uint(v)) - 4
	return (sign | byte(segment<<4|v>>(segment-1)&15)) ^ 0x55
}

// decode is the other direction; the value lies in the middle of the step.
func decode(b byte) int16 {
	b ^= 0x55
	segment, v := b>>4&7, int16(b&15)<<4+8
	if segment > 0 {
		v = (v + 0x100) << (segment - 1)
	}
	if b&0x80 == 0 {
		return -v
	}
	return v
}

// Level is how loud a prompt is, on average (root mean square, pauses included) and at its peak, both in dBFS: 0 is the
// largest number of 16 bits, speech lies about -18. A city that brings its own sounds can compare them with ours.
func (p Prompt) Level() (average, peak float64) {
	sum, top := 0.0, 0.0
	for _, b := range p {
		v := math.Abs(float64(decode(b))) / (1 << 15)
		sum += v * v
		top = max(top, v)
	}
	return 10 * math.Log10(sum/float64(max(len(p), 1))), 20 * math.Log10(top)
}
