package main

import (
	"context"
	"fmt"
	"time"

	"huiyin"
	"huiyin/store"
)

const (
	lived     = 20_000 // cases that are registered one by one, before they are repeated
	yearsBack = 3 * 365 * 24 * time.Hour
	pastDone  = "bench.past" // the setting that says how many cases the record was filled with
	pastBegun = -1           // stands there until that is done
)

// past fills a record to n cases: the first are registered at the desk, each after a call, and the rest of three years
// repeats them. A record that was filled before stays as it is.
func past(ctx context.Context, e *env, h *house, n int) (took time.Duration, err error) {
	began := time.Now()
	had, err := filled(ctx, h.store)
	switch {
	case err != nil || had == n:
		return 0, err
	case had == pastBegun:
		return 0, usage{"The record in this folder was not filled to its end; remove it, or name another folder."}
	case had != 0:
		return 0, usage{fmt.Sprintf("The record in this folder has %d cases; give --history that number, or name another folder.", had)}
	}
	if err := filledTo(ctx, h.store, pastBegun); err != nil {
		return 0, err
	}
	first := min(n, lived)
	if err := fill(ctx, e, h.desk, first); err != nil {
		return 0, err
	}
	if err := called(ctx, h.store, first); err != nil {
		return 0, err
	}
	times := n/first - 1
	p := e.progress("repeating the record")
	defer p.end()
	for i := times; i > 0; i-- { // the longest ago first, as a record grows
		earlier := yearsBack / time.Duration(times+1) * time.Duration(i)
		if err := h.store.Write(ctx, func(t *store.Tx) error { return t.Repeat(began.Add(-time.Minute), earlier, fmt.Sprintf("-%d", i)) }); err != nil {
			return 0, err
		}
		p.step(int64((times-i+2)*first), int64(n))
	}
	return time.Since(began), filledTo(ctx, h.store, n)
}

func filledTo(ctx context.Context, s *store.Store, n int) error {
	return s.Write(ctx, func(t *store.Tx) error { return t.SetSetting(pastDone, fmt.Sprint(n)) })
}

func filled(ctx context.Context, s *store.Store) (n int, err error) {
	err = s.Read(ctx, func(t *store.Tx) error {
		text, err := t.Setting(pastDone)
		_, _ = fmt.Sscan(text, &n)
		return err
	})
	return n, err
}

// called writes down the calls in which the first cases came.
func called(ctx context.Context, s *store.Store, n int) error {
	for from := 0; from < n; from += 100 {
		if err := s.Write(ctx, func(t *store.Tx) error {
			for i := from; i < min(from+100, n); i++ {
				if err := t.AddCall(callBefore(sample(i).Person.Phone, time.Now())); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			return err
		}
	}
	return nil
}

// callBefore is a call that was answered at some time and is over.
func callBefore(from huiyin.Phone, at time.Time) store.Call {
	return store.Call{ID: huiyin.NewID[huiyin.CallID](at), Hotline: "12345", Trunk: "townsfolk", Phone: from, Staff: 1, Seat: 1,
		ArrivedAt: at, QueuedAt: at, AnsweredAt: at, EndedAt: at.Add(3 * time.Minute), Outcome: "answered", Score: 5}
}
