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

func newLine(p *Policy, h Hotline) *line {
	l := &line{Hotline: &h}
	l.follow(p)
	return l
}

// follow makes the wish anew, as the policy has it now: a wish that is in use is never changed.
func (l *line) follow(p *Policy) {
	h, own := l.Hotline, routing.Group(l.Unit)
	l.group, l.wish = p.Centre, &routing.Wish{Wants: h.Wants, Widen: slices.Clone(p.Widen)}
	switch {
	case own == "" || h.Mode == Merged || h.Mode == "":
		l.wish.Groups = []routing.Group{p.Centre}
	case h.Mode == Parallel:
		l.group = own
		l.help(p.Centre, p.ParallelAfter)
	case h.Mode == Branch:
		l.group = own
		l.help(p.Centre, p.BranchAfter)
	}
}

func (l *line) help(from routing.Group, after time.Duration) {
	l.wish.Groups = []routing.Group{l.group}
	l.wish.Widen = append(l.wish.Widen, routing.Step{After: after, Groups: []routing.Group{from}})
	slices.SortStableFunc(l.wish.Widen, func(a, b routing.Step) int { return int(a.After - b.After) })
}
