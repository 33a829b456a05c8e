package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"huiyin"
	"huiyin/store"
	"huiyin/switchboard"
	"huiyin/switchboard/room"
	"huiyin/voice/browser"
	"huiyin/voice/rtp"
)

// benchVoice measures the answering centre: calls that are recorded between desk phones, calls that begin, and seats in
// browsers. The telephones are a process of their own.
func benchVoice(ctx context.Context, e *env) ([]figure, error) {
	var out []figure
	for _, part := range []func(context.Context, *env) ([]figure, error){benchTalk, benchSetUp, benchBrowsers} {
		figures, err := part(ctx, e)
		if err != nil {
			return nil, err
		}
		out = append(out, figures...)
	}
	return out, nil
}

// withCentre runs a house with telephones, and ends it.
func withCentre(ctx context.Context, e *env, do func(h *house, sip string) error) error {
	dir, remove, err := scratch()
	if err != nil {
		return err
	}
	defer remove()
	inner := &env{out: io.Discard, err: io.Discard, flags: e.flags, now: time.Now, demo: true}
	inner.flags.data, inner.flags.http, inner.flags.sip = dir, "127.0.0.1:0", "127.0.0.1:0"
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

// spent is what this process has cost so far.
type spent struct {
	at  time.Time
	cpu time.Duration
}

func spentNow() (spent, error) {
	var u syscall.Rusage
	err := syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return spent{time.Now(), time.Duration(u.Utime.Nano() + u.Stime.Nano())}, err
}

// core is the part of one core that was used since then.
func (s spent) core(since spent) float64 {
	return float64(s.cpu-since.cpu) / float64(s.at.Sub(since.at))
}

// resident is the memory of this process, in bytes.
func resident() float64 {
	text, err := os.ReadFile("/proc/self/statm")
	fields := strings.Fields(string(text))
	if err != nil || len(fields) < 2 {
		return 0
	}
	pages, _ := strconv.ParseFloat(fields[1], 64)
	return pages * float64(os.Getpagesize())
}

// stopwatch notes what the house has cost when the crowd begins and ends what is measured. Its memory is what the system
// holds in this process while all still talk, garbage and free room included; benchTalk takes away what it held before
// anybody sat down. So a call pays for its seat, the window of whoever sits there, and all that calls touch for the first
// time; the sockets' buffers are the kernel's, and the telephones another process.
type stopwatch struct {
	from, to spent
	memory   float64
}

func (w *stopwatch) at(moment string) (err error) {
	switch moment {
	case "talking":
		w.from, err = spentNow()
	case "said":
		w.to, err = spentNow()
		w.memory = resident()
	}
	return err
}

func benchTalk(ctx context.Context, e *env) (out []figure, err error) {
	var screens sync.WaitGroup
	defer screens.Wait() // they go dark with the house
	err = withCentre(ctx, e, func(h *house, sip string) error {
		watch, before := stopwatch{}, 0.0
		r, err := gather(ctx, crowdOrder{Do: "talk", Server: sip, N: e.flags.calls, Seconds: e.flags.seconds}, func(moment string) error {
			if moment == "seated" {
				before = resident()
				return h.staffSeats(ctx, e.flags.calls, &screens)
			}
			return watch.at(moment)
		}, nil)
		if err != nil {
			return err
		}
		out = []figure{
			most(fmt.Sprintf("failed of %d recorded calls at the same time, desk phones", e.flags.calls), float64(r.Failed), 1, ""),
			most(fmt.Sprintf("packets lost of %d", r.Heard), float64(r.Lost), 1, ""),
			most("p99 from one telephone to the other", r.P99, 20, "ms"),
			most("processor for them, of one core", watch.to.core(watch.from), 0.75, ""),
			most("memory for each call", (watch.memory-before)/float64(e.flags.calls)/1000, 150, "kB"),
		}
		return nil
	})
	return out, err
}

// staffSeats lets somebody sit at every seat and be ready. Their screens are read until they are closed.
func (h *house) staffSeats(ctx context.Context, calls int, screens *sync.WaitGroup) error {
	for n := 1; n <= calls; n++ {
		who := huiyin.Actor{Staff: huiyin.StaffID(n), Roles: []huiyin.Role{huiyin.Operator}, City: true}
		chair, err := h.board.Enter(ctx, who, strconv.Itoa(n))
		if err != nil {
			return err
		}
		screens.Go(func() { readScreen(chair) })
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

func benchSetUp(ctx context.Context, e *env) (out []figure, err error) {
	const rate = 600
	err = withCentre(ctx, e, func(_ *house, sip string) error {
		var watch stopwatch
		r, err := gather(ctx, crowdOrder{Do: "set_up", Server: sip, N: rate, Seconds: e.flags.seconds}, watch.at, nil)
		if err != nil {
			return err
		}
		out = []figure{
			most(fmt.Sprintf("failed of %d calls, %d begun each second", r.Failed+r.Heard, rate), float64(r.Failed), 1, ""),
			most("processor for them, of one core", watch.to.core(watch.from), 2, ""),
		}
		return nil
	})
	return out, err
}

func benchBrowsers(ctx context.Context, e *env) (out []figure, err error) {
	const seats = 200
	err = withCentre(ctx, e, func(h *house, _ string) error {
		up := make(chan struct{}, 10*seats)
		peers := make([]*browser.Peer, seats)
		for i := range peers {
			p, err := h.browsers.Peer(browser.Seat{Up: func() { up <- struct{}{} }})
			if err != nil {
				return err
			}
			defer p.Close()
			p.Receive(func(f rtp.Frame) { _ = p.Send(1, f) }) // as a call: one packet in, one out
			peers[i] = p
		}
		var watch stopwatch
		r, err := gather(ctx, crowdOrder{Do: "browsers", N: seats, Seconds: e.flags.seconds}, func(moment string) error {
			if moment == "connected" {
				for range seats {
					<-up
				}
			}
			return watch.at(moment)
		}, func(seat int, offer string) (string, error) { return peers[seat].Answer(offer) })
		if err != nil {
			return err
		}
		out = []figure{
			most(fmt.Sprintf("processor for %d browser seats talking, of one core", seats), watch.to.core(watch.from), 0.7, ""),
			most(fmt.Sprintf("packets lost of %d", r.Heard+r.Lost), float64(r.Lost), 1, ""),
		}
		return nil
	})
	return out, err
}
