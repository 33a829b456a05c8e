package calendar

import (
	"math/big"
	"time"
)

// Deadline is when a limit ends, with its proof.
type Deadline struct {
	Start, Due time.Time // to the microsecond, in the calendar's zone; done at Due is in time
	Limit      Limit
	Pauses     []Pause // those that took part: merged, in order, within Start and Due
	Days       []Day   // every day from Start to Due; when Open, to the day on which the open pause began

	// Open says that no end can be promised: a pause has not ended, or the limit reaches beyond LastDate.
	// Due is then the end of LastDate, so that nothing is late meanwhile.
	Open bool
}

// Deadline says when a limit that starts at t ends and proves it. The package comment holds the rules. A limit of
// zero ends at its start.
func (c Calendar) Deadline(t time.Time, l Limit, pauses ...Pause) Deadline {
	p := c.plan()
	l = l.within()
	r := p.newRun(min(p.moment(t), p.end-1), l.Unit, pauses)
	due, found := r.start, true
	switch {
	case l.Amount == 0:
	case l.InDays():
		due, found = r.afterDays(l.Amount)
	default:
		due, found = r.afterTime(int64(l.Amount) * minute)
	}
	d := Deadline{Start: p.time(r.start), Due: p.time(due), Limit: l, Open: !found}
	r.prove(&d, due)
	return d
}

// run is one limit on its way from its start.
type run struct {
	*plan
	clock  clock
	unit   Unit
	start  int64
	stops  []stretch // the pauses
	until  int64     // nothing counts from here on: an open pause, or the end of all days
	hoursB [8]stretch
	openB  [8]stretch
}

func (p *plan) newRun(start int64, unit Unit, pauses []Pause) *run {
	r := &run{plan: p, clock: p.clock, unit: unit, start: start, until: p.end}
	r.stops = p.pauses(pauses, start, p.end)
	if n := len(r.stops); n > 0 && r.stops[n-1].to == p.end {
		r.until = r.stops[n-1].from
	}
	return r
}

// hours are the stretches of a day that count in the run's unit.
func (r *run) hours(d Date) []stretch {
	out := r.hoursB[:0]
	if !r.unit.working() {
		return append(out, stretch{r.clock.start(d), r.clock.start(d + 1)})
	}
	for _, s := range r.spans(d) {
		out = append(out, stretch{r.clock.moment(d, s.From), r.clock.moment(d, s.To)})
	}
	return out
}

// open is what the pauses leave of them, from the start on.
func (r *run) open(d Date) []stretch {
	return without(r.openB[:0], r.hours(d), r.stops, r.start, r.until)
}

// whole is how much there is to count in a whole day.
func (r *run) whole(d Date) int64 {
	if r.unit.working() {
		return r.work(d)
	}
	return r.clock.start(d+1) - r.clock.start(d)
}

// over tells whether nothing can count any more on a day or after it.
func (r *run) over(d Date) bool { return d > LastDate || r.clock.start(d) >= r.until }

// afterTime is the first moment at which so much time has counted.
func (r *run) afterTime(need int64) (int64, bool) {
	for d := r.clock.date(r.start); !r.over(d); d++ {
		at, left := pass(r.open(d), need)
		if left == 0 {
			return at, true
		}
		need = left
	}
	return r.end, false
}

// afterDays is the first moment at which the days after the first add up to n. Each is worth one; pauses take
// their share of it. The shares are fractions: 3/7 of a day and 4/7 of another must be one day, not nearly one.
func (r *run) afterDays(n int) (int64, bool) {
	var lost big.Rat // what pauses took of the days already passed
	for d := r.clock.date(r.start) + 1; !r.over(d); d++ {
		whole := r.whole(d)
		if whole == 0 {
			continue
		}
		open := r.open(d)
		left := total(open)
		switch {
		case left == 0:
			continue
		case left == whole && lost.Sign() == 0:
			if n--; n == 0 {
				return open[len(open)-1].to, true
			}
			continue
		}
		need := new(big.Rat).Add(new(big.Rat).SetInt64(int64(n)), &lost)
		if need.Cmp(big.NewRat(left, whole)) <= 0 {
			at, _ := pass(open, ceil(need.Mul(need, new(big.Rat).SetInt64(whole))))
			return at, true
		}
		n--
		lost.Add(&lost, big.NewRat(whole-left, whole))
	}
	return r.end, false
}

// pass lets so much time, more than none, pass within the stretches: it tells at which moment it has, or how much
// is left when they end.
func pass(stretches []stretch, need int64) (at, left int64) {
	for _, s := range stretches {
		if s.from+need <= s.to {
			return s.from + need, 0
		}
		need -= s.to - s.from
	}
	return 0, need
}

func ceil(x *big.Rat) int64 {
	sum := new(big.Int).Add(x.Num(), x.Denom())
	return sum.Sub(sum, big.NewInt(1)).Div(sum, x.Denom()).Int64()
}
