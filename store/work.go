package store

import (
	"database/sql"
	"strconv"
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

// Worklist lists what waits, due soonest first; what has no limit comes last.
func (t *Tx) Worklist(q WorkQuery, page huiyin.Page) (lines []CaseLine, next string, err error) {
	args := []any{}
	w := q.parts(&args)
	s := "SELECT " + lineColumns + ", " + w.shown + ", " + w.yellow + ", " + w.due + " FROM " + w.from
	if page.After != "" {
		at := strings.Split(page.After, "-")
		if len(at) != 3 || !whole(at[0]) || !whole(at[1]) || !whole(at[2]) {
			return nil, "", unknownCursor()
		}
		s += " AND (" + w.due + ", c.case_id, " + w.part + ") > (" + arg(&args, number(at[0])) + ", " + arg(&args, number(at[1])) + ", " + arg(&args, number(at[2])) + ")"
	}
	s += " ORDER BY " + w.due + ", c.case_id, " + w.part + " LIMIT " + arg(&args, page.Size()+1)
	lines, err = all(t, s, args, func(r *sql.Rows) (CaseLine, error) {
		var l CaseLine
		var yellow, due time.Time
		err := r.Scan(append(lineRow(&l), &l.Assignment, &l.AssignmentState, &l.Request, &l.RequestKind, ms{&yellow}, end{&due})...)
		l.Yellow, l.Due = yellow, due // of the assignment or the request, where the list is of these
		return l, err
	})
	if err != nil || len(lines) <= page.Size() {
		return lines, "", err
	}
	lines = lines[:page.Size()]
	last := lines[len(lines)-1]
	return lines, itoa(sortKey(last.Due)) + "-" + itoa(int64(last.ID)) + "-" + itoa(max(int64(last.Assignment), int64(last.Request), q.own(last))), nil
}

// own is what tells a row apart in a list of cases: the case itself.
func (q *WorkQuery) own(l CaseLine) int64 {
	if len(q.Assignments) > 0 || len(q.Requests) > 0 {
		return 0
	}
	return int64(l.ID)
}

// sortKey is the end of a limit as the record keeps it.
func sortKey(t time.Time) int64 {
	if t.IsZero() {
		return never
	}
	return t.UnixMilli()
}

// CountWork counts a worklist, up to a bound.
func (t *Tx) CountWork(q WorkQuery, now time.Time) (WorkCount, error) {
	var n WorkCount
	count := func(late bool, into *int) error {
		args := []any{}
		w := q.parts(&args)
		if late {
			w.from += " AND " + w.due + " < " + arg(&args, now.UnixMilli())
		}
		_, err := t.one("SELECT COUNT(*) FROM (SELECT 1 AS one FROM "+w.from+" LIMIT "+arg(&args, countMost)+") w", args, into)
		return err
	}
	if err := count(false, &n.All); err != nil {
		return n, err
	}
	return n, count(true, &n.Late)
}

// workParts are the parts of a worklist's text: FROM with WHERE, the columns of its limit, what tells rows of one case
// apart, and what it shows besides the case.
type workParts struct{ from, due, yellow, part, shown string }

func (q *WorkQuery) parts(args *[]any) workParts {
	switch {
	case len(q.Assignments) > 0:
		from := "assignments a JOIN cases c ON c.case_id = a.case_id WHERE a.state IN " + in(args, q.Assignments)
		if !q.City {
			from += " AND a.unit_id IN " + in(args, orNone(q.Units))
		}
		return workParts{from, "a.due_at", "a.yellow_at", "a.assignment_id", "a.assignment_id, a.state, 0, ''"}
	case len(q.Requests) > 0:
		from := "requests q JOIN cases c ON c.case_id = q.case_id WHERE q.state = 'asked' AND q.kind IN " + in(args, q.Requests)
		return workParts{from, "q.due_at", "q.due_at", "q.request_id", "0, '', q.request_id, q.kind"}
	}
	from := "cases c WHERE c.state IN " + in(args, q.States)
	if q.Mailboxes {
		from += " AND c.mailbox_unit_id IN " + in(args, orNone(q.Units))
	} else if !q.City {
		from += " AND c.lead_id <> 0 AND c.lead_id IN " + in(args, orNone(q.Units))
	}
	if q.Staff != 0 {
		from += " AND c.registered_by = " + arg(args, int64(q.Staff))
	}
	if q.Judged {
		from += " AND c.outcome = 'dissatisfied'"
	} else if len(q.States) == 1 && q.States[0] == casework.Visiting {
		from += " AND c.outcome <> 'dissatisfied'"
	}
	return workParts{from, "c.due_at", "c.yellow_at", "c.case_id", "0, '', 0, ''"}
}

// orNone keeps an empty list of units from meaning every unit.
func orNone(units []huiyin.UnitID) []huiyin.UnitID {
	if len(units) == 0 {
		return []huiyin.UnitID{-1}
	}
	return units
}

// number reads a part of a cursor that is known to be one.
func number(s string) int64 {
	n, _ := strconv.ParseInt(s, 10, 64)
	return n
}
