package hearing

import (
	"bytes"
	"testing"
	"time"

	"huiyin/voice/rtp"
)

// beats lets everybody say a piece of their voice and the mixer work, n times.
func beats(t *Table, n int, voices map[*earpiece]func(int) int16) {
	for range n {
		for e, voice := range voices {
			e.say(voice)
		}
		t.beat()
	}
}

func TestOneSpeakerIsPassedOnAsTheyCome(t *testing.T) {
	table := New()
	a, b := newEarpiece(), newEarpiece()
	ma, mb := table.Join(a), table.Join(b)
	table.Hear(mb, ma, true)
	voice := sine(440, 0.5)
	beats(table, 3, map[*earpiece]func(int) int16{a: voice})
	heard := b.take()
	if len(heard) != 3 {
		t.Fatalf("heard %d frames, want 3", len(heard))
	}
	for n, f := range heard {
		if want := spoken(rtp.PCMA, n, voice); f.Seq != want.Seq || f.Time != want.Time || !bytes.Equal(f.Payload, want.Payload) {
			t.Errorf("frame %d was changed", n)
		}
	}
	if len(a.take()) != 0 {
		t.Error("the speaker heard something")
	}
	table.Hear(mb, ma, false)
	beats(table, 3, map[*earpiece]func(int) int16{a: voice})
	if n := len(b.take()); n != 0 {
		t.Errorf("heard %d frames of somebody they no longer hear", n)
	}
}

func TestThreePartiesHearTheOthersAndNotThemselves(t *testing.T) {
	table := New()
	pitch := []float64{400, 700, 1300}
	var ends []*earpiece
	var members []*Member
	voices := map[*earpiece]func(int) int16{}
	for i, hertz := range pitch {
		e := newEarpiece()
		if i == 2 {
			e.codec = rtp.PCMU // a telephone of another kind
		}
		voices[e] = sine(hertz, 0.2)
		ends, members = append(ends, e), append(members, table.Join(e))
	}
	for _, l := range members {
		for _, s := range members {
			table.Hear(l, s, true)
		}
	}
	beats(table, 10, voices) // while the ears fill
	for _, e := range ends {
		e.take()
	}
	beats(table, 50, voices)
	for i, e := range ends {
		heard := e.take()
		if len(heard) != 50 || heard[0].Codec != e.codec {
			t.Fatalf("party %d heard %d frames of %v", i, len(heard), heard[0].Codec)
		}
		s := linearOf(heard)
		for j, hertz := range pitch {
			want := 0.2
			if i == j {
				want = 0
			}
			if got := tone(s, hertz); got < want-0.02 || got > want+0.02 {
				t.Errorf("party %d heard party %d at %.3f, want %.1f", i, j, got, want)
			}
		}
	}
}

func TestLoudMixesDoNotOverflow(t *testing.T) {
	table := New()
	l := newEarpiece()
	listener := table.Join(l)
	loud := func(int) int16 { return 32000 }
	voices := map[*earpiece]func(int) int16{}
	for range 2 {
		e := newEarpiece()
		voices[e] = loud
		table.Hear(listener, table.Join(e), true)
	}
	beats(table, 20, voices)
	s := linearOf(l.take())
	for _, v := range s[len(s)-beatSamples:] {
		if v < 30000 {
			t.Fatalf("two loud voices became %d", v)
		}
	}
}

// Hold, whispering and the rest are rows; whoever hears one hears packets, whoever hears two a mix.
func TestWhisperIsHeardByTheSeatAlone(t *testing.T) {
	table := New()
	c, s, w := newEarpiece(), newEarpiece(), newEarpiece()
	caller, seat, leader := table.Join(c), table.Join(s), table.Join(w)
	table.Hear(caller, seat, true)
	table.Hear(seat, caller, true)
	table.Hear(leader, seat, true)
	table.Hear(leader, caller, true)
	table.Hear(seat, leader, true)
	voices := map[*earpiece]func(int) int16{c: sine(400, 0.2), s: sine(700, 0.2), w: sine(1300, 0.2)}
	beats(table, 60, voices)
	for name, want := range map[*earpiece][3]bool{c: {false, true, false}, s: {true, false, true}, w: {true, true, false}} {
		heard := linearOf(name.take())
		heard = heard[len(heard)-40*beatSamples:]
		for i, hertz := range []float64{400, 700, 1300} {
			if got := tone(heard, hertz) > 0.1; got != want[i] {
				t.Errorf("%v hears %v: %v, want %v", name == c, hertz, got, want[i])
			}
		}
	}
	if load := table.Load(); load.Members != 3 || load.Mixes != 2 {
		t.Errorf("the load is %+v, want two mixes: the caller hears one voice", load)
	}
}

