package portal

import (
	"fmt"
	"html/template"
	"time"

	"huiyin/calendar"
)

// day writes a date as people say it, with the year where it is not the present one.
func (v *visit) day(t time.Time) string {
	t = t.In(v.p.zone())
	key := "date.day"
	if t.Year() != v.now().In(v.p.zone()).Year() {
		key = "date.day_year"
	}
	return v.t(key, "weekday", v.t(fmt.Sprintf("weekday.%d", t.Weekday())), "month", v.t(fmt.Sprintf("month.%d", t.Month())),
		"day", t.Day(), "year", t.Format("2006"))
}

// moment writes a date with its time.
func (v *visit) moment(t time.Time) string {
	return v.t("date.moment", "day", v.day(t), "time", t.In(v.p.zone()).Format("15:04"))
}

// when and on mark a moment and a date up, so that programs understand them too.
func (v *visit) when(t time.Time) template.HTML { return v.marked(t, time.RFC3339, v.moment(t)) }
func (v *visit) on(t time.Time) template.HTML   { return v.marked(t, time.DateOnly, v.day(t)) }

func (v *visit) marked(t time.Time, layout, text string) template.HTML {
	return template.HTML(`<time datetime="` + t.In(v.p.zone()).Format(layout) + `">` + template.HTMLEscapeString(text) + `</time>`)
}

// size writes a number of bytes.
func (v *visit) size(n int64) string {
	if n < 1<<20 {
		return v.t("size.kb", "n", max(1, (n+512)>>10))
	}
	return v.t("size.mb", "n", v.numbers.Sprintf("%.1f", float64(n)/(1<<20)))
}

// limit writes a limit in words.
func (v *visit) limit(l calendar.Limit) string {
	n := l.Amount
	switch {
	case l.Unit == calendar.WorkingDays:
		return v.count("limit.working_days", n)
	case l.Unit == calendar.CalendarDays:
		return v.count("limit.days", n)
	case l.Unit == calendar.WorkingMinutes && n%60 == 0:
		return v.count("limit.working_hours", n/60)
	case l.Unit == calendar.WorkingMinutes:
		return v.count("limit.working_minutes", n)
	case n%60 == 0:
		return v.count("limit.hours", n/60)
	}
	return v.count("limit.minutes", n)
}
