package calendar_test

import (
	"flag"
	"os"
	"testing"
	"time"

	"huiyin/calendar"
)

var update = flag.Bool("update", false, "write the expected texts anew")

func TestDeadlineInChina(t *testing.T) {
	for _, row := range []struct{ why, start, limit, due string }{
		{"over Spring Festival and two make-up Saturdays", "2026-02-10 16:20", "15wd", "2026-03-09 17:00"},
		{"eight days of National Day and Mid-Autumn 2020, then a make-up Saturday", "2020-09-30 23:59", "3wd", "2020-10-12 17:00"},
		{"a make-up Saturday is the next working day", "2024-05-10 23:59", "1wd", "2024-05-11 17:00"},
		{"23:59:59 loses nothing", "2026-03-02 23:59:59", "1wd", "2026-03-03 17:00"},
		{"00:00 gains nothing", "2026-03-02 00:00", "1wd", "2026-03-03 17:00"},
		{"filed on a make-up Saturday, nine days off follow", "2026-02-14 10:00", "1wd", "2026-02-24 17:00"},
		{"filed on a holiday", "2026-02-17 08:00", "3wd", "2026-02-26 17:00"},
		{"filed on a Sunday", "2026-03-01 12:00", "1wd", "2026-03-02 17:00"},
		{"over New Year into a year nobody has announced", "2026-12-30 10:00", "3wd", "2027-01-04 17:00"},
		{"the days of 2018 that the list of 2019 moved", "2018-12-28 10:00", "2wd", "2019-01-02 17:00"},
		{"a Sunday worked for National Day 2026", "2026-09-18 17:30", "1wd", "2026-09-20 17:00"},
		{"over lunch", "2026-03-02 11:50", "30wm", "2026-03-02 13:20"},
		{"in the lunch break", "2026-03-02 12:15", "30wm", "2026-03-02 13:30"},
		{"to the edge of the lunch break, not over it", "2026-03-02 09:00", "3wh", "2026-03-02 12:00"},
		{"over the night", "2026-03-02 16:45", "30wm", "2026-03-03 09:15"},
		{"over the weekend", "2026-03-06 16:45", "30wm", "2026-03-09 09:15"},
		{"a working day in hours", "2026-03-02 09:00", "7wh", "2026-03-02 17:00"},
		{"hours over Spring Festival", "2026-02-14 16:00", "4wh", "2026-02-24 12:00"},
		{"by the clock at night", "2026-03-02 23:50", "30min", "2026-03-03 00:20"},
		{"by the clock on a holiday", "2026-02-17 08:00", "24h", "2026-02-18 08:00"},
		{"calendar days", "2026-02-10 16:20", "10d", "2026-02-21 00:00"},
		{"calendar days from midnight", "2026-02-10 00:00", "1d", "2026-02-12 00:00"},
	} {
		d := china.Deadline(at(t, china, row.start), limit(t, row.limit))
		if want := at(t, china, row.due); !d.Due.Equal(want) || d.Open {
			t.Errorf("%s: %s from %s is due %s, want %s\n%s", row.why, row.limit, row.start, d.Due, want, d)
		}
	}
}

