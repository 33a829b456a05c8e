package room

import (
	"slices"
	"strings"
	"testing"
	"time"

	"huiyin"
)

// refused is an input that the room does not grant.
type refused struct{ Input }

// A race is a script and how the room stands after it. Scripts are inputs one after the other, and numbers of seconds
// that pass. Legs of callers are numbered from 1, those of the room from -1.
type race struct {
	name   string
	seats  []SeatID
	script []any
	want   string
}

var races = []race{
	{"a call", []SeatID{1}, []any{call1, Ringing{-1}, Answered{-1}}, `
		call 1 talking 1 -1 tape on
		seat 1 talking
		-1 = 1`},
	{"two seats answer the same call", []SeatID{1, 2}, []any{call1, 15, Answered{-1}, Answered{-2}}, `
		call 1 talking 1 -2 tape on
		seat 1 unanswered
		seat 2 talking
		-2 = 1`},
	{"a seat answers twice", []SeatID{1}, []any{call1, Answered{-1}, Answered{-1}}, `
		call 1 talking 1 -1 tape on
		seat 1 talking
		-1 = 1`},
	{"the answer crosses the time-out", []SeatID{1}, []any{call1, 15, Answered{-1}}, `
		call 1 queued 1 (music)
		seat 1 unanswered`},
	{"the answer comes late, but before anybody noticed", []SeatID{1}, []any{call1, 14, Answered{-1}, 5}, `
		call 1 talking 1 -1 tape on
		seat 1 talking
		-1 = 1`},
	{"an unanswered call is back in its old place", []SeatID{1}, []any{call1, 2, call2, 13, Ready{1}}, `
		call 1 offered 1 -2? (music)
		call 2 queued 2 (music)
		seat 1 reserved`},
	{"a declined call goes to another seat", []SeatID{1, 2}, []any{call1, Hangup{1}}, `
		call 1 offered 1 -2? (music)
		seat 1 unanswered
		seat 2 reserved`},
	{"a desk phone is busy", []SeatID{1}, []any{call1, Ended{-1, Busy}}, `
		call 1 queued 1 (music)
		seat 1 unanswered`},
	{"the caller hangs up while a seat rings", []SeatID{1}, []any{call1, Ringing{-1}, Ended{1, HungUp}}, `
		seat 1 ready`},
	{"the seat answers in that moment", []SeatID{1}, []any{call1, Ended{1, HungUp}, Answered{-1}}, `
		seat 1 ready`},
	{"the caller hangs up while the two are brought together", []SeatID{1}, []any{call1, Answered{-1}, Ended{1, HungUp}, Ended{-1, HungUp}}, `
		seat 1 wrap_up`},
	{"the seat hangs up while the two are brought together", []SeatID{1}, []any{call1, Answered{-1}, Ended{-1, HungUp}}, `
		call 1 survey 1 (question)
		seat 1 wrap_up`},
	{"both hang up", []SeatID{1}, []any{call1, Answered{-1}, Ended{-1, HungUp}, Ended{1, HungUp}}, `
		seat 1 wrap_up`},
	{"a seat is lost while it is reserved", []SeatID{1, 2}, []any{call1, DeviceDown{1}, Ended{-1, Lost}}, `
		call 1 offered 1 -2? (music)
		seat 1 offline
		seat 2 reserved`},
	{"the leg dies before the device is known to", []SeatID{1}, []any{call1, Ringing{-1}, Ended{-1, Lost}, DeviceDown{1}, DeviceUp{1}}, `
		call 1 offered 1 -2? (music)
		seat 1 reserved`},
	{"a seat dies in a conversation", []SeatID{1}, []any{call1, Answered{-1}, 30, DeviceDown{1}}, `
		call 1 queued 1 (music)
		seat 1 offline`},
	{"and waits for its return, though another is free", []SeatID{1}, []any{call1, Answered{-1}, 30, DeviceDown{1}, staff{2}, 9}, `
		call 1 queued 1 (music)
		seat 1 offline
		seat 2 ready`},
	{"and returns", []SeatID{1}, []any{call1, Answered{-1}, 30, DeviceDown{1}, staff{2}, 9, DeviceUp{1}, Answered{-2}}, `
		call 1 talking 1 -2 tape on
		seat 1 talking
		seat 2 ready
		-2 = 1`},
	{"and does not return", []SeatID{1}, []any{call1, Answered{-1}, 30, DeviceDown{1}, staff{2}, 10}, `
		call 1 offered 1 -2? (music)
		seat 1 offline
		seat 2 reserved`},
	{"and the caller does not wait for it", []SeatID{1}, []any{call1, Answered{-1}, 30, DeviceDown{1}, Ended{1, HungUp}}, `
		seat 1 offline
		owed 1001 cut_off`},
	{"the caller is cut off", []SeatID{1}, []any{call1, Answered{-1}, 30, Ended{1, Lost}}, `
		seat 1 wrap_up
		owed 1001 cut_off`},
	{"a caller gives up", nil, []any{call1, 5, Ended{1, HungUp}}, "owed 1001 abandoned"},
	{"a caller gives up at once", nil, []any{call1, 4, Ended{1, HungUp}}, ""},
	{"a caller gives up twice", nil, []any{call1, 6, Ended{1, HungUp}, Arrived{Leg: 2, Number: "12345", Caller: "1001"}, 6, Ended{2, HungUp}}, "owed 1001 abandoned"},
	{"a caller with a hidden number gives up", nil, []any{Arrived{Leg: 1, Number: "12345"}, 9, Ended{1, HungUp}}, ""},
	{"who is owed a call rings back and is answered", nil, []any{call1, 6, Ended{1, HungUp}, staff{1}, Arrived{Leg: 2, Number: "12345", Caller: "1001"}, Answered{-1}}, `
		call 2 talking 2 -1 tape on
		seat 1 talking
		-1 = 2`},
	{"who rings back keeps the place", nil, []any{call1, 20, Ended{1, HungUp}, call2, 10, Arrived{Leg: 3, Number: "12345", Caller: "1001"}, staff{1}}, `
		call 2 queued 2 (music)
		call 3 offered 3 -1? (music)
		seat 1 reserved
		owed 1001 abandoned`},
	{"and does not after ten minutes", nil, []any{call1, 20, Ended{1, HungUp}, 591, call2, 10, Arrived{Leg: 3, Number: "12345", Caller: "1001"}, staff{1}}, `
		call 2 queued
		call 3 offered 2 -1? (music)
		call 4 queued 3 (music)
		seat 1 reserved
		owed 1001 abandoned`},
	{"who was torn from a seat comes before who waits", []SeatID{1}, []any{call1, Answered{-1}, 60, call2, 60, DeviceDown{1}, 10, staff{2}}, `
		call 1 offered 1 -2? (music)
		call 2 queued 2 (music)
		seat 1 offline
		seat 2 reserved`},
	{"a seat whose offer came to nothing is still the longest idle", []SeatID{1, 2}, []any{call1, 5, Ended{1, HungUp}, call2}, `
		call 2 offered 2 -2? (music)
		seat 1 reserved
		seat 2 ready
		owed 1001 abandoned`},
	{"the engine forgets a leg for a moment", []SeatID{1}, []any{call1, Answered{-1}, vanish{1}, deaf(1), found{1}, 5}, `
		call 1 talking 1 -1 tape on
		seat 1 talking
		-1 = 1`},
	{"the caller hangs up during the survey", []SeatID{1}, []any{call1, Answered{-1}, Hangup{1}, Ended{1, HungUp}, Digit{1, '5'}}, `
		seat 1 wrap_up`},
	{"the caller gives a score and is thanked", []SeatID{1}, []any{call1, Answered{-1}, Hangup{1}, Digit{1, '9'}, Digit{1, '4'}, Digit{1, '1'}}, `
		call 1 departing 1 (thanks)
		seat 1 wrap_up`},
	{"the caller gives no score", []SeatID{1}, []any{call1, Answered{-1}, Hangup{1}, 15}, `
		seat 1 wrap_up`},
	{"the wrap-up ends", []SeatID{1}, []any{call1, Answered{-1}, Ended{1, HungUp}, 45}, "seat 1 ready"},
	{"the wrap-up is extended", []SeatID{1}, []any{call1, Answered{-1}, Ended{1, HungUp}, Extend{1}, 104}, "seat 1 wrap_up"},
	{"a break that was wished for follows the wrap-up", []SeatID{1}, []any{call1, Answered{-1}, Pause{1, Break, "tea"}, Ended{1, HungUp}, 45}, "seat 1 break"},
	{"a wish for a break is taken back", []SeatID{1}, []any{call1, Answered{-1}, Pause{1, Break, "tea"}, Ready{1}, Ended{1, HungUp}, 45}, "seat 1 ready"},
	{"signing out during a call", []SeatID{1}, []any{call1, Answered{-1}, SignOut{Seat: 1}, Ended{1, HungUp}}, "seat 1 offline"},
	{"a supervisor signs out a seat in a conversation", []SeatID{1, 2}, []any{call1, Answered{-1}, SignOut{Seat: 1, Now: true, By: 9}}, `
		call 1 offered 1 -2? (music)
		seat 1 offline
		seat 2 reserved`},
	{"a supervisor signs out a seat that rings", []SeatID{1}, []any{call1, SignOut{Seat: 1, Now: true, By: 9}}, `
		call 1 queued 1 (music)
		seat 1 offline`},
	{"hold", []SeatID{1}, []any{call1, Answered{-1}, Hold{1, true}}, `
		call 1 talking 1 -1 (music) tape on
		seat 1 hold`},
	{"hold and back", []SeatID{1}, []any{call1, Answered{-1}, Hold{1, true}, Hold{1, true}, 3, Hold{1, false}}, `
		call 1 talking 1 -1 tape on
		seat 1 talking
		-1 = 1`},
	{"the caller hangs up on hold", []SeatID{1}, []any{call1, Answered{-1}, Hold{1, true}, Ended{1, HungUp}}, "seat 1 wrap_up"},
	{"the recording is paused and goes on", []SeatID{1}, []any{call1, Answered{-1}, Mute{1, true}, Mute{1, true}}, `
		call 1 talking 1 -1 tape paused
		seat 1 talking
		-1 = 1`},
	{"a waiting call is moved to one seat", []SeatID{1}, []any{call1, call2, Answered{-1}, Move{Call: 2, Seat: 1}, staff{2}, 100, refused{Move{Call: 1, Seat: 2}}, refused{Move{Call: 2, Seat: 7}}}, `
		call 1 talking 1 -1 tape on
		call 2 queued 2 (music)
		seat 1 talking
		seat 2 ready
		-1 = 1`},
	{"and does not wait for that seat for ever", []SeatID{1}, []any{call1, call2, Answered{-1}, Move{Call: 2, Seat: 1}, staff{2}, 120}, `
		call 1 talking 1 -1 tape on
		call 2 offered 2 -2? (music)
		seat 1 talking
		seat 2 reserved
		-1 = 1`},
	{"and is offered to it alone", []SeatID{1}, []any{call1, call2, Answered{-1}, Move{Call: 2, Seat: 1}, staff{2}, Ended{1, HungUp}, Ready{1}}, `
		call 2 offered 2 -2? (music)
		seat 1 reserved
		seat 2 ready`},
	{"an emergency overtakes", []SeatID{}, []any{call1, 9, call2, Raise{2, 1}, staff{1}}, `
		call 1 queued 1 (music)
		call 2 offered 2 -1? (music)
		seat 1 reserved`},
	{"a seat calls out", []SeatID{1}, []any{CallOut{1, "2002", "12345"}, Answered{-1}, Answered{-2}}, `
		call 1 talking -1 -2 tape on
		seat 1 talking
		-2 = -1`},
	{"and nobody is there", []SeatID{1}, []any{CallOut{1, "2002", "12345"}, Answered{-1}, Ended{-2, Busy}}, "seat 1 wrap_up"},
	{"and changes their mind", []SeatID{1}, []any{CallOut{1, "2002", "12345"}, Answered{-1}, Hangup{1}, Answered{-2}}, "seat 1 wrap_up"},
	{"the seat of an outbound call dies", []SeatID{1, 2}, []any{Pause{2, Break, ""}, CallOut{1, "2002", "12345"}, Answered{-1}, Answered{-2}, DeviceDown{1}, Ready{2}, 10}, `
		call 1 offered -2 -3? (music)
		seat 1 offline
		seat 2 reserved`},
	{"and the other does not answer either", []SeatID{1, 2}, []any{Pause{2, Break, ""}, CallOut{1, "2002", "12345"}, Answered{-1}, Answered{-2}, DeviceDown{1}, Ready{2}, 25}, `
		call 1 queued -2 (music)
		seat 1 offline
		seat 2 unanswered`},
	{"signing in again keeps what one does", []SeatID{1}, []any{call1, Answered{-1}, SignIn{Seat{ID: 1, Staff: 1, Auto: true}}, DeviceDown{1}, SignIn{Seat{ID: 1, Staff: 1}}, DeviceUp{1}}, `
		call 1 offered 1 -2? (music)
		seat 1 reserved`},
	{"the engine lost a leg and did not say so", []SeatID{1}, []any{call1, Answered{-1}, vanish{1}, 2}, `
		seat 1 wrap_up
		owed 1001 cut_off`},
	{"the engine has a leg that nobody knows", []SeatID{1}, []any{stray{77}, 2}, "seat 1 ready"},
	{"the same call arrives twice", nil, []any{call1, call1}, "call 1 queued 1 (music)"},
	{"a leg that was never there ends, answers and rings", nil, []any{Ended{5, Lost}, Ringing{-9}, Digit{4, '1'}, Played{3, Night}, DeviceDown{8}, DeviceUp{8}}, ""},
	{"a room that stopped owes everybody a call", nil, []any{Restore{Interrupted: []Interrupted{{"1001", "12345"}, {"", "12345"}, {"1001", "12345"}}}}, "owed 1001 restart"},
}

