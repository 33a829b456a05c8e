package switchboard_test

import (
	"testing"
	"time"

	"huiyin"
	"huiyin/store"
	"huiyin/switchboard"
	"huiyin/switchboard/room"
	"huiyin/testkit"
	"huiyin/vault"
	"huiyin/voice/phone"
)

const (
	citizenTone  = 440
	operatorTone = 880
)

// Somebody calls, somebody answers at a desk phone, both hear each other, and everything is written down.
func TestACallIsAnswered(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		op := h.sits(1)
		op.ready()
		c, err := h.citizen("19900001234").Call("12345")
		must(t, err)
		ring := wait(t, "the desk phone rings", op.rung)
		op.until("offered", func() bool { return op.call.State == room.Offered && op.call.Masked == "199****1234" })
		ring.Answer()
		wait(t, "the citizen is connected", c.Answered())
		c.Say(phone.Sine(citizenTone), true)
		ring.Say(phone.Sine(operatorTone), true)
		hear(t, "the operator", ring, citizenTone)
		hear(t, "the citizen", c, operatorTone)
		op.until("talking", func() bool { return op.seat.State == room.Talking && op.call.Recording == "on" })
		ring.Hangup()
		wait(t, "the citizen is asked for a score and hangs up", c.Ear.Hears(citizenTone, false))
		c.Hangup()
		op.until("wrapping up", func() bool { return op.seat.State == room.WrapUp })

		done := h.records("one call, answered and ended", func(l []store.Call) bool { return len(l) == 1 && !l[0].EndedAt.IsZero() })[0]
		if done.Outcome != "answered" || done.Staff != 101 || done.Seat != 1 || done.Hotline != "12345" || done.Trunk != "city" || done.Score != 0 {
			t.Errorf("the record says %+v", done)
		}
		h.stop() // everything is written now
		h.recorded(done.ID)
		h.happened(done.ID, "call.begun", "call.answered", "call.ended")
	})
}

// recorded checks that a call's recording is in the vault.
func (h *house) recorded(id huiyin.CallID) {
	h.t.Helper()
	var r store.Recording
	must(h.t, h.store.Read(ctx, func(t *store.Tx) (err error) { r, err = t.Recording(id); return err }))
	hash, err := vault.ParseHash(r.Hash)
	must(h.t, err)
	if blob, err := h.vault.Look(hash); err != nil || blob.Size != r.Size || blob.Type != "audio/wav" || r.Duration <= 0 || r.Trouble != "" {
		h.t.Errorf("the recording is %+v, in the vault %+v: %v", r, blob, err)
	}
}

func (h *house) happened(id huiyin.CallID, want ...string) {
	h.t.Helper()
	var got []string
	must(h.t, h.store.Read(ctx, func(t *store.Tx) error {
		events, err := t.Events(int64(id), 1, 100)
		for _, e := range events {
			got = append(got, e.Kind)
		}
		return err
	}))
	for i := range max(len(want), len(got)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			h.t.Fatalf("the journal says %v, want %v", got, want)
		}
	}
}

// connect brings a citizen and an operator together.
func (h *house) connect(op *operator, number string) (outside, desk *phone.Call) {
	h.t.Helper()
	op.ready()
	c, err := h.citizen(number).Call("12345")
	must(h.t, err)
	ring := wait(h.t, "the desk phone rings", op.rung)
	ring.Answer()
	wait(h.t, "the citizen is connected", c.Answered())
	c.Say(phone.Sine(citizenTone), true)
	ring.Say(phone.Sine(operatorTone), true)
	hear(h.t, "the operator", ring, citizenTone)
	hear(h.t, "the citizen", c, operatorTone)
	op.until("talking", func() bool { return op.call.State == room.InTalk })
	return c, ring
}

func (o *operator) want(in func(room.SeatID) room.Input) {
	o.t.Helper()
	must(o.t, o.Want(ctx, in))
}

