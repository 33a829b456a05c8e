package switchboard

import (
	"context"

	"huiyin"
	"huiyin/store"
	"huiyin/switchboard/ledger"
	"huiyin/switchboard/room"
)

// keeping is a promise that somebody keeps with a call of their own.
type keeping struct {
	promise store.Callback
	by      huiyin.Actor
}

// RingBack takes a promise in hand and keeps it: the seat is rung first, then whom it was made to. What comes of it is
// written down by itself; only what is said in a return visit belongs into the case's own step.
func (c *Chair) RingBack(ctx context.Context, id huiyin.CallbackID) error {
	if err := c.with(ctx, c.s.mayDial); err != nil {
		return err
	}
	b, phone, err := c.s.opt.Ledger.Claim(ctx, id, c.who)
	if err != nil {
		return err
	}
	if err := c.s.Promised(ctx, id); err != nil {
		return err
	}
	return c.with(ctx, func(p *person) error {
		c.s.keeping = keeping{b.Callback, c.who}
		defer func() { c.s.keeping = keeping{} }()
		return c.s.want(room.CallOut{Seat: p.seat, Number: phone, Hotline: b.Hotline})
	})
}

// mayDial refuses whoever could not ring anybody now, before they take a promise in hand.
func (s *Switchboard) mayDial(p *person) error {
	v, ok := s.room.SeatAt(p.seat, s.now())
	switch {
	case p.seat == 0 || !ok:
		return huiyin.Conflict("no_seat", "Sit down at a seat first.")
	case v.Away || v.State.Engaged():
		return huiyin.Conflict("seat_busy", "This seat has a call already, or its telephone cannot be reached.")
	}
	return nil
}

// tried writes down what came of a call that was to keep a promise. Whoever has said it by hand meanwhile knows better,
// and what was said in a return visit is written into its case.
func (s *Switchboard) tried(c *call, a room.Account) {
	k, reached := c.keeps, a.Outcome == room.Reached
	if k.promise.ID == 0 || !reached && !a.Dialled || reached && k.promise.Reason == ledger.ReturnVisit {
		return
	}
	s.clerk.errand("callback.tried", func(ctx context.Context) error {
		_, err := s.opt.Ledger.Tried(ctx, k.promise.ID, ledger.Outcome{Reached: reached}, k.by)
		if huiyin.KindOf(err) == huiyin.KindConflict {
			return nil
		}
		if err != nil {
			return err
		}
		if err := s.Promised(ctx, k.promise.ID); err != nil { // it is closing, and reads it at its next start
			s.log.Warn("the room does not know yet what became of a promise", "err", err)
		}
		return nil
	})
}
