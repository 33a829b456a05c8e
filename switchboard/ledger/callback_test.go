package ledger_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/store"
	"huiyin/switchboard/ledger"
)

// promise writes down that somebody gave up waiting.
func (h *house) promise(phone huiyin.Phone, c huiyin.CaseID) huiyin.CallbackID {
	h.t.Helper()
	k := store.Callback{ID: huiyin.NewID[huiyin.CallbackID](h.clock.Now()), Reason: "abandoned", Hotline: "12345", Phone: phone, Case: c, AskedAt: h.clock.Now(),
		Promised: h.clock.Now().Add(time.Hour), NextAt: h.clock.Now()}
	h.try(h.store.Write(ctx, func(t *store.Tx) error {
		kept, err := t.Promise(k)
		k = kept
		return err
	}))
	return k.ID
}

func (h *house) callbacks(s ledger.CallbackSearch, who huiyin.Actor) []ledger.Callback {
	h.t.Helper()
	list, _, err := h.Callbacks(ctx, s, huiyin.Page{}, who)
	h.try(err)
	return list
}

// Promises are made for working hours, to people whose number is known, once.
func TestBooking(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		soon := wednesday.Add(4 * time.Hour)
		for name, c := range map[string]struct {
			booking ledger.Booking
			who     huiyin.Actor
			code    string
		}{
			"no number":            {ledger.Booking{Promised: soon}, op, "invalid_phone"},
			"in the past":          {ledger.Booking{Number: "19900001234", Promised: wednesday}, op, "invalid_promised_at"},
			"at lunch":             {ledger.Booking{Number: "19900001234", Promised: wednesday.Add(150 * time.Minute)}, op, "invalid_promised_at"},
			"on Saturday":          {ledger.Booking{Number: "19900001234", Promised: wednesday.AddDate(0, 0, 3)}, op, "invalid_promised_at"},
			"far ahead":            {ledger.Booking{Number: "19900001234", Promised: wednesday.AddDate(0, 0, 40)}, op, "invalid_promised_at"},
			"in a strange name":    {ledger.Booking{Number: "19900001234", Promised: soon, Hotline: "999"}, op, "invalid_hotline"},
			"of no case":           {ledger.Booking{Number: "19900001234", Promised: soon, Case: 5}, op, "case_not_found"},
			"of no call":           {ledger.Booking{Call: 5, Promised: soon}, op, "call_not_found"},
			"by an analyst":        {ledger.Booking{Number: "19900001234", Promised: soon}, analyst, "permission"},
			"by a visitor":         {ledger.Booking{Number: "19900001234", Promised: soon}, visitor, "not_for_role"},
			"of another's call":    {ledger.Booking{Call: h.call(wednesday, rival, nil), Promised: soon}, op, "call_not_found"},
			"of a withheld number": {ledger.Booking{Call: h.call(wednesday, op, func(c *store.Call) { c.Phone = "" }), Promised: soon}, op, "invalid_number"},
		} {
			_, err := h.Book(ctx, c.booking, c.who)
			t.Log(name)
			h.refused(err, c.code)
		}
		one, err := h.Book(ctx, ledger.Booking{Call: h.call(wednesday, op, nil), Promised: soon, Hotline: "12366"}, op)
		h.try(err)
		again, err := h.Book(ctx, ledger.Booking{Number: "199 0000 1234", Promised: soon.Add(time.Hour)}, rival)
		if err != nil || again.ID != one.ID || again.Times != 2 || !again.Promised.Equal(soon) || one.Masked != "199****1234" {
			t.Errorf("%+v and %+v: %v", one, again, err)
		}
		h.has(int64(one.ID), "callback.promised")
		if list := h.callbacks(ledger.CallbackSearch{}, op); len(list) != 1 || list[0].Late {
			t.Errorf("the list has %+v", list)
		}
		h.clock.Advance(5 * time.Hour)
		if list := h.callbacks(ledger.CallbackSearch{Reason: "asked"}, leader); len(list) != 1 || !list[0].Late {
			t.Errorf("later the list has %+v", list)
		}
	})
}

