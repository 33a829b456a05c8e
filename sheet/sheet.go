// Package sheet reads and writes tables of named columns: CSV, JSON lines and XLSX, as texts. It refuses to know
// what a column means, which rows are good and where a file lies.
package sheet

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"path"
	"slices"
	"strings"

	"huiyin"
)

// Format is how a table is written.
type Format string

const (
	CSV   Format = "csv"   // UTF-8 without byte order mark, commas, LF; read with more tolerance, see NewReader
	JSONL Format = "jsonl" // one object a line
	XLSX  Format = "xlsx"  // the first sheet of a workbook, all cells as text
)

// The largest table and parts of it that are read.
const (
	maxColumns = 200
	maxCell    = 1 << 20 // bytes
	maxRow     = 8 << 20 // bytes of a row as it stands in a CSV or JSONL file
)

// FormatOf tells the format by the ending of a file name: csv, tsv and txt; jsonl and ndjson; xlsx.
func FormatOf(name string) (Format, error) {
	switch strings.ToLower(path.Ext(name)) {
	case ".csv", ".tsv", ".txt":
		return CSV, nil
	case ".jsonl", ".ndjson":
		return JSONL, nil
	case ".xlsx":
		return XLSX, nil
	}
	return "", huiyin.Invalid("file", "The table %q must be a file that ends in .csv, .jsonl or .xlsx.", path.Base(name))
}

// Row is one row. Its cells are text exactly as written (leading zeros and long numbers stay), except that line
// ends inside a cell are LF.
type Row struct {
	Line    int // where it begins in the file, counted from 1, the header included
	columns []string
	cells   map[string]string
}

// Get is the cell in a column, by its name in lower case; "" where the row or the table has none.
func (r Row) Get(column string) string { return r.cells[column] }

// Has tells whether the row has a cell in the column, be it empty.
func (r Row) Has(column string) bool { _, ok := r.cells[column]; return ok }

// Columns are the names of the row's columns in the order of the file.
func (r Row) Columns() []string { return slices.Clone(r.columns) }

// RowError says what is wrong with one row. The rows after it can still be read.
type RowError struct {
	Line int
	Say  string // a full sentence
}

func (e *RowError) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Say) }

// Reader reads one table.
type Reader struct {
	columns []string
	next    func() (Row, error) // io.EOF at the end; a *RowError for a row that cannot be read
	close   func() error
	spent   bool
}

// NewReader begins to read a table whose format the name tells. Column names are trimmed, without byte order
// mark and in lower case; two alike, none, or more than 200 are refused, as is a file that is no table at all,
// with huiyin.Invalid("file", …).
//
// CSV may be UTF-8 with or without byte order mark or else GB18030, and be separated by commas, semicolons or
// tabs: whichever the header has most of. JSON values may be texts, whole and broken numbers, true and false,
// null (an empty cell) and lists of those, which are joined with "|". Numbers and dates in XLSX read as the
// spreadsheet shows them, dates in the system's short form as 2026-09-30.
func NewReader(name string, r io.Reader) (*Reader, error) {
	format, err := FormatOf(name)
	if err != nil {
		return nil, err
	}
	switch format {
	case CSV:
		return readCSV(r)
	case JSONL:
		return readJSONL(r), nil
	}
	return readXLSX(r)
}

// Columns are the names in the header, in order; nil for JSONL, where every row names its own.
func (r *Reader) Columns() []string { return slices.Clone(r.columns) }

// Rows are the rows, once. Rows without any content are passed over. A *RowError concerns one row, which comes
// with as much as could be read, and does not end the reading; any other error does. At the end the reader is
// closed.
func (r *Reader) Rows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		if r.spent {
			yield(Row{}, errors.New("read the rows of a table: they were read before"))
			return
		}
		r.spent = true
		for {
			row, err := r.next()
			var bad *RowError
			if err == nil && row.empty() {
				continue
			}
			if err == io.EOF {
				if err := r.Close(); err != nil {
					yield(Row{}, err)
				}
				return
			}
			if !yield(row, err) || err != nil && !errors.As(err, &bad) {
				_ = r.Close() // the caller has its error, or wants no more
				return
			}
		}
	}
}

// Close releases what a workbook holds; a Reader whose rows were read to the end needs none.
func (r *Reader) Close() error {
	if r.close == nil {
		return nil
	}
	closing := r.close
	r.close = nil
	if err := closing(); err != nil {
		return fmt.Errorf("close a table: %w", err)
	}
	return nil
}

func (r Row) empty() bool {
	for _, cell := range r.cells {
		if cell != "" {
			return false
		}
	}
	return true
}

// header checks and tidies the names of columns; unnamed ones at the end are dropped.
func header(names []string) ([]string, error) {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = columnName(unguard(name))
	}
	for len(out) > 0 && out[len(out)-1] == "" {
		out = out[:len(out)-1]
	}
	switch {
	case len(out) == 0:
		return nil, huiyin.Invalid("file", "The table has no header; its first line must name the columns.")
	case len(out) > maxColumns:
		return nil, huiyin.Invalid("file", "The table has %d columns; at most %d can be read.", len(out), maxColumns)
	}
	for i, name := range out {
		switch {
		case name == "":
			return nil, huiyin.Invalid("file", "Column %d of the table has no name.", i+1)
		case slices.Index(out, name) < i:
			return nil, huiyin.Invalid("file", "The table has two columns named %q.", name)
		}
	}
	return out, nil
}

func columnName(s string) string {
	return strings.ToLower(strings.TrimSpace(strings.Trim(strings.TrimSpace(lines(s)), "\ufeff")))
}

// cellsOf pairs the columns with the cells of a row that stands under them.
func cellsOf(line int, columns, cells []string) (Row, error) {
	row := Row{Line: line, columns: columns, cells: make(map[string]string, len(columns))}
	for i, column := range columns {
		if i < len(cells) {
			row.cells[column] = unguard(lines(cells[i]))
		} else {
			row.cells[column] = ""
		}
	}
	for i, cell := range cells {
		switch {
		case len(cell) > maxCell:
			return row, &RowError{line, fmt.Sprintf("Cell %d holds more than 1 MB.", i+1)}
		case i >= len(columns) && cell != "":
			return row, &RowError{line, fmt.Sprintf("The row has %d cells under %d column names.", len(cells), len(columns))}
		}
	}
	return row, nil
}

// lines makes every line end LF.
func lines(s string) string {
	if !strings.Contains(s, "\r") {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}
