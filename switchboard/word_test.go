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
