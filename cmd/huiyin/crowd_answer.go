package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"sync"
	"time"

	"huiyin/switchboard/prompt"
	"huiyin/voice/phone"
)

// answer calls as it is told to, and tells when a caller is first spoken to: when the first piece of sound comes that is
// neither the house's music nor silence.
func (c *crowd) answer(context.Context) (*crowdReport, error) {
	var all []*phone.Call
	var newest *attentive
	hangUp := func() {
		for _, call := range all {
			call.Hangup()
		}
		all = nil
	}
	defer hangUp()
	for c.in.Scan() {
		var l crowdLine
		if err := json.Unmarshal(c.in.Bytes(), &l); err != nil {
			return nil, err
		}
		switch l.At {
		case "call":
			p, err := phone.New(phone.Options{Server: c.order.Server, User: l.Answer})
			if err != nil {
				return nil, err
			}
			defer p.Close()
			call, err := p.Call("12345")
			if err != nil {
				return nil, err
			}
			newest = &attentive{spoken: c.spoken}
			call.Ear.Tape(newest)
			call.Say(phone.Sine(440), true)
			all = append(all, call)
		case "listen":
			if newest == nil {
				return nil, errors.New("nobody has called")
			}
			newest.listen()
		case "hang_up":
			hangUp()
		}
	}
	return &crowdReport{}, nil
}

func (c *crowd) spoken(at time.Time) {
	_ = c.say(crowdLine{At: "heard", Ms: float64(at.UnixMicro()) / 1000})
}

// attentive is an ear that waits to be spoken to.
type attentive struct {
	spoken func(time.Time)

	mu    sync.Mutex
	waits bool
}

func (a *attentive) listen() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.waits = true
}

// tune is the house's music and its beginning once more, so that a piece across its end is found as well.
var tune = sync.OnceValue(func() []byte { m := prompt.Music(); return append(slices.Clone(m), m[:160]...) })

// Write takes a piece as it comes.
func (a *attentive) Write(piece []byte) (int, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.waits && !silent(piece) && !bytes.Contains(tune(), piece) {
		a.waits = false
		a.spoken(time.Now())
	}
	return len(piece), nil
}

// silent tells whether a piece is one level throughout.
func silent(piece []byte) bool {
	for _, b := range piece {
		if b != piece[0] {
			return false
		}
	}
	return true
}
