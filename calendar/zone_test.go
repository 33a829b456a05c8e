package calendar_test

import (
	"testing"
	"time"

	"huiyin/calendar"
)

func TestClockChangesInNewYork(t *testing.T) {
	c := places(t)["New York, 24 h"]
	for day, want := range map[string]time.Duration{
		"2026-03-07": 24 * time.Hour, "2026-03-08": 23 * time.Hour, "2026-11-01": 25 * time.Hour, "2999-03-10": 23 * time.Hour,
	} {
		if got := c.Day(date(t, day)).Of; got != want {
			t.Errorf("%s has %s", day, got)
		}
	}
	for _, row := range []struct{ start, limit, due string }{
		{"2026-03-07 12:00", "24h", "2026-03-08 13:00"},
		{"2026-03-07 12:00", "24wh", "2026-03-08 13:00"},
		{"2026-03-07 12:00", "1wd", "2026-03-09"},
		{"2026-03-07 12:00", "1d", "2026-03-09"},
		{"2026-10-31 12:00", "24h", "2026-11-01 11:00"},
	} {
		if d := c.Deadline(at(t, c, row.start), limit(t, row.limit)); !d.Due.Equal(at(t, c, row.due)) {
			t.Errorf("want %s:\n%s", row.due, d)
		}
	}
	office := places(t)["New York"]
	if d := office.Deadline(at(t, office, "2026-03-06 23:59"), limit(t, "1wd")); !d.Due.Equal(at(t, office, "2026-03-09 17:00")) {
		t.Errorf("over the weekend of the change:\n%s", d)
	}
}

func TestSpansInTheHourOfTheChange(t *testing.T) {
	c := place(t, "America/New_York", "Sun 02:00-03:00; Mon 09:00-10:00")
	if got := c.Day(date(t, "2026-03-08")); got.Why != calendar.Skipped || got.Counted {
		t.Errorf("an hour that never came: %+v", got)
	}
	if d := c.Deadline(at(t, c, "2026-03-07 12:00"), limit(t, "1wd")); !d.Due.Equal(at(t, c, "2026-03-09 10:00")) {
		t.Errorf("a skipped day counted:\n%s", d)
	}
	if got := c.NextWorking(at(t, c, "2026-03-07 12:00")); !got.Equal(at(t, c, "2026-03-09 09:00")) {
		t.Errorf("work begins again at %s, in an hour that never came", got)
	}
	twice := place(t, "America/New_York", "Sun 01:00-02:00")
	if got := twice.Day(date(t, "2026-11-01")).Of; got != 2*time.Hour {
		t.Errorf("the hour that comes twice has %s", got)
	}
}

func TestFridayAndSaturdayOff(t *testing.T) {
	c := places(t)["Riyadh"]
	d := c.Deadline(at(t, c, "2026-03-04 23:00"), limit(t, "2wd")) // a Wednesday
	if !d.Due.Equal(at(t, c, "2026-03-08 16:00")) || d.Days[2].Why != calendar.Weekend || d.Days[4].Why != calendar.Ordinary {
		t.Errorf("Thursday and Sunday count:\n%s", d)
	}
}

func TestADayThatNeverWas(t *testing.T) {
	c := places(t)["Apia"] // Friday 2011-12-30 was left out
	d := c.Deadline(at(t, c, "2011-12-29 10:00"), limit(t, "1wd"))
	if !d.Due.Equal(at(t, c, "2012-01-02 17:00")) {
		t.Errorf("the missing Friday counted:\n%s", d)
	}
	if got := c.Day(date(t, "2011-12-30")); got.Why != calendar.Skipped {
		t.Errorf("%+v", got)
	}
}

// TestDaysNeverGoBack walks through changes of the clocks around midnight, where the date on the wall goes back.
func TestDaysNeverGoBack(t *testing.T) {
	for zone, change := range map[string]time.Time{
		"America/St_Johns":    time.Date(2006, 10, 29, 2, 31, 0, 0, time.UTC), // 00:01 back to 23:01
		"America/Havana":      time.Date(2024, 11, 3, 5, 0, 0, 0, time.UTC),
		"America/Santiago":    time.Date(2024, 4, 7, 3, 0, 0, 0, time.UTC), // 24:00 back to 23:00
		"Africa/Cairo":        time.Date(2024, 4, 25, 22, 0, 0, 0, time.UTC),
		"Pacific/Apia":        time.Date(2011, 12, 30, 10, 0, 0, 0, time.UTC),
		"Pacific/Kwajalein":   time.Date(1993, 8, 21, 12, 0, 0, 0, time.UTC),
		"Africa/Casablanca":   time.Date(2026, 2, 15, 2, 0, 0, 0, time.UTC),
		"Australia/Lord_Howe": time.Date(2026, 4, 4, 15, 0, 0, 0, time.UTC),
	} {
		c := place(t, zone, "Mon-Sun 00:00-24:00")
		from, to := change.Add(-50*time.Hour), change.Add(50*time.Hour)
		last, seen := c.DateOf(from), time.Duration(0)
		for now := from; now.Before(to); now = now.Add(time.Minute) {
			d := c.DateOf(now)
			y, m, day := now.In(c.Zone()).Date()
			if wall := calendar.DateOf(y, m, day); d < last || d < wall || (d != wall && now.Sub(change).Abs() > 2*time.Hour) {
				t.Fatalf("%s: %s lies in %s after %s, the wall says %s", zone, now, d, last, wall)
			}
			if !c.IsWorking(now) {
				t.Fatalf("%s: no work at %s", zone, now)
			}
			last, seen = d, seen+time.Minute
		}
		if got := c.WorkingTime(from, to); got != seen {
			t.Errorf("%s: %s of work in %s", zone, got, seen)
		}
	}
}

// TestFarYears: package time ends a leap year beyond its table a day early; the days around it must not suffer.
func TestFarYears(t *testing.T) {
	c := places(t)["New York, 24 h"]
	for day := date(t, "2040-12-28"); day <= date(t, "2041-01-03"); day++ {
		start := at(t, c, day.String())
		if got := c.DateOf(start.Add(-time.Microsecond)); c.DateOf(start) != day || got != day-1 {
			t.Errorf("%s begins in %s after %s", day, c.DateOf(start), got)
		}
		if got := c.Day(day).Of; got != 24*time.Hour {
			t.Errorf("%s has %s", day, got)
		}
	}
}