// The operator asks somebody outside while the citizen hears music, brings all three together, and leaves them.
func TestAskingSomebodyOutside(t *testing.T) {
	h := open(t, testkit.Record(t, "sqlite"), t.TempDir())
	op := h.sits(1)
	c, ring := h.connect(op, "19900001234")
	op.want(func(s room.SeatID) room.Input { return room.Consult{Seat: s, Number: "110"} })
	out := wait(t, "the police are rung", h.dialled)
	out.Answer()
	out.Say(phone.Sine(1320), true)
	hear(t, "the operator", ring, 1320)
	hear(t, "the police", out, operatorTone)
	wait(t, "the citizen hears the operator no more", c.Ear.Hears(operatorTone, false))
	op.until("consulting", func() bool { return op.call.ConsultUp && op.call.Held && op.seat.State == room.Consulting })
	op.want(func(s room.SeatID) room.Input { return room.Join{Seat: s} })
	hear(t, "the citizen", c, 1320)
	hear(t, "the citizen", c, operatorTone)
	hear(t, "the police", out, citizenTone)
	op.want(func(s room.SeatID) room.Input { return room.Transfer{Seat: s} })
	wait(t, "the operator's telephone is hung up", ring.Ended())
	hear(t, "the citizen", c, 1320)
	op.until("wrapping up", func() bool { return op.seat.State == room.WrapUp })
	c.Hangup()
	wait(t, "the police's line ends", out.Ended())
	h.records("the call has ended", func(l []store.Call) bool { return len(l) == 1 && !l[0].EndedAt.IsZero() })
}

// Somebody gives up waiting and is rung back: the operator first, then they.
func TestWhoeverGivesUpIsRungBack(t *testing.T) {
	h := open(t, testkit.Record(t, "sqlite"), t.TempDir(), func(p *room.Policy) {
		p.Short, p.Abandoned, p.Callback.Delay, p.Callback.Hours = 0, 1, 0, room.Hours{}
	})
	c, err := h.citizen("19900001234").Call("12345")
	must(t, err)
	wait(t, "the citizen hears music", c.Answered())
	c.Hangup()
	h.records("one call, abandoned", func(l []store.Call) bool { return len(l) == 1 && l[0].Outcome == "abandoned" })
	op := h.sits(1)
	op.ready()
	ring := wait(t, "the operator is rung first", op.rung)
	ring.Answer()
	out := wait(t, "the citizen is rung", h.dialled)
	out.Answer()
	out.Say(phone.Sine(citizenTone), true)
	hear(t, "the operator", ring, citizenTone)
	op.until("talking with whom we owed a call", func() bool { return op.call.State == room.InTalk && op.call.Direction == room.Back })
	out.Hangup()
	h.records("the second call reached them", func(l []store.Call) bool { return len(l) == 2 && l[0].Outcome == "reached" && l[0].Outbound })
	h.stop()
	must(t, h.store.Read(ctx, func(tx *store.Tx) error {
		open, _, err := tx.CountCallbacks(time.Now())
		if open != 0 {
			t.Errorf("%d promises are still open", open)
		}
		return err
	}))
}

// A call that a stop cut off is owed to the citizen afterwards, and its recording is kept.
func TestARestartForgetsNobody(t *testing.T) {
	s, dir := testkit.Record(t, "sqlite"), t.TempDir()
	h := open(t, s, dir)
	op := h.sits(1)
	h.connect(op, "19900001234")
	call := op.call.Call
	h.stop()
	again := open(t, s, dir)
	done := again.records("the call was cut off", func(l []store.Call) bool { return len(l) == 1 && l[0].Outcome == "cut_off" })[0]
	if done.ID != call || done.Cause != "restart" {
		t.Errorf("the record says %+v", done)
	}
	again.stop()
	again.recorded(call)
	must(t, s.Read(ctx, func(tx *store.Tx) error {
		list, _, err := tx.Callbacks(store.CallbackFilter{}, huiyin.Page{})
		if len(list) != 1 || list[0].Reason != "restart" {
			t.Errorf("the promises are %+v", list)
		}
		return err
	}))
}

// Whoever signs out gives the seat up, so that no telephone rings where nobody sits; a call is brought to its end first.
func TestWhoSignsOutGivesTheSeatUp(t *testing.T) {
	h := open(t, testkit.Record(t, "sqlite"), t.TempDir())
	op := h.sits(1)
	_, ring := h.connect(op, "19900001234")
	must(t, h.Gone(ctx, 101))
	op.until("leaving after the call", func() bool { return op.seat.State == room.Talking && op.seat.Then == room.Offline })
	ring.Hangup()
	op.until("away", func() bool { return op.seat.Seat == 0 })
	must(t, h.Gone(ctx, 101))
	must(t, h.Gone(ctx, 999))
}

