package switchboard

import (
	"context"
	"errors"
	"strconv"
	"time"

	"huiyin"
	"huiyin/store"
	"huiyin/switchboard/room"
)

// noteCallback keeps a promise to ring back, new or changed.
func (s *Switchboard) noteCallback(b room.Callback) {
	if s.adopting != 0 { // it is written down already
		s.debts[b.ID] = s.adopting
		return
	}
	id, known := s.debts[b.ID]
	if !known {
		id = huiyin.NewID[huiyin.CallbackID](b.AskedAt)
		s.debts[b.ID] = id
	}
	row := store.Callback{ID: id, Reason: string(b.Reason), Hotline: b.Hotline, Case: caseOf(b), Phone: b.Caller, AskedAt: b.AskedAt}
	if c := s.callOf(b); c != nil {
		row.Call, row.Staff = c.record.ID, c.record.Staff
	}
	if known {
		s.changed(id, b, row)
	} else {
		s.promised(id, b, row)
	}
	if b.State != room.Owed {
		delete(s.debts, b.ID)
	}
}

// told brings what is kept of a promise up to what the room says of it.
func told(row store.Callback, b room.Callback) store.Callback {
	row.State, row.Promised, row.NextAt, row.Times, row.Attempts, row.DoneAt = string(b.State), b.PromisedAt, b.NextAt, b.Times, b.Attempts, b.ClosedAt
	return row
}

func (s *Switchboard) promised(id huiyin.CallbackID, b room.Callback, row store.Callback) {
	at := s.now()
	s.clerk.note("callback.promised", func(t *store.Tx) error {
		kept, err := t.Promise(told(row, b))
		if err != nil {
			return err
		}
		if kept.ID != id { // somebody has promised them the same by hand
			s.inbox.put(func() { s.rename(b.ID, id, kept.ID) })
		}
		return t.Append(int64(kept.ID), at, by(row.Staff), promiseFact("callback.promised", kept))
	})
}

// rename lets a promise of the room stand for the one that is kept.
func (s *Switchboard) rename(debt room.CallbackID, from, to huiyin.CallbackID) {
	if s.debts[debt] == from {
		s.debts[debt] = to
	}
}

// changed writes what the room has made of a promise. What people noted with it stays, and one that somebody has taken
// in hand or dropped in the same moment is theirs.
func (s *Switchboard) changed(id huiyin.CallbackID, b room.Callback, from store.Callback) {
	at := s.now()
	s.clerk.note("callback.changed", func(t *store.Tx) error {
		row, err := t.Callback(id)
		if err != nil || row.State != "open" {
			return err
		}
		if from.Call != 0 {
			row.Call, row.Staff = from.Call, from.Staff
		}
		if b.Attempts > row.Attempts {
			row.TriedAt = at
		}
		row = told(row, b)
		if err := t.SaveCallback(row); err != nil {
			return err
		}
		return t.Append(int64(id), at, by(row.Staff), promiseFact("callback.changed", row))
	})
}

func promiseFact(kind string, row store.Callback) store.Fact {
	return fact(kind, map[string]any{"reason": row.Reason, "state": row.State, "promised_at": row.Promised.UnixMilli(), "attempts": int64(row.Attempts),
		"times": int64(row.Times), "call": int64(row.Call)})
}

// callOf is the call that a promise comes from.
func (s *Switchboard) callOf(b room.Callback) *call {
	for _, c := range s.calls {
		if c.phone == b.Caller && c.record.Hotline == b.Hotline {
			return c
		}
	}
	return nil
}

func caseOf(b room.Callback) huiyin.CaseID {
	about, _ := strconv.ParseInt(b.About, 10, 64)
	return huiyin.CaseID(about)
}

// debtsOf reads what the room owes at its start.
func (s *Switchboard) debtsOf(t *store.Tx, known *room.Restore) error {
	page := huiyin.Page{Limit: 200}
	for {
		list, next, err := t.Callbacks(store.CallbackFilter{}, page)
		if err != nil {
			return err
		}
		for _, b := range list {
			if !ours(b) {
				continue
			}
			phone, err := t.CallbackPhone(b.ID)
			if err != nil {
				return err
			}
			owed := debt(b, phone)
			owed.ID = room.CallbackID(len(known.Callbacks) + 1)
			s.debts[owed.ID] = b.ID
			known.Callbacks = append(known.Callbacks, owed)
		}
		if page.After = next; next == "" {
			return nil
		}
	}
}

// debt is a promise as the room takes it.
func debt(b store.Callback, phone huiyin.Phone) room.Callback {
	owed := room.Callback{Caller: phone, Hotline: b.Hotline, Reason: room.Reason(b.Reason), State: room.Owed, AskedAt: b.AskedAt, PromisedAt: b.Promised, NextAt: b.NextAt,
		Times: b.Times, Attempts: b.Attempts}
	if b.Case != 0 {
		owed.About = strconv.FormatInt(int64(b.Case), 10)
	}
	return owed
}

// lapse lets the room work on what somebody took in hand and forgot, once a minute and beside the room.
func (s *Switchboard) lapse() {
	if s.now().Sub(s.lapsed) < time.Minute {
		return
	}
	s.lapsed = s.now()
	s.asking.Go(func() {
		ctx := context.Background()
		given, err := s.opt.Ledger.Lapse(ctx)
		for _, id := range given {
			err = errors.Join(err, s.Promised(ctx, id))
		}
		if err != nil && huiyin.KindOf(err) != huiyin.KindUnready { // it is closing, and reads them at its next start
			s.log.Error("promises that somebody kept in hand for too long could not be given back", "err", err)
		}
	})
}

// ours tells whether a promise is for the room to keep: one that somebody has in hand is theirs, and return visits are
// for visitors.
func ours(b store.Callback) bool { return b.State == "open" && b.Reason != "return_visit" }

// Promised says that somebody has made, taken in hand, given back, tried or dropped a promise: the room works on what
// waits for anybody, and on nothing else.
func (s *Switchboard) Promised(ctx context.Context, id huiyin.CallbackID) error {
	var b store.Callback
	var phone huiyin.Phone
	if err := s.opt.Store.Read(ctx, func(t *store.Tx) (err error) {
		if b, err = t.Callback(id); err == nil {
			phone, err = t.CallbackPhone(id)
		}
		return err
	}); err != nil {
		return err
	}
	_, err := do(ctx, s, func() (struct{}, error) {
		for debt, kept := range s.debts {
			if kept == id {
				delete(s.debts, debt)
				s.apply(room.Forget{Callback: debt})
				break
			}
		}
		if ours(b) {
			s.adopting = id
			s.apply(room.Adopt{Callback: debt(b, phone)})
			s.adopting = 0
		}
		return struct{}{}, nil
	})
	return err
}
