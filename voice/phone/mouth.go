package phone

import (
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"huiyin/voice/rtp"
)

const (
	frame     = 20 * time.Millisecond
	frameSize = 160
)

// A mouth says speech, or silence, in pieces of 20 ms; and loses and delays them to order.
type mouth struct {
	mu    sync.Mutex
	sound []byte // A-law
	at    int
	loop  bool
	done  func() // when a sound has ended
	mute  bool   // send nothing at all
	drop  int    // percent
	delay time.Duration

	stamps bool // say stamps instead of the sound
}

// A spoken piece waits for its delay.
type spoken struct {
	at      time.Time
	frame   rtp.Frame // without its payload
	payload [frameSize]byte
	stamped bool
}

// A speaker is a mouth and the line that it speaks on, which may change.
type speaker struct {
	*mouth
	line    func() *rtp.Stream
	stop    <-chan struct{}
	source  uint64
	seq     uint16
	clock   uint32
	waiting []spoken
}

// speak lets the mouth speak until stop.
func (m *mouth) speak(stop <-chan struct{}, line func() *rtp.Stream) {
	theMetronome.join(&speaker{mouth: m, line: line, stop: stop, source: rand.Uint64(), seq: uint16(rand.Uint32()), clock: rand.Uint32N(1<<24) * frameSize})
}

// step says the next piece, and says whether there is more to come.
func (s *speaker) step(now time.Time) bool {
	select {
	case <-s.stop:
		return false
	default:
	}
	line := s.line()
	s.seq, s.clock = s.seq+1, s.clock+frameSize
	s.waiting = s.next(s.waiting, now, rtp.Frame{Codec: line.Codec(), Seq: s.seq, Time: s.clock})
	said := 0
	for ; said < len(s.waiting) && !s.waiting[said].at.After(now); said++ {
		p := &s.waiting[said]
		if p.stamped {
			stamp(p.payload[:], p.frame.Time/frameSize, time.Now())
		}
		p.frame.Payload = p.payload[:]
		_ = line.Send(s.source, p.frame)
	}
	s.waiting = slices.Delete(s.waiting, 0, said)
	return true
}

// next adds the next piece to those that wait, unless it is lost.
func (m *mouth) next(waiting []spoken, now time.Time, f rtp.Frame) []spoken {
	m.mu.Lock()
	defer m.mu.Unlock()
	waiting = append(waiting, spoken{at: now.Add(m.delay), frame: f, stamped: m.stamps})
	p := &waiting[len(waiting)-1]
	for i := range p.payload {
		p.payload[i] = m.sample()
	}
	rtp.PCMA.Convert(f.Codec, p.payload[:])
	switch {
	case m.mute:
		return waiting[:0]
	case rand.IntN(100) < m.drop:
		return waiting[:len(waiting)-1]
	}
	return waiting
}

func (m *mouth) sample() byte {
	if m.at >= len(m.sound) {
		if m.loop && len(m.sound) > 0 {
			m.at = 0
		} else {
			if m.done != nil {
				m.done()
				m.done = nil
			}
			return rtp.PCMA.Silence()
		}
	}
	m.at++
	return m.sound[m.at-1]
}
