package calendar_test

import (
	"math/big"
	"testing"
	"time"

	"huiyin/calendar"
)

// forEachPlace throws dice for every calendar: a start, a limit and pauses.
func forEachPlace(t *testing.T, throws int, check func(t *testing.T, d dice, c calendar.Calendar, start time.Time, l calendar.Limit, pauses []calendar.Pause)) {
	for name, c := range places(t) {
		t.Run(name, func(t *testing.T) {
			d := newDice(uint64(len(name)))
			for range throws {
				start := d.moment(c)
				check(t, d, c, start, d.limit(), d.pauses(start))
				if t.Failed() {
					return
				}
			}
		})
	}
}

func TestMoreLimitEndsLater(t *testing.T) {
	forEachPlace(t, 300, func(t *testing.T, _ dice, c calendar.Calendar, start time.Time, l calendar.Limit, pauses []calendar.Pause) {
		a := c.Deadline(start, l, pauses...)
		b := c.Deadline(start, calendar.Limit{Amount: l.Amount + 1, Unit: l.Unit}, pauses...)
		if !a.Due.After(start) || !b.Due.After(a.Due) {
			t.Errorf("one more does not end later:\n%s%s", a, b)
		}
	})
}

func TestLaterStartNeverEndsEarlier(t *testing.T) {
	forEachPlace(t, 300, func(t *testing.T, d dice, c calendar.Calendar, start time.Time, l calendar.Limit, pauses []calendar.Pause) {
		a := c.Deadline(start, l, pauses...)
		b := c.Deadline(start.Add(time.Duration(d.IntN(100_000))*time.Second), l, pauses...)
		if b.Due.Before(a.Due) {
			t.Errorf("a later start ends earlier:\n%s%s", a, b)
		}
	})
}

func TestHolidayNeverShortensAndMakeUpDayNeverLengthens(t *testing.T) {
	forEachPlace(t, 60, func(t *testing.T, d dice, c calendar.Calendar, start time.Time, l calendar.Limit, pauses []calendar.Pause) {
		was := c.Deadline(start, l, pauses...)
		day := was.Days[d.IntN(len(was.Days))].Date
		if rest := c.With(calendar.Exception{Date: day, Name: "one more"}).Deadline(start, l, pauses...); rest.Due.Before(was.Due) {
			t.Errorf("a holiday on %s shortened it:\n%s%s", day, was, rest)
		}
		if work := c.With(calendar.Exception{Date: day, Working: true}).Deadline(start, l, pauses...); work.Due.After(was.Due) {
			t.Errorf("a make-up day on %s lengthened it:\n%s%s", day, was, work)
		}
	})
}

func TestLongerPauseNeverShortens(t *testing.T) {
	forEachPlace(t, 300, func(t *testing.T, d dice, c calendar.Calendar, start time.Time, l calendar.Limit, pauses []calendar.Pause) {
		was := c.Deadline(start, l, pauses...)
		for i := range pauses {
			pauses[i].To = pauses[i].To.Add(time.Duration(d.IntN(50_000)) * time.Second)
		}
		if now := c.Deadline(start, l, pauses...); now.Due.Before(was.Due) {
			t.Errorf("longer pauses end earlier:\n%s%s", was, now)
		}
	})
}

// TestPauseAndResumeIsNeutral: what a pause does not take from the counted time it does not give either.
func TestPauseAndResumeIsNeutral(t *testing.T) {
	forEachPlace(t, 300, func(t *testing.T, d dice, c calendar.Calendar, start time.Time, l calendar.Limit, pauses []calendar.Pause) {
		was := c.Deadline(start, l, pauses...)

		rest := c.Deadline(start, l, append(pauses, idle(d, c, start, l))...)
		if !rest.Due.Equal(was.Due) {
			t.Errorf("a pause of idle time moved the end:\n%s%s", was, rest)
		}

		var cut []calendar.Pause // every pause in two that touch, the later first
		for _, p := range pauses {
			half := p.From.Add(p.To.Sub(p.From) / 2)
			cut = append(cut, calendar.Pause{From: half, To: p.To}, calendar.Pause{From: p.From, To: half})
		}
		if two := c.Deadline(start, l, cut...); !two.Due.Equal(was.Due) {
			t.Errorf("pauses in two parts moved the end:\n%s%s", was, two)
		}
	})
}

