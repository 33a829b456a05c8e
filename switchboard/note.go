package switchboard

import (
	"context"
	"time"

	"huiyin"
	"huiyin/store"
	"huiyin/switchboard/ledger"
	"huiyin/switchboard/room"
)

// note has written down what the room says has happened.
func (s *Switchboard) note(what room.Command) {
	switch w := what.(type) {
	case room.CallLog:
		s.noteCall(w)
	case room.CallDone:
		s.noteEnd(w.Account)
	case room.SeatLog:
		s.noteSeat(w)
	case room.Consulted:
		s.noteConsulted(w)
	case room.CallbackSet:
		s.noteCallback(w.Callback)
	case room.SurgeLog:
		s.noteSurge(w)
	}
}

// fact is an event of a call.
func fact(kind string, data map[string]any) store.Fact { return store.Fact{Kind: kind, Data: data} }

// write has something of a call written down, with what happened.
func (s *Switchboard) write(c store.Call, at time.Time, by string, f store.Fact, row func(*store.Tx) error) {
	s.clerk.note(f.Kind, func(t *store.Tx) error {
		if err := row(t); err != nil {
			return err
		}
		return t.Append(int64(c.ID), at, by, f)
	})
}

// noteCall follows a call: it is written down when it is new and when somebody answers.
func (s *Switchboard) noteCall(w room.CallLog) {
	a, _, ok := s.room.Call(w.Call)
	c := s.calls[w.Call]
	if !ok || c == nil && w.From != "" {
		return // CallDone follows
	}
	if c == nil {
		s.newCall(a, w.At)
		return
	}
	if w.To != room.InTalk {
		return
	}
	c.record = s.recordOf(c.record, a)
	r := c.record
	s.write(r, w.At, by(r.Staff), fact("call.answered", map[string]any{"staff": int64(r.Staff), "seat": int64(r.Seat), "waited_ms": a.Waited.Milliseconds(), "surge": r.Surge}),
		func(t *store.Tx) error { return t.SaveCall(r) })
}

func by(id huiyin.StaffID) string { return huiyin.Actor{Staff: id}.By() }

func (s *Switchboard) newCall(a room.Account, at time.Time) {
	c := &call{id: a.Call, phone: a.Caller, spoke: map[huiyin.StaffID]bool{}}
	c.keeps = s.keeping
	c.record = s.recordOf(store.Call{ID: huiyin.NewID[huiyin.CallID](at), Trunk: s.trunk, Score: -1, Callback: c.keeps.promise.ID, Case: c.keeps.promise.Case}, a)
	if a.Direction != room.In {
		c.record.Trunk = s.opt.Trunk
	}
	s.calls[a.Call] = c
	r := c.record
	r.Phone = a.Caller
	s.write(r, at, by(0), fact("call.begun", map[string]any{"hotline": r.Hotline, "direction": string(a.Direction), "withheld": a.Caller == ""}),
		func(t *store.Tx) error { return t.AddCall(r) })
	s.lookUp(c)
}

// recordOf brings what is kept of a call up to what the room says of it.
func (s *Switchboard) recordOf(r store.Call, a room.Account) store.Call {
	r.Outbound, r.Hotline = a.Direction != room.In, a.Hotline
	if debt := s.debts[a.Callback]; debt != 0 {
		r.Callback = debt
	}
	r.Staff, r.Seat, r.Surge = a.Staff, huiyin.SeatNumber(a.Seat), a.Surge
	r.ArrivedAt, r.QueuedAt, r.AnsweredAt, r.EndedAt = a.ArrivedAt, a.QueuedAt, a.AnsweredAt, a.EndedAt
	r.Held, r.Offers, r.Outcome = a.Held, a.Offers, string(a.Outcome)
	if a.Cut {
		r.Cause = "failure"
	}
	return r
}

// noteEnd writes the account of a call that has ended.
func (s *Switchboard) noteEnd(a room.Account) {
	c := s.calls[a.Call]
	if c == nil {
		s.newCall(a, a.ArrivedAt)
		c = s.calls[a.Call]
	}
	delete(s.calls, a.Call)
	s.stopTape(c)
	c.record = s.recordOf(c.record, a)
	if !a.AnsweredAt.IsZero() && (s.policy.Survey || a.Score > 0) {
		c.record.Score = a.Score
	}
	r := c.record
	s.write(r, a.EndedAt, by(0), fact("call.ended", map[string]any{"outcome": r.Outcome, "staff": int64(r.Staff), "seat": int64(r.Seat), "waited_ms": a.Waited.Milliseconds(),
		"talked_ms": a.Talked.Milliseconds(), "held_ms": a.Held.Milliseconds(), "transfers": int64(a.Transfers), "score": int64(r.Score), "case": int64(r.Case)}),
		func(t *store.Tx) error { return t.SaveCall(r) })
	c.card, s.lately[a.Call] = nil, c
	s.tried(c, a)
}

