package hearing

import (
	"sync"

	"huiyin/voice/rtp"
)

// An ear keeps what one member says until the mix wants it: it evens out jitter and the difference between the
// speaker's clock and ours. Samples lie in a ring by their time stamps.
type ear struct {
	mu     sync.Mutex
	ring   []int16 // nil: never needed
	steady bool    // cursor is valid; otherwise the next frame sets it
	cursor uint32  // time stamp of the sample to be read next
	end    uint32  // time stamp behind the last sample written

	target int // samples to wait for before the first is read
	dry    int // beats since the ring ran dry
	calm   int // beats since the target was changed
	least  int // the smallest number of samples that waited in this window
	window int // beats of this window

	beat  uint64 // of which piece is
	piece [beatSamples]int16
	some  bool // piece is not silence
}

const (
	beatSamples  = rtp.Rate / 50 // 20 ms
	ringSamples  = 4096          // 512 ms, a power of two
	leastTarget  = 2 * beatSamples
	mostTarget   = 5 * beatSamples
	targetStep   = beatSamples / 2
	shortPause   = 25  // beats: who is back before did not pause, the packets were late
	windowBeats  = 100 // 2 s
	calmBeats    = 500 // 10 s
	excessivePut = beatSamples / 2
)

// reset forgets all.
func (e *ear) reset() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.steady, e.target, e.dry, e.calm = false, leastTarget, shortPause, 0
}

// put takes a frame from the speaker's goroutine.
func (e *ear) put(f rtp.Frame) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(f.Payload) == 0 || len(f.Payload) > ringSamples/2 {
		return
	}
	ahead := int(int32(f.Time - e.cursor))
	if !e.steady || ahead+len(f.Payload) > ringSamples || ahead < -ringSamples {
		e.anchor(f.Time)
		ahead = e.target
	}
	if ahead < 0 { // some of it, or all, comes too late
		f.Payload = f.Payload[min(-ahead, len(f.Payload)):]
		f.Time, ahead = f.Time+uint32(-ahead), 0
	}
	e.write(f)
}

// anchor lets the reading begin a little before a frame.
func (e *ear) anchor(stamp uint32) {
	if e.ring == nil {
		e.ring = make([]int16, ringSamples)
	}
	if e.dry > 0 && e.dry < shortPause {
		e.target, e.calm = min(e.target+targetStep, mostTarget), 0
	}
	clear(e.ring)
	e.cursor = stamp - uint32(e.target)
	e.steady, e.end, e.dry = true, stamp, 0
	e.least, e.window = ringSamples, 0
}

func (e *ear) write(f rtp.Frame) {
	at := int(f.Time % ringSamples)
	n := f.Codec.Decode(e.ring[at:], f.Payload)
	f.Codec.Decode(e.ring, f.Payload[n:])
	if end := f.Time + uint32(len(f.Payload)); int32(end-e.end) > 0 {
		e.end = end
	}
}

// listen is the piece of a beat; nil is silence. Several may listen in one beat; the piece is theirs until the next.
func (e *ear) listen(beat uint64) *[beatSamples]int16 {
	if e.beat != beat {
		e.beat = beat
		e.some = e.read()
	}
	if !e.some {
		return nil
	}
	return &e.piece
}

// read moves on by a beat and says whether there is anything.
func (e *ear) read() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	if !e.steady {
		e.dry++
		return false
	}
	waiting := int(int32(e.end - e.cursor))
	if waiting <= 0 {
		e.steady, e.dry = false, 1
		return false
	}
	e.take()
	if waiting < beatSamples {
		e.steady, e.dry = false, 1
	}
	e.adapt(waiting)
	return true
}

// take moves a piece out of the ring and leaves silence behind.
func (e *ear) take() {
	at := int(e.cursor % ringSamples)
	n := copy(e.piece[:], e.ring[at:])
	clear(e.ring[at : at+n])
	copy(e.piece[n:], e.ring)
	clear(e.ring[:beatSamples-n])
	e.cursor += beatSamples
}

// adapt leaves out what waits in vain, because frames came in a burst or the speaker's clock is fast, and waits
// shorter again after a calm time.
func (e *ear) adapt(waiting int) {
	e.least = min(e.least, waiting)
	if e.calm++; e.calm >= calmBeats && e.target > leastTarget {
		e.target, e.calm = e.target-targetStep, 0
	}
	if e.window++; e.window < windowBeats {
		return
	}
	if excess := e.least - e.target - beatSamples; excess > excessivePut {
		for range excess {
			e.ring[e.cursor%ringSamples] = 0
			e.cursor++
		}
	}
	e.least, e.window = ringSamples, 0
}
