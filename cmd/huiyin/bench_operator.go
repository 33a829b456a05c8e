package main

import (
	"context"
	"math/rand/v2"
	"time"

	"huiyin"
	"huiyin/switchboard"
	"huiyin/switchboard/room"
)

type chair = switchboard.Chair

// seatWork is what somebody at a seat does besides answering, which the desk phone does.
type seatWork struct {
	*chair
	call  huiyin.CallID // the one in hand
	state room.SeatState
	next  func() room.Input // what is done when later fires
	later *time.Timer
}

// operate works at a seat until its screen goes dark: now and then the caller is put on hold, somebody else is asked and
// given the call, and there is a break. Whatever is wanted too late is refused, and that is all.
func operate(ctx context.Context, c *chair) {
	w := &seatWork{chair: c, later: time.NewTimer(time.Hour)}
	defer w.later.Stop()
	for {
		select {
		case n, open := <-c.Say():
			if !open {
				return
			}
			w.see(n)
		case <-w.later.C:
			if w.next != nil {
				do := w.next
				w.next = nil
				w.want(ctx, do())
			}
		}
	}
}

func (w *seatWork) want(ctx context.Context, in room.Input) {
	_ = w.Want(ctx, func(s room.SeatID) room.Input { return seated(in, s) })
	switch in := in.(type) {
	case room.Hold:
		if in.On {
			w.soon(500*time.Millisecond, room.Hold{})
		}
	case room.Consult:
		w.soon(1200*time.Millisecond, []room.Input{room.Transfer{}, room.Transfer{}, room.Join{}, room.Retrieve{}}[rand.IntN(4)])
	case room.Join:
		w.soon(700*time.Millisecond, room.Transfer{})
	}
}

// soon does something after a while, unless something else comes up.
func (w *seatWork) soon(after time.Duration, in room.Input) {
	w.next = func() room.Input { return in }
	w.later.Reset(after)
}

func (w *seatWork) see(n any) {
	switch n := n.(type) {
	case switchboard.SeatNews:
		if n.State != w.state && (n.State == room.Unanswered || n.State == room.Break) {
			w.soon(time.Second+rand.N(2*time.Second), room.Ready{})
		}
		w.state = n.State
	case switchboard.CallNews:
		if n.State != room.InTalk || !n.Mine || n.Call == w.call {
			return
		}
		w.call = n.Call
		switch chance := rand.IntN(100); {
		case chance < 10:
			w.soon(rand.N(3*time.Second), room.Hold{On: true})
		case chance < 16:
			w.soon(rand.N(3*time.Second), room.Consult{To: room.SeatID(1 + rand.IntN(benchSeats))})
		case chance < 18:
			w.soon(rand.N(3*time.Second), room.Pause{State: room.Break, Reason: "meal"})
		}
	}
}

// seated is what is wanted, in the name of a seat.
func seated(in room.Input, s room.SeatID) room.Input {
	switch in := in.(type) {
	case room.Hold:
		in.Seat = s
		return in
	case room.Consult:
		in.Seat = s
		return in
	case room.Pause:
		in.Seat = s
		return in
	case room.Transfer:
		return room.Transfer{Seat: s}
	case room.Join:
		return room.Join{Seat: s}
	case room.Retrieve:
		return room.Retrieve{Seat: s}
	}
	return room.Ready{Seat: s}
}
