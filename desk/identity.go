package desk

import (
	"cmp"
	"context"
	"slices"

	"huiyin"
	"huiyin/casework"
	"huiyin/store"
	"huiyin/topic"
)

// Identity opens the appellant's name and number to somebody who says why. The journal keeps who read them, for what,
// before they are handed out: no record, no name.
func (d *Desk) Identity(ctx context.Context, id huiyin.CaseID, purpose string, who huiyin.Actor) (store.Person, error) {
	purpose, err := topic.Clean("purpose", purpose, 200, false)
	if err != nil {
		return store.Person{}, err
	}
	if purpose == "" {
		return store.Person{}, huiyin.Invalid("purpose", "Say why you need to know who the appellant is; it is written down.")
	}
	var p store.Person
	err = d.store.Write(ctx, func(t *store.Tx) error {
		c, err := d.see(t, id, who)
		if err != nil {
			return err
		}
		if err := mayIdentify(&c, who); err != nil {
			return err
		}
		if c.Person == 0 {
			return huiyin.NotFound("person", "The appellant did not say who they are.")
		}
		if p, err = t.OpenPerson(c.Person); err != nil {
			return err
		}
		if err := t.AddReading(store.Reading{ID: huiyin.NewID[huiyin.ReadingID](d.now()), Case: c.ID, Person: c.Person, Kind: "identity", At: d.now(),
			Staff: who.Staff, Unit: who.Unit, Purpose: purpose}); err != nil {
			return err
		}
		return t.Append(int64(c.ID), d.now(), who.By(), store.Fact{Kind: "identity.read", Data: map[string]any{
			"person": int64(c.Person), "fields": []any{"name", "phone", "email"}, "purpose": d.store.Seal().HashText(purpose), "unit": int64(who.Unit)}})
	})
	return p, err
}

// mayIdentify: units do not learn who made a report or a sealed appeal; analysts, inspectors of numbers and
// administrators never need a name.
func mayIdentify(c *casework.Case, who huiyin.Actor) error {
	if c.Confidentiality >= 3 && !who.Is(huiyin.TransferOfficer, huiyin.ShiftLeader) {
		return huiyin.Forbidden("sealed", "This appeal is sealed; its appellant is known to the transfer centre only.")
	}
	if c.Confidentiality >= 2 && !who.City {
		return huiyin.Forbidden("hidden_from_units", "The appellant's identity is hidden from units; speak to them through the centre.")
	}
	if !who.Is(huiyin.Operator, huiyin.Reviewer, huiyin.TransferOfficer, huiyin.ShiftLeader, huiyin.Visitor, huiyin.Supervisor,
		huiyin.UnitClerk, huiyin.Handler, huiyin.UnitLeader, huiyin.MailboxClerk) {
		return huiyin.Forbidden("not_for_role", "Your role works without names.")
	}
	return nil
}

// History lists what a telephone number has brought to the city before, newest first: what an operator sees while it
// rings. The number itself is not kept by asking; that somebody asked is written down.
func (d *Desk) History(ctx context.Context, phone string, who huiyin.Actor) ([]store.CaseLine, error) {
	if !who.Is(huiyin.Operator, huiyin.Reviewer, huiyin.ShiftLeader, huiyin.TransferOfficer, huiyin.Visitor) {
		return nil, huiyin.Forbidden("not_for_role", "Your role works without telephone numbers.")
	}
	number, err := huiyin.ParsePhone(phone)
	if err != nil {
		return nil, err
	}
	var out []store.CaseLine
	var persons []huiyin.PersonID
	if err := d.store.Read(ctx, func(t *store.Tx) error {
		if persons, err = t.PersonsByPhone(number); err != nil {
			return err
		}
		for _, p := range persons {
			lines, _, err := t.Cases(store.CaseFilter{Person: p, Now: d.now()}, huiyin.Page{Limit: 20})
			if err != nil {
				return err
			}
			out = append(out, lines...)
		}
		return nil
	}); err != nil || len(persons) == 0 {
		return nil, err
	}
	out = veil(out, false, who)
	slices.SortFunc(out, func(a, b store.CaseLine) int { return cmp.Compare(b.ID, a.ID) })
	return out, d.store.Write(ctx, func(t *store.Tx) error {
		if err := t.AddReading(store.Reading{ID: huiyin.NewID[huiyin.ReadingID](d.now()), Kind: "number", At: d.now(), Staff: who.Staff, Unit: who.Unit}); err != nil {
			return err
		}
		return t.Append(int64(who.Staff), d.now(), who.By(), store.Fact{Kind: "number.looked_up", Data: map[string]any{"persons": int64(len(persons)), "cases": int64(len(out))}})
	})
}

// Readings lists who read whose identity, when and why, newest first. Whoever watches over that reads no case.
func (d *Desk) Readings(ctx context.Context, f store.ReadingFilter, page huiyin.Page, who huiyin.Actor) (list []store.Reading, next string, err error) {
	if !who.Is(huiyin.Auditor) {
		return nil, "", huiyin.Forbidden("not_for_role", "The log of readings is for auditors.")
	}
	err = d.store.Read(ctx, func(t *store.Tx) error {
		list, next, err = t.Readings(f, page)
		return err
	})
	return list, next, err
}
