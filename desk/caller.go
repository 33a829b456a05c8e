package desk

import (
	"cmp"
	"context"
	"slices"

	"huiyin"
	"huiyin/casework"
	"huiyin/store"
)

// Caller is what the city knows of somebody whose telephone rings: what an operator sees before the first word.
type Caller struct {
	Times   int              // calls from this number in the last 90 days, this one included
	Persons []store.Person   // who has used it, latest first: identities and names
	Cases   []store.CaseLine // what they brought, latest first, at most callerCases
	About   *store.CaseLine  // the open case that they most likely call about
}

const (
	callerDays  = 90
	callerCases = 20
	callerMost  = 5 // persons
)

// Caller looks up the number of a call. Nothing of it may be shown before CallerShown has written down to whom.
func (d *Desk) Caller(ctx context.Context, phone huiyin.Phone, call huiyin.CallID) (Caller, error) {
	var c Caller
	err := d.store.Read(ctx, func(t *store.Tx) error {
		c = Caller{}
		ids, err := t.PersonsByPhone(phone)
		if err != nil {
			return err
		}
		for _, id := range ids[:min(len(ids), callerMost)] {
			p, err := t.OpenPerson(id)
			if err != nil {
				return err
			}
			c.Persons = append(c.Persons, store.Person{ID: p.ID, Kind: p.Kind, Name: p.Name})
			lines, _, err := t.Cases(store.CaseFilter{Person: id, Now: d.now()}, huiyin.Page{Limit: callerCases})
			if err != nil {
				return err
			}
			c.Cases = append(c.Cases, lines...)
		}
		calls, _, err := t.Calls(store.CallFilter{Phone: phone, From: d.now().AddDate(0, 0, -callerDays)}, huiyin.Page{Limit: 100})
		c.Times = 1
		for _, k := range calls {
			if k.ID != call { // which may not have been written down yet
				c.Times++
			}
		}
		return err
	})
	slices.SortFunc(c.Cases, func(a, b store.CaseLine) int { return cmp.Compare(b.ID, a.ID) })
	c.Cases = c.Cases[:min(len(c.Cases), callerCases)]
	c.About = about(c.Cases)
	return c, err
}

// about picks the open case that was asked after most often, the latest of these.
func about(cases []store.CaseLine) *store.CaseLine {
	var best *store.CaseLine
	for i := range cases {
		c := &cases[i]
		if open(c.State) && (best == nil || c.Urges > best.Urges) {
			best = c
		}
	}
	return best
}

// open tells whether the procedure of a case still goes on.
func open(s casework.State) bool {
	switch s {
	case casework.Registered, casework.Supplementing, casework.AtTransfer, casework.Dispatched, casework.Answered, casework.Visiting:
		return true
	}
	return false
}

// CallerShown writes down that a member of staff has seen who is calling, before they do.
func (d *Desk) CallerShown(ctx context.Context, c *Caller, call huiyin.CallID, who huiyin.StaffID) error {
	if len(c.Persons) == 0 && len(c.Cases) == 0 {
		return nil
	}
	return d.store.Write(ctx, func(t *store.Tx) error {
		return t.Append(int64(who), d.now(), huiyin.Actor{Staff: who}.By(), store.Fact{Kind: "caller.shown", Data: map[string]any{
			"call": int64(call), "persons": int64(len(c.Persons)), "cases": int64(len(c.Cases))}})
	})
}
