package room

import (
	"testing"
	"time"

	"huiyin"
	"huiyin/routing"
)

// owing is a room that owes 1001 a call since now.
func owing(t *testing.T, p Policy) *hall {
	h := newHall(t, p)
	h.do(Book{Caller: "1001", Hotline: "12345"})
	return h
}

func (h *hall) want(picture string) {
	h.t.Helper()
	if got, want := lines(h.picture()), lines(picture); got != want {
		h.t.Errorf("the room is\n%s\nand should be\n%s", got, want)
	}
}

func TestCallbackIsKept(t *testing.T) {
	h := owing(t, quiet())
	h.sign(1)
	h.tick(119)
	h.want("seat 1 ready\nowed 1001 asked")
	h.tick(1)
	h.want("call 1 offered -1?\nseat 1 reserved\nowed 1001 asked")
	h.do(Answered{-1})
	h.want("call 1 dialling -1 -2?\nseat 1 outbound\nowed 1001 asked")
	h.do(Answered{-2})
	h.want("call 1 talking -1 -2 tape on\nseat 1 talking\n-2 = -1")
	h.do(Hangup{1})
	h.do(Digit{-2, '5'})
	h.tick(2)
	if a := h.done[0]; a.Outcome != Reached || a.Score != 5 || a.Callback != 1 || a.Direction != Back || a.Caller != "1001" {
		t.Errorf("the account is %+v", a)
	}
}

// Attempts fall on different hours, and only within those in which people are rung back.
func TestAttempts(t *testing.T) {
	h := owing(t, quiet())
	h.sign(1)
	var tried []string
	for h.r.callbacks[1] != nil {
		h.tick(10)
		for _, c := range h.r.calls {
			tried = append(tried, h.now.Format("02 15:04"))
			leg := c.party(operator).leg
			h.do(Answered{leg})
			h.do(Ended{leg - 1, []Cause{Busy, NoAnswer, Declined, Lost}[len(tried)%4]})
		}
		if h.now.After(morning.AddDate(0, 0, 7)) {
			t.Fatal("it is never given up")
		}
	}
	want := []string{"25 09:02", "25 10:32", "25 15:32", "26 12:32"}
	if len(tried) != len(want) {
		t.Fatalf("tried at %v, want %v", tried, want)
	}
	for i := range want {
		if tried[i] != want[i] {
			t.Errorf("attempt %d was at %s, want %s", i+1, tried[i], want[i])
		}
	}
}

// Who rings comes before whom we ring, until the time that was promised.
func TestPromisedTime(t *testing.T) {
	p := quiet()
	p.Callback.Promise = 5 * time.Minute
	h := owing(t, p)
	h.tick(130)
	h.do(call1)
	h.sign(1)
	h.want("call 1 queued\ncall 2 offered 1 -1? (music)\nseat 1 reserved\nowed 1001 asked") // though it came later
	h.do(SignOut{Seat: 1, Now: true})
	h.tick(300)
	h.do(Arrived{Leg: 2, Number: "12345", Caller: "1002"})
	h.do(Ended{1, HungUp})
	h.sign(1)
	h.want("call 1 offered -2?\ncall 3 queued 2 (music)\nseat 1 reserved\nowed 1001 asked")
}

func TestCallbackHours(t *testing.T) {
	p := quiet()
	h := newHall(t, p)
	h.now = time.Date(2026, 11, 25, 20, 29, 0, 0, morning.Location())
	h.do(call1)
	h.tick(10)
	h.do(Ended{1, HungUp})
	b := h.r.callbacks[1]
	opens := time.Date(2026, 11, 26, 8, 30, 0, 0, morning.Location())
	if !b.NextAt.Equal(opens) || !b.PromisedAt.Equal(opens.Add(2*time.Hour)) {
		t.Errorf("due %v, promised %v", b.NextAt, b.PromisedAt)
	}
	h.now = opens.Add(time.Second)
	h.tick(1)
	h.want("call 2 queued\nowed 1001 abandoned")
	h.now = opens.Add(12 * time.Hour)
	h.tick(1)
	h.want("owed 1001 abandoned")
	if b.Attempts != 0 {
		t.Errorf("%d attempts were counted, and nobody was dialled", b.Attempts)
	}
}

