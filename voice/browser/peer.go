package browser

import (
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"huiyin/voice/rtp"
)

// Seat names who is told about a seat's connection. Both may be nil. They are called one after the other and must not
// close the peer.
type Seat struct {
	Up   func() // voice can flow, for the first time or again
	Down func() // it cannot any more: the browser closed, or was silent for six seconds
}

// Peer is one seat's telephone: a line that outlives the browser's connections. Whoever comes back, by the same
// connection over another network or by a new one after the page was loaded again, takes the call up where it was.
type Peer struct {
	server *Server
	seat   Seat

	answering sync.Mutex // one offer at a time
	link      atomic.Pointer[link]

	hearer  atomic.Pointer[func(rtp.Frame)]
	presser atomic.Pointer[func(rtp.Digit)]

	sending  sync.Mutex
	timeline rtp.Timeline
	scratch  []byte

	counts  counts
	changed chan struct{} // the link's state may have
	done    chan struct{}
	once    sync.Once
	running sync.WaitGroup
}

var _ rtp.Line = (*Peer)(nil)

// ErrDown is what is answered to whoever speaks to a seat whose browser is not there. Nothing is kept for it.
var ErrDown = errors.New("browser: the seat's browser is not connected")

// Peer opens a seat's telephone. It waits for the browser's first offer; Close ends it.
func (s *Server) Peer(seat Seat) (*Peer, error) {
	p := &Peer{server: s, seat: seat, changed: make(chan struct{}, 1), done: make(chan struct{})}
	p.timeline = newTimeline()
	if err := s.join(p); err != nil {
		return nil, err
	}
	p.running.Go(p.watch)
	return p, nil
}

// Codec implements rtp.Line.
func (p *Peer) Codec() rtp.Codec { return rtp.PCMA }

// Receive implements rtp.Line.
func (p *Peer) Receive(hear func(rtp.Frame)) { setFunc(&p.hearer, hear) }

// Digits implements rtp.Line.
func (p *Peer) Digits(press func(rtp.Digit)) { setFunc(&p.presser, press) }

func setFunc[T any](to *atomic.Pointer[func(T)], f func(T)) {
	if f == nil {
		to.Store(nil)
		return
	}
	to.Store(&f)
}

func tell[T any](whom *atomic.Pointer[func(T)], what T) {
	if f := whom.Load(); f != nil {
		(*f)(what)
	}
}

// Send implements rtp.Line. It returns ErrDown while the browser is not there.
func (p *Peer) Send(source uint64, f rtp.Frame) error {
	l := p.link.Load()
	if l == nil || !l.up() {
		return ErrDown
	}
	p.sending.Lock()
	defer p.sending.Unlock()
	if f.Codec != rtp.PCMA {
		p.scratch = append(p.scratch[:0], f.Payload...)
		f.Codec.Convert(rtp.PCMA, p.scratch)
		f.Payload = p.scratch
	}
	placed, ok := p.timeline.Place(source, f, time.Now())
	if !ok {
		return nil // older than its speaker's beginning here
	}
	if err := l.write(placed); err != nil {
		p.counts.failed()
		return err
	}
	p.counts.sent(len(f.Payload))
	return nil
}

// Up tells whether voice can flow now.
func (p *Peer) Up() bool {
	l := p.link.Load()
	return l != nil && l.up()
}

// Close ends the connection and waits until nothing is called any more. It may be called twice, but not from what the
// peer calls.
func (p *Peer) Close() error {
	p.once.Do(func() {
		p.answering.Lock()
		close(p.done)
		last := p.link.Swap(nil)
		p.answering.Unlock()
		if last != nil {
			last.close()
		}
		p.running.Wait()
		p.server.leave(p)
	})
	return nil
}

// watch tells of what became of the connection, in order, and reports on the voice now and then.
func (p *Peer) watch() {
	reports := time.NewTicker(reportEvery)
	defer reports.Stop()
	up := false
	for {
		select {
		case <-p.done:
			return
		case <-reports.C:
			if l := p.link.Load(); l != nil {
				p.report(l)
			}
		case <-p.changed:
			if now := p.Up(); now != up {
				up = now
				p.announce(up)
			}
		}
	}
}

func (p *Peer) announce(up bool) {
	p.server.log.Debug("a seat's browser came or went", "up", up)
	switch {
	case up && p.seat.Up != nil:
		p.seat.Up()
	case !up && p.seat.Down != nil:
		p.seat.Down()
	}
}

// look makes watch look again.
func (p *Peer) look() {
	select {
	case p.changed <- struct{}{}:
	default: // it is about to
	}
}
