package directory

import (
	"context"
	"io"
	"maps"
	"strings"
	"time"

	"huiyin"
	"huiyin/calendar"
	"huiyin/store"
)

// holidays are the days that differ from the ordinary week. What is built in counts as on record, so a list that
// says the same changes nothing, and an export shows the calendar in force.
var holidays = kind{
	name: "holidays", noun: "holiday", key: []string{"date"},
	columns: []column{
		{name: "date", also: "日期", rule: line(30), needed: true},
		{name: "kind", also: "类型 类别", rule: oneOf("holiday 放假 休息", "workday 上班 补班"), needed: true},
		{name: "name", also: "名称 节日", rule: line(100)},
	},
	list: func(_ *store.Tx, c *City) ([]entry, error) {
		return each(c.Book.Calendar.Exceptions(), exceptionEntry), nil
	},
	spread: func(e entry) ([]entry, error) {
		days, err := calendar.ParseException(e["date"], e["kind"], e["name"])
		if err != nil {
			return nil, err
		}
		out := each(days, exceptionEntry)
		for i := range out {
			maps.DeleteFunc(out[i], func(name, _ string) bool { _, given := e[name]; return !given })
		}
		return out, nil
	},
	save: func(t *store.Tx, _ *plan, e entry) error {
		return t.SaveDay(store.DayRow{Day: e["date"], Kind: e["kind"], Name: e["name"]})
	},
}

func exceptionEntry(x *calendar.Exception) entry {
	kind := "holiday"
	if x.Working {
		kind = "workday"
	}
	return entry{"date": x.Date.String(), "kind": kind, "name": x.Name}
}

// ImportHolidays brings in a list of holidays as governments publish it, in either form that calendar.ParseHolidays
// reads: CSV, or JSON with a year and its days.
func (d *Directory) ImportHolidays(ctx context.Context, r io.Reader, by huiyin.Actor, at time.Time) (Report, error) {
	list, problems, err := calendar.ParseHolidays(r)
	if err != nil {
		return Report{}, err
	}
	report := Report{Rows: len(list.Exceptions) + len(problems)}
	for _, p := range problems {
		report.Bad = append(report.Bad, Bad{Line: p.Line, Reason: p.Reason, Text: strings.TrimSpace(p.Row)})
	}
	var rows []row
	for i := range list.Exceptions {
		rows = append(rows, formRow(exceptionEntry(&list.Exceptions[i])))
	}
	_, err = d.bring(ctx, &holidays, rows, Intake{By: by, At: at}, &report)
	return report, err
}