// Of two who claim at once one wins.
func TestTwoClaimAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		for range 8 {
			id := h.promise("19900001234", 0)
			var wg sync.WaitGroup
			errs := make([]error, 2)
			for i, who := range []huiyin.Actor{op, rival} {
				wg.Go(func() { _, _, errs[i] = h.Claim(ctx, id, who) })
			}
			wg.Wait()
			if (errs[0] == nil) == (errs[1] == nil) {
				t.Fatalf("one should win: %v, %v", errs[0], errs[1])
			}
			winner := op
			if errs[0] != nil {
				winner = rival
				h.refused(errs[0], "claimed")
			} else {
				h.refused(errs[1], "claimed")
			}
			_, err := h.Tried(ctx, id, ledger.Outcome{Reached: true}, winner)
			h.try(err)
		}
	})
}

// Who cannot be reached is tried three times at different hours of two days, and then the case says so.
func TestThreeAttempts(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		c := h.visiting("A dark street lamp", "19900005678", centre(9, huiyin.Operator))
		id := h.promise("19900001234", c)
		_, err := h.Tried(ctx, id, ledger.Outcome{}, op)
		h.refused(err, "not_claimed")
		for attempt := 1; attempt <= 3; attempt++ {
			k, phone, err := h.Claim(ctx, id, op)
			if err != nil || phone != "19900001234" || k.State != "claimed" {
				t.Fatalf("attempt %d: %+v %q %v", attempt, k, phone, err)
			}
			_, err = h.Tried(ctx, id, ledger.Outcome{}, rival)
			h.refused(err, "not_claimed")
			k, err = h.Tried(ctx, id, ledger.Outcome{Note: "Nobody answers."}, op)
			h.try(err)
			if attempt == 3 {
				if k.State != "given_up" || k.Attempts != 3 || k.DoneAt.IsZero() {
					t.Errorf("after three: %+v", k)
				}
				break
			}
			if k.State != "open" || !k.NextAt.After(h.clock.Now()) || !k.ClaimedAt.IsZero() {
				t.Fatalf("after attempt %d: %+v", attempt, k)
			}
			h.clock.Set(k.NextAt)
		}
		_, _, err = h.Claim(ctx, id, op)
		h.refused(err, "callback_ended")
		h.has(int64(c), "callback.given_up")
		v, err := h.desk.Show(ctx, c, leader)
		last := v.Contacts[len(v.Contacts)-1]
		if err != nil || last.Kind != "callback" || last.Reached || !last.Outbound || last.Note != "Nobody answers." || last.Staff != op.Staff {
			t.Errorf("the case has the contact %+v: %v", last, err)
		}
		if done := h.callbacks(ledger.CallbackSearch{Done: true}, op); len(done) != 1 || done[0].Case.Title != "A dark street lamp" {
			t.Errorf("done: %+v", done)
		}
	})
}

// A claim can be given back, lapses, and can be taken from somebody by a shift leader only.
func TestClaimsAreGivenBack(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		id := h.promise("19900001234", 0)
		claim := func(who huiyin.Actor) error { _, _, err := h.Claim(ctx, id, who); return err }
		h.try(claim(op))
		h.try(claim(op)) // taking it up again is no harm
		_, err := h.Release(ctx, id, rival)
		h.refused(err, "not_claimed")
		_, err = h.Cancel(ctx, id, "no need", rival)
		h.refused(err, "claimed")
		_, err = h.Release(ctx, id, leader)
		h.try(err)
		_, err = h.Release(ctx, id, leader)
		h.refused(err, "not_claimed")
		h.try(claim(rival))
		h.clock.Advance(31 * time.Minute)
		if list := h.callbacks(ledger.CallbackSearch{}, op); list[0].State != "open" {
			t.Errorf("a lapsed claim is shown as %s", list[0].State)
		}
		h.try(claim(op))
		h.clock.Advance(29 * time.Minute)
		if given, err := h.Lapse(ctx); err != nil || len(given) > 0 {
			t.Errorf("given back too soon: %v, %v", given, err)
		}
		h.clock.Advance(2 * time.Minute)
		if given, err := h.Lapse(ctx); err != nil || !slices.Equal(given, []huiyin.CallbackID{id}) {
			t.Errorf("given back: %v, %v", given, err)
		}
		h.has(int64(id), "callback.released")
		if given, err := h.Lapse(ctx); err != nil || len(given) > 0 {
			t.Errorf("given back twice: %v, %v", given, err)
		}
		h.try(claim(op))
		_, err = h.Cancel(ctx, id, " ", op)
		h.refused(err, "invalid_reason")
		k, err := h.Cancel(ctx, id, "They rang us themselves.", op)
		if err != nil || k.State != "cancelled" || k.Note != "They rang us themselves." {
			t.Errorf("%+v %v", k, err)
		}
		h.has(int64(id), "callback.cancelled")
	})
}

