package rtp

import "time"

// A sequence follows one source's numbers and time stamps: RFC 3550, appendix A.1 (validity), A.3 (loss) and
// A.8 (jitter). The zero value awaits the first packet.
type sequence struct {
	begun    bool
	ssrc     uint32
	next     uint32 // the number that would make a new source, or a jump, credible; beyond 16 bits: none
	nextSSRC uint32
	base     uint32
	max      uint16
	cycles   uint32 // shifted by 16 bits
	received uint32
	lost     uint64 // of earlier sources and before jumps
	late     uint64

	expectedBefore, receivedBefore uint32 // at the last report

	transit int64 // in samples
	timed   bool
	jitter  float64 // in samples
}

const (
	dropout  = 3000
	misorder = 100
	none     = 1 << 16
)

// take counts a packet and says whether it may be used. The first packet of another source, and the first after
// a jump, may not: the second must confirm them.
func (s *sequence) take(ssrc uint32, seq uint16) bool {
	switch {
	case !s.begun:
		s.begin(ssrc, seq)
		return true
	case ssrc != s.ssrc:
		return s.confirmed(ssrc, seq)
	}
	s.received++
	switch delta := seq - s.max; {
	case delta == 0:
		s.late++
	case delta < dropout:
		if seq < s.max {
			s.cycles += 1 << 16
		}
		s.max = seq
	case delta <= 1<<16-misorder:
		s.received--
		return s.confirmed(ssrc, seq)
	default:
		s.late++
	}
	return true
}

func (s *sequence) confirmed(ssrc uint32, seq uint16) bool {
	if s.nextSSRC == ssrc && s.next == uint32(seq) {
		s.begin(ssrc, seq)
		return true
	}
	s.nextSSRC, s.next = ssrc, uint32(seq+1)
	return false
}

func (s *sequence) begin(ssrc uint32, seq uint16) {
	*s = sequence{begun: true, ssrc: ssrc, next: none, base: uint32(seq), max: seq, received: 1,
		lost: s.totalLost(), late: s.late, jitter: s.jitter}
}

func (s *sequence) highest() uint32 { return s.cycles + uint32(s.max) }

func (s *sequence) expected() uint32 {
	if !s.begun {
		return 0
	}
	return s.highest() - s.base + 1
}

// totalLost is never below zero, though packets may come twice.
func (s *sequence) totalLost() uint64 {
	return s.lost + uint64(max(0, int64(s.expected())-int64(s.received)))
}

// time measures jitter: how much the ways of two packets differ, smoothed.
func (s *sequence) time(stamp uint32, arrival time.Duration) {
	transit := int64(arrival*Rate/time.Second) - int64(stamp)
	d := int64(int32(transit - s.transit))
	s.transit = transit
	if !s.timed {
		s.timed = true
		return
	}
	s.jitter += (float64(max(d, -d)) - s.jitter) / 16
}

// fraction is the part of 256 that was lost since it was asked last.
func (s *sequence) fraction() uint8 {
	expected := int64(s.expected() - s.expectedBefore)
	lost := expected - int64(s.received-s.receivedBefore)
	s.expectedBefore, s.receivedBefore = s.expected(), s.received
	if expected <= 0 || lost <= 0 {
		return 0
	}
	return uint8(min(255, lost<<8/expected))
}

// samples turns a number of samples into a time.
func samples(n float64) time.Duration { return time.Duration(n * float64(time.Second) / Rate) }
