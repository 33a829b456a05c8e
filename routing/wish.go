package routing

import (
	"slices"
	"time"
)

// Group is a part of the room whose seats answer the same lines: the main hall, a branch centre.
type Group string

// Everybody is the group that every seat belongs to.
const Everybody Group = "*"

// Wish is what a kind of call asks for, and how that widens while it waits. Calls of one kind should share one Wish:
// Match then looks for their seats once. A Wish that is in use is never changed.
type Wish struct {
	Wants  []Want
	Groups []Group // whose seats may take it from the beginning; none: everybody
	Widen  []Step  // in the order of After
}

// Step widens a wish after a time of waiting. Steps only ever add seats.
type Step struct {
	After  time.Duration
	Drop   []Kind  // shoulds of these kinds are asked for no more
	Groups []Group // whose seats may take it as well
}

// AllKinds drops every should.
var AllKinds = []Kind{Language, District, Subject}

// Stage counts the steps that have been taken after a time of waiting.
func (w *Wish) Stage(wait time.Duration) int {
	n := 0
	for n < len(w.Widen) && w.Widen[n].After <= wait {
		n++
	}
	return n
}

// Fits tells whether the seat may take such a call at this stage.
func (w *Wish) Fits(s *Seat, stage int) bool {
	return w.within(s, stage) && !slices.ContainsFunc(w.Wants, func(want Want) bool {
		return w.needs(want, stage) && !s.has(want)
	})
}

// needs tells whether a want must be met at this stage. A should that no step ever drops is a preference from the
// beginning, for otherwise it would be a must.
func (w *Wish) needs(want Want, stage int) bool {
	if want.Must {
		return true
	}
	drops := func(step Step) bool { return slices.Contains(step.Drop, want.Skill.Kind) }
	return !slices.ContainsFunc(w.Widen[:stage], drops) && slices.ContainsFunc(w.Widen[stage:], drops)
}

func (w *Wish) within(s *Seat, stage int) bool {
	if len(w.Groups) == 0 || s.in(w.Groups) {
		return true
	}
	return slices.ContainsFunc(w.Widen[:stage], func(step Step) bool { return s.in(step.Groups) })
}

// unmet counts the shoulds that the seat does not have: of two seats that fit, the one with fewer is better.
func (w *Wish) unmet(s *Seat) int {
	n := 0
	for _, want := range w.Wants {
		if !s.has(want) {
			n++
		}
	}
	return n
}
