package hearing

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"huiyin/voice/rtp"
)

func newTape(t testing.TB) *os.File {
	t.Helper()
	f, err := os.Create(filepath.Join(t.TempDir(), "call.wav"))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// played reads a recording back, by its own header, and checks the summary against the file.
func played(t testing.TB, name string, s Summary) (left, right []int16) {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if sha256.Sum256(b) != s.SHA256 || int64(len(b)) != s.Size {
		t.Errorf("the file has %d bytes and is not what the summary %+v says", len(b), s)
	}
	le := binary.LittleEndian
	if string(b[:4]) != "RIFF" || int(le.Uint32(b[4:])) != len(b)-8 || int(le.Uint32(b[54:])) != len(b)-58 || int(le.Uint32(b[46:]))*2 != len(b)-58 {
		t.Errorf("the header does not tell the lengths of a file of %d bytes: % x", len(b), b[:58])
	}
	if le.Uint16(b[20:]) != 6 || le.Uint16(b[22:]) != 2 || le.Uint32(b[24:]) != 8000 || le.Uint32(b[28:]) != 16000 || le.Uint16(b[32:]) != 2 {
		t.Errorf("the header is not that of stereo A-law: % x", b[:58])
	}
	data := b[58:]
	law := [2][]byte{}
	for i, v := range data {
		law[i%2] = append(law[i%2], v)
	}
	left, right = make([]int16, len(law[0])), make([]int16, len(law[1]))
	rtp.PCMA.Decode(left, law[0])
	rtp.PCMA.Decode(right, law[1])
	if d := samplesTime(int64(len(left))); d != s.Duration {
		t.Errorf("the file lasts %v, the summary says %v", d, s.Duration)
	}
	return left, right
}

// A talk is two earpieces who speak at the pace of the clock. It runs in a bubble with a clock of its own.
type talk struct {
	table       *Table
	left, right *earpiece
	a, b        *Member
}

func newTalk() *talk {
	k := &talk{table: New(), left: newEarpiece(), right: newEarpiece()}
	k.a, k.b = k.table.Join(k.left), k.table.Join(k.right)
	return k
}

var low, high = sine(400, 0.3), sine(1300, 0.3)

// speak lets both talk for a while.
func (k *talk) speak(d time.Duration) {
	for range d / beatTime {
		pass(beatTime)
		k.left.say(low)
		k.right.say(high)
	}
}

// pass lets time go by in a bubble.
func pass(d time.Duration) { <-time.After(d) }

func closeRecording(t testing.TB, r *Recording) Summary {
	t.Helper()
	s, err := r.Close()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func second(s []int16, n int) []int16 { return s[n*rtp.Rate : (n+1)*rtp.Rate] }

func loud(s []int16, hertz float64) bool { return tone(s, hertz) > 0.25 }

func silent(s []int16) bool {
	for _, v := range s {
		if v > 8 || v < -8 {
			return false
		}
	}
	return true
}

func TestARecordingHasBothSides(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k, tape := newTalk(), newTape(t)
		k.right.codec = rtp.PCMU
		r := k.table.Record(tape, k.a)
		k.speak(time.Second) // nobody is on the right yet
		r.Right(k.b)
		k.speak(10 * time.Second)
		s := closeRecording(t, r)
		left, right := played(t, tape.Name(), s)
		if s.Duration != 11*time.Second || len(s.Paused) != 0 || s.Missed != (Span{}) {
			t.Errorf("the summary is %+v, want 11 s", s)
		}
		if !silent(second(right, 0)) {
			t.Error("the seat was recorded before it was named")
		}
		for n := range 11 {
			if !loud(second(left, n), 400) || tone(second(left, n), 1300) > 0.01 {
				t.Errorf("left, second %d: caller %.3f, seat %.3f", n, tone(second(left, n), 400), tone(second(left, n), 1300))
			}
			if n > 0 && (!loud(second(right, n), 1300) || tone(second(right, n), 400) > 0.01) {
				t.Errorf("right, second %d: seat %.3f, caller %.3f", n, tone(second(right, n), 1300), tone(second(right, n), 400))
			}
		}
		if again, err := r.Close(); err != nil || again.SHA256 != s.SHA256 {
			t.Errorf("a second close says %+v, %v", again, err)
		}
	})
}

