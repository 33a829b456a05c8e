package rtp

import (
	"math/rand/v2"
	"time"
)

// interval is the time to the next report: about five seconds, spread so that many lines do not speak at once
// (RFC 3550, section 6.2).
func interval() time.Duration {
	return 2500*time.Millisecond + rand.N(5*time.Second)
}

// chores does what is due: it ends key presses whose end was lost, presses keys, and sends a report.
func (s *Stream) chores() {
	s.turn.Lock()
	defer s.turn.Unlock()
	if s.closed.Load() {
		return
	}
	now := time.Now()
	s.in.mu.Lock()
	s.in.press.expire(now)
	digits := s.in.pressed
	s.in.pressed = s.in.pressed[:0]
	s.in.mu.Unlock()
	for _, d := range digits {
		tell(&s.digits, d)
	}
	if s.out.chores(now) {
		s.readReports()
		s.report(now, false)
	}
	s.schedule()
}

// chores presses keys, and says whether a report is due.
func (o *outbound) chores(now time.Time) (report bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for o.dial.busy() && !o.dial.due().After(now) {
		if o.press(now) != nil { // it is counted; a key that cannot be sent must not hold up speech
			o.dial = dial{}
		}
	}
	if o.nextReport.After(now) {
		return false
	}
	o.nextReport = now.Add(interval())
	return true
}

// schedule sets the clock to what is due first.
func (s *Stream) schedule() {
	s.in.mu.Lock()
	due := s.in.press.due()
	s.in.mu.Unlock()
	s.out.mu.Lock()
	defer s.out.mu.Unlock()
	due = earlier(due, earlier(s.out.dial.due(), s.out.nextReport))
	s.wake(due)
}

// wake sets the clock. The lock of out is held, so that no earlier time is overwritten unseen.
func (s *Stream) wake(at time.Time) { s.clock.Reset(time.Until(at)) }

// earlier is the earlier of two times; the zero time is never.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}
