package ledger

import (
	"time"

	"huiyin/calendar"
)

// Policy says how often and when somebody is rung who could not be reached. It is data: a city may have its own.
type Policy struct {
	Attempts int           // at least so many before giving up
	Days     int           // on at least so many days
	Hours    int           // at so many different hours of the day
	Gap      time.Duration // at least so long after the attempt before
	Holds    time.Duration // how long somebody may keep a promise in hand before it is open again
	Ahead    int           // how many days ahead a promise may lie
}

// DefaultPolicy is that of the regulations for return visits (C06): three attempts on two days at different hours,
// within working hours.
var DefaultPolicy = Policy{Attempts: 3, Days: 2, Hours: 3, Gap: 2 * time.Hour, Holds: 30 * time.Minute, Ahead: 30}

// Exhausted tells whether enough attempts were made to give up.
func (p Policy) Exhausted(c calendar.Calendar, tried []time.Time) bool {
	seen := look(c, tried)
	return len(tried) >= p.Attempts && len(seen.days) >= p.Days && len(seen.hours) >= p.Hours
}

// seen is when somebody was tried.
type seen struct {
	days  map[calendar.Date]bool
	hours map[int]bool
	part  int // of the last attempt's day; -1: none
}

func look(c calendar.Calendar, tried []time.Time) seen {
	s := seen{map[calendar.Date]bool{}, map[int]bool{}, -1}
	for _, t := range tried {
		hour := t.In(c.Zone()).Hour()
		s.days[c.DateOf(t)], s.hours[hour], s.part = true, true, partOf(hour)
	}
	return s
}

// partOf is the part of the day an hour lies in: forenoon 0, afternoon 1, evening 2.
func partOf(hour int) int {
	switch {
	case hour < 12:
		return 0
	case hour < 18:
		return 1
	}
	return 2
}

// walkMost is how many hours ahead a time is looked for: any calendar has worked by then.
const walkMost = 60 * 24

// Next is when to try again: the first full working hour, some time after the last attempt, at an hour of the day and
// in a part of the day at which nobody was tried before; on another day when the attempts left would not make enough
// days otherwise. When no hour is new, any working one does.
func (p Policy) Next(c calendar.Calendar, tried []time.Time, now time.Time) time.Time {
	s, zone := look(c, tried), c.Zone()
	from := now.Add(p.Gap).In(zone)
	at := time.Date(from.Year(), from.Month(), from.Day(), from.Hour(), 0, 0, 0, zone)
	if at.Before(from) {
		at = at.Add(time.Hour)
	}
	otherDay := p.Attempts-len(tried) <= p.Days-len(s.days)
	for range walkMost {
		hour := at.In(zone).Hour()
		if c.IsWorking(at) && !s.hours[hour] && partOf(hour) != s.part && !(otherDay && s.days[c.DateOf(at)]) {
			return at
		}
		at = at.Add(time.Hour)
	}
	return c.NextWorking(from)
}
