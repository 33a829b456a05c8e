package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"

	"huiyin"
	"huiyin/store"
	"huiyin/switchboard/room"
	"huiyin/voice/phone"
)

const (
	dayPace  = 1650            // calls a minute: 33,000 in twenty
	dayHurry = 24              // eight hours in twenty minutes: everything in the room happens so much faster
	dayRest  = 5 * time.Minute // at most, for what is left to do at its end
)

// benchDay lets a whole day of calls go through all seats in a hurry: real telephones, recordings, waiting, giving up,
// holding, asking and transferring, seats that do not answer, and people who are rung back. Then it looks what is left.
func benchDay(ctx context.Context, e *env) (out []figure, err error) {
	outside, err := phone.New(phone.Options{User: "exchange", Incoming: atHome})
	if err != nil {
		return nil, err
	}
	var screens sync.WaitGroup
	defer screens.Wait() // they go dark with the house
	d := &day{calls: dayPace * e.flags.minutes}
	err = withCentre(ctx, e, centre{room: hurried, exchange: outside.Addr().String()}, func(h *house, sip string) error {
		d.house = h
		order := crowdOrder{Do: "day", Server: sip, N: d.calls, Seconds: 60 * e.flags.minutes}
		if d.told, err = gather(ctx, order, func(moment string) error { return d.at(ctx, moment, &screens) }, nil); err != nil {
			return err
		}
		if err := d.count(ctx); err != nil {
			return err
		}
		out = d.figures()
		return nil
	})
	return out, errors.Join(err, outside.Close())
}

// atHome is somebody who is rung back: they answer, and hang up after a while.
func atHome(c *phone.Call) {
	c.Ring()
	pause(200 * time.Millisecond)
	c.Answer()
	pause(3 * time.Second)
	c.Hangup()
}

// hurried makes the room's times as much shorter as the day is; some cannot be, since telephones and people's patience
// are as slow as ever.
func hurried(p *room.Policy) {
	for _, d := range []*time.Duration{&p.NoticeMost, &p.WrapUp, &p.Extend, &p.WrapUpMost, &p.Announce, &p.KeepPlace, &p.Return, &p.Lost, &p.SurveyMost,
		&p.Short, &p.Target, &p.Handling, &p.Limits.Expected, &p.Limits.Wait, &p.Callback.Delay, &p.Callback.Promise, &p.Surge.Expected, &p.Surge.Hold, &p.Surge.Calm} {
		*d /= dayHurry
	}
	p.Offer, p.Abandoned = 2*time.Second, p.Short
	p.Callback.Hours = room.Hours{}
	p.Callback.AtOnce *= dayHurry // the room looks once a second, as ever
	p.Callback.Gaps = []time.Duration{4 * time.Second, 10 * time.Second}
}

// day is what is seen of it.
type day struct {
	calls int
	house *house
	told  *crowdReport

	quarters         []float64 // memory after each, in MB
	alive            []float64 // what of it is in use then, in MB
	before, after    int       // goroutines
	bare, left       float64   // in use before the first call and after the last
	legs, stuck      int
	states           map[room.SeatState]int // of the stuck seats
	board            room.Board
	fates            map[string]int // of calls from outside, as the record has them
	live             int            // calls that the record has no end of
	cut              int            // of them, torn from a seat by a failure or left on hold
	promised, broken int            // promises asked for; those whose end is not known
}

// at is called by the crowd at each moment of the day.
func (d *day) at(ctx context.Context, moment string, screens *sync.WaitGroup) error {
	switch moment {
	case "seated":
		if err := d.house.staffSeats(ctx, benchSeats, screens, func(c *chair) { operate(ctx, c) }); err != nil {
			return err
		}
	case "talking":
		d.before, d.bare = runtime.NumGoroutine(), inUse()
	case "quarter":
		d.alive = append(d.alive, inUse()/1e6)
		d.quarters = append(d.quarters, resident()/1e6)
	case "said":
		return d.settle(ctx)
	}
	return nil
}