func TestDeadlineWithPauses(t *testing.T) {
	type pauses []string // from, to, from, to …
	for _, row := range []struct {
		why, start, limit string
		pauses            pauses
		due               string
	}{
		{"none", "2026-03-02 10:00", "5wd", nil, "2026-03-09 17:00"},
		{"two whole days", "2026-03-02 10:00", "5wd", pauses{"2026-03-04 09:00", "2026-03-06 09:00"}, "2026-03-11 17:00"},
		{"a weekend", "2026-03-02 10:00", "5wd", pauses{"2026-03-06 17:00", "2026-03-09 09:00"}, "2026-03-09 17:00"},
		{"a lunch break", "2026-03-02 10:00", "5wd", pauses{"2026-03-04 12:00", "2026-03-04 13:00"}, "2026-03-09 17:00"},
		{"an hour of a day of seven", "2026-03-02 10:00", "5wd", pauses{"2026-03-04 10:00", "2026-03-04 11:00"}, "2026-03-10 10:00"},
		{"four sevenths over a night", "2026-03-02 10:00", "5wd", pauses{"2026-03-03 15:00", "2026-03-04 11:00"}, "2026-03-10 14:00"},
		{"three sevenths and four are one day", "2026-03-02 10:00", "5wd",
			pauses{"2026-03-03 09:00", "2026-03-03 12:00", "2026-03-05 13:00", "2026-03-05 17:00"}, "2026-03-10 17:00"},
		{"overlapping, in no order", "2026-03-02 10:00", "5wd",
			pauses{"2026-03-05 09:00", "2026-03-06 09:00", "2026-03-04 09:00", "2026-03-05 12:00"}, "2026-03-11 17:00"},
		{"on the day of filing, which does not count", "2026-03-02 10:00", "5wd", pauses{"2026-03-02 11:00", "2026-03-02 16:00"}, "2026-03-09 17:00"},
		{"before the start", "2026-03-02 10:00", "5wd", pauses{"2026-02-01 11:00", "2026-03-01 16:00"}, "2026-03-09 17:00"},
		{"after the end", "2026-03-02 10:00", "5wd", pauses{"2026-03-09 17:00", "2026-03-20 17:00"}, "2026-03-09 17:00"},
		{"ends before it begins", "2026-03-02 10:00", "5wd", pauses{"2026-03-06 17:00", "2026-03-04 09:00"}, "2026-03-09 17:00"},
		{"of minutes", "2026-03-02 10:00", "90wm", pauses{"2026-03-02 10:30", "2026-03-02 14:00"}, "2026-03-02 15:00"},
		{"by the clock", "2026-03-02 10:00", "24h", pauses{"2026-03-02 20:00", "2026-03-03 02:00"}, "2026-03-03 16:00"},
		{"half a calendar day", "2026-03-02 10:00", "2d", pauses{"2026-03-03 06:00", "2026-03-03 18:00"}, "2026-03-05 12:00"},
	} {
		var list []calendar.Pause
		for i := 0; i < len(row.pauses); i += 2 {
			list = append(list, calendar.Pause{From: at(t, china, row.pauses[i]), To: at(t, china, row.pauses[i+1])})
		}
		d := china.Deadline(at(t, china, row.start), limit(t, row.limit), list...)
		if want := at(t, china, row.due); !d.Due.Equal(want) || d.Open {
			t.Errorf("%s: due %s, want %s\n%s", row.why, d.Due, want, d)
		}
	}
}

func TestOpenPause(t *testing.T) {
	start, open := at(t, china, "2026-03-02 10:00"), calendar.Pause{From: at(t, china, "2026-03-04 10:00")}
	end := time.Date(3000, 1, 1, 0, 0, 0, 0, china.Zone())
	for _, text := range []string{"5wd", "5d", "30wh", "72h"} {
		d := china.Deadline(start, limit(t, text), open)
		if !d.Open || !d.Due.Equal(end) || !china.Yellow(d).Equal(end) {
			t.Errorf("%s: open %v, due %s", text, d.Open, d.Due)
		}
		if last := d.Days[len(d.Days)-1]; last.Date != date(t, "2026-03-04") {
			t.Errorf("%s: the proof ends on %s, not where the pause began", text, last.Date)
		}
	}
	if d := china.Deadline(start, limit(t, "1wd"), open); d.Open || !d.Due.Equal(at(t, china, "2026-03-03 17:00")) || len(d.Pauses) != 0 {
		t.Errorf("a pause after the end opened it again: %s", d)
	}
}

