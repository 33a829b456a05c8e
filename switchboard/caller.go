package switchboard

import (
	"context"
	"time"

	"huiyin"
	"huiyin/routing"
	"huiyin/store"
	"huiyin/switchboard/room"
)

// lookUp finds out who is calling while the notice is played, and lets who called shortly before, or is served first, come sooner.
func (s *Switchboard) lookUp(c *call) {
	if c.phone == "" {
		return
	}
	phone, record, within := c.phone, c.record, s.policy.Repeat
	s.asking.Go(func() {
		found, err := s.opt.Desk.Caller(context.Background(), phone, record.ID)
		if err != nil {
			s.log.Error("who is calling could not be looked up", "err", err)
			return
		}
		before, err := s.before(phone, record, within)
		if err != nil {
			s.log.Warn("what came before a call could not be looked up", "err", err)
		}
		s.inbox.put(func() {
			if s.calls[c.id] != c {
				return // it is over
			}
			c.card = &CallerNews{Call: record.ID, Caller: found, Callbacks: before.owed, First: before.first}
			if before.called {
				s.raise(c, routing.Repeat)
			}
			if before.first {
				s.raise(c, routing.Special)
			}
			s.show()
		})
	})
}

// earlier is what there was with a number before it called.
type earlier struct {
	owed   int  // promises to ring back
	called bool // within the time that makes a repeat caller
	first  bool // they are served first
}

func (s *Switchboard) before(phone huiyin.Phone, now store.Call, within time.Duration) (e earlier, err error) {
	err = s.opt.Store.Read(context.Background(), func(t *store.Tx) error {
		e = earlier{}
		list, err := t.CallbackTo(phone)
		if err != nil {
			return err
		}
		e.owed = len(list)
		if e.first, err = t.ServedFirst(phone); err != nil {
			return err
		}
		if now.Outbound || within == 0 {
			return nil
		}
		calls, _, err := t.Calls(store.CallFilter{Phone: phone, From: now.ArrivedAt.Add(-within)}, huiyin.Page{Limit: repeatMost})
		for _, c := range calls {
			e.called = e.called || c.ID != now.ID && !c.Outbound
		}
		return err
	})
	return e, err
}

// repeatMost is among how many latest calls of a number, ours to them included, an earlier one is looked for.
const repeatMost = 50

// raise marks a caller who comes sooner. One whom somebody talks with already needs it no more.
func (s *Switchboard) raise(c *call, boost routing.Boost) {
	err := s.want(room.Raise{Call: c.id, Boost: boost})
	if err != nil && huiyin.KindOf(err) != huiyin.KindConflict {
		s.log.Error("a caller could not be marked as one who comes sooner", "err", err)
	}
}
