package rtp

import (
	"math"
	"testing"
	"time"
)

// R is 93.2 less 0.48 for 20 ms; the scores are those of G.107, annex B.
func TestQuality(t *testing.T) {
	for name, c := range map[string]struct {
		stats Stats
		want  float64
	}{
		"nothing has come":   {Stats{}, 4.40},
		"undisturbed":        {Stats{PacketsIn: 1000}, 4.40},
		"one in a hundred":   {Stats{PacketsIn: 990, Lost: 10}, 4.32},
		"five in a hundred":  {Stats{PacketsIn: 950, Lost: 50}, 3.92},
		"one in five":        {Stats{PacketsIn: 800, Lost: 200}, 2.64},
		"half a second late": {Stats{PacketsIn: 1000, RoundTrip: time.Second}, 2.19},
		"nothing arrives":    {Stats{Lost: 1000}, 1.14},
	} {
		if got := c.stats.Quality(); math.Abs(got-c.want) > 0.05 {
			t.Errorf("%s: %.2f, want %.2f", name, got, c.want)
		}
	}
	far := Stats{PacketsOut: 1000, FarLost: 50}
	if got := far.FarQuality(); math.Abs(got-3.92) > 0.05 {
		t.Errorf("as the party reports: %.2f", got)
	}
}
