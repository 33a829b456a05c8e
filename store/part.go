package store

import (
	"database/sql"

	"huiyin"
	"huiyin/casework"
)

// The parts of a case: assignments, requests, visits. Each row carries the case's identity first.

const assignmentColumns = `case_id, assignment_id, parent_id, unit_id, part, round, state, advice, forced, time_limit, dispatched_at, due_at, yellow_at,
 sign_due_at, signed_at, contact_due_at, contacted_at, verified_at, submitted_at, ended_at, auto_signed, tries, found_true, verify_note,
 verify_lon, verify_lat, verified_by, submitted_by, internal, public, unsolved_reason, defects, solved, sent_back`

func assignmentRow(id *huiyin.CaseID, a *casework.Assignment) []any {
	return []any{id, &a.ID, &a.Parent, &a.Unit, &a.Part, &a.Round, &a.State, &a.Advice, &a.Forced, lim{&a.Limit}, ms{&a.DispatchedAt}, end{&a.Due}, ms{&a.Yellow},
		ms{&a.SignDue}, ms{&a.SignedAt}, ms{&a.ContactDue}, ms{&a.ContactedAt}, ms{&a.VerifiedAt}, ms{&a.SubmittedAt}, ms{&a.EndedAt}, &a.AutoSigned, &a.Tries, &a.True, &a.VerifyNote,
		&a.VerifyLon, &a.VerifyLat, &a.VerifiedBy, &a.SubmittedBy, &a.Internal, &a.Public, &a.UnsolvedReason, &a.Defects, &a.Solved, &a.SentBack}
}

var saveAssignment = onConflict(insertInto("assignments", assignmentColumns), "case_id, assignment_id", assignmentColumns)

func (t *Tx) assignments(id huiyin.CaseID) ([]casework.Assignment, error) {
	return all(t, `SELECT `+assignmentColumns+` FROM assignments WHERE case_id = $1 ORDER BY assignment_id`, []any{int64(id)}, func(r *sql.Rows) (casework.Assignment, error) {
		var a casework.Assignment
		return a, r.Scan(assignmentRow(&id, &a)...)
	})
}

func (t *Tx) saveAssignments(c, before *casework.Case) error {
	for i := range c.Assignments {
		if i < len(before.Assignments) && before.Assignments[i] == c.Assignments[i] {
			continue
		}
		if _, err := t.exec(saveAssignment, assignmentRow(&c.ID, &c.Assignments[i])...); err != nil {
			return err
		}
	}
	return nil
}

const requestColumns = `case_id, request_id, kind, assignment_id, state, asked_by, unit_id, asked_at, due_at, reason, basis, text, proposed_id, decided_by, decided_at, opinion`

func requestRow(id *huiyin.CaseID, q *casework.Request) []any {
	return []any{id, &q.ID, &q.Kind, &q.Assignment, &q.State, &q.By, &q.Unit, ms{&q.AskedAt}, end{&q.Due}, &q.Reason, &q.Basis, &q.Text, &q.Proposed, &q.DecidedBy, ms{&q.DecidedAt}, &q.Opinion}
}

var saveRequest = onConflict(insertInto("requests", requestColumns), "case_id, request_id", requestColumns)

func (t *Tx) requests(id huiyin.CaseID) ([]casework.Request, error) {
	return all(t, `SELECT `+requestColumns+` FROM requests WHERE case_id = $1 ORDER BY request_id`, []any{int64(id)}, func(r *sql.Rows) (casework.Request, error) {
		var q casework.Request
		return q, r.Scan(requestRow(&id, &q)...)
	})
}

func (t *Tx) saveRequests(c, before *casework.Case) error {
	for i := range c.Requests {
		if i < len(before.Requests) && before.Requests[i] == c.Requests[i] {
			continue
		}
		if _, err := t.exec(saveRequest, requestRow(&c.ID, &c.Requests[i])...); err != nil {
			return err
		}
	}
	return nil
}

const visitColumns = `case_id, n, at, made_by, unit_id, staff_id, round, reached, satisfaction, solved, truthful, opinion`

func visitRow(id *huiyin.CaseID, n *int, v *casework.Visit) []any {
	return []any{id, n, ms{&v.At}, &v.By, &v.Unit, &v.Staff, &v.Round, &v.Reached, &v.Satisfaction, &v.Solved, &v.Truthful, &v.Opinion}
}

var insertVisit = insertInto("visits", visitColumns)

func (t *Tx) visits(id huiyin.CaseID) ([]casework.Visit, error) {
	return all(t, `SELECT `+visitColumns+` FROM visits WHERE case_id = $1 ORDER BY n`, []any{int64(id)}, func(r *sql.Rows) (casework.Visit, error) {
		var v casework.Visit
		var n int
		return v, r.Scan(visitRow(&id, &n, &v)...)
	})
}

// Visits are only ever added.
func (t *Tx) saveVisits(c, before *casework.Case) error {
	for i := len(before.Visits); i < len(c.Visits); i++ {
		n := i + 1
		if _, err := t.exec(insertVisit, visitRow(&c.ID, &n, &c.Visits[i])...); err != nil {
			return err
		}
	}
	return nil
}
