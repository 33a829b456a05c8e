package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"huiyin"
	"huiyin/store"
	"huiyin/switchboard/room"
)

// ringCalls is how many calls are measured; ringHistories how many matters their numbers have brought before, by turns.
const ringCalls = 200

var ringHistories = []int{0, 1, 3, 30}

// benchRing measures from a caller's INVITE until the seat's socket has both the call and who is calling. Nothing is said
// to the caller before: the notice would hide how long the record takes.
func benchRing(ctx context.Context, e *env) (out []figure, err error) {
	c := centre{room: func(p *room.Policy) { p.Notice = false }}
	if e.flags.record != "" {
		if c.dir, err = filepath.Abs(e.flags.record); err != nil {
			return nil, err
		}
	}
	err = withCentre(ctx, e, c, func(h *house, sip string) error {
		took, err := past(ctx, e, h, e.flags.history)
		if err != nil {
			return err
		}
		if took > 0 && !e.flags.json {
			fmt.Fprintf(e.out, "\nthe record was filled to %d cases in %s\n", e.flags.history, took.Round(time.Second))
		}
		key, err := benchKey(ctx, h.staff)
		if err != nil {
			return err
		}
		numbers, err := regulars(ctx, h)
		if err != nil {
			return err
		}
		r, err := gather(ctx, crowdOrder{Do: "ring", Server: sip, Web: h.web, Key: key, Callers: numbers}, nil, nil)
		if err != nil {
			return err
		}
		out = []figure{
			most(fmt.Sprintf("failed of %d calls to a seat, %d cases", ringCalls, e.flags.history), float64(r.Failed), 1, ""),
			most("from the call to the caller's history at the seat, p50", r.Waits.at(.5), 300, "ms"),
			most("p95", r.Waits.at(.95), 300, "ms"),
			most("the slowest", r.Waits.at(1), 1000, "ms"),
		}
		return nil
	})
	return out, err
}

// caller is who rings, and how many cases their card shows.
type caller struct {
	Number string `json:"number"`
	Cases  int    `json:"cases"`
}

// regulars are people who ring, with the matters that they brought before. They are new to a record that is used again.
func regulars(ctx context.Context, h *house) ([]caller, error) {
	first := time.Now().Unix() % 90_000
	var list []caller
	var failed error
	for i := range ringCalls {
		c := caller{Number: fmt.Sprintf("1993%05d%02d", first+int64(i/100), i%100), Cases: ringHistories[i%len(ringHistories)]}
		for range c.Cases {
			a := sample(i)
			a.Person = store.Person{Name: fmt.Sprint("来电人", i), Phone: huiyin.Phone(c.Number)}
			_, err := h.desk.Register(ctx, a, operator)
			failed = errors.Join(failed, err, h.store.Write(ctx, func(t *store.Tx) error {
				return t.AddCall(callBefore(a.Person.Phone, time.Now().Add(-time.Hour)))
			}))
		}
		list = append(list, c)
	}
	return list, failed
}
