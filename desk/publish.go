package desk

import (
	"context"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/store"
	"huiyin/topic"
)

// What the public sees is a projection of the record: it follows the journal from its own watermark and can be made
// anew from nothing. Only how often a letter was looked at is not in the journal, and is kept apart.

const publisher = "publications"

// publishBatch is how many events of a shard are worked off in one transaction.
const publishBatch = 200

// publishable tells whether the public may read a case: it is over and answered, the appellant agrees, nobody's
// identity is hidden from the units, and it is no report of wrongdoing.
func publishable(c *casework.Case) bool {
	switch c.State {
	case casework.Closed, casework.Archived, casework.AnsweredDirectly:
		return c.Publish && c.Answer != "" && c.Confidentiality <= 1 && c.Nature != casework.Report
	}
	return false
}

// Publish brings what is published up to date with the journal and tells how many letters were written or taken back.
func (d *Desk) Publish(ctx context.Context) (int, error) {
	var heads, marks [huiyin.Shards]int64
	err := d.store.Read(ctx, func(t *store.Tx) (err error) {
		if heads, err = t.Heads(); err == nil {
			marks, err = t.Watermarks(publisher)
		}
		return err
	})
	changed := 0
	for shard := range huiyin.Shards {
		for more := heads[shard] > marks[shard]; more && err == nil; {
			var n int
			n, more, err = d.publishSome(ctx, shard)
			changed += n
		}
	}
	return changed, err
}

// Republish makes what is published anew, from the first event on. Until it is done the public sees less.
func (d *Desk) Republish(ctx context.Context) (int, error) {
	err := d.store.Write(ctx, func(t *store.Tx) error {
		for shard := range huiyin.Shards {
			if err := t.SetWatermark(publisher, shard, 0); err != nil {
				return err
			}
		}
		return t.DropPublications()
	})
	if err != nil {
		return 0, err
	}
	return d.Publish(ctx)
}

// verdict is what should be published of a case that stood at a version: nothing when p is nil.
type verdict struct {
	id      huiyin.CaseID
	version int64
	p       *store.Publication
}

// publishSome works off a part of a shard. Reading and taking persons out happens before the writer's turn; what
// changed in between is left to the events that say so.
func (d *Desk) publishSome(ctx context.Context, shard int) (changed int, more bool, err error) {
	var from, to int64
	var verdicts []verdict
	err = d.store.Read(ctx, func(t *store.Tx) error {
		marks, err := t.Watermarks(publisher)
		if err != nil {
			return err
		}
		from = marks[shard]
		events, err := t.EventsAfter(shard, from, publishBatch)
		if err != nil || len(events) == 0 {
			return err
		}
		to, more = events[len(events)-1].Seq, len(events) == publishBatch
		verdicts, err = d.verdicts(t, events)
		return err
	})
	if err != nil || to == 0 {
		return 0, false, err
	}
	err = d.store.Write(ctx, func(t *store.Tx) error {
		changed = 0
		marks, err := t.Watermarks(publisher)
		if err != nil || marks[shard] != from {
			return err // another process was here
		}
		for _, v := range verdicts {
			if err := carryOut(t, v, &changed); err != nil {
				return err
			}
		}
		return t.SetWatermark(publisher, shard, to)
	})
	return changed, more, err
}

func (d *Desk) verdicts(t *store.Tx, events []huiyin.Event) ([]verdict, error) {
	var out []verdict
	seen := map[int64]bool{}
	for _, e := range events {
		if seen[e.Stream] {
			continue
		}
		seen[e.Stream] = true
		c, err := t.Case(huiyin.CaseID(e.Stream))
		if huiyin.KindOf(err) == huiyin.KindNotFound {
			continue // the history of another thing
		}
		if err != nil {
			return nil, err
		}
		v := verdict{id: c.ID, version: c.Version}
		if publishable(&c) {
			if v.p, err = publication(t, &c); err != nil {
				return nil, err
			}
		}
		out = append(out, v)
	}
	return out, nil
}

func carryOut(t *store.Tx, v verdict, changed *int) error {
	now, err := t.CaseVersion(v.id)
	if err != nil || now != v.version {
		return err // it has moved on, and the event that says so is still to be read
	}
	if v.p == nil {
		dropped, err := t.DropPublication(v.id)
		if dropped {
			*changed++
		}
		return err
	}
	*changed++
	return t.SavePublication(*v.p)
}

// publication takes persons out of a case's words: by form, and the appellant's own name, which is unsealed for this
// alone and kept nowhere.
func publication(t *store.Tx, c *casework.Case) (*store.Publication, error) {
	var names []string
	if c.Person != 0 {
		person, err := t.OpenPerson(c.Person)
		if err != nil {
			return nil, err
		}
		names = []string{person.Name, person.Email}
	}
	asked := c.RegisteredAt
	if asked.IsZero() {
		asked = huiyin.IDTime(c.ID)
	}
	return &store.Publication{Case: c.ID, Number: c.Number,
		Title: topic.Redact(c.Title, names...), Content: topic.Redact(c.Content, names...), Answer: topic.Redact(c.Answer, names...),
		Unit: c.Lead, Category: c.Category, Area: c.Area, Mailbox: c.Mailbox, Nature: c.Nature, Judgement: c.Final,
		AskedAt: asked, RepliedAt: c.RepliedAt}, nil
}

// RunPublisher follows the journal, and writes down what was looked at, until the context ends.
func (d *Desk) RunPublisher(ctx context.Context) error {
	tick := time.NewTicker(viewsEvery)
	defer tick.Stop()
	for {
		news := d.store.News()
		if _, err := d.Publish(ctx); err != nil && ctx.Err() == nil {
			d.log.Error("what is published could not be brought up to date", "err", err)
		}
		select {
		case <-ctx.Done():
			return d.KeepViews(context.WithoutCancel(ctx))
		case <-news:
		case <-tick.C:
			if err := d.KeepViews(ctx); err != nil && ctx.Err() == nil {
				d.log.Error("views could not be written down", "err", err)
			}
		}
	}
}
