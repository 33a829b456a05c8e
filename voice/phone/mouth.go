package phone

import (
	"math/rand/v2"
	"sync"
	"time"

	"huiyin/voice/rtp"
)

const (
	frame     = 20 * time.Millisecond
	frameSize = 160
)

// A mouth sends speech, or silence, every 20 ms; and loses and delays it to order.
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

// A spoken frame waits for its delay.
type spoken struct {
	at      time.Time
	frame   rtp.Frame
	payload [frameSize]byte
	stamped bool
}

// speak runs until stop; where is the line, which may change.
func (m *mouth) speak(stop <-chan struct{}, where func() *rtp.Stream) {
	tick := time.NewTicker(frame)
	defer tick.Stop()
	var waiting []*spoken
	source := rand.Uint64()
	seq, clock := uint16(rand.Uint32()), rand.Uint32N(1<<24)*frameSize
	for {
		select {
		case <-stop:
			return
		case now := <-tick.C:
			line := where()
			s, delay := m.next(line.Codec())
			seq, clock = seq+1, clock+frameSize
			if s != nil {
				s.at, s.frame.Seq, s.frame.Time = now.Add(delay), seq, clock
				waiting = append(waiting, s)
			}
			for len(waiting) > 0 && !waiting[0].at.After(now) {
				if waiting[0].stamped {
					stamp(waiting[0].payload[:], waiting[0].frame.Time/frameSize, time.Now())
				}
				_ = line.Send(source, waiting[0].frame)
				waiting = waiting[1:]
			}
		}
	}
}

// next is the next piece, or nil when it is lost.
func (m *mouth) next(codec rtp.Codec) (*spoken, time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s := &spoken{stamped: m.stamps}
	for i := range s.payload {
		s.payload[i] = m.sample()
	}
	rtp.PCMA.Convert(codec, s.payload[:])
	s.frame = rtp.Frame{Codec: codec, Payload: s.payload[:]}
	if m.mute || rand.IntN(100) < m.drop {
		return nil, 0
	}
	return s, m.delay
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
