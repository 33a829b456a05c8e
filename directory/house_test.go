package directory_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"huiyin"
	"huiyin/directory"
	"huiyin/sheet"
	"huiyin/store"
	"huiyin/testkit"
)

// now is an ordinary Wednesday.
var now = time.Date(2026, 9, 16, 10, 0, 0, 0, time.FixedZone("Asia/Shanghai", 8*3600))

// house is a record with a directory over it.
type house struct {
	*directory.Directory
	t     testing.TB
	store *store.Store
}

// onBoth runs a story on SQLite and on PostgreSQL.
func onBoth(t *testing.T, story func(t *testing.T, h *house)) {
	t.Run("sqlite", func(t *testing.T) { story(t, open(t, "sqlite")) })
	t.Run("postgres", func(t *testing.T) { story(t, open(t, testkit.Postgres(t))) })
}

func open(t testing.TB, database string) *house {
	t.Helper()
	ctx := context.Background()
	s := testkit.Record(t, database)
	d, err := directory.Open(ctx, s)
	if err != nil {
		t.Fatal(err)
	}
	return &house{Directory: d, t: t, store: s}
}

// table imports a table that is written out in the test, without its first line and indents.
func (h *house) table(kind, csv string) directory.Report {
	h.t.Helper()
	var b strings.Builder
	for line := range strings.Lines(strings.TrimSpace(csv)) {
		b.WriteString(strings.TrimLeft(line, "\t"))
	}
	r, err := sheet.NewReader(kind+".csv", strings.NewReader(b.String()))
	if err != nil {
		h.t.Fatal(err)
	}
	report, err := h.Import(context.Background(), directory.Intake{Kind: kind, Rows: r.Rows(), By: clerk, At: now})
	if err != nil {
		h.t.Fatal(err)
	}
	return report
}

var clerk = huiyin.Actor{Staff: 5, Roles: []huiyin.Role{huiyin.Admin}}

// is fails the test unless the report has these counts, and these bad lines with a word of the reason for each.
func (h *house) is(r directory.Report, added, changed, unchanged int, bad ...string) {
	h.t.Helper()
	if r.Added != added || r.Changed != changed || r.Unchanged != unchanged {
		h.t.Errorf("%d added, %d changed, %d unchanged; want %d, %d, %d", r.Added, r.Changed, r.Unchanged, added, changed, unchanged)
	}
	var got []string
	for i, b := range r.Bad {
		word := "?"
		if i < len(bad) {
			_, word, _ = strings.Cut(bad[i], " ")
		}
		if strings.Contains(b.Reason, word) {
			got = append(got, fmt.Sprintf("%d %s", b.Line, word))
		} else {
			got = append(got, fmt.Sprintf("%d %s", b.Line, b.Reason))
		}
	}
	if fmt.Sprint(got) != fmt.Sprint(bad) {
		h.t.Errorf("bad rows:\n  %s\nwant:\n  %s", strings.Join(got, "\n  "), strings.Join(bad, "\n  "))
	}
}

// events counts everything the journal holds.
func (h *house) events() (n int64) {
	h.t.Helper()
	if err := h.store.Read(context.Background(), func(t *store.Tx) error {
		heads, err := t.Heads()
		for _, head := range heads {
			n += head
		}
		return err
	}); err != nil {
		h.t.Fatal(err)
	}
	return n
}

// exported is a kind as a table, header first.
func (h *house) exported(kind string) [][]string {
	h.t.Helper()
	columns, err := directory.Columns(kind)
	if err != nil {
		h.t.Fatal(err)
	}
	rows := [][]string{columns}
	if err := h.Export(context.Background(), kind, func(cells []string) error {
		rows = append(rows, cells)
		return nil
	}); err != nil {
		h.t.Fatal(err)
	}
	return rows
}

// csvOf writes rows as a table.
func csvOf(t testing.TB, rows [][]string) string {
	t.Helper()
	var b strings.Builder
	w, err := sheet.NewWriter(sheet.CSV, &b, rows[0])
	for _, r := range rows[1:] {
		if err == nil {
			err = w.Write(r)
		}
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}
