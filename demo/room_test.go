package demo_test

import (
	"context"
	"crypto/md5"
	"encoding/hex"
	"errors"
	"net/netip"
	"sync"
	"testing"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/demo"
	"huiyin/store"
	"huiyin/switchboard"
	"huiyin/switchboard/room"
	"huiyin/voice"
	"huiyin/voice/phone"
)

// hotline opens an answering centre in a house: an engine on a free port, and a switchboard that greets nobody, so that
// everybody is put through at once. It is closed by what it returns, in which the townsfolk must have ended by themselves.
func (h *house) hotline(t *testing.T) (c demo.Centre, closed func()) {
	t.Helper()
	exchange, err := h.Plug()
	if err != nil {
		t.Fatal(err)
	}
	policy := room.DefaultPolicy()
	policy.Calendar, policy.Notice = h.Desk.City().Book.Calendar, false
	c.Switchboard = switchboard.New(switchboard.Options{Store: h.store, Vault: h.Vault, Desk: h.Desk, Ledger: h.Ledger, Policy: policy, Trunk: "townsfolk", Now: time.Now, Log: h.Log})
	engine, err := voice.Open(voice.Options{UDP: "127.0.0.1:0", Sink: c.Switchboard.Heard, Phone: deskPhone,
		Trunks: []voice.Trunk{{Name: "townsfolk", Address: exchange, Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}}}})
	if err != nil {
		t.Fatal(err)
	}
	c.Switchboard.Connect(engine)
	c.Server = engine.Addr()["UDP"].String()
	ctx, stop := context.WithCancel(context.Background())
	var all sync.WaitGroup
	for _, run := range []func(context.Context) error{engine.Run, c.Switchboard.Run} {
		all.Go(func() {
			if err := run(ctx); err != nil {
				t.Error(err)
			}
		})
	}
	return c, func() {
		stop()
		all.Wait()
		if err := h.Unplug(); err != nil {
			t.Error(err)
		}
	}
}

func deskPhone(user string) (voice.Phone, bool) {
	sum := md5.Sum([]byte(user + ":huiyin:" + demo.Password))
	return voice.Phone{User: user, HA1: hex.EncodeToString(sum[:])}, true
}

// Three operators and five callers on real telephones: people are answered, what they tell becomes cases that name the
// caller and are named by the call, and everything ends when it is told to.
func TestTheTownsfolkTelephone(t *testing.T) {
	h := town(t, demo.Options{Seed: 3, Speed: 30, Operators: 3, Callers: 5, Quiet: true, Brief: 800 * time.Millisecond})
	c, closed := h.hotline(t)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- h.Telephone(ctx, c) }()
	limit := time.After(time.Minute)
	for {
		news := h.store.News()
		if h.answered(t) >= 5 {
			break
		}
		select {
		case <-news:
		case err := <-done:
			t.Fatalf("the townsfolk went home: %v", err)
		case <-limit:
			t.Fatalf("%d calls came to a case within a minute", h.answered(t))
		}
	}
	h.visitor(t, c)
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
	closed()
	h.heard(t)
}

// visitor: somebody who signs in, sits down at a desk phone and is ready gets a caller, however many of the townsfolk are
// free, and hears them speak.
func (h *house) visitor(t *testing.T, c demo.Centre) {
	t.Helper()
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	rung := make(chan *phone.Call, 1)
	p, err := phone.New(phone.Options{Server: c.Server, User: "phone-77", Password: demo.Password, Incoming: func(c *phone.Call) {
		c.Ring()
		rung <- c
	}})
	must(t, err)
	defer func() { must(t, p.Close()) }()
	must(t, p.Register(ctx, 60))
	chair, err := c.Switchboard.Enter(ctx, h.actor(t, "op-360"), "A visitor")
	must(t, err)
	defer chair.Leave()
	for err = errors.New("not yet"); err != nil && ctx.Err() == nil; { // the room hears a little later that the phone is there
		err = chair.Sit(ctx, 77, room.DeskPhone)
	}
	must(t, err)
	must(t, chair.Want(ctx, func(s room.SeatID) room.Input { return room.Ready{Seat: s} }))
	select {
	case <-ctx.Done():
		t.Fatal("nobody calls a visitor who is ready")
	case call := <-rung:
		call.Answer()
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for call.Ear.Level() < 0.01 {
			select {
			case <-tick.C:
			case <-ctx.Done():
				t.Fatal("a visitor hears nothing")
			}
		}
		call.Hangup()
	}
	must(t, chair.Stand(ctx))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// calls lists what the record has.
func (h *house) calls(t *testing.T) (calls []store.Call) {
	t.Helper()
	if err := h.store.Read(context.Background(), func(tx *store.Tx) (err error) {
		calls, _, err = tx.Calls(store.CallFilter{}, huiyin.Page{Limit: 200})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return calls
}

// answered counts the calls that have ended and became cases.
func (h *house) answered(t *testing.T) (n int) {
	t.Helper()
	for _, c := range h.calls(t) {
		if c.Case != 0 && !c.EndedAt.IsZero() && c.Outcome == "answered" {
			n++
		}
	}
	return n
}

// heard: every call that ended has its recording, and its case is of the number that called.
func (h *house) heard(t *testing.T) {
	t.Helper()
	reviewer := h.actor(t, "rev-1")
	for _, c := range h.calls(t) {
		if c.Case == 0 || c.EndedAt.IsZero() {
			continue
		}
		v, err := h.Desk.Show(context.Background(), c.Case, reviewer)
		if err != nil {
			t.Fatal(err)
		}
		if v.Case.Channel != "phone" || v.Case.State == casework.Draft {
			t.Errorf("a call became a case in the state %s over %s", v.Case.State, v.Case.Channel)
		}
		if err := h.store.Read(context.Background(), func(tx *store.Tx) error {
			phone, err := tx.CallPhone(c.ID)
			if err != nil {
				return err
			}
			people, err := tx.PersonsByPhone(phone)
			if len(people) == 0 {
				t.Errorf("nobody is known by the number of a call that became case %s", v.Case.Number)
			}
			if r, err := tx.Recording(c.ID); err != nil || r.Duration <= 0 || r.Trouble != "" {
				t.Errorf("a call has the recording %+v: %v", r, err)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
}
