package voice

import (
	"context"
	"crypto/md5"
	"encoding/hex"
	"fmt"
	"net/netip"
	"sync"
	"testing"
	"time"

	"huiyin/voice/hearing"
	"huiyin/voice/phone"
)

// A bench is an engine that runs, and what it tells.
type bench struct {
	*Engine
	t    *testing.T
	stop func() // ends the engine and waits for it

	mu   sync.Mutex
	told []Event
	wake chan struct{} // closed, and made anew, with every event
}

// loopback lets everybody on this machine in as the trunk "city".
var loopback = []Trunk{{Name: "city", Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}}}

// people have accounts with their own name as password.
func people(names ...string) func(string) (Phone, bool) {
	return func(user string) (Phone, bool) {
		for _, name := range names {
			if name == user {
				sum := md5.Sum([]byte(user + ":huiyin:" + user))
				return Phone{User: user, HA1: hex.EncodeToString(sum[:])}, true
			}
		}
		return Phone{}, false
	}
}

// start runs an engine on loopback until the test ends.
func start(t *testing.T, change ...func(*Options)) *bench {
	t.Helper()
	b := &bench{t: t, wake: make(chan struct{})}
	opt := Options{UDP: "127.0.0.1:0", Sink: b.sink}
	for _, f := range change {
		f(&opt)
	}
	e, run := opened(t, opt)
	b.Engine = e
	b.stop = run()
	return b
}

// opened opens an engine; the function it returns runs it until the test ends, or until the function that one returns
// is called.
func opened(t testing.TB, opt Options) (*Engine, func() func()) {
	t.Helper()
	e, err := Open(opt)
	if err != nil {
		t.Fatal(err)
	}
	return e, func() func() {
		ctx, cancel := context.WithCancel(context.Background())
		ended := make(chan error, 1)
		go func() { ended <- e.Run(ctx) }()
		stop := sync.OnceFunc(func() {
			cancel()
			if err := <-ended; err != nil {
				t.Errorf("the engine ended with %v", err)
			}
		})
		t.Cleanup(stop)
		return stop
	}
}

func (b *bench) sink(e Event) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.told = append(b.told, e)
	close(b.wake)
	b.wake = make(chan struct{})
}

// patient is how long tests wait for what must come.
const patient = 10 * time.Second

// expect waits for the next event of a kind, and forgets it and those before it of the same leg.
func (b *bench) expect(kind Kind, leg ...LegID) Event {
	b.t.Helper()
	limit := time.After(patient)
	for {
		e, ok, wake := b.pick(kind, leg)
		if ok {
			return e
		}
		select {
		case <-wake:
		case <-limit:
			b.mu.Lock()
			defer b.mu.Unlock()
			b.t.Fatalf("no event %v came; there are %+v", kind, b.told)
		}
	}
}

func (b *bench) pick(kind Kind, leg []LegID) (Event, bool, <-chan struct{}) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for i, e := range b.told {
		if e.Kind == kind && (len(leg) == 0 || e.Leg == leg[0]) {
			b.told = append(b.told[:i:i], b.told[i+1:]...)
			return e, true, b.wake
		}
	}
	return Event{}, false, b.wake
}

// never fails when such an event has come by now.
func (b *bench) never(kind Kind) {
	b.t.Helper()
	if e, ok, _ := b.pick(kind, nil); ok {
		b.t.Fatalf("there is an event that must not be: %+v", e)
	}
}

// telephone plugs one in at the engine.
func (b *bench) telephone(change ...func(*phone.Options)) *phone.Phone {
	b.t.Helper()
	opt := phone.Options{Server: b.Addr()["UDP"].String()}
	for _, f := range change {
		f(&opt)
	}
	p, err := phone.New(opt)
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() {
		if err := p.Close(); err != nil {
			b.t.Error(err)
		}
	})
	return p
}

func (b *bench) dials(p *phone.Phone, number string) (*phone.Call, *Leg) {
	b.t.Helper()
	c, err := p.Call(number)
	if err != nil {
		b.t.Fatal(err)
	}
	arrived := b.expect(Arrived)
	l := b.Leg(arrived.Leg)
	if l == nil {
		b.t.Fatalf("the leg %d is gone", arrived.Leg)
	}
	return c, l
}

// talks is a call that has been answered.
func (b *bench) talks(p *phone.Phone, number string) (*phone.Call, *Leg) {
	b.t.Helper()
	c, l := b.dials(p, number)
	l.Answer()
	b.expect(Answered, l.ID)
	within(b.t, c.Answered(), "the caller's answer")
	return c, l
}

func within(t *testing.T, done <-chan struct{}, what string) {
	t.Helper()
	select {
	case <-done:
	case <-time.After(patient):
		t.Fatalf("%s did not come", what)
	}
}

func as(user string) func(*phone.Options) {
	return func(o *phone.Options) { o.User, o.Password = user, user }
}

func trunks(list ...Trunk) func(*Options) { return func(o *Options) { o.Trunks = list } }

func tone(hz int) hearing.Sound {
	return hearing.Sound{Name: fmt.Sprint(hz), Law: phone.Sine(hz)}
}
