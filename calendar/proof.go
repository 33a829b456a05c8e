package calendar

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// prove fills in the days of a deadline. It asks only the calendar and the pauses what counted between start and
// due, not how due was found: that both agree is the proof.
func (r *run) prove(d *Deadline, due int64) {
	stop := min(due, r.until)
	for _, s := range r.stops {
		if s.from >= due {
			break
		}
		pause := Pause{From: r.time(s.from)}
		if s.to < r.end {
			pause.To = r.time(s.to)
		}
		d.Pauses = append(d.Pauses, pause)
	}
	first, last := r.clock.date(r.start), r.clock.date(max(stop-1, r.start))
	d.Days = make([]Day, 0, min(int(last-first)+1, 64))
	for date := first; date <= last; date++ {
		d.Days = append(d.Days, r.row(date, first, due))
	}
}

// row says what a day of the run is and what of it counted before due.
func (r *run) row(date, first Date, due int64) Day {
	whole := r.whole(date)
	out := Day{Date: date, Of: micro(whole), Assumed: r.unit.working() && !r.announced.has(date.Year())}
	out.Why, out.Name = r.nature(date)
	if r.unit.inDays() && date == first {
		out.Why = StartDay
		return out
	}
	if whole == 0 {
		return out
	}
	var b, c [8]stretch
	hours := r.hours(date)
	counted := total(without(b[:0], hours, r.stops, r.start, due))
	there := total(without(c[:0], hours, nil, r.start, due))
	out.Counted, out.Time, out.Paused = counted > 0, micro(counted), micro(there-counted)
	if counted == 0 && there > 0 {
		out.Why = Paused
	}
	return out
}

// Assumed tells whether a day of the proof lies in a year without an announced calendar.
func (d Deadline) Assumed() bool {
	return slices.ContainsFunc(d.Days, func(d Day) bool { return d.Assumed })
}

// String prints the deadline and its proof, a line for each day with what has counted so far.
func (d Deadline) String() string {
	const layout = "Mon 2006-01-02 15:04:05 -0700"
	var b strings.Builder
	fmt.Fprintf(&b, "%s from %s: %s\n", d.Limit, d.Start.Format(layout), d.end(layout))
	for _, p := range d.Pauses {
		to := "is still open"
		if !p.To.IsZero() {
			to = "to " + p.To.Format(layout)
		}
		fmt.Fprintf(&b, "pause from %s %s\n", p.From.Format(layout), to)
	}
	var share float64
	var sum time.Duration
	for _, day := range d.Days {
		share, sum = share+day.Share(), sum+day.Time
		so := "-"
		switch {
		case day.Counted && d.Limit.InDays():
			so = strings.TrimSuffix(strconv.FormatFloat(share, 'f', 2, 64), ".00")
		case day.Counted:
			so = spoken(sum)
		}
		fmt.Fprintf(&b, "%s %s  %-9s %s\n", day.Date, day.Date.Weekday().String()[:3], so, day.words())
	}
	return b.String()
}

func (d Deadline) end(layout string) string {
	switch {
	case !d.Open:
		return "due " + d.Due.Format(layout)
	case len(d.Pauses) > 0 && d.Pauses[len(d.Pauses)-1].To.IsZero():
		return "no end can be promised while it is paused"
	}
	return "it ends after " + LastDate.String()
}

var words = map[Reason]string{
	Ordinary: "ordinary working day", Weekend: "weekend", Holiday: "public holiday", MakeUp: "make-up working day",
	StartDay: "day of the start, does not count", Paused: "paused", Skipped: "the clocks were put forward over it",
}

func (d Day) words() string {
	text := words[d.Why]
	if d.Name != "" {
		text += " " + d.Name
	}
	if d.Paused > 0 && d.Counted {
		text += ", paused for " + spoken(d.Paused)
	}
	if d.Assumed {
		text += fmt.Sprintf(" (assumed: no calendar announced for %d)", d.Date.Year())
	}
	return text
}

// spoken is a duration without its empty ends: 7h, 40m, 1h30m.
func spoken(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}
