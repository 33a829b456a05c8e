package rtp

import (
	"encoding/binary"
	"strings"
	"time"
)

// keys are the events 0 to 15 of RFC 4733, section 3.2.
const keys = "0123456789*#ABCD"

// A press follows a key from the first packet of its event to the last. Several packets tell of one press; they
// have one time stamp. The last ones carry a bit that says so, and may be lost. A press of more than eight seconds
// is told in segments, each with a time stamp of its own (RFC 4733, section 2.5.1.3).
type press struct {
	down    bool
	key     byte
	stamp   uint32 // of the first segment
	segment uint32 // of the last one
	length  uint32 // so far, in samples
	at      time.Time

	told  uint32 // the last segment of the press told last
	begun bool   // whether there is one
	tell  func(Digit)
}

const (
	// silent is how long after its last packet a press counts as over; packets come every 20 to 50 ms.
	silent = 200 * time.Millisecond
	// old is how far back, in samples, a time stamp belongs to a packet on a detour.
	old = 10 * Rate
)

// event takes the payload of a telephone event (RFC 4733, section 2.3).
func (p *press) event(payload []byte, stamp uint32, now time.Time) {
	if len(payload) < 4 || int(payload[0]) >= len(keys) {
		return
	}
	key, end := keys[payload[0]], payload[1]&0x80 != 0
	length := uint32(binary.BigEndian.Uint16(payload[2:]))
	switch {
	case p.begun && notAfter(stamp, p.told):
		return
	case !p.down:
		p.begin(key, stamp)
	case stamp == p.segment:
	case p.follows(key, stamp):
		p.segment = stamp
	case notAfter(stamp, p.segment):
		return
	default:
		p.finish()
		p.begin(key, stamp)
	}
	p.length, p.at = max(p.length, p.segment-p.stamp+length), now
	if end {
		p.finish()
	}
}

// notAfter says whether a time stamp belongs to a packet on a detour, rather than to a source that began anew.
func notAfter(stamp, last uint32) bool {
	since := int32(stamp - last)
	return since <= 0 && since > -old
}

func (p *press) begin(key byte, stamp uint32) {
	p.down, p.key, p.stamp, p.segment, p.length = true, key, stamp, stamp, 0
}

// follows says whether an event begins where the one before reached its greatest length.
func (p *press) follows(key byte, stamp uint32) bool {
	segment := stamp - p.segment
	return key == p.key && segment > 0xFFFF-Rate/10 && segment <= 0xFFFF+1 && p.length+Rate/10 >= stamp-p.stamp
}

func (p *press) finish() {
	p.down, p.begun, p.told = false, true, p.segment
	p.tell(Digit{Key: p.key, Duration: samples(float64(p.length))})
}

// expire ends a press whose last packets were lost.
func (p *press) expire(now time.Time) {
	if p.down && now.Sub(p.at) >= silent {
		p.finish()
	}
}

// due is when expire has something to do; the zero time: never.
func (p *press) due() time.Time {
	if !p.down {
		return time.Time{}
	}
	return p.at.Add(silent)
}

// event is the number of a key.
func event(key byte) (byte, bool) {
	i := strings.IndexByte(keys, key)
	return byte(i), i >= 0
}
