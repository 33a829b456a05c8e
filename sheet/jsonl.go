package sheet

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

func readJSONL(r io.Reader) *Reader {
	source := newSource(r)
	in := bufio.NewReaderSize(source, window)
	line := 0
	next := func() (Row, error) {
		for {
			text, long, err := readLine(in)
			if line++; err != nil && err != io.EOF {
				return Row{}, fmt.Errorf("read JSON lines: %w", err)
			}
			switch {
			case long:
				return Row{Line: line}, &RowError{line, "The line is longer than 8 MB."}
			case source.damaged(string(text)):
				return Row{Line: line}, &RowError{line, "The line holds bytes that are no text; the file should be saved as UTF-8."}
			case len(bytes.TrimSpace(text)) > 0:
				return readObject(line, text)
			case err == io.EOF:
				return Row{}, io.EOF
			}
		}
	}
	return &Reader{next: next}
}

// readLine reads to the next LF; of a line that is too long it keeps nothing.
func readLine(in *bufio.Reader) (text []byte, long bool, err error) {
	for {
		part, err := in.ReadSlice('\n')
		if long = long || len(text)+len(part) > maxRow; long {
			text = nil
		} else {
			text = append(text, part...)
		}
		if err != bufio.ErrBufferFull {
			return text, long, err
		}
	}
}

// readObject reads a line token by token, to see the order of the names and names that come twice.
func readObject(line int, text []byte) (Row, error) {
	row := Row{Line: line, cells: map[string]string{}}
	bad := func(format string, args ...any) (Row, error) {
		return row, &RowError{line, fmt.Sprintf(format, args...)}
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return bad("The line is not a JSON object in braces.")
	}
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return bad("The line is not correct JSON: %v.", err)
		}
		column := columnName(t.(string))
		cell, err := readValue(d)
		if err != nil {
			return bad("The value of %q cannot be read: %v.", column, err)
		}
		switch {
		case column == "":
			return bad("A value has no name.")
		case slices.Contains(row.columns, column):
			return bad("The name %q stands there twice.", column)
		case len(row.columns) == maxColumns:
			return bad("The line names more than %d columns.", maxColumns)
		case len(cell) > maxCell:
			return bad("The value of %q holds more than 1 MB.", column)
		}
		row.columns = append(row.columns, column)
		row.cells[column] = lines(cell)
	}
	if _, err := d.Token(); err != nil {
		return bad("The line is not correct JSON: %v.", err)
	}
	if _, err := d.Token(); err != io.EOF {
		return bad("Something follows the JSON object on its line.")
	}
	return row, nil
}

// readValue makes a text of a value: numbers as they are written, lists joined with |.
func readValue(d *json.Decoder) (string, error) {
	t, err := d.Token()
	if err != nil {
		return "", err
	}
	if t == json.Delim('{') {
		return "", fmt.Errorf("objects inside objects are no cells of a table")
	}
	if t != json.Delim('[') {
		return scalar(t), nil
	}
	var items []string
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return "", err
		}
		if _, nested := t.(json.Delim); nested {
			return "", fmt.Errorf("a list may hold texts and numbers only")
		}
		item := scalar(t)
		if strings.Contains(item, "|") {
			return "", fmt.Errorf("a list joined with | may not hold that sign")
		}
		items = append(items, item)
	}
	_, err = d.Token()
	return strings.Join(items, "|"), err
}

func scalar(t json.Token) string {
	switch v := t.(type) {
	case nil:
		return ""
	case bool:
		if v {
			return "true"
		}
		return "false"
	}
	return fmt.Sprint(t)
}
