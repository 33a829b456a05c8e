package calendar

import (
	"cmp"
	"slices"
	"time"
)

// plan is what a Calendar points to: the week, the days that differ from it, and sums from which the work before
// any day follows without walking there.
type plan struct {
	clock      clock // copied before use
	begin, end int64 // the first moment of FirstDate, the first after LastDate
	week       Week
	makeUp     []Span // the hours of a make-up day whose weekday has none
	announced  years

	weekWork [8]int64 // the work of a week before each weekday, from Monday on; the last is the whole week's
	weekDays [8]int   // the same in working days

	odd     []oddDay // by date: exceptions, and days whose hours a change of the clocks cuts or stretches
	oddWork []int64  // what the odd days before the i-th have more than the ordinary week; one longer than odd
	oddDays []int
}

type oddDay struct {
	date Date
	why  Reason // Holiday, MakeUp, or none when only the clocks changed
	name string
	work int64
}

func newPlan(zone *time.Location, week Week, exceptions []Exception, announced years) *plan {
	p := &plan{clock: clock{zone: zone}, week: week, announced: announced}
	p.begin, p.end = p.clock.start(FirstDate), p.clock.start(LastDate+1)
	for i, d := range fromMonday {
		work := length(week[d])
		p.weekWork[i+1], p.weekDays[i+1] = p.weekWork[i]+work, p.weekDays[i]+one(work > 0)
		if len(p.makeUp) == 0 {
			p.makeUp = week[d]
		}
	}
	for _, e := range lastByDate(exceptions) {
		if e.Date >= FirstDate && e.Date <= LastDate {
			why := Holiday
			if e.Working {
				why = MakeUp
			}
			p.odd = append(p.odd, oddDay{date: e.Date, why: why, name: e.Name})
		}
	}
	p.addClockChanges()
	p.sum()
	return p
}

// addClockChanges adds the days whose working hours are cut or stretched because clocks are changed in them.
func (p *plan) addClockChanges() {
	k := p.clock
	k.look(p.begin)
	for k.to < p.end {
		change, before := k.to, k.offset
		if k.look(change); k.offset == before {
			continue
		}
		from, to := change+min(before, k.offset), change+max(before, k.offset) // readings skipped or shown twice
		for d := Date(floorDiv(from, day)); d <= Date(floorDiv(to, day)); d++ {
			if i, found := p.find(d); !found && p.worked(d, from, to) && p.exact(d) != length(p.spans(d)) {
				p.odd = slices.Insert(p.odd, i, oddDay{date: d})
			}
		}
	}
}

// worked tells whether working hours of a day lie between two readings of the clock on the wall.
func (p *plan) worked(d Date, from, to int64) bool {
	return slices.ContainsFunc(p.spans(d), func(s Span) bool {
		return int64(d)*day+int64(s.From)*minute < to && int64(d)*day+int64(s.To)*minute > from
	})
}

// sum measures the odd days and adds them up.
func (p *plan) sum() {
	p.oddWork, p.oddDays = make([]int64, len(p.odd)+1), make([]int, len(p.odd)+1)
	for i := range p.odd {
		o := &p.odd[i]
		o.work = p.exact(o.date)
		ordinary := length(p.week[o.date.Weekday()])
		p.oddWork[i+1] = p.oddWork[i] + o.work - ordinary
		p.oddDays[i+1] = p.oddDays[i] + one(o.work > 0) - one(ordinary > 0)
	}
}

// exact is the true length of a day's working spans.
func (p *plan) exact(d Date) int64 {
	k, sum := p.clock, int64(0)
	for _, s := range p.spans(d) {
		sum += k.moment(d, s.To) - k.moment(d, s.From)
	}
	return sum
}

// moment is when the clock on the wall shows a minute of a day.
func (k *clock) moment(d Date, minutes int) int64 { return k.at(int64(d)*day + int64(minutes)*minute) }

func (p *plan) find(d Date) (int, bool) {
	return slices.BinarySearchFunc(p.odd, d, func(o oddDay, d Date) int { return cmp.Compare(o.date, d) })
}

// spans are the working hours of a day as the clock on the wall shows them.
func (p *plan) spans(d Date) []Span {
	spans := p.week[d.Weekday()]
	if i, found := p.find(d); found {
		switch {
		case p.odd[i].why == Holiday:
			return nil
		case p.odd[i].why == MakeUp && len(spans) == 0:
			return p.makeUp
		}
	}
	return spans
}

// work is how much is worked on a day.
func (p *plan) work(d Date) int64 {
	if i, found := p.find(d); found {
		return p.odd[i].work
	}
	i := floorMod(int64(d-FirstDate), 7)
	return p.weekWork[i+1] - p.weekWork[i]
}

// before is the work, and the number of working days, from FirstDate until before a day.
func (p *plan) before(d Date) (work int64, days int) {
	n := int64(d - FirstDate)
	i, _ := p.find(d)
	work = n/7*p.weekWork[7] + p.weekWork[n%7] + p.oddWork[i]
	return work, int(n)/7*p.weekDays[7] + p.weekDays[n%7] + p.oddDays[i]
}

// moment is a time as the package keeps it, within bounds.
func (p *plan) moment(t time.Time) int64 {
	switch s := t.Unix(); {
	case s < p.begin/second-1:
		return p.begin
	case s > p.end/second+1:
		return p.end
	}
	return min(max(t.UnixMicro(), p.begin), p.end)
}

func (p *plan) time(m int64) time.Time { return time.UnixMicro(m).In(p.clock.zone) }

func length(spans []Span) int64 {
	n := 0
	for _, s := range spans {
		n += s.To - s.From
	}
	return int64(n) * minute
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
