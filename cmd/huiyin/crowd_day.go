package main

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"huiyin/voice/phone"
)

const (
	seatTone = 3100                    // what a seat is told by: neither prompts nor music have it
	meanTalk = 7500 * time.Millisecond // three minutes, in a day that is 24 times as fast
)

// hours is a day's curve: how many call at a part of it, of the mean. It begins quietly, has two peaks, and after the
// second more people call than there are seats for.
func hours(part float64) float64 {
	load := 0.75 + 0.4*math.Exp(-math.Pow((part-0.3)/0.12, 2)) + 0.45*math.Exp(-math.Pow((part-0.7)/0.1, 2))
	if part > 0.72 && part < 0.76 {
		load *= 1.8
	}
	if part > 0.95 {
		load *= 0.4
	}
	return load
}

// townsfolk are the telephones of a day: those at the seats, and those of the people who call.
type townsfolk struct {
	server                string
	tone                  []byte
	heard, gaveUp, failed atomic.Int64
}

// day lets n people call in so many seconds, and says so at each quarter.
func (c *crowd) day(ctx context.Context) (*crowdReport, error) {
	f := &townsfolk{server: c.order.Server, tone: phone.Sine(seatTone)}
	for i := range benchSeats {
		p, err := phone.New(phone.Options{Server: f.server, User: fmt.Sprintf("phone-%d", i+1), Password: "demo", Incoming: f.seat})
		if err != nil {
			return nil, err
		}
		defer p.Close()
		if err := p.Stay(ctx); err != nil {
			return nil, err
		}
	}
	for _, moment := range []string{"seated", "talking"} {
		if err := c.tell(moment); err != nil {
			return nil, err
		}
	}
	var all sync.WaitGroup
	if err := c.pace(func(n int) { all.Go(func() { f.person(n) }) }); err != nil {
		return nil, err
	}
	all.Wait()
	if err := c.tell("said"); err != nil {
		return nil, err
	}
	return &crowdReport{Heard: int(f.heard.Load()), GaveUp: int(f.gaveUp.Load()), Failed: int(f.failed.Load())}, nil
}

// pace begins calls by the day's curve.
func (c *crowd) pace(call func(int)) error {
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	whole, length := 0.0, time.Duration(c.order.Seconds)*time.Second
	for i := range 1000 {
		whole += hours(float64(i) / 1000)
	}
	due, last, sent, quarter := 0.0, 0.0, 0, 1
	for begun := time.Now(); quarter <= 4; <-tick.C {
		part := min(float64(time.Since(begun))/float64(length), 1)
		due += (part - last) * hours(part) * 1000 / whole * float64(c.order.N)
		last = part
		for ; sent < int(due) && sent < c.order.N || part == 1 && sent < c.order.N; sent++ {
			call(sent)
		}
		for ; quarter <= 4 && part >= float64(quarter)/4; quarter++ {
			if err := c.tell("quarter"); err != nil {
				return err
			}
		}
	}
	return nil
}

// seat is a desk phone that rings. Some of a hundred times nobody is there.
func (f *townsfolk) seat(c *phone.Call) {
	c.Ring()
	if rand.IntN(100) < 3 {
		<-c.Ended()
		return
	}
	if within(c, 50*time.Millisecond+rand.N(250*time.Millisecond)) {
		return
	}
	c.Answer()
	c.Say(f.tone, true)
	if rand.IntN(100) < 30 {
		within(c, talkTime())
		c.Hangup()
		return
	}
	<-c.Ended()
}

func talkTime() time.Duration {
	return 300*time.Millisecond + time.Duration(rand.ExpFloat64()*float64(meanTalk))
}

// within waits until the call ends, and no longer than so; it tells whether it ended.
func within(c *phone.Call, most time.Duration) bool {
	timer := time.NewTimer(most)
	defer timer.Stop()
	select {
	case <-c.Ended():
		return true
	case <-timer.C:
		return false
	}
}

// person calls; who gave up does so again now and then.
func (f *townsfolk) person(n int) {
	for f.call(fmt.Sprintf("199%08d", n)) && rand.IntN(100) < 20 {
		pause(time.Second + rand.N(2*time.Second))
	}
}

// call is one call; it tells whether the caller gave up before anybody spoke to them.
func (f *townsfolk) call(number string) (gaveUp bool) {
	p, err := phone.New(phone.Options{Server: f.server, User: number})
	if err != nil {
		f.failed.Add(1)
		return false
	}
	defer p.Close()
	c, err := p.Call("12345")
	if err != nil || !soon(c.Answered()) {
		f.failed.Add(1)
		return false
	}
	defer c.Hangup()
	f.heard.Add(1)
	if !connected(c) {
		f.gaveUp.Add(1)
		return true
	}
	if !within(c, talkTime()) && rand.IntN(100) < 30 {
		_ = c.Digits("5")
		within(c, 300*time.Millisecond)
	}
	return false
}

// connected waits for somebody to speak, as long as the caller's patience lasts.
func connected(c *phone.Call) bool {
	patience := 3*time.Second + time.Duration(rand.ExpFloat64()*float64(8*time.Second))
	if rand.IntN(100) < 3 {
		patience = rand.N(time.Second)
	}
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case <-c.Ear.Hears(seatTone, true):
		return true
	case <-c.Ended():
	case <-timer.C:
	}
	return false
}
