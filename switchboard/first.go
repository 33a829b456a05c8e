package switchboard

import (
	"context"

	"huiyin"
	"huiyin/store"
)

// ServeFirst says that whoever calls is served first from now on, such as the elderly and the disabled, or no longer; also
// shortly after the call. Only that it is so is written down, not why.
func (c *Chair) ServeFirst(ctx context.Context, call huiyin.CallID, yes bool) error {
	return c.with(ctx, func(p *person) error { return c.s.serveFirst(p, call, yes) })
}

func (s *Switchboard) serveFirst(p *person, id huiyin.CallID, yes bool) error {
	c := s.workedOn(p.staff, id)
	switch {
	case c == nil:
		return noCall()
	case c.phone == "":
		return huiyin.Conflict("number_withheld", "This caller withholds their number, so that they are not known when they call again.")
	}
	at, phone, who := s.now(), c.phone, p.staff
	s.write(c.record, at, by(who), fact("call.served_first", map[string]any{"yes": yes}), func(t *store.Tx) error { return t.ServeFirst(phone, yes, at, who) })
	if c.card != nil {
		card := *c.card
		card.First, c.card = yes, &card
	}
	s.tell(p, FirstNews{Call: id, Yes: yes})
	return nil
}
