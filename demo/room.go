package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"huiyin"
	"huiyin/demo/city"
	"huiyin/demo/voices"
	"huiyin/switchboard"
	"huiyin/voice/phone"
)

// Centre is the answering centre that the townsfolk work in and call.
type Centre struct {
	Switchboard *switchboard.Switchboard
	Server      string // host:port where telephones reach it, over UDP
}

// folk are the townsfolk on the telephone: who calls, and who takes calls at a seat.
type folk struct {
	Centre
	town    *Town
	voices  *voices.Voices
	lookout *lookout
	matters *matters
	calls   atomic.Int32 // that are going on
	lots    atomic.Int64 // drawn so far
}

// Telephone lets operators sit down at desk phones and people call, until the context ends: then everybody has hung up.
// Whoever of the operators' accounts is not among them is for visitors, who get the next caller when they are ready.
func (t *Town) Telephone(ctx context.Context, c Centre) error {
	v, err := voices.Load()
	if err != nil {
		return err
	}
	operators := t.people().byRole[huiyin.Operator]
	operators = operators[:min(len(operators), t.opts.Operators, seatsAll-seatsReserve)]
	ours := map[huiyin.StaffID]bool{}
	for _, who := range operators {
		ours[who.Staff] = true
	}
	f := &folk{Centre: c, town: t, voices: v, lookout: newLookout(ours), matters: newMatters()}
	t.outside(func(c *phone.Call) { f.away(ctx, c) })
	defer t.outside(nil)
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return f.lookout.watch(ctx, c.Switchboard) })
	for i, who := range operators {
		group.Go(func() error { f.employ(ctx, i+1, who); return nil })
	}
	if t.opts.Callers > 0 {
		group.Go(func() error { f.crowd(ctx); return nil })
	}
	return group.Wait()
}

// dice are of their own for everybody who needs some.
func (f *folk) dice(what string) *rand.Rand {
	return f.town.city.Rand(fmt.Sprintf("%s %d", what, f.lots.Add(1)))
}

// think is how long somebody takes for something besides talking; life in a fast city is short of time.
func (f *folk) think(d *rand.Rand, least, most int) time.Duration {
	return time.Duration(float64(least+d.IntN(most-least+1))/f.town.opts.Speed) * time.Millisecond
}

const (
	meanCall   = 36 * time.Second // from dialling to the end
	firstGap   = 700 * time.Millisecond
	callAgain  = 20              // of a hundred calls are about a matter that has a case already
	guestAgain = 60              // and of those for visitors, who shall see what the city knows of a caller
	guestPause = 4 * time.Second // between two callers for a visitor who is still without one
)

// crowd lets people call by the hour of the day, at most so many at the same time, and at once for a visitor who waits.
func (f *folk) crowd(ctx context.Context) {
	d, n := f.dice("crowd"), 0
	var all sync.WaitGroup
	defer all.Wait()
	next, guests := time.NewTimer(firstGap), time.Time{}
	defer next.Stop()
	for {
		seen, news := f.lookout.look()
		if seen.guest && !seen.coming && time.Since(guests) > guestPause {
			guests = time.Now()
			all.Go(func() { f.somebody(ctx, guestAgain) })
		}
		select {
		case <-ctx.Done():
			return
		case <-news:
		case <-next.C:
			if int(f.calls.Load()) < f.town.opts.Callers {
				n++
				all.Go(func() { f.somebody(ctx, callAgain) })
			}
			next.Reset(f.gap(d, n))
		}
	}
}

// gap is the time to the next call: the room fills quickly at first, then people call as they happen to. A newcomer at
// night shall see a living room as well.
func (f *folk) gap(d *rand.Rand, n int) time.Duration {
	most := float64(f.town.opts.Callers)
	if float64(n) < most*0.6 {
		return firstGap
	}
	load := min(max(city.Load(f.town.now().In(f.town.zone())), 0.8), 1.2)
	mean := meanCall.Seconds() / (most * 0.85 * load * f.town.opts.Speed)
	return max(time.Duration(d.ExpFloat64()*mean*float64(time.Second)), blink) // in a fast city the room is full anyhow
}

// somebody calls; so many of a hundred about what they called about before.
func (f *folk) somebody(ctx context.Context, again int) {
	f.calls.Add(1)
	defer f.calls.Add(-1)
	d := f.dice("caller")
	var m *matter
	if d.IntN(100) < again {
		m = f.matters.again(d)
	}
	if m == nil {
		m = f.newMatter(d)
	}
	if err := f.call(ctx, d, m); err != nil {
		f.town.rooms.Log.Warn("somebody could not call", "err", err)
	}
}