// latelyLeast is how long a call may be given a case after its end, however short wrap-ups are.
const latelyLeast = 10 * time.Minute

// forgetCalls lets go of calls that nobody wraps up any more, nor gives a case: three times the longest wrap-up ago.
func (s *Switchboard) forgetCalls() {
	most := max(3*s.policy.WrapUpMost, latelyLeast)
	for id, c := range s.lately {
		if s.now().Sub(c.record.EndedAt) > most {
			delete(s.lately, id)
		}
	}
}

// noteSeat writes a seat's change of state; the end of a wrap-up is the end of the work on its call.
func (s *Switchboard) noteSeat(w room.SeatLog) {
	row := store.SeatState{Staff: w.Staff, At: w.At, Seat: huiyin.SeatNumber(w.Seat), State: string(w.To), Reason: w.Reason, Call: s.recordID(w.Call)}
	var done *store.Call
	if c := s.lately[w.Call]; c != nil && w.From == room.WrapUp {
		c.record.WrappedAt = w.At
		r := c.record
		done = &r
	}
	if c := s.calls[w.Call]; c != nil && w.To == room.Talking {
		c.spoke[w.Staff] = true
	}
	s.clerk.note("seat", func(t *store.Tx) error {
		if done != nil {
			if err := t.SaveCall(*done); err != nil {
				return err
			}
		}
		return t.AddSeatState(row)
	})
	if w.To == room.Offline {
		s.seatLeft(w.Seat, w.Reason)
	}
}

// recordID is what the record calls a call, 0 for one that is not known any more.
func (s *Switchboard) recordID(id room.CallID) huiyin.CallID {
	if c := s.calls[id]; c != nil {
		return c.record.ID
	}
	if c := s.lately[id]; c != nil {
		return c.record.ID
	}
	return 0
}

func (s *Switchboard) noteSurge(w room.SurgeLog) {
	s.log.Info("surge mode changed", "on", w.On, "reason", w.Reason)
	s.clerk.note("surge", func(t *store.Tx) error {
		return t.Append(ledger.CentreStream, w.At, by(w.By), fact("surge.changed", map[string]any{"on": w.On, "reason": w.Reason}))
	})
}

// remember reads what the room has to know at its start: its rules, whom we owe a call, and whose call was cut off.
func (s *Switchboard) remember(ctx context.Context) (known room.Restore, cut []store.Call, err error) {
	err = s.opt.Store.Read(ctx, func(t *store.Tx) error {
		known = room.Restore{}
		if err := s.debtsOf(t, &known); err != nil {
			return err
		}
		var err error
		if cut, err = t.LiveCalls(); err != nil {
			return err
		}
		for _, c := range cut {
			phone, err := t.CallPhone(c.ID)
			if err != nil {
				return err
			}
			known.Interrupted = append(known.Interrupted, room.Interrupted{Caller: phone, Hotline: c.Hotline})
		}
		if s.seats, err = seatsOf(t); err != nil {
			return err
		}
		s.policy, err = s.ruled(t)
		return err
	})
	return known, cut, err
}

// endCalls writes down that a stop or a crash cut calls off. What follows from that is written before: as long as a call has
// no end, the next start owes one again.
func (s *Switchboard) endCalls(cut []store.Call) {
	for _, c := range cut {
		c.EndedAt, c.Outcome, c.Cause = s.now(), string(room.CutOff), "restart"
		s.write(c, c.EndedAt, by(0), fact("call.ended", map[string]any{"outcome": c.Outcome, "cause": c.Cause}), func(t *store.Tx) error { return t.SaveCall(c) })
	}
}

func seatsOf(t *store.Tx) (map[room.SeatID]store.Seat, error) {
	list, err := t.Seats()
	seats := make(map[room.SeatID]store.Seat, len(list))
	for _, seat := range list {
		seats[room.SeatID(seat.Number)] = seat
	}
	return seats, err
}
