package demo

import (
	"context"
	"sync"
	"time"

	"huiyin/switchboard"
)

// A screen is what an operator sees of the room.
type screen struct {
	dark chan struct{} // closed when the window is: a visitor sat down in this account's place

	mu   sync.Mutex
	seat switchboard.SeatNews
	call switchboard.CallNews
	next chan struct{} // closed when something changes
}

func newScreen() *screen { return &screen{dark: make(chan struct{}), next: make(chan struct{})} }

// follow shows what the window is told, until it is closed.
func (s *screen) follow(say <-chan any) {
	defer close(s.dark)
	for n := range say {
		s.show(n)
	}
}

func (s *screen) show(n any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch n := n.(type) {
	case switchboard.SeatNews:
		s.seat = n
	case switchboard.CallNews:
		s.call = n
	default:
		return
	}
	close(s.next)
	s.next = make(chan struct{})
}

// see is the screen now; the channel is closed when it changes.
func (s *screen) see() (switchboard.SeatNews, switchboard.CallNews, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.seat, s.call, s.next
}

// until waits until the screen is as it should be, at most so long; not after end.
func (s *screen) until(ctx context.Context, end <-chan struct{}, most time.Duration, is func(switchboard.SeatNews, switchboard.CallNews) bool) bool {
	limit := time.NewTimer(most)
	defer limit.Stop()
	for {
		seat, call, next := s.see()
		if is(seat, call) {
			return true
		}
		select {
		case <-ctx.Done():
			return false
		case <-end:
			return false
		case <-s.dark:
			return false
		case <-limit.C:
			return false
		case <-next:
		}
	}
}
