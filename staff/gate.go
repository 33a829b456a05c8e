package staff

import (
	"context"
	"fmt"
	"sync/atomic"

	"huiyin"
)

// Hashing a password takes 19 MiB and some 30 ms of a core on purpose. At most hashings of them run at once and at most
// queueMost people wait, so that a flood of sign-ins costs 40 MiB and two cores and not the house.
const (
	hashings  = 2
	queueMost = 128
)

type gate struct {
	slots   chan struct{}
	waiting atomic.Int32
}

func newGate() gate { return gate{slots: make(chan struct{}, hashings)} }

// enter is for those who come from outside: it refuses when too many wait. The slot is given back by leave.
func (g *gate) enter(ctx context.Context) (leave func(), err error) {
	defer g.waiting.Add(-1)
	if g.waiting.Add(1) > queueMost {
		return nil, huiyin.Unready("sign_in_busy", nil, "Very many people are signing in at this moment; please try again in a few seconds.")
	}
	return g.wait(ctx)
}

// wait is for those who are inside already, such as an administrator or an import.
func (g *gate) wait(ctx context.Context) (leave func(), err error) {
	select {
	case g.slots <- struct{}{}:
		return func() { <-g.slots }, nil
	case <-ctx.Done():
		return nil, fmt.Errorf("wait to hash a password: %w", ctx.Err())
	}
}

// hashCalmly hashes a password when its turn has come.
func (s *Staff) hashCalmly(ctx context.Context, password string) (string, error) {
	leave, err := s.gate.wait(ctx)
	if err != nil {
		return "", err
	}
	defer leave()
	h, err := hash(password)
	return h.String(), err
}
