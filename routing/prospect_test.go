package routing_test

import (
	"reflect"
	"testing"
	"time"

	. "huiyin/routing"
)

func TestProspects(t *testing.T) {
	tax := &Wish{Wants: []Want{{subject("tax"), 1, true}}}
	water := &Wish{Wants: []Want{{subject("water"), 1, true}}}
	moon := &Wish{Wants: []Want{{subject("moon"), 1, true}}}
	seats := []Seat{
		{ID: 1, Skills: Skills{subject("tax"): 1}}, {ID: 2, Skills: Skills{subject("tax"): 1}}, {ID: 3, Skills: Skills{subject("water"): 1}},
	}
	calls := []Call{
		{ID: 1, Wish: tax, Since: noon.Add(-9 * time.Second)}, {ID: 2, Wish: water, Since: noon.Add(-8 * time.Second)},
		{ID: 3, Wish: tax, Since: noon.Add(-7 * time.Second)}, {ID: 4, Wish: &Wish{}, Since: noon.Add(-6 * time.Second)},
		{ID: 5, Wish: moon, Since: noon.Add(-5 * time.Second)},
	}
	got := Prospects(calls, seats, Policy{Weights: DefaultWeights}, 4*time.Minute, noon)
	want := []Prospect{
		{1, 9000, 1, 2, 2 * time.Minute}, {2, 8000, 1, 1, 4 * time.Minute}, {3, 7000, 2, 2, 4 * time.Minute},
		{4, 6000, 4, 3, 320 * time.Second}, {5, 5000, 5, 0, 0},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	if Prospects(nil, seats, Policy{}, time.Minute, noon) != nil {
		t.Error("nobody waits, and somebody has a prospect")
	}
}

func TestSpoken(t *testing.T) {
	for wait, want := range map[time.Duration]time.Duration{0: 0, time.Second: time.Minute, time.Minute: time.Minute, 61 * time.Second: 2 * time.Minute} {
		if got := Spoken(wait); got != want {
			t.Errorf("%v is said as %v, want %v", wait, got, want)
		}
	}
}

func TestPriority(t *testing.T) {
	c := Call{Since: noon.Add(-90 * time.Second), Base: 10}
	w := DefaultWeights
	plain := w.Priority(&c, noon)
	if plain != 100_000 {
		t.Errorf("90 seconds on a base of 10 are worth %d", plain)
	}
	for boost, worth := range map[Boost]int{Emergency: w.Emergency, CutOff: w.CutOff, Promised: w.Promised, Special: w.Special, Repeat: w.Repeat, Repeat | Special: w.Repeat + w.Special} {
		c.Boost = boost
		if got := w.Priority(&c, noon); got != plain+Priority(worth)*1000 {
			t.Errorf("boost %b makes %d of %d", boost, got, plain)
		}
	}
	c = Call{Since: noon.Add(time.Hour)}
	if got := w.Priority(&c, noon); got != 0 {
		t.Errorf("a wait that has not begun is worth %d", got)
	}
}

func TestLimits(t *testing.T) {
	l := Limits{Calls: 10, Expected: 5 * time.Minute, Wait: 30 * time.Minute}
	for _, c := range []struct{ got, want Decision }{
		{l.Enter(9), Stay}, {l.Enter(10), Overflow}, {Limits{}.Enter(1 << 20), Stay},
		{l.Judge(0, 0), Stay}, {l.Judge(time.Minute, 5*time.Minute), Offer}, {l.Judge(30*time.Minute, 0), Overflow},
		{Limits{}.Judge(time.Hour, time.Hour), Stay},
	} {
		if c.got != c.want {
			t.Errorf("decided %s, want %s", c.got, c.want)
		}
	}
}
