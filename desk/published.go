package desk

import (
	"context"
	"sync"
	"time"

	"huiyin"
	"huiyin/store"
)

// viewsEvery is how often the counts of views are written down.
const viewsEvery = 5 * time.Second

// viewsMost bounds the memory of counts that are not written down yet.
const viewsMost = 100_000

// views counts what was looked at since it was last written down.
type views struct {
	mu sync.Mutex
	n  map[huiyin.CaseID]int64
}

// add counts one more and tells how many are not written down yet.
func (v *views) add(id huiyin.CaseID) int64 {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.n == nil {
		v.n = map[huiyin.CaseID]int64{}
	}
	if _, known := v.n[id]; known || len(v.n) < viewsMost {
		v.n[id]++
	}
	return v.n[id]
}

func (v *views) take() map[huiyin.CaseID]int64 {
	v.mu.Lock()
	defer v.mu.Unlock()
	n := v.n
	v.n = nil
	return n
}

func (v *views) giveBack(n map[huiyin.CaseID]int64) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for id, k := range v.n {
		n[id] += k
	}
	v.n = n
}

// Published lists a part of the published letters, the newest first. next is the cursor for the part after it, empty
// at the end.
func (d *Desk) Published(ctx context.Context, f store.PublicationFilter, page huiyin.Page) (list []store.Publication, next string, err error) {
	err = d.store.Read(ctx, func(t *store.Tx) error {
		list, next, err = t.Publications(f, page)
		return err
	})
	return list, next, err
}

// PublishedOne reads a published letter for somebody, which counts as a view.
func (d *Desk) PublishedOne(ctx context.Context, number string) (store.Publication, error) {
	var p store.Publication
	err := d.store.Read(ctx, func(t *store.Tx) (err error) {
		p, err = t.Publication(number)
		return err
	})
	if err == nil {
		p.Views += d.views.add(p.Case)
	}
	return p, err
}

// KeepViews writes down what was looked at since the last time. It touches no case and no event.
func (d *Desk) KeepViews(ctx context.Context) error {
	n := d.views.take()
	if len(n) == 0 {
		return nil
	}
	err := d.store.Write(ctx, func(t *store.Tx) error {
		for id, k := range n {
			if err := t.AddViews(id, k); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		d.views.giveBack(n)
	}
	return err
}
