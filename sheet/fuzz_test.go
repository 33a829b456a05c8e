package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// rereads holds that whatever a reader makes of any bytes can be written and read again, unchanged.
func rereads(t *testing.T, file, content string, format Format) {
	reader, err := NewReader(file, strings.NewReader(content))
	if err != nil {
		return
	}
	tables := map[string][][]string{}
	columns := map[string][]string{}
	total := 0
	for row, err := range reader.Rows() {
		var bad *RowError
		if errors.As(err, &bad) {
			if bad.Line < 1 || bad.Say == "" {
				t.Fatalf("a row error without a line or a sentence: %v", err)
			}
			continue
		}
		if err != nil {
			return
		}
		if total++; total > 200 {
			break
		}
		names := row.Columns()
		tidy, err := header(names)
		if err != nil || len(tidy) != len(names) {
			continue // JSON may name a column as no header would
		}
		key := ""
		var cells []string
		for i, name := range names {
			if name != tidy[i] {
				return
			}
			key += name + "\x00"
			cells = append(cells, row.Get(name))
		}
		tables[key], columns[key] = append(tables[key], cells), names
	}
	for key, rows := range tables {
		same(t, "read again", format, columns[key], rows)
	}
}

func FuzzCSV(f *testing.F) {
	f.Add("\ufeffa;b\n\"x\"\"\ny\";'=1\n")
	f.Add("名,称\n\xc2\xb7,\xb5\xc6\n")
	f.Add("a\tb\n\"\n1,2\n\"x\n")
	f.Fuzz(func(t *testing.T, content string) { rereads(t, "x.csv", content, CSV) })
}

func FuzzJSONL(f *testing.F) {
	f.Add("{\"a\":\"x\\u0000\",\"b\":[1,\"2\"],\"c\":-0}\n[]\n{}")
	f.Add("{\"a\":1,\"A\":2}\n{\"a\":\"\\ud800\"}\n{\"a\" 1}")
	f.Fuzz(func(t *testing.T, content string) { rereads(t, "x.jsonl", content, JSONL) })
}

// FuzzXLSX bends the sheet and the shared texts inside a whole workbook: bytes of the archive alone would only
// ever find its checksums.
func FuzzXLSX(f *testing.F) {
	f.Add(`<c r="A1" t="inlineStr"><is><t>a</t></is></c>`, `<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" s="1"><v>46295.5</v></c></row>`, `<si><t>x_x000A_</t></si>`)
	f.Add(`<c t="s"><v>0</v></c><c t="s"><v>9</v></c>`, `<row r="1048577"/>`, `<si><r><t>a</t></r></si>`)
	f.Add(`<c t="str"><f>1+1</f><v>a</v></c>`, `<row><c r="XFD2" t="b"><v>1</v></c><c r="A" t="e"><v>#REF!</v></c><c r="1"/></row>`, `<`)
	plain := book(f, func(b *excelize.File) { set(f, b, "A1", "a") })
	f.Fuzz(func(t *testing.T, first, rows, texts string) {
		content := bend(t, plain, map[string]string{
			"xl/worksheets/sheet1.xml": `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">` + first + `</row>` + rows + `</sheetData></worksheet>`,
			"xl/sharedStrings.xml":     `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` + texts + `</sst>`,
		})
		rereads(t, "x.xlsx", content, JSONL)
	})
}

// bend replaces parts of a workbook, or adds them.
func bend(t testing.TB, content string, parts map[string]string) string {
	t.Helper()
	from, err := zip.NewReader(strings.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	to := zip.NewWriter(&out)
	for _, part := range from.File {
		if _, ok := parts[part.Name]; !ok {
			err = errors.Join(err, to.Copy(part))
		}
	}
	for name, text := range parts {
		w, creating := to.CreateHeader(&zip.FileHeader{Name: name}) // stored, which is quicker
		if creating != nil {
			t.Fatal(creating)
		}
		_, writing := io.WriteString(w, text)
		err = errors.Join(err, writing)
	}
	if err := errors.Join(err, to.Close()); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