func TestGapsAreSilence(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k, tape := newTalk(), newTape(t)
		r := k.table.Record(tape, k.a)
		k.speak(time.Second)
		k.left.said += 30 * 50 // as telephones do that send nothing while nobody speaks
		pass(30 * time.Second)
		k.speak(time.Second)
		pass(3 * time.Second)
		s := closeRecording(t, r)
		left, _ := played(t, tape.Name(), s)
		if s.Duration != 35*time.Second {
			t.Errorf("it lasts %v, want 35 s", s.Duration)
		}
		if !loud(second(left, 0), 400) || !loud(second(left, 31), 400) {
			t.Error("speech is not where it was said")
		}
		if !silent(left[rtp.Rate:31*rtp.Rate]) || !silent(left[32*rtp.Rate:]) {
			t.Error("there is something where nobody spoke")
		}
	})
}

func TestPacketsLieWhereTheirTimeStampsSay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k, tape := newTalk(), newTape(t)
		r := k.table.Record(tape, k.a)
		pass(beatTime)
		order := []int{0, 2, 1, 3, 5, 4, 7} // 6 is lost
		for _, n := range order {
			f := spoken(rtp.PCMA, n, func(int) int16 { return int16(1000 * (n + 1)) })
			f.Time += 0xFFFFFF00 // and time stamps go round
			k.left.receive(f)
		}
		pass(time.Second)
		left, _ := played(t, tape.Name(), closeRecording(t, r))
		for n := range 8 {
			want := 1000 * (n + 1)
			if n == 6 {
				want = 0
			}
			if got := int(left[n*beatSamples+5]); got < want-100 || got > want+100 {
				t.Errorf("piece %d has %d, want %d", n, got, want)
			}
		}
	})
}

func TestATimeStampThatJumpsIsPlacedAnew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k, tape := newTalk(), newTape(t)
		r := k.table.Record(tape, k.a)
		k.speak(time.Second)
		k.left.said += 1 << 20
		k.speak(time.Second)
		k.left.said = 7
		k.speak(time.Second)
		s := closeRecording(t, r)
		left, _ := played(t, tape.Name(), s)
		for n := range 3 {
			if !loud(second(left, n), 400) {
				t.Errorf("second %d is missing", n)
			}
		}
	})
}

func TestPausesAreSilentAndListed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k, tape := newTalk(), newTape(t)
		r := k.table.Record(tape, k.a)
		r.Right(k.b)
		r.Resume()
		k.speak(2 * time.Second)
		r.Pause()
		r.Pause()
		k.speak(5 * time.Second)
		r.Resume()
		k.speak(2 * time.Second)
		r.Pause()
		k.speak(time.Second)
		s := closeRecording(t, r)
		left, right := played(t, tape.Name(), s)
		want := []Span{{2 * time.Second, 7 * time.Second}, {9 * time.Second, 10 * time.Second}}
		if len(s.Paused) != 2 || s.Paused[0] != want[0] || s.Paused[1] != want[1] || s.Duration != 10*time.Second {
			t.Errorf("paused %v of %v, want %v of 10 s", s.Paused, s.Duration, want)
		}
		for _, p := range want {
			from, to := int(p.From/time.Second)*rtp.Rate, int(p.To/time.Second)*rtp.Rate
			if !silent(left[from:to]) || !silent(right[from:to]) {
				t.Errorf("there is something in the pause %v", p)
			}
		}
		if !loud(second(left, 1), 400) || !loud(second(right, 7), 1300) {
			t.Error("what was said before and after the pause is missing")
		}
	})
}

func TestTheSeatChanges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k, tape := newTalk(), newTape(t)
		other := newEarpiece()
		m := k.table.Join(other)
		r := k.table.Record(tape, k.a)
		r.Right(k.b)
		k.speak(time.Second)
		r.Right(m)
		k.speak(time.Second) // the first seat talks to somebody else now
		for range 50 {
			pass(beatTime)
			other.say(sine(900, 0.3))
		}
		m.Leave()
		k.a.Leave()
		k.speak(time.Second)
		left, right := played(t, tape.Name(), closeRecording(t, r))
		if !loud(second(right, 0), 1300) || !silent(second(right, 1)) || !loud(second(right, 2), 900) || !silent(second(right, 3)) || !silent(second(left, 3)) {
			t.Error("a side is not whose it should be")
		}
	})
}

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
		if s.Missed.From < 4*time.Second || s.Missed.To > 60*time.Second || s.Missed.To <= s.Missed.From || s.Duration != time.Minute {
			t.Errorf("missed %v of %v", s.Missed, s.Duration)
		}
		from, to := int(s.Missed.From/time.Second), int(s.Missed.To/time.Second)
		if !loud(second(left, from-1), 400) || !silent(left[from*rtp.Rate:to*rtp.Rate]) || to < 59 && !loud(second(left, to), 400) {
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
			if lost := whole.Duration - s.Duration; lost > 4*time.Second+time.Millisecond || len(left) < 4*rtp.Rate || !loud(second(left, 2), 400) {
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
