package desk

import (
	"context"

	"huiyin"
	"huiyin/casework"
	"huiyin/store"
)

// Begin opens a draft while a call is live or a letter is being read. It is kept for the limit "draft".
func (d *Desk) Begin(ctx context.Context, a Appeal, by huiyin.Actor) (casework.Case, error) {
	if !by.Is(huiyin.Operator, huiyin.MailboxClerk, huiyin.ShiftLeader) {
		return casework.Case{}, huiyin.Forbidden("step_not_yours", "Drafts are begun by operators and mailbox clerks.")
	}
	p, err := d.prepare(&a, by)
	if err != nil {
		return casework.Case{}, err
	}
	var out casework.Case
	err = d.store.Write(ctx, func(t *store.Tx) error {
		c := p.draft
		c.ID = huiyin.NewID[huiyin.CaseID](p.at)
		used, again, err := t.UseKey("begin "+by.By(), a.Key, p.digest, int64(c.ID), nil, p.at)
		if err != nil {
			return err
		}
		if again {
			out, err = t.Case(huiyin.CaseID(used.Subject))
			return err
		}
		if c.Person, err = t.Recall(a.Person, p.at); err != nil {
			return err
		}
		book := d.City().Book
		if c.Number, err = t.NextNumber(c.ID, p.at.In(book.Calendar.Zone())); err != nil {
			return err
		}
		fill(&c, &a.Form)
		change := book.Begin(c, by, p.at)
		out = change.Case
		return d.addChange(t, &change, by, p.at, d.CodeHash(c.Number, p.code), a.Files)
	})
	return out, err
}

// SaveDraft keeps what was typed so far. It changes words only; the procedure has not begun.
func (d *Desk) SaveDraft(ctx context.Context, id huiyin.CaseID, a Appeal, by huiyin.Actor) (casework.Case, error) {
	if err := d.check(&a); err != nil {
		return casework.Case{}, err
	}
	if err := known(d.City(), &a.Form); err != nil {
		return casework.Case{}, err
	}
	var out casework.Case
	err := d.store.Write(ctx, func(t *store.Tx) error {
		c, err := d.see(t, id, by)
		if err != nil {
			return err
		}
		if c.State != casework.Draft {
			return huiyin.Conflict("step_not_open", "This is no draft any more; it was registered as %s.", c.Number)
		}
		if c.RegisteredBy != by.Staff {
			return huiyin.Forbidden("not_your_draft", "A draft is written by whoever began it.")
		}
		if !a.Person.Empty() {
			if c.Person, err = t.Recall(a.Person, d.now()); err != nil {
				return err
			}
		}
		fill(&c, &a.Form)
		c.Publish = a.Publish
		if err := addressed(d.City(), &a, &c); err != nil {
			return err
		}
		if err := t.SaveDraft(&c, d.now()); err != nil {
			return err
		}
		out = c
		return nil
	})
	return out, err
}

// fill puts what was typed so far into a draft.
func fill(c *casework.Case, f *casework.Form) {
	c.Title, c.Content, c.Place, c.Demand = f.Title, f.Content, f.Place, f.Demand
	c.Nature, c.Category, c.Area = casework.Nature(f.Nature), f.Category, f.Area
	if f.Urgency != "" {
		c.Urgency = casework.Urgency(f.Urgency)
	}
	c.Lon, c.Lat = f.Lon, f.Lat
}
