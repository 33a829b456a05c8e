package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"huiyin"
	"huiyin/staff"
	"huiyin/store"
	"huiyin/topic"
)

// Drawing asks for a sample: n calls of every operator who spoke between two moments.
type Drawing struct {
	Seed     string // letters, digits, dots, dashes; "" is the head of the journal at To
	From, To time.Time
	Each     int
}

// Drawn is what a drawing gave. With its seed anybody draws the same again.
type Drawn struct {
	Seed  string
	Of    int // calls it was drawn from
	Calls []store.Spoken
}

// eachMost and spanMost bound a drawing.
const (
	eachMost = 20
	spanMost = 31 * 24 * time.Hour
)

// Draw draws a sample of recorded calls for inspection. Drawing the same again changes nothing.
func (l *Ledger) Draw(ctx context.Context, d Drawing, who huiyin.Actor) (Drawn, error) {
	if err := need(who, staff.InspectWork); err != nil {
		return Drawn{}, err
	}
	if err := d.sound(l.now()); err != nil {
		return Drawn{}, err
	}
	now := l.now()
	var out Drawn
	err := l.store.Write(ctx, func(t *store.Tx) error {
		out = Drawn{Seed: d.Seed}
		if out.Seed == "" {
			var err error
			if out.Seed, err = journalSeed(t, d.To); err != nil {
				return err
			}
		}
		calls, err := t.SpokenCalls(d.From, d.To)
		if err != nil {
			return err
		}
		out.Of, out.Calls = len(calls), Sample(out.Seed, calls, d.Each)
		for _, c := range out.Calls {
			if err := t.AddInspection(store.Inspection{ID: huiyin.NewID[huiyin.InspectionID](now), Call: c.Call, Staff: c.Staff, Sample: out.Seed, DrawnAt: now}); err != nil {
				return err
			}
		}
		return t.Append(int64(who.Staff), now, who.By(), store.Fact{Kind: "sample.drawn", Data: map[string]any{"seed": out.Seed,
			"from": d.From.UnixMilli(), "to": d.To.UnixMilli(), "each": int64(d.Each), "of": int64(out.Of), "calls": int64(len(out.Calls))}})
	})
	return out, err
}

// sound refuses what cannot be drawn. A seed is a code, since the journal carries it.
func (d *Drawing) sound(now time.Time) error {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:"
	switch {
	case strings.Trim(d.Seed, letters) != "" || len(d.Seed) > 80:
		return huiyin.Invalid("seed", "The seed has at most 80 letters, digits, dots, colons and dashes; leave it out to take the journal's own.")
	case d.Each < 1 || d.Each > eachMost:
		return huiyin.Invalid("each", "A sample has 1 to %d calls of each operator.", eachMost)
	case !d.To.After(d.From):
		return huiyin.Invalid("to", "The sample must end after it begins.")
	case d.To.Sub(d.From) > spanMost:
		return huiyin.Invalid("from", "A sample reaches over 31 days at most.")
	case d.To.After(now):
		return huiyin.Invalid("to", "Calls can be drawn when their day is over; choose an earlier end.")
	}
	return nil
}

