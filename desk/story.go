package desk

import (
	"context"
	"slices"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/store"
)

// Story is a matter that is told from its beginning up to some moment, each step at its own time and under the rules
// of Take, before any of it is written down. Record then writes it whole, in one transaction: nobody ever sees half of
// it, and no limit runs out in the middle. It is for pasts that the house itself would have lived through, as an
// invented city has one; what comes from another system is imported. A Story belongs to one goroutine.
type Story struct {
	desk     *Desk
	told     *prepared
	book     casework.Book
	c        casework.Case
	chapters []chapter
}

// chapter is one step of a story.
type chapter struct {
	change casework.Change
	by     huiyin.Actor
	at     time.Time
	files  []Upload
}

// somebody stands for an appellant whom the record has not recalled yet: the rules only ask whether there is one.
const somebody huiyin.PersonID = 1

// Tell begins a story with an appeal that is registered at a.At, which may lie in the past.
func (d *Desk) Tell(a Appeal, by huiyin.Actor) (*Story, error) {
	s, err := d.story(a, by)
	if err != nil {
		return nil, err
	}
	s.c.State = casework.Draft
	return s, s.Take(Order{Order: casework.Order{Step: casework.Register, By: by, At: s.told.at, Form: s.told.a.Form}, Files: a.Files})
}

// TellDraft begins a story with a draft that is begun at a.At, as Begin does.
func (d *Desk) TellDraft(a Appeal, by huiyin.Actor) (*Story, error) {
	s, err := d.story(a, by)
	if err != nil {
		return nil, err
	}
	if !by.Is(huiyin.Operator, huiyin.MailboxClerk, huiyin.ShiftLeader) {
		return nil, huiyin.Forbidden("step_not_yours", "Drafts are begun by operators and mailbox clerks.")
	}
	fill(&s.c, &s.told.a.Form)
	change := s.book.Begin(s.c, by, s.told.at)
	s.c = change.Case
	s.chapters = append(s.chapters, chapter{change, by, s.told.at, a.Files})
	return s, nil
}

func (d *Desk) story(a Appeal, by huiyin.Actor) (*Story, error) {
	if a.At.IsZero() {
		a.At = d.now()
	}
	p, err := d.prepare(&a, by)
	if err != nil {
		return nil, err
	}
	s := &Story{desk: d, told: p, book: d.City().Book, c: p.draft}
	s.c.Historic, s.c.ImportedAt = false, time.Time{} // a story keeps every rule; only imports are let off some
	s.c.ID = huiyin.NewID[huiyin.CaseID](p.at)
	if !a.Person.Empty() {
		s.c.Person = somebody
	}
	return s, nil
}

// Case is the matter as it stands at this point of the story. It has no number and no known person yet.
func (s *Story) Case() *casework.Case { return &s.c }

// Open lists the steps that are open to a person at a moment of the story.
func (s *Story) Open(who huiyin.Actor, at time.Time) []casework.OpenStep {
	return s.book.Open(&s.c, who, at)
}

// Take tells the next step, at o.At. What happens by itself before that moment happens first.
func (s *Story) Take(o Order) error {
	if err := clean(&o.Form); err != nil {
		return err
	}
	if err := known(s.desk.City(), &o.Form); err != nil {
		return err
	}
	if len(o.Files) > MaxFiles {
		return huiyin.Invalid("files", "At most %d files may be attached; there are %d.", MaxFiles, len(o.Files))
	}
	if err := s.Pass(o.At); err != nil {
		return err
	}
	return s.take(o)
}

func (s *Story) take(o Order) error {
	for range o.Files {
		o.Form.Files = append(o.Form.Files, huiyin.NewID[huiyin.FileID](o.At))
	}
	change, err := s.book.Take(s.c, o.Order)
	if err != nil {
		return err
	}
	s.c = change.Case
	s.chapters = append(s.chapters, chapter{change, o.By, change.Case.ChangedAt, slices.Clone(o.Files)})
	return nil
}

// Pass lets time go by until a moment: what happens by itself meanwhile happens at its own time.
func (s *Story) Pass(to time.Time) error {
	for !s.c.Wake.IsZero() && s.c.Wake.Before(to) {
		due := s.book.Overdue(&s.c, s.c.Wake)
		if len(due) == 0 {
			return nil
		}
		for _, o := range due {
			if err := s.take(Order{Order: o}); err != nil {
				return err
			}
		}
	}
	return nil
}

// Record writes a story down whole and gives the appellant's receipt. The same idempotency key twice gives the first
// receipt again and writes nothing.
func (d *Desk) Record(ctx context.Context, s *Story) (Receipt, error) {
	var r Receipt
	err := d.store.Write(ctx, func(t *store.Tx) (err error) {
		r, err = d.recordStory(t, s)
		return err
	})
	return r, err
}

func (d *Desk) recordStory(t *store.Tx, s *Story) (Receipt, error) {
	p := s.told
	sealed, err := d.store.Seal().SealSecret(p.code)
	if err != nil {
		return Receipt{}, err
	}
	used, again, err := t.UseKey("story", p.a.Key, p.digest, int64(s.c.ID), sealed, p.at)
	if err != nil {
		return Receipt{}, err
	}
	if again {
		return d.sameReceipt(t, used)
	}
	person, err := t.Recall(p.a.Person, p.at)
	if err != nil {
		return Receipt{}, err
	}
	number, err := t.NextNumber(s.c.ID, p.at.In(s.book.Calendar.Zone()))
	if err != nil {
		return Receipt{}, err
	}
	last := s.c
	last.Person, last.Number = person, number
	if err := t.AddCase(&last, d.CodeHash(number, p.code), last.ChangedAt); err != nil {
		return Receipt{}, err
	}
	return Receipt{Case: last.ID, Number: number, Code: p.code}, d.recordChapters(t, s, number, person)
}

func (d *Desk) recordChapters(t *store.Tx, s *Story, number string, person huiyin.PersonID) error {
	digest := ""
	for i, ch := range s.chapters {
		change := ch.change
		change.Case.Number, change.Case.Person = number, person
		if i == 0 {
			change.Events[0].Facts["number"] = number // so that a receipt can prove it
		}
		if err := d.record(t, &change, ch.by, ch.at, digest, ch.files); err != nil {
			return err
		}
		digest = d.recordDigest(&change.Case)
	}
	return nil
}
