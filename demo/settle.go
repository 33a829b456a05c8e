package demo

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"

	"huiyin"
	"huiyin/demo/city"
	"huiyin/directory"
	"huiyin/sheet"
	"huiyin/staff"
	"huiyin/store"
)

// settledSetting remembers which rows the city was settled with, so that a second start need not look at each again.
const settledSetting = "demo_settled"

// Settle brings the city in: areas, units, categories, catalogue, letter boxes, hotlines, articles, and about 2,200
// accounts whose password is Password, through the same imports that a real city uses; then the seats of the answering
// centre and what its operators can do. Doing it again changes nothing.
// A row that is refused is an error: the invented city keeps the rules.
func (t *Town) Settle(ctx context.Context) error {
	tables, print, err := t.tables()
	if err != nil {
		return err
	}
	var had string
	if err := t.store().Read(ctx, func(tx *store.Tx) (err error) {
		had, err = tx.Setting(settledSetting)
		return err
	}); err != nil {
		return err
	}
	if had != print {
		for _, kind := range city.Kinds() {
			if err := t.bring(ctx, kind, tables[kind]); err != nil {
				return fmt.Errorf("settle the %s of the invented city: %w", kind, err)
			}
		}
	}
	if err := t.meet(ctx); err != nil {
		return err
	}
	if had != print {
		if err := t.furnish(ctx); err != nil {
			return fmt.Errorf("settle the seats of the invented city: %w", err)
		}
		if err := t.store().Write(ctx, func(tx *store.Tx) error { return tx.SetSetting(settledSetting, print) }); err != nil {
			return err
		}
	}
	if err := t.tend(ctx); err != nil {
		return fmt.Errorf("work on the knowledge of the invented city: %w", err)
	}
	return t.look(ctx)
}

func (t *Town) store() *store.Store { return t.rooms.Desk.Store() }

// tables are the city's rows as the files that an operator would import, and what tells them from others.
func (t *Town) tables() (map[string][]byte, string, error) {
	tables, print := map[string][]byte{}, sha256.New()
	for _, kind := range city.Kinds() {
		var b bytes.Buffer
		w, err := sheet.NewWriter(sheet.CSV, &b, city.Columns(kind))
		if err != nil {
			return nil, "", err
		}
		for _, row := range t.city.Rows(kind) {
			var cells []string
			for _, c := range city.Columns(kind) {
				cells = append(cells, row[c])
			}
			if err := w.Write(cells); err != nil {
				return nil, "", err
			}
		}
		if err := w.Close(); err != nil {
			return nil, "", err
		}
		tables[kind] = b.Bytes()
		print.Write(b.Bytes()) // never fails, by the contract of hash.Hash
	}
	describe(print, t.city)
	return tables, hex.EncodeToString(print.Sum(nil)[:16]), nil
}

func (t *Town) bring(ctx context.Context, kind string, table []byte) error {
	r, err := sheet.NewReader(kind+".csv", bytes.NewReader(table))
	if err != nil {
		return err
	}
	if kind == "staff" {
		return t.bringStaff(ctx, r.Rows())
	}
	got, err := t.rooms.Directory.Import(ctx, directory.Intake{Kind: kind, Rows: r.Rows(), By: huiyin.TheSystem, At: t.now()})
	if err == nil && len(got.Bad) > 0 {
		err = fmt.Errorf("%d rows were refused, the first in line %d: %s", len(got.Bad), got.Bad[0].Line, got.Bad[0].Reason)
	}
	return err
}

func (t *Town) bringStaff(ctx context.Context, rows iter.Seq2[sheet.Row, error]) error {
	var broken error
	good := func(yield func(staff.Row) bool) {
		for row, err := range rows {
			if broken = err; err != nil || !yield(staff.Row{Line: row.Line, Get: row.Get}) {
				return
			}
		}
	}
	got, err := t.rooms.Staff.Import(ctx, good, staff.ImportOptions{SharedPassword: Password}, huiyin.TheSystem)
	switch {
	case err != nil:
		return err
	case broken != nil:
		return broken
	case len(got.Bad) > 0:
		return fmt.Errorf("%d rows were refused, the first in line %d: %s", len(got.Bad), got.Bad[0].Line, got.Bad[0].Say)
	}
	return nil
}