type (
	staff  []SeatID // come later
	vanish []LegID
	found  []LegID
	stray  []LegID
)

var (
	call1 = Arrived{Leg: 1, Number: "12345", Caller: "1001"}
	call2 = Arrived{Leg: 2, Number: "12345", Caller: "1002"}
)

func TestRaces(t *testing.T) {
	for _, race := range slices.Concat(races, thirds) {
		t.Run(race.name, func(t *testing.T) {
			h := newHall(t, quiet())
			h.sign(race.seats...)
			h.play(race.script)
			if got, want := lines(h.picture()), lines(race.want); got != want {
				t.Errorf("the room is\n%s\nand should be\n%s", got, want)
			}
		})
	}
}

func (h *hall) play(script []any) {
	h.t.Helper()
	for _, step := range script {
		switch step := step.(type) {
		case int:
			h.tick(step)
		case deaf:
			for range step {
				h.now = h.now.Add(time.Second)
				h.do(Tick{h.legs()})
			}
		case refused:
			if said, err := h.try(step.Input); huiyin.KindOf(err) == "" {
				h.t.Fatalf("%T was granted: %v, %v", step.Input, said, err)
			}
		case staff:
			h.sign(step...)
		case vanish:
			delete(h.live, step[0])
		case found:
			h.live[step[0]] = true
		case ruled:
			h.rule(step)
		case stray:
			h.stray(step[0])
		case Input:
			h.do(step)
		}
	}
}

// stray gives the engine a leg that no input told of.
func (h *hall) stray(leg LegID) {
	h.t.Helper()
	dropped := 0
	for range 2 {
		for _, c := range mustApply(h, Tick{[]LegID{leg}}) {
			if c == (Drop{leg}) {
				dropped++
			}
		}
	}
	if dropped != 1 {
		h.t.Errorf("the stray leg was dropped %d times", dropped)
	}
}

func mustApply(h *hall, in Input) []Command {
	said, err := h.r.Apply(h.now, in)
	if err != nil {
		h.t.Fatal(err)
	}
	return said
}

func lines(s string) string {
	var out []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}
