package demo

import (
	"context"
	"math/rand/v2"
	"time"

	"huiyin"
	"huiyin/switchboard"
	"huiyin/switchboard/room"
	"huiyin/voice/phone"
)

// operator is one of the townsfolk at a seat, with a desk phone and a screen.
type operator struct {
	*folk
	who    huiyin.Actor
	n      int // of the seat and its phone
	d      *rand.Rand
	phone  *phone.Phone
	chair  *switchboard.Chair
	screen *screen
	rung   chan *phone.Call
}

const (
	sitTries = 50 // a phone that just registered may not be known in the room yet
)

// employ lets an operator work at the n-th seat until the context ends, or a visitor takes their place.
func (f *folk) employ(ctx context.Context, n int, who huiyin.Actor) {
	o := &operator{folk: f, who: who, n: n, d: f.dice("operator"), screen: newScreen(), rung: make(chan *phone.Call, 4)}
	if err := o.work(ctx); err != nil && ctx.Err() == nil {
		f.town.rooms.Log.Warn("an operator of the townsfolk could not work", "seat", n, "err", err)
	}
}

func (o *operator) work(ctx context.Context) (err error) {
	o.phone, err = phone.New(phone.Options{Server: o.Server, User: deskPhone(o.n), Password: Password, Incoming: o.rings})
	if err != nil {
		return err
	}
	defer o.phone.Close() //nolint:errcheck // a telephone on loopback that is thrown away
	if err := o.phone.Stay(ctx); err != nil {
		return err
	}
	if o.chair, err = o.Switchboard.Enter(ctx, o.who, o.town.people().names[o.who.Staff]); err != nil {
		return err
	}
	followed := make(chan struct{})
	go func() { defer close(followed); o.screen.follow(o.chair.Say()) }()
	defer func() { o.chair.Leave(); <-followed }()
	if err := o.sit(ctx); err != nil {
		return err
	}
	o.day(ctx)
	return nil
}

// rings lets the desk phone ring: the operator hears it when nothing else is to do.
func (o *operator) rings(c *phone.Call) {
	c.Ring()
	select {
	case o.rung <- c:
	default:
		c.Busy()
	}
}

// sit takes the seat, as soon as its phone is known there.
func (o *operator) sit(ctx context.Context) error {
	retry := time.NewTicker(100 * time.Millisecond)
	defer retry.Stop()
	for try := 0; ; try++ {
		err := o.chair.Sit(ctx, huiyin.SeatNumber(o.n), room.DeskPhone)
		if err == nil || huiyin.KindOf(err) != huiyin.KindConflict || try == sitTries {
			return err
		}
		if !wait(ctx, o.screen.dark, retry.C) {
			return ctx.Err()
		}
	}
}

// want asks for something at the seat. What the room refuses has become pointless: the caller was faster.
func (o *operator) want(ctx context.Context, in func(room.SeatID) room.Input) {
	if err := o.chair.Want(ctx, in); err != nil {
		o.town.rooms.Log.Debug("the room refused an operator of the townsfolk", "seat", o.n, "err", err)
	}
}

func (o *operator) ready(ctx context.Context) {
	o.want(ctx, func(s room.SeatID) room.Input { return room.Ready{Seat: s} })
}

func (o *operator) pause(ctx context.Context, reason string) {
	o.want(ctx, func(s room.SeatID) room.Input { return room.Pause{Seat: s, State: room.Break, Reason: reason} })
}

// day is an operator's: ready, a call, its wrap-up, and a break now and then.
func (o *operator) day(ctx context.Context) {
	rested := time.NewTimer(0) // signed in; now they are ready
	defer rested.Stop()
	for {
		_, _, changed := o.screen.see()
		seen, look := o.lookout.look()
		o.yield(ctx, seen.guest)
		select {
		case <-ctx.Done():
			return
		case <-o.screen.dark:
			return
		case <-changed:
		case <-look:
		case <-rested.C:
			if seen.guest {
				o.pause(ctx, courtesy)
			} else {
				o.ready(ctx)
			}
		case c := <-o.rung:
			o.take(ctx, c)
			rested.Reset(o.wrapUp(ctx))
		}
	}
}

const courtesy = "other" // the reason of a break that leaves the next caller to a visitor

// yield lets a visitor who waits have the next caller, and is ready again afterwards.
func (o *operator) yield(ctx context.Context, guest bool) {
	seat, _, _ := o.screen.see()
	switch {
	case guest && seat.State == room.Available:
		o.pause(ctx, courtesy)
	case !guest && seat.State == room.Break && seat.Reason == courtesy, seat.State == room.Unanswered:
		o.ready(ctx)
	}
}

// wrapUp finishes the work on a call. It tells how long it takes until the operator is ready again, or rested.
func (o *operator) wrapUp(ctx context.Context) time.Duration {
	o.screen.until(ctx, nil, 5*time.Second, func(s switchboard.SeatNews, _ switchboard.CallNews) bool { return !s.State.Engaged() })
	if o.d.IntN(40) == 0 {
		o.pause(ctx, "meal")
		return o.think(o.d, 45_000, 120_000)
	}
	return o.think(o.d, 5_000, 14_000)
}
