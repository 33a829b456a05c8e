package desk

import (
	"slices"

	"huiyin"
	"huiyin/casework"
	"huiyin/store"
)

// takenOver stands where a unit's internal text would: none is known.
const takenOver = "历史来信，答复随原始记录导入。"

// pastStep is one step by which a letter from before Huiyin goes through the procedure: who has to take it, whether it
// is taken on the unit's part, and whether it happened when the letter came or when it was answered. The record of the
// past knows these two moments only.
type pastStep struct {
	step     casework.Step
	by       huiyin.Role
	onPart   bool
	answered bool
}

var (
	registering = []pastStep{{step: casework.Register, by: huiyin.Appellant}}
	replying    = []pastStep{
		{step: casework.Pass, by: huiyin.Reviewer},
		{step: casework.Dispatch, by: huiyin.TransferOfficer},
		{step: casework.Sign, by: huiyin.UnitClerk, onPart: true},
		{step: casework.DraftReply, by: huiyin.Handler, onPart: true, answered: true},
		{step: casework.Submit, by: huiyin.UnitLeader, onPart: true, answered: true},
		{step: casework.PassReply, by: huiyin.TransferOfficer, answered: true},
		{step: casework.CloseHistoric, by: huiyin.System, answered: true},
	}
)

// told is one step of a letter's history: what it did, and when.
type told struct {
	casework.Change
	order casework.Order
}

// carry takes the steps one after the other, in memory. Nobody of today's staff is claimed to have taken them.
func (g *letterGroup) carry(c casework.Case, l *letter, steps []pastStep) ([]told, error) {
	var out []told
	form := l.form
	form.Title, form.Content, form.Unit, form.Internal, form.Public, form.Solved = l.title, l.detail, l.unit, takenOver, l.reply, string(casework.SolvedPartly)
	for _, s := range steps {
		o := casework.Order{Step: s.step, At: l.at, Form: form,
			By: huiyin.Actor{Roles: []huiyin.Role{s.by}, Unit: l.unit, Units: []huiyin.UnitID{l.unit}, City: true}}
		if s.answered {
			o.At = l.repliedAt
		}
		if s.onPart {
			o.Assignment = c.Assignments[len(c.Assignments)-1].ID
		}
		change, err := g.city.Book.Take(c, o)
		if err != nil {
			return nil, err
		}
		unclaim(&change)
		out = append(out, told{change, o})
		c = change.Case
	}
	return out, nil
}

// unclaim takes out whether the answer settled the matter. The procedure asks for it; the past does not say.
func unclaim(ch *casework.Change) {
	ch.Case.Solved = ""
	ch.Case.Assignments = slices.Clone(ch.Case.Assignments)
	for i := range ch.Case.Assignments {
		ch.Case.Assignments[i].Solved = ""
	}
	for _, e := range ch.Events {
		delete(e.Facts, "solved")
	}
}

// tell writes down what was said and what happened, each at its own time.
func (g *letterGroup) tell(t *store.Tx, steps []told, digest string) error {
	var moments []store.Moment
	for i := range steps {
		s := &steps[i]
		if _, _, err := addContacts(t, &s.Change); err != nil {
			return err
		}
		facts := g.d.facts(&s.Change, digest)
		facts[0].Data["imported_at"] = g.imported.UnixMilli()
		moments = append(moments, store.Moment{At: s.order.At, Facts: facts})
		if words, changed := facts[len(facts)-1].Data["record"].(string); changed {
			digest = words
		}
	}
	return t.AppendHistory(int64(steps[0].Case.ID), g.by.By(), moments...)
}

// draft is the case of a letter before it is registered. Where the table does not say to whom it was written, it is
// the city's letter box.
func (g *letterGroup) draft(l *letter) (casework.Case, error) {
	c := casework.Case{State: casework.Draft, Channel: "letter", Publish: l.publish, Urgency: casework.Normal, Confidentiality: 1,
		Historic: true, ImportedAt: g.imported}
	box := l.mailbox
	if m := g.city.LetterBox(); m != nil && box == 0 {
		box = m.ID
	}
	return c, addressed(g.city, &Appeal{Mailbox: box}, &c)
}
