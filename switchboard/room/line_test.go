package room

import (
	"strings"
	"testing"
	"time"

	"huiyin"
	"huiyin/routing"
)

func shut(t *testing.T) Hours {
	h, err := ParseHours("wd 00:00-00:01")
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// scripts are races with a policy or hotlines of their own.
func TestLines(t *testing.T) {
	night := Hotline{Number: "12345", Hours: shut(t)}
	fallback := Hotline{Number: "12345", Hours: shut(t), Fallback: "8000"}
	tax := routing.Skill{Kind: routing.Subject, Code: "tax"}
	seat := func(id SeatID, groups ...routing.Group) SignIn { return SignIn{Seat{ID: id, Groups: groups}} }
	for _, c := range []struct {
		name   string
		policy func(*Policy)
		lines  []Hotline
		script []any
		want   string
	}{
		{"the greeting, then the queue", func(p *Policy) { p.Notice = true }, nil, []any{call1}, "call 1 arriving 1 (greeting)"},
		{"", func(p *Policy) { p.Notice = true }, nil, []any{call1, 1}, "call 1 queued 1 (music)"},
		{"a greeting that never ends", func(p *Policy) { p.Notice = true }, nil, []any{call1, deaf(30)}, "call 1 queued 1 (music)"},
		{"at night", nil, []Hotline{night}, []any{call1}, "call 1 departing 1 (night)\nowed 1001 missed"},
		{"and the sound ends", nil, []Hotline{night}, []any{call1, 2}, "owed 1001 missed"},
		{"and the sound never ends", nil, []Hotline{night}, []any{call1, deaf(20)}, "owed 1001 missed"},
		{"and the number is hidden", nil, []Hotline{night}, []any{Arrived{Leg: 1, Number: "12345"}}, "call 1 departing 1 (sorry)"},
		{"at night with a fallback", nil, []Hotline{fallback}, []any{call1, 2}, "call 1 forwarded 1 -1? (music)"},
		{"which answers", nil, []Hotline{fallback}, []any{call1, Answered{-1}}, "call 1 forwarded 1 -1\n-1 = 1"},
		{"and hangs up", nil, []Hotline{fallback}, []any{call1, Answered{-1}, Ended{-1, HungUp}}, ""},
		{"which is busy", nil, []Hotline{fallback}, []any{call1, Ended{-1, Busy}}, "call 1 departing 1 (night)\nowed 1001 missed"},
		{"which does not answer", nil, []Hotline{fallback}, []any{call1, deaf(45)}, "call 1 departing 1 (night)\nowed 1001 missed"},
		{"for which nobody waits", nil, []Hotline{fallback}, []any{call1, Ended{1, HungUp}}, "owed 1001 missed"},
		{"a fallback that is a line of ours", nil, []Hotline{{Number: "12345", Hours: shut(t), Fallback: "12319"}, {Number: "12319"}}, []any{call1}, "call 1 queued 1 (music)"},
		{"which is shut as well", nil, []Hotline{{Number: "12345", Hours: shut(t), Fallback: "12319"}, {Number: "12319", Hours: shut(t)}}, []any{call1}, "call 1 departing 1 (night)\nowed 1001 missed"},
		{"a full queue is full for a fallback of ours as well", func(p *Policy) { p.Limits.Calls = 1 }, []Hotline{{Number: "12345", Fallback: "12319"}, {Number: "12319"}}, []any{call1, call2}, "call 1 queued 1 (music)\ncall 2 departing 2 (full)\nowed 1002 overflow"},
		{"a full queue", func(p *Policy) { p.Limits.Calls = 1 }, nil, []any{call1, call2}, "call 1 queued 1 (music)\ncall 2 departing 2 (full)\nowed 1002 overflow"},
		{"a wait that is too long", func(p *Policy) { p.Limits.Wait = time.Minute }, nil, []any{call1, 59}, "call 1 queued 1 (music)"},
		{"", func(p *Policy) { p.Limits.Wait = time.Minute }, nil, []any{call1, deaf(60)}, "call 1 departing 1 (full)\nowed 1001 overflow"},
		{"an unknown number is answered all the same", nil, nil, []any{Arrived{Leg: 1, Number: "99999", Caller: "1001"}}, "call 1 queued 1 (music)"},
		{"a merged line goes to the centre", nil, []Hotline{{Number: "12345", Unit: "u", Mode: Merged}}, []any{seat(1, "u"), Ready{1}, call1, 60},
			"call 1 queued 1 (music)\nseat 1 ready"},
		{"a branch's seats first", nil, []Hotline{{Number: "12345", Unit: "u", Mode: Branch}},
			[]any{seat(1, "u"), Ready{1}, seat(2, "centre"), Ready{2}, call1, Answered{-1}, call2, 39}, "call 1 talking 1 -1 tape on\ncall 2 queued 2 (music)\nseat 1 talking\nseat 2 ready\n-1 = 1"},
		{"the centre's later", nil, []Hotline{{Number: "12345", Unit: "u", Mode: Branch}},
			[]any{seat(1, "u"), Ready{1}, seat(2, "centre"), Ready{2}, call1, Answered{-1}, call2, 40}, "call 1 talking 1 -1 tape on\ncall 2 offered 2 -2? (music)\nseat 1 talking\nseat 2 reserved\n-1 = 1"},
		{"at once when the branch is empty", nil, []Hotline{{Number: "12345", Unit: "u", Mode: Branch}}, []any{seat(2, "centre"), Ready{2}, call1},
			"call 1 offered 1 -1? (music)\nseat 2 reserved"},
		{"a parallel line after half that", nil, []Hotline{{Number: "12345", Unit: "u", Mode: Parallel}},
			[]any{seat(1, "u"), Ready{1}, seat(2, "centre"), Ready{2}, call1, Answered{-1}, call2, 20}, "call 1 talking 1 -1 tape on\ncall 2 offered 2 -2? (music)\nseat 1 talking\nseat 2 reserved\n-1 = 1"},
		{"a subject is waited for a little", nil, []Hotline{{Number: "12345", Wants: []routing.Want{{Skill: tax, Level: 1}}}},
			[]any{SignIn{Seat{ID: 1, Skills: routing.Skills{tax: 1}}}, Ready{1}, seat(2), Ready{2}, call1, Answered{-1}, call2, 19}, "call 1 talking 1 -1 tape on\ncall 2 queued 2 (music)\nseat 1 talking\nseat 2 ready\n-1 = 1"},
		{"a reserve seat waits for the surge", nil, nil, []any{SignIn{Seat{ID: 1, Reserve: true}}, Ready{1}, call1, 9}, "call 1 queued 1 (music)\nseat 1 ready"},
		{"and helps then", nil, nil, []any{SignIn{Seat{ID: 1, Reserve: true}}, Ready{1}, call1, Surge{On: true, By: 9}}, "call 1 offered 1 -1? (music)\nseat 1 reserved"},
		{"no survey", func(p *Policy) { p.Survey = false }, nil, []any{staff{1}, call1, Answered{-1}, Hangup{1}}, "seat 1 wrap_up"},
		{"a device that stays away", nil, nil, []any{staff{1}, DeviceDown{1}, 300, refused{Ready{1}}}, "seat 1 offline"},
		{"and comes back too late", nil, nil, []any{staff{1}, DeviceDown{1}, 300, DeviceUp{1}}, "seat 1 offline"},
		{"a device that comes back from a break", nil, nil, []any{staff{1}, Pause{1, Break, "tea"}, DeviceDown{1}, refused{Ready{1}}, DeviceUp{1}}, "seat 1 break"},
		{"two people at one seat", nil, nil, []any{SignIn{Seat{ID: 1, Staff: 5}}, refused{SignIn{Seat{ID: 1, Staff: 6}}}, refused{SignIn{Seat{ID: 2, Staff: 5}}}}, "seat 1 break"},
		{"the wrap-up has an end", func(p *Policy) { p.WrapUpMost = time.Minute }, nil, []any{staff{1}, call1, Answered{-1}, refused{Extend{1}}, Ended{1, HungUp}, Extend{1}, refused{Extend{1}}, 60}, "seat 1 ready"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := quiet()
			if c.policy != nil {
				c.policy(&p)
			}
			h := newHall(t, p, c.lines...)
			h.play(c.script)
			if got, want := lines(h.picture()), lines(c.want); got != want {
				t.Errorf("the room is\n%s\nand should be\n%s", got, want)
			}
		})
	}
}

