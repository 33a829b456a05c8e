package calendar

import "time"

// WorkingTime is the working time between two moments, pauses left out; negative when to lies before from. It
// adds up: from a to b and from b to c make from a to c. More than 292 years of work are given as 292 years.
func (c Calendar) WorkingTime(from, to time.Time, pauses ...Pause) time.Duration {
	p := c.plan()
	const most = int64(1<<63-1) / int64(time.Microsecond)
	n := measure(p, from, to, pauses, func(a, b point) int64 { return b.work - a.work })
	return micro(min(max(n, -most), most))
}

// WorkingMinutes is the same in whole working minutes, every moment taken for the minute it lies in, so that it
// adds up too.
func (c Calendar) WorkingMinutes(from, to time.Time, pauses ...Pause) int {
	return measure(c.plan(), from, to, pauses, func(a, b point) int {
		return int(floorDiv(b.work, minute) - floorDiv(a.work, minute))
	})
}

// WorkingDays is the same in working days for statistics: every working day is worth one, parts of it what they
// are of its hours. Monday 16:00 to Tuesday 16:00 is 1.
func (c Calendar) WorkingDays(from, to time.Time, pauses ...Pause) float64 {
	return measure(c.plan(), from, to, pauses, func(a, b point) float64 {
		return float64(b.days-a.days) + (b.part - a.part)
	})
}

// IsWorking tells whether a moment lies in working hours; their end no longer does.
func (c Calendar) IsWorking(t time.Time) bool {
	p := c.plan()
	k, m := p.clock, p.moment(t)
	d := k.date(m)
	for _, s := range p.spans(d) {
		if m >= k.moment(d, s.From) && m < k.moment(d, s.To) {
			return true
		}
	}
	return false
}

// NextWorking is the first moment from t on that lies in working hours: t itself when it does. When no day until
// LastDate has any, it is the end of LastDate.
func (c Calendar) NextWorking(t time.Time) time.Time {
	p := c.plan()
	k, m := p.clock, p.moment(t)
	for d := k.date(m); d <= LastDate; d++ {
		for _, s := range p.spans(d) {
			if from, to := k.moment(d, s.From), k.moment(d, s.To); m < to && from < to {
				return p.time(max(m, from))
			}
		}
	}
	return p.time(p.end)
}

// point is how far work has come at a moment, counted from FirstDate.
type point struct {
	work int64
	days int
	part float64 // of the day it lies in
}

func (p *plan) point(k *clock, m int64) point {
	d := k.date(m)
	var at point
	at.work, at.days = p.before(d)
	whole := p.work(d)
	if whole == 0 || d > LastDate {
		return at
	}
	done := int64(0)
	for _, s := range p.spans(d) {
		if from := k.moment(d, s.From); m > from {
			done += min(m, k.moment(d, s.To)) - from
		}
	}
	at.work += done
	at.part = float64(done) / float64(whole)
	return at
}

// measure takes the differences of points between from and to, less those within the pauses.
func measure[T int | int64 | float64](p *plan, from, to time.Time, pauses []Pause, between func(a, b point) T) T {
	k, a, b := p.clock, p.moment(from), p.moment(to)
	sign := T(1)
	if a > b {
		a, b, sign = b, a, -1
	}
	sum := between(p.point(&k, a), p.point(&k, b))
	for _, s := range p.pauses(pauses, a, b) {
		sum -= between(p.point(&k, s.from), p.point(&k, s.to))
	}
	return sign * sum
}
