package routing

import (
	"cmp"
	"slices"
	"time"
)

// SeatID names a seat in the room.
type SeatID int64

// Seat is a staffed seat. Every Seat given to Match has an ID of its own. Seats that are not free take no call; they
// count for how long others will wait.
type Seat struct {
	ID      SeatID
	Free    bool
	Skills  Skills
	Groups  []Group
	Since   time.Time     // free since
	Calls   int           // answered today
	Busy    time.Duration // with calls today
	Staffed time.Duration // signed in today, breaks left out
	Order   int           // its place in the ring order
}

func (s *Seat) has(w Want) bool { return s.Skills[w.Skill] >= max(w.Level, 1) }

func (s *Seat) in(groups []Group) bool {
	return slices.ContainsFunc(groups, func(g Group) bool { return g == Everybody || slices.Contains(s.Groups, g) })
}

func (s *Seat) occupancy() float64 {
	if s.Staffed <= 0 {
		return 0
	}
	return float64(s.Busy) / float64(s.Staffed)
}

// Strategy chooses among seats that are equally able.
type Strategy string

const (
	LongestIdle   Strategy = "longest_idle"   // who has been free longest; the default
	FewestCalls   Strategy = "fewest_calls"   // who has answered fewest calls today
	LeastOccupied Strategy = "least_occupied" // who has spent the smallest part of the day with calls
	RingOrder     Strategy = "ring_order"     // the next in the ring after the last one served
	Random        Strategy = "random"         // by lot, drawn from the seed
)

// Strategies lists them with the official term.
var Strategies = []struct {
	Strategy Strategy
	Term     string
}{
	{LongestIdle, "最长空闲优先"}, {FewestCalls, "最少应答优先"}, {LeastOccupied, "最低占用率优先"}, {RingOrder, "顺序轮循"}, {Random, "随机"},
}

// Policy is how the room allots its calls.
type Policy struct {
	Strategy Strategy // "" is LongestIdle
	Weights  Weights
	Last     int    // RingOrder: the Order of the seat served last
	Seed     uint64 // Random: a new one for each draw
}

// next compares two seats by the policy's strategy, equals by who has been free longer and then by number.
func (p Policy) next(a, b *Seat) int {
	first := 0
	switch p.Strategy {
	case FewestCalls:
		first = cmp.Compare(a.Calls, b.Calls)
	case LeastOccupied:
		first = cmp.Compare(a.occupancy(), b.occupancy())
	case RingOrder:
		first = cmp.Or(cmp.Compare(p.lap(a), p.lap(b)), cmp.Compare(a.Order, b.Order))
	case Random:
		first = cmp.Compare(lot(p.Seed, a.ID), lot(p.Seed, b.ID))
	}
	return cmp.Or(first, a.Since.Compare(b.Since), cmp.Compare(a.ID, b.ID))
}

// lap is 0 for seats that the ring has still to come to in this round, 1 for those of the next.
func (p Policy) lap(s *Seat) int {
	if s.Order > p.Last {
		return 0
	}
	return 1
}

// lot mixes seed and seat (the finalizer of SplitMix64), so that a draw can be repeated.
func lot(seed uint64, id SeatID) uint64 {
	x := seed*0x9E3779B97F4A7C15 + uint64(id)
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}
