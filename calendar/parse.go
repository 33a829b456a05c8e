package calendar

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"huiyin"
)

// Holidays is a list as a government announces it: the exceptions, and the years it completes.
type Holidays struct {
	Exceptions []Exception // by date, one for each
	Years      []int
}

// Problem is a row that could not be read. Good rows are kept beside it.
type Problem struct {
	Line   int    // counted from 1
	Row    string // as it stood there, cut to a reasonable length
	Reason string // a sentence for the person who wrote the row
}

const (
	maxBytes = 4 << 20
	maxName  = 100 // characters
	maxRange = 31  // days
)

// ParseHolidays reads a list of holidays of any country, as UTF-8 in one of two forms.
//
// CSV, a row each of date (or a range of dates), kind (holiday or workday; 放假 or 上班) and name, which may be
// missing; lines that begin with # and a heading row are passed over:
//
//	2026-02-14,workday,春节
//	2026-02-15..2026-02-23,holiday,春节
//
// JSON as holiday-cn publishes it, a file each year:
//
//	{"year": 2026, "days": [{"name": "春节", "date": "2026-02-14", "isOffDay": false}]}
//
// A list completes the year it names, if it has any days, or else the years that CompleteYears finds. Of two rows
// that contradict each other the first stands and the second is a problem. The error is only for lists that
// cannot be read at all.
func ParseHolidays(r io.Reader) (Holidays, []Problem, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return Holidays{}, nil, fmt.Errorf("read a list of holidays: %w", err)
	}
	if len(data) > maxBytes {
		return Holidays{}, nil, &huiyin.Error{Kind: huiyin.KindTooLarge, Field: "file", Code: "file_too_large",
			Say: "A list of holidays may have at most 4 MB."}
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	l := list{seen: map[Date]seen{}}
	if bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) {
		if err := l.readJSON(data); err != nil {
			return Holidays{}, nil, err
		}
	} else {
		l.readCSV(data)
	}
	return l.holidays(), l.problems, nil
}

// CompleteYears guesses which years a list completes: those with public holidays in at least two different
// months. A list of 2019 that also moves the last days of 2018 does not complete 2018, nor does one local holiday.
func CompleteYears(exceptions []Exception) []int {
	months := map[int]map[int]bool{}
	for _, e := range exceptions {
		if e.Working {
			continue
		}
		y := e.Date.Year()
		if months[y] == nil {
			months[y] = map[int]bool{}
		}
		months[y][int(e.Date.Month())] = true
	}
	var years []int
	for y, m := range months {
		if len(m) >= 2 {
			years = append(years, y)
		}
	}
	slices.Sort(years)
	return years
}

// ParseException reads one row: a date or a range of at most 31 days, holiday or workday, and a name.
func ParseException(dates, kind, name string) ([]Exception, error) {
	first, last, ranged := strings.Cut(dates, "..")
	if !ranged {
		last = first
	}
	from, err := ParseDate(first)
	if err != nil {
		return nil, err
	}
	to, err := ParseDate(last)
	if err != nil {
		return nil, err
	}
	if to < from || to-from >= maxRange {
		return nil, huiyin.Invalid("date", "The range %s must run forward and cover at most %d days.", dates, maxRange)
	}
	working, err := parseKind(kind)
	if err != nil {
		return nil, err
	}
	name = strings.TrimSpace(name)
	if n := utf8.RuneCountInString(name); n > maxName || strings.ContainsFunc(name, unicode.IsControl) {
		return nil, huiyin.Invalid("name", "The name may have at most %d characters and no line breaks.", maxName)
	}
	var out []Exception
	for d := from; d <= to; d++ {
		out = append(out, Exception{d, working, name})
	}
	return out, nil
}

func parseKind(s string) (working bool, err error) {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "holiday", "放假":
		return false, nil
	case "workday", "上班":
		return true, nil
	}
	return false, huiyin.Invalid("kind", "%q is not a kind of day; write holiday or workday (放假 or 上班).", s)
}

// list gathers rows.
type list struct {
	seen     map[Date]seen
	year     int // the one the list names
	problems []Problem
}

type seen struct {
	Exception
	line int
}

func (l *list) readCSV(data []byte) {
	line, heading := 0, true
	for row := range bytes.Lines(data) {
		line++
		text := strings.TrimSpace(string(row))
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		fields, err := csv.NewReader(strings.NewReader(text)).Read()
		if heading {
			heading = false
			if err == nil && (strings.EqualFold(fields[0], "date") || fields[0] == "日期") {
				continue
			}
		}
		switch {
		case !utf8.ValidString(text):
			l.problem(line, text, "The row is not UTF-8; save the file as CSV UTF-8.")
		case err != nil || len(fields) < 2 || len(fields) > 3:
			l.problem(line, text, "The row must have a date, a kind and a name, separated by commas.")
		default:
			l.row(line, text, fields[0], fields[1], strings.Join(fields[2:], ""))
		}
	}
}

// row takes one row, unless it contradicts one before it.
func (l *list) row(line int, text, dates, kind, name string) {
	exceptions, err := ParseException(dates, kind, name)
	if err != nil {
		l.problem(line, text, err.Error())
		return
	}
	for _, e := range exceptions {
		if old, ok := l.seen[e.Date]; ok && old.Working != e.Working {
			l.problem(line, text, fmt.Sprintf("Line %d says the opposite of %s; the first stands.", old.line, e.Date))
			return
		}
	}
	for _, e := range exceptions {
		if _, ok := l.seen[e.Date]; !ok {
			l.seen[e.Date] = seen{e, line}
		}
	}
}

func (l *list) problem(line int, text, reason string) {
	if r := []rune(strings.ToValidUTF8(text, "\ufffd")); len(r) > 200 {
		text = string(r[:200]) + "…"
	} else {
		text = string(r)
	}
	l.problems = append(l.problems, Problem{line, text, reason})
}

func (l *list) holidays() Holidays {
	var h Holidays
	for _, s := range l.seen {
		h.Exceptions = append(h.Exceptions, s.Exception)
	}
	slices.SortFunc(h.Exceptions, func(a, b Exception) int { return int(a.Date - b.Date) })
	switch {
	case l.year == 0:
		h.Years = CompleteYears(h.Exceptions)
	case len(h.Exceptions) > 0:
		h.Years = []int{l.year}
	}
	return h
}
