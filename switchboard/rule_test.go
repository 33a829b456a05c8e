package switchboard_test

import (
	"reflect"
	"sync"
	"testing"
	"time"

	"huiyin"
	"huiyin/routing"
	"huiyin/store"
	"huiyin/switchboard/ledger"
	"huiyin/switchboard/room"
	"huiyin/testkit"
)

// rule changes a rule on record and lets the room know, as the counter does.
func (h *house) rule(key, value string) error {
	if _, err := h.book.ChangeRule(ctx, ledger.RuleChange{Key: key, Value: value}, actor(101)); err != nil {
		return err
	}
	return h.Ruled(ctx)
}

// A rule that changes in a conversation holds for the wrap-up after it; what runs already keeps its time.
func TestARuleIsLiveAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		op := h.sits(1)
		c, _ := h.connect(op, "19900001234")
		must(t, h.rule("wrap_up", "10"))
		c.Hangup()
		op.until("wrapping up for ten seconds", func() bool {
			return op.seat.State == room.WrapUp && op.seat.Until.Equal(op.seat.Since.Add(10*time.Second))
		})
		until := op.seat.Until
		must(t, h.rule("wrap_up", "20"))
		op.want(func(s room.SeatID) room.Input { return room.Extend{Seat: s} })
		op.until("a minute longer, from where it was", func() bool { return op.seat.Until.Equal(until.Add(time.Minute)) })
	})
}

// Many people change rules at the same moment. The room is run by all of it, as a start after that would find it.
func TestRulesOfTheSameMoment(t *testing.T) {
	s, dir := testkit.Record(t, "sqlite"), t.TempDir()
	h := open(t, s, dir)
	var all sync.WaitGroup
	for key, value := range map[string]string{"weight_cut_off": "101", "weight_promised": "102", "weight_special": "103", "weight_repeat": "104", "weight_second": "5", "repeat": "30"} {
		for _, v := range []string{"", value} { // by turns, so that what is older could come later
			all.Go(func() {
				if err := h.rule(key, v); err != nil {
					t.Error(err)
				}
			})
		}
	}
	all.Wait()
	kept := map[string]string{}
	must(t, s.Read(ctx, func(tx *store.Tx) (err error) { kept, err = ledger.RulesKept(tx); return err }))
	want, err := room.DefaultPolicy().With(kept)
	must(t, err)
	h.runsBy(want.Routing.Weights, want.Repeat)
	for key, value := range map[string]string{"weight_cut_off": "201", "repeat": "60"} {
		must(t, h.rule(key, value))
	}
	want.Routing.Weights.CutOff, want.Repeat = 201, time.Hour
	h.runsBy(want.Routing.Weights, want.Repeat)
	h.stop()
	must(t, s.Write(ctx, func(tx *store.Tx) error { // by hand, or by a program of another time
		return tx.SaveRoomRule(store.RoomRule{Key: "offer", Value: "soon", At: time.Now()})
	}))
	open(t, s, dir).runsBy(want.Routing.Weights, want.Repeat)
}

// runsBy checks what the board says turns are decided by.
func (h *house) runsBy(weights routing.Weights, repeat time.Duration) {
	h.t.Helper()
	who := huiyin.Actor{Staff: 900, Roles: []huiyin.Role{huiyin.ShiftLeader}, City: true}
	o := &operator{t: h.t}
	var err error
	o.Chair, err = h.Enter(ctx, who, "Leader")
	must(h.t, err)
	defer o.Leave()
	must(h.t, o.Watch(ctx, true))
	o.until("the board", func() bool { return !o.board.At.IsZero() })
	if !reflect.DeepEqual(o.board.Weights, weights) || o.board.Repeat != repeat {
		h.t.Errorf("the room is run by %+v and %v, not by %+v and %v", o.board.Weights, o.board.Repeat, weights, repeat)
	}
}
