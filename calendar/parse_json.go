package calendar

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"huiyin"
)

var errShape error = huiyin.Invalid("file",
	`The list must be one JSON object with "year", a number, and "days", an array of objects with date, name and isOffDay.`)

// readJSON walks the file token by token, so that a bad row is one problem with its line and not the end.
func (l *list) readJSON(data []byte) error {
	dec, lines := json.NewDecoder(bytes.NewReader(data)), &lineCounter{data: data}
	err := l.readObject(dec, lines)
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		refusal := huiyin.Invalid("file", "The list is not well-formed JSON from line %d on.", lines.next(dec.InputOffset()))
		refusal.Err = err
		return refusal
	}
	if err != nil {
		return errShape
	}
	return nil
}

func (l *list) readObject(dec *json.Decoder, lines *lineCounter) error {
	if _, err := dec.Token(); err != nil {
		return err
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return err
		}
		switch key {
		case "year":
			err = dec.Decode(&l.year)
		case "days":
			err = l.readDays(dec, lines)
		default:
			err = dec.Decode(new(json.RawMessage))
		}
		if err != nil {
			return err
		}
	}
	if _, err := dec.Token(); err != nil {
		return err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return errShape
	}
	return nil
}

func (l *list) readDays(dec *json.Decoder, lines *lineCounter) error {
	if open, err := dec.Token(); err != nil || open != json.Delim('[') {
		return errors.Join(err, errShape)
	}
	for dec.More() {
		line := lines.next(dec.InputOffset())
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return err
		}
		l.readDay(line, raw)
	}
	_, err := dec.Token()
	return err
}

func (l *list) readDay(line int, raw json.RawMessage) {
	var d struct {
		Date, Name string
		IsOffDay   *bool
		Off        *bool // a short form seen in the wild
	}
	err := json.Unmarshal(raw, &d)
	if d.IsOffDay == nil {
		d.IsOffDay = d.Off
	}
	if err != nil || d.IsOffDay == nil {
		l.problem(line, string(raw), "The day must be an object with date, name and isOffDay (true or false).")
		return
	}
	kind := "workday"
	if *d.IsOffDay {
		kind = "holiday"
	}
	l.row(line, string(raw), d.Date, kind, d.Name)
}

// lineCounter counts lines forward once, however often it is asked.
type lineCounter struct {
	data []byte
	at   int
	line int
}

// next is the line, counted from 1, of the value after an offset that never goes back.
func (c *lineCounter) next(offset int64) int {
	at := int(offset)
	for at < len(c.data) && bytes.IndexByte([]byte(" \t\r\n,"), c.data[at]) >= 0 {
		at++
	}
	if at > c.at {
		c.line += bytes.Count(c.data[c.at:at], []byte("\n"))
		c.at = at
	}
	return c.line + 1
}
