package voice

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"github.com/emiago/sipgo/sip"

	"huiyin/voice/dialog"
	"huiyin/voice/hearing"
	"huiyin/voice/rtp"
)

// Engine carries calls. Open it, then Run it; its methods may be called from anywhere at any time in between.
type Engine struct {
	opt    Options
	log    *slog.Logger
	second time.Duration

	tp    *sip.TransportLayer
	txl   *sip.TransactionLayer
	udp   *net.UDPConn
	lists []net.Listener
	addr  map[string]netip.AddrPort // by "UDP", "TCP" and "TLS"

	door   *doorkeeper
	guard  *guard
	desk   *registrar
	trunks []*trunk
	ports  *rtp.Ports
	table  *hearing.Table
	news   queue[Event] // of trunks and phones

	traffic rtp.Traffic // of the legs

	draining atomic.Bool
	closing  atomic.Bool
	lastLeg  atomic.Int64
	work     *crowd // requests being handled and asked, and with them the legs

	mu   sync.RWMutex
	legs map[LegID]*Leg
	ours map[dialogKey]*Leg
}

// dialogKey finds the leg of a request: the tag of ours is unique by itself.
type dialogKey struct{ call, local string }

// Open listens. Nothing is answered before Run.
func Open(opt Options) (*Engine, error) {
	e := &Engine{opt: opt, log: opt.Log, second: opt.second, addr: map[string]netip.AddrPort{},
		legs: map[LegID]*Leg{}, ours: map[dialogKey]*Leg{}, table: hearing.New(), news: newQueue[Event](), work: newCrowd()}
	if e.log == nil {
		e.log = slog.New(slog.DiscardHandler)
	}
	if e.second == 0 {
		e.second = time.Second
	}
	if e.opt.Realm == "" {
		e.opt.Realm = "huiyin"
	}
	e.door = newDoorkeeper(e.opt.Realm, opt.SHA256)
	e.guard = newGuard(e)
	e.desk = newRegistrar(e)
	for _, t := range opt.Trunks {
		tr, err := newTrunk(e, t)
		if err != nil {
			return nil, err
		}
		e.trunks = append(e.trunks, tr)
	}
	if err := e.listen(); err != nil {
		e.unlisten()
		return nil, err
	}
	e.ports = rtp.NewPorts(e.mediaAddr(), opt.Low, opt.High)
	if opt.Phone != nil {
		for user, places := range opt.Places {
			e.desk.restore(user, places, time.Now())
		}
	}
	return e, nil
}

// Addr says where the engine listens, by "UDP", "TCP" and "TLS".
func (e *Engine) Addr() map[string]netip.AddrPort { return maps.Clone(e.addr) }

// Table is where it is said who hears whom.
func (e *Engine) Table() *hearing.Table { return e.table }

// Leg is the leg of that number, or nil when it is gone.
func (e *Engine) Leg(id LegID) *Leg {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return e.legs[id]
}

// Legs is how many legs there are now.
func (e *Engine) Legs() int {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return len(e.legs)
}

// Run answers until ctx ends; then it hangs up all legs, waits for that a few seconds at most, and closes everything.
func (e *Engine) Run(ctx context.Context) error {
	inner, stop := context.WithCancel(context.WithoutCancel(ctx))
	var own sync.WaitGroup
	failed := make(chan error, len(e.lists)+3)
	own.Go(func() {
		if err := e.table.Run(inner); err != nil && inner.Err() == nil {
			failed <- fmt.Errorf("voice: table: %w", err)
		}
	})
	e.serve(&own, failed)
	own.Go(func() { e.tell(inner) })
	own.Go(func() { e.sweep(inner) })
	for _, t := range e.trunks {
		own.Go(func() { t.watch(inner) })
	}
	e.log.Info("voice runs", "addresses", fmt.Sprint(e.addr))
	var err error
	select {
	case <-ctx.Done():
	case err = <-failed:
	}
	e.hangUpAll()
	stop()
	e.unlisten()
	e.txl.Close()
	closed := e.tp.Close()
	own.Wait()
	<-e.work.empty()
	if errors.Is(closed, net.ErrClosed) {
		closed = nil
	}
	return errors.Join(err, closed)
}

// goodbye is how long the far ends have to answer our last BYE.
const goodbye = 3

// hangUpAll refuses new calls, hangs up, and waits a bounded time for what is left of the talk.
func (e *Engine) hangUpAll() {
	e.draining.Store(true)
	e.mu.RLock()
	for _, l := range e.legs {
		l.do(func() { l.end(Cause{Why: ShutDown}) })
	}
	e.mu.RUnlock()
	select {
	case <-e.work.empty():
	case <-time.After(goodbye * e.second):
		e.log.Warn("some calls did not confirm their end")
		// What still waits ends with the transactions, which are closed next.
	}
}

// sweep looks after what is over, once a second.
func (e *Engine) sweep(ctx context.Context) {
	tick := time.NewTicker(e.second)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-tick.C:
			e.desk.sweep(now)
			e.door.sweep(now)
		}
	}
}

// tell passes the news of trunks and phones on, one at a time.
func (e *Engine) tell(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-e.news.wake:
			for _, event := range e.news.take() {
				e.sink(event)
			}
		}
	}
}

func (e *Engine) sink(event Event) {
	if e.opt.Sink != nil {
		e.opt.Sink(event)
	}
}

// enter makes a leg known under its number and its dialog.
func (e *Engine) enter(l *Leg) {
	e.mu.Lock()
	defer e.mu.Unlock()
	l.ID = LegID(e.lastLeg.Add(1))
	e.legs[l.ID] = l
	e.ours[dialogKey{l.d.ID.Call, l.d.ID.Local}] = l
	if e.draining.Load() { // it slipped in while the others were being hung up
		l.do(func() { l.end(Cause{Why: ShutDown}) })
	}
}

func (e *Engine) leave(l *Leg) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.traffic.Leave(l.stream.Stats())
	delete(e.legs, l.ID)
	delete(e.ours, dialogKey{l.d.ID.Call, l.d.ID.Local})
}

// legOf is the leg that a request inside a dialog belongs to, or nil.
func (e *Engine) legOf(req *sip.Request) *Leg {
	id := dialog.Of(req)
	if id.Local == "" {
		return nil
	}
	e.mu.RLock()
	defer e.mu.RUnlock()
	return e.ours[dialogKey{id.Call, id.Local}]
}
