package rtp

import "time"

// Timeline numbers what is sent on one line, whoever speaks. Telephones and browsers go silent for seconds when
// numbers or time stamps jump, so each new speaker is moved to where the last one stopped. The zero value begins
// at 0; let Seq and Time be random (RFC 3550, section 5.1). Not for use by two goroutines at once.
type Timeline struct {
	Seq  uint16 // of the packet that was placed last
	Time uint32 // of the packet that was placed last

	source  uint64
	begun   bool
	broken  bool   // something else than the source's speech was sent since
	seqOff  uint16 // what is added to the speaker's numbers
	timeOff uint32
	length  uint32 // samples of the last packet
	at      time.Time
	first   uint16 // our number of the speaker's first packet: what comes from before it is not sent
}

// Bounds within which a speaker's numbers are taken as they come. Beyond them the speaker began anew.
const (
	maxMisorder = 50        // packets back
	maxDropout  = 500       // packets forward: 10 s
	maxTimeJump = 10 * Rate // samples forward or back
)

// Place gives a speaker's frame its number and time on this line. The marker is set where speech begins anew.
// It refuses a frame that is older than the beginning of its speaker here.
func (t *Timeline) Place(source uint64, f Frame, now time.Time) (placed Frame, ok bool) {
	if !t.begun || t.broken || source != t.source || t.jumped(f) {
		t.rebase(source, f, now)
	}
	f.Seq += t.seqOff
	f.Time += t.timeOff
	if int16(f.Seq-t.first) < 0 && int16(t.Seq-f.Seq) <= maxMisorder {
		return f, false
	}
	if f.Seq == t.first {
		f.Marker = true
	}
	if int16(f.Seq-t.Seq) >= 0 {
		t.Seq, t.Time, t.length, t.at = f.Seq, f.Time, uint32(len(f.Payload)), now
	}
	if t.Seq-t.first > 1<<14 { // so that first does not come round again
		t.first = t.Seq - 1<<14
	}
	return f, true
}

func (t *Timeline) jumped(f Frame) bool {
	seq := int16(f.Seq + t.seqOff - t.Seq)
	at := int32(f.Time + t.timeOff - t.Time)
	return seq < -maxMisorder || seq > maxDropout || at < -maxTimeJump || at > maxTimeJump
}

// rebase moves the speaker's next packet to where the line is now: one packet on, and as much later as it is.
func (t *Timeline) rebase(source uint64, f Frame, now time.Time) {
	t.Advance(now)
	t.source, t.broken = source, false
	t.seqOff = t.Seq + 1 - f.Seq
	t.timeOff = t.Time - f.Time
	t.first = t.Seq + 1
}

// Advance moves the time on to now, and at least behind the last packet.
func (t *Timeline) Advance(now time.Time) {
	if t.begun {
		passed := uint32(now.Sub(t.at) * Rate / time.Second)
		t.Time += max(passed, t.length)
	}
	t.begun, t.at, t.length = true, now, 0
}

// Next is the number and the time of a packet that is no speaker's, such as a key press. The speaker's next frame
// goes on behind it.
func (t *Timeline) Next(now time.Time) (seq uint16, stamp uint32) {
	t.Advance(now)
	t.Seq++
	t.broken = true
	return t.Seq, t.Time
}

// Again is the number of a further packet with the time of the last.
func (t *Timeline) Again() (seq uint16) {
	t.Seq++
	return t.Seq
}

// At is the time stamp that belongs to a moment, for reports. It changes nothing.
func (t *Timeline) At(now time.Time) uint32 {
	return t.Time + uint32(now.Sub(t.at)*Rate/time.Second)
}
