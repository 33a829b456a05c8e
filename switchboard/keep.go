package switchboard

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"huiyin"
	"huiyin/store"
	"huiyin/switchboard/ledger"
	"huiyin/vault"
	"huiyin/voice/hearing"
)

// Why a recording does not hold all that was said.
const (
	troubleDisk    = "disk"    // the disk did not take it, from some moment on
	troubleSlow    = "slow"    // the disk was too slow: there are gaps
	troubleRestart = "restart" // the program ended in the middle: the last seconds are missing
)

func (s *Switchboard) saveRecording(ctx context.Context, r store.Recording) error {
	return s.opt.Store.Write(ctx, func(t *store.Tx) error { return t.SaveRecording(r) })
}

// keep notes a finished tape, and puts it into the vault then. A crash in between leaves the tape, which the next start
// notes and keeps again; what is kept and was never noted would be swept away.
func (s *Switchboard) keep(ctx context.Context, r store.Recording, sum hearing.Summary, broken error) error {
	name := tapeName(r.Call)
	if broken != nil {
		var err error
		r.Trouble = troubleDisk
		if sum, err = s.mend(name); err != nil { // the next start tries once more
			s.log.Error("a recording that broke off could not be mended", "err", err)
			return s.saveRecording(ctx, r)
		}
	} else if sum.Missed.To > 0 {
		r.Trouble = troubleSlow
	}
	wave, err := s.waveform(name)
	if huiyin.KindOf(err) == huiyin.KindNotFound { // it was noted and kept before what followed failed
		return nil
	}
	if err != nil {
		return err
	}
	if r.Duration = sum.Duration; r.Duration > 0 { // else nothing is on it
		r.Hash, r.Size, r.Waveform = vault.Hash(sum.SHA256).String(), sum.Size, wave
	}
	if err := s.saveRecording(ctx, r); err != nil {
		return err
	}
	if r.Hash == "" {
		return s.opt.Vault.DropTape(name)
	}
	_, err = s.opt.Vault.KeepTape(name)
	return err
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
			r, err := s.left(ctx, id)
			if err != nil {
				return err
			}
			sum, err := s.mend(name)
			if err != nil {
				return err
			}
			return s.keep(ctx, r, sum, nil)
		})
	}
	return nil
}

// left is what is known of a tape that was left: all of it, when it had been noted already.
func (s *Switchboard) left(ctx context.Context, id huiyin.CallID) (r store.Recording, err error) {
	err = s.opt.Store.Read(ctx, func(t *store.Tx) (err error) { r, err = t.Recording(id); return err })
	if huiyin.KindOf(err) == huiyin.KindNotFound {
		return store.Recording{Call: id, StartedAt: huiyin.IDTime(id), Trouble: troubleRestart}, nil
	}
	return r, err
}

// mend makes a tape whole that broke off.
func (s *Switchboard) mend(name string) (hearing.Summary, error) {
	file, size, err := s.resume(name)
	if err != nil {
		return hearing.Summary{}, err
	}
	return hearing.Repair(file, size)
}

func (s *Switchboard) resume(name string) (*os.File, int64, error) {
	file, err := s.opt.Vault.ResumeTape(name)
	if err != nil {
		return nil, 0, err
	}
	info, err := file.Stat()
	if err != nil {
		return nil, 0, errors.Join(err, file.Close())
	}
	return file, info.Size(), nil
}

// waveform draws what is on a tape.
func (s *Switchboard) waveform(name string) ([]byte, error) {
	file, size, err := s.resume(name)
	if err != nil {
		return nil, err
	}
	return ledger.Waveform(file, size), file.Close()
}
