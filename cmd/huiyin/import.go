package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"slices"
	"strings"
	"time"

	"huiyin"
	"huiyin/directory"
	"huiyin/sheet"
	"huiyin/staff"
)

// importable are the kinds that a file may hold.
func importable() []string { return append(directory.Kinds(), "letters", "staff") }

// taken is what came of an import, whatever its kind.
type taken struct {
	Rows      int       `json:"rows"`
	Added     int       `json:"added"`
	Changed   int       `json:"changed"`
	Unchanged int       `json:"unchanged"`
	Rejected  int       `json:"rejected"`
	bad       []refused // by line
}

type refused struct {
	line   int
	reason string
	row    sheet.Row
	text   string
}

func importKind(ctx context.Context, e *env, args []string) error {
	if len(args) != 2 {
		return usage{"huiyin import KIND FILE, where KIND is one of " + strings.Join(importable(), ", ") + "."}
	}
	kind, file := args[0], args[1]
	if !slices.Contains(importable(), kind) {
		return usage{fmt.Sprintf("There is no kind %q to import; there are %s.", kind, strings.Join(importable(), ", "))}
	}
	f, err := os.Open(file)
	if err != nil {
		return fmt.Errorf("the file cannot be read: %w", err)
	}
	defer f.Close()
	h, err := e.build(ctx)
	if err != nil {
		return err
	}
	t, err := h.take(ctx, e, kind, file, f)
	if err = errors.Join(err, h.store.Close()); err != nil {
		return err
	}
	if err := t.report(e, file); err != nil {
		return err
	}
	return e.say(nil, map[string]any{"rows": t.Rows, "added": t.Added, "changed": t.Changed, "unchanged": t.Unchanged, "rejected": t.Rejected},
		"%d rows: %d added, %d changed, %d unchanged, %d rejected", t.Rows, t.Added, t.Changed, t.Unchanged, t.Rejected)
}

func (h *house) take(ctx context.Context, e *env, kind, name string, f *os.File) (*taken, error) {
	p := e.progress("importing " + kind)
	defer p.end()
	step := func(done, all int) { p.step(int64(done), int64(all)) }
	if kind == "holidays" && strings.HasSuffix(strings.ToLower(name), ".json") {
		return h.takeHolidays(ctx, f)
	}
	r, err := sheet.NewReader(name, f)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	in := directory.Intake{Kind: kind, Rows: r.Rows(), By: huiyin.TheSystem, At: time.Now(), Progress: step}
	var got directory.Report
	switch kind {
	case "staff":
		return h.takeStaff(ctx, r.Rows())
	case "letters":
		got, err = h.desk.ImportLetters(ctx, in)
	default:
		got, err = h.dir.Import(ctx, in)
	}
	return fromReport(got), err
}

func fromReport(got directory.Report) *taken {
	t := &taken{Rows: got.Rows, Added: got.Added, Changed: got.Changed, Unchanged: got.Unchanged}
	for _, b := range got.Bad {
		t.bad = append(t.bad, refused{b.Line, b.Reason, b.Row, b.Text})
	}
	t.Rejected = len(t.bad)
	return t
}

// takeHolidays takes a year's list as it is published in the form of holiday-cn.
func (h *house) takeHolidays(ctx context.Context, f *os.File) (*taken, error) {
	got, err := h.dir.ImportHolidays(ctx, f, huiyin.TheSystem, time.Now())
	return fromReport(got), err
}

func (h *house) takeStaff(ctx context.Context, rows iter.Seq2[sheet.Row, error]) (*taken, error) {
	t := &taken{}
	byLine := map[int]sheet.Row{}
	var ended error
	good := func(yield func(staff.Row) bool) {
		for row, err := range rows {
			var bad *sheet.RowError
			if errors.As(err, &bad) {
				t.Rows++
				t.bad = append(t.bad, refused{line: bad.Line, reason: bad.Say})
				continue
			}
			if ended = err; err != nil {
				return
			}
			t.Rows++
			byLine[row.Line] = row
			if !yield(staff.Row{Line: row.Line, Get: row.Get, Has: row.Has}) {
				return
			}
		}
	}
	got, err := h.staff.Import(ctx, good, staff.ImportOptions{}, huiyin.TheSystem)
	t.Added, t.Changed, t.Unchanged = got.Added, got.Changed, got.Same
	for _, b := range got.Bad {
		t.bad = append(t.bad, refused{line: b.Line, reason: b.Say, row: byLine[b.Line]})
	}
	t.Rejected = len(t.bad)
	return t, errors.Join(err, ended)
}

// report prints the rows that were not taken and writes them beside the file, so that they can be mended and brought
// in again.
func (t *taken) report(e *env, file string) error {
	rejected := file + ".rejected.csv"
	if len(t.bad) == 0 {
		if err := os.Remove(rejected); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
		return nil
	}
	slices.SortStableFunc(t.bad, func(a, b refused) int { return a.line - b.line })
	columns := []string{"line", "reason"}
	for _, b := range t.bad {
		for _, c := range b.row.Columns() {
			if !slices.Contains(columns, c) {
				columns = append(columns, c)
			}
		}
	}
	out, err := os.Create(rejected)
	if err != nil { // the good rows are in; a folder that cannot be written to must not hide that
		fmt.Fprintf(e.err, "The rejected rows could not be written to %s: %v\n", rejected, err)
		t.list(e, "")
		return nil
	}
	t.list(e, rejected)
	w, err := sheet.NewWriter(sheet.CSV, out, columns)
	if err != nil {
		return errors.Join(err, out.Close())
	}
	for _, b := range t.bad {
		cells := make([]string, len(columns))
		cells[0], cells[1] = fmt.Sprint(b.line), b.reason
		for j, c := range columns[2:] {
			cells[j+2] = b.row.Get(c)
		}
		if err := w.Write(cells); err != nil {
			return errors.Join(err, out.Close())
		}
	}
	return errors.Join(w.Close(), out.Close())
}

// list prints the first rejected rows, and where the others are.
func (t *taken) list(e *env, rejected string) {
	for i, b := range t.bad {
		if i == 20 {
			fmt.Fprintf(e.err, "… and %d more %s\n", len(t.bad)-20, rejected)
			return
		}
		fmt.Fprintf(e.err, "line %d: %s\n", b.line, b.reason)
	}
}
