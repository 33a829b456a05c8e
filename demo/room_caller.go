package demo

import (
	"context"
	"math/rand/v2"
	"time"

	"huiyin"
	"huiyin/store"
	"huiyin/switchboard/room"
	"huiyin/voice/phone"
)

const (
	repeatAfter = 8 * time.Second // nobody says anything: they say their piece again
	repeats     = 3               // so often
	talkMost    = 2 * time.Minute // and then they give up
)

// outcome is how a call went, for the caller.
type outcome string

const (
	heardOut outcome = "heard out"
	gaveUp   outcome = "gave up"
	cutShort outcome = "cut short"
)

// call lets somebody call about their matter, and again when nobody answered or the line broke.
func (f *folk) call(ctx context.Context, d *rand.Rand, m *matter) error {
	if !f.matters.lift(m) {
		return nil
	}
	defer f.matters.hangUp(m)
	hotline := f.hotline(d, m)
	for range 3 {
		how, err := f.dial(ctx, d, m, hotline)
		if err != nil || how == heardOut || how == gaveUp && d.IntN(5) > 1 {
			return err
		}
		if rest := time.NewTimer(time.Duration(4+d.IntN(12)) * time.Second); !wait(ctx, nil, rest.C) {
			rest.Stop()
			return nil
		}
	}
	return nil
}

// dial is one call.
func (f *folk) dial(ctx context.Context, d *rand.Rand, m *matter, hotline string) (outcome, error) {
	p, err := phone.New(phone.Options{Server: f.Server, User: string(m.who.Phone)})
	if err != nil {
		return gaveUp, err
	}
	defer p.Close() //nolint:errcheck // a telephone on loopback that is thrown away
	c, err := p.Call(hotline)
	if err != nil || !wait(ctx, c.Ended(), c.Answered()) {
		return gaveUp, err
	}
	if !f.pickedUp(ctx, d, c, m) {
		c.Hangup()
		return gaveUp, nil
	}
	if d.IntN(30) == 0 { // the battery is empty, or there is a tunnel
		c.Say(m.said, false)
		pass(ctx, c, time.Duration(3000+d.IntN(4000))*time.Millisecond)
		c.Hangup()
		return cutShort, nil
	}
	f.tell(ctx, c, m)
	return heardOut, nil
}

// pickedUp waits until somebody takes the call, as long as the caller's patience lasts.
func (f *folk) pickedUp(ctx context.Context, d *rand.Rand, c *phone.Call, m *matter) bool {
	patience := 40*time.Second + time.Duration(d.ExpFloat64()*float64(90*time.Second))
	if d.IntN(8) == 0 {
		patience = time.Duration(12+d.IntN(15)) * time.Second
	}
	var id huiyin.CallID
	return until(ctx, c, patience, func() bool {
		if id == 0 {
			id = f.recorded(ctx, m.who.Phone)
		}
		return f.lookout.state(id) == room.InTalk
	})
}

// recorded is the call that somebody is in, as the record names it; 0 while it is not known.
func (f *folk) recorded(ctx context.Context, number huiyin.Phone) huiyin.CallID {
	var list []store.Call
	err := f.town.store().Read(ctx, func(tx *store.Tx) (err error) {
		list, _, err = tx.Calls(store.CallFilter{Phone: number}, huiyin.Page{Limit: 1})
		return err
	})
	if err != nil || len(list) == 0 || !list[0].EndedAt.IsZero() {
		return 0
	}
	return list[0].ID
}

// tell is a person at the other end of an open line: they wait for the greeting, say their piece, say it again when
// nobody speaks, and press a key when they are asked how it was.
func (f *folk) tell(ctx context.Context, c *phone.Call, m *matter) {
	defer c.Hangup()
	d := f.dice("tell")
	e := listen(c)
	until(ctx, c, 4*time.Second, func() bool { spoken, quiet := e.heard(); return spoken && quiet > 600*time.Millisecond })
	id := f.recorded(ctx, m.who.Phone)
	asked := func() bool { return f.lookout.state(id) == room.Surveying }
	began := time.Now()
	for range 1 + repeats {
		if !said(ctx, c, m.said) {
			return
		}
		e.again()
		over := func() bool {
			_, quiet := e.heard()
			return quiet > repeatAfter || time.Since(began) > talkMost || asked()
		}
		if !until(ctx, c, talkMost, over) {
			return
		}
		if asked() {
			f.rate(ctx, d, c)
			return
		}
		if time.Since(began) > talkMost {
			return
		}
	}
}

// scores are the keys that callers press, as often as they do: most are content, and one in two only presses.
const scores = "5555555555555554443321"

// rate presses a key, or hangs up as most people do.
func (f *folk) rate(ctx context.Context, d *rand.Rand, c *phone.Call) {
	if !pass(ctx, c, f.think(d, 1500, 7000)) || d.IntN(2) == 0 {
		return
	}
	if c.Digits(scores[d.IntN(len(scores)):][:1]) == nil {
		until(ctx, c, 6*time.Second, func() bool { return false }) // they are thanked
	}
}
