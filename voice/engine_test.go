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
	"huiyin/voice/rtp"
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

func TestCallIn(t *testing.T) {
	b := start(t, trunks(loopback...))
	c, l := b.dials(b.telephone(as("13900001111")), "12345")
	l.Ring()
	within(t, c.Ringing(), "ringing")
	l.Answer()
	e := b.expect(Answered, l.ID)
	if e.From != "13900001111" || e.To != "12345" || e.Trunk != "city" || e.Phone != "" {
		t.Errorf("answered %+v", e)
	}
	within(t, c.Answered(), "the answer")
	l.Member().Play(tone(700), true, nil)
	within(t, c.Ear.Hears(700, true), "what the engine plays")
	c.Hangup()
	if e := b.expect(Ended, l.ID); e.Cause != (Cause{Why: HungUp}) {
		t.Errorf("ended with %+v", e.Cause)
	}
	if b.Leg(l.ID) != nil {
		within(t, l.life.Done(), "the end of the leg")
	}
}

func TestTwoCallersHearEachOther(t *testing.T) {
	b := start(t, trunks(loopback...))
	c1, l1 := b.talks(b.telephone(as("1")), "12345")
	c2, l2 := b.talks(b.telephone(as("2"), func(o *phone.Options) { o.Codecs = []rtp.Codec{rtp.PCMU} }), "12345")
	b.Table().Hear(l1.Member(), l2.Member(), true)
	b.Table().Hear(l2.Member(), l1.Member(), true)
	c1.Say(phone.Sine(440), true)
	c2.Say(phone.Sine(1000), true)
	within(t, c1.Ear.Hears(1000, true), "the second at the first")
	within(t, c2.Ear.Hears(440, true), "the first at the second")
	if c1.Ear.Tone(440) || c2.Ear.Tone(1000) {
		t.Error("somebody hears themselves")
	}
	l1.Hangup()
	if e := b.expect(Ended, l1.ID); e.Cause.Why != Closed {
		t.Errorf("ended with %+v", e.Cause)
	}
	within(t, c1.Ended(), "the end at the telephone")
}

func TestDeskPhone(t *testing.T) {
	b := start(t, func(o *Options) { o.Phone = people("801") })
	calls := make(chan *phone.Call, 1)
	p := b.telephone(as("801"), func(o *phone.Options) { o.Incoming = func(c *phone.Call) { c.Ring(); calls <- c } })
	if err := p.Register(t.Context(), 300); err != nil {
		t.Fatal(err)
	}
	if e := b.expect(PhoneUp); e.Phone != "801" {
		t.Errorf("up is %+v", e)
	}
	l, err := b.Dial(t.Context(), Order{Phone: "801", From: "13900001111", Display: "Caller"})
	if err != nil {
		t.Fatal(err)
	}
	c := <-calls
	b.expect(Ringing, l.ID)
	if c.From != "13900001111" {
		t.Errorf("the phone shows %q", c.From)
	}
	c.Answer()
	b.expect(Answered, l.ID)
	l.Member().Play(tone(500), true, nil)
	within(t, c.Ear.Hears(500, true), "what the engine plays")
	l.Hangup()
	b.expect(Ended, l.ID)
	within(t, c.Ended(), "the end at the phone")
	if err := p.Register(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	b.expect(PhoneDown)
	if _, err := b.Dial(t.Context(), Order{Phone: "801"}); err == nil {
		t.Error("a phone that is gone can be dialled")
	}
}

func TestEndings(t *testing.T) {
	b := start(t, trunks(loopback...), func(o *Options) { o.Phone = people("801") })
	behave := make(chan func(*phone.Call), 1)
	p := b.telephone(as("801"), func(o *phone.Options) { o.Incoming = func(c *phone.Call) { (<-behave)(c) } })
	if err := p.Register(t.Context(), 300); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		does func(*phone.Call)
		want Cause
	}{
		"busy":      {(*phone.Call).Busy, Cause{Busy, 486}},
		"no":        {func(c *phone.Call) { c.Refuse(603) }, Cause{Refused, 603}},
		"nobody":    {func(c *phone.Call) { c.Refuse(480) }, Cause{NoAnswer, 480}},
		"no answer": {(*phone.Call).Ring, Cause{NoAnswer, 0}},
		"hangs up":  {func(c *phone.Call) { c.Answer(); <-c.Answered(); b.expect(Answered); c.Hangup() }, Cause{HungUp, 0}},
	} {
		t.Run(name, func(t *testing.T) {
			behave <- c.does
			order := Order{Phone: "801", Timeout: patient}
			if c.want == (Cause{Why: NoAnswer}) {
				order.Timeout = 200 * time.Millisecond
			}
			l, err := b.Dial(t.Context(), order)
			if err != nil {
				t.Fatal(err)
			}
			if e := b.expect(Ended, l.ID); e.Cause != c.want {
				t.Errorf("ended with %+v, want %+v", e.Cause, c.want)
			}
		})
	}
}

