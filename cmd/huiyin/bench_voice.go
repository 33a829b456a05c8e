package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

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
	err = withCentre(ctx, e, centre{}, func(h *house, sip string) error {
		watch, before := stopwatch{}, 0.0
		r, err := gather(ctx, crowdOrder{Do: "talk", Server: sip, N: e.flags.calls, Seconds: e.flags.seconds}, func(moment string) error {
			if moment == "seated" {
				before = resident()
				return h.staffSeats(ctx, e.flags.calls, &screens, readScreen)
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

func benchSetUp(ctx context.Context, e *env) (out []figure, err error) {
	const rate = 600
	err = withCentre(ctx, e, centre{}, func(_ *house, sip string) error {
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
	err = withCentre(ctx, e, centre{}, func(h *house, _ string) error {
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
