package httpapi

import (
	"context"
	"sync"
)

// sockets are the open connections of seats, by session, so that they end with it and with the house.
type sockets struct {
	mu     sync.Mutex
	open   map[string]map[*context.CancelCauseFunc]struct{}
	closed bool
	all    sync.WaitGroup
}

// join notes a connection; leave forgets it. It is refused when the house closes.
func (s *sockets) join(session string, end context.CancelCauseFunc) (leave func(), ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, false
	}
	if s.open == nil {
		s.open = map[string]map[*context.CancelCauseFunc]struct{}{}
	}
	if s.open[session] == nil {
		s.open[session] = map[*context.CancelCauseFunc]struct{}{}
	}
	s.open[session][&end] = struct{}{}
	s.all.Add(1)
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		defer s.all.Done()
		if delete(s.open[session], &end); len(s.open[session]) == 0 {
			delete(s.open, session)
		}
	}, true
}

// end closes the connections of a session that ended.
func (s *sockets) end(session string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for end := range s.open[session] {
		(*end)(errSignedOut)
	}
}

// close refuses further connections and waits for those that are open to end.
func (s *sockets) close() {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.all.Wait()
}

// RunSeats lasts until ctx, which requests are born from, ends, and until every console has left its seat.
func (a *API) RunSeats(ctx context.Context) error {
	<-ctx.Done()
	a.sockets.close()
	return nil
}