// journalSeed is SHA-256 over the hashes of the last events of all shards before a moment: nobody can choose it.
func journalSeed(t *store.Tx, at time.Time) (string, error) {
	sum := sha256.New()
	for shard := range huiyin.Shards {
		hash, err := t.HeadBefore(shard, at)
		if err != nil {
			return "", err
		}
		sum.Write(append(hash, byte(shard)))
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// Inspection is one as its readers see it: with the call, the marks and what the operator said against them.
type Inspection struct {
	store.Inspection
	Call          Call
	Given         Marks
	InspectorName string
	Objection     *store.Objection // nil: nobody objected
}

// InspectionSearch says which inspections are wanted.
type InspectionSearch struct {
	State  string // waiting, done, objected; "" is all
	Staff  huiyin.StaffID
	Sample string
}

// Inspections lists what was drawn, latest first. Operators see the results of their own calls, not what waits.
func (l *Ledger) Inspections(ctx context.Context, s InspectionSearch, page huiyin.Page, who huiyin.Actor) (out []Inspection, next string, err error) {
	if err := need(who, staff.InspectRead); err != nil {
		return nil, "", err
	}
	f := store.InspectionFilter(s)
	if !seesAll(who) {
		if f.Staff = who.Staff; f.State == "waiting" {
			return nil, "", nil
		}
		if f.State == "" {
			f.State = "done"
		}
	}
	err = l.store.Read(ctx, func(t *store.Tx) error {
		list, more, err := t.Inspections(f, page)
		if err != nil {
			return err
		}
		next, out = more, make([]Inspection, len(list))
		for i := range list {
			if out[i], err = l.judged(t, list[i], who); err != nil {
				return err
			}
		}
		return nil
	})
	return out, next, err
}

// Inspection reads one.
func (l *Ledger) Inspection(ctx context.Context, id huiyin.InspectionID, who huiyin.Actor) (out Inspection, err error) {
	if err := need(who, staff.InspectRead); err != nil {
		return out, err
	}
	err = l.store.Read(ctx, func(t *store.Tx) error {
		i, err := known(t, id, who)
		if err == nil {
			out, err = l.judged(t, i, who)
		}
		return err
	})
	return out, err
}

// known reads an inspection for somebody who may know of it.
func known(t *store.Tx, id huiyin.InspectionID, who huiyin.Actor) (store.Inspection, error) {
	i, err := t.Inspection(id)
	if err == nil && !seesAll(who) && (i.Staff != who.Staff || i.DoneAt.IsZero()) {
		err = huiyin.NotFound("inspection", "There is no such inspection.")
	}
	return i, err
}

func (l *Ledger) judged(t *store.Tx, i store.Inspection, who huiyin.Actor) (Inspection, error) {
	out := Inspection{Inspection: i}
	c, err := t.Call(i.Call)
	if err != nil {
		return out, err
	}
	list, err := l.written(t, []store.Call{c}, who)
	if err != nil {
		return out, err
	}
	out.Call = list[0]
	if out.Given, err = ParseMarks(i.Marks); err != nil {
		return out, err
	}
	names, err := t.StaffNames([]huiyin.StaffID{i.Inspector})
	if err != nil {
		return out, err
	}
	out.InspectorName = names[i.Inspector]
	if o, found, err := t.Objection(i.ID); err != nil {
		return out, err
	} else if found {
		out.Objection = &o
	}
	return out, nil
}

// Form is what calls are inspected by.
func (l *Ledger) Form() Form { return l.form }

// Judgement is what an inspector found.
type Judgement struct {
	Marks Marks
	Note  string
}

// Judge writes down what an inspector found in a call that they have heard. It is done once; of two inspectors the
// first counts.
func (l *Ledger) Judge(ctx context.Context, id huiyin.InspectionID, j Judgement, who huiyin.Actor) (out Inspection, err error) {
	if err := need(who, staff.InspectWork); err != nil {
		return out, err
	}
	if j.Note, err = topic.Clean("note", j.Note, 1000, true); err != nil {
		return out, err
	}
	score, err := l.form.Score(j.Marks)
	if err != nil {
		return out, err
	}
	now := l.now()
	err = l.store.Write(ctx, func(t *store.Tx) error {
		before, err := known(t, id, who)
		if err != nil {
			return err
		}
		if err := mayJudge(t, &before, who); err != nil {
			return err
		}
		after := before
		after.Inspector, after.DoneAt, after.Score, after.Marks, after.Note = who.Staff, now, score, j.Marks.String(), j.Note
		if err := t.SaveInspection(before, after); err != nil {
			return err
		}
		if err := t.Append(int64(id), now, who.By(), store.Fact{Kind: "inspection.judged", Data: map[string]any{
			"call": int64(after.Call), "staff": int64(after.Staff), "score": int64(score), "marks": after.Marks}}); err != nil {
			return err
		}
		out, err = l.judged(t, after, who)
		return err
	})
	return out, err
}

// mayJudge: once, nobody themselves, and only what one has heard.
func mayJudge(t *store.Tx, i *store.Inspection, who huiyin.Actor) error {
	switch {
	case !i.DoneAt.IsZero():
		return huiyin.Conflict("inspected", "This call was judged already.")
	case i.Staff == who.Staff:
		return huiyin.Forbidden("own_call", "Nobody inspects their own calls; another inspector must.")
	}
	return heard(t, i.Call, who)
}

// heard refuses whoever has not opened the recording.
func heard(t *store.Tx, call huiyin.CallID, who huiyin.Actor) error {
	events, err := t.Events(int64(call), 1, 1000)
	if err != nil {
		return err
	}
	for _, e := range events {
		if e.Kind == "recording.heard" && e.By == who.By() {
			return nil
		}
	}
	return huiyin.Conflict("not_heard", "Listen to the call before you judge it.")
}
