package voice

import (
	"huiyin/voice/rtp"
)

// State is the engine at a moment, for those who watch over it.
type State struct {
	Trunks   []TrunkState
	Phones   int // desk phones that can be called
	Legs     int
	Traffic  rtp.Sums // since the engine was opened
	Refusals Refusals
}

// TrunkState is how a trunk does. Up is whether it answers; one that only calls us is not asked and counts as up.
type TrunkState struct {
	Name  string
	Up    bool
	Calls int
}

// State looks.
func (e *Engine) State() State {
	s := State{Phones: e.desk.count(), Refusals: e.Refusals()}
	for _, t := range e.trunks {
		s.Trunks = append(s.Trunks, TrunkState{t.Name, t.up.Load() || t.host == "", int(t.calls.Load())})
	}
	e.mu.RLock()
	defer e.mu.RUnlock()
	s.Legs = len(e.legs)
	s.Traffic = e.traffic.Sum(func(yield func(rtp.Stats) bool) {
		for _, l := range e.legs {
			if !yield(l.Stats()) {
				return
			}
		}
	})
	return s
}
