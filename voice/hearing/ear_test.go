package hearing

import (
	"testing"

	"huiyin/voice/rtp"
)

// ramp is a voice whose samples tell which frame of twenty they belong to, coarsely enough for A-law.
func ramp(n int) int16 { return int16(1000 + 150*(n/beatSamples%20)) }

// hears reads a beat and says which frame of the ramp it is; -1 is silence.
func hears(e *ear, beat uint64) int {
	p := e.listen(beat)
	if p == nil || p[beatSamples/2] < 900 {
		return -1
	}
	return (int(p[beatSamples/2]) - 1000 + 75) / 150
}

func TestAnEarEvensOutJitter(t *testing.T) {
	var e ear
	e.reset()
	// Frames that come in each beat: late, together, in the wrong order, twice.
	arrivals := [][]int{{0}, {1}, {2}, {}, {4, 3}, {5}, {}, {6, 7}, {8, 8}, {9}, {10}, {11}, {12}, {13}, {14}}
	var got []int
	for beat, frames := range arrivals {
		for _, n := range frames {
			e.put(spoken(rtp.PCMA, n, ramp))
		}
		if n := hears(&e, uint64(beat+1)); n >= 0 {
			got = append(got, n)
		}
	}
	for i, n := range got {
		if n != i {
			t.Fatalf("heard %v; want all frames in their order", got)
		}
	}
	if len(got) < len(arrivals)-3 {
		t.Errorf("heard %d frames of %d: the delay is too long", len(got), len(arrivals))
	}
}

func TestALostFrameIsSilence(t *testing.T) {
	var e ear
	e.reset()
	silences := 0
	for beat := range 60 {
		if beat != 7 && beat != 47 { // the second one when the ring has gone round
			e.put(spoken(rtp.PCMA, beat, ramp))
		}
		if n := hears(&e, uint64(beat+1)); n < 0 {
			silences++
		} else if n != (beat-2)%20 {
			t.Fatalf("beat %d: heard frame %d", beat, n)
		}
	}
	if silences != 4 {
		t.Errorf("%d silent beats, want two before the first frame and one for each lost one", silences)
	}
}

// What waited when the speaker began anew must not be heard later.
func TestAnEarThatBeginsAnewForgetsWhatWaited(t *testing.T) {
	var e ear
	e.reset()
	for n := range 5 {
		e.put(spoken(rtp.PCMA, n, ramp))
	}
	e.put(spoken(rtp.PCMA, 134, ramp)) // lies in the ring right behind the first five
	heard := 0
	for beat := range 30 {
		if n := hears(&e, uint64(beat+1)); n >= 0 {
			heard++
		}
	}
	if heard != 1 {
		t.Errorf("heard %d frames, want the one since", heard)
	}
}

// Clocks of telephones differ by a hundred parts in a million; here by a hundred times that, so that it is quick.
func TestAnEarFollowsTheSpeakersClock(t *testing.T) {
	for name, perBeat := range map[string]float64{"fast": 1.01, "slow": 0.99} {
		var e ear
		e.reset()
		sent, due, silent, most := 0, 0.0, 0, 0
		const n = 8000
		for beat := range n {
			for due += perBeat; due >= 1; due-- {
				e.put(spoken(rtp.PCMA, sent, ramp))
				sent++
			}
			if e.listen(uint64(beat+1)) == nil {
				silent++
			}
			if e.steady {
				most = max(most, int(int32(e.end-e.cursor)))
			}
		}
		for i := e.end; i != e.cursor+ringSamples; i++ {
			if e.ring[i%ringSamples] != 0 {
				t.Fatalf("%s: something is left in the ring that was said long ago", name)
			}
		}
		if most > mostTarget+4*beatSamples {
			t.Errorf("%s: the delay grew to %d samples", name, most)
		}
		if silent > n/20 {
			t.Errorf("%s: %d of %d beats were silent", name, silent, n)
		}
	}
}

func TestAnEarForgetsALongPauseAndAJump(t *testing.T) {
	var e ear
	e.reset()
	beat := uint64(0)
	speak := func(from, n int) (heard int) {
		for i := range n {
			e.put(spoken(rtp.PCMA, from+i, ramp))
			beat++
			if e.listen(beat) != nil {
				heard++
			}
		}
		return heard
	}
	for _, from := range []int{0, 10, 5000, 3, 1 << 24} {
		if heard := speak(from, 10); heard < 8 {
			t.Errorf("from frame %d on, %d of 10 were heard", from, heard)
		}
		for range 100 {
			beat++
			e.listen(beat)
		}
	}
	if heard := speak(200, 10) + speak(90000, 10); heard < 16 {
		t.Errorf("after a jump without a pause %d of 20 were heard", heard)
	}
}

// The wait grows where packets come late, and shrinks again.
func TestAnEarLearnsHowLongToWait(t *testing.T) {
	var e ear
	e.reset()
	beat, sent := uint64(0), 0
	dry := func(beats, every, late int) (dry int) {
		for i := range beats {
			put := 1
			if every > 0 && i%every < late {
				put = 0
			} else if every > 0 && i%every == late {
				put = late + 1
			}
			for range put {
				e.put(spoken(rtp.PCMA, sent, ramp))
				sent++
			}
			beat++
			if e.listen(beat) == nil {
				dry++
			}
		}
		return dry
	}
	dry(100, 0, 0)
	first, later := dry(100, 20, 4), dry(100, 20, 4)
	if first == 0 || later >= first {
		t.Errorf("with bursts %d beats were silent, then %d; want fewer", first, later)
	}
	grown := e.target
	dry(3*calmBeats, 0, 0)
	if grown <= leastTarget || e.target >= grown {
		t.Errorf("the wait was %d samples after bursts and %d after a calm time; the least is %d", grown, e.target, leastTarget)
	}
}

func TestAnEarTakesFramesOfAnyLength(t *testing.T) {
	for _, size := range []int{1, 80, 160, 240, 480, 2000} {
		var e ear
		e.reset()
		sent, heard := 0, 0
		for beat := range 100 {
			for sent < (beat+1)*beatSamples {
				f := rtp.Frame{Codec: rtp.PCMA, Payload: make([]byte, size), Time: uint32(sent)}
				e.put(f)
				sent += size
			}
			if e.listen(uint64(beat+1)) != nil {
				heard++
			}
		}
		if heard < 90 {
			t.Errorf("frames of %d samples: %d of 100 beats were heard", size, heard)
		}
	}
	var e ear
	e.put(rtp.Frame{})
	e.put(rtp.Frame{Payload: make([]byte, ringSamples)})
	if e.listen(1) != nil {
		t.Error("an empty frame or a giant was heard")
	}
}
