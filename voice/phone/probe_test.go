package phone

import (
	"testing"
	"time"
)

// Stamps are counted by their numbers, and their way by their moments; what is no stamp is left aside.
func TestStamps(t *testing.T) {
	p, now := &Probe{}, time.Unix(1_700_000_000, 0)
	piece := make([]byte, frameSize)
	for _, n := range []uint32{7, 8, 10, 9, 14} {
		stamp(piece, n, now)
		p.take(piece, now.Add(time.Duration(n)*time.Millisecond))
	}
	p.take(make([]byte, frameSize), now)
	p.take(nil, now)
	if r := Reported([]*Probe{p, {}}); r.Heard != 5 || r.Lost != 3 || r.P50 != 9*time.Millisecond || r.P99 != 14*time.Millisecond {
		t.Errorf("reported %+v", r)
	}
	if p.Reset(); Reported([]*Probe{p}) != (Report{}) {
		t.Error("something is left after a reset")
	}
}