func TestWhoHasLeftIsNotHeardAndHearsNothing(t *testing.T) {
	table := New()
	a, b, c := newEarpiece(), newEarpiece(), newEarpiece()
	ma, mb, mc := table.Join(a), table.Join(b), table.Join(c)
	for _, l := range []*Member{ma, mb, mc} {
		for _, s := range []*Member{ma, mb, mc} {
			table.Hear(l, s, true)
		}
	}
	mc.Leave()
	mc.Leave()
	table.Hear(ma, mc, true)
	table.Hear(mc, ma, true)
	mc.Play(Busy(), true, nil)
	voices := map[*earpiece]func(int) int16{a: sine(400, 0.2), b: sine(700, 0.2), c: sine(1300, 0.2)}
	beats(table, 5, voices)
	if n := len(c.take()); n != 0 {
		t.Errorf("who has left heard %d frames", n)
	}
	if n := len(a.take()); n != 5 {
		t.Errorf("who stayed heard %d frames, want 5 as they came", n)
	}
	if load := table.Load(); load.Members != 2 || load.Mixes != 0 {
		t.Errorf("the load is %+v, want two members without a mix", load)
	}
}

func TestPromptsAreHeardByOneAloneAndEnd(t *testing.T) {
	table := New()
	a, b := newEarpiece(), newEarpiece()
	ma, mb := table.Join(a), table.Join(b)
	sound := Tone("notice", 800, 50*time.Millisecond, 0)
	ended := 0
	ma.Play(sound, false, func() { ended++ })
	mb.Play(sound, false, func() { t.Error("a sound that was stopped has not ended by itself") })
	mb.Stop()
	beats(table, 5, nil)
	var played []byte
	for _, f := range a.take() {
		played = append(played, f.Payload...)
	}
	if !bytes.Equal(played, sound.Law) || ended != 1 {
		t.Errorf("played %d bytes of %d, and ended %d times", len(played), len(sound.Law), ended)
	}
	if n := len(b.take()); n != 0 {
		t.Errorf("the other heard %d frames", n)
	}
}

func TestLoopsGoRound(t *testing.T) {
	table := New()
	a := newEarpiece()
	m := table.Join(a)
	music := Sound{Name: "scale", Law: []byte{1, 2, 3, 4, 5, 6, 7}}
	m.Play(music, true, nil)
	beats(table, 3, nil)
	var played []byte
	for _, f := range a.take() {
		played = append(played, f.Payload...)
	}
	if want := bytes.Repeat(music.Law, 69)[:480]; !bytes.Equal(played, want) {
		t.Errorf("played %v", played[:20])
	}
	m.Play(Sound{Name: "nothing"}, true, nil) // ends at once, instead of going round for ever
	beats(table, 2, nil)
	if load := table.Load(); load.Mixes != 0 || len(a.take()) != 0 {
		t.Errorf("an empty loop goes on: %+v", load)
	}
}

func TestAPromptLiesOverWhoIsHeard(t *testing.T) {
	table := New()
	a, b := newEarpiece(), newEarpiece()
	ma, mb := table.Join(a), table.Join(b)
	table.Hear(ma, mb, true)
	ma.Play(Tone("beep", 1000, time.Second, 0), false, nil)
	beats(table, 40, map[*earpiece]func(int) int16{b: sine(500, 0.2)})
	heard := linearOf(a.take())[10*beatSamples:]
	if tone(heard, 500) < 0.15 || tone(heard, 1000) < 0.15 {
		t.Errorf("heard the speaker at %.3f and the sound at %.3f", tone(heard, 500), tone(heard, 1000))
	}
}

func TestAPromptCanStartTheNext(t *testing.T) {
	table := New()
	a := newEarpiece()
	m := table.Join(a)
	second := Sound{Name: "second", Law: bytes.Repeat([]byte{2}, beatSamples)}
	m.Play(Sound{Name: "first", Law: bytes.Repeat([]byte{1}, beatSamples)}, false, func() { m.Play(second, false, nil) })
	beats(table, 3, nil)
	heard := a.take()
	if len(heard) != 2 || heard[0].Payload[0] != 1 || heard[1].Payload[0] != 2 {
		t.Errorf("heard %d frames", len(heard))
	}
}

// A mix after a time without one begins with what is said now.
func TestAMixBeginsWithWhatIsSaidNow(t *testing.T) {
	table := New()
	a, b, c := newEarpiece(), newEarpiece(), newEarpiece()
	ma, mb, mc := table.Join(a), table.Join(b), table.Join(c)
	table.Hear(ma, mb, true)
	late := func() (beats int) {
		table.Hear(ma, mc, true)
		for ; beats < 20; beats++ {
			b.say(low)
			a.take()
			table.beat()
			if heard := linearOf(a.take()); tone(heard, 400) > 0.1 {
				break
			}
		}
		table.Hear(ma, mc, false)
		return beats
	}
	first := late()
	beats(table, 10, map[*earpiece]func(int) int16{b: low}) // as they come: nobody reads the ear
	if again := late(); first < 1 || again != first {
		t.Errorf("the first mix is heard after %d beats, the second after %d", first, again)
	}
}

func TestWhatReplacesASoundIsNotEndedWithIt(t *testing.T) {
	table := New()
	m := table.Join(newEarpiece())
	before := &prompt{done: func() { t.Error("a sound that was replaced has ended by itself") }}
	m.put(before)
	m.Play(Busy(), true, nil)
	m.ended(before)
	if load := table.Load(); load.Mixes != 1 {
		t.Error("the new sound was ended")
	}
}
