package calendar

import (
	"strconv"
	"strings"

	"huiyin"
)

// Unit is what a limit counts; the package comment says how.
type Unit uint8

const (
	WorkingDays Unit = iota
	CalendarDays
	WorkingMinutes
	ClockMinutes
)

// MaxDays is the longest limit, ten years; in minutes it is MaxDays*24*60.
const MaxDays = 3_650

// Limit is how long something may take. The zero Limit is none.
type Limit struct {
	Amount int
	Unit   Unit
}

// suffixes are tried in this order, so that whole hours print as hours.
var suffixes = []struct {
	text string
	unit Unit
	each int // how many of the unit
}{
	{"wd", WorkingDays, 1},
	{"d", CalendarDays, 1},
	{"wh", WorkingMinutes, 60},
	{"wm", WorkingMinutes, 1},
	{"h", ClockMinutes, 60},
	{"min", ClockMinutes, 1},
}

// ParseLimit reads 15wd (working days), 10d (calendar days), 4wh and 90wm (working hours, working minutes), 24h
// and 30min (hours, minutes by the clock): a whole number from 1 to ten years.
func ParseLimit(s string) (Limit, error) {
	text := strings.ToLower(strings.TrimSpace(s))
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	for _, suffix := range suffixes {
		if strings.TrimSpace(text[digits:]) != suffix.text {
			continue
		}
		n, err := strconv.Atoi(text[:digits])
		most := suffix.unit.most() / suffix.each
		if err != nil || n < 1 || n > most {
			return Limit{}, huiyin.Invalid("limit", "The limit %q must be a whole number from 1 to %d%s.", s, most, suffix.text)
		}
		return Limit{n * suffix.each, suffix.unit}, nil
	}
	return Limit{}, huiyin.Invalid("limit", "%q is not a limit; write it like 15wd, 10d, 4wh, 90wm, 24h or 30min.", s)
}

// String writes the limit as ParseLimit reads it, whole hours as hours.
func (l Limit) String() string {
	for _, suffix := range suffixes {
		if suffix.unit == l.Unit && l.Amount%suffix.each == 0 {
			return strconv.Itoa(l.Amount/suffix.each) + suffix.text
		}
	}
	return strconv.Itoa(l.Amount)
}

// InDays tells whether the limit counts days, of which the first never counts.
func (l Limit) InDays() bool { return l.Unit.inDays() }

// Working tells whether the limit counts working time only.
func (l Limit) Working() bool { return l.Unit.working() }

func (u Unit) inDays() bool  { return u == WorkingDays || u == CalendarDays }
func (u Unit) working() bool { return u == WorkingDays || u == WorkingMinutes }

func (u Unit) most() int {
	if u.inDays() {
		return MaxDays
	}
	return MaxDays * 24 * 60
}

// within is the limit cut to what the package answers for.
func (l Limit) within() Limit {
	l.Amount = min(max(l.Amount, 0), l.Unit.most())
	return l
}
