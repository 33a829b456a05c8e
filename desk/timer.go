package desk

import (
	"context"
	"time"

	"huiyin"
	"huiyin/store"
)

// Run lets happen what happens by itself: automatic signing, drafts and questions that time ends, archiving. It ends
// with the context. Two processes may run it; a step that one has taken is not open to the other.
func (d *Desk) Run(ctx context.Context) error {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		if _, err := d.Tick(ctx); err != nil && ctx.Err() == nil {
			d.log.Error("a limit could not be carried out", "err", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// Tick carries out what is due now and tells how many steps that were.
func (d *Desk) Tick(ctx context.Context) (int, error) {
	done := 0
	for {
		var due []huiyin.CaseID
		now := d.now()
		if err := d.store.Read(ctx, func(t *store.Tx) (err error) {
			due, err = t.WakingCases(now, 100)
			return err
		}); err != nil || len(due) == 0 {
			return done, err
		}
		for _, id := range due {
			n, err := d.wake(ctx, id, now)
			if err != nil {
				return done, err
			}
			done += n
		}
		if len(due) < 100 {
			return done, nil
		}
	}
}

func (d *Desk) wake(ctx context.Context, id huiyin.CaseID, now time.Time) (int, error) {
	n := 0
	err := d.store.Write(ctx, func(t *store.Tx) error {
		n = 0
		c, err := t.Case(id)
		if err != nil {
			return err
		}
		for _, o := range d.City().Book.Overdue(&c, now) {
			if c, err = d.take(t, c, Order{Case: id, Order: o}); err != nil {
				return err
			}
			n++
		}
		return nil
	})
	return n, err
}
