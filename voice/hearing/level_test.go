package hearing

import (
	"testing"
	"testing/synctest"
	"time"

	"huiyin/voice/rtp"
)

func TestLevel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := newEarpiece()
		m := New().Join(e)
		if l := m.Level(); l != 0 {
			t.Errorf("before the first word the level is %v", l)
		}
		for _, c := range []struct{ amplitude, low, high float64 }{{1, 0.99, 1}, {0.1, 0.65, 0.68}, {0.01, 0.31, 0.35}, {0, 0, 0.01}} {
			for range 40 {
				e.say(sine(410, c.amplitude))
			}
			if l := m.Level(); l < c.low || l > c.high {
				t.Errorf("a tone of %v has the level %.3f, want %v to %v", c.amplitude, l, c.low, c.high)
			}
		}
		e.codec = rtp.PCMU
		e.say(sine(410, 1))
		if l := m.Level(); l < 0.99 {
			t.Errorf("in µ-law the level is %v", l)
		}
		pass(time.Second)
		if l := m.Level(); l != 0 {
			t.Errorf("after a second without packets the level is %v", l)
		}
	})
}
