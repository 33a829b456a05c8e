package hearing

import (
	"time"

	"huiyin/voice/rtp"
)

// A track is what one member says on one side.
type track struct {
	recording *Recording
	member    *Member
	side      int
	together  bool // others speak on this side as well

	known bool // guarded by the recording's lock, as what follows: where the member's time stamps lie
	stamp uint32
	at    int64
}

// track begins a member's track. Who was on the side before goes on where they were.
func (r *Recording) track(m *Member, side int, together bool) *track {
	t := &track{recording: r, member: m, side: side, together: together}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, old := range r.tracks[side] {
		if old.member == m {
			t.known, t.stamp, t.at = old.known, old.stamp, old.at
		}
	}
	return t
}

// take writes a frame to its place, from the speaker's goroutine.
func (t *track) take(f rtp.Frame, now time.Duration) {
	r := t.recording
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed || r.paused || len(f.Payload) > spareSamples || t.known && t.together && f.Time == t.stamp {
		return
	}
	at := t.locate(f, now)
	if at < r.base || at < r.resumed() || at > mostData/sides {
		return // too late, said while it was paused, or after three days
	}
	end := at + int64(len(f.Payload))
	for end > r.base+chunkSamples+spareSamples {
		r.flush(end)
	}
	r.end = max(r.end, end)
	t.write(r.kept[(at-r.base)*sides:], f)
}

// write puts a frame into one side of what is kept; where several speak there, they are added up.
func (t *track) write(out []byte, f rtp.Frame) {
	law := &keepLaw
	if f.Codec != rtp.PCMA {
		law = &fromUlaw
	}
	for i, b := range f.Payload {
		at := &out[i*sides+t.side]
		if b = law[b]; t.together && *at != silence[0] {
			b = both(*at, b)
		}
		*at = b
	}
}

// both is the sum of two samples of A-law.
func both(a, b byte) byte {
	var s [2]int16
	rtp.PCMA.Decode(s[:], []byte{a, b})
	var sum [1]byte
	rtp.PCMA.Encode(sum[:], []int16{clip(int32(s[0]) + int32(s[1]))})
	return sum[0]
}

// Both laws as A-law.
var keepLaw, fromUlaw = toAlaw(rtp.PCMA), toAlaw(rtp.PCMU)

func toAlaw(c rtp.Codec) (t [256]byte) {
	for i := range t {
		t[i] = byte(i)
	}
	c.Convert(rtp.PCMA, t[:])
	return t
}

// locate is where a frame begins, in samples from the beginning.
func (t *track) locate(f rtp.Frame, now time.Duration) int64 {
	came := t.recording.position(now) - int64(len(f.Payload))
	at := t.at + int64(int32(f.Time-t.stamp))
	if !t.known || at < came-drift || at > came+drift {
		at = max(0, came)
	}
	t.known, t.stamp, t.at = true, f.Time, at
	return at
}
