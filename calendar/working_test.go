package calendar_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"huiyin/calendar"
)

func TestWorkingDays(t *testing.T) {
	for _, row := range []struct {
		from, to string
		want     float64
	}{
		{"2026-03-02 16:00", "2026-03-03 16:00", 1},
		{"2026-03-02 09:00", "2026-03-02 17:00", 1},
		{"2026-03-02 09:00", "2026-03-02 12:30", 3.0 / 7},
		{"2026-03-06 16:00", "2026-03-09 10:00", 2.0 / 7},
		{"2026-02-14 17:00", "2026-02-24 09:00", 0}, // Spring Festival
		{"2026-02-13 17:00", "2026-02-14 17:00", 1}, // the make-up Saturday before it
		{"2026-03-03 16:00", "2026-03-02 16:00", -1},
	} {
		if got := china.WorkingDays(at(t, china, row.from), at(t, china, row.to)); math.Abs(got-row.want) > 1e-12 {
			t.Errorf("%s to %s: %v working days, want %v", row.from, row.to, got, row.want)
		}
	}
	pause := calendar.Pause{From: at(t, china, "2026-03-03 09:00"), To: at(t, china, "2026-03-03 12:00")}
	if got := china.WorkingMinutes(at(t, china, "2026-03-02 09:00"), at(t, china, "2026-03-04"), pause); got != 840-180 {
		t.Errorf("%d minutes beside the pause", got)
	}
}

func TestNextWorking(t *testing.T) {
	for from, want := range map[string]string{
		"2026-03-02 10:00": "2026-03-02 10:00",
		"2026-03-02 12:00": "2026-03-02 13:00",
		"2026-03-02 17:00": "2026-03-03 09:00",
		"2026-02-14 17:00": "2026-02-24 09:00",
		"2026-02-13 20:00": "2026-02-14 09:00",
		"2999-12-31 17:00": "3000-01-01",
	} {
		when := at(t, china, from)
		if got := china.NextWorking(when); !got.Equal(at(t, china, want)) {
			t.Errorf("after %s comes %s, want %s", from, got, want)
		}
		if got := china.IsWorking(when); got != (from == want) {
			t.Errorf("working at %s: %v", from, got)
		}
	}
}

func TestLongSpansSaturate(t *testing.T) {
	c := places(t)["New York, 24 h"]
	from, to := time.Time{}, time.Unix(1<<40, 0)
	if got := c.WorkingTime(from, to); got < 292*365*24*time.Hour {
		t.Errorf("1,100 years are %s", got)
	}
	if got, want := c.WorkingMinutes(from, to), (int(calendar.LastDate-calendar.FirstDate)+1)*1440; got < want-600 || got > want+600 {
		t.Errorf("1,100 years are %d minutes, want about %d", got, want)
	}
}

// wall is an independent reading of a calendar: it asks the clock on the wall minute by minute.
type wall struct {
	calendar.Calendar
	week calendar.Week
	days map[calendar.Date]calendar.Exception
}

func newWall(c calendar.Calendar) wall {
	w := wall{c, c.Week(), map[calendar.Date]calendar.Exception{}}
	for _, e := range c.Exceptions() {
		w.days[e.Date] = e
	}
	return w
}

func (w wall) hours(t time.Time) []calendar.Span {
	y, m, d := t.Date()
	e, special := w.days[calendar.DateOf(y, m, d)]
	switch hours := w.week[t.Weekday()]; {
	case special && !e.Working:
		return nil
	case special && len(hours) == 0:
		return w.week[time.Monday]
	default:
		return hours
	}
}

func (w wall) working(t time.Time) bool {
	t = t.In(w.Zone())
	now := t.Hour()*60 + t.Minute()
	return slices.ContainsFunc(w.hours(t), func(s calendar.Span) bool { return now >= s.From && now < s.To })
}

// watched are the calendars whose spans have no edge where clocks are put back: there the wall says a thing twice.
var watched = []string{"China", "China, half days", "New York", "New York, 24 h", "Riyadh", "Apia"}

func TestWorkAgainstTheWall(t *testing.T) {
	for _, name := range watched {
		c, d := places(t)[name], newDice(3)
		w := newWall(c)
		for range 30 {
			from := d.moment(c).Truncate(time.Minute)
			to, want := from.Add(time.Duration(d.IntN(20*1440))*time.Minute), 0
			for now := from; now.Before(to); now = now.Add(time.Minute) {
				working := w.working(now)
				if working {
					want++
				}
				if got := c.IsWorking(now); got != working {
					t.Fatalf("%s: working at %s: %v", name, now, got)
				}
			}
			if got := c.WorkingMinutes(from, to); got != want {
				t.Fatalf("%s: %d minutes from %s to %s, want %d", name, got, from, to, want)
			}
		}
	}
}

// TestDeadlineAgainstTheWall counts minutes one by one, each worth its share of its own day.
func TestDeadlineAgainstTheWall(t *testing.T) {
	for _, name := range []string{"China", "China, half days", "Riyadh"} {
		c, d := places(t)[name], newDice(5)
		w := newWall(c)
		for range 60 {
			start := d.moment(c).Truncate(time.Minute)
			l := calendar.Limit{Amount: 1 + d.IntN(6), Unit: calendar.WorkingDays}
			if d.IntN(2) == 0 {
				l = calendar.Limit{Amount: 1 + d.IntN(1500), Unit: calendar.WorkingMinutes}
			}
			pauses := d.pauses(start)
			for i, p := range pauses {
				pauses[i] = calendar.Pause{From: p.From.Truncate(time.Minute), To: p.To.Truncate(time.Minute)}
			}
			got := c.Deadline(start, l, pauses...)
			if want := w.due(start, l, pauses); !got.Due.After(want) || got.Due.After(want.Add(time.Minute)) {
				t.Fatalf("%s: due in the minute of %s:\n%s", name, want, got)
			}
		}
	}
}

// due is the minute in which the limit is reached. 420, 450 and 180 minutes a day all divide 6300.
func (w wall) due(start time.Time, l calendar.Limit, pauses []calendar.Pause) time.Time {
	need, days := l.Amount, l.Unit == calendar.WorkingDays
	if days {
		need *= 6300
	}
	sum, filed := 0, start.In(w.Zone()).Format(time.DateOnly)
	for now := start; ; now = now.Add(time.Minute) {
		local := now.In(w.Zone())
		stopped := slices.ContainsFunc(pauses, func(p calendar.Pause) bool { return !now.Before(p.From) && now.Before(p.To) })
		if stopped || !w.working(now) || (days && local.Format(time.DateOnly) == filed) {
			continue
		}
		worth := 1
		if days {
			worth = 6300 / minutesOf(w.hours(local))
		}
		if sum += worth; sum >= need {
			return now
		}
	}
}

func minutesOf(spans []calendar.Span) (n int) {
	for _, s := range spans {
		n += s.To - s.From
	}
	return n
}
