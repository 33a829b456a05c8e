package store

import (
	"database/sql"
	"strings"
	"time"

	"huiyin"
	"huiyin/casework"
)

// WorkQuery says what is in a worklist.
type WorkQuery struct {
	States      []casework.State
	Assignments []casework.AssignmentState
	Requests    []casework.RequestKind
	Units       []huiyin.UnitID // whose
	Mailboxes   bool            // the units' letter boxes instead of their assignments
	Staff       huiyin.StaffID
	Judged      bool
	City        bool
}

// WorkCount is how much is in a worklist, and how much of it is late; both stop at countMost.
type WorkCount struct{ All, Late int }

const countMost = 1000

// Worklist lists what waits, due soonest first; rows without a limit come last.
func (t *Tx) Worklist(q WorkQuery, page huiyin.Page) (lines []CaseLine, next string, err error) {
	args := []any{}
	from, due, extra := q.from(&args)
	s := "SELECT " + lineColumns + ", " + extra + ", " + due + " FROM " + from
	far := "900000000000000000" // after every limit
	if d, id, ok := strings.Cut(page.After, "-"); ok {
		s += " AND (COALESCE(" + due + ", " + far + ") > " + arg(&args, number(d)) + " OR (COALESCE(" + due + ", " + far + ") = " + arg(&args, number(d)) + " AND c.case_id > " + arg(&args, number(id)) + "))"
	}
	s += " ORDER BY " + due + " NULLS LAST, c.case_id LIMIT " + arg(&args, page.Size()+1)
	type row struct {
		CaseLine
		due sql.NullInt64
	}
	rows, err := all(t, s, args, func(r *sql.Rows) (row, error) {
		var l row
		return l, r.Scan(append(lineRow(&l.CaseLine), &l.Assignment, &l.AssignmentState, &l.Request, &l.RequestKind, &l.due)...)
	})
	if err != nil {
		return nil, "", err
	}
	for i, r := range rows {
		if i == page.Size() {
			last := rows[i-1]
			d := far
			if last.due.Valid {
				d = itoa(last.due.Int64)
			}
			return lines, d + "-" + itoa(int64(last.ID)), nil
		}
		if r.due.Valid {
			r.Due = time.UnixMilli(r.due.Int64)
		}
		lines = append(lines, r.CaseLine)
	}
	return lines, "", nil
}

// CountWork counts a worklist, up to a bound.
func (t *Tx) CountWork(q WorkQuery, now time.Time) (WorkCount, error) {
	var n WorkCount
	count := func(late string, into *int) error {
		args := []any{}
		from, due, _ := q.from(&args)
		if late != "" {
			from += " AND " + due + " < " + arg(&args, now.UnixMilli())
		}
		_, err := t.one("SELECT COUNT(*) FROM (SELECT 1 AS one FROM "+from+" LIMIT "+arg(&args, countMost)+") w", args, into)
		return err
	}
	if err := count("", &n.All); err != nil {
		return n, err
	}
	return n, count("late", &n.Late)
}

// from writes the FROM and WHERE of a worklist, the column its limit is in, and what it shows besides the case.
func (q *WorkQuery) from(args *[]any) (from, due, extra string) {
	switch {
	case len(q.Assignments) > 0:
		from = "assignments a JOIN cases c ON c.case_id = a.case_id WHERE a.state IN " + in(args, q.Assignments)
		if !q.City {
			from += " AND a.unit_id IN " + in(args, orNone(q.Units))
		}
		return from, "a.due_at", "a.assignment_id, a.state, 0, ''"
	case len(q.Requests) > 0:
		from = "requests q JOIN cases c ON c.case_id = q.case_id WHERE q.state = 'asked' AND q.kind IN " + in(args, q.Requests)
		return from, "q.due_at", "0, '', q.request_id, q.kind"
	}
	from = "cases c WHERE c.state IN " + in(args, q.States)
	if q.Mailboxes {
		from += " AND c.mailbox_unit_id IN " + in(args, orNone(q.Units))
	} else if !q.City {
		from += " AND c.lead_id IN " + in(args, orNone(q.Units))
	}
	if q.Staff != 0 {
		from += " AND c.registered_by = " + arg(args, int64(q.Staff))
	}
	if q.Judged {
		from += " AND c.outcome = 'dissatisfied'"
	} else if len(q.States) == 1 && q.States[0] == casework.Visiting {
		from += " AND c.outcome <> 'dissatisfied'"
	}
	return from, "c.due_at", "0, '', 0, ''"
}

// orNone keeps an empty list of units from meaning every unit.
func orNone(units []huiyin.UnitID) []huiyin.UnitID {
	if len(units) == 0 {
		return []huiyin.UnitID{-1}
	}
	return units
}

func number(s string) int64 {
	n := int64(0)
	for _, r := range s {
		if r < '0' || r > '9' || n > 900_000_000_000_000_000 {
			return n
		}
		n = n*10 + int64(r-'0')
	}
	return n
}