// idle is a pause in which nothing counts: outside working hours, or empty for limits that count all time.
func idle(d dice, c calendar.Calendar, start time.Time, l calendar.Limit) calendar.Pause {
	from := start.Add(time.Duration(d.IntN(10*86_400)) * time.Second)
	switch {
	case l.Working():
		to := c.NextWorking(from)
		return calendar.Pause{From: from, To: to}
	case l.InDays():
		return calendar.Pause{From: start.Add(-time.Hour), To: start}
	}
	return calendar.Pause{From: from, To: from}
}

// TestResumeGoesOnWhereThePauseBegan: in minutes, a pause is a stop and a new start with what was left.
func TestResumeGoesOnWhereThePauseBegan(t *testing.T) {
	forEachPlace(t, 300, func(t *testing.T, d dice, c calendar.Calendar, start time.Time, l calendar.Limit, _ []calendar.Pause) {
		if l.InDays() {
			return
		}
		from := start.Add(time.Duration(d.IntN(3*1440)) * time.Minute)
		to := from.Add(time.Duration(d.IntN(3*86_400)) * time.Second)
		used := from.Sub(start)
		if l.Working() {
			used = c.WorkingTime(start, from)
		}
		left := calendar.Limit{Amount: l.Amount - int(used/time.Minute), Unit: l.Unit}
		if left.Amount <= 0 || used%time.Minute != 0 {
			return
		}
		paused := c.Deadline(start, l, calendar.Pause{From: from, To: to})
		if again := c.Deadline(to, left); !again.Due.Equal(paused.Due) {
			t.Errorf("after %s used: %s%s", used, paused, again)
		}
	})
}

// TestWholeDaysPausedAreWholeDaysMore: a pause over k whole working days moves the end by k working days.
func TestWholeDaysPausedAreWholeDaysMore(t *testing.T) {
	for name, c := range places(t) {
		d := newDice(7)
		for range 200 {
			start, n, after, k := d.moment(c), 2+d.IntN(15), d.IntN(2), d.IntN(6)
			from := c.Deadline(start, calendar.Limit{Amount: after, Unit: calendar.WorkingDays})
			if after == 0 {
				from.Due = c.Deadline(start, calendar.Limit{Amount: 1, Unit: calendar.CalendarDays}).Due.AddDate(0, 0, -1)
			}
			to := c.Deadline(start, calendar.Limit{Amount: after + k, Unit: calendar.WorkingDays})
			if after+k == 0 {
				to.Due = from.Due
			}
			got := c.Deadline(start, calendar.Limit{Amount: n, Unit: calendar.WorkingDays}, calendar.Pause{From: from.Due, To: to.Due})
			want := c.Deadline(start, calendar.Limit{Amount: n + k, Unit: calendar.WorkingDays})
			if !got.Due.Equal(want.Due) {
				t.Fatalf("%s: %d days paused:\n%s%s", name, k, got, want)
			}
		}
	}
}

// TestProofAddsUp: the counted days and times of the proof are exactly the limit.
func TestProofAddsUp(t *testing.T) {
	forEachPlace(t, 300, func(t *testing.T, _ dice, c calendar.Calendar, start time.Time, l calendar.Limit, pauses []calendar.Pause) {
		d := c.Deadline(start, l, pauses...)
		var sum time.Duration
		share, counted, partly := new(big.Rat), 0, false
		for i, day := range d.Days {
			if i > 0 && day.Date != d.Days[i-1].Date+1 {
				t.Errorf("days are missing:\n%s", d)
			}
			if day.Counted != (day.Time > 0) || day.Time+day.Paused > day.Of {
				t.Errorf("%+v", day)
			}
			sum += day.Time
			if day.Counted {
				counted++
				partly = partly || day.Time < day.Of
				share.Add(share, big.NewRat(int64(day.Time), int64(day.Of)))
			}
		}
		if d.Days[0].Date != c.DateOf(d.Start) || d.Days[len(d.Days)-1].Date != c.DateOf(d.Due.Add(-time.Microsecond)) {
			t.Errorf("the proof does not reach from start to due:\n%s", d)
		}
		if !l.InDays() {
			if sum != time.Duration(l.Amount)*time.Minute {
				t.Errorf("%s counted:\n%s", sum, d)
			}
			return
		}
		over, _ := share.Sub(share, new(big.Rat).SetInt64(int64(l.Amount))).Float64()
		if over < 0 || over > 1e-9 { // the end is rounded up to a microsecond
			t.Errorf("the shares miss the limit by %v:\n%s", over, d)
		}
		if !partly && counted != l.Amount {
			t.Errorf("%d days counted:\n%s", counted, d)
		}
	})
}

