package switchboard

import (
	"errors"
	"time"

	"huiyin/voice/hearing"
)

// alarm is what the room knows of calls that are not recorded. It lasts until a call that was recorded later is whole.
type alarm struct {
	calls int       // whose recording failed
	last  time.Time // when one did
}

var errSlow = errors.New("the disk is too slow: parts of what was said are missing")

// lose notes that a call is not recorded any further, or not as a whole.
func (s *Switchboard) lose(c *call, why error) {
	if c.lost {
		return
	}
	c.lost = true
	s.alarm.calls, s.alarm.last = s.alarm.calls+1, s.now()
	s.count.recordings.Add(1)
	s.log.Error("a recording failed; the call goes on", "call", int64(c.record.ID), "err", why)
	s.show()
	s.showRoom()
}

// taped ends the alarm when a recording that began after the last failure is whole.
func (s *Switchboard) taped(c *call, sum hearing.Summary, broken error) {
	switch {
	case broken != nil:
		s.lose(c, broken)
	case sum.Missed.To > 0:
		s.lose(c, errSlow)
	case c.began.After(s.alarm.last):
		s.alarm = alarm{}
	}
}
