package hearing

import (
	"bytes"
	"errors"
	"os"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"huiyin/voice/rtp"
)

// fullTape is a disk that has room for so many bytes.
type fullTape struct {
	*os.File
	room int64
}

func (f *fullTape) WriteAt(b []byte, at int64) (int, error) {
	if at+int64(len(b)) <= f.room {
		return f.File.WriteAt(b, at)
	}
	n, err := f.File.WriteAt(b[:max(0, f.room-at)], at)
	return n, errors.Join(err, syscall.ENOSPC)
}

func TestAFullDiskStopsTheRecordingAndNotTheCall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k, tape := newTalk(), newTape(t)
		k.table.Hear(k.b, k.a, true)
		r := k.table.Record(&fullTape{tape, 100_001}, k.a)
		told := make(chan error, 2)
		r.Broken(func(err error) { told <- err })
		k.speak(30 * time.Second)
		if err := <-told; !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("told of %v", err)
		}
		if n := len(k.right.take()); n != 1500 {
			t.Errorf("the call went on for %d packets, want 1500", n)
		}
		s, err := r.Close()
		if !errors.Is(err, syscall.ENOSPC) || len(told) != 0 {
			t.Errorf("closed with %v; told %d times more", err, len(told))
		}
		left, _ := played(t, tape.Name(), s)
		if len(left) != (100_001-58)/2 || !loud(second(left, 5), 400) {
			t.Errorf("%d samples were saved, want all there was room for", len(left))
		}
		late := make(chan error, 1)
		r.Broken(func(err error) { late <- err })
		if err := <-late; !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("who asks later is told %v", err)
		}
	})
}

// stuckTape is a disk that does not answer for a while.
type stuckTape struct {
	*os.File
	answer chan struct{}
}

func (f *stuckTape) WriteAt(b []byte, at int64) (int, error) {
	<-f.answer
	return f.File.WriteAt(b, at)
}

func TestAStuckDiskHoldsUpNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k, tape := newTalk(), newTape(t)
		stuck := &stuckTape{tape, make(chan struct{})}
		k.table.Hear(k.b, k.a, true)
		r := k.table.Record(stuck, k.a)
		k.speak(60 * time.Second)
		if n := len(k.right.take()); n != 3000 {
			t.Errorf("the call went on for %d packets, want 3000", n)
		}
		close(stuck.answer)
		s := closeRecording(t, r)
		left, _ := played(t, tape.Name(), s)
		if s.Missed.From != 12*time.Second || s.Missed.To > 60*time.Second || s.Missed.To <= s.Missed.From || s.Duration != time.Minute {
			t.Errorf("missed %v of %v", s.Missed, s.Duration)
		}
		from, to := int(s.Missed.From*rtp.Rate/time.Second), int(s.Missed.To*rtp.Rate/time.Second)
		if !loud(left[from-rtp.Rate:from], 400) || !silent(left[from:to]) || !loud(left[to:], 400) {
			t.Errorf("what was missed, %v, is not what is silent", s.Missed)
		}
	})
}

func TestACrashIsRepaired(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k, tape := newTalk(), newTape(t)
		r := k.table.Record(tape, k.a)
		k.speak(10 * time.Second)
		synctest.Wait()
		b, err := os.ReadFile(tape.Name()) // what is on the disk at this moment
		if err != nil {
			t.Fatal(err)
		}
		whole := closeRecording(t, r)
		for _, torn := range []int{0, 1} { // half a sample, too
			crashed := newTape(t)
			if _, err := crashed.Write(b[:len(b)-torn]); err != nil {
				t.Fatal(err)
			}
			s, err := Repair(crashed, int64(len(b)-torn))
			if err != nil {
				t.Fatal(err)
			}
			left, _ := played(t, crashed.Name(), s)
			if lost := whole.Duration - s.Duration; lost > 1500*time.Millisecond+time.Millisecond || len(left) < 4*rtp.Rate || !loud(second(left, 2), 400) {
				t.Errorf("a crash after 10 s leaves %v", s.Duration)
			}
			if crashed.Close() == nil {
				t.Error("the tape was left open")
			}
		}
	})
}

func TestRepairOfWhatIsNoRecording(t *testing.T) {
	for name, content := range map[string]string{"nothing": "", "half a header": string(waveHeader(0)[:20])} {
		tape := newTape(t)
		if _, err := tape.WriteString(content); err != nil {
			t.Fatal(err)
		}
		s, err := Repair(tape, int64(len(content)))
		if err != nil || s.Duration != 0 {
			t.Errorf("%s became %+v, %v; want an empty recording", name, s, err)
			continue
		}
		played(t, tape.Name(), s)
	}
	tape := newTape(t)
	letter := bytes.Repeat([]byte("The street lamp is dark. "), 10)
	if _, err := tape.Write(letter); err != nil {
		t.Fatal(err)
	}
	if _, err := Repair(tape, int64(len(letter))); err == nil {
		t.Error("a letter was repaired")
	}
	if b, err := os.ReadFile(tape.Name()); err != nil || !bytes.Equal(b, letter) {
		t.Errorf("the letter was changed: %v", err)
	}
}
