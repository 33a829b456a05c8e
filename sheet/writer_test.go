package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"huiyin"
)

func write(t testing.TB, format Format, columns []string, rows [][]string) string {
	t.Helper()
	var b bytes.Buffer
	w, err := NewWriter(format, &b, columns)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if err := w.Write(row); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWrite(t *testing.T) {
	columns := []string{"number", "title", "note"}
	rows := [][]string{{"007", "路灯 <b>\"坏\"</b>", "=1+1"}, {"", "a\r\nb", "+86"}}
	for format, want := range map[Format]string{
		CSV:   "number,title,note\n007,\"路灯 <b>\"\"坏\"\"</b>\",'=1+1\n,\"a\nb\",'+86\n",
		JSONL: "{\"number\":\"007\",\"title\":\"路灯 <b>\\\"坏\\\"</b>\",\"note\":\"=1+1\"}\n{\"number\":\"\",\"title\":\"a\\nb\",\"note\":\"+86\"}\n",
	} {
		if got := write(t, format, columns, rows); got != want {
			t.Errorf("%s:\n%s; want\n%s", format, got, want)
		}
	}
}

func TestNoFormulaLeavesTheHouse(t *testing.T) {
	for _, cell := range []string{"=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "''@x"} {
		if got := guard(cell); got != "'"+cell || unguard(got) != cell {
			t.Errorf("%q is written as %q and read as %q", cell, got, unguard(got))
		}
	}
	for _, cell := range []string{"", "'", "''", "it's", "'n", "1-1", " =1", "路灯"} {
		if guard(cell) != cell || unguard(cell) != cell {
			t.Errorf("%q is written as %q", cell, guard(cell))
		}
	}
}

// alphabet holds what has a meaning somewhere on the way.
var alphabet = []string{"a", "路", "灯", "𠀀", "0", "1", ",", ";", "\t", "\n", "\"", "'", "=", "+", "-", "@", "|", " ", "\u3000", "\\", "<", "&", "{", "]",
	"_x000A_", "_x005F_", "_x", "\ufeff", "\ufffd", "\u2028", ".", "#REF!", "TRUE", "1e5", "%"}

func randomCell(r *rand.Rand) string {
	var b strings.Builder
	for range r.IntN(6) {
		b.WriteString(alphabet[r.IntN(len(alphabet))])
	}
	return b.String()
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, format := range []Format{CSV, JSONL, XLSX} {
		for round := range 60 {
			var columns []string
			for len(columns) < 1+r.IntN(4) {
				name := columnName(unguard(randomCell(r)))
				if name != "" && name == columnName(unguard(name)) && !slices.Contains(columns, name) {
					columns = append(columns, name)
				}
			}
			rows := make([][]string, 40)
			for i := range rows {
				rows[i] = []string{"x" + fmt.Sprint(i)} // a row without any content is passed over
				for len(rows[i]) < len(columns) {
					rows[i] = append(rows[i], randomCell(r))
				}
				r.Shuffle(len(rows[i]), func(a, b int) { rows[i][a], rows[i][b] = rows[i][b], rows[i][a] })
			}
			same(t, fmt.Sprintf("%s, round %d", format, round), format, columns, rows)
		}
	}
}

func same(t *testing.T, name string, format Format, columns []string, rows [][]string) {
	t.Helper()
	content := write(t, format, columns, rows)
	reader, err := NewReader("x."+string(format), strings.NewReader(content))
	if err != nil {
		t.Fatalf("%s: %q: %v", name, columns, err)
	}
	i := 0
	for row, err := range reader.Rows() {
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !slices.Equal(row.Columns(), columns) {
			t.Fatalf("%s: columns %q became %q", name, columns, row.Columns())
		}
		for k, column := range columns {
			if row.Get(column) != rows[i][k] {
				t.Fatalf("%s: %q became %q", name, rows[i][k], row.Get(column))
			}
		}
		i++
	}
	if i != len(rows) {
		t.Fatalf("%s: %d rows of %d came back", name, i, len(rows))
	}
}

func TestWriterRefuses(t *testing.T) {
	for _, columns := range [][]string{nil, {"A"}, {" a"}, {"a", "a"}, {"a", ""}, {"'=a"}} {
		if _, err := NewWriter(CSV, &bytes.Buffer{}, columns); err == nil {
			t.Errorf("columns %q were taken", columns)
		}
	}
	if _, err := NewWriter("pdf", &bytes.Buffer{}, []string{"a"}); huiyin.KindOf(err) != huiyin.KindInvalid {
		t.Errorf("format pdf: %v", err)
	}
	w, err := NewWriter(XLSX, &bytes.Buffer{}, []string{"a"})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Write([]string{"a", "b"}); err == nil {
		t.Errorf("two cells under one column were taken")
	}
	if err := w.WriteMap(map[string]string{"b": ""}); err == nil {
		t.Errorf("a column that is not there was taken")
	}
	if err := w.Write([]string{strings.Repeat("𠀀", maxSheetCell/2+1)}); huiyin.KindOf(err) != huiyin.KindInvalid {
		t.Errorf("a cell longer than a spreadsheet holds: %v", err)
	}
	if err := w.Write([]string{strings.Repeat("路", maxSheetCell)}); err != nil {
		t.Errorf("a cell as long as a spreadsheet holds: %v", err)
	}
	if err := w.Close(); err != nil {
		t.Error(err)
	}
}

func TestWriteMap(t *testing.T) {
	var b bytes.Buffer
	w, err := NewWriter(CSV, &b, []string{"a", "b"})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(w.WriteMap(map[string]string{"b": "\xff2"}), w.Close()); err != nil {
		t.Fatal(err)
	}
	if b.String() != "a,b\n,\ufffd2\n" {
		t.Errorf("%q", b.String())
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no room left") }

func TestAFullDiskIsTold(t *testing.T) {
	for _, format := range []Format{CSV, JSONL, XLSX} {
		w, err := NewWriter(format, full{}, []string{"a"})
		if err != nil {
			continue
		}
		if err := errors.Join(w.Write([]string{"x"}), w.Close()); err == nil {
			t.Errorf("%s was written to nowhere", format)
		}
	}
}
