package sheet

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"huiyin"
)

// What the makers of spreadsheets allow in one sheet.
const (
	maxSheetRows = 1_048_576
	maxSheetCell = 32_767 // UTF-16 units
)

// Writer writes one table. What it writes, a Reader gives back exactly, except that line ends in cells become LF,
// bytes that are no text become U+FFFD, and rows without any content are passed over.
type Writer struct {
	columns []string
	write   func(cells []string) error
	close   func() error
}

// NewWriter begins a table with its header; JSONL has none and names the columns in every row. Column names
// are as a Reader gives them: lower case, trimmed, each once. In CSV and XLSX a cell that a spreadsheet would
// take for a formula gets an apostrophe in front, which a Reader takes away again.
func NewWriter(format Format, w io.Writer, columns []string) (*Writer, error) {
	tidy, err := header(columns)
	if err != nil {
		return nil, fmt.Errorf("write a table: %w", err)
	}
	if !slices.Equal(tidy, columns) {
		return nil, fmt.Errorf("write a table: the columns %q are not named as a reader would name them: %q", columns, tidy)
	}
	out := &Writer{columns: tidy}
	switch format {
	case CSV:
		err = out.toCSV(w)
	case JSONL:
		err = out.toJSONL(w)
	case XLSX:
		err = out.toXLSX(w)
	default:
		return nil, huiyin.Invalid("format", "The format %q is none of csv, jsonl and xlsx.", format)
	}
	if err != nil {
		return nil, fmt.Errorf("write a table: %w", err)
	}
	return out, nil
}

// Write writes a row: one cell for each column, in their order.
func (w *Writer) Write(cells []string) error {
	if len(cells) != len(w.columns) {
		return fmt.Errorf("write a row of a table: %d cells for %d columns", len(cells), len(w.columns))
	}
	tidy := make([]string, len(cells))
	for i, cell := range cells {
		tidy[i] = lines(strings.ToValidUTF8(cell, "\uFFFD"))
	}
	if err := w.write(tidy); err != nil {
		return fmt.Errorf("write a row of a table: %w", err)
	}
	return nil
}

// WriteMap writes a row by the names of its columns; a column that is not mentioned is empty, one that the
// table does not have is an error.
func (w *Writer) WriteMap(cells map[string]string) error {
	row := make([]string, len(w.columns))
	found := 0
	for i, column := range w.columns {
		cell, ok := cells[column]
		if row[i] = cell; ok {
			found++
		}
	}
	if found < len(cells) {
		return fmt.Errorf("write a row of a table: it names columns that the table does not have")
	}
	return w.Write(row)
}

// Close ends the table. It does not close what the table is written to. Without it the table is not whole.
func (w *Writer) Close() error {
	if err := w.close(); err != nil {
		return fmt.Errorf("end a table: %w", err)
	}
	return nil
}

func (w *Writer) toCSV(to io.Writer) error {
	table := csv.NewWriter(to)
	w.write = func(cells []string) error {
		for i := range cells {
			cells[i] = guard(cells[i])
		}
		return table.Write(cells)
	}
	w.close = func() error { table.Flush(); return table.Error() }
	// The header decides what separates cells, so whatever else could is put in quotation marks.
	names := make([]string, len(w.columns))
	for i, name := range w.columns {
		if names[i] = guard(name); strings.ContainsAny(name, ",;\t\n\" ") {
			names[i] = `"` + strings.ReplaceAll(guard(name), `"`, `""`) + `"`
		}
	}
	_, err := io.WriteString(to, strings.Join(names, ",")+"\n")
	return err
}

func (w *Writer) toJSONL(to io.Writer) error {
	out := bufio.NewWriter(to)
	var line bytes.Buffer
	text := json.NewEncoder(&line)
	text.SetEscapeHTML(false)
	put := func(s string, after byte) error {
		if err := text.Encode(s); err != nil {
			return err
		}
		line.Truncate(line.Len() - 1) // the encoder ends every text with a line
		return line.WriteByte(after)
	}
	w.write = func(cells []string) error {
		line.Reset()
		line.WriteByte('{')
		for i, cell := range cells {
			if err := put(w.columns[i], ':'); err != nil {
				return err
			}
			if err := put(cell, ','); err != nil {
				return err
			}
		}
		line.Truncate(line.Len() - 1)
		line.WriteString("}\n")
		_, err := out.Write(line.Bytes())
		return err
	}
	w.close = out.Flush
	return nil
}

func (w *Writer) toXLSX(to io.Writer) error {
	book := excelize.NewFile()
	table, err := book.NewStreamWriter(book.GetSheetName(0))
	if err != nil {
		return err
	}
	line := 0
	w.write = func(cells []string) error {
		if line == maxSheetRows {
			return huiyin.Invalid("format", "A spreadsheet holds at most %d rows; please choose csv or jsonl.", maxSheetRows)
		}
		row := make([]any, len(cells))
		for i, cell := range cells {
			cell = guard(cell)
			if len(cell) > maxSheetCell && len(utf16.Encode([]rune(cell))) > maxSheetCell {
				return huiyin.Invalid("format", "A cell of a spreadsheet holds at most %d characters, and the one under %q in line %d is longer; please choose csv or jsonl.", maxSheetCell, w.columns[i], line+1)
			}
			row[i] = cell
		}
		line++
		return table.SetRow("A"+strconv.Itoa(line), row)
	}
	w.close = func() error {
		if err := table.Flush(); err != nil {
			return err
		}
		if err := book.Write(to); err != nil {
			return err
		}
		return book.Close()
	}
	return w.write(slices.Clone(w.columns))
}
