package hearing

import (
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"huiyin/voice/rtp"
)

// Three real telephones on loopback, each with a tone of its own.
func TestAConferenceOverRealLines(t *testing.T) {
	table := run(t)
	pitch := []float64{400, 700, 1300}
	callers := []*caller{newCaller(t, table), newCaller(t, table), newCaller(t, table)}
	for _, l := range callers {
		for _, s := range callers {
			table.Hear(l.Member, s.Member, true)
		}
	}
	tick := time.NewTicker(beatTime)
	defer tick.Stop()
	for range 75 {
		<-tick.C
		for i, c := range callers {
			c.say(t, sine(pitch[i], 0.2))
		}
	}
	for i, c := range callers {
		heard := c.take()
		if len(heard) < 60 {
			t.Fatalf("party %d heard %d frames", i, len(heard))
		}
		for n := 1; n < len(heard); n++ {
			if heard[n].Seq != heard[n-1].Seq+1 || int32(heard[n].Time-heard[n-1].Time) <= 0 {
				t.Fatalf("party %d: numbers or time jump between frames %d and %d", i, n-1, n)
			}
		}
		s := linearOf(heard[20:])
		for j, hertz := range pitch {
			if got := tone(s, hertz) > 0.1; got != (i != j) {
				t.Errorf("party %d hears party %d: %v (%.3f)", i, j, got, tone(s, hertz))
			}
		}
	}
}

func TestMusicThenAVoiceOverARealLine(t *testing.T) {
	table := run(t)
	a, b := newCaller(t, table), newCaller(t, table)
	done := make(chan struct{})
	a.Play(Tone("notice", 800, 200*time.Millisecond, 0), false, func() { close(done) })
	<-done
	table.Hear(a.Member, b.Member, true)
	for range 3 {
		b.say(t, low)
	}
	waitFor(t, func() bool { return a.phone.Stats().PacketsIn == 13 })
	heard := a.take()
	for n, f := range heard {
		if n > 0 && (f.Seq != heard[n-1].Seq+1 || int32(f.Time-heard[n-1].Time) <= 0) {
			t.Errorf("numbers or time jump before frame %d", n)
		}
		if f.Marker != (n == 0 || n == 10) {
			t.Errorf("frame %d: marker %v", n, f.Marker)
		}
	}
}

// Everything happens at once; the race detector watches, and nothing may be left behind.
func TestChangesWhilePacketsFlow(t *testing.T) {
	table := run(t)
	var callers []*caller
	for range 4 {
		callers = append(callers, newCaller(t, table))
	}
	var stop atomic.Bool
	var all sync.WaitGroup
	for _, c := range callers {
		all.Go(func() {
			tick := time.NewTicker(time.Millisecond)
			defer tick.Stop()
			for !stop.Load() {
				<-tick.C
				c.say(t, low)
			}
		})
	}
	var actors sync.WaitGroup
	for n := range 3 {
		actors.Go(func() { shuffle(t, table, callers, rand.New(rand.NewPCG(uint64(n), 1))) })
	}
	actors.Wait()
	stop.Store(true)
	all.Wait()
	for _, c := range callers {
		c.Leave()
	}
	if load := table.Load(); load.Members != 0 || load.Mixes != 0 {
		t.Errorf("left behind: %+v", load)
	}
}

// shuffle changes everything there is to change.
func shuffle(t *testing.T, table *Table, callers []*caller, dice *rand.Rand) {
	anybody := func() *Member { return callers[dice.IntN(len(callers))].Member }
	r := table.Record(newTape(t), anybody())
	for range 300 {
		switch dice.IntN(8) {
		case 0, 1, 2:
			table.Hear(anybody(), anybody(), dice.IntN(2) == 0)
		case 3:
			next := anybody()
			anybody().Play(Busy(), dice.IntN(2) == 0, func() { next.Stop() })
		case 4:
			anybody().Stop()
		case 5:
			r.Right(anybody())
		case 6:
			r.Pause()
			r.Resume()
		case 7:
			anybody().Level()
			guest := table.Join(newEarpiece())
			table.Hear(guest, anybody(), true)
			table.Hear(anybody(), guest, true)
			guest.Play(Ringback(), true, nil)
			guest.Leave()
		}
	}
	if _, err := r.Close(); err != nil {
		t.Error(err)
	}
}

// deadLine is a party whose network is gone.
type deadLine struct{ *earpiece }

func (deadLine) Send(uint64, rtp.Frame) error { return errDead }

func TestADeadLineHarmsNobodyElse(t *testing.T) {
	table := New()
	a, dead, b := newEarpiece(), deadLine{newEarpiece()}, newEarpiece()
	speaker, gone, listener := table.Join(a), table.Join(dead), table.Join(b)
	table.Hear(gone, speaker, true)
	table.Hear(listener, speaker, true)
	gone.Play(Busy(), true, nil)
	beats(table, 5, map[*earpiece]func(int) int16{a: low})
	if n := len(b.take()); n != 5 {
		t.Errorf("heard %d frames, want 5", n)
	}
}

// Nobody needs a mix: the mixer rests. The clock of the bubble stands still only when all goroutines do.
func TestTheMixerRestsAndWakes(t *testing.T) {
	inBubble(t, func(table *Table) {
		pass(time.Hour)
		if beats := table.Load().Beats; beats != 0 {
			t.Errorf("%d beats for nobody", beats)
		}
		e := newEarpiece()
		m := table.Join(e)
		for range 3 {
			m.Play(Busy(), true, nil)
			pass(time.Second + beatTime/2)
			m.Stop()
			pass(time.Hour)
			if n := len(e.take()); n < 51 || n > 52 {
				t.Errorf("a second and a half beat has %d beats, want 51", n)
			}
		}
	})
}

// A slowLine takes its time.
type slowLine struct {
	*earpiece
	time atomic.Int64
}

func (l *slowLine) Send(source uint64, f rtp.Frame) error {
	pass(time.Duration(l.time.Load()))
	return l.earpiece.Send(source, f)
}

func TestTheMixerKeepsItsPace(t *testing.T) {
	inBubble(t, func(table *Table) {
		line := &slowLine{earpiece: newEarpiece()}
		line.time.Store(int64(7 * time.Millisecond))
		m := table.Join(line)
		m.Play(Busy(), true, nil)
		pass(10 * time.Second)
		if n := len(line.take()); n < 499 || n > 501 {
			t.Errorf("%d beats in ten seconds, want 500", n)
		}
		if slow := table.Load().Slow; slow != 0 {
			t.Errorf("%d times too slow", slow)
		}
		line.time.Store(int64(300 * time.Millisecond)) // what cannot be made up for is left out
		pass(3 * time.Second)
		if load := table.Load(); load.Slow < 8 || load.Slow > 11 {
			t.Errorf("%d times too slow, want about ten", load.Slow)
		}
		m.Leave()
		pass(time.Second)
	})
}
