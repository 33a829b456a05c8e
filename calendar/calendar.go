package calendar

import (
	"cmp"
	"slices"
	"time"

	"huiyin"
)

// Calendar knows the working days and hours of one place. It never changes, costs a pointer to copy and may be
// used by everybody at once. The zero Calendar is China().
type Calendar struct{ p *plan }

// Exception is a day that differs from the ordinary week: a public holiday, or, when Working, a make-up day with
// the hours of its weekday or, where that has none, of the first working weekday of the week from Monday on.
type Exception struct {
	Date    Date
	Working bool
	Name    string // of the holiday it is, or is worked for: 春节
}

// New makes a calendar. Several exceptions for one date: the last stands; dates outside FirstDate to LastDate are
// left out. No year is announced yet. It fails with huiyin.KindInvalid when there is no zone or when the week has
// overlapping spans or no working hours at all.
func New(zone *time.Location, week Week, exceptions ...Exception) (Calendar, error) {
	if zone == nil {
		return Calendar{}, huiyin.Invalid("zone", "A calendar needs a time zone.")
	}
	week, err := week.sorted()
	if err != nil {
		return Calendar{}, err
	}
	return Calendar{newPlan(zone, week, exceptions, years{})}, nil
}

// With is the calendar with more exceptions; where it has one for a date already, the new one stands.
func (c Calendar) With(exceptions ...Exception) Calendar {
	p := c.plan()
	return Calendar{newPlan(p.clock.zone, p.week, append(c.Exceptions(), exceptions...), p.announced)}
}

// WithWeek is the calendar with another ordinary week.
func (c Calendar) WithWeek(week Week) (Calendar, error) {
	week, err := week.sorted()
	if err != nil {
		return Calendar{}, err
	}
	p := c.plan()
	return Calendar{newPlan(p.clock.zone, week, c.Exceptions(), p.announced)}, nil
}

// Announce is the calendar with these years known to be complete: their days are no longer assumptions. A year
// that is announced later may still move the last days of the year before it, as China's did in 2018.
func (c Calendar) Announce(list ...int) Calendar {
	p := *c.plan()
	p.announced = p.announced.with(list...)
	return Calendar{&p}
}

// Announced tells whether the holidays of a year are known.
func (c Calendar) Announced(year int) bool { return c.plan().announced.has(year) }

// Zone is the time zone whose days are counted.
func (c Calendar) Zone() *time.Location { return c.plan().clock.zone }

// Week is a copy of the ordinary week.
func (c Calendar) Week() Week {
	week := c.plan().week
	for i, spans := range week {
		week[i] = slices.Clone(spans)
	}
	return week
}

// Exceptions lists the exceptions by date.
func (c Calendar) Exceptions() []Exception {
	var list []Exception
	for _, o := range c.plan().odd {
		if o.why != "" {
			list = append(list, Exception{Date: o.date, Working: o.why == MakeUp, Name: o.name})
		}
	}
	return list
}

func (c Calendar) plan() *plan {
	if c.p == nil {
		return china().p
	}
	return c.p
}

// years is a set of years between FirstDate and LastDate.
type years [1100]bool

func (y years) with(list ...int) years {
	for _, year := range list {
		if i := year - 1900; i >= 0 && i < len(y) {
			y[i] = true
		}
	}
	return y
}

func (y *years) has(year int) bool {
	i := year - 1900
	return i >= 0 && i < len(y) && y[i]
}

// lastByDate keeps the last exception for each date, in order.
func lastByDate(exceptions []Exception) []Exception {
	list := slices.Clone(exceptions)
	slices.Reverse(list)
	slices.SortStableFunc(list, func(a, b Exception) int { return cmp.Compare(a.Date, b.Date) })
	return slices.CompactFunc(list, func(a, b Exception) bool { return a.Date == b.Date })
}
