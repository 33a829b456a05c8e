package room

import (
	"strings"
	"time"

	"huiyin/calendar"
)

// Hours are when a line is staffed. The zero value is always.
type Hours struct {
	working []calendar.Span // on working days, of the calendar
	week    calendar.Week   // or in this week, whatever the holidays
	bound   bool
}

// ParseHours reads hours as the table of hotlines holds them: 24h, spans on working days (wd 09:00-17:00) or a week
// (Mon-Fri 09:00-12:00); nothing is 24h. It fails with huiyin.KindInvalid.
func ParseHours(s string) (Hours, error) {
	s = strings.TrimSpace(s)
	if s == "" || s == "24h" {
		return Hours{}, nil
	}
	words := strings.Fields(s)
	if words[0] != "wd" || len(words) < 2 {
		week, err := calendar.ParseWeek(s)
		return Hours{week: week, bound: true}, err
	}
	h := Hours{bound: true}
	for _, w := range words[1:] {
		span, err := calendar.ParseSpan(w)
		if err != nil {
			return Hours{}, err
		}
		h.working = append(h.working, span)
	}
	return h, nil
}

// String writes the hours as ParseHours reads them.
func (h Hours) String() string {
	switch {
	case !h.bound:
		return "24h"
	case h.working == nil:
		return h.week.String()
	}
	words := []string{"wd"}
	for _, s := range h.working {
		words = append(words, s.String())
	}
	return strings.Join(words, " ")
}

// Open tells whether a moment lies in the hours; their end no longer does.
func (h Hours) Open(c calendar.Calendar, t time.Time) bool {
	if !h.bound {
		return true
	}
	t = t.In(c.Zone())
	minute := t.Hour()*60 + t.Minute()
	for _, s := range h.spans(c, t) {
		if minute >= s.From && minute < s.To {
			return true
		}
	}
	return false
}

// Next is the first moment from t on that lies in the hours: t itself when it does. Should there be none within a
// year, it is t.
func (h Hours) Next(c calendar.Calendar, t time.Time) time.Time {
	if h.Open(c, t) {
		return t
	}
	local := t.In(c.Zone())
	y, m, d := local.Date()
	for i := range 366 {
		day := time.Date(y, m, d+i, 0, 0, 0, 0, c.Zone())
		first := time.Time{}
		for _, s := range h.spans(c, day) {
			at := time.Date(y, m, d+i, s.From/60, s.From%60, 0, 0, c.Zone())
			if !at.Before(t) && (first.IsZero() || at.Before(first)) {
				first = at
			}
		}
		if !first.IsZero() {
			return first
		}
	}
	return t
}

// spans are those of the day that t lies in.
func (h Hours) spans(c calendar.Calendar, t time.Time) []calendar.Span {
	if h.working == nil {
		return h.week[t.Weekday()]
	}
	if y, m, d := t.Date(); c.Day(calendar.DateOf(y, m, d)).Counted {
		return h.working
	}
	return nil
}
