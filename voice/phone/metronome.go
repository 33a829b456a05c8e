package phone

import (
	"sync"
	"time"
)

// A metronome lets all telephones of the process speak, each at a moment of its own in every 20 ms, as if they had nothing
// to do with each other. A goroutine and a timer for each would cost more than what they say. It beats only while
// somebody speaks.
type metronome struct {
	mu       sync.Mutex
	speakers [slots][]*speaker // by their moment
	all      int
	beats    bool
	next     int // whose moment the next speaker gets
}

const (
	slots = 20
	slot  = frame / slots
)

var theMetronome metronome

// join lets somebody speak until they stop.
func (m *metronome) join(s *speaker) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.speakers[m.next] = append(m.speakers[m.next], s)
	m.next = (m.next + 1) % slots
	m.all++
	if !m.beats {
		m.beats = true
		go m.run()
	}
}

func (m *metronome) run() {
	tick := time.NewTicker(slot)
	defer tick.Stop()
	var mine []*speaker
	done, begun := 0, time.Now()
	for now := range tick.C {
		due := int(now.Sub(begun) / slot)
		for done = max(done, due-slots); done < due; done++ { // who was held up for longer leaves something out
			var more bool
			if mine, more = m.take(mine[:0], done%slots); !more {
				return
			}
			for _, s := range mine {
				if !s.step(now) {
					m.leave(s, done%slots)
				}
			}
		}
	}
}

// take copies who speaks at a moment, for they are let speak without the lock. It says whether anybody speaks at all.
func (m *metronome) take(to []*speaker, moment int) ([]*speaker, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.beats = m.all > 0
	return append(to, m.speakers[moment]...), m.beats
}

func (m *metronome) leave(s *speaker, moment int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	list := m.speakers[moment]
	for i, other := range list {
		if other == s {
			list[i] = list[len(list)-1]
			list[len(list)-1] = nil
			m.speakers[moment] = list[:len(list)-1]
			m.all--
			return
		}
	}
}
