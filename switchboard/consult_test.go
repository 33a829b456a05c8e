package switchboard_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/desk"
	"huiyin/store"
	"huiyin/switchboard/ledger"
	"huiyin/switchboard/room"
	"huiyin/testkit"
)

// begin opens a draft in the name of an operator.
func (h *house) begin(who huiyin.StaffID) huiyin.CaseID {
	h.t.Helper()
	c, err := h.desk.Begin(ctx, desk.Appeal{Form: casework.Form{Content: "Two cars have run into each other."}, Channel: "phone"}, actor(who))
	must(h.t, err)
	return c.ID
}

// told waits until a stream's journal has so many events of a kind, and gives them.
func (h *house) told(stream int64, kind string, n int) []map[string]any {
	h.t.Helper()
	for limit := time.After(patient); ; {
		news := h.store.News()
		var found []map[string]any
		must(h.t, h.store.Read(ctx, func(t *store.Tx) error {
			found = nil
			events, err := t.Events(stream, 1, 100)
			for _, e := range events {
				var facts map[string]any
				must(h.t, json.Unmarshal(e.Data, &facts))
				if e.Kind == kind {
					found = append(found, facts)
				}
			}
			return err
		}))
		if len(found) >= n {
			return found
		}
		select {
		case <-news:
		case <-limit:
			h.t.Fatalf("the journal does not tell of %d times %s; it has %v", n, kind, found)
		}
	}
}

// Whoever was asked into a call stands in its case by itself, with the number they gave, also when the case was begun
// after the call was left to them.
func TestWhoWasAskedStandsInTheCase(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		op := h.sits(1)
		c, ring := h.connect(op, "19900001234")
		call := op.call.Call
		op.want(func(s room.SeatID) room.Input { return room.Consult{Seat: s, Number: "02886000000"} })
		unit := wait(t, "the unit is rung", h.dialled)
		op.until("asking the unit by its name", func() bool { return op.call.ConsultTo == "City" })
		unit.Refuse(486)
		op.until("the unit is busy", func() bool { return op.call.ConsultTo == "" })
		op.want(func(s room.SeatID) room.Input { return room.Retrieve{Seat: s} })

		op.want(func(s room.SeatID) room.Input { return room.Consult{Seat: s, Number: "122"} })
		police := wait(t, "the traffic police are rung", h.dialled)
		police.Answer()
		op.until("asking 122", func() bool { return op.call.ConsultUp && op.call.ConsultTo == "122" && op.call.AskedWhom == "122" })
		must(t, op.Receipt(ctx, call, "  SG-20261126-0007 "))
		op.until("their number is noted", func() bool { return op.call.Receipt == "SG-20261126-0007" })
		op.want(func(s room.SeatID) room.Input { return room.Join{Seat: s} })
		op.want(func(s room.SeatID) room.Input { return room.Transfer{Seat: s} })
		wait(t, "the operator's telephone is hung up", ring.Ended())
		op.until("wrapping up the call that goes on", func() bool { return op.seat.State == room.WrapUp && op.call.Call == call && op.call.AskedWhom == "122" })
		c.Hangup()
		wait(t, "the police's line ends", police.Ended())

		of := h.begin(101)
		must(t, h.Registered(ctx, 101, call, of))
		told := h.told(int64(of), "call.consulted", 2)
		if f := told[0]; f["asked_unit"] != 1.0 || f["cause"] != "busy" || f["answered_at"] != 0.0 || f["together_ms"] != 0.0 || f["state"] != "draft" {
			t.Errorf("of the unit the case says %v", f)
		}
		if f := told[1]; f["channel"] != "122" || f["left"] != true || f["answered_at"] == 0.0 || f["staff"] != 101.0 || f["call"] != float64(call) {
			t.Errorf("of the police the case says %v", f)
		}
		if f := h.told(int64(of), "receipt.noted", 1)[0]; f["receipt"] != "SG-20261126-0007" || f["n"] != 2.0 {
			t.Errorf("of the receipt the case says %v", f)
		}
		if err := op.Receipt(ctx, call, ""); huiyin.KindOf(err) != huiyin.KindInvalid {
			t.Errorf("an empty receipt: %v", err)
		}
		must(t, op.Receipt(ctx, call, "SG-20261126-0008")) // corrected in the wrap-up
		h.told(int64(of), "receipt.noted", 2)

		d, err := h.book.Call(ctx, call, actor(101))
		must(t, err)
		whom := func(k ledger.Consultation) bool {
			return k.Channel == "122" && k.Receipt == "SG-20261126-0008" && k.By == 101 && k.Left
		}
		if len(d.Asked) != 2 || !slices.ContainsFunc(d.Asked, whom) || d.Asked[0].Unit != 1 {
			t.Errorf("the call's page says %+v", d.Asked)
		}
	})
}

// A number that is nobody's we know may be a person's: it does not get into the journal. A case that was there before
// knows at once.
func TestAPersonsNumberIsNotKept(t *testing.T) {
	h := open(t, testkit.Record(t, "sqlite"), t.TempDir())
	op := h.sits(1)
	h.connect(op, "19900001234")
	of := h.begin(101)
	must(t, h.Registered(ctx, 101, op.call.Call, of))
	op.want(func(s room.SeatID) room.Input { return room.Consult{Seat: s, Number: "19900007777"} })
	wait(t, "the neighbour is rung", h.dialled)
	op.want(func(s room.SeatID) room.Input { return room.Retrieve{Seat: s} })
	f := h.told(int64(of), "call.consulted", 1)[0]
	for name, value := range f {
		if text, is := value.(string); is && len(text) > 10 {
			t.Errorf("%s is %q", name, text)
		}
	}
	if f["channel"] != "" || f["asked_unit"] != 0.0 || f["seat"] != 0.0 {
		t.Errorf("the case says %v", f)
	}
}
