package room

import (
	"fmt"
	"testing"
	"time"

	"huiyin"
	"huiyin/routing"
)

func TestBoard(t *testing.T) {
	h := newHall(t, quiet(), Hotline{Number: "12345"}, Hotline{Number: "12319", Unit: "urban", Mode: Branch})
	h.sign(1)
	h.do(call1)
	h.now = h.now.Add(10 * time.Second)
	h.do(Answered{-1}) // within 15 s
	h.do(Arrived{Leg: 2, Number: "12319", Caller: "1002"})
	h.do(Arrived{Leg: 3, Number: "12345", Caller: "1003", Boost: routing.Special})
	h.tick(2)
	h.do(Arrived{Leg: 4, Number: "12345", Caller: "1004"})
	h.do(Ended{4, HungUp})
	h.do(Hold{1, true})
	h.tick(18)
	h.do(Ended{1, HungUp}) // after 20 s, 18 of them on hold
	b := h.r.Board(h.now)
	if len(b.Queue) != 2 || b.Queue[0].Caller != "1003" || b.Queue[0].Position != 1 || b.Queue[1].Position != 2 || b.Queue[1].Waited != 20*time.Second || b.LongestNow != 20*time.Second {
		t.Errorf("the queue is %+v", b.Queue)
	}
	want := Figures{Offered: 1, Answered: 1, InTime: 1, Short: 1, Handled: 1, Waited: 10 * time.Second, Talked: 20 * time.Second, Held: 18 * time.Second, LongestWait: 10 * time.Second}
	if b.Today != want {
		t.Errorf("today is %+v, want %+v", b.Today, want)
	}
	if len(b.Seats) != 1 || b.Seats[0].State != WrapUp || b.Seats[0].Calls != 1 || b.Seats[0].Busy != 30*time.Second {
		t.Errorf("the seats are %+v", b.Seats)
	}
	if b.Occupancy < 0.99 || b.Occupancy > 1 {
		t.Errorf("occupancy is %v", b.Occupancy)
	}
	h.do(Ended{2, HungUp}) // 20 s: abandoned
	h.tick(46)
	h.do(Answered{-2}) // 1003, after 65 s
	b = h.r.Board(h.now)
	if b.Today.ServiceLevel() != 1./3 || b.Today.ConnectRate() != 2./3 || b.Today.AbandonRate() != 1./3 || b.Today.Wrapped != 45*time.Second {
		t.Errorf("today is %+v", b.Today)
	}
	if b.Hotlines["12319"].Today.Abandoned != 1 || b.Queues["urban"].LastDay.Abandoned != 1 || b.Queues[""].LastDay.Answered+b.Queues["centre"].LastDay.Answered != 2 {
		t.Errorf("apart they are %+v and %+v", b.Hotlines, b.Queues)
	}
	if b.Callbacks != 1 || b.Overdue != 0 {
		t.Errorf("%d callbacks, %d overdue", b.Callbacks, b.Overdue)
	}
	if late := h.r.Board(h.now.Add(3 * time.Hour)); late.Overdue != 1 {
		t.Error("a promise that passed is not overdue")
	}
}

// What the figures call in time, short and abandoned ends exactly where the rules say.
func TestBounds(t *testing.T) {
	for _, c := range []struct {
		after  time.Duration
		answer bool
		want   Figures
	}{
		{15 * time.Second, true, Figures{Offered: 1, Answered: 1, InTime: 1}},
		{15*time.Second + time.Millisecond, true, Figures{Offered: 1, Answered: 1}},
		{3*time.Second - time.Millisecond, false, Figures{Short: 1}},
		{3 * time.Second, false, Figures{Offered: 1, Abandoned: 1}},
	} {
		h := newHall(t, quiet())
		h.do(call1)
		h.now = h.now.Add(c.after)
		if c.answer {
			h.sign(1)
			h.now = morning.Add(c.after)
			h.do(Answered{-1})
		} else {
			h.do(Ended{1, HungUp})
		}
		got := h.r.Board(h.now).Today
		got.Waited, got.LongestWait = 0, 0
		if got != c.want {
			t.Errorf("after %v: %+v, want %+v", c.after, got, c.want)
		}
	}
}

