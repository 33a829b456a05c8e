package room

import (
	"strings"
	"testing"
	"time"

	"huiyin/routing"
)

// ruled changes rules of the room: keys and values by turns.
type ruled []string

func (h *hall) rule(changes ruled) {
	h.t.Helper()
	values := map[string]string{}
	for i := 0; i < len(changes); i += 2 {
		values[changes[i]] = changes[i+1]
	}
	p, err := h.r.policy.With(values)
	if err != nil {
		h.t.Fatal(err)
	}
	h.do(Ruled{p})
}

// What runs keeps its time; what begins takes the new one.
func TestRulesChangeWhileSomethingRuns(t *testing.T) {
	tax := []routing.Want{{Skill: routing.Skill{Kind: routing.Subject, Code: "tax"}, Level: 1}}
	taxed := SignIn{Seat{ID: 1, Skills: routing.Skills{tax[0].Skill: 1}}}
	for _, c := range []struct {
		name   string
		lines  []Hotline
		script []any
		want   string
	}{
		{"a seat is rung as long as it was when it began", nil, []any{staff{1}, call1, 3, ruled{"offer", "5"}, 11}, "call 1 offered 1 -1? (music)\nseat 1 reserved"},
		{"and not longer", nil, []any{staff{1}, call1, 3, ruled{"offer", "60"}, 12}, "call 1 queued 1 (music)\nseat 1 unanswered"},
		{"the next one as long as it is now", nil, []any{staff{1}, call1, 3, ruled{"offer", "5"}, 12, staff{2}, 5}, "call 1 queued 1 (music)\nseat 1 unanswered\nseat 2 unanswered"},
		{"a wrap-up that runs", nil, []any{staff{1}, call1, Answered{-1}, Ended{1, HungUp}, ruled{"wrap_up", "10"}, 44}, "seat 1 wrap_up"},
		{"and the next", nil, []any{staff{1}, ruled{"wrap_up", "10"}, call1, Answered{-1}, Ended{1, HungUp}, 10}, "seat 1 ready"},
		{"an extension is bounded by what is allowed now", nil, []any{staff{1}, call1, Answered{-1}, Ended{1, HungUp}, ruled{"wrap_up_most", "45"}, refused{Extend{1}}, ruled{"wrap_up_most", "50"}, Extend{1}, 50}, "seat 1 ready"},
		{"a survey that runs when it is abolished", nil, []any{staff{1}, call1, Answered{-1}, Hangup{1}, ruled{"survey", "off"}, Digit{1, '4'}}, "call 1 departing 1 (thanks)\nseat 1 wrap_up"},
		{"a greeting that runs when it is abolished", nil, []any{ruled{"notice", "on"}, call1, ruled{"notice", "off"}, call2}, "call 1 arriving 1 (greeting)\ncall 2 queued 2 (music)"},
		{"who waits is let to the seats by another strategy", nil, []any{staff{2}, Pause{2, Break, ""}, staff{1}, ruled{"strategy", "ring_order"}, Ready{2}, call1}, "call 1 offered 1 -1? (music)\nseat 1 reserved\nseat 2 ready"},
		{"than that of before", nil, []any{staff{2}, staff{1}, call1}, "call 1 offered 1 -1? (music)\nseat 1 ready\nseat 2 reserved"},
		{"who waits for a skill waits no longer than now", []Hotline{{Number: "12345", Wants: tax}}, []any{taxed, Ready{1}, staff{2}, call1, Answered{-1}, call2, 9, ruled{"widen_after", "5"}},
			"call 1 talking 1 -1 tape on\ncall 2 offered 2 -2? (music)\nseat 1 talking\nseat 2 reserved\n-1 = 1"},
		{"and longer, when that is so now", []Hotline{{Number: "12345", Wants: tax}}, []any{taxed, Ready{1}, staff{2}, call1, Answered{-1}, call2, 9, ruled{"widen_after", "60"}, 50},
			"call 1 talking 1 -1 tape on\ncall 2 queued 2 (music)\nseat 1 talking\nseat 2 ready\n-1 = 1"},
		{"who waits for a branch gets the centre sooner", []Hotline{{Number: "12345", Unit: "u", Mode: Branch}},
			[]any{SignIn{Seat{ID: 1, Groups: []routing.Group{"u"}}}, Ready{1}, staff{2}, call1, Answered{-1}, call2, 9, ruled{"branch_after", "5"}}, "call 1 talking 1 -1 tape on\ncall 2 offered 2 -2? (music)\nseat 1 talking\nseat 2 reserved\n-1 = 1"},
		{"the queue is full sooner", nil, []any{call1, ruled{"queue_calls", "1"}, call2}, "call 1 queued 1 (music)\ncall 2 departing 2 (full)\nowed 1002 overflow"},
		{"and a wait too long", nil, []any{call1, deaf(70), ruled{"queue_wait", "1"}, deaf(1)}, "call 1 departing 1 (full)\nowed 1001 overflow"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHall(t, quiet(), c.lines...)
			h.play(c.script)
			if got, want := lines(h.picture()), lines(c.want); got != want {
				t.Errorf("the room is\n%s\nand should be\n%s", got, want)
			}
		})
	}
}

