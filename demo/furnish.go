package demo

import (
	"context"
	"fmt"
	"math/rand/v2"

	"huiyin"
	"huiyin/store"
)

// Seats of the invented centre: 340 for every day and 100 in reserve; the first have a desk phone.
const (
	seatsDaily   = 340
	seatsReserve = 100
	deskPhones   = 20
)

// furnish puts the seats into the centre and notes what its operators can do.
func (t *Town) furnish(ctx context.Context) error {
	return t.store().Write(ctx, func(tx *store.Tx) error {
		if seats, err := tx.Seats(); err != nil || len(seats) > 0 {
			return err
		}
		for n := range seatsDaily + seatsReserve {
			s := store.Seat{Number: huiyin.SeatNumber(101 + n), Name: fmt.Sprintf("%c区%02d号", 'A'+n/40, n%40+1), Reserve: n >= seatsDaily, Active: true}
			if n >= seatsDaily-deskPhones && !s.Reserve {
				s.Phone = fmt.Sprintf("desk-%d", s.Number)
			}
			if err := tx.SaveSeat(s); err != nil {
				return err
			}
		}
		d := t.city.Rand("skills")
		for _, who := range t.people().byRole[huiyin.Operator] {
			if err := tx.SetSkills(who.Staff, t.canDo(d, who.Staff)); err != nil {
				return err
			}
		}
		return nil
	})
}

// canDo invents what an operator can do: the language of the city, and something of their own.
func (t *Town) canDo(d *rand.Rand, who huiyin.StaffID) []store.Skill {
	out := []store.Skill{{Staff: who, Name: "language.mandarin", Level: 5}, {Staff: who, Name: "language.sichuanese", Level: 3 + d.IntN(3)}, {Staff: who, Name: "general", Level: 3 + d.IntN(3)}}
	if d.IntN(5) == 0 {
		out = append(out, store.Skill{Staff: who, Name: say(d, []string{"language.english", "language.tibetan", "language.yi"}), Level: 2 + d.IntN(4)})
	}
	return append(out, store.Skill{Staff: who, Name: say(d, []string{"market", "enterprise", "housing", "transport", "tax", "social", "health", "education"}), Level: 1 + d.IntN(5)})
}
