package demo

import (
	"math/rand/v2"
	"testing"
	"time"

	"huiyin"
)

// Whatever is put in, put off and dropped, an agenda gives what is most overdue, each case once, and counts its lists
// rightly.
func TestAgenda(t *testing.T) {
	d, start := rand.New(rand.NewPCG(1, 2)), time.Unix(1_800_000_000, 0)
	lists := []string{"to_sign", "at_work", ""}
	g, want := newAgenda(), map[huiyin.CaseID]appointment{}
	for range 5000 {
		id := huiyin.CaseID(d.IntN(60) + 1)
		when := start.Add(time.Duration(d.IntN(1000)) * time.Second)
		switch old := g.byCase[id]; {
		case d.IntN(4) == 0:
			g.drop(id)
			delete(want, id)
		case old != nil && d.IntN(2) == 0:
			g.later(old, when)
			w := want[id]
			w.at = when
			want[id] = w
		default:
			a := appointment{id: id, at: when, list: lists[d.IntN(3)], unit: huiyin.UnitID(d.IntN(3))}
			want[id] = a
			g.put(&a)
		}
		crowd := map[string]int{}
		first := appointment{at: start.Add(time.Hour)}
		for _, w := range want {
			crowd[w.list]++
			crowd[at(w.list, w.unit)]++
			if w.at.Before(first.at) || w.at.Equal(first.at) && w.id < first.id {
				first = w
			}
		}
		due := g.due(start.Add(time.Hour))
		if g.len() != len(want) || due == nil != (len(want) == 0) || due != nil && (due.id != first.id || !due.at.Equal(first.at)) {
			t.Fatalf("due is %+v, want %+v of %d", due, first, len(want))
		}
		if due != nil && g.due(first.at.Add(-time.Nanosecond)) != nil {
			t.Fatal("something is due before its time")
		}
		for list, n := range g.crowd {
			if n != crowd[list] {
				t.Fatalf("the list %q counts %d, want %d", list, n, crowd[list])
			}
		}
	}
}
