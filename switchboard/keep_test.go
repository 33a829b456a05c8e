package switchboard_test

import (
	"testing"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/desk"
	"huiyin/store"
	"huiyin/switchboard/ledger"
	"huiyin/switchboard/room"
	"huiyin/testkit"
	"huiyin/voice/phone"
)

// owed writes down a promise that waits for somebody.
func (h *house) owed(change func(*store.Callback)) huiyin.CallbackID {
	h.t.Helper()
	now := time.Now()
	b := store.Callback{ID: huiyin.NewID[huiyin.CallbackID](now), Reason: "asked", Hotline: "12345", Phone: "19900001234", AskedAt: now, Promised: now.Add(time.Hour), NextAt: now.Add(time.Hour)}
	if change != nil {
		change(&b)
	}
	must(h.t, h.store.Write(ctx, func(t *store.Tx) error { _, err := t.Promise(b); return err }))
	must(h.t, h.Promised(ctx, b.ID))
	return b.ID
}

// becomes waits until a promise is as it should be.
func (h *house) becomes(id huiyin.CallbackID, what string, is func(store.Callback) bool) {
	h.t.Helper()
	for limit := time.After(patient); ; {
		news := h.store.News()
		var b store.Callback
		must(h.t, h.store.Read(ctx, func(t *store.Tx) (err error) { b, err = t.Callback(id); return err }))
		if is(b) {
			return
		}
		select {
		case <-news:
		case <-limit:
			h.t.Fatalf("the promise does not become %s: %+v", what, b)
		}
	}
}

// Somebody keeps a promise with one key: their telephone rings, then the citizen's; the call is recorded, belongs to the
// case of the promise, and what came of it is written down by itself.
func TestAPromiseIsKeptByWhoTakesIt(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		op := h.sits(1)
		of := h.begin(101)
		id := h.owed(func(b *store.Callback) { b.Case = of })
		must(t, op.RingBack(ctx, id))
		ring := wait(t, "the operator's telephone rings first", op.rung)
		h.becomes(id, "claimed", func(b store.Callback) bool { return b.State == "claimed" && b.Staff == 101 })
		ring.Answer()
		out := wait(t, "the citizen is rung", h.dialled)
		op.until("dialling", func() bool { return op.call.Callback == id && op.call.Case == of })
		if err := op.RingBack(ctx, id); huiyin.KindOf(err) != huiyin.KindConflict {
			t.Errorf("ringing twice: %v", err)
		}
		out.Busy()
		h.becomes(id, "tried once and due at another hour", func(b store.Callback) bool {
			return b.State == "open" && b.Attempts == 1 && time.Until(b.NextAt) > time.Hour
		})
		op.until("wrapping up", func() bool { return op.seat.State == room.WrapUp })

		must(t, op.RingBack(ctx, id))
		ring = wait(t, "the operator's telephone rings again", op.rung)
		ring.Answer()
		out = wait(t, "the citizen is rung again", h.dialled)
		out.Answer()
		out.Say(phone.Sine(citizenTone), true)
		hear(t, "the operator", ring, citizenTone)
		op.until("recorded", func() bool { return op.call.Recording == "on" })
		out.Hangup()
		h.becomes(id, "kept", func(b store.Callback) bool { return b.State == "reached" && b.Attempts == 2 && b.Staff == 101 })
		calls := h.records("two calls of the case", func(l []store.Call) bool { return len(l) == 2 && !l[0].EndedAt.IsZero() })
		for _, c := range calls {
			if c.Case != of || c.Callback != id || !c.Outbound || c.Staff != 101 && !c.AnsweredAt.IsZero() {
				t.Errorf("the record says %+v", c)
			}
		}
		h.told(int64(of), "callback.reached", 1)
		h.stop()
		h.recorded(calls[0].ID)
	})
}

// Who was not there, or said that somebody else answered, is believed: the promise stays in hand, or is as they said.
func TestWhatIsNoAttempt(t *testing.T) {
	h := open(t, testkit.Record(t, "sqlite"), t.TempDir())
	op := h.sits(1)
	id := h.owed(nil)
	must(t, op.RingBack(ctx, id))
	ring := wait(t, "the operator's telephone rings", op.rung)
	ring.Busy() // nobody outside was rung
	h.records("nobody was rung", func(l []store.Call) bool { return len(l) == 1 && l[0].Outcome == "unreached" })
	h.becomes(id, "still in hand", func(b store.Callback) bool { return b.State == "claimed" && b.Attempts == 0 })

	op.ready()
	must(t, op.RingBack(ctx, id))
	ring = wait(t, "the operator's telephone rings again", op.rung)
	ring.Answer()
	out := wait(t, "somebody is rung", h.dialled)
	out.Answer()
	op.until("talking", func() bool { return op.call.State == room.InTalk })
	_, err := h.book.Tried(ctx, id, ledger.Outcome{Note: "A neighbour answered."}, actor(101))
	must(t, err)
	out.Hangup()
	h.records("the call has ended", func(l []store.Call) bool { return len(l) == 2 && !l[0].EndedAt.IsZero() })
	h.stop()
	h.becomes(id, "to be tried again", func(b store.Callback) bool { return b.State == "open" && b.Attempts == 1 })
}

