package calendar_test

import (
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"
	_ "time/tzdata" // the tests' zones must not depend on the machine

	"huiyin"
	"huiyin/calendar"
)

var china = calendar.China()

// at reads a local time of the calendar's zone: 2026-02-14, 2026-02-14 16:20 or 2026-02-14 16:20:05.
func at(t testing.TB, c calendar.Calendar, s string) time.Time {
	t.Helper()
	when, err := time.ParseInLocation(time.DateTime[:len(s)], s, c.Zone())
	if err != nil {
		t.Fatal(err)
	}
	return when
}

func limit(t testing.TB, s string) calendar.Limit {
	t.Helper()
	l, err := calendar.ParseLimit(s)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func date(t testing.TB, s string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func place(t testing.TB, zone, week string, exceptions ...calendar.Exception) calendar.Calendar {
	t.Helper()
	loc, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	w, err := calendar.ParseWeek(week)
	if err != nil {
		t.Fatal(err)
	}
	c, err := calendar.New(loc, w, exceptions...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// places are calendars as different as the world has them; the properties must hold for each.
func places(t testing.TB) map[string]calendar.Calendar {
	return map[string]calendar.Calendar{
		"China":             china,
		"China, half days":  halfDays(t),
		"New York":          place(t, "America/New_York", "Mon-Fri 09:00-17:00", newYork(t)...),
		"New York, 24 h":    place(t, "America/New_York", "Mon-Sun 00:00-24:00"),
		"Riyadh":            place(t, "Asia/Riyadh", "Sun-Thu 08:00-12:00 12:30-16:00"),
		"St John's, nights": place(t, "America/St_Johns", "Mon-Sun 00:00-02:30 22:00-24:00"),
		"Apia":              place(t, "Pacific/Apia", "Mon-Fri 09:00-17:00"),
	}
}

func halfDays(t testing.TB) calendar.Calendar {
	w, err := calendar.ParseWeek("Mon-Fri 09:00-12:00 13:00-17:00; Sat 09:00-12:00")
	if err != nil {
		t.Fatal(err)
	}
	c, err := china.WithWeek(w)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func newYork(t testing.TB) []calendar.Exception {
	return []calendar.Exception{
		{Date: date(t, "2026-07-03"), Name: "Independence Day (observed)"},
		{Date: date(t, "2026-11-26"), Name: "Thanksgiving"},
	}
}

// dice are thrown the same way in every run.
type dice struct{ *rand.Rand }

func newDice(seed uint64) dice { return dice{rand.New(rand.NewPCG(seed, 12345))} }

// moment is a second between 2018 and 2028, often one of those at which things change.
func (d dice) moment(c calendar.Calendar) time.Time {
	base := time.Date(2018, 1, 1, 0, 0, 0, 0, c.Zone()).AddDate(0, 0, d.IntN(3650))
	edges := []time.Duration{0, 9 * time.Hour, 12 * time.Hour, 13 * time.Hour, 17 * time.Hour, 24*time.Hour - time.Second}
	if d.IntN(3) == 0 {
		return base.Add(edges[d.IntN(len(edges))])
	}
	return base.Add(time.Duration(d.IntN(86_400)) * time.Second)
}

func (d dice) limit() calendar.Limit {
	switch d.IntN(4) {
	case 0:
		return calendar.Limit{Amount: 1 + d.IntN(20), Unit: calendar.WorkingDays}
	case 1:
		return calendar.Limit{Amount: 1 + d.IntN(20), Unit: calendar.CalendarDays}
	case 2:
		return calendar.Limit{Amount: 1 + d.IntN(3_000), Unit: calendar.WorkingMinutes}
	}
	return calendar.Limit{Amount: 1 + d.IntN(10_000), Unit: calendar.ClockMinutes}
}

// pauses are up to three closed pauses near a start; they may overlap it and each other.
func (d dice) pauses(start time.Time) []calendar.Pause {
	var out []calendar.Pause
	for range d.IntN(4) {
		from := start.Add(time.Duration(d.IntN(20*86_400)-86_400) * time.Second)
		length := time.Duration(d.IntN(4*86_400)) * time.Second
		if d.IntN(2) == 0 {
			length = time.Duration(d.IntN(7_200)) * time.Second
		}
		out = append(out, calendar.Pause{From: from, To: from.Add(length)})
	}
	return out
}

func TestChinaAsAnnounced(t *testing.T) {
	for year, want := range map[int]float64{2019: 250, 2020: 249, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248, 2027: 261} {
		from, to := time.Date(year, 1, 1, 0, 0, 0, 0, china.Zone()), time.Date(year+1, 1, 1, 0, 0, 0, 0, china.Zone())
		if got := china.WorkingDays(from, to); got != want {
			t.Errorf("%d has %v working days, want %v", year, got, want)
		}
		if got := china.WorkingMinutes(from, to); got != int(want)*420 {
			t.Errorf("%d has %v working minutes, want %v", year, got, want*420)
		}
		if got := china.Announced(year); got != (year < 2027) {
			t.Errorf("announced(%d) = %v", year, got)
		}
	}
	if china.Announced(2018) {
		t.Error("the list of 2019 moves days of 2018 but does not complete it")
	}
}

func TestDay(t *testing.T) {
	for _, row := range []struct {
		day     string
		why     calendar.Reason
		name    string
		work    time.Duration
		assumed bool
	}{
		{"2026-02-13", calendar.Ordinary, "", 7 * time.Hour, false},
		{"2026-02-14", calendar.MakeUp, "春节", 7 * time.Hour, false}, // a Saturday
		{"2026-02-15", calendar.Holiday, "春节", 0, false},            // a Sunday
		{"2026-02-17", calendar.Holiday, "春节", 0, false},
		{"2026-03-01", calendar.Weekend, "", 0, false},
		{"2020-10-08", calendar.Holiday, "国庆节、中秋节", 0, false},
		{"2018-12-29", calendar.MakeUp, "元旦", 7 * time.Hour, true},
		{"2027-01-01", calendar.Ordinary, "", 7 * time.Hour, true},
		{"1900-01-01", calendar.Ordinary, "", 7 * time.Hour, true},
		{"2999-12-31", calendar.Ordinary, "", 7 * time.Hour, true},
	} {
		want := calendar.Day{Date: date(t, row.day), Why: row.why, Name: row.name, Counted: row.work > 0,
			Time: row.work, Of: row.work, Assumed: row.assumed}
		if got := china.Day(want.Date); got != want {
			t.Errorf("%s is %+v, want %+v", row.day, got, want)
		}
	}
	if got := china.Hours(date(t, "2026-02-14")); len(got) != 2 || got[1].String() != "13:00-17:00" {
		t.Errorf("the make-up Saturday works %v", got)
	}
}

func TestZeroCalendarIsChina(t *testing.T) {
	var c calendar.Calendar
	if got := c.Day(date(t, "2026-02-14")); got != china.Day(got.Date) || got.Why != calendar.MakeUp {
		t.Errorf("the zero calendar says %+v", got)
	}
}

func TestNewRefuses(t *testing.T) {
	week, err := calendar.ParseWeek("Mon 09:00-12:00")
	if err != nil {
		t.Fatal(err)
	}
	for name, row := range map[string]struct {
		zone *time.Location
		week calendar.Week
		say  string
	}{
		"no zone":       {nil, week, "time zone"},
		"no work":       {time.UTC, calendar.Week{}, "no working hours"},
		"overlap":       {time.UTC, calendar.Week{time.Monday: {{From: 60, To: 120}, {From: 100, To: 180}}}, "overlap"},
		"backward":      {time.UTC, calendar.Week{time.Monday: {{From: 120, To: 60}}}, "within one day"},
		"past midnight": {time.UTC, calendar.Week{time.Monday: {{From: 1380, To: 1500}}}, "within one day"},
	} {
		_, err := calendar.New(row.zone, row.week)
		if huiyin.KindOf(err) != huiyin.KindInvalid || !strings.Contains(err.Error(), row.say) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := china.WithWeek(calendar.Week{}); huiyin.KindOf(err) != huiyin.KindInvalid {
		t.Errorf("a week without work was taken: %v", err)
	}
}

func TestWithLeavesTheOldCalendarAlone(t *testing.T) {
	day := date(t, "2026-03-03")
	c := china.With(calendar.Exception{Date: day, Name: "Lantern Festival"}, calendar.Exception{Date: calendar.LastDate + 1})
	if got := c.Day(day); got.Why != calendar.Holiday || got.Name != "Lantern Festival" {
		t.Errorf("the new calendar says %+v", got)
	}
	if got := china.Day(day); got.Why != calendar.Ordinary {
		t.Errorf("the old calendar says %+v", got)
	}
	if got := c.With(calendar.Exception{Date: day, Working: true, Name: "after all"}).Day(day); got.Why != calendar.MakeUp {
		t.Errorf("a later exception does not stand: %+v", got)
	}
	if got, want := len(c.Exceptions()), len(china.Exceptions())+1; got != want {
		t.Errorf("%d exceptions, want %d", got, want)
	}
	if !c.Announced(2026) || c.Announced(2027) || !c.Announce(2027, 99999).Announced(2027) || c.Announced(2027) {
		t.Error("announced years are not kept apart")
	}
	w := c.Week()
	w[time.Monday][0].To = 1
	if c.Week()[time.Monday][0].To != 720 {
		t.Error("the week can be changed from outside")
	}
}

func TestOneCalendarForEverybody(t *testing.T) {
	c := places(t)["New York, 24 h"]
	want := c.Deadline(at(t, c, "2026-03-01 10:00"), limit(t, "15wd"))
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if got := c.Deadline(want.Start, want.Limit); !got.Due.Equal(want.Due) {
				t.Errorf("due %s, want %s", got.Due, want.Due)
			}
		})
	}
	all.Wait()
}
