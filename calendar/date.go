package calendar

import (
	"strconv"
	"strings"
	"time"

	"huiyin"
)

// Date is a calendar day wherever it is: the number of days since 1970-01-01. Dates compare and add like numbers.
type Date int32

// The days a Calendar can answer for.
const (
	FirstDate Date = -25_567 // 1900-01-01, a Monday
	LastDate  Date = 376_199 // 2999-12-31
)

// DateOf is the day with this number in this month; as in package time, the 32nd of May is the 1st of June.
func DateOf(year int, month time.Month, day int) Date {
	return Date(floorDiv(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix(), 86_400))
}

// ParseDate reads 2026-02-14, and 2026/2/14 as spreadsheets write it, between FirstDate and LastDate.
func ParseDate(s string) (Date, error) {
	parts := strings.Split(strings.ReplaceAll(strings.TrimSpace(s), "/", "-"), "-")
	if len(parts) != 3 || len(parts[0]) != 4 {
		return 0, huiyin.Invalid("date", "%q is not a date; write it like 2026-02-14.", s)
	}
	var n [3]int
	for i, part := range parts {
		v, err := strconv.ParseUint(part, 10, 16)
		if err != nil {
			return 0, huiyin.Invalid("date", "%q is not a date; write it like 2026-02-14.", s)
		}
		n[i] = int(v)
	}
	d := DateOf(n[0], time.Month(n[1]), n[2])
	if y, m, day := d.civil(); y != n[0] || int(m) != n[1] || day != n[2] {
		return 0, huiyin.Invalid("date", "There is no day %q in the calendar.", s)
	}
	if d < FirstDate || d > LastDate {
		return 0, huiyin.Invalid("date", "%q must lie between %s and %s.", s, FirstDate, LastDate)
	}
	return d, nil
}

func (d Date) civil() (int, time.Month, int) { return time.Unix(int64(d)*86_400, 0).UTC().Date() }

// String writes the date as 2026-02-14.
func (d Date) String() string { return time.Unix(int64(d)*86_400, 0).UTC().Format(time.DateOnly) }

// Year is the year the day lies in.
func (d Date) Year() int {
	y, _, _ := d.civil()
	return y
}

// Month is the month the day lies in.
func (d Date) Month() time.Month {
	_, m, _ := d.civil()
	return m
}

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return time.Weekday(floorMod(int64(d)+4, 7)) } // 1970-01-01 was a Thursday

func floorMod(a, b int64) int64 { return ((a % b) + b) % b }

func floorDiv(a, b int64) int64 { return (a - floorMod(a, b)) / b }
