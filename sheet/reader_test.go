package sheet

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"huiyin"
)

// read makes a line of every row: its line number, then its cells by name, or what is wrong with it.
func read(t testing.TB, name, content string) (string, error) {
	t.Helper()
	r, err := NewReader(name, strings.NewReader(content))
	if err != nil {
		return "", err
	}
	var out strings.Builder
	for row, err := range r.Rows() {
		var bad *RowError
		switch {
		case errors.As(err, &bad):
			fmt.Fprintf(&out, "%d! %s\n", bad.Line, bad.Say)
			continue
		case err != nil:
			return out.String(), err
		}
		fmt.Fprintf(&out, "%d:", row.Line)
		for _, column := range row.Columns() {
			fmt.Fprintf(&out, " %s=%q", column, row.Get(column))
		}
		out.WriteByte('\n')
	}
	return out.String(), nil
}

func gb18030(t testing.TB, s string) string {
	t.Helper()
	out, err := simplifiedchinese.GB18030.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestReadCSV(t *testing.T) {
	late := "name,note\n" + strings.Repeat("a,b\n", 20_000)
	cases := []struct{ name, in, want string }{
		{"plain", "name,code\n金牛区,007\n", `2: name="金牛区" code="007"`},
		{"byte order mark", "\ufeffName,Code\r\n金牛区,007\r\n", `2: name="金牛区" code="007"`},
		{"GB18030", gb18030(t, "名称,编号\n金牛区𠀀,007\n"), `2: 名称="金牛区𠀀" 编号="007"`},
		{"semicolons", "name;note;n\na,b;c;1,5\n", `2: name="a,b" note="c" n="1,5"`},
		{"tabs", "name\tnote\na;b\tc\n", `2: name="a;b" note="c"`},
		{"separator in quotation marks", "\"a;b;c\",d\n1,2\n", `2: a;b;c="1" d="2"`},
		{"header tidied", " Name , CODE ,\nx,y,\n", `2: name="x" code="y"`},
		{"several lines in a cell", "a,b\n\"x\r\ny\",1\nz,2\n", "2: a=\"x\\ny\" b=\"1\"\n4: a=\"z\" b=\"2\""},
		{"numbers as written", "n\n00123456789012345678901234567890\n1.50\n-0\n1e5\n", "2: n=\"00123456789012345678901234567890\"\n3: n=\"1.50\"\n4: n=\"-0\"\n5: n=\"1e5\""},
		{"no line end at the end", "a\nx", `2: a="x"`},
		{"blank rows", "\n\na,b\n\n,\nx,y\n\n", `6: a="x" b="y"`},
		{"short row", "a,b,c\nx\n", `2: a="x" b="" c=""`},
		{"long row with nothing", "a\nx,,\n", `2: a="x"`},
		{"guarded", "a,b\n'=1+1,'''=x\n", `2: a="=1+1" b="''=x"`},
		{"spaces stay", "a,b\n  x , y\n", `2: a="  x " b=" y"`},
		{"a real replacement character", "a\n\ufffd\n", `2: a="` + "\ufffd" + `"`},
		{"header only", "a,b\n", ""},
	}
	for _, c := range cases {
		got, err := read(t, "x.csv", c.in)
		if got = strings.TrimRight(got, "\n"); err != nil || got != c.want {
			t.Errorf("%s:\n%s\n%v; want\n%s", c.name, got, err, c.want)
		}
	}
	for _, tail := range []string{"路灯,坏了\n", gb18030(t, "路灯,坏了\n")} {
		got, err := read(t, "x.csv", late+tail)
		if err != nil || !strings.HasSuffix(got, "20002: name=\"路灯\" note=\"坏了\"\n") {
			t.Errorf("a late first Chinese character: %v, …%q", err, got[max(0, len(got)-60):])
		}
	}
	// A character that lies across the end of the window is whole.
	for shift := range 4 {
		content := "a\n" + strings.Repeat("x", shift) + strings.Repeat("路", 30_000) + "\n"
		if got, err := read(t, "x.csv", content); err != nil || strings.Contains(got, "!") {
			t.Errorf("shifted by %d: %v, %.100s", shift, err, got)
		}
	}
}

func TestABadRowDoesNotEndTheReading(t *testing.T) {
	cases := []struct{ file, in, want string }{
		{"x.csv", "a,b\n1,2,3\nx,y\n", "2! The row has 3 cells under 2 column names.\n3: a=\"x\" b=\"y\"\n"},
		{"x.csv", "a,b\n1\"2,3\nx,y\n", "2! A quotation mark does not stand where it should: a cell that holds one must be in quotation marks, with that one doubled.\n3: a=\"x\" b=\"y\"\n"},
		{"x.csv", "a,b\n\"1,2\n3,4\n\"x,y\nv,w\n", "2! A quotation mark that opens here is not closed as it should be, and lines 2 to 4 were passed over with it.\n5: a=\"v\" b=\"w\"\n"},
		{"x.csv", "a\n\"" + strings.Repeat("x", maxCell+1) + "\"\ny\n", "2! Cell 1 holds more than 1 MB.\n3: a=\"y\"\n"},
		{"x.csv", "\ufeffa\n路\n\xff\n灯\n", "2: a=\"路\"\n3! The row holds bytes that are no text; the file should be saved as UTF-8.\n4: a=\"灯\"\n"},
		{"x.csv", gb18030(t, "名\n路") + "\xff" + gb18030(t, "\n灯\n"), "2! The row holds bytes that are no text; the file should be saved as UTF-8.\n3: 名=\"灯\"\n"},
		{"x.jsonl", "{\"a\":1\n{\"a\":2}\n", "1! The line is not correct JSON: EOF.\n2: a=\"2\"\n"},
		{"x.jsonl", "[1]\n{\"a\":{\"b\":1}}\n{\"a\":[[1]]}\n{\"a\":1,\"A\":2}\n{\"a\":1} x\n{\"\":1}\n{\"a\":[\"x|y\"]}\n{\"a\":2}\n",
			"1! The line is not a JSON object in braces.\n" +
				"2! The value of \"a\" cannot be read: objects inside objects are no cells of a table.\n" +
				"3! The value of \"a\" cannot be read: a list may hold texts and numbers only.\n" +
				"4! The name \"a\" stands there twice.\n" +
				"5! Something follows the JSON object on its line.\n" +
				"6! A value has no name.\n" +
				"7! The value of \"a\" cannot be read: a list joined with | may not hold that sign.\n" +
				"8: a=\"2\"\n"},
		{"x.jsonl", "{\"a\":\"" + strings.Repeat("x", maxCell+1) + "\"}\n" + strings.Repeat("y", maxRow+1) + "\n{\"a\":2}\n",
			"1! The value of \"a\" holds more than 1 MB.\n2! The line is longer than 8 MB.\n3: a=\"2\"\n"},
		{"x.jsonl", "\ufeff{\"a\":\"\xff\"}\n{\"a\":2}", "1! The line holds bytes that are no text; the file should be saved as UTF-8.\n2: a=\"2\"\n"},
	}
	for _, c := range cases {
		got, err := read(t, c.file, c.in)
		if err != nil || got != c.want {
			t.Errorf("%.60q:\n%.400s\n%v; want\n%.400s", c.in, got, err, c.want)
		}
	}
}

func TestReadJSONL(t *testing.T) {
	got, err := read(t, "x.JSONL", "\ufeff{\"Name\":\"金牛区\",\"n\":12345678901234567890,\"f\":1.50,\"t\":true,\"no\":false,\"z\":null,\"l\":[\"a\",\"b\",3],\"e\":[]}\n\n  \r\n{}\n{\"b\":\"x\\r\\ny\"}")
	want := "1: name=\"金牛区\" n=\"12345678901234567890\" f=\"1.50\" t=\"true\" no=\"false\" z=\"\" l=\"a|b|3\" e=\"\"\n5: b=\"x\\ny\"\n"
	if err != nil || got != want {
		t.Errorf("got\n%s\n%v; want\n%s", got, err, want)
	}
	if got, err := read(t, "x.jsonl", gb18030(t, "{\"a\":\"路灯\"}\n")); err != nil || got != "1: a=\"路灯\"\n" {
		t.Errorf("GB18030: %s, %v", got, err)
	}
	if got, err := read(t, "x.jsonl", ""); err != nil || got != "" {
		t.Errorf("empty: %s, %v", got, err)
	}
}

func book(t testing.TB, fill func(*excelize.File)) string {
	t.Helper()
	f := excelize.NewFile()
	fill(f)
	var b bytes.Buffer
	if err := errors.Join(f.Write(&b), f.Close()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func set(t testing.TB, f *excelize.File, cell string, value any) {
	t.Helper()
	if err := f.SetCellValue("Sheet1", cell, value); err != nil {
		t.Fatal(err)
	}
}

func TestReadXLSX(t *testing.T) {
	content := book(t, func(f *excelize.File) {
		for cell, value := range map[string]any{"A1": " Name ", "B1": "Phone", "C1": "Date", "D1": "N",
			"A2": "金牛区", "B2": "0281234", "D2": 13800138000,
			"A5": "'=x", "B5": "a\r\nb", "D5": 0.5, "A6": "x", "F6": "stray", "A7": true} {
			set(t, f, cell, value)
		}
		date, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		if err != nil {
			t.Fatal(err)
		}
		set(t, f, "C2", 46295)
		if err := f.SetCellStyle("Sheet1", "C2", "C2", date); err != nil {
			t.Fatal(err)
		}
	})
	got, err := read(t, "x.xlsx", content)
	want := "2: name=\"金牛区\" phone=\"0281234\" date=\"2026-09-30\" n=\"13800138000\"\n" +
		"5: name=\"=x\" phone=\"a\\nb\" date=\"\" n=\"0.5\"\n" +
		"6! The row has 6 cells under 4 column names.\n" +
		"7: name=\"TRUE\" phone=\"\" date=\"\" n=\"\"\n"
	if err != nil || got != want {
		t.Errorf("got\n%s\n%v; want\n%s", got, err, want)
	}
}

func TestWhatIsNoTable(t *testing.T) {
	empty := book(t, func(*excelize.File) {})
	many := make([]string, maxColumns+1)
	for i := range many {
		many[i] = fmt.Sprint("c", i)
	}
	cases := []struct{ file, in, say string }{
		{"x.pdf", "", "must be a file that ends in"},
		{"x", "", "must be a file that ends in"},
		{"x.csv", "", "empty"},
		{"x.csv", "\n\r\n", "empty"},
		{"x.csv", " , ,\n1,2,3\n", "no header"},
		{"x.csv", "a,,b\n", "Column 2 of the table has no name"},
		{"x.csv", "a,b, A \n", "two columns named \"a\""},
		{"x.csv", strings.Join(many, ",") + "\n", "201 columns"},
		{"x.csv", "a\"b,c\n", "header of the table cannot be read"},
		{"x.csv", "\xff\xfea\x00,\x00b\x00\n\x00", "no text"},
		{"x.csv", "\"" + strings.Repeat("x", maxRow+(1<<20)), "larger than 8 MB"},
		{"x.csv", "a\n\"" + strings.Repeat("x\n", maxRow), "larger than 8 MB"},
		{"x.xlsx", "", "no XLSX workbook"},
		{"x.xlsx", "a,b\n", "no XLSX workbook"},
		{"x.xlsx", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "no XLSX workbook"},
		{"x.xlsx", "PK\x03\x04 and then nothing", "cannot be opened"},
		{"x.xlsx", empty[:len(empty)/2], "cannot be opened"},
		{"x.xlsx", empty, "no header"},
		{"x.xlsx", empty + strings.Repeat("PK\x01\x02", maxParts), "parts"},
		{"x.xlsx", "PK\x03\x04" + strings.Repeat("x", maxBook), "64 MB"},
	}
	for _, c := range cases {
		got, err := read(t, c.file, c.in)
		var refusal *huiyin.Error
		if !errors.As(err, &refusal) || !strings.Contains(refusal.Say, c.say) || refusal.Field != "file" {
			t.Errorf("%s %.30q: %.80q, %v; want a refusal with %q", c.file, c.in, got, err, c.say)
		}
	}
}

func TestXLSXBomb(t *testing.T) {
	packed := func(size int) []byte {
		var b bytes.Buffer
		w, err := flate.NewWriter(&b, flate.BestSpeed)
		if err != nil {
			t.Fatal(err)
		}
		_, err = w.Write(bytes.Repeat([]byte("x"), size))
		if err := errors.Join(err, w.Close()); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	for say, claims := range map[string]uint64{"unzip size exceeds": maxUnzipped + 1, "cannot be opened": 10} {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		f, err := w.CreateRaw(&zip.FileHeader{Name: "xl/workbook.xml", Method: zip.Deflate, UncompressedSize64: claims, CompressedSize64: uint64(len(packed(1 << 20))),
			CRC32: crc32.ChecksumIEEE(bytes.Repeat([]byte("x"), 1<<20))})
		if err == nil {
			_, err = f.Write(packed(1 << 20))
		}
		if err := errors.Join(err, w.Close()); err != nil {
			t.Fatal(err)
		}
		if _, err := read(t, "x.xlsx", b.String()); huiyin.KindOf(err) != huiyin.KindInvalid || !strings.Contains(err.Error(), say) {
			t.Errorf("a part that claims %d bytes: %v, want %q", claims, err, say)
		}
	}
}

func TestABrokenSheetIsNotAShortOne(t *testing.T) {
	plain := book(t, func(f *excelize.File) { set(t, f, "A1", "a") })
	const begin = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="str"><v>a</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>`
	for _, end := range []string{"", "<row", "</row></sheetData></worksheet>", "<row r=\"3\"><c t=\"str\"><v>\x0b</v></c></row></sheetData></worksheet>", "\xff</sheetData></worksheet>"} {
		if got, err := read(t, "x.xlsx", bend(t, plain, map[string]string{"xl/worksheets/sheet1.xml": begin + end})); huiyin.KindOf(err) != huiyin.KindInvalid {
			t.Errorf("%q: %s, %v", end, got, err)
		}
	}
	got, err := read(t, "x.xlsx", bend(t, plain, map[string]string{"xl/worksheets/sheet1.xml": begin + "</sheetData></worksheet>"}))
	if err != nil || got != "2: a=\"1\"\n" {
		t.Errorf("a whole sheet: %s, %v", got, err)
	}
	rotten := strings.Replace(bend(t, plain, map[string]string{"xl/worksheets/sheet1.xml": begin + "</sheetData></worksheet>"}), "<v>1</v>", "<v>2</v>", 1)
	if got, err := read(t, "x.xlsx", rotten); huiyin.KindOf(err) != huiyin.KindInvalid {
		t.Errorf("a sheet that does not match its checksum: %s, %v", got, err)
	}
}

func TestABrokenLineEndsTheReading(t *testing.T) {
	cut := errors.New("the line dropped")
	for file, start := range map[string]string{"x.csv": "a\nx\ny", "x.jsonl": "{\"a\":1}\n{\"a\"", "x.xlsx": "PK\x03\x04"} {
		r, err := NewReader(file, io.MultiReader(strings.NewReader(start), iotest.ErrReader(cut)))
		if err == nil {
			for _, err = range r.Rows() {
			}
		}
		if !errors.Is(err, cut) {
			t.Errorf("%s: %v", file, err)
		}
	}
}

func TestRowsAreReadOnce(t *testing.T) {
	r, err := NewReader("x.csv", strings.NewReader("a,b\n1,2\n3,4\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Columns(); len(got) != 2 || got[1] != "b" {
		t.Errorf("columns %q", got)
	}
	for row := range r.Rows() {
		if row.Has("c") || !row.Has("b") || row.Get("c") != "" {
			t.Errorf("the row has columns that the table has not")
		}
		break
	}
	for _, err = range r.Rows() {
	}
	if err == nil {
		t.Errorf("a second reading passed for the first")
	}
}

func TestClosingAWorkbookRemovesWhatItUnfolded(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	content := book(t, func(f *excelize.File) {
		w, err := f.NewStreamWriter("Sheet1")
		if err != nil {
			t.Fatal(err)
		}
		wide := strings.Repeat("x", 30_000)
		for line := range 200 { // more than is kept in memory
			if err := w.SetRow(fmt.Sprintf("A%d", line+1), []any{wide + fmt.Sprint(line)}); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
	})
	for _, all := range []bool{true, false} {
		r, err := NewReader("x.xlsx", strings.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		rows := 0
		for range r.Rows() {
			if rows++; !all {
				break
			}
		}
		if all && rows != 199 {
			t.Errorf("%d rows", rows)
		}
		left, err := os.ReadDir(os.TempDir())
		if err != nil || len(left) > 0 {
			t.Errorf("left behind: %v, %v", left, err)
		}
	}
}