// deaf lets seconds pass in which no sound comes to its end.
type deaf int

func TestAnnouncements(t *testing.T) {
	h := newHall(t, quiet())
	h.sign(1, 2)
	h.play([]any{call1, call2, Answered{-1}, Answered{-2}})
	for i := range 3 {
		h.do(Arrived{Leg: LegID(3 + i), Number: "12345", Caller: huiyin.Phone("200" + string(rune('0'+i)))})
	}
	h.now = h.now.Add(30 * time.Second)
	h.do(Tick{h.legs()})
	var told []string
	for _, c := range h.said {
		if p, ok := c.(Play); ok {
			told = append(told, strings.Join([]string{string(p.Sound), string(rune('0' + p.Position)), p.Wait.String()}, " "))
		}
	}
	if got, want := strings.Join(told, ", "), "place 1 2m0s, offering 2 4m0s, offering 3 6m0s"; got != want {
		t.Errorf("told %q, want %q", got, want)
	}
	h.do(Digit{3, '1'}) // was not offered it
	h.do(Digit{5, '2'}) // is another key
	h.do(Digit{5, '1'})
	if h.sounds[3] != Place || h.sounds[5] != Promise || h.r.calls[5].Outcome != AskedBack {
		t.Errorf("the sounds are %v", h.sounds)
	}
	if b := h.r.callbacks[1]; b.Caller != "2002" || b.Reason != ForAsked {
		t.Errorf("owed is %+v", b)
	}
}

func TestSurgeByItself(t *testing.T) {
	p := quiet()
	p.Surge = SurgePolicy{Calls: 3, Hold: 10 * time.Second, Calm: time.Minute}
	h := newHall(t, p)
	for i := range LegID(3) {
		h.do(Arrived{Leg: i + 1, Number: "12345"})
	}
	h.tick(5)
	h.do(Ended{1, HungUp})
	h.tick(30)
	if h.r.surge.on {
		t.Error("a short crowd began the surge")
	}
	h.do(Arrived{Leg: 4, Number: "12345"})
	h.tick(11)
	if !h.r.surge.on || !h.r.calls[2].Surge {
		t.Error("a lasting crowd did not begin the surge, or is not marked")
	}
	h.do(Ended{2, HungUp})
	h.tick(62)
	if !h.r.surge.on {
		t.Error("the surge ended while more than half of the crowd was here")
	}
	h.do(Ended{3, HungUp})
	h.tick(62)
	if h.r.surge.on {
		t.Error("the surge did not end by itself")
	}
	h.do(Surge{On: true, By: 9})
	h.tick(3600)
	if !h.r.surge.on {
		t.Error("what a person began ended by itself")
	}
	h.do(Surge{On: true, By: 9})
	h.do(Surge{By: 9})
	var log []string
	for _, s := range h.surges {
		log = append(log, s.Reason)
	}
	if got := strings.Join(log, " "); got != "queue calm switch switch" {
		t.Errorf("the windows are %s", got)
	}
}