func TestWorkAddsUp(t *testing.T) {
	forEachPlace(t, 300, func(t *testing.T, d dice, c calendar.Calendar, a time.Time, _ calendar.Limit, pauses []calendar.Pause) {
		b, e := d.moment(c), a.Add(time.Duration(d.IntN(10_000_000))*time.Second)
		if x, y, z := c.WorkingMinutes(a, b), c.WorkingMinutes(b, e), c.WorkingMinutes(a, e); x+y != z {
			t.Errorf("minutes %s, %s, %s: %d + %d != %d", a, b, e, x, y, z)
		}
		if x, y, z := c.WorkingTime(a, b), c.WorkingTime(b, e), c.WorkingTime(a, e); x+y != z || (z < 0) {
			t.Errorf("time %s, %s, %s: %s + %s != %s", a, b, e, x, y, z)
		}
		if x, y, z := c.WorkingDays(a, b), c.WorkingDays(b, e), c.WorkingDays(a, e); x+y-z > 1e-9 || z-x-y > 1e-9 {
			t.Errorf("days %s, %s, %s: %v + %v != %v", a, b, e, x, y, z)
		}
		if x, y := c.WorkingTime(a, e, pauses...), c.WorkingTime(a, e); x < 0 || x > y {
			t.Errorf("%s of %s are left by %v", x, y, pauses)
		}
		if x := c.WorkingTime(a, e, calendar.Pause{From: a}); x != 0 {
			t.Errorf("an open pause leaves %s", x)
		}
	})
}

// TestStatisticsAgreeWithDeadlines: the working days from the end of the day of filing to the end are the limit.
func TestStatisticsAgreeWithDeadlines(t *testing.T) {
	forEachPlace(t, 300, func(t *testing.T, _ dice, c calendar.Calendar, start time.Time, l calendar.Limit, pauses []calendar.Pause) {
		d := c.Deadline(start, l, pauses...)
		switch l.Unit {
		case calendar.WorkingMinutes:
			if got := c.WorkingTime(d.Start, d.Due, pauses...); got != time.Duration(l.Amount)*time.Minute {
				t.Errorf("%s of work:\n%s", got, d)
			}
		case calendar.WorkingDays:
			y, m, day := d.Start.Date()
			next := time.Date(y, m, day+1, 0, 0, 0, 0, c.Zone())
			if got := c.WorkingDays(next, d.Due, pauses...) - float64(l.Amount); got < -1e-6 || got > 1e-6 {
				t.Errorf("%v days too many:\n%s", got, d)
			}
		}
	})
}

func TestLightAgreesWithDeadline(t *testing.T) {
	forEachPlace(t, 300, func(t *testing.T, _ dice, c calendar.Calendar, start time.Time, l calendar.Limit, pauses []calendar.Pause) {
		d := c.Deadline(start, l, pauses...)
		yellow := c.Yellow(d)
		if !yellow.After(d.Start) || !yellow.Before(d.Due) {
			t.Errorf("yellow at %s:\n%s", yellow, d)
		}
		const tick = time.Microsecond
		for when, want := range map[time.Time]calendar.Light{
			d.Start: calendar.Green, yellow.Add(-tick): calendar.Green, yellow: calendar.Yellow,
			d.Due: calendar.Yellow, d.Due.Add(tick): calendar.Red,
		} {
			if got := calendar.LightAt(when, yellow, d.Due); got != want {
				t.Errorf("%s at %s, want %s:\n%s", got, when, want, d)
			}
		}
		if l.Working() {
			part, whole := c.WorkingTime(d.Start, yellow, pauses...), c.WorkingTime(d.Start, d.Due, pauses...)
			if off := part*5 - whole*4; off < 0 || off >= 5*tick {
				t.Errorf("%s of %s at yellow:\n%s", part, whole, d)
			}
		}
	})
}
