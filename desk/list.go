package desk

import (
	"context"

	"huiyin"
	"huiyin/casework"
	"huiyin/store"
)

// List searches the cases that a person may know of.
func (d *Desk) List(ctx context.Context, f store.CaseFilter, page huiyin.Page, who huiyin.Actor) (lines []store.CaseLine, next string, err error) {
	f.Now = d.now()
	if !who.City {
		if f.Unit == 0 {
			f.Unit = who.Unit
		} else if !who.Speaks(f.Unit) {
			return nil, "", huiyin.Forbidden("not_your_unit", "Your account sees the cases of its own unit and of those below it.")
		}
		if f.Unit == 0 {
			return nil, "", nil
		}
	}
	err = d.store.Read(ctx, func(t *store.Tx) error {
		lines, next, err = t.Cases(f, page)
		return err
	})
	return veil(lines, f.Text != "", who), next, err
}

// Worklist is what one role has to do now: a name, who works from it, and what is in it. The lists are a table; the
// console shows them in this order.
type Worklist struct {
	Name        string
	Who         []huiyin.Role
	States      []casework.State           // of cases
	Assignments []casework.AssignmentState // of the unit's assignments
	Requests    []casework.RequestKind     // waiting for a decision
	Mine        bool                       // only what the person began
	Mailbox     bool                       // only what was written to mailboxes of the person's unit
	Judged      bool                       // only where the appellant has said that they are not satisfied
}

// Worklists is every worklist of the house.
var Worklists = []Worklist{
	{Name: "my_drafts", Who: []huiyin.Role{huiyin.Operator, huiyin.MailboxClerk}, States: []casework.State{casework.Draft}, Mine: true},
	{Name: "to_review", Who: []huiyin.Role{huiyin.Reviewer, huiyin.ShiftLeader}, States: []casework.State{casework.Registered}},
	{Name: "mailbox_letters", Who: []huiyin.Role{huiyin.MailboxClerk}, States: []casework.State{casework.Registered}, Mailbox: true},
	{Name: "supplementing", Who: []huiyin.Role{huiyin.Reviewer}, States: []casework.State{casework.Supplementing}},
	{Name: "reopenings", Who: []huiyin.Role{huiyin.Reviewer}, Requests: []casework.RequestKind{casework.Reopening}},
	{Name: "to_dispatch", Who: []huiyin.Role{huiyin.TransferOfficer, huiyin.ShiftLeader}, States: []casework.State{casework.AtTransfer}},
	{Name: "returns", Who: []huiyin.Role{huiyin.TransferOfficer}, Requests: []casework.RequestKind{casework.ReturnOrder}},
	{Name: "non_acceptances", Who: []huiyin.Role{huiyin.TransferOfficer, huiyin.ShiftLeader}, Requests: []casework.RequestKind{casework.NonAcceptance}},
	{Name: "to_audit", Who: []huiyin.Role{huiyin.TransferOfficer}, States: []casework.State{casework.Answered}},
	{Name: "not_satisfied", Who: []huiyin.Role{huiyin.TransferOfficer}, States: []casework.State{casework.Visiting}, Judged: true},
	{Name: "voids", Who: []huiyin.Role{huiyin.ShiftLeader}, Requests: []casework.RequestKind{casework.VoidEntry}},
	{Name: "to_sign", Who: unitPeople, Assignments: []casework.AssignmentState{casework.ToSign}},
	{Name: "at_work", Who: unitPeople, Assignments: []casework.AssignmentState{casework.Signed, casework.Contacted, casework.Handling}},
	{Name: "submitted", Who: unitPeople, Assignments: []casework.AssignmentState{casework.Submitted}},
	{Name: "to_visit", Who: []huiyin.Role{huiyin.Visitor, huiyin.UnitClerk}, States: []casework.State{casework.Visiting}},
}

var unitPeople = []huiyin.Role{huiyin.UnitClerk, huiyin.Handler, huiyin.UnitLeader, huiyin.Coordinator}

// WorklistsOf are the worklists of a person, in order.
func WorklistsOf(who huiyin.Actor) []Worklist {
	var out []Worklist
	for _, w := range Worklists {
		if who.Is(w.Who...) {
			out = append(out, w)
		}
	}
	return out
}

// Work lists a part of a worklist, what is due soonest first.
func (d *Desk) Work(ctx context.Context, name string, page huiyin.Page, who huiyin.Actor) (lines []store.CaseLine, next string, err error) {
	for _, w := range WorklistsOf(who) {
		if w.Name != name {
			continue
		}
		err = d.store.Read(ctx, func(t *store.Tx) error {
			lines, next, err = t.Worklist(d.workQuery(w, who), page)
			return err
		})
		return lines, next, err
	}
	return nil, "", huiyin.NotFound("worklist", "Your account has no worklist %q.", name)
}

// Counts tells how much is in each of a person's worklists, at most countMost in each.
func (d *Desk) Counts(ctx context.Context, who huiyin.Actor) (map[string]store.WorkCount, error) {
	out := map[string]store.WorkCount{}
	err := d.store.Read(ctx, func(t *store.Tx) error {
		for _, w := range WorklistsOf(who) {
			n, err := t.CountWork(d.workQuery(w, who), d.now())
			if err != nil {
				return err
			}
			out[w.Name] = n
		}
		return nil
	})
	return out, err
}

func (d *Desk) workQuery(w Worklist, who huiyin.Actor) store.WorkQuery {
	q := store.WorkQuery{States: w.States, Assignments: w.Assignments, Requests: w.Requests, Judged: w.Judged, City: who.City}
	if w.Mine {
		q.Staff, q.City = who.Staff, true // one's own, wherever it will go
		return q
	}
	if !who.City || w.Mailbox {
		q.Units = who.Units
		q.Mailboxes = w.Mailbox
	}
	return q
}
