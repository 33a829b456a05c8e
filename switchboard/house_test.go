package switchboard_test

import (
	"context"
	"crypto/md5"
	"encoding/hex"
	"fmt"
	"log/slog"
	"net/netip"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"huiyin"
	"huiyin/desk"
	"huiyin/directory"
	"huiyin/store"
	"huiyin/switchboard"
	"huiyin/switchboard/ledger"
	"huiyin/switchboard/room"
	"huiyin/testkit"
	"huiyin/vault"
	"huiyin/voice"
	"huiyin/voice/browser"
	"huiyin/voice/phone"
)

var ctx = context.Background()

// patient is how long tests wait for what must come.
const patient = 20 * time.Second

// house is an answering centre with three seats, a trunk that lets this machine in, and desk phones.
type house struct {
	*switchboard.Switchboard
	t      *testing.T
	dir    string
	store  *store.Store
	vault  *vault.Vault
	desk   *desk.Desk
	book   *ledger.Ledger
	city   *directory.Directory
	engine *voice.Engine
	server string
	stop   func()

	exchange *phone.Phone // where calls to the outside arrive
	dialled  chan *phone.Call
}

// hurry shortens what people need time for.
func hurry(p *room.Policy) {
	p.Notice = false
	p.Offer, p.WrapUp = 2*time.Second, time.Minute
}

func open(t *testing.T, s *store.Store, dir string, change ...func(*room.Policy)) *house {
	t.Helper()
	h := &house{t: t, dir: dir, store: s, dialled: make(chan *phone.Call, 8)}
	must(t, s.Write(ctx, settle))
	city, err := directory.Open(ctx, s)
	must(t, err)
	h.city = city
	h.vault, err = vault.Open(filepath.Join(dir, "vault"))
	must(t, err)
	d := desk.New(s, city, time.Now, slog.New(slog.DiscardHandler))
	h.desk, h.book = d, ledger.New(d, h.vault, slog.New(slog.DiscardHandler), ledger.Options{})
	browsers, err := browser.Open(browser.Options{Listen: netip.MustParseAddrPort("127.0.0.1:0"), Log: slog.New(slog.DiscardHandler)})
	must(t, err)
	policy := room.DefaultPolicy()
	policy.Calendar = d.City().Book.Calendar
	hurry(&policy)
	for _, f := range change {
		f(&policy)
	}
	h.Switchboard = switchboard.New(switchboard.Options{Store: s, Vault: h.vault, Desk: d, Ledger: h.book, Browsers: browsers, Policy: policy, Trunk: "city", Now: time.Now})
	h.exchange, err = phone.New(phone.Options{User: "exchange", Incoming: func(c *phone.Call) {
		c.Ring()
		h.dialled <- c
	}})
	must(t, err)
	t.Cleanup(func() { must(t, h.exchange.Close()) })
	h.engine, err = voice.Open(voice.Options{UDP: "127.0.0.1:0", Sink: h.Heard, Phone: deskPhone,
		Trunks: []voice.Trunk{{Name: "city", Address: h.exchange.Addr().String(), Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}}}})
	must(t, err)
	h.Connect(h.engine)
	h.server = h.engine.Addr()["UDP"].String()
	run, cancel := context.WithCancel(ctx)
	var all sync.WaitGroup
	for _, f := range []func(context.Context) error{h.engine.Run, h.Run} {
		all.Go(func() {
			if err := f(run); err != nil {
				t.Error(err)
			}
		})
	}
	h.stop = sync.OnceFunc(func() {
		cancel()
		all.Wait()
		must(t, browsers.Close())
	})
	t.Cleanup(h.stop)
	return h
}

// settle founds a centre: a unit, a hotline that is always open, three seats with desk phones, one of them in reserve.
func settle(t *store.Tx) error {
	if err := t.SaveUnit(store.Unit{ID: 1, Code: "CD", Name: "City", Level: 1, Kind: "city", Phone: "028-8600 0000", Active: true}); err != nil {
		return err
	}
	if err := t.SaveUnit(store.Unit{ID: 2, Code: "LIGHT", Name: "Lighting", Level: 2, Kind: "section", Parent: 1, Active: true}); err != nil {
		return err
	}
	if err := t.SaveCategory(store.Category{Code: "01", Name: "Streets"}); err != nil {
		return err
	}
	if err := t.SaveArea(store.Area{Code: "510104", Name: "Jinjiang", Level: 2}); err != nil {
		return err
	}
	if err := t.SaveHotline(store.Hotline{Number: "12345", Name: "The city's number", Mode: "merged", Hours: "24h"}); err != nil {
		return err
	}
	for n := 1; n <= 3; n++ {
		seat := store.Seat{Number: huiyin.SeatNumber(n), Name: fmt.Sprintf("A%d", n), Phone: fmt.Sprintf("phone-%d", n), Reserve: n == 3, Active: true}
		if err := t.SaveSeat(seat); err != nil {
			return err
		}
	}
	return nil
}

