package switchboard

import (
	"context"
	"strconv"

	"huiyin"
	"huiyin/store"
	"huiyin/switchboard/room"
	"huiyin/voice/hearing"
)

// tape records a call, or pauses, resumes, turns and ends that. A disk that does not take it stops the recording with an
// alarm, and never the call.
func (s *Switchboard) tape(o room.Tape) {
	c := s.calls[o.Call]
	if c == nil {
		return
	}
	switch {
	case o.Act == room.TapeStart && c.tape == nil:
		s.startTape(c, o)
	case c.tape == nil:
	case o.Act == room.TapeStart:
		c.tape.Right(s.memberOf(o.Right))
		c.tape.Resume()
	case o.Act == room.TapeTurn:
		c.tape.Right(s.memberOf(o.Right))
	case o.Act == room.TapeResume:
		c.tape.Resume()
	default: // between two conversations nothing is kept; the tape itself ends with the call
		c.tape.Pause()
	}
}

func (s *Switchboard) memberOf(id room.LegID) *hearing.Member {
	if l := s.legs[id]; l != nil {
		return l.member
	}
	return nil
}

func (s *Switchboard) startTape(c *call, o room.Tape) {
	left := s.memberOf(o.Left)
	if left == nil {
		return
	}
	file, err := s.opt.Vault.Tape(tapeName(c.record.ID))
	if err != nil {
		s.unrecorded(c, err)
		return
	}
	c.tape, c.began = s.engine.Table().Record(file, left), s.now()
	c.tape.Broken(func(err error) { s.inbox.put(func() { s.lose(c, err) }) })
	c.tape.Right(s.memberOf(o.Right))
}

func tapeName(id huiyin.CallID) string { return strconv.FormatInt(int64(id), 10) }

// unrecorded notes that there is no recording.
func (s *Switchboard) unrecorded(c *call, why error) {
	s.lose(c, why)
	r := store.Recording{Call: c.record.ID, StartedAt: s.now(), Trouble: troubleDisk}
	s.clerk.note("recording", func(t *store.Tx) error { return t.SaveRecording(r) })
}

// stopTape ends a call's recording and has it kept.
func (s *Switchboard) stopTape(c *call) {
	tape := c.tape
	if c.tape = nil; tape == nil {
		return
	}
	r := store.Recording{Call: c.record.ID, StartedAt: c.began}
	s.archive.errand("recording", func(ctx context.Context) error {
		sum, err := tape.Close() // again: the same answer
		s.inbox.put(func() { s.taped(c, sum, err) })
		r.Pauses = spans(sum.Paused)
		return s.keep(ctx, r, sum, err)
	})
}
