package desk

import (
	"context"
	"encoding/json"
	"sync"

	"huiyin"
	"huiyin/store"
)

// Hub tells the living screens what happens. One reader follows the journal for all of them; a screen that is too slow
// is dropped and asks for the whole again.
type Hub struct {
	desk *Desk
	mu   sync.Mutex
	subs map[chan News]huiyin.Actor
}

// News is one event as a screen needs it.
type News struct {
	Case  huiyin.CaseID
	Kind  string
	State string
	Unit  huiyin.UnitID
}

// NewHub makes the hub of a desk.
func NewHub(d *Desk) *Hub { return &Hub{desk: d, subs: map[chan News]huiyin.Actor{}} }

// Subscribe gives what happens from now on to one who may see it. The channel is closed when the reader is too slow
// or stops.
func (h *Hub) Subscribe(who huiyin.Actor) (<-chan News, func()) {
	ch := make(chan News, 256)
	h.mu.Lock()
	h.subs[ch] = who
	h.mu.Unlock()
	return ch, func() { h.drop(ch) }
}

func (h *Hub) drop(ch chan News) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if _, ok := h.subs[ch]; ok {
		delete(h.subs, ch)
		close(ch)
	}
}

// Run follows the journal until the context ends.
func (h *Hub) Run(ctx context.Context) error {
	var seen [huiyin.Shards]int64
	if err := h.desk.store.Read(ctx, func(t *store.Tx) (err error) { seen, err = t.Heads(); return err }); err != nil {
		return err
	}
	for {
		news := h.desk.store.News()
		if err := h.pass(ctx, &seen); err != nil && ctx.Err() == nil {
			h.desk.log.Warn("the journal could not be followed", "err", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-news:
		}
	}
}

// pass hands everything new to those who may see it.
func (h *Hub) pass(ctx context.Context, seen *[huiyin.Shards]int64) error {
	return h.desk.store.Read(ctx, func(t *store.Tx) error {
		heads, err := t.Heads()
		if err != nil {
			return err
		}
		for shard, head := range heads {
			for seen[shard] < head {
				events, err := t.EventsAfter(shard, seen[shard], 500)
				if err != nil {
					return err
				}
				if len(events) == 0 {
					break
				}
				for _, e := range events {
					seen[shard] = e.Seq
					h.tell(t, e)
				}
			}
		}
		return nil
	})
}

func (h *Hub) tell(t *store.Tx, e huiyin.Event) {
	var facts struct {
		State string
		Unit  huiyin.UnitID
		Lead  huiyin.UnitID
	}
	if json.Unmarshal(e.Data, &facts) != nil || facts.State == "" {
		return // not the last event of a case's change
	}
	n := News{Case: huiyin.CaseID(e.Stream), Kind: e.Kind, State: facts.State, Unit: max(facts.Unit, facts.Lead)}
	h.mu.Lock()
	defer h.mu.Unlock()
	sees := map[huiyin.UnitID]bool{}
	for ch, who := range h.subs {
		ok := who.City
		if !ok && who.Unit != 0 {
			known, asked := sees[who.Unit]
			if !asked {
				known, _ = t.UnitSees(who.Unit, n.Case) // a failed look shows as no news; the list still asks
				sees[who.Unit] = known
			}
			ok = known
		}
		if !ok {
			continue
		}
		select {
		case ch <- n:
		default:
			delete(h.subs, ch)
			close(ch)
		}
	}
}
