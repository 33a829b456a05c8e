package room

import (
	"slices"
	"time"

	"huiyin"
	"huiyin/routing"
)

// Mode is how a number was merged into the centre.
type Mode string

const (
	Merged   Mode = "merged"   // 整体并入: the centre's seats answer it
	Parallel Mode = "parallel" // 双号并行: the unit's own seats first, soon the centre's
	Branch   Mode = "branch"   // 分中心: the branch centre's seats, later the centre's
)

// Hotline is one of the numbers that people call. The room never changes one.
type Hotline struct {
	Number   string // as it is dialled
	Name     string
	Mode     Mode
	Unit     string // its seats are the group of this name, unless the number is merged
	Greeting string
	Wants    []routing.Want
	Category string
	Hours    Hours
	Fallback huiyin.Phone // outside the hours, and when the queue is full; "": people are rung back
	Base     int          // points: such as for a line about danger
}

// line is a hotline with what calls to it wish for.
type line struct {
	*Hotline
	group routing.Group // the queue it is counted under
	wish  *routing.Wish
}

// parallelAfter and branchAfter are when the centre's own seats help out, by mode.
const (
	parallelAfter = 20 * time.Second
	branchAfter   = 40 * time.Second
)

func newLine(p *Policy, h Hotline) *line {
	l := &line{Hotline: &h, group: p.Centre, wish: &routing.Wish{Wants: h.Wants, Widen: slices.Clone(p.Widen)}}
	own := routing.Group(h.Unit)
	switch {
	case own == "" || h.Mode == Merged || h.Mode == "":
		l.wish.Groups = []routing.Group{p.Centre}
	case h.Mode == Parallel:
		l.group = own
		l.help(p.Centre, parallelAfter)
	case h.Mode == Branch:
		l.group = own
		l.help(p.Centre, branchAfter)
	}
	return l
}

func (l *line) help(from routing.Group, after time.Duration) {
	l.wish.Groups = []routing.Group{l.group}
	l.wish.Widen = append(l.wish.Widen, routing.Step{After: after, Groups: []routing.Group{from}})
	slices.SortStableFunc(l.wish.Widen, func(a, b routing.Step) int { return int(a.After - b.After) })
}
