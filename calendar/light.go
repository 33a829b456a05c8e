package calendar

import "time"

// Light is the traffic light of a limit.
type Light string

const (
	Green  Light = "green"
	Yellow Light = "yellow" // four fifths of the time have passed
	Red    Light = "red"    // the limit has passed
)

// Yellow is the moment at which four fifths of the time between a deadline's start and its end have passed:
// working time for limits of working time, clock time for the others, pauses left out. While a deadline is Open
// it is not until its Due, so that the light stays green as long as nothing is promised.
func (c Calendar) Yellow(d Deadline) time.Time {
	if d.Open || d.Due.IsZero() {
		return d.Due
	}
	p := c.plan()
	unit := ClockMinutes
	if d.Limit.Working() {
		unit = WorkingMinutes
	}
	r := p.newRun(p.moment(d.Start), unit, d.Pauses)
	due, sum := p.moment(d.Due), int64(0)
	for day := r.clock.date(r.start); !r.over(day) && r.clock.start(day) < due; day++ {
		sum += total(without(r.openB[:0], r.hours(day), r.stops, r.start, due))
	}
	if sum == 0 {
		return d.Due
	}
	at, _ := r.afterTime((sum*4 + 4) / 5)
	return p.time(at)
}

// LightAt is the light at a moment of a limit that turns yellow and is due at these; a zero due is no limit.
// What is done at due is in time.
func LightAt(now, yellow, due time.Time) Light {
	switch {
	case due.IsZero() || now.Before(yellow):
		return Green
	case now.After(due):
		return Red
	}
	return Yellow
}
