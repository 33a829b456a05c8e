package voice

import "sync"

// A queue holds what somebody will look at later; whoever puts never waits.
type queue[T any] struct {
	mu    *sync.Mutex
	items *[]T
	wake  chan struct{}
}

func newQueue[T any]() queue[T] {
	return queue[T]{mu: new(sync.Mutex), items: new([]T), wake: make(chan struct{}, 1)}
}

func (q queue[T]) put(item T) {
	q.mu.Lock()
	*q.items = append(*q.items, item)
	q.mu.Unlock()
	select {
	case q.wake <- struct{}{}:
	default:
	}
}

func (q queue[T]) take() []T {
	q.mu.Lock()
	defer q.mu.Unlock()
	items := *q.items
	*q.items = nil
	return items
}

// A box holds what is to be done, one after the other. Whoever puts never waits. Who works through it need only be there
// while something is in it: put says when to send for somebody.
type box struct {
	mu   sync.Mutex
	todo []func()
	busy bool // somebody is there
}

// put says whether somebody has to come, and take all until there is nothing.
func (b *box) put(f func()) (come bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.todo = append(b.todo, f)
	come, b.busy = !b.busy, true
	return come
}

// take gives all there is. With nothing, whoever asked is free to go.
func (b *box) take() []func() {
	b.mu.Lock()
	defer b.mu.Unlock()
	todo := b.todo
	b.todo, b.busy = nil, len(todo) > 0
	return todo
}

// A crowd counts who is at work; somebody may wait until all have left, while others still come.
type crowd struct {
	mu      sync.Mutex
	n       int
	waiting []chan struct{}
}

func newCrowd() *crowd { return &crowd{} }

func (c *crowd) enter() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
}

func (c *crowd) leave() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.n--; c.n > 0 {
		return
	}
	for _, w := range c.waiting {
		close(w)
	}
	c.waiting = nil
}

// empty is closed when nobody is left.
func (c *crowd) empty() <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	w := make(chan struct{})
	if c.n == 0 {
		close(w)
	} else {
		c.waiting = append(c.waiting, w)
	}
	return w
}

// goes runs f in a goroutine that is waited for.
func (c *crowd) goes(f func()) {
	c.enter()
	go func() {
		defer c.leave()
		f()
	}()
}
