package directory_test

import (
	"context"
	"strings"
	"testing"

	"huiyin"
	"huiyin/directory"
	"huiyin/sheet"
)

// Whatever a table holds, an import never panics, gives an account of every row, leaves a city that can be read and
// exported, and finds everything unchanged the second time.
func FuzzImport(f *testing.F) {
	for i, csv := range []string{someAreas, someUnits, someCategories,
		"category,area,lead,co,limit,valid_from,valid_to\n01,,CD,A|B,5wd,2026-01-01,2027-01-01", "code,name,unit,state\nm,信箱,CD,open",
		"number,name,hours\n12345,热线,wd 09:00-17:00", "code,title,answer,state\nK,题,答,approved", "date,kind,name\n2027-01-01..2027-01-03,holiday,元旦",
		"kind,nature,limit\nhandle,complaint,12wd"} {
		f.Add(uint8(i), csv)
	}
	f.Add(uint8(1), "code,name,parent,level\nA,a,B,\nB,b,C,\nC,c,A,")
	f.Add(uint8(1), "code,name,parent,level\nA,a,,3\nA,a,A,\nB,b,A,2\nB,c,A,4")
	f.Add(uint8(7), "date,kind\n9999-99-99,holiday\n2027-01-01..2026-01-01,workday")
	h := open(f, "sqlite")
	h.settle()
	kinds := directory.Kinds()
	f.Fuzz(func(t *testing.T, n uint8, csv string) {
		h := &house{h.Directory, t, h.store}
		kind := kinds[int(n)%len(kinds)]
		bring := func() (directory.Report, bool) {
			r, err := sheet.NewReader("x.csv", strings.NewReader(csv))
			if err != nil {
				return directory.Report{}, false // no table
			}
			report, err := h.Import(context.Background(), directory.Intake{Kind: kind, Rows: r.Rows(), By: clerk, At: now})
			if err != nil {
				if huiyin.KindOf(err) == huiyin.KindInvalid {
					return report, false // the table breaks off
				}
				t.Fatalf("%q as %s: %v", csv, kind, err)
			}
			return report, true
		}
		first, ok := bring()
		if !ok {
			return
		}
		if n := first.Added + first.Changed + first.Unchanged + len(first.Bad); n < first.Rows {
			t.Errorf("%q as %s: %d rows, but %+v", csv, kind, first.Rows, first)
		}
		for _, b := range first.Bad {
			if b.Reason == "" || b.Line == 0 {
				t.Errorf("%q as %s: a bad row without line or reason: %+v", csv, kind, b)
			}
		}
		before := h.events()
		if second, _ := bring(); second.Added+second.Changed != 0 || h.events() != before {
			t.Errorf("%q as %s: the second time wrote %+v", csv, kind, second)
		}
		h.exported(kind)
		for _, u := range h.City().Units {
			if p := h.City().Unit(u.Parent); u.Parent != 0 && (p == nil || p.Level >= u.Level) {
				t.Errorf("%q as %s: the unit %+v has the parent %+v", csv, kind, u, p)
			}
		}
	})
}
