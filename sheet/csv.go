package sheet

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"huiyin"
)

func readCSV(r io.Reader) (*Reader, error) {
	text := newSource(r)
	in := bufio.NewReaderSize(text, window)
	comma, err := separator(in)
	if err != nil {
		return nil, err
	}
	fence := &fence{in: in}
	table := csv.NewReader(fence)
	table.Comma, table.FieldsPerRecord = comma, -1
	names, err := table.Read()
	switch {
	case err == io.EOF:
		return nil, huiyin.Invalid("file", "The table is empty; its first line must name the columns.")
	case err != nil && fence.err == nil:
		return nil, huiyin.Invalid("file", "The header of the table cannot be read: a quotation mark does not stand where it should.")
	case err != nil:
		return nil, fence.err
	}
	if whole := strings.Join(names, ""); text.damaged(whole) || strings.Contains(whole, "\x00") {
		return nil, huiyin.Invalid("file", "The header of the table is no text; the file should be saved as CSV in UTF-8.")
	}
	columns, err := header(names)
	if err != nil {
		return nil, err
	}
	next := func() (Row, error) {
		fence.read = 0
		cells, err := table.Read()
		var quote *csv.ParseError
		switch {
		case fence.err != nil:
			return Row{}, fence.err
		case err == io.EOF:
			return Row{}, err
		case errors.As(err, &quote):
			return Row{Line: quote.StartLine}, &RowError{quote.StartLine, quoteSentence(quote)}
		case err != nil:
			return Row{}, fmt.Errorf("read a CSV table: %w", err)
		}
		line, _ := table.FieldPos(0)
		row, err := cellsOf(line, columns, cells)
		if err == nil && slices.ContainsFunc(cells, text.damaged) {
			err = &RowError{line, "The row holds bytes that are no text; the file should be saved as UTF-8."}
		}
		return row, err
	}
	return &Reader{columns: columns, next: next}, nil
}

func quoteSentence(e *csv.ParseError) string {
	if e.Line > e.StartLine {
		return fmt.Sprintf("A quotation mark that opens here is not closed as it should be, and lines %d to %d were passed over with it.", e.StartLine, e.Line)
	}
	return "A quotation mark does not stand where it should: a cell that holds one must be in quotation marks, with that one doubled."
}

// separator is whichever of the three the first line has most of, outside quotation marks.
func separator(in *bufio.Reader) (rune, error) {
	start, err := in.Peek(window)
	if start = bytes.TrimLeft(start, "\r\n"); len(start) == 0 {
		if err == io.EOF {
			return 0, huiyin.Invalid("file", "The table is empty; its first line must name the columns.")
		}
		return 0, fmt.Errorf("read a CSV table: %w", err)
	}
	counts := map[byte]int{}
	quoted := false
	for i := 0; i < len(start) && (quoted || start[i] != '\n'); i++ {
		if start[i] == '"' {
			quoted = !quoted
		} else if !quoted {
			counts[start[i]]++
		}
	}
	best := byte(',')
	for _, other := range []byte{';', '\t'} {
		if counts[other] > counts[best] {
			best = other
		}
	}
	return rune(best), nil
}

// fence stops a row that never ends before it fills the memory, and keeps the error of the file apart from
// those of the table.
type fence struct {
	in   io.Reader
	read int
	err  error
}

func (f *fence) Read(b []byte) (int, error) {
	if f.read > maxRow {
		f.err = huiyin.Invalid("file", "A row of the table is larger than 8 MB; perhaps a quotation mark is not closed. Reading ended there.")
		return 0, f.err
	}
	n, err := f.in.Read(b)
	if f.read += n; err != nil && err != io.EOF {
		f.err = fmt.Errorf("read a CSV table: %w", err)
	}
	return n, err
}