// The day begins at midnight; the last 24 hours go on.
func TestFiguresForget(t *testing.T) {
	h := newHall(t, quiet())
	h.now = time.Date(2026, 11, 25, 23, 50, 0, 0, morning.Location())
	h.sign(1)
	h.do(call1)
	h.do(Answered{-1})
	h.tick(1200)
	if b := h.r.Board(h.now); b.Today.Answered != 0 || b.LastDay.Answered != 1 || b.Seats[0].Calls != 0 || b.Seats[0].Busy.Round(time.Second) != 10*time.Minute {
		t.Errorf("after midnight: %+v, %+v, %+v", b.Today, b.LastDay, b.Seats)
	}
	h.do(Ended{1, HungUp})
	h.now = h.now.Add(23*time.Hour + 30*time.Minute)
	h.tick(1)
	if b := h.r.Board(h.now); b.LastDay.Answered != 1 || b.LastDay.Handled != 1 {
		t.Errorf("before 24 hours are over: %+v", b.LastDay)
	}
	h.now = h.now.Add(20 * time.Minute)
	h.tick(1)
	if b := h.r.Board(h.now); b.LastDay.Answered != 0 || b.LastDay.Handled != 1 {
		t.Errorf("after 24 hours: %+v", b.LastDay)
	}
	h.now = h.now.Add(1000 * time.Hour)
	h.tick(1)
	if b := h.r.Board(h.now); b.LastDay != (Figures{}) {
		t.Errorf("after weeks: %+v", b.LastDay)
	}
}

// A seat whose call is gone, and one whose call does not know it, are freed by the next tick. No input leads there;
// a mistake of ours might.
func TestMending(t *testing.T) {
	h := newHall(t, quiet())
	h.sign(1, 2)
	h.r.seats[1].state, h.r.seats[1].call = Reserved, 99
	h.r.seats[2].state = Talking
	h.do(Tick{})
	h.want("seat 1 ready\nseat 2 ready")
}

// Whoever is told to end a leg twice is told because the leg still lived five seconds later.
func TestDropIsRepeated(t *testing.T) {
	h := newHall(t, quiet())
	h.do(call1)
	h.do(Ended{1, HungUp})
	h.do(Answered{1})
	drops := 0
	for range 12 {
		h.now = h.now.Add(time.Second)
		for _, c := range mustApply(h, Tick{[]LegID{1}}) {
			if c == (Drop{1}) {
				drops++
			}
		}
	}
	if drops < 2 || drops > 3 {
		t.Errorf("it was told %d times more in 12 seconds", drops)
	}
}

// full is a room at its limit: 440 seats talking and 260 callers waiting for 106 hotlines.
func full(b *testing.B) *hall {
	lines := make([]Hotline, 106)
	for i := range lines {
		lines[i] = Hotline{Number: fmt.Sprint(12300 + i), Wants: []routing.Want{{Skill: routing.Skill{Kind: routing.Subject, Code: fmt.Sprint("s", i%20)}, Level: 1}}}
	}
	p := quiet()
	p.Limits.Wait = 0
	r := NewRoom(Setup{Policy: p, Hotlines: lines}, morning)
	h := &hall{t: b, r: r, now: morning, live: map[LegID]bool{}}
	apply := func(in Input) {
		for _, c := range mustApply(h, in) {
			if ring, ok := c.(Ring); ok {
				h.live[ring.Leg] = true
			}
		}
	}
	for i := range 440 {
		apply(SignIn{Seat{ID: SeatID(i + 1), Staff: huiyin.StaffID(i + 1), Skills: routing.Skills{{Kind: routing.Subject, Code: fmt.Sprint("s", i%20)}: 2}}})
		apply(Ready{SeatID(i + 1)})
	}
	for i := range 700 {
		h.live[LegID(i+1)] = true
		apply(Arrived{Leg: LegID(i + 1), Number: fmt.Sprint(12300 + i%106), Caller: huiyin.Phone(fmt.Sprint(1000 + i))})
		h.now = h.now.Add(100 * time.Millisecond)
		if i%20 == 19 {
			h.now = h.now.Add(time.Second)
			apply(Tick{h.legs()})
			for leg := range h.live {
				if leg < 0 {
					apply(Answered{leg})
				}
			}
		}
	}
	return h
}

func BenchmarkTick(b *testing.B) {
	h := full(b)
	live := h.legs()
	b.ReportAllocs()
	for b.Loop() {
		h.now = h.now.Add(time.Second)
		mustApply(h, Tick{live})
	}
	b.ReportMetric(float64(h.r.waiting()), "waiting")
}

func BenchmarkBoard(b *testing.B) {
	h := full(b)
	b.ReportAllocs()
	for b.Loop() {
		h.r.Board(h.now)
	}
}

// BenchmarkCall is the life of a call: arrived, offered, answered, over, and the seat ready again.
func BenchmarkCall(b *testing.B) {
	h := full(b)
	n := LegID(10_000)
	b.ReportAllocs()
	for b.Loop() {
		n++
		mustApply(h, Arrived{Leg: n, Number: "12301"})
		mustApply(h, Ended{n, HungUp})
	}
}