func TestCallerGivesUp(t *testing.T) {
	b := start(t, trunks(loopback...))
	c, l := b.dials(b.telephone(as("1")), "12345")
	l.Ring()
	within(t, c.Ringing(), "ringing")
	c.Hangup()
	if e := b.expect(Ended, l.ID); e.Cause.Why != Cancelled {
		t.Errorf("ended with %+v", e.Cause)
	}
	b.never(Answered)
}

func TestRefusal(t *testing.T) {
	b := start(t, trunks(loopback...))
	c, l := b.dials(b.telephone(as("1")), "12345")
	l.Refuse(486)
	within(t, c.Ended(), "the end")
	if c.Status() != 486 {
		t.Errorf("the caller was told %d", c.Status())
	}
	if e := b.expect(Ended, l.ID); e.Cause != (Cause{Closed, 486}) {
		t.Errorf("ended with %+v", e.Cause)
	}
}

func TestHold(t *testing.T) {
	b := start(t, trunks(loopback...))
	c, l := b.talks(b.telephone(as("1")), "12345")
	l.Member().Play(tone(600), true, nil)
	within(t, c.Ear.Hears(600, true), "what is played")
	if err := c.Hold(true); err != nil {
		t.Fatal(err)
	}
	b.expect(Held, l.ID)
	if err := c.Hold(false); err != nil {
		t.Fatal(err)
	}
	b.expect(Resumed, l.ID)
	within(t, c.Ear.Hears(600, true), "what is played, again")
	l.Hold(true)
	awaitHeld(t, c, true)
	l.Hold(false)
	awaitHeld(t, c, false)
}

// awaitHeld waits until the telephone knows; every change comes with packets, which it hears.
func awaitHeld(t *testing.T, c *phone.Call, want bool) {
	t.Helper()
	limit, tick := time.After(patient), time.NewTicker(5*time.Millisecond)
	defer tick.Stop()
	for c.Held() != want {
		select {
		case <-tick.C:
		case <-limit:
			t.Fatalf("Held stays %v", !want)
		}
	}
}

func TestTelephoneMoves(t *testing.T) {
	b := start(t, trunks(loopback...))
	c, l := b.talks(b.telephone(as("1")), "12345")
	l.Member().Play(tone(600), true, nil)
	within(t, c.Ear.Hears(600, true), "what is played")
	before := c.Local()
	if err := c.Move(); err != nil {
		t.Fatal(err)
	}
	if c.Local() == before {
		t.Fatal("it did not move")
	}
	l.Member().Play(tone(900), true, nil)
	within(t, c.Ear.Hears(900, true), "what is played at the new place")
	if err := c.Renew(); err != nil {
		t.Fatal(err)
	}
	l.Member().Play(tone(600), true, nil)
	within(t, c.Ear.Hears(600, true), "what is played after a re-INVITE without a description")
	b.never(Held)
}

func TestDigits(t *testing.T) {
	b := start(t, trunks(loopback...))
	c, l := b.talks(b.telephone(as("1")), "12345")
	if err := c.Digits("5#"); err != nil {
		t.Fatal(err)
	}
	for _, want := range "5#" {
		if e := b.expect(Digit, l.ID); e.Digit.Key != byte(want) {
			t.Errorf("pressed %q, want %q", e.Digit.Key, want)
		}
	}
	if err := l.SendDigits("19*"); err != nil {
		t.Fatal(err)
	}
	limit, tick := time.After(patient), time.NewTicker(5*time.Millisecond)
	defer tick.Stop()
	for c.Presses() != "19*" {
		select {
		case <-tick.C:
		case <-limit:
			t.Fatalf("the telephone got %q", c.Presses())
		}
	}
	if err := l.SendDigits("1x"); err == nil {
		t.Error("x is a key")
	}
}

func TestShutDown(t *testing.T) {
	b := start(t, trunks(loopback...))
	c, l := b.talks(b.telephone(as("1")), "12345")
	ringing, second := b.dials(b.telephone(as("2")), "12345")
	second.Ring()
	b.stop()
	within(t, c.Ended(), "the end of the call")
	within(t, ringing.Ended(), "the end of the other")
	for _, id := range []LegID{l.ID, second.ID} {
		if e := b.expect(Ended, id); e.Cause.Why != ShutDown {
			t.Errorf("ended with %+v", e.Cause)
		}
	}
	if ringing.Status() != 503 {
		t.Errorf("the caller was told %d", ringing.Status())
	}
}
