package switchboard

import "sync"

// inbox is what waits for the owner of the room. Putting something in never blocks: engines must not wait for people.
type inbox struct {
	wake   chan struct{}
	closed chan struct{}

	mu   sync.Mutex
	list []func()
	over bool
}

func newInbox() *inbox { return &inbox{wake: make(chan struct{}, 1), closed: make(chan struct{})} }

// put adds something, and tells whether anybody will still do it.
func (b *inbox) put(do func()) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.over {
		return false
	}
	b.list = append(b.list, do)
	select {
	case b.wake <- struct{}{}:
	default:
	}
	return true
}

func (b *inbox) take() []func() {
	b.mu.Lock()
	defer b.mu.Unlock()
	list := b.list
	b.list = nil
	return list
}

// close ends it; what is still inside is not done, and whoever waits for it is told.
func (b *inbox) close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.over {
		b.over, b.list = true, nil
		close(b.closed)
	}
}
