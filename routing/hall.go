package routing

import (
	"cmp"
	"slices"
	"time"
)

// hall is the staffed seats, and what has been found out about them.
type hall struct {
	seats  []*Seat
	open   []int // the free ones, in the order of the strategy
	lines  map[lineKey]*line
	stages map[stageKey]int
}

// line is what all calls of one kind at one stage have in common.
type line struct {
	lineKey
	choices   []int // free seats that fit, the best first
	exhausted bool  // nothing is left for calls of this kind
	queued    int   // Prospects: how many of this kind are ahead
}

type (
	lineKey struct {
		wish  *Wish
		stage int
		only  SeatID
	}
	stageKey struct {
		wish  *Wish
		stage int
	}
)

func newHall(seats []Seat, p Policy) *hall {
	h := &hall{seats: make([]*Seat, len(seats)), lines: map[lineKey]*line{}, stages: map[stageKey]int{}}
	for i := range seats {
		h.seats[i] = &seats[i]
	}
	for i, s := range h.seats {
		if s.Free {
			h.open = append(h.open, i)
		}
	}
	slices.SortFunc(h.open, func(i, j int) int { return p.next(h.seats[i], h.seats[j]) })
	return h
}

// line finds what is known about calls of this kind, or begins to know it.
func (h *hall) line(c *Call, now time.Time) *line {
	key := lineKey{c.Wish, h.stage(c.Wish, c.Wish.Stage(c.wait(now))), c.Only}
	l, known := h.lines[key]
	if !known {
		l = &line{lineKey: key}
		h.lines[key] = l
	}
	return l
}

func (l *line) fits(s *Seat) bool {
	if l.only != 0 {
		return s.ID == l.only
	}
	return l.wish.Fits(s, l.stage)
}

// choose finds the free seats for a line.
func (h *hall) choose(l *line) {
	var unmet []int
	for _, i := range h.open {
		if s := h.seats[i]; l.fits(s) {
			l.choices = append(l.choices, i)
			unmet = append(unmet, l.wish.unmet(s)<<16+len(unmet))
		}
	}
	l.prefer(unmet)
}

// able finds all seats for a line, free or not.
func (h *hall) able(l *line) []int {
	var able []int
	for i, s := range h.seats {
		if l.fits(s) {
			able = append(able, i)
		}
	}
	return able
}

// prefer brings the seats with the fewest unmet wishes to the front and leaves the rest of the order as it is. A
// rank holds the unmet wishes above bit 16 and the place in choices below.
func (l *line) prefer(ranks []int) {
	slices.SortFunc(ranks, cmp.Compare[int])
	sorted := make([]int, len(ranks))
	for i, r := range ranks {
		sorted[i] = l.choices[r&0xffff]
	}
	l.choices = sorted
}

// stage is the stage that time has brought a wish to, or a later one when nobody who is here fits any sooner: nobody
// waits for a seat that is not staffed.
func (h *hall) stage(w *Wish, stage int) int {
	if s, known := h.stages[stageKey{w, stage}]; known {
		return s
	}
	at := stage
	for at < len(w.Widen) && !slices.ContainsFunc(h.seats, func(s *Seat) bool { return w.Fits(s, at) }) {
		at++
	}
	h.stages[stageKey{w, stage}] = at
	return at
}
