package rtp

import (
	"math/rand/v2"
	"testing"
	"time"
)

func TestANewSpeakerGoesOnWhereTheLastStopped(t *testing.T) {
	now := time.Unix(0, 0)
	line := Timeline{Seq: 65530, Time: 0xFFFFFF00}
	place := func(source uint64, f Frame, after time.Duration) Frame {
		t.Helper()
		now = now.Add(after)
		p, ok := line.Place(source, f, now)
		if !ok {
			t.Fatalf("frame %d of speaker %d was refused", f.Seq, source)
		}
		return p
	}
	var last Frame
	for n := range 20 {
		f := place(1, speech(n), 20*time.Millisecond)
		if f.Marker != (n == 0) || n > 0 && (f.Seq != last.Seq+1 || f.Time != last.Time+160) {
			t.Fatalf("frame %d was placed at %d, %d, marker %v after %d, %d", n, f.Seq, f.Time, f.Marker, last.Seq, last.Time)
		}
		last = f
	}
	f := place(2, speech(40000), time.Second) // a second of nobody
	if f.Seq != last.Seq+1 || f.Time != last.Time+8000 || !f.Marker {
		t.Errorf("the next speaker begins at +%d, +%d, marker %v; want +1, +8000, true", f.Seq-last.Seq, f.Time-last.Time, f.Marker)
	}
	last = f
	f = place(1, speech(21), 0) // at once: time still moves on
	if f.Seq != last.Seq+1 || f.Time != last.Time+160 || !f.Marker {
		t.Errorf("a speaker who falls in begins at +%d, +%d", f.Seq-last.Seq, f.Time-last.Time)
	}
}

func TestLossAndDisorderStayWhatTheyAre(t *testing.T) {
	var line Timeline
	now := time.Unix(0, 0)
	first, _ := line.Place(1, speech(10), now)
	for _, n := range []int{12, 11, 15, 14, 400} { // 13 is lost, and then many more
		f, ok := line.Place(1, speech(n), now)
		if !ok || f.Seq-first.Seq != uint16(n-10) || f.Time-first.Time != uint32(160*(n-10)) || f.Marker {
			t.Errorf("frame %d was placed at +%d, +%d, %v", n, f.Seq-first.Seq, f.Time-first.Time, ok)
		}
	}
	if _, ok := line.Place(2, speech(10), now); !ok {
		t.Error("another speaker was refused")
	}
	if _, ok := line.Place(2, speech(8), now); ok {
		t.Error("a frame from before the speaker's beginning was placed over what another said")
	}
}

func TestASpeakerWhoJumpsBeginsAnew(t *testing.T) {
	now := time.Unix(0, 0)
	for name, jump := range map[string]Frame{
		"numbers forward": {Seq: 20000, Time: 11 * 160}, "numbers back": {Seq: 60000, Time: 11 * 160},
		"time forward": {Seq: 11, Time: 1 << 30}, "time back": {Seq: 11, Time: 1 << 31}, "both": {Seq: 3, Time: 7},
	} {
		var line Timeline
		jump.Payload = make([]byte, 160)
		before, _ := line.Place(1, speech(1000), now)
		for n := 1001; n < 1100; n++ {
			before, _ = line.Place(1, speech(n), now)
		}
		f, ok := line.Place(1, jump, now.Add(20*time.Millisecond))
		if !ok || f.Seq != before.Seq+1 || f.Time-before.Time < 160 || f.Time-before.Time > 16000 || !f.Marker {
			t.Errorf("%s: placed at +%d, +%d, marker %v, %v", name, f.Seq-before.Seq, f.Time-before.Time, f.Marker, ok)
		}
	}
}

func TestAKeyPressLiesBetweenSpeech(t *testing.T) {
	var line Timeline
	now := time.Unix(0, 0)
	a, _ := line.Place(1, speech(0), now)
	seq, stamp := line.Next(now.Add(20 * time.Millisecond))
	if seq != a.Seq+1 || stamp != a.Time+160 {
		t.Errorf("the press is at +%d, +%d", seq-a.Seq, stamp-a.Time)
	}
	line.Again()
	b, _ := line.Place(1, speech(5), now.Add(100*time.Millisecond))
	if b.Seq != seq+2 || b.Time != a.Time+800 || !b.Marker {
		t.Errorf("speech goes on at +%d, +%d, marker %v", b.Seq-a.Seq, b.Time-a.Time, b.Marker)
	}
}

// Whatever speakers send, the line's highest number and time never go back, and no number is used by two speakers.
func TestTheLineNeverGoesBack(t *testing.T) {
	dice := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		line := Timeline{Seq: uint16(dice.Uint32()), Time: dice.Uint32()}
		now := time.Unix(0, 0)
		used := map[uint16]uint64{}
		base := line.Seq
		next := [3]Frame{}
		for range 300 {
			now = now.Add(time.Duration(dice.IntN(60)) * time.Millisecond)
			who := dice.IntN(3)
			f := &next[who]
			switch dice.IntN(20) {
			case 0:
				f.Seq, f.Time = uint16(dice.Uint32()), dice.Uint32()
			case 1:
				f.Seq -= uint16(dice.IntN(4))
			default:
				f.Seq, f.Time = f.Seq+1, f.Time+160
			}
			f.Payload = make([]byte, 160)
			seq, stamp := line.Seq, line.Time
			p, ok := line.Place(uint64(who), *f, now)
			if int16(line.Seq-seq) < 0 || line.Seq != seq && int32(line.Time-stamp) < 0 && p.Marker {
				t.Fatalf("the line went from %d, %d to %d, %d", seq, stamp, line.Seq, line.Time)
			}
			if !ok {
				continue
			}
			if by, taken := used[p.Seq-base]; taken && by != uint64(who) {
				t.Fatalf("number %d was used by speaker %d and %d", p.Seq, by, who)
			}
			used[p.Seq-base] = uint64(who)
		}
	}
}
