package switchboard

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

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
		s.log.Error("a call is not recorded", "err", err)
		s.unrecorded(c, err)
		return
	}
	c.tape, c.began = s.engine.Table().Record(file, left), s.now()
	c.tape.Broken(func(err error) { s.log.Error("a recording broke off; the call goes on", "err", err) })
	c.tape.Right(s.memberOf(o.Right))
}

func tapeName(id huiyin.CallID) string { return strconv.FormatInt(int64(id), 10) }

// unrecorded notes why there is no recording.
func (s *Switchboard) unrecorded(c *call, why error) {
	r := store.Recording{Call: c.record.ID, StartedAt: s.now(), Trouble: troubleOf(why)}
	s.clerk.note("recording", func(t *store.Tx) error { return t.SaveRecording(r) })
}

func troubleOf(err error) string {
	var e *huiyin.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return "failed"
}

// stopTape ends a call's recording and has it kept.
func (s *Switchboard) stopTape(c *call) {
	tape := c.tape
	if c.tape = nil; tape == nil {
		return
	}
	id, began := c.record.ID, c.began
	s.archive.errand("recording", func(ctx context.Context) error {
		sum, err := tape.Close() // again: the same answer
		return s.keep(ctx, id, began, sum, err)
	})
}

// keep puts a finished tape into the vault and notes where it is.
func (s *Switchboard) keep(ctx context.Context, id huiyin.CallID, began time.Time, sum hearing.Summary, trouble error) error {
	r := store.Recording{Call: id, StartedAt: began, Duration: sum.Duration, Pauses: spans(sum.Paused)}
	if trouble != nil {
		r.Trouble = "disk"
	}
	blob, err := s.opt.Vault.KeepTape(tapeName(id))
	if huiyin.KindOf(err) == huiyin.KindNotFound { // it was kept before what follows failed
		return nil
	}
	if err != nil {
		return err
	}
	r.Hash, r.Size = blob.Hash.String(), blob.Size
	r.Waveform = s.waveform(blob.Hash)
	return s.opt.Store.Write(ctx, func(t *store.Tx) error { return t.SaveRecording(r) })
}

// spans writes the stretches that were left out, in seconds from the beginning.
func spans(list []hearing.Span) string {
	words := make([]string, len(list))
	for i, p := range list {
		words[i] = fmt.Sprintf("%.1f-%.1f", p.From.Seconds(), p.To.Seconds())
	}
	return strings.Join(words, " ")
}

// keepTapes mends and keeps what a crash has left.
func (s *Switchboard) keepTapes() error {
	names, err := s.opt.Vault.Tapes()
	if err != nil {
		return err
	}
	for _, name := range names {
		id, err := huiyin.ParseID[huiyin.CallID](name)
		if err != nil {
			s.log.Warn("a tape belongs to no call", "err", err)
			continue
		}
		s.archive.errand("recording", func(ctx context.Context) error {
			sum, err := s.mend(name)
			return s.keep(ctx, id, huiyin.IDTime(id), sum, err)
		})
	}
	return nil
}

func (s *Switchboard) mend(name string) (hearing.Summary, error) {
	file, err := s.opt.Vault.ResumeTape(name)
	if err != nil {
		return hearing.Summary{}, err
	}
	size, err := sizeOf(file)
	if err != nil {
		return hearing.Summary{}, err
	}
	return hearing.Repair(file, size)
}

func sizeOf(f *os.File) (int64, error) {
	info, err := f.Stat()
	if err != nil {
		return 0, errors.Join(err, f.Close())
	}
	return info.Size(), nil
}
