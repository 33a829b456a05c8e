package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"sync"
	"time"

	"huiyin"
	"huiyin/store"
	"huiyin/switchboard"
	"huiyin/switchboard/room"
)

// centre is how an answering centre that is measured differs from a plain one in a folder that is thrown away.
type centre struct {
	dir      string             // the data folder, which is kept; "": a scratch folder
	room     func(*room.Policy) // changes how the room is run
	exchange string             // where people are called outside
}

// withCentre runs a house with telephones, and ends it.
func withCentre(ctx context.Context, e *env, c centre, do func(h *house, sip string) error) error {
	if c.dir == "" {
		dir, remove, err := scratch()
		if err != nil {
			return err
		}
		defer remove()
		c.dir = dir
	}
	inner := &env{out: io.Discard, err: io.Discard, flags: e.flags, now: time.Now, demo: true, room: c.room, exchange: c.exchange}
	inner.flags.data, inner.flags.http, inner.flags.sip = c.dir, "127.0.0.1:0", "127.0.0.1:0"
	h, err := inner.build(ctx)
	if err != nil {
		return err
	}
	if err := h.dir.Found(ctx); err != nil {
		return err
	}
	line := store.Hotline{Number: "12345", Name: "12345", Mode: "merged", Hours: "24h"}
	if err := errors.Join(h.dir.SaveHotline(ctx, line, huiyin.TheSystem, e.now()), h.store.Write(ctx, seatTheCentre)); err != nil {
		return err
	}
	run, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	begun := make(chan struct{})
	go func() {
		ended <- h.run(run, inner, func(ctx context.Context) error { close(begun); <-ctx.Done(); return nil })
	}()
	select {
	case <-begun:
		err = do(h, h.engine.Addr()["UDP"].String())
	case err = <-ended:
		stop()
		return err
	}
	stop()
	if last := <-ended; err == nil {
		err = last
	}
	return err
}

// benchSeats is how many seats the centre has at most: 340 and 100 in reserve.
const benchSeats = 440

func seatTheCentre(t *store.Tx) error {
	for n := 1; n <= benchSeats; n++ {
		if err := t.SaveSeat(store.Seat{Number: huiyin.SeatNumber(n), Name: strconv.Itoa(n), Phone: fmt.Sprintf("phone-%d", n), Active: true}); err != nil {
			return err
		}
	}
	return nil
}

// staffSeats lets somebody sit at every seat and be ready. Their screens are read until they are closed.
func (h *house) staffSeats(ctx context.Context, calls int, screens *sync.WaitGroup, read func(*switchboard.Chair)) error {
	for n := 1; n <= calls; n++ {
		who := huiyin.Actor{Staff: huiyin.StaffID(n), Roles: []huiyin.Role{huiyin.Operator}, City: true}
		chair, err := h.board.Enter(ctx, who, strconv.Itoa(n))
		if err != nil {
			return err
		}
		screens.Go(func() { read(chair) })
		if err := chair.Sit(ctx, huiyin.SeatNumber(n), room.DeskPhone); err != nil {
			return err
		}
		if err := chair.Want(ctx, func(s room.SeatID) room.Input { return room.Ready{Seat: s} }); err != nil {
			return err
		}
	}
	return nil
}

func readScreen(c *switchboard.Chair) {
	for range c.Say() {
		continue
	}
}
