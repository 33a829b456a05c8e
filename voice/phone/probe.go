package phone

import (
	"encoding/binary"
	"slices"
	"sync"
	"time"
)

// A Probe measures the way between two telephones of one machine: each piece that one says carries its number and the
// moment it left, instead of sound, and the other reads them. Both must speak A-law, and nobody between may mix.
type Probe struct {
	mu     sync.Mutex
	heard  int
	first  uint32
	last   uint32
	micros []uint32 // delays
}

// stampSize is what a piece carries: its number and when it left, in nanoseconds since 1970.
const stampSize = 12

func stamp(payload []byte, n uint32, now time.Time) {
	binary.BigEndian.PutUint32(payload, n)
	binary.BigEndian.PutUint64(payload[4:], uint64(now.UnixNano()))
}

// Probe makes the telephone say stamps from now on, and measures those that it hears.
func (c *Call) Probe() *Probe {
	p := &Probe{}
	c.mouth.mu.Lock()
	c.mouth.stamps = true
	c.mouth.mu.Unlock()
	c.Ear.mu.Lock()
	c.Ear.probe = p
	c.Ear.mu.Unlock()
	return p
}

func (p *Probe) take(payload []byte, now time.Time) {
	if len(payload) < stampSize {
		return
	}
	n := binary.BigEndian.Uint32(payload)
	delay := now.Sub(time.Unix(0, int64(binary.BigEndian.Uint64(payload[4:]))))
	if delay < 0 || delay > time.Minute {
		return // sound, not a stamp
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.heard == 0 {
		p.first, p.last = n, n
	}
	p.heard++
	p.last = max(p.last, n)
	p.micros = append(p.micros, uint32(delay/time.Microsecond))
}

// Reset forgets what was measured so far.
func (p *Probe) Reset() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.heard, p.micros = 0, nil
}

// Report is what probes have measured together.
type Report struct {
	Heard, Lost int
	P50, P99    time.Duration
}

// Reported adds probes up. Lost are the pieces between the first and the last that were heard which never came.
func Reported(probes []*Probe) Report {
	var r Report
	var micros []uint32
	for _, p := range probes {
		p.mu.Lock()
		r.Heard += p.heard
		if p.heard > 0 {
			r.Lost += int(p.last-p.first) + 1 - p.heard
		}
		micros = append(micros, p.micros...)
		p.mu.Unlock()
	}
	if len(micros) == 0 {
		return r
	}
	slices.Sort(micros)
	at := func(share int) time.Duration {
		return time.Duration(micros[min(len(micros)*share/100, len(micros)-1)]) * time.Microsecond
	}
	r.P50, r.P99 = at(50), at(99)
	return r
}
