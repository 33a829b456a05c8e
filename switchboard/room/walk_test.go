package room

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"huiyin"
	"huiyin/routing"
)

// TestWalks lets anything happen in any order, thousands of times. After every input nothing may contradict anything
// (hall_test.go); in the end everybody has gone home and nothing is left.
func TestWalks(t *testing.T) {
	t.Parallel()
	seen := map[string]int{}
	for seed := range uint64(60) {
		w := newWalker(t, seed, seen)
		for range 400 {
			w.step()
		}
		w.home()
	}
	var want []string
	for _, s := range SeatStates {
		want = append(want, "seat "+string(s.State))
	}
	for _, s := range []CallState{Arriving, Queued, Offered, Dialling, InTalk, Surveying, Departing, Forwarded, Done} {
		want = append(want, "call "+string(s))
	}
	for _, o := range []Outcome{AnsweredCall, ShortCall, Abandoned, Missed, Overflowed, AskedBack, PutThrough, Reached, Unreached} {
		want = append(want, "outcome "+string(o))
	}
	for _, s := range []CallbackState{Owed, Kept, RangIn, GivenUp} {
		want = append(want, "callback "+string(s))
	}
	for _, s := range want {
		if seen[s] == 0 {
			t.Errorf("no walk saw %s", s)
		}
	}
	if seen["ruled"] < 200 {
		t.Errorf("rules changed %d times", seen["ruled"])
	}
	if seen["granted"] < 8000 || seen["refused"] < 4000 {
		t.Errorf("the walks were granted %d and refused %d wishes", seen["granted"], seen["refused"])
	}
}

type walker struct {
	*hall
	rnd  *rand.Rand
	seen map[string]int
	next LegID
	gone []LegID

	begun   Policy
	settled map[huiyin.Phone]time.Time
}

func newWalker(t *testing.T, seed uint64, seen map[string]int) *walker {
	p := DefaultPolicy()
	p.Notice = seed%2 == 0
	p.Limits = routing.Limits{Calls: 12, Expected: 20 * time.Second, Wait: 3 * time.Minute}
	p.Callback.Delay, p.Callback.Gaps = 10*time.Second, []time.Duration{5 * time.Second}[:seed%2]
	p.Callback.Promise = time.Minute
	p.Surge = SurgePolicy{Calls: 6, Expected: time.Minute, Hold: 3 * time.Second, Calm: 20 * time.Second}
	shut, err := ParseHours("wd 00:00-00:01")
	if err != nil {
		t.Fatal(err)
	}
	h := newHall(t, p,
		Hotline{Number: "12345"},
		Hotline{Number: "12319", Mode: Parallel, Unit: "urban", Wants: []routing.Want{{Skill: routing.Skill{Kind: routing.Subject, Code: "urban"}, Level: 1}}},
		Hotline{Number: "12333", Mode: Branch, Unit: "social"},
		Hotline{Number: "12316", Hours: shut}, Hotline{Number: "12366", Hours: shut, Fallback: "8000"})
	return &walker{hall: h, rnd: rand.New(rand.NewPCG(seed, 7)), seen: seen, begun: p, settled: map[huiyin.Phone]time.Time{}}
}

// step does something, sensible or not, and notes what came of it.
func (w *walker) step() {
	if w.rnd.IntN(3) == 0 {
		w.now = w.now.Add(time.Duration(w.rnd.IntN(8000)) * time.Millisecond)
	}
	in := w.input()
	if in == nil {
		w.tick(1)
		w.note()
		return
	}
	before := w.picture()
	if _, err := w.try(in); err == nil {
		w.seen["granted"]++
	} else {
		if w.seen["refused"]++; huiyin.KindOf(err) == "" {
			w.t.Fatalf("%T%+v: %v is no refusal", in, in, err)
		}
		if after := w.picture(); after != before {
			w.t.Fatalf("%T%+v was refused and yet the room changed from\n%s\nto\n%s", in, in, before, after)
		}
	}
	w.note()
}

func (w *walker) note() {
	for _, c := range w.said {
		switch c := c.(type) {
		case SeatLog:
			w.seen["seat "+string(c.To)]++
		case CallLog:
			w.seen["call "+string(c.To)]++
		case CallbackSet:
			w.seen["callback "+string(c.State)]++
			if c.State != Owed {
				w.settled[c.Caller] = c.ClosedAt
			}
		case CallDone:
			w.seen["outcome "+string(c.Outcome)]++
			w.account(c.Account)
		case Drop:
			w.gone = append(w.gone, c.Leg)
		}
	}
	w.said = nil
}

// account: whoever waited and was not answered is owed a call.
func (w *walker) account(a Account) {
	waited := a.Direction == In && !a.QueuedAt.IsZero() && a.AnsweredAt.IsZero() && a.Waited >= w.r.policy.Abandoned
	if (waited || a.Outcome == Missed || a.Outcome == Overflowed || a.Outcome == AskedBack || a.Cut) && a.Caller != "" && a.Outcome != PutThrough {
		settled := w.settled[a.Caller] // by another call of theirs, in the meantime
		if w.r.owed[string(a.Caller)+"|"] == 0 && a.Direction == In && (a.Cut || settled.Before(a.ArrivedAt)) {
			w.t.Fatalf("call %d (%s after %v) was forgotten", a.Call, a.Outcome, a.Waited)
		}
	}
}

