package ledger

import (
	"context"
	"strings"

	"huiyin"
	"huiyin/staff"
	"huiyin/store"
	"huiyin/topic"
)

// seatMost is the highest number of a seat.
const seatMost = 999

// Seats lists the seats by number.
func (l *Ledger) Seats(ctx context.Context, who huiyin.Actor) (seats []store.Seat, err error) {
	if err := need(who, staff.SeatsRead); err != nil {
		return nil, err
	}
	err = l.store.Read(ctx, func(t *store.Tx) error { seats, err = t.Seats(); return err })
	return seats, err
}

// SaveSeat adds or changes a seat. A desk phone stands at one seat only.
func (l *Ledger) SaveSeat(ctx context.Context, s store.Seat, who huiyin.Actor) (store.Seat, error) {
	if err := need(who, staff.SeatsEdit); err != nil {
		return s, err
	}
	if s.Number < 1 || s.Number > seatMost {
		return s, huiyin.Invalid("number", "A seat's number is from 1 to %d.", seatMost)
	}
	var err error
	if s.Name, err = topic.Clean("name", s.Name, 40, false); err != nil {
		return s, err
	}
	if s.Phone = strings.TrimSpace(s.Phone); strings.Trim(s.Phone, "abcdefghijklmnopqrstuvwxyz0123456789.-_") != "" || len(s.Phone) > 32 {
		return s, huiyin.Invalid("phone", "A desk phone is named with at most 32 of a to z, 0 to 9, dot, dash and underscore.")
	}
	now := l.now()
	return s, l.store.Write(ctx, func(t *store.Tx) error {
		seats, err := t.Seats()
		if err != nil {
			return err
		}
		for _, other := range seats {
			if s.Phone != "" && other.Phone == s.Phone && other.Number != s.Number {
				return huiyin.Conflict("phone_taken", "The desk phone %s stands at seat %d.", s.Phone, other.Number)
			}
		}
		if err := t.SaveSeat(s); err != nil {
			return err
		}
		return t.Append(int64(s.Number), now, who.By(), store.Fact{Kind: "seat.saved", Data: map[string]any{
			"seat": int64(s.Number), "reserve": s.Reserve, "active": s.Active, "desk_phone": s.Phone != ""}})
	})
}
