package desk

import (
	"context"
	"strconv"
	"strings"

	"huiyin"
	"huiyin/calendar"
	"huiyin/casework"
	"huiyin/store"
)

// View is a case as one person may see it: the record, what was said, what happened, and the steps open to them.
type View struct {
	Case     casework.Case
	Contacts []store.Contact
	Files    []store.File
	Events   []huiyin.Event
	Open     []casework.OpenStep
	Sealed   bool                // the words are for a need-to-know list that this person is not on
	Route    *store.CatalogueRow // what the dispatch catalogue says
}

// shownEvents is how many of a case's first and of its last events are shown. Few cases have fifty.
const shownEvents = 250

// Show reads a case for a person.
func (d *Desk) Show(ctx context.Context, id huiyin.CaseID, who huiyin.Actor) (View, error) {
	var v View
	err := d.store.Read(ctx, func(t *store.Tx) error {
		c, err := d.see(t, id, who)
		if err != nil {
			return err
		}
		v, err = d.view(t, c, who)
		return err
	})
	return v, err
}

func (d *Desk) view(t *store.Tx, c casework.Case, who huiyin.Actor) (View, error) {
	v := View{Case: c}
	var err error
	if v.Contacts, err = t.Contacts(c.ID); err != nil {
		return v, err
	}
	if v.Files, err = t.Files(c.ID); err != nil {
		return v, err
	}
	if v.Events, err = t.Ends(int64(c.ID), shownEvents); err != nil {
		return v, err
	}
	city := d.City()
	v.Open = city.Book.Open(&c, who, d.now())
	v.Route = city.Route(c.Category, c.Area, d.now().Format("2006-01-02"))
	if who.Is(huiyin.Admin) && len(who.Roles) == 1 {
		v.hide() // administrators keep the house; they do not read the letters
		v.Open = nil
	}
	if !mayRead(&c, who) {
		v.hide()
	}
	return v, nil
}

func (v *View) hide() {
	v.Sealed = true
	c := &v.Case
	c.Title, c.Content, c.Demand, c.Place, c.Answer, c.Internal = "", "", "", "", "", ""
	for i := range c.Assignments {
		a := &c.Assignments[i]
		a.Internal, a.Public, a.VerifyNote, a.Advice, a.UnsolvedReason = "", "", "", "", ""
	}
	for i := range c.Visits {
		c.Visits[i].Opinion = ""
	}
	for i := range c.Requests {
		q := &c.Requests[i]
		q.Basis, q.Text, q.Opinion = "", "", ""
	}
	c.Lon, c.Lat = nil, nil
	v.Contacts, v.Files = nil, nil
}

// Clock proves the deadline of an assignment, or of the case's present stage when assignment is 0.
func (d *Desk) Clock(ctx context.Context, id huiyin.CaseID, assignment huiyin.AssignmentID, who huiyin.Actor) (calendar.Deadline, error) {
	v, err := d.Show(ctx, id, who)
	if err != nil {
		return calendar.Deadline{}, err
	}
	return d.City().Book.Proof(&v.Case, assignment)
}

// Staff are the accounts that appear in the record.
func (v *View) Staff() []huiyin.StaffID {
	seen := map[huiyin.StaffID]bool{0: true}
	var out []huiyin.StaffID
	add := func(ids ...huiyin.StaffID) {
		for _, id := range ids {
			if !seen[id] {
				seen[id] = true
				out = append(out, id)
			}
		}
	}
	add(v.Case.RegisteredBy)
	for _, a := range v.Case.Assignments {
		add(a.VerifiedBy, a.SubmittedBy)
	}
	for _, q := range v.Case.Requests {
		add(q.By, q.DecidedBy)
	}
	for _, x := range v.Case.Visits {
		add(x.Staff)
	}
	for _, k := range v.Contacts {
		add(k.Staff)
	}
	for _, e := range v.Events {
		if id, ok := strings.CutPrefix(e.By, "staff:"); ok {
			if n, err := strconv.ParseInt(id, 10, 64); err == nil {
				add(huiyin.StaffID(n))
			}
		}
	}
	return out
}
