package switchboard

import (
	"context"
	"maps"
	"slices"
	"time"

	"huiyin"
	"huiyin/store"
	"huiyin/switchboard/ledger"
	"huiyin/switchboard/room"
	"huiyin/topic"
)

// telling is something of a call that its case has to know as well, once there is one.
type telling struct {
	by   string
	fact store.Fact
	told huiyin.CaseID // the case that knows
}

// noteConsulted writes a consultation down that is over, with its call and with its case.
func (s *Switchboard) noteConsulted(w room.Consulted) {
	c := s.calls[w.Call]
	if c == nil {
		return
	}
	k := ledger.Consultation{N: len(c.asked) + 1, With: w.With, Seat: huiyin.SeatNumber(w.To), By: w.Staff, AskedAt: w.AskedAt, AnsweredAt: w.AnsweredAt, EndedAt: w.EndedAt,
		Left: w.Left, Cause: string(w.Cause)}
	k.Channel, k.Unit = s.reachedBy(w.Number)
	if !w.JoinedAt.IsZero() {
		k.Together = w.EndedAt.Sub(w.JoinedAt)
	}
	c.asked = append(c.asked, k)
	s.tellOf(c, w.EndedAt, w.Staff, k.Fact(c.record.ID))
}

// reachedBy is the channel or the unit that has a number; neither for any other number.
func (s *Switchboard) reachedBy(number huiyin.Phone) (channel string, unit huiyin.UnitID) {
	if slices.Contains(ledger.Channels, string(number)) {
		return string(number), 0
	}
	return "", s.opt.Desk.City().UnitAt(number)
}

// named is what a number is called on a screen: a channel or a unit by its name, another one masked.
func (s *Switchboard) named(number huiyin.Phone) string {
	switch channel, unit := s.reachedBy(number); {
	case channel != "":
		return channel
	case unit != 0:
		return s.opt.Desk.City().UnitName(unit)
	}
	return masked(number)
}

// tellOf writes something down with its call, and with its case as soon as there is one.
func (s *Switchboard) tellOf(c *call, at time.Time, who huiyin.StaffID, f store.Fact) {
	s.write(c.record, at, by(who), f, func(*store.Tx) error { return nil })
	c.tellings = append(c.tellings, telling{by: by(who), fact: f})
	s.tellCase(c)
}

// tellCase lets the case of a call know what it does not know yet.
func (s *Switchboard) tellCase(c *call) {
	of := c.record.Case
	if of == 0 {
		return
	}
	for i := range c.tellings {
		if t := &c.tellings[i]; t.told != of {
			t.told = of
			s.noteInCase(of, *t)
		}
	}
}

func (s *Switchboard) noteInCase(of huiyin.CaseID, t telling) {
	at := s.now()
	s.clerk.note(t.fact.Kind, func(tx *store.Tx) error {
		k, err := tx.Case(of)
		if err != nil {
			return err
		}
		data := map[string]any{"state": string(k.State)}
		maps.Copy(data, t.fact.Data)
		return tx.Append(int64(of), at, t.by, store.Fact{Kind: t.fact.Kind, Data: data})
	})
}

// receiptMost is how long the number of another channel may be.
const receiptMost = 60

// Receipt notes the number that whoever was asked into a call last has given the matter; during the call and shortly
// after it.
func (c *Chair) Receipt(ctx context.Context, id huiyin.CallID, number string) error {
	number, err := topic.Clean("receipt", number, receiptMost, false)
	if err == nil && number == "" {
		err = huiyin.Invalid("receipt", "Write the number that they gave the matter.")
	}
	if err != nil {
		return err
	}
	return c.with(ctx, func(p *person) error {
		call := c.s.workedOn(p.staff, id)
		if call == nil {
			return noCall()
		}
		last, ok := c.s.lastAsked(call)
		if !ok {
			return huiyin.Conflict("nobody_asked", "Nobody outside was asked in this call.")
		}
		last.Receipt, call.receipt, call.receiptOf = number, number, last.N
		c.s.tellOf(call, c.s.now(), p.staff, ledger.Receipt(id, &last))
		return nil
	})
}

// lastAsked is the last consultation of a call with somebody outside, be it over or not.
func (s *Switchboard) lastAsked(c *call) (ledger.Consultation, bool) {
	if leg := s.legs[s.room.Outsider(c.id)]; leg != nil {
		k := ledger.Consultation{N: len(c.asked) + 1}
		k.Channel, k.Unit = s.reachedBy(leg.number)
		return k, true
	}
	for i := len(c.asked) - 1; i >= 0; i-- {
		if c.asked[i].Seat == 0 {
			return c.asked[i], true
		}
	}
	return ledger.Consultation{}, false
}

// showAsked adds to what a screen is told whom its person asked last outside, and the number they gave.
func (s *Switchboard) showAsked(n *CallNews, c *call) {
	k, ok := s.lastAsked(c)
	if !ok {
		return
	}
	n.Asked = k.N
	if n.AskedWhom = k.Channel; k.Unit != 0 {
		n.AskedWhom = s.opt.Desk.City().UnitName(k.Unit)
	}
	if c.receiptOf == k.N {
		n.Receipt = c.receipt
	}
}

// workedOn is a call that somebody is part of, or spoke in, until some time after its end; nil for others.
func (s *Switchboard) workedOn(who huiyin.StaffID, id huiyin.CallID) *call {
	for _, list := range []map[room.CallID]*call{s.calls, s.lately} {
		for _, c := range list {
			if c.record.ID == id && (c.spoke[who] || c.record.Staff == who || s.partOf(who, c.id)) {
				return c
			}
		}
	}
	return nil
}
