package desk

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/directory"
	"huiyin/sheet"
	"huiyin/store"
)

// lettersScope is where the source's numbers of imported letters are kept.
const lettersScope = "import letters"

// letterBatch is how many letters one transaction takes.
const letterBatch = 100

// ImportLetters makes a case of every letter of a table: columns id, user, subject, time, detail and, where known,
// reply, reply_time, unit, mailbox, nature, category, area and publish. A letter keeps its own time; with a reply it
// is carried through the whole procedure to its close, at its own times. A letter that is on record is left alone,
// unless it had no reply then and has one now. Bad rows are reported and the good ones kept.
func (d *Desk) ImportLetters(ctx context.Context, in directory.Intake) (directory.Report, error) {
	g := &letterGroup{d: d, by: in.By, city: d.City(), imported: d.now()}
	for r, err := range in.Rows {
		var unreadable *sheet.RowError
		switch {
		case errors.As(err, &unreadable):
			g.report.Rows++
			g.refuse(r, unreadable.Line, unreadable)
			continue
		case err != nil:
			return g.report, errors.Join(err, g.write(ctx))
		}
		g.report.Rows++
		l, err := readLetter(g.city, r, g.imported)
		if err != nil {
			g.refuse(r, r.Line, err)
			continue
		}
		if g.waiting = append(g.waiting, l); len(g.waiting) == letterBatch {
			if err := g.write(ctx); err != nil {
				return g.report, err
			}
			if in.Progress != nil {
				in.Progress(g.report.Rows, 0)
			}
		}
	}
	return g.report, g.write(ctx)
}

// letterGroup is an import under way, with the letters of the next transaction.
type letterGroup struct {
	d        *Desk
	by       huiyin.Actor
	city     *directory.City
	imported time.Time
	waiting  []*letter
	report   directory.Report
}

func (g *letterGroup) refuse(r sheet.Row, line int, err error) {
	reason := err.Error()
	var say *huiyin.Error
	var bad *sheet.RowError
	if errors.As(err, &say) {
		reason = say.Say
	} else if errors.As(err, &bad) {
		reason = bad.Say
	}
	g.report.Bad = append(g.report.Bad, directory.Bad{Line: line, Reason: reason, Row: r})
}

// write brings in what is waiting: together, and one by one when that fails, so that a single letter cannot keep out
// the others.
func (g *letterGroup) write(ctx context.Context) error {
	letters := g.waiting
	g.waiting = nil
	err := g.together(ctx, letters)
	if err == nil || huiyin.KindOf(err) == huiyin.KindUnready || ctx.Err() != nil {
		return err
	}
	for _, l := range letters {
		err := g.together(ctx, []*letter{l})
		switch {
		case err == nil:
		case huiyin.KindOf(err) == huiyin.KindUnready || ctx.Err() != nil:
			return err
		default:
			g.d.log.Error("a letter could not be taken", "line", l.row.Line, "err", err)
			g.refuse(l.row, l.row.Line, huiyin.Invalid("letter", "The record did not take this letter; the log says why."))
		}
	}
	return nil
}

// outcome is what became of one letter.
type outcome struct {
	added, changed bool
	refused        error
}

// together brings letters in, in one transaction. What one of them is refused for comes before it writes anything.
func (g *letterGroup) together(ctx context.Context, letters []*letter) error {
	outcomes := make([]outcome, len(letters))
	err := g.d.store.Write(ctx, func(t *store.Tx) error {
		for i, l := range letters {
			o, err := g.bring(t, l)
			if err != nil && huiyin.KindOf(err) == "" {
				return err
			}
			o.refused = err
			outcomes[i] = o
		}
		return nil
	})
	if err != nil {
		return err
	}
	for i, o := range outcomes {
		switch {
		case o.refused != nil:
			g.refuse(letters[i].row, letters[i].row.Line, o.refused)
		case o.added:
			g.report.Added++
		case o.changed:
			g.report.Changed++
		default:
			g.report.Unchanged++
		}
	}
	return nil
}

// bring makes a case of a letter, or looks at the one that was made of it before.
func (g *letterGroup) bring(t *store.Tx, l *letter) (outcome, error) {
	used, found, err := t.KeyUsed(lettersScope, l.key(), l.digest())
	switch {
	case found && err != nil:
		return outcome{}, huiyin.Conflict("letter_differs", "The letter %s of this moment is on record with other words.", l.id)
	case err != nil:
		return outcome{}, err
	case found:
		return g.again(t, l, huiyin.CaseID(used.Subject))
	}
	return outcome{added: true}, g.anew(t, l)
}

// again gives a letter that is on record its reply, when it came without one.
func (g *letterGroup) again(t *store.Tx, l *letter, id huiyin.CaseID) (outcome, error) {
	c, err := t.Case(id)
	switch {
	case err != nil:
		return outcome{}, err
	case l.reply == "", c.Answer == l.reply && c.RepliedAt.Equal(l.repliedAt):
		return outcome{}, nil
	case c.State != casework.Registered || c.Version != 1:
		return outcome{}, huiyin.Conflict("letter_at_work", "The letter %s is on record as %s, where it has been worked on or answered otherwise; its reply is not put over that.", l.id, c.Number)
	}
	steps, err := g.carry(c, l, replying)
	if err != nil {
		return outcome{}, err
	}
	last := steps[len(steps)-1].Case
	if err := t.SaveCase(&last, &c, l.repliedAt); err != nil {
		return outcome{}, err
	}
	return outcome{changed: true}, g.tell(t, steps, g.d.recordDigest(&c))
}

// anew registers a letter and carries it as far as its own history goes.
func (g *letterGroup) anew(t *store.Tx, l *letter) error {
	c, err := g.draft(l)
	if err != nil {
		return err
	}
	// Where only the day is known all its letters have one moment; spread over a second, two imports do not meet.
	c.ID = huiyin.NewID[huiyin.CaseID](l.at.Truncate(time.Second).Add(time.Duration(rand.IntN(1000)) * time.Millisecond))
	steps, err := g.carry(c, l, registering)
	if err == nil && l.reply != "" {
		var more []told
		more, err = g.carry(steps[0].Case, l, replying)
		steps = append(steps, more...)
	}
	if err != nil {
		return err
	}
	person, err := t.Recall(store.Person{Name: l.user}, g.imported)
	if err != nil {
		return err
	}
	number, err := t.NextNumber(c.ID, l.at)
	if err != nil {
		return err
	}
	for i := range steps {
		steps[i].Case.Person, steps[i].Case.Number = person, number
	}
	if _, _, err := t.UseKey(lettersScope, l.key(), l.digest(), int64(c.ID), nil, g.imported); err != nil {
		return err
	}
	last := steps[len(steps)-1].Case
	if err := t.AddCase(&last, nil, last.Since); err != nil {
		return err
	}
	return g.tell(t, steps, "")
}