func TestBounds(t *testing.T) {
	last := time.Date(3000, 1, 1, 0, 0, 0, 0, china.Zone())
	for _, row := range []struct {
		why   string
		start time.Time
		limit calendar.Limit
		due   time.Time
		open  bool
	}{
		{"the zero time", time.Time{}, limit(t, "1wd"), at(t, china, "1900-01-02 17:00"), false},
		{"long ago", time.Unix(-1<<60, 0), limit(t, "1h"), at(t, china, "1900-01-01 01:00"), false},
		{"in the far future", time.Unix(1<<60, 0), limit(t, "1wd"), last, true},
		{"beyond the last day", at(t, china, "2999-12-20 10:00"), limit(t, "15wd"), last, true},
		{"the last day", at(t, china, "2999-12-30 10:00"), limit(t, "1wd"), at(t, china, "2999-12-31 17:00"), false},
		{"the last calendar day", at(t, china, "2999-12-30 10:00"), limit(t, "1d"), last, false},
		{"nothing", at(t, china, "2026-03-02 10:00"), calendar.Limit{}, at(t, china, "2026-03-02 10:00"), false},
		{"less than nothing", at(t, china, "2026-03-02 10:00"), calendar.Limit{Amount: -5}, at(t, china, "2026-03-02 10:00"), false},
		{"more than ten years", at(t, china, "2026-03-02 10:00"), calendar.Limit{Amount: 1 << 60, Unit: calendar.CalendarDays},
			at(t, china, "2026-03-03").AddDate(0, 0, calendar.MaxDays), false},
	} {
		d := china.Deadline(row.start, row.limit)
		if !d.Due.Equal(row.due) || d.Open != row.open {
			t.Errorf("%s: due %s (open %v), want %s", row.why, d.Due, d.Open, row.due)
		}
		if len(d.Days) == 0 {
			t.Errorf("%s: no proof", row.why)
		}
	}
}

func TestProof(t *testing.T) {
	pause := func(from, to string) calendar.Pause {
		p := calendar.Pause{From: at(t, china, from)}
		if to != "" {
			p.To = at(t, china, to)
		}
		return p
	}
	got := ""
	for _, d := range []calendar.Deadline{
		china.Deadline(at(t, china, "2026-02-10 16:20"), limit(t, "15wd")),
		china.Deadline(at(t, china, "2026-12-29 23:59"), limit(t, "3wd"),
			pause("2026-12-30 10:00", "2026-12-30 14:00"), pause("2027-01-01 00:00", "2027-01-02 00:00")),
		china.Deadline(at(t, china, "2026-02-13 16:20"), limit(t, "10wh")),
		china.Deadline(at(t, china, "2026-02-14 22:00"), limit(t, "24h")),
		china.Deadline(at(t, china, "2026-03-02 18:00"), limit(t, "90wm")),
		china.Deadline(at(t, china, "2026-03-02 10:00"), limit(t, "7wd"), pause("2026-03-04 10:00", "")),
		china.Deadline(at(t, china, "2999-12-30 10:00"), limit(t, "7d")),
	} {
		got += d.String() + "\n"
	}
	const file = "testdata/proof.txt"
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the proofs read\n%s\nwant\n%s", got, want)
	}
}

func TestAssumed(t *testing.T) {
	for _, row := range []struct {
		start, limit string
		want         bool
	}{
		{"2026-12-30 10:00", "1wd", false},
		{"2026-12-30 10:00", "2wd", true},
		{"2026-12-31 16:59", "2wm", true},
		{"2026-12-31 16:59", "24h", false}, // the clock does not ask for holidays
		{"2018-12-20 10:00", "1wd", true},
	} {
		if got := china.Deadline(at(t, china, row.start), limit(t, row.limit)).Assumed(); got != row.want {
			t.Errorf("%s from %s: assumed %v", row.limit, row.start, got)
		}
	}
	d := china.Announce(2027).Deadline(at(t, china, "2026-12-30 10:00"), limit(t, "5wd"))
	if d.Assumed() {
		t.Error("an announced year is still an assumption")
	}
}

func TestPausesThatTouchAreOne(t *testing.T) {
	a, b, c := at(t, china, "2026-03-04 10:00"), at(t, china, "2026-03-04 15:00"), at(t, china, "2026-03-05 10:00")
	d := china.Deadline(at(t, china, "2026-03-02 10:00"), limit(t, "5wd"), calendar.Pause{From: b, To: c}, calendar.Pause{From: a, To: b})
	if len(d.Pauses) != 1 || !d.Pauses[0].From.Equal(a) || !d.Pauses[0].To.Equal(c) {
		t.Errorf("the pauses are %v", d.Pauses)
	}
}

func TestNoLimitHasNoLight(t *testing.T) {
	now := at(t, china, "2026-03-02 10:00")
	if d := china.Deadline(now, calendar.Limit{}); !china.Yellow(d).Equal(now) {
		t.Errorf("a limit of zero turns yellow at %s", china.Yellow(d))
	}
	if y := china.Yellow(calendar.Deadline{}); !y.IsZero() || calendar.LightAt(now, y, time.Time{}) != calendar.Green {
		t.Errorf("no deadline turns yellow at %s", y)
	}
}
