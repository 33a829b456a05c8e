package rtp

import (
	"slices"
	"testing"
)

// What lines count is added up, also when they are gone, and the sums never go back.
func TestTraffic(t *testing.T) {
	var all Traffic
	sum := func(lines ...Stats) Sums { return all.Sum(slices.Values(lines)) }
	one, two := Stats{PacketsIn: 100, Lost: 5, FarLost: 1}, Stats{PacketsIn: 10, Lost: 1}
	if got := sum(one, two); got != (Sums{110, 6, 1}) {
		t.Errorf("both lines have %+v", got)
	}
	if got := sum(two); got != (Sums{110, 6, 1}) {
		t.Errorf("while one leaves they have %+v", got)
	}
	all.Leave(one)
	two.PacketsIn, two.Lost = 12, 0 // a late packet came after all
	if got := sum(two); got != (Sums{112, 6, 1}) {
		t.Errorf("a late packet makes it %+v", got)
	}
	two.Lost = 4
	if got := sum(two); got != (Sums{112, 9, 1}) {
		t.Errorf("further losses make it %+v", got)
	}
}
