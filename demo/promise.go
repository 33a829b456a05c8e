package demo

import (
	"fmt"
	"time"

	"huiyin"
	"huiyin/store"
)

// writeCall writes a call down, with the promise that it left behind.
func (t *Town) writeCall(tx *store.Tx, c *store.Call, end time.Time) error {
	if c.Outcome != "abandoned" && c.Outcome != "missed" && c.Outcome != "overflow" {
		return tx.AddCall(*c)
	}
	reason := map[string]string{"abandoned": "abandoned", "missed": "missed", "overflow": "abandoned"}[c.Outcome]
	next := t.rooms.Directory.City().Book.Calendar.NextWorking(c.EndedAt.Add(30 * time.Minute))
	k, err := tx.Promise(store.Callback{ID: huiyin.NewID[huiyin.CallbackID](c.EndedAt), Reason: reason, Hotline: c.Hotline, Call: c.ID, Phone: c.Phone, AskedAt: c.EndedAt, Promised: next, NextAt: next})
	if err != nil {
		return err
	}
	c.Callback = k.ID
	if err := tx.AddCall(*c); err != nil {
		return err
	}
	if err := tx.Append(int64(k.ID), c.EndedAt, huiyin.TheSystem.By(), store.Fact{Kind: "callback.promised", Data: map[string]any{
		"reason": k.Reason, "call": int64(c.ID), "promised_at": k.Promised.UnixMilli(), "times": int64(k.Times)}}); err != nil {
		return err
	}
	return t.keep(tx, k, end)
}

// keep keeps a promise of the past, as most are: those of the last two days still wait.
func (t *Town) keep(tx *store.Tx, k store.Callback, end time.Time) error {
	if end.Sub(k.AskedAt) < 2*day || k.State != "open" {
		return nil
	}
	d := t.city.Rand(fmt.Sprintf("callback %d", k.AskedAt.UnixMilli()))
	op, _ := t.people().one(d, huiyin.Operator)
	k.Staff, k.Attempts, k.TriedAt = op.Staff, 1+d.IntN(2), k.Promised.Add(time.Duration(d.IntN(40))*time.Minute)
	k.State, k.DoneAt = "reached", k.TriedAt
	switch d.IntN(8) {
	case 0:
		k.State, k.Attempts = "given_up", 3
	case 1:
		k.State, k.Attempts, k.TriedAt, k.Note = "cancelled", 0, time.Time{}, "来电人已再次来电并办结。"
	}
	if err := tx.SaveCallback(k); err != nil {
		return err
	}
	return tx.Append(int64(k.ID), k.DoneAt, op.By(), store.Fact{Kind: "callback." + k.State, Data: map[string]any{"attempt": int64(k.Attempts)}})
}
