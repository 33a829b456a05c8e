package desk

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/knowledge"
	"huiyin/store"
)

// Order asks for a step on a case.
type Order struct {
	Case huiyin.CaseID
	casework.Order
	Files []Upload // new attachments of this step
	Key   string   // idempotency key
}

// Take carries a step out: load, ask the rules, save, append events; one transaction.
func (d *Desk) Take(ctx context.Context, o Order) (casework.Case, error) {
	if err := d.checkOrder(&o); err != nil {
		return casework.Case{}, err
	}
	if err := known(d.City(), &o.Form); err != nil {
		return casework.Case{}, err
	}
	var after casework.Case
	err := d.store.Write(ctx, func(t *store.Tx) error {
		before, err := d.see(t, o.Case, o.By)
		if err != nil {
			return err
		}
		after, err = d.take(t, before, o)
		return err
	})
	return after, err
}

// checkOrder cleans what was filled in, refuses what no step takes, and sets the moment.
func (d *Desk) checkOrder(o *Order) error {
	if err := clean(&o.Form); err != nil {
		return err
	}
	if err := checkKey(o.Key); err != nil {
		return err
	}
	if len(o.Files) > MaxFiles {
		return huiyin.Invalid("files", "At most %d files may be attached; there are %d.", MaxFiles, len(o.Files))
	}
	if o.At.IsZero() {
		o.At = d.now()
	}
	return nil
}

// digest tells two orders under one idempotency key apart. The moment of asking is not part of it.
func (o *Order) digest() []byte {
	h := sha256.New()
	fmt.Fprintf(h, "%q %d %d %d %v ", o.Step, o.Assignment, o.Request, o.Version, o.Files)
	digestForm(h, o.Form)
	return h.Sum(nil)
}

func (d *Desk) take(t *store.Tx, before casework.Case, o Order) (casework.Case, error) {
	_, again, err := t.UseKey(fmt.Sprintf("step %d %s", before.ID, o.By.By()), o.Key, o.digest(), int64(before.ID), nil, o.At)
	if err != nil || again {
		return before, err
	}
	files := o.Files
	for range files {
		o.Form.Files = append(o.Form.Files, huiyin.NewID[huiyin.FileID](o.At))
	}
	change, err := d.City().Book.Take(before, o.Order)
	if err != nil {
		return casework.Case{}, err
	}
	if err := t.SaveCase(&change.Case, &before, o.At); err != nil {
		return casework.Case{}, err
	}
	return change.Case, d.record(t, &change, o.By, o.At, d.recordDigest(&before), files)
}

// see reads a case for somebody who may know of it. Who may not is told the same as for a case that does not exist.
func (d *Desk) see(t *store.Tx, id huiyin.CaseID, who huiyin.Actor) (casework.Case, error) {
	c, err := t.Case(id)
	if err != nil {
		return c, err
	}
	return c, d.mayKnow(t, &c, who)
}

func (d *Desk) mayKnow(t *store.Tx, c *casework.Case, who huiyin.Actor) error {
	if who.City || who.Is(huiyin.System, huiyin.Appellant) {
		return nil
	}
	if c.State == casework.Draft && who.Staff != 0 && c.RegisteredBy == who.Staff {
		return nil // a draft is nobody's yet but of whoever writes it
	}
	seen, err := t.UnitSees(who.Unit, c.ID)
	if err != nil {
		return err
	}
	if !seen || who.Unit == 0 {
		return huiyin.NotFound("case", "There is no such case.")
	}
	return nil
}

// record appends what a change did: its contacts, its files and its events.
func (d *Desk) record(t *store.Tx, ch *casework.Change, by huiyin.Actor, now time.Time, digestBefore string, files []Upload) error {
	c := &ch.Case
	first, last, err := addContacts(t, ch)
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := t.AddFile(store.File{ID: huiyin.NewID[huiyin.FileID](now), Case: c.ID, Contact: first, Hash: f.Hash, Name: f.Name, Type: f.Type, Size: f.Size, At: now, Staff: by.Staff}); err != nil {
			return err
		}
	}
	facts := d.facts(ch, digestBefore)
	if answeredDirectly(ch) {
		version, err := knowledge.Cite(t, store.ArticleUse{Article: c.Article, Case: c.ID, Contact: last, Staff: by.Staff, At: now}, d.now(), d.City().Book.Calendar.Zone())
		if err != nil {
			return err
		}
		facts[len(facts)-1].Data["article_version"] = int64(version)
	}
	if len(files) > 0 {
		facts[len(facts)-1].Data["files"] = fileHashes(files)
	}
	return t.Append(int64(c.ID), now, by.By(), facts...)
}

// answeredDirectly tells whether a change gave the answer on the spot, resting on an article.
func answeredDirectly(ch *casework.Change) bool {
	return slices.ContainsFunc(ch.Events, func(e casework.Happened) bool { return e.Kind == "case.answered_directly" })
}

// addContacts writes down what was said, and gives the first contact after the appeal itself and the last of all.
func addContacts(t *store.Tx, ch *casework.Change) (first, last huiyin.ContactID, err error) {
	c := &ch.Case
	for _, k := range ch.Contacts {
		id := huiyin.NewID[huiyin.ContactID](k.At)
		last = id
		if first == 0 && k.Kind != "first" {
			first = id
		}
		if err := t.AddContact(store.Contact{ID: id, Case: c.ID, Person: c.Person, At: k.At, Kind: k.Kind, Channel: string(c.Channel), Outbound: k.Outbound,
			Reached: k.Reached, Staff: k.Staff, Unit: k.Unit, Note: k.Note, Shown: k.Appellant}); err != nil {
			return 0, 0, err
		}
	}
	return first, last, nil
}

// facts are a change's events as the journal takes them. The digest of the case's words goes into the last one when
// the words changed.
func (d *Desk) facts(ch *casework.Change, digestBefore string) []store.Fact {
	facts := make([]store.Fact, len(ch.Events))
	for i, e := range ch.Events {
		facts[i] = store.Fact{Kind: e.Kind, Data: e.Facts}
	}
	last := facts[len(facts)-1].Data
	last["state"] = string(ch.Case.State)
	if digest := d.recordDigest(&ch.Case); digest != digestBefore {
		last["record"] = digest
	}
	return facts
}

func fileHashes(files []Upload) []any {
	out := make([]any, len(files))
	for i, f := range files {
		out[i] = f.Hash
	}
	return out
}
