package hearing

import (
	"crypto/sha256"
	"encoding/binary"
	"os"
	"path/filepath"
	"runtime"
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

// What comes a second late from one side still finds its place beside the other, also at the end of a long silence.
func TestOneSideMayLagBehind(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k, tape := newTalk(), newTape(t)
		r := k.table.Record(tape, k.a)
		r.Right(k.b)
		pass(beatTime)
		k.left.say(low)
		k.right.say(high)
		k.left.said, k.right.said = 20*50, 20*50
		pass(20*time.Second - beatTime)
		for n := range 5 * 50 {
			pass(beatTime)
			k.right.say(high)
			if n >= 48 {
				k.left.say(low)
			}
		}
		left, right := played(t, tape.Name(), closeRecording(t, r))
		for n := 20; n < 24; n++ {
			if !loud(second(left, n), 400) || !loud(second(right, n), 1300) {
				t.Errorf("second %d: left %.3f, right %.3f", n, tone(second(left, n), 400), tone(second(right, n), 1300))
			}
		}
	})
}

// A call costs little memory for its recording, and nobody waits for it, while the disk keeps up.
func TestARecordingKeepsLittle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const recordings, most = 100, 26 << 10
		k := newTalk()
		tapes := make([]*os.File, recordings)
		for i := range tapes {
			tapes[i] = newTape(t)
		}
		settled := func() (bytes uint64, goroutines int) {
			var m runtime.MemStats
			synctest.Wait()
			for range 3 { // what pools keep goes with the second
				runtime.GC()
			}
			runtime.ReadMemStats(&m)
			return m.HeapAlloc, runtime.NumGoroutine()
		}
		bytes, goroutines := settled()
		var all []*Recording
		for _, tape := range tapes {
			all = append(all, k.table.Record(tape, k.a))
		}
		k.speak(10 * time.Second)
		after, working := settled()
		if each := (after - bytes) / recordings; each > most {
			t.Errorf("a recording keeps %d bytes, want %d at most", each, most)
		}
		if working != goroutines {
			t.Errorf("%d goroutines have nothing to write", working-goroutines)
		}
		for _, r := range all {
			closeRecording(t, r)
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

// A pause that nothing follows is the end.
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
		want := []Span{{2 * time.Second, 7 * time.Second}}
		if len(s.Paused) != 1 || s.Paused[0] != want[0] || s.Duration != 9*time.Second {
			t.Errorf("paused %v of %v, want %v of 9 s", s.Paused, s.Duration, want)
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

// What was said in a pause and comes after it stays out.
func TestPausesHoldForWhatComesLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k, tape := newTalk(), newTape(t)
		r := k.table.Record(tape, k.a)
		k.speak(time.Second)
		r.Pause()
		k.right.say(high)
		pass(time.Second)
		r.Resume()
		for range 50 { // on its way all the time, and here at once
			k.left.say(low)
		}
		k.speak(time.Second)
		left, _ := played(t, tape.Name(), closeRecording(t, r))
		if !silent(second(left, 1)) || !loud(second(left, 2), 400) {
			t.Error("what was said in the pause was recorded, or what was said after it was not")
		}
	})
}

// The same packet twice must not be twice as loud where voices are added up.
func TestAPacketThatComesTwiceCountsOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k, tape := newTalk(), newTape(t)
		r := k.table.Record(tape, k.a)
		r.Right(k.a, k.b)
		for range 50 {
			pass(beatTime)
			f := spoken(rtp.PCMA, k.right.said, high)
			k.right.say(high)
			k.right.receive(f)
		}
		_, right := played(t, tape.Name(), closeRecording(t, r))
		if a := tone(right, 1300); a < 0.28 || a > 0.32 {
			t.Errorf("the voice of 0.3 is recorded as %.2f", a)
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

func TestAThirdPartyIsRecordedWithTheSeat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k, tape := newTalk(), newTape(t)
		third := newEarpiece()
		third.codec = rtp.PCMU
		m := k.table.Join(third)
		r := k.table.Record(tape, k.a)
		speak := func() {
			for range 50 {
				pass(beatTime)
				k.right.say(high)
				third.say(sine(900, 0.3))
			}
		}
		for _, members := range [][]*Member{{k.b, m}, {m}, {}, {nil}, {m, k.b}} {
			r.Right(members...)
			speak()
		}
		m.Leave()
		speak()
		_, right := played(t, tape.Name(), closeRecording(t, r))
		r.Right(k.b) // comes to nothing, as does what is said
		speak()
		for n, want := range [][2]bool{{true, true}, {false, true}, {false, false}, {false, false}, {true, true}, {true, false}} {
			if seat, other := loud(second(right, n), 1300), loud(second(right, n), 900); seat != want[0] || other != want[1] {
				t.Errorf("second %d: the seat is there: %v, the third party: %v, want %v", n, seat, other, want)
			}
		}
	})
}
