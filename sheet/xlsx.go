package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"huiyin"
)

// What a workbook may be. It is held in memory while it is read, but for large sheets, which are unfolded into
// a temporary file.
const (
	maxBook     = 64 << 20  // bytes of the file
	maxUnzipped = 256 << 20 // bytes it may unfold to
	maxParts    = 5000      // files inside
	largeSheet  = 4 << 20   // bytes
)

func readXLSX(r io.Reader) (*Reader, error) {
	content, err := io.ReadAll(io.LimitReader(r, maxBook+1))
	if err != nil {
		return nil, fmt.Errorf("read an XLSX table: %w", err)
	}
	switch {
	case len(content) > maxBook:
		return nil, &huiyin.Error{Kind: huiyin.KindTooLarge, Field: "file", Code: "file_too_large", Say: "The workbook is larger than 64 MB; please save the table as CSV."}
	case !bytes.HasPrefix(content, []byte("PK\x03\x04")):
		// This also keeps protected workbooks from the reader of compound files.
		return nil, huiyin.Invalid("file", "The file is no XLSX workbook, or it is protected by a password.")
	case bytes.Count(content, []byte("PK\x01\x02")) > maxParts:
		return nil, huiyin.Invalid("file", "The workbook holds more than %d parts; please save the table as CSV.", maxParts)
	}
	book, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{
		UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: largeSheet,
		ShortDatePattern: "yyyy-mm-dd", LongDatePattern: "yyyy-mm-dd", LongTimePattern: "hh:mm:ss",
	})
	if err != nil {
		return nil, unreadable(err, "The workbook cannot be opened: it is damaged, or unfolds to more than 256 MB.")
	}
	if err := wellFormed(content); err != nil {
		return nil, errors.Join(unreadable(err, "The workbook is damaged inside; please open it, save it again, or save the table as CSV."), book.Close())
	}
	reader, err := readFirstSheet(book)
	if err != nil {
		return nil, errors.Join(err, book.Close())
	}
	return reader, nil
}

// wellFormed reads the sheets once before they count: where their XML is broken or a checksum is wrong, excelize
// would just let the rows seem to end.
func wellFormed(content []byte) error {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return err
	}
	for _, part := range archive.File {
		name := strings.ToLower(strings.ReplaceAll(part.Name, "\\", "/"))
		if strings.HasPrefix(name, "xl/worksheets/sheet") || name == "xl/sharedstrings.xml" {
			if err := wellFormedPart(part); err != nil {
				return fmt.Errorf("%s: %w", part.Name, err)
			}
		}
	}
	return nil
}

func wellFormedPart(part *zip.File) error {
	text, err := part.Open()
	if err != nil {
		return err
	}
	d := xml.NewDecoder(text)
	for err == nil {
		_, err = d.Token()
	}
	if err == io.EOF {
		err = nil
	}
	return errors.Join(err, text.Close())
}

func readFirstSheet(book *excelize.File) (*Reader, error) {
	names := book.GetSheetList()
	if len(names) == 0 {
		return nil, huiyin.Invalid("file", "The workbook has no sheet.")
	}
	rows, err := book.Rows(names[0])
	if err != nil {
		return nil, unreadable(err, "The first sheet of the workbook cannot be read.")
	}
	line := 0
	next := func() ([]string, error) {
		if line++; !rows.Next() {
			if err := rows.Error(); err != nil {
				return nil, unreadable(err, "The workbook is damaged at line %d and was read up to there.", line)
			}
			return nil, io.EOF
		}
		cells, err := rows.Columns()
		if err != nil {
			return nil, unreadable(err, "The workbook is damaged at line %d and was read up to there.", line)
		}
		return cells, nil
	}
	names, err = next()
	if err != nil && err != io.EOF {
		return nil, err
	}
	columns, err := header(names)
	if err != nil {
		return nil, err
	}
	return &Reader{
		columns: columns,
		close:   func() error { return errors.Join(rows.Close(), book.Close()) },
		next: func() (Row, error) {
			cells, err := next()
			if err != nil {
				return Row{}, err
			}
			return cellsOf(line, columns, cells)
		},
	}, nil
}

func unreadable(err error, format string, args ...any) error {
	refusal := huiyin.Invalid("file", format, args...)
	refusal.Err = err
	return refusal
}
