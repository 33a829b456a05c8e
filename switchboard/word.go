package switchboard

import (
	"context"
	"slices"

	"huiyin"
	"huiyin/switchboard/room"
)

// unreadMost is how many words wait for somebody; older ones have lost their use.
const unreadMost = 5

// Tell says a word to who sits at a seat. It stays before them, also in another window, until they say that it is read.
func (c *Chair) Tell(ctx context.Context, seat huiyin.SeatNumber, text string) error {
	return c.with(ctx, func(p *person) error {
		to := c.s.at(room.SeatID(seat))
		if to == nil || to.chair == nil {
			return huiyin.Conflict("nobody_there", "Nobody is before the screen of seat %d now.", seat)
		}
		c.s.words++
		m := Message{N: c.s.words, From: p.name, Text: text, At: c.s.now(), by: p.staff}
		to.unread = append(to.unread, m)
		to.unread = to.unread[max(0, len(to.unread)-unreadMost):]
		c.s.tell(to, m)
		return nil
	})
}

// Read says that a word was read; who sent it is told so.
func (c *Chair) Read(ctx context.Context, n int64) error {
	return c.with(ctx, func(p *person) error {
		i := slices.IndexFunc(p.unread, func(m Message) bool { return m.N == n })
		if i < 0 {
			return nil // it was read at another window
		}
		m := p.unread[i]
		p.unread = slices.Delete(p.unread, i, i+1)
		if from := c.s.people[m.by]; from != nil {
			c.s.tell(from, MessageRead{Message: m, Seat: huiyin.SeatNumber(p.seat), Who: p.name, Read: c.s.now()})
		}
		return nil
	})
}