// visiting makes a case of a number that waits for its return visit, which is promised.
func (h *house) visiting(number string) (huiyin.CaseID, huiyin.CallbackID) {
	h.t.Helper()
	r, err := h.desk.Register(ctx, desk.Appeal{Form: casework.Form{Title: "Lamp", Content: "The street lamp has been dark for a week.", Nature: "complaint", Category: "01", Area: "510104"},
		Channel: "phone", Person: store.Person{Name: "李小明", Phone: huiyin.Phone(number)}}, actor(101))
	must(h.t, err)
	answer := casework.Form{Internal: "Cable replaced.", Public: "The lamp shines again.", Solved: "yes"}
	for i, s := range []struct {
		step casework.Step
		role huiyin.Role
		form casework.Form
	}{
		{casework.Pass, huiyin.Reviewer, casework.Form{}}, {casework.Dispatch, huiyin.TransferOfficer, casework.Form{Unit: 2, Advice: "Please look today."}},
		{casework.Sign, huiyin.UnitClerk, casework.Form{}}, {casework.ContactFirst, huiyin.Handler, casework.Form{Outcome: "reached", Note: "Will be at home."}},
		{casework.Verify, huiyin.Handler, casework.Form{True: "yes", Note: "Cable torn."}}, {casework.DraftReply, huiyin.Handler, answer},
		{casework.Submit, huiyin.UnitLeader, answer}, {casework.PassReply, huiyin.TransferOfficer, casework.Form{}},
	} {
		by := huiyin.Actor{Staff: huiyin.StaffID(300 + i), Roles: []huiyin.Role{s.role}, City: true}
		if s.role == huiyin.UnitClerk || s.role == huiyin.Handler || s.role == huiyin.UnitLeader {
			by.City, by.Unit, by.Units = false, 2, []huiyin.UnitID{2}
		}
		v, err := h.desk.Show(ctx, r.Case, by)
		must(h.t, err)
		o := desk.Order{Case: r.Case, Order: casework.Order{Step: s.step, By: by, Form: s.form}}
		for _, open := range v.Open {
			if open.Step == s.step {
				o.Assignment = open.Assignment
			}
		}
		_, err = h.desk.Take(ctx, o)
		must(h.t, err)
	}
	must(h.t, h.book.OfferVisits(ctx))
	var promise store.Callback
	must(h.t, h.store.Read(ctx, func(t *store.Tx) (err error) { promise, _, err = t.VisitCallback(r.Case); return err }))
	return r.Case, promise.ID
}

// A return visit is rung like any promise. Who is not reached stands in the case by itself; what somebody says who is
// reached is for the case's own step, and until then the visit stays in hand. Nobody visits whom they took themselves.
func TestAReturnVisitIsRung(t *testing.T) {
	h := open(t, testkit.Record(t, "sqlite"), t.TempDir())
	of, id := h.visiting("19900001234")
	own := h.sitsAs(2, huiyin.Actor{Staff: 101, Roles: []huiyin.Role{huiyin.Operator, huiyin.Visitor}, City: true})
	if err := own.RingBack(ctx, id); huiyin.KindOf(err) != huiyin.KindForbidden {
		t.Errorf("visiting whom one took oneself: %v", err)
	}
	v := h.sitsAs(1, huiyin.Actor{Staff: 400, Roles: []huiyin.Role{huiyin.Visitor}, City: true})
	for try := 1; try <= 2; try++ {
		must(t, v.RingBack(ctx, id))
		ring := wait(t, "the visitor's telephone rings", v.rung)
		ring.Answer()
		out := wait(t, "the appellant is rung", h.dialled)
		if try == 1 {
			out.Refuse(480)
			h.becomes(id, "tried", func(b store.Callback) bool { return b.State == "open" && b.Attempts == 1 })
			c := h.told(int64(of), "case.visited", 1)
			if len(c) != 1 {
				t.Errorf("the case says %v", c)
			}
			continue
		}
		out.Answer()
		v.until("talking", func() bool { return v.call.State == room.InTalk && v.call.Case == of })
		out.Hangup()
	}
	h.records("two calls of the case", func(l []store.Call) bool { return len(l) == 2 && !l[0].EndedAt.IsZero() && l[0].Case == of })
	h.stop()
	h.becomes(id, "in hand until the visitor writes what was said", func(b store.Callback) bool { return b.State == "claimed" && b.Attempts == 1 && b.Staff == 400 })
}

// What somebody took in hand, and then went home, is the room's again: nobody who waits for a call is forgotten.
func TestAPromiseForgottenInHand(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, s *store.Store) {
		now := time.Now()
		b := store.Callback{ID: huiyin.NewID[huiyin.CallbackID](now), Reason: "asked", Hotline: "12345", Phone: "19900001234", AskedAt: now, Promised: now.Add(time.Hour), NextAt: now.Add(time.Hour)}
		must(t, s.Write(ctx, func(t *store.Tx) error {
			if _, err := t.Promise(b); err != nil {
				return err
			}
			b.State, b.Staff, b.ClaimedAt = "claimed", 101, now.Add(-31*time.Minute)
			return t.SaveCallback(b)
		}))
		h := open(t, s, t.TempDir())
		h.becomes(b.ID, "open", func(b store.Callback) bool { return b.State == "open" && b.ClaimedAt.IsZero() })
		h.owes(1)
	})
}
