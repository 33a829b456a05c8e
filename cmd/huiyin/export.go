package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"huiyin"
	"huiyin/desk"
	"huiyin/directory"
	"huiyin/sheet"
	"huiyin/staff"
)

// exportable are the kinds that can be written out.
func exportable() []string { return append(directory.Kinds(), "letters", "staff", "cases", "journal") }

func exportKind(ctx context.Context, e *env, args []string) error {
	if len(args) != 1 || !slices.Contains(exportable(), args[0]) {
		return usage{"huiyin export KIND, where KIND is one of " + strings.Join(exportable(), ", ") + "."}
	}
	format := sheet.Format(e.flags.format)
	if !slices.Contains([]sheet.Format{sheet.JSONL, sheet.CSV, sheet.XLSX}, format) {
		return usage{fmt.Sprintf("There is no format %q; there are jsonl, csv and xlsx.", e.flags.format)}
	}
	h, err := e.build(ctx)
	if err != nil {
		return err
	}
	return errors.Join(h.give(ctx, e, args[0], format), h.store.Close())
}

func (h *house) give(ctx context.Context, e *env, kind string, format sheet.Format) error {
	columns, each, err := h.source(ctx, kind)
	if err != nil {
		return err
	}
	w, err := sheet.NewWriter(format, e.out, columns)
	if err != nil {
		return err
	}
	if err := each(w.Write); err != nil {
		return err
	}
	return w.Close()
}

// source gives a kind's columns and a walk over its rows.
func (h *house) source(ctx context.Context, kind string) (columns []string, each func(func([]string) error) error, err error) {
	switch kind {
	case "cases":
		return desk.CaseColumns, func(row func([]string) error) error { return h.desk.ExportCases(ctx, row) }, nil
	case "journal":
		return desk.JournalColumns, func(row func([]string) error) error { return h.desk.ExportJournal(ctx, row) }, nil
	case "letters":
		return desk.LetterColumns, func(row func([]string) error) error { return h.desk.ExportLetters(ctx, row) }, nil
	case "staff":
		columns = staff.Columns
		return columns, func(row func([]string) error) error { return h.giveStaff(ctx, columns, row) }, nil
	}
	columns, err = directory.Columns(kind)
	return columns, func(row func([]string) error) error { return h.dir.Export(ctx, kind, row) }, err
}

func (h *house) giveStaff(ctx context.Context, columns []string, row func([]string) error) error {
	rows, err := h.staff.Export(ctx, huiyin.TheSystem)
	if err != nil {
		return err
	}
	for _, r := range rows {
		cells := make([]string, len(columns))
		for i, c := range columns {
			cells[i] = r[c]
		}
		if err := row(cells); err != nil {
			return err
		}
	}
	return nil
}
