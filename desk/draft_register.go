package desk

import (
	"context"
	"fmt"

	"huiyin"
	"huiyin/casework"
	"huiyin/store"
)

// RegisterDraft registers a draft with what was written down last, and gives its receipt. The code it was begun with was
// shown to nobody; the one the appellant takes away is made now.
func (d *Desk) RegisterDraft(ctx context.Context, id huiyin.CaseID, a Appeal, by huiyin.Actor) (Receipt, error) {
	p, err := d.prepare(&a, by)
	if err != nil {
		return Receipt{}, err
	}
	var r Receipt
	err = d.store.Write(ctx, func(t *store.Tx) error {
		r, err = d.registerDraft(t, id, p)
		return err
	})
	return r, err
}

func (d *Desk) registerDraft(t *store.Tx, id huiyin.CaseID, p *prepared) (Receipt, error) {
	sealed, err := d.store.Seal().SealSecret(p.code)
	if err != nil {
		return Receipt{}, err
	}
	used, again, err := t.UseKey(fmt.Sprintf("register draft %d %s", id, p.by.By()), p.a.Key, p.digest, int64(id), sealed, p.at)
	if err != nil {
		return Receipt{}, err
	}
	if again {
		return d.sameReceipt(t, used)
	}
	before, err := d.see(t, id, p.by)
	if err != nil {
		return Receipt{}, err
	}
	draft, err := d.lastWritten(t, before, p)
	if err != nil {
		return Receipt{}, err
	}
	change, err := d.City().Book.Take(draft, casework.Order{Step: casework.Register, By: p.by, At: p.at, Form: p.a.Form})
	if err != nil {
		return Receipt{}, err
	}
	change.Events[0].Facts["number"] = change.Case.Number // so that a receipt can prove it
	if err := t.SaveCase(&change.Case, &before, p.at); err != nil {
		return Receipt{}, err
	}
	if err := t.SetCodeHash(id, d.CodeHash(change.Case.Number, p.code)); err != nil {
		return Receipt{}, err
	}
	return Receipt{Case: id, Number: change.Case.Number, Code: p.code}, d.record(t, &change, p.by, p.at, d.recordDigest(&before), p.a.Files)
}

// lastWritten is the draft with what its form does not hold: who it comes from, where it was sent, whether it may be read.
func (d *Desk) lastWritten(t *store.Tx, c casework.Case, p *prepared) (casework.Case, error) {
	if c.State != casework.Draft {
		return c, huiyin.Conflict("step_not_open", "This is no draft any more; it was registered as %s.", c.Number)
	}
	if c.RegisteredBy != p.by.Staff {
		return c, huiyin.Forbidden("not_your_draft", "A draft is registered by whoever began it.")
	}
	if !p.a.Person.Empty() {
		person, err := t.Recall(p.a.Person, p.at)
		if err != nil {
			return c, err
		}
		c.Person = person
	}
	c.Publish = p.a.Publish
	if p.draft.Mailbox != 0 {
		c.Mailbox, c.MailboxUnit = p.draft.Mailbox, p.draft.MailboxUnit
	}
	if p.a.Language != "" {
		c.Language = p.a.Language
	}
	return c, nil
}
