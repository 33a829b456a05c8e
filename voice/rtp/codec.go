package rtp

import "math/bits"

// Codec is a way of writing speech into bytes, by its static payload type (RFC 3551, section 6). Both have one
// byte a sample and 8,000 samples a second.
type Codec uint8

// The two laws of ITU-T G.711.
const (
	PCMU Codec = 0 // µ-law
	PCMA Codec = 8 // A-law
)

// Rate is the number of samples a second, and the clock of all time stamps here (RFC 3551, section 4.5.14).
const Rate = 8000

// Known says whether c is one of the two laws.
func (c Codec) Known() bool { return c == PCMU || c == PCMA }

// String is the name in SDP.
func (c Codec) String() string {
	switch c {
	case PCMU:
		return "PCMU"
	case PCMA:
		return "PCMA"
	}
	return "unknown"
}

// Silence is the byte that stands for the sample nearest to zero.
func (c Codec) Silence() byte {
	if c == PCMU {
		return 0xFF
	}
	return 0xD5
}

// Decode writes the samples of src, 16 bit linear, to dst and returns how many. It stops at the shorter of both.
func (c Codec) Decode(dst []int16, src []byte) int {
	n := min(len(dst), len(src))
	law := &alawToLinear
	if c == PCMU {
		law = &ulawToLinear
	}
	for i, b := range src[:n] {
		dst[i] = law[b]
	}
	return n
}

// Encode writes the bytes of src's samples to dst and returns how many. It stops at the shorter of both.
func (c Codec) Encode(dst []byte, src []int16) int {
	n := min(len(dst), len(src))
	if c == PCMU {
		for i, s := range src[:n] {
			dst[i] = linearToUlaw[uint16(s)>>2]
		}
		return n
	}
	for i, s := range src[:n] {
		dst[i] = linearToAlaw[uint16(s)>>4]
	}
	return n
}

// Convert turns bytes of c into bytes of another law, in place. Where both are the same nothing happens.
func (c Codec) Convert(to Codec, b []byte) {
	law := &alawToUlaw
	switch {
	case c == to:
		return
	case c == PCMU:
		law = &ulawToAlaw
	}
	for i, v := range b {
		b[i] = law[v]
	}
}

// G.711 knows 13 bits of a 16 bit sample in A-law and 14 in µ-law. The sign of A-law lies below the lowest step,
// so 12 bits of a sample are enough there.
var (
	alawToLinear, ulawToLinear = lawTable(alawSample), lawTable(ulawSample)
	linearToAlaw               = alawTable()
	linearToUlaw               = ulawTable()
	alawToUlaw, ulawToAlaw     = otherLaw(PCMA, PCMU), otherLaw(PCMU, PCMA)
)

func lawTable(sample func(byte) int16) (t [256]int16) {
	for i := range t {
		t[i] = sample(byte(i))
	}
	return t
}

func otherLaw(from, to Codec) (t [256]byte) {
	for i := range t {
		var s [1]int16
		from.Decode(s[:], []byte{byte(i)})
		to.Encode(t[i:i+1], s[:])
	}
	return t
}

// alawSample is G.711, table 1a: sign, three bits of segment, four of step; every second bit is inverted on the wire.
func alawSample(b byte) int16 {
	b ^= 0x55
	segment, step := b>>4&7, int16(b&15)
	s := step<<4 + 8
	if segment > 0 {
		s = (s + 0x100) << (segment - 1)
	}
	if b&0x80 == 0 {
		return -s
	}
	return s
}

func alawTable() (t [1 << 12]byte) {
	for i := range t {
		v := i // the magnitude, of 11 bits
		sign := byte(0x80)
		if i >= 1<<11 {
			v, sign = 1<<12-1-i, 0
		}
		code := byte(v) // the first two segments are one line
		if v >= 32 {
			segment := bits.Len(uint(v)) - 4
			code = byte(segment<<4 | v>>(segment-1)&15)
		}
		t[i] = (code | sign) ^ 0x55
	}
	return t
}

// ulawSample is G.711, table 2a: as A-law, with a bias of 33 and all bits inverted on the wire.
func ulawSample(b byte) int16 {
	b = ^b
	segment, step := b>>4&7, int16(b&15)
	s := (step<<1+33)<<segment - 33
	if b&0x80 != 0 {
		return -s << 2
	}
	return s << 2
}

func ulawTable() (t [1 << 14]byte) {
	for i := range t {
		v := i // the magnitude, of 13 bits
		sign := byte(0)
		if i >= 1<<13 {
			v, sign = 1<<14-1-i, 0x80
		}
		v = min(v+33, 1<<13-1)
		segment := bits.Len(uint(v)) - 6
		t[i] = ^(sign | byte(segment<<4|v>>(segment+1)&15))
	}
	return t
}