// A promise that somebody takes in hand is theirs: the room rings nobody for it any more.
func TestAPromiseInHand(t *testing.T) {
	h := open(t, testkit.Record(t, "sqlite"), t.TempDir(), func(p *room.Policy) {
		p.Short, p.Abandoned, p.Callback.Delay, p.Callback.Hours = 0, 1, time.Hour, room.Hours{}
	})
	c, err := h.citizen("19900001234").Call("12345")
	must(t, err)
	wait(t, "the citizen hears music", c.Answered())
	c.Hangup()
	h.records("one call, abandoned", func(l []store.Call) bool { return len(l) == 1 && l[0].Outcome == "abandoned" })
	var promise store.Callback
	h.records("it is promised", func([]store.Call) bool {
		must(t, h.store.Read(ctx, func(tx *store.Tx) error {
			list, _, err := tx.Callbacks(store.CallbackFilter{}, huiyin.Page{})
			if len(list) == 1 {
				promise = list[0]
			}
			return err
		}))
		return promise.ID != 0
	})
	h.owes(1)
	_, _, err = h.book.Claim(ctx, promise.ID, actor(101))
	must(t, err)
	must(t, h.Promised(ctx, promise.ID))
	must(t, h.Promised(ctx, promise.ID))
	h.owes(0)
	_, err = h.book.Release(ctx, promise.ID, actor(101))
	must(t, err)
	must(t, h.Promised(ctx, promise.ID))
	h.owes(1) // it waits for anybody again
	_, err = h.book.Cancel(ctx, promise.ID, "They wrote a letter.", actor(101))
	must(t, err)
	must(t, h.Promised(ctx, promise.ID))
	h.owes(0)
}

// A promise that is made by hand is the room's at once: when its time has come somebody is rung who keeps it, and what
// was noted with it stays.
func TestAPromiseByHand(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		id := huiyin.NewID[huiyin.CallbackID](time.Now())
		soon := time.Now().Add(2 * time.Second)
		must(t, h.store.Write(ctx, func(tx *store.Tx) error {
			_, err := tx.Promise(store.Callback{ID: id, Reason: "asked", Hotline: "12345", Phone: "19900001234", Case: 7, AskedAt: time.Now(), Promised: soon, NextAt: soon, Urgent: true})
			return err
		}))
		must(t, h.Promised(ctx, id))
		h.owes(1)
		op := h.sits(1)
		op.ready()
		ring := wait(t, "the operator is rung", op.rung)
		ring.Answer()
		out := wait(t, "the citizen is rung", h.dialled)
		out.Answer()
		h.records("they were reached", func(l []store.Call) bool { return len(l) == 1 && l[0].Callback == id && !l[0].AnsweredAt.IsZero() })
		out.Hangup()
		h.stop()
		must(t, h.store.Read(ctx, func(tx *store.Tx) error {
			b, err := tx.Callback(id)
			if b.State != "reached" || !b.Urgent || b.Case != 7 || b.DoneAt.IsZero() {
				t.Errorf("the promise is %+v", b)
			}
			return err
		}))
	}, always)
}

// always rings people back at any hour.
func always(p *room.Policy) { p.Callback.Hours = room.Hours{} }

// owes waits until the room says that it owes so many calls.
func (h *house) owes(n int) {
	h.t.Helper()
	c, err := h.Enter(ctx, actor(900), "")
	must(h.t, err)
	defer c.Leave()
	limit := time.After(patient)
	for {
		select {
		case news := <-c.Say():
			if r, ok := news.(switchboard.RoomNews); ok && r.Callbacks == n {
				return
			}
		case <-limit:
			h.t.Fatalf("the room does not owe %d calls", n)
		}
	}
}

// Who gave up and rings again before we ring them has been reached: the promise is done and stands with those that are.
func TestWhoRingsAgainIsReached(t *testing.T) {
	h := open(t, testkit.Record(t, "sqlite"), t.TempDir(), func(p *room.Policy) { p.Short, p.Abandoned = 0, 0 })
	op := h.sits(1)
	c, err := h.citizen("19900001234").Call("12345")
	must(t, err)
	wait(t, "the citizen is in the queue", c.Answered())
	h.records("one call", func(l []store.Call) bool { return len(l) == 1 })
	c.Hangup()
	h.records("one call that is over", func(l []store.Call) bool { return len(l) == 1 && !l[0].EndedAt.IsZero() })
	h.connect(op, "19900001234")
	h.stop() // everything is written now
	var done, open []store.Callback
	must(t, h.store.Read(ctx, func(t *store.Tx) (err error) {
		if open, _, err = t.Callbacks(store.CallbackFilter{}, huiyin.Page{}); err != nil {
			return err
		}
		done, _, err = t.Callbacks(store.CallbackFilter{Done: true}, huiyin.Page{})
		return err
	}))
	if len(open) != 0 || len(done) != 1 || done[0].State != "rang_in" || done[0].Times != 1 || done[0].DoneAt.IsZero() {
		t.Errorf("open are %+v, done are %+v", open, done)
	}
}
