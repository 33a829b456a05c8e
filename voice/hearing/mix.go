package hearing

import (
	"context"
	"math"
	"slices"
	"time"

	"huiyin/voice/rtp"
)

// A mixing is what one member hears in each beat.
type mixing struct {
	listener *Member
	speakers []*Member
	source   uint64
}

// A mixer is the workbench of the one goroutine that mixes.
type mixer struct {
	beat uint64
	jobs []mixing
	sum  [beatSamples]int32
	line [beatSamples]int16
	law  [beatSamples]byte
}

const (
	beatTime = 20 * time.Millisecond
	// patience is how late beats are still made up for; listeners' telephones can keep so much.
	patience = 5 * beatTime
)

// Run mixes and plays until ctx ends. While nobody needs it, it rests.
func (t *Table) Run(ctx context.Context) error {
	timer := time.NewTimer(0)
	defer timer.Stop()
	due := time.Now()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-t.wake:
			due = time.Now()
		case <-timer.C:
		}
		if !t.beat() {
			timer.Stop()
			continue
		}
		due = due.Add(beatTime)
		now := time.Now()
		if late := now.Sub(due); late > patience {
			t.slow.Add(1)
			due = now
		}
		timer.Reset(due.Sub(now))
	}
}

// rouse wakes the mixer for the first who needs it; the lock is held.
func (t *Table) rouse() {
	if len(t.needy) > 1 {
		return
	}
	select {
	case t.wake <- struct{}{}:
	default:
	}
}

// beat lets all who need it hear 20 ms. It says whether anybody does.
func (t *Table) beat() bool {
	x := &t.mixer
	x.jobs = t.work()
	if len(x.jobs) == 0 {
		return false
	}
	x.beat++
	t.beats.Store(x.beat)
	for i := range x.jobs {
		x.serve(&x.jobs[i])
	}
	return true
}

// work is the list of those who need a mix. It is made anew when the rows have changed, and never written to after.
func (t *Table) work() []mixing {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.stale {
		jobs := make([]mixing, 0, len(t.needy))
		for _, m := range t.needy {
			jobs = append(jobs, mixing{listener: m.listener, source: m.source, speakers: slices.Clone(m.listener.hears)})
		}
		t.jobs, t.stale = jobs, false
	}
	return t.jobs
}

// serve lets one member hear their beat.
func (x *mixer) serve(job *mixing) {
	m := job.listener
	p := m.prompt.Load()
	var sound []byte
	if p != nil {
		sound = p.next(x.law[:])
	}
	f := rtp.Frame{Codec: rtp.PCMA, Payload: sound, Seq: uint16(x.beat), Time: uint32(x.beat * beatSamples)}
	if len(job.speakers) > 0 {
		f.Codec = m.line.Codec()
		f.Payload = x.mix(job.speakers, sound, f.Codec)
	}
	if len(f.Payload) > 0 {
		m.say(job.source, f)
	}
	if p != nil && p.over() {
		m.ended(p)
	}
}

// mix adds up what the speakers say, and the sound.
func (x *mixer) mix(speakers []*Member, sound []byte, to rtp.Codec) []byte {
	clear(x.sum[:])
	for _, s := range speakers {
		if piece := s.ear.listen(x.beat); piece != nil {
			for i, v := range piece {
				x.sum[i] += int32(v)
			}
		}
	}
	n := rtp.PCMA.Decode(x.line[:], sound)
	for i, v := range x.line[:n] {
		x.sum[i] += int32(v)
	}
	for i, v := range x.sum {
		x.line[i] = int16(min(max(v, math.MinInt16), math.MaxInt16))
	}
	to.Encode(x.law[:], x.line[:])
	return x.law[:]
}