// input is anything, about anybody.
func (w *walker) input() Input {
	n := w.rnd.IntN
	seat, to, leg := SeatID(n(7)+1), SeatID(n(7)+1), w.leg()
	switch n(41) {
	case 0, 1, 2, 3:
		w.next++
		caller := huiyin.Phone("")
		if n(8) > 0 {
			caller = huiyin.Phone(fmt.Sprint(1000 + n(12)))
		}
		return Arrived{Leg: w.next, Number: []string{"12345", "12345", "12319", "12333", "12316", "12366", "999"}[n(7)], Caller: caller, Boost: routing.Boost(n(32))}
	case 4, 5, 6, 7, 8, 9:
		return Answered{leg}
	case 10, 11:
		return Ringing{leg}
	case 12, 13:
		return Ended{leg, []Cause{HungUp, Declined, Busy, NoAnswer, Lost}[n(5)]}
	case 14:
		return Digit{leg, "123456*"[n(7)]}
	case 15:
		return Played{leg, w.sounds[leg]}
	case 16, 17:
		return SignIn{Seat{ID: seat, Staff: huiyin.StaffID(seat), Auto: n(2) == 0, Reserve: seat == 7,
			Groups: []routing.Group{"centre", "urban", "social"}[:1+n(3)]}}
	case 18:
		return SignOut{Seat: seat, Now: n(2) == 0, By: 1}
	case 19, 20, 21, 22:
		return Ready{seat}
	case 23:
		return Pause{seat, []SeatState{Break, Training, Talking}[n(3)], "reason"}
	case 24:
		return []Input{DeviceDown{seat}, DeviceUp{seat}, Extend{seat}}[n(3)]
	case 25:
		return DeviceUp{seat}
	case 26:
		return Hold{seat, n(2) == 0}
	case 27, 28:
		return Consult{Seat: seat, To: to}
	case 29:
		return Consult{Seat: seat, Number: []huiyin.Phone{"110", ""}[n(2)]}
	case 30:
		return []Input{Retrieve{seat}, Join{seat}, Transfer{seat}}[n(3)]
	case 31:
		return []Input{Join{seat}, Transfer{seat}, Mute{seat, n(2) == 0}}[n(3)]
	case 32:
		return Hangup{seat}
	case 33:
		return CallOut{seat, []huiyin.Phone{"2002", ""}[n(2)], "12345"}
	case 34, 35:
		return Watch{seat, to, []Ear{Listen, Whisper, Barge, "shout"}[n(4)]}
	case 36:
		return []Input{Unwatch{seat}, TakeOver{seat}, Surge{On: n(2) == 0}}[n(3)]
	case 37:
		return []Input{Move{Call: w.call(), Seat: seat}, Move{Call: w.call(), Hotline: "12319"}, Raise{w.call(), routing.Emergency}}[n(3)]
	case 38:
		return Book{Caller: []huiyin.Phone{"3003", ""}[n(2)], Hotline: "12345", Reason: ForVisit, About: fmt.Sprint("case ", n(3))}
	case 39:
		return w.rules()
	}
	return nil
}

// rules is another policy than that of now, in one rule: its least or its most, or as the walk began.
func (w *walker) rules() Input {
	list := w.begun.Rules()
	r := list[w.rnd.IntN(len(list))]
	values := append([]string{r.Value, fmt.Sprint(r.Least), fmt.Sprint(r.Most), "on", "off", "24h"}, r.Choices...)
	p, err := w.r.policy.With(map[string]string{r.Key: values[w.rnd.IntN(len(values))]})
	if err != nil {
		return nil
	}
	w.seen["ruled"]++
	return Ruled{p}
}

// leg is one that is here, or was, or never was.
func (w *walker) leg() LegID {
	live := slices.Sorted(maps.Keys(w.live))
	switch {
	case len(w.gone) > 0 && w.rnd.IntN(8) == 0:
		return w.gone[w.rnd.IntN(len(w.gone))]
	case len(live) > 0 && w.rnd.IntN(20) > 0:
		return live[w.rnd.IntN(len(live))]
	}
	return LegID(w.rnd.IntN(200) - 100)
}

func (w *walker) call() CallID { return w.r.lastCall - CallID(w.rnd.IntN(6)) }

// home: everybody outside hangs up and every seat signs out.
func (w *walker) home() {
	w.r.policy.Callback.Hours, _ = ParseHours("wd 00:00-00:01") // nobody is rung back any more
	for range 20 {
		for _, leg := range slices.Sorted(maps.Keys(w.live)) {
			if w.live[leg] {
				w.do(Ended{leg, HungUp})
				w.note()
			}
		}
		for id := range SeatID(7) {
			w.try(SignOut{Seat: id + 1})
			w.note()
		}
		w.tick(30)
	}
	if len(w.r.calls) > 0 || len(w.r.legs) > 0 || len(w.live) > 0 || len(w.hears) > 0 || len(w.tapes) > 0 {
		w.t.Fatalf("everybody went home, and there are %d calls, %d legs, %d tapes and %v\n%s", len(w.r.calls), len(w.live), len(w.tapes), w.hears, w.picture())
	}
	for id, s := range w.r.seats {
		if s.state != Offline {
			w.t.Fatalf("seat %d is %s after signing out", id, s.state)
		}
	}
}
