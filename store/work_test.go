package store_test

import (
	"cmp"
	"slices"
	"testing"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/store"
)

// job is a line of a worklist, told without any database.
type job struct {
	c    huiyin.CaseID
	part int64
	due  time.Time
}

// jobs is what a worklist means.
func (c *crowd) jobs(q store.WorkQuery) []job {
	var out []job
	mine := func(u huiyin.UnitID) bool { return u != 0 && slices.Contains(q.Units, u) }
	for _, k := range c.cases {
		switch {
		case len(q.Assignments) > 0:
			for _, a := range k.Assignments {
				if slices.Contains(q.Assignments, a.State) && (q.City || mine(a.Unit)) {
					out = append(out, job{k.ID, int64(a.ID), a.Due})
				}
			}
		case len(q.Requests) > 0:
			for _, r := range k.Requests {
				if slices.Contains(q.Requests, r.Kind) && r.State == casework.Asked {
					out = append(out, job{k.ID, int64(r.ID), r.Due})
				}
			}
		default:
			here := q.City && !q.Mailboxes || q.Mailboxes && mine(k.MailboxUnit) || !q.City && !q.Mailboxes && mine(k.Lead)
			visiting := !slices.Equal(q.States, []casework.State{casework.Visiting}) || q.Judged == (k.Outcome == "dissatisfied")
			if slices.Contains(q.States, k.State) && here && visiting && (q.Staff == 0 || q.Staff == k.RegisteredBy) {
				out = append(out, job{k.ID, int64(k.ID), k.Due})
			}
		}
	}
	slices.SortFunc(out, func(a, b job) int {
		return cmp.Or(byDue(a.due, b.due), cmp.Compare(a.c, b.c), cmp.Compare(a.part, b.part))
	})
	return out
}

// Worklists show everything once, soonest first, what has no limit last, and the counts beside them are true.
func TestWorklists(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		c := gather(t, s, 400)
		now := noon.AddDate(0, 0, 20)
		for name, q := range map[string]store.WorkQuery{
			"the city's":                  {States: []casework.State{casework.Registered}, City: true},
			"of several states":           {States: []casework.State{casework.Registered, casework.AtTransfer, casework.Closed}, City: true},
			"of a unit":                   {States: []casework.State{casework.Dispatched, casework.Rehandling}, Units: []huiyin.UnitID{2, 3}},
			"of no unit":                  {States: []casework.State{casework.Dispatched}},
			"of a mailbox":                {States: []casework.State{casework.Registered}, Units: []huiyin.UnitID{1, 2}, Mailboxes: true, City: true},
			"my own":                      {States: []casework.State{casework.Draft}, Staff: 2, City: true},
			"to visit":                    {States: []casework.State{casework.Visiting}, City: true},
			"not satisfied":               {States: []casework.State{casework.Visiting}, City: true, Judged: true},
			"parts of units":              {Assignments: []casework.AssignmentState{casework.ToSign, casework.Signed, casework.Handling}, Units: []huiyin.UnitID{1, 2, 3, 4}},
			"parts of one unit":           {Assignments: []casework.AssignmentState{casework.Submitted}, Units: []huiyin.UnitID{4}},
			"every part":                  {Assignments: []casework.AssignmentState{casework.ToSign}, City: true},
			"parts of nobody":             {Assignments: []casework.AssignmentState{casework.ToSign}},
			"requests that are undecided": {Requests: []casework.RequestKind{casework.ReturnOrder, casework.VoidEntry}, City: true},
		} {
			want := c.jobs(q)
			for _, size := range []int{1, 3, 200} {
				var got []job
				lines := read(t, s, func(tx *store.Tx) ([]store.CaseLine, error) {
					return pages(t, size, func(page huiyin.Page) ([]store.CaseLine, string, error) { return tx.Worklist(q, page) }), nil
				})
				for _, l := range lines {
					got = append(got, job{l.ID, cmp.Or(int64(l.Assignment), int64(l.Request), int64(l.ID)), l.Due})
				}
				if !slices.EqualFunc(got, want, func(a, b job) bool { return a.c == b.c && a.part == b.part && a.due.Equal(b.due) }) {
					t.Fatalf("%s by %d: %d lines %v, want %d %v", name, size, len(got), got, len(want), want)
				}
			}
			late := 0
			for _, j := range want {
				late += one(!j.due.IsZero() && j.due.Before(now))
			}
			if n := read(t, s, func(tx *store.Tx) (store.WorkCount, error) { return tx.CountWork(q, now) }); n.All != len(want) || n.Late != late {
				t.Errorf("%s is counted as %+v, want %d and %d", name, n, len(want), late)
			}
			if (len(want) == 0) != (name == "of no unit" || name == "parts of nobody") {
				t.Errorf("%s has %d lines", name, len(want))
			}
		}
	})
}

// Every moment at which something happens by itself comes, once, in order.
func TestWaking(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		write(t, s, func(tx *store.Tx) error {
			for i := range 20 {
				c := letter(huiyin.CaseID(100 + i))
				if i%4 > 0 {
					c.Wake = noon.Add(time.Duration(i) * time.Minute)
				}
				if err := keep(tx, s, nil, &c, "case.registered"); err != nil {
					return err
				}
			}
			return nil
		})
		due := func(at time.Time, limit int) []huiyin.CaseID {
			return read(t, s, func(tx *store.Tx) ([]huiyin.CaseID, error) { return tx.WakingCases(at, limit) })
		}
		if got := due(noon, 100); len(got) != 0 {
			t.Errorf("%v wake too early", got)
		}
		if got := due(noon.Add(3*time.Minute), 100); !slices.Equal(got, []huiyin.CaseID{101, 102, 103}) {
			t.Errorf("%v wake within three minutes", got)
		}
		if got := due(noon.Add(time.Hour), 4); !slices.Equal(got, []huiyin.CaseID{101, 102, 103, 105}) {
			t.Errorf("the first four are %v", got)
		}
		if next := read(t, s, (*store.Tx).NextWake); !next.Equal(noon.Add(time.Minute)) {
			t.Errorf("the next wakes at %v", next)
		}
	})
}
