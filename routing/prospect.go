package routing

import "time"

// Prospect is what a waiting caller may be told.
type Prospect struct {
	Call     CallID
	Priority Priority
	Position int           // 1 is the next among those who want one of the same seats, or among all when nobody is there for it
	Seats    int           // staffed seats that may take the call now
	Wait     time.Duration // that will probably pass still; 0 when there is no seat to reckon with
}

// Prospects looks ahead for every waiting call, in the order in which they come. handling is how long a seat is taken
// by a call, wrap-up included.
func Prospects(calls []Call, seats []Seat, p Policy, handling time.Duration, now time.Time) []Prospect {
	if len(calls) == 0 {
		return nil
	}
	h := newHall(seats, p)
	var lines []*line
	masks, able := map[*line]mask{}, map[*line]int{}
	out := make([]Prospect, 0, len(calls))
	for _, t := range p.turns(calls, now) {
		l := h.line(t.Call, now)
		if _, known := masks[l]; !known {
			seats := h.able(l)
			masks[l], able[l], lines = newMask(seats, len(h.seats)), len(seats), append(lines, l)
		}
		position := 1
		for _, other := range lines {
			if other.queued > 0 && (able[l] == 0 || masks[l].meets(masks[other])) {
				position += other.queued
			}
		}
		l.queued++
		out = append(out, Prospect{t.ID, t.priority, position, able[l], ExpectedWait(position, able[l], handling)})
	}
	return out
}

// ExpectedWait is how long the caller at a position waits when all seats are taken: one of n seats that each need
// handling for a call becomes free every handling/n.
func ExpectedWait(position, seats int, handling time.Duration) time.Duration {
	if seats <= 0 || position <= 0 {
		return 0
	}
	return handling * time.Duration(position) / time.Duration(seats)
}

// Spoken is an expected wait as it is said to a caller: whole minutes, rounded up, since who is served sooner than
// announced does not mind.
func Spoken(wait time.Duration) time.Duration {
	return (wait + time.Minute - 1).Truncate(time.Minute)
}

// mask is a set of seats.
type mask []uint64

func newMask(seats []int, n int) mask {
	m := make(mask, n/64+1)
	for _, s := range seats {
		m[s/64] |= 1 << (s % 64)
	}
	return m
}

func (m mask) meets(o mask) bool {
	for i := range m {
		if m[i]&o[i] != 0 {
			return true
		}
	}
	return false
}
