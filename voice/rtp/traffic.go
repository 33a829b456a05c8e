package rtp

import (
	"iter"
	"sync"
)

// Traffic adds up what lines have counted. Its sums never go back, as the counters of a monitor must not.
type Traffic struct {
	mu         sync.Mutex
	gone, told Sums
}

// Sums are packets that came and packets that did not, and how many did not reach the other side, as it says.
type Sums struct{ In, Lost, FarLost uint64 }

func (s *Sums) add(n Stats) {
	s.In, s.Lost, s.FarLost = s.In+n.PacketsIn, s.Lost+n.Lost, s.FarLost+n.FarLost
}

// Leave keeps what a line that is gone had counted.
func (t *Traffic) Leave(n Stats) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.gone.add(n)
}

// Sum is what all lines have counted, with those that are there now. A late packet makes a loss good again; that shows only
// once others are lost.
func (t *Traffic) Sum(lines iter.Seq[Stats]) Sums {
	t.mu.Lock()
	defer t.mu.Unlock()
	all := t.gone
	for n := range lines {
		all.add(n)
	}
	t.told = Sums{max(t.told.In, all.In), max(t.told.Lost, all.Lost), max(t.told.FarLost, all.FarLost)}
	return t.told
}
