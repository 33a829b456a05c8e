package rtp

import (
	"math"
	"testing"
	"time"
)

// The figures of RFC 3550, appendix A.3: expected less received, over rounds of the 16 bit number.
func TestLossIsCounted(t *testing.T) {
	var s sequence
	for n := 65000; n < 65000+5000; n++ {
		if n%100 == 0 && n > 65000 {
			continue // every hundredth is lost
		}
		if !s.take(7, uint16(n)) {
			t.Fatalf("packet %d was refused", n)
		}
	}
	if s.totalLost() != 49 || s.highest()-s.base+1 != 5000 || s.late != 0 {
		t.Errorf("lost %d, expected %d, late %d; want 49, 5000, 0", s.totalLost(), s.expected(), s.late)
	}
	if f := s.fraction(); f != 256*49/5000 {
		t.Errorf("the fraction is %d of 256", f)
	}
	if f := s.fraction(); f != 0 {
		t.Errorf("since then the fraction is %d, want 0", f)
	}
}

func TestDisorderIsNotLoss(t *testing.T) {
	var s sequence
	for _, n := range []uint16{10, 12, 11, 13, 13, 15, 14} {
		if !s.take(7, n) {
			t.Errorf("packet %d was refused", n)
		}
	}
	if s.totalLost() != 0 || s.late != 3 {
		t.Errorf("lost %d, late %d; want 0 and 3", s.totalLost(), s.late)
	}
}

// RFC 3550, appendix A.1: a jump, and a new source, are believed when a second packet confirms them.
func TestJumpsAndNewSourcesMustBeConfirmed(t *testing.T) {
	var s sequence
	for n := range 10 {
		s.take(7, uint16(100+n))
	}
	s.take(7, 112) // two are lost
	for i, p := range []struct {
		ssrc uint32
		seq  uint16
		ok   bool
	}{{7, 30000, false}, {7, 113, true}, {7, 30000, false}, {7, 30001, true}, {7, 30002, true},
		{8, 5, false}, {7, 30003, true}, {8, 5, false}, {8, 6, true}, {8, 7, true}} {
		if got := s.take(p.ssrc, p.seq); got != p.ok {
			t.Errorf("step %d: packet %d of %d: %v, want %v", i, p.seq, p.ssrc, got, p.ok)
		}
	}
	if s.totalLost() != 2 || s.ssrc != 8 {
		t.Errorf("lost %d of source %d; want 2 in all, and source 8", s.totalLost(), s.ssrc)
	}
}

// Packets that come 10 ms early and late by turns differ by 20 ms each: that is what jitter tends to.
func TestJitter(t *testing.T) {
	var s sequence
	for n := range 500 {
		at := time.Duration(n)*20*time.Millisecond + time.Duration(n%2)*20*time.Millisecond
		s.time(uint32(160*n)+0xFFFFFF00, at)
	}
	if j := samples(s.jitter); math.Abs(j.Seconds()-0.020) > 0.0005 {
		t.Errorf("the jitter is %v, want 20 ms", j)
	}
	var once sequence // a single difference counts by a sixteenth
	once.time(0, 0)
	once.time(160, 40*time.Millisecond)
	if once.jitter != 10 {
		t.Errorf("a packet 160 samples late makes the jitter %v, want 10", once.jitter)
	}
	var calm sequence
	for n := range 500 {
		calm.time(uint32(160*n), time.Duration(n)*20*time.Millisecond)
	}
	if calm.jitter != 0 {
		t.Errorf("without jitter it is %v", calm.jitter)
	}
}