// A surge is watched by the thresholds of now; how long the queue has been long counts on.
func TestASurgeByOtherThresholds(t *testing.T) {
	p := quiet()
	p.Surge = SurgePolicy{Calls: 9, Hold: 10 * time.Second, Calm: time.Minute}
	h := newHall(t, p)
	h.play([]any{call1, call2})
	h.tick(30)
	if h.rule(ruled{"surge_calls", "2"}); h.r.surge.on {
		t.Error("the surge began before the crowd had lasted")
	}
	h.tick(6)
	h.rule(ruled{"surge_hold", "5"})
	if h.tick(1); !h.r.surge.on {
		t.Error("a crowd that had lasted long enough did not begin the surge")
	}
	h.rule(ruled{"surge_calls", "0", "surge_expected", "0"})
	if h.tick(62); h.r.surge.on {
		t.Error("nothing speaks for the surge any more, and it goes on")
	}
	if h.tick(600); h.r.surge.on {
		t.Error("the surge began by itself, and nothing may begin it")
	}
}

// Announcements begin for those who wait already, and end for them.
func TestAnnouncementsAreRuled(t *testing.T) {
	h := newHall(t, quiet())
	h.sign(1, 2)
	h.play([]any{call1, call2, Answered{-1}, Answered{-2}, Arrived{Leg: 3, Number: "12345", Caller: "1003"}, ruled{"announce", "0"}})
	told := func(seconds int) string {
		var out []string
		h.watch = func(_ Input, said []Command) {
			for _, c := range said {
				if p, is := c.(Play); is && p.Position > 0 {
					out = append(out, h.now.Sub(morning).Truncate(time.Second).String())
				}
			}
		}
		h.tick(seconds)
		return strings.Join(out, " ")
	}
	if got := told(60); got != "" {
		t.Errorf("announced after %s, and nothing should be", got)
	}
	h.rule(ruled{"announce", "20"})
	if got := told(60); got != "1m20s 1m40s 2m0s" {
		t.Errorf("announced after %s", got)
	}
}

// The ring goes on where it stood.
func TestTheRingIsNotBrokenByRules(t *testing.T) {
	p := quiet()
	p.Routing.Strategy = routing.RingOrder
	h := newHall(t, p)
	h.sign(1, 2, 3)
	h.play([]any{call1, Answered{-1}, Ended{1, HungUp}, Ready{1}})
	h.rule(ruled{"offer", "20"})
	if h.do(Arrived{Leg: 2, Number: "12345", Caller: "1002"}); h.r.seats[2].state != Reserved {
		t.Errorf("the second call did not go to the second seat: %s", h.picture())
	}
}
