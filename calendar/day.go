package calendar

import (
	"slices"
	"time"
)

// Reason says why a day counts or does not.
type Reason string

const (
	Ordinary Reason = "ordinary"  // a working day of the ordinary week
	Weekend  Reason = "weekend"   // a day of rest of the ordinary week
	Holiday  Reason = "holiday"   // a public holiday
	MakeUp   Reason = "make_up"   // a make-up working day (调休上班)
	StartDay Reason = "start_day" // the day of the start, which never counts in a limit of days
	Paused   Reason = "paused"    // a pause took all that would have counted
	Skipped  Reason = "skipped"   // clocks were put forward over all its working hours
)

// Day is one row of a deadline's proof.
type Day struct {
	Date    Date
	Why     Reason
	Name    string        // of the holiday, also on the day that makes up for it
	Counted bool          // some of its time counted
	Time    time.Duration // how much of it counted
	Paused  time.Duration // how much more would have counted without pauses
	Of      time.Duration // how much there is to count in a whole such day: its working hours, or all its hours
	Assumed bool          // no calendar has been announced for its year: what it is follows from the ordinary week
}

// Share is the part of the day that counted, between 0 and 1.
func (d Day) Share() float64 {
	if d.Of == 0 {
		return 0
	}
	return float64(d.Time) / float64(d.Of)
}

// Day tells what a date is: Counted says whether it is a working day, Time and Of how long it is worked.
func (c Calendar) Day(date Date) Day {
	p := c.plan()
	work := micro(p.work(date))
	out := Day{Date: date, Counted: work > 0, Time: work, Of: work, Assumed: !p.announced.has(date.Year())}
	out.Why, out.Name = p.nature(date)
	return out
}

// Hours are the working spans of a date, as the clock on the wall shows them.
func (c Calendar) Hours(date Date) []Span { return slices.Clone(c.plan().spans(date)) }

// DateOf is the day a moment lies in.
func (c Calendar) DateOf(t time.Time) Date {
	p := c.plan()
	k := p.clock
	return k.date(p.moment(t))
}

func (p *plan) nature(d Date) (Reason, string) {
	name := ""
	if i, found := p.find(d); found {
		if o := p.odd[i]; o.why == Holiday || (o.why == MakeUp && o.work > 0) {
			return o.why, o.name
		}
		name = p.odd[i].name
	}
	switch {
	case p.work(d) > 0:
		return Ordinary, name
	case len(p.spans(d)) > 0:
		return Skipped, name
	}
	return Weekend, name
}

func micro(n int64) time.Duration { return time.Duration(n) * time.Microsecond }