// settle waits until everybody has been rung back and gone home, and longer than any transaction lives (RFC 3261: 32 seconds).
func (d *day) settle(ctx context.Context) error {
	look := time.NewTicker(time.Second)
	defer look.Stop()
	limit := time.Now().Add(dayRest)
	for calm := 0; calm < 35 && time.Now().Before(limit); {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-look.C:
		}
		var err error
		if d.board, err = d.house.board.Board(ctx); err != nil {
			return err
		}
		d.stuck, d.states, d.legs, d.after = 0, map[room.SeatState]int{}, d.house.engine.Legs(), runtime.NumGoroutine()
		for _, s := range d.board.Seats {
			if s.State != room.Available {
				d.stuck++
				d.states[s.State]++
			}
		}
		if calm++; d.stuck > 0 || d.legs > 0 || d.board.Callbacks+len(d.board.Calls)+len(d.board.Queue) > 0 {
			calm = 0
		}
	}
	d.left = inUse()
	return nil
}

// inUse is the memory that Go objects take which something still refers to, in bytes.
func inUse() float64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

// count adds up what the record says.
func (d *day) count(ctx context.Context) error {
	d.fates = map[string]int{}
	return d.house.store.Read(ctx, func(t *store.Tx) error {
		clear(d.fates)
		d.live, d.cut, d.promised, d.broken = 0, 0, 0, 0
		page := huiyin.Page{Limit: 200}
		for {
			list, next, err := t.Calls(store.CallFilter{}, page)
			if err != nil {
				return err
			}
			for _, c := range list {
				if c.EndedAt.IsZero() {
					d.live++
				}
				if !c.Outbound {
					d.fates[c.Outcome]++
				}
				if !c.Outbound && c.Cause == "failure" {
					d.cut++
				}
			}
			if page.After = next; next == "" {
				break
			}
		}
		return d.countPromises(t)
	})
}

func (d *day) countPromises(t *store.Tx) error {
	for _, done := range []bool{true, false} {
		page := huiyin.Page{Limit: 200}
		for {
			list, next, err := t.Callbacks(store.CallbackFilter{Done: done}, page)
			if err != nil {
				return err
			}
			for _, b := range list {
				d.promised += b.Times
				if !done {
					d.broken++
				}
			}
			if page.After = next; next == "" {
				break
			}
		}
	}
	return nil
}

func (d *day) figures() []figure {
	fates := 0
	for _, n := range d.fates {
		fates += n
	}
	owed := d.fates["abandoned"] + d.fates["overflowed"] + d.fates["missed"] + d.fates["asked_back"] + d.cut
	out := []figure{
		most(fmt.Sprintf("calls of %d that the house did not answer", d.calls), float64(d.told.Failed), 1, ""),
		least("of them, answered at a seat", float64(d.fates["answered"]), 0.7*float64(d.calls), ""),
	}
	for i, mb := range d.quarters {
		out = append(out, most(fmt.Sprintf("memory after %d %% of the day (resident); in use %.0f MB", 25*(i+1), d.alive[i]), mb, 500, "MB"))
	}
	stuck := "seats stuck"
	if d.stuck > 0 {
		stuck = fmt.Sprintf("seats stuck, %v", d.states)
	}
	return append(out,
		most("memory at the end, in parts of that at half time", d.quarters[3]/d.quarters[1], 1.15, ""),
		most("in use after the last call beyond what was before the first, for each call", (d.left-d.bare)/float64(d.told.Heard)/1000, 1, "kB"),
		most(stuck, float64(d.stuck), 1, ""),
		most("legs left over", float64(d.legs+len(d.board.Calls)+len(d.board.Queue)+d.live), 1, ""),
		most("goroutines left over", float64(d.after-d.before), 10, ""),
		most(fmt.Sprintf("calls whose fate is not in the record, of %v", d.fates), float64(difference(fates, d.told.Heard)), 1, ""),
		most(fmt.Sprintf("promises to ring back missing of %d", owed), float64(difference(owed, d.promised)), 1, ""),
		most("promises still open", float64(d.broken), 1, ""),
	)
}

func difference(a, b int) int { return max(a-b, b-a) }