// Whoever is on the line stays, whatever the hour.
func TestCallbackTornAtNight(t *testing.T) {
	h := owing(t, quiet())
	h.sign(1)
	h.tick(120)
	h.do(Answered{-1})
	h.do(Answered{-2})
	h.now = time.Date(2026, 11, 25, 20, 31, 0, 0, morning.Location())
	h.do(DeviceDown{1})
	h.tick(3)
	h.want("call 1 queued -2 (music)\nseat 1 offline")
	if h.r.calls[1].boost&routing.CutOff == 0 {
		t.Error("who was torn from a seat does not come before others")
	}
	h.do(DeviceUp{1})
	if r, ok := ringOf(h.said); !ok || !r.Auto || r.Why != ForCall || r.Caller != "1001" || r.Hotline != "12345" {
		t.Errorf("the seat is rung with %+v", r)
	}
}

func ringOf(said []Command) (Ring, bool) {
	for _, c := range said {
		if r, ok := c.(Ring); ok {
			return r, true
		}
	}
	return Ring{}, false
}

// A seat that fails while it reaches somebody is not their failure to answer.
func TestSeatLostWhileDialling(t *testing.T) {
	h := owing(t, quiet())
	h.sign(1)
	h.tick(120)
	h.do(Answered{-1})
	h.do(DeviceDown{1})
	h.want("seat 1 offline\nowed 1001 asked")
	if b := h.r.callbacks[1]; b.Attempts != 0 || b.NextAt.Sub(h.now) != time.Minute {
		t.Errorf("the callback is %+v", b)
	}
	h.do(DeviceUp{1})
	h.tick(60)
	h.want("call 2 offered -3?\nseat 1 reserved\nowed 1001 asked")
}

func TestWhoRingsFirst(t *testing.T) {
	h := owing(t, quiet())
	h.tick(121)
	h.want("call 1 queued\nowed 1001 asked")
	h.sign(1)
	h.want("call 1 offered -1?\nseat 1 reserved\nowed 1001 asked")
	h.do(call1)
	h.sign(2)
	h.do(Answered{-2})
	h.want("call 2 talking 1 -2 tape on\nseat 1 ready\nseat 2 talking\n-2 = 1")
	if h.done[0].Outcome != Unreached {
		t.Errorf("the account is %+v", h.done[0])
	}
}

func TestDebts(t *testing.T) {
	h := newHall(t, quiet())
	for _, about := range []string{"case 1", "case 2", "case 1", ""} {
		h.do(Book{Caller: "1001", Hotline: "12345", Reason: ForVisit, About: about})
	}
	h.want("owed 1001 visit\nowed 1001 visit\nowed 1001 visit")
	if h.r.callbacks[1].Times != 2 {
		t.Errorf("the first was asked for %d times", h.r.callbacks[1].Times)
	}
	if _, err := h.try(Book{}); huiyin.KindOf(err) != huiyin.KindInvalid {
		t.Errorf("nobody was promised a call: %v", err)
	}
	h.sign(1)
	h.do(call1)
	h.do(Answered{-1})
	h.want("call 1 talking 1 -1 tape on\nseat 1 talking\n-1 = 1\nowed 1001 visit\nowed 1001 visit") // those about cases stand
}

func TestRestore(t *testing.T) {
	h := owing(t, quiet())
	before := *h.r.callbacks[1]
	closed := before
	closed.ID, closed.Caller, closed.State = 7, "1007", Kept
	again := newHall(t, quiet())
	again.do(Restore{Callbacks: []Callback{before, closed}, Interrupted: []Interrupted{{"1001", "12345"}, {"1002", "12345"}}})
	again.want("owed 1001 asked\nowed 1002 restart")
	if again.r.callbacks[8] == nil || again.r.callbacks[1].Times != 2 {
		t.Errorf("the callbacks are %+v", again.r.callbacks)
	}
}

func TestFewAtOnce(t *testing.T) {
	p := quiet()
	p.Callback.AtOnce = 3
	h := newHall(t, p)
	for _, who := range []huiyin.Phone{"1001", "1002", "1003", "1004", "1005"} {
		h.do(Book{Caller: who, Hotline: "12345"})
	}
	h.tick(200)
	if n := len(h.r.calls); n != 3 {
		t.Errorf("%d callbacks wait together", n)
	}
}

// What somebody has in hand the room does not ring as well, also in the middle of an attempt.
func TestACallbackInHand(t *testing.T) {
	h := owing(t, quiet())
	h.sign(1)
	h.tick(120)
	h.want("call 1 offered -1?\nseat 1 reserved\nowed 1001 asked")
	h.do(Forget{Callback: 1})
	h.want("seat 1 ready")
	h.tick(3600)
	h.want("seat 1 ready")
	h.do(Forget{Callback: 1})
}
