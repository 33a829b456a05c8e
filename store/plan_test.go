package store

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"testing"
	"time"

	"huiyin"
	"huiyin/casework"
)

// A search begins with the text index, whatever else narrows it: begun with the cases of a state it would grow with
// the record.
func TestASearchBeginsWithTheWords(t *testing.T) {
	s, err := Open(context.Background(), Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	day := time.Date(2026, 9, 16, 0, 0, 0, 0, time.UTC)
	for _, f := range []CaseFilter{
		{},
		{States: []casework.State{casework.Registered}},
		{States: []casework.State{casework.Registered, casework.AtTransfer}, Light: "red", Now: day},
		{Category: "01", Area: "5101"},
		{Category: "011", Nature: casework.Complaint, Channel: "phone"},
		{Mailbox: 7}, {Lead: 7}, {Unit: 7}, {Person: 7}, {Staff: 7},
		{From: day, To: day.AddDate(0, 1, 0)},
	} {
		for _, ranked := range []bool{false, true} {
			f.Text, f.Ranked = "路灯 不亮", ranked
			plan := s.plan(t, f)
			text := slices.IndexFunc(plan, func(step string) bool { return strings.Contains(step, "cases_text") })
			cases := slices.IndexFunc(plan, func(step string) bool {
				return strings.Contains(step, "SEARCH c ") || strings.Contains(step, "SCAN c ")
			})
			if text < 0 || cases < text || slices.ContainsFunc(plan, func(step string) bool {
				return strings.HasPrefix(step, "SCAN c") && !strings.Contains(step, "cases_text")
			}) {
				t.Errorf("%+v is read as\n%s", f, strings.Join(plan, "\n"))
			}
		}
	}
}

// plan tells how SQLite would read a list, a step a line.
func (s *Store) plan(t *testing.T, f CaseFilter) (steps []string) {
	t.Helper()
	if err := s.Read(context.Background(), func(tx *Tx) (err error) {
		q := caseQuery{f: f, page: huiyin.Page{}}
		text := q.sql(s.engine)
		steps, err = all(tx, "EXPLAIN QUERY PLAN "+text, q.args, func(r *sql.Rows) (step string, err error) {
			var id, parent, unused int
			err = r.Scan(&id, &parent, &unused, &step)
			return step, err
		})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return steps
}
