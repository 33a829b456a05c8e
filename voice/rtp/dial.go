package rtp

import (
	"encoding/binary"
	"fmt"
	"net"
	"time"

	"huiyin"
)

// A dial presses keys one after the other, as RFC 4733, section 2.5.1 asks: a packet every 20 ms, all with the time
// stamp of the beginning, and the last one three times.
type dial struct {
	queue []Digit // the first is being pressed
	step  int     // packets sent of it
	begun time.Time
	stamp uint32
}

const (
	stepTime     = 20 * time.Millisecond
	stepSamples  = Rate / 50
	endings      = 3 // the last packet is sent so often, for it may be lost
	pauseSteps   = 3 // between two keys
	usualPress   = 100 * time.Millisecond
	longestPress = 8 * time.Second // what 16 bits hold
	longestQueue = 64
	eventVolume  = 10 // dB below full
)

func (d *dial) busy() bool { return len(d.queue) > 0 }

// steps is how many packets tell of the first press before its end is told again.
func (d *dial) steps() int { return max(2, int((d.queue[0].Duration+stepTime-1)/stepTime)) }

// due is when the next packet goes; the zero time: none does.
func (d *dial) due() time.Time {
	if !d.busy() {
		return time.Time{}
	}
	return d.begun.Add(time.Duration(d.step) * stepTime)
}

// SendDigit presses a key, after those that are still being pressed. It returns at once. A duration of 0 is 100 ms;
// eight seconds are the most.
func (s *Stream) SendDigit(d Digit) error {
	if _, ok := event(d.Key); !ok {
		return huiyin.Invalid("key", "A telephone has the keys 0 to 9, *, # and A to D.")
	}
	if d.Duration <= 0 {
		d.Duration = usualPress
	}
	d.Duration = min(d.Duration, longestPress)
	o := &s.out
	o.mu.Lock()
	defer o.mu.Unlock()
	switch {
	case o.closed:
		return fmt.Errorf("press a key: %w", net.ErrClosed)
	case o.session.DigitsType == 0 || !o.to.IsValid():
		return huiyin.Conflict("no_digits", "The other telephone takes no key presses.")
	case len(o.dial.queue) >= longestQueue:
		return &huiyin.Error{Kind: huiyin.KindTooMany, Code: "too_many_digits", Say: "Too many keys are waiting to be pressed. Please wait a moment."}
	}
	if !o.dial.busy() {
		o.dial.begun, o.dial.step = time.Now(), 0
	}
	o.dial.queue = append(o.dial.queue, d)
	s.wake(time.Now())
	return nil
}

// press sends what is due of the first key.
func (o *outbound) press(now time.Time) error {
	d := &o.dial
	steps := d.steps()
	switch {
	case d.step >= steps+endings-1+pauseSteps:
		d.queue, d.step, d.begun = d.queue[1:], 0, now
		return nil
	case d.step >= steps+endings-1:
		d.step += pauseSteps // until that is due nothing is said
		return nil
	}
	seq := uint16(0)
	if d.step == 0 {
		seq, d.stamp = o.timeline.Next(now)
	} else {
		seq = o.timeline.Again()
	}
	o.header.PayloadType, o.header.Marker = o.session.DigitsType, d.step == 0
	fillEvent(o.begin(seq, d.stamp, 4), d.queue[0].Key, min(d.step+1, steps), d.step+1 >= steps)
	d.step++
	return o.send()
}

// fillEvent writes a telephone event (RFC 4733, section 2.3).
func fillEvent(b []byte, key byte, steps int, end bool) {
	b[0], _ = event(key)
	b[1] = eventVolume
	if end {
		b[1] |= 0x80
	}
	binary.BigEndian.PutUint16(b[2:], uint16(min(steps*stepSamples, 0xFFFF)))
}