// A case that owes its visit is on the list once; what comes of it is a step of the case.
func TestReturnVisits(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		c := h.visiting("A dark street lamp", "19900001234", centre(9, huiyin.Operator))
		h.try(h.OfferVisits(ctx))
		other := h.visiting("A second lamp", "19900001234", centre(visitor.Staff, huiyin.Operator))
		for range 2 {
			h.try(h.OfferVisits(ctx))
		}
		list := h.callbacks(ledger.CallbackSearch{}, visitor)
		if len(list) != 1 || list[0].Callback.Case != c || list[0].Reason != "return_visit" || list[0].Promised.IsZero() {
			t.Fatalf("the visitor's list has %+v", list)
		}
		if seen := h.callbacks(ledger.CallbackSearch{}, op); len(seen) != 0 {
			t.Errorf("an operator sees %+v", seen)
		}
		id := list[0].ID
		_, _, err := h.Claim(ctx, id, op)
		h.refused(err, "callback_not_found")
		_, _, err = h.Claim(ctx, id, visitor)
		h.try(err)
		_, err = h.Cancel(ctx, id, "no time", visitor)
		h.refused(err, "visit_owed")
		_, err = h.Tried(ctx, id, ledger.Outcome{Reached: true}, visitor)
		h.refused(err, "visit_in_case")
		k, err := h.Tried(ctx, id, ledger.Outcome{Note: "Nobody answers."}, visitor)
		if err != nil || k.State != "open" || k.Attempts != 1 || !k.NextAt.After(h.clock.Now()) {
			t.Fatalf("after an attempt: %+v %v", k, err)
		}
		v, err := h.desk.Show(ctx, c, leader)
		if err != nil || len(v.Case.Visits) != 1 || v.Case.Visits[0].Reached || v.Case.Visits[0].By != "centre" {
			t.Fatalf("the case has the visits %+v: %v", v.Case.Visits, err)
		}
		h.clock.Set(k.NextAt)
		h.take(c, visitor, casework.VisitAppellant, casework.Form{Outcome: "reached", Satisfaction: "satisfied", Solved: "yes"})
		h.try(h.OfferVisits(ctx))
		done := h.callbacks(ledger.CallbackSearch{Done: true}, visitor)
		if len(done) != 1 || done[0].State != "reached" || done[0].Attempts != 2 || done[0].Staff != visitor.Staff {
			t.Errorf("done: %+v", done)
		}
		list = h.callbacks(ledger.CallbackSearch{}, visitor)
		if len(list) != 1 || list[0].Callback.Case != other {
			t.Fatalf("then the list has %+v", list)
		}
		_, _, err = h.Claim(ctx, list[0].ID, visitor)
		h.refused(err, "own_case")
		h.take(other, visitor2, casework.VisitAppellant, casework.Form{Outcome: "reached", Satisfaction: "dissatisfied", Solved: "no"})
		h.try(h.OfferVisits(ctx))
		if list := h.callbacks(ledger.CallbackSearch{}, visitor); len(list) != 0 {
			t.Errorf("at last the list has %+v", list)
		}
	})
}

var visitor2 = centre(1008, huiyin.Visitor)
