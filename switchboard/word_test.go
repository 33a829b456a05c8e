package switchboard_test

import (
	"testing"
	"time"

	"huiyin"
	"huiyin/routing"
	"huiyin/store"
	"huiyin/switchboard"
	"huiyin/switchboard/room"
	"huiyin/testkit"
)

// A word to a seat stays before whoever sits there, also in another window, until they say that it is read; then who
// sent it knows.
func TestAWordToASeat(t *testing.T) {
	h := open(t, testkit.Record(t, "sqlite"), t.TempDir())
	op, lead := h.sits(1), h.sits(2)
	must(t, lead.Tell(ctx, 1, "Please take the flood calls first."))
	op.until("the word is there", func() bool { return op.word.Text != "" })
	if op.word.From != "Operator 2" {
		t.Errorf("the word is %+v", op.word)
	}
	var err error
	op.word = switchboard.Message{}
	op.Chair, err = h.Enter(ctx, actor(101), "Operator 1")
	must(t, err)
	op.until("the word is there in another window", func() bool { return op.word.Text != "" })
	must(t, op.Read(ctx, op.word.N))
	lead.until("it was read", func() bool { return lead.read.N == op.word.N && lead.read.Seat == 1 && lead.read.Who == "Operator 1" })
	must(t, op.Read(ctx, op.word.N))
	if err := lead.Tell(ctx, 3, "Is anybody there?"); huiyin.KindOf(err) != huiyin.KindConflict {
		t.Errorf("a word to nobody: %v", err)
	}
}

// Who called shortly before comes before who has waited a little longer.
func TestARepeatCallerComesSooner(t *testing.T) {
	h := open(t, testkit.Record(t, "sqlite"), t.TempDir())
	earlier := time.Now().Add(-3 * time.Hour)
	must(t, h.store.Write(ctx, func(t *store.Tx) error {
		return t.AddCall(store.Call{ID: huiyin.NewID[huiyin.CallID](earlier), Hotline: "12345", Phone: "19900002222", ArrivedAt: earlier, EndedAt: earlier.Add(time.Minute), Outcome: "answered"})
	}))
	op := h.sits(1)
	must(t, op.Watch(ctx, true))
	waiting := func(i int, masked string, boost routing.Boost) bool {
		q := op.board.Queue
		return len(q) > i && q[i].Caller.Masked() == masked && q[i].Boost == boost
	}
	first, err := h.citizen("19900001111").Call("12345")
	must(t, err)
	op.until("one waits", func() bool { return waiting(0, "199****1111", 0) })
	second, err := h.citizen("19900002222").Call("12345")
	must(t, err)
	op.until("who called before stands first", func() bool { return waiting(0, "199****2222", routing.Repeat) && waiting(1, "199****1111", 0) })
	op.ready()
	op.until("who called before is offered", func() bool { return op.call.State == room.Offered && op.call.Masked == "199****2222" })
	second.Hangup()
	first.Hangup()
	h.records("both have left", func(l []store.Call) bool { return len(l) == 3 && !l[0].EndedAt.IsZero() && !l[1].EndedAt.IsZero() })
}

// Whom an operator has marked as one to be served first comes before who has waited longer, the next time they call, until
// somebody says that it is no longer so.
func TestSomebodyIsServedFirst(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		op := h.sits(1)
		op.ready()
		must(t, op.Watch(ctx, true))
		elder := h.citizen("19900002222")
		c, err := elder.Call("12345")
		must(t, err)
		wait(t, "the operator is rung", op.rung).Answer()
		op.until("who calls is shown", func() bool { return op.card.Call == op.call.Call && op.call.State == room.InTalk })
		if op.card.First {
			t.Error("a number that nobody knows is served first")
		}
		call := op.call.Call
		if err := op.ServeFirst(ctx, call+1, true); huiyin.KindOf(err) != huiyin.KindNotFound {
			t.Errorf("in a call of somebody else: %v", err)
		}
		must(t, op.ServeFirst(ctx, call, true))
		op.until("they are served first", func() bool { return op.first == switchboard.FirstNews{Call: call, Yes: true} })
		must(t, op.Want(ctx, func(s room.SeatID) room.Input { return room.Pause{Seat: s, State: room.Break, Reason: "meal"} }))
		c.Hangup()
		op.until("there is a break", func() bool { return op.seat.State == room.Break || op.seat.Then == room.Break })

		stranger, err := h.citizen("19900001111").Call("12345")
		must(t, err)
		one := func(i int, masked string, boost routing.Boost) bool {
			q := op.board.Queue
			return len(q) > i && q[i].Caller.Masked() == masked && q[i].Boost == boost
		}
		op.until("a stranger waits", func() bool { return one(0, "199****1111", 0) })
		again, err := elder.Call("12345")
		must(t, err)
		op.until("who is served first stands first", func() bool { return one(0, "199****2222", routing.Special|routing.Repeat) && one(1, "199****1111", 0) })
		must(t, op.ServeFirst(ctx, call, false))
		h.records("it is written down twice", func([]store.Call) bool {
			facts := 0
			must(t, h.store.Read(ctx, func(tx *store.Tx) error {
				list, err := tx.Events(int64(call), 0, 100)
				for _, e := range list {
					if e.Kind == "call.served_first" {
						facts++
					}
				}
				return err
			}))
			return facts == 2
		})
		must(t, h.store.Read(ctx, func(tx *store.Tx) error {
			if first, err := tx.ServedFirst("19900002222"); err != nil || first {
				t.Errorf("it is still so: %v, %v", first, err)
			}
			return nil
		}))
		stranger.Hangup()
		again.Hangup()
	})
}
