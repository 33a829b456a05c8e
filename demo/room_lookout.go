package demo

import (
	"context"
	"sync"
	"time"

	"huiyin"
	"huiyin/switchboard"
	"huiyin/switchboard/room"
)

// A lookout sees how every call stands, once a second. It is there for the callers: that music has given way to a
// person, or a person to a question, is beyond what they can hear.
type lookout struct {
	ours map[huiyin.StaffID]bool // operators of the townsfolk

	mu   sync.Mutex
	seen sight
	next chan struct{} // closed when there is more to see
}

// sight is the room at a moment.
type sight struct {
	states  map[huiyin.CallID]room.CallState
	guest   bool // a visitor is ready and has no call
	coming  bool // somebody will be put through next
	waiting int
}

func newLookout(ours map[huiyin.StaffID]bool) *lookout {
	return &lookout{ours: ours, next: make(chan struct{})}
}

// look is what was last seen; the channel is closed when there is more to see.
func (l *lookout) look() (sight, <-chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.seen, l.next
}

func (l *lookout) state(id huiyin.CallID) room.CallState {
	seen, _ := l.look()
	return seen.states[id]
}

// watch looks out of a window until the context ends; a window that fell shut is opened again.
func (l *lookout) watch(ctx context.Context, s *switchboard.Switchboard) error {
	for ctx.Err() == nil {
		chair, err := s.Enter(ctx, huiyin.TheSystem, "")
		if err == nil {
			err = chair.Watch(ctx, true)
		}
		if err != nil {
			return unlessEnded(ctx, err)
		}
		l.follow(ctx, chair.Say())
		chair.Leave()
	}
	return nil
}

func (l *lookout) follow(ctx context.Context, say <-chan any) {
	for {
		select {
		case <-ctx.Done():
			return
		case n, open := <-say:
			if !open {
				return
			}
			if b, is := n.(switchboard.BoardNews); is {
				l.see(b)
			}
		}
	}
}

func (l *lookout) see(b switchboard.BoardNews) {
	s := sight{states: make(map[huiyin.CallID]room.CallState, len(b.Calls)), waiting: len(b.Queue), coming: len(b.Queue) > 0}
	for _, c := range b.Board.Calls {
		s.states[b.Calls[c.Call]] = c.State
		s.coming = s.coming || c.State == room.Arriving
	}
	for _, seat := range b.Seats {
		s.guest = s.guest || seat.State == room.Available && !l.ours[seat.Staff] && b.At.Sub(seat.Since) >= time.Second
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.seen = s
	close(l.next)
	l.next = make(chan struct{})
}