func deskPhone(user string) (voice.Phone, bool) {
	sum := md5.Sum([]byte(user + ":huiyin:demo"))
	return voice.Phone{User: user, HA1: hex.EncodeToString(sum[:])}, true
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// operator is a member of staff at a seat, with a screen.
type operator struct {
	*switchboard.Chair
	t     *testing.T
	phone *phone.Phone
	rung  chan *phone.Call
	seat  switchboard.SeatNews
	call  switchboard.CallNews
	card  switchboard.CallerNews
	first switchboard.FirstNews
	board switchboard.BoardNews
	word  switchboard.Message
	read  switchboard.MessageRead
}

func actor(id huiyin.StaffID) huiyin.Actor {
	return huiyin.Actor{Staff: id, Roles: []huiyin.Role{huiyin.Operator, huiyin.ShiftLeader}, City: true}
}

// sits brings an operator to a seat with a desk phone.
func (h *house) sits(seat huiyin.SeatNumber) *operator {
	h.t.Helper()
	return h.sitsAs(seat, actor(huiyin.StaffID(100+seat)))
}

// sitsAs brings somebody to a seat with a desk phone.
func (h *house) sitsAs(seat huiyin.SeatNumber, who huiyin.Actor) *operator {
	h.t.Helper()
	o := &operator{t: h.t, rung: make(chan *phone.Call, 8)}
	var err error
	o.phone, err = phone.New(phone.Options{Server: h.server, User: fmt.Sprintf("phone-%d", seat), Password: "demo", Incoming: func(c *phone.Call) {
		c.Ring()
		o.rung <- c
	}})
	must(h.t, err)
	h.t.Cleanup(func() { must(h.t, o.phone.Close()) })
	must(h.t, o.phone.Register(ctx, 600))
	o.Chair, err = h.Enter(ctx, who, fmt.Sprintf("Operator %d", seat))
	must(h.t, err)
	h.t.Cleanup(o.Leave)
	must(h.t, o.Sit(ctx, seat, room.DeskPhone))
	return o
}

// ready asks for calls.
func (o *operator) ready() {
	o.t.Helper()
	must(o.t, o.Want(ctx, func(s room.SeatID) room.Input { return room.Ready{Seat: s} }))
}

// until reads the screen until it is as it should be.
func (o *operator) until(what string, is func() bool) {
	o.t.Helper()
	limit := time.After(patient)
	for !is() {
		select {
		case n, ok := <-o.Say():
			if !ok {
				o.t.Fatalf("the screen went dark while it should become: %s", what)
			}
			o.reads(n)
		case <-limit:
			o.t.Fatalf("the screen does not become: %s; it has %+v and %+v", what, o.seat, o.call)
		}
	}
}

func (o *operator) reads(n any) {
	switch n := n.(type) {
	case switchboard.SeatNews:
		o.seat = n
	case switchboard.CallNews:
		o.call = n
	case switchboard.CallerNews:
		o.card = n
	case switchboard.FirstNews:
		o.first = n
	case switchboard.BoardNews:
		o.board = n
	case switchboard.Message:
		o.word = n
	case switchboard.MessageRead:
		o.read = n
	}
}

// citizen is somebody with a telephone outside.
func (h *house) citizen(number string) *phone.Phone {
	h.t.Helper()
	p, err := phone.New(phone.Options{Server: h.server, User: number})
	must(h.t, err)
	h.t.Cleanup(func() { must(h.t, p.Close()) })
	return p
}

func wait[T any](t *testing.T, what string, from <-chan T) T {
	t.Helper()
	select {
	case v := <-from:
		return v
	case <-time.After(patient):
		t.Fatalf("it did not happen: %s", what)
	}
	panic("unreachable")
}

// hear waits until somebody hears a tone.
func hear(t *testing.T, who string, c *phone.Call, hertz float64) {
	t.Helper()
	wait(t, fmt.Sprintf("%s hears %v Hz", who, hertz), c.Ear.Hears(hertz, true))
}

// records waits until the record of the calls is as it should be.
func (h *house) records(what string, is func([]store.Call) bool) []store.Call {
	h.t.Helper()
	var calls []store.Call
	for limit := time.Now().Add(patient); ; {
		news := h.store.News()
		must(h.t, h.store.Read(ctx, func(t *store.Tx) (err error) {
			calls, _, err = t.Calls(store.CallFilter{}, huiyin.Page{Limit: 200})
			return err
		}))
		if is(calls) {
			return calls
		}
		if time.Now().After(limit) {
			h.t.Fatalf("the record does not say: %s; it has %+v", what, calls)
		}
		select {
		case <-news:
		case <-time.After(time.Second):
		}
	}
}

func onBoth(t *testing.T, story func(t *testing.T, h *house), change ...func(*room.Policy)) {
	testkit.OnBoth(t, func(t *testing.T, s *store.Store) { story(t, open(t, s, t.TempDir(), change...)) })
}
