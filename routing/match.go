package routing

import (
	"slices"
	"time"
)

// Pair gives a call to a seat.
type Pair struct {
	Call CallID
	Seat SeatID
}

// Match allots waiting calls to free seats, the first in turn first. It serves as many calls as can be served without
// letting anybody overtake: a call waits only when every free seat that fits it takes one that comes before it. To
// that end a call may be given another seat that fits it when the first choice is the only one for somebody behind.
func Match(calls []Call, seats []Seat, p Policy, now time.Time) []Pair {
	free := slices.ContainsFunc(seats, func(s Seat) bool { return s.Free })
	if !free || len(calls) == 0 {
		return nil
	}
	h := newHall(seats, p)
	turns := p.turns(calls, now)
	m := &matching{hall: h, lines: make([]*line, len(turns)), holder: make([]int, len(h.seats))}
	for i := range m.holder {
		m.holder[i] = nobody
	}
	served := 0
	for i, t := range turns {
		if served == len(h.open) {
			break
		}
		l := h.line(t.Call, now)
		if m.lines[i] = l; l.choices == nil && !l.exhausted {
			h.choose(l)
		}
		if !l.exhausted && m.serve(i) {
			served++
		} else {
			l.exhausted = true // what cannot be reached once cannot be reached later: only more is taken
		}
	}
	return m.pairs(turns)
}

// turns are the calls in the order in which they come.
func (p Policy) turns(calls []Call, now time.Time) []turn {
	turns := make([]turn, len(calls))
	for i := range calls {
		turns[i] = turn{&calls[i], p.Weights.Priority(&calls[i], now)}
	}
	slices.SortFunc(turns, before)
	return turns
}

const nobody = -1

// matching is an allotment that grows call by call along augmenting paths (Kuhn 1955), in order of priority.
type matching struct {
	*hall
	lines  []*line
	holder []int // by seat: the call that has it
	round  int
	seen   []int // by seat: the round in which it was looked at
}

func (m *matching) serve(call int) bool {
	if m.seen == nil {
		m.seen = make([]int, len(m.seats))
	}
	m.round++
	return m.find(call)
}

// find gives the call the best seat nobody has, or else one whose holder can have another.
func (m *matching) find(call int) bool {
	for _, s := range m.lines[call].choices {
		if m.holder[s] == nobody {
			m.holder[s] = call
			return true
		}
	}
	for _, s := range m.lines[call].choices {
		if m.seen[s] == m.round {
			continue
		}
		m.seen[s] = m.round
		if m.find(m.holder[s]) {
			m.holder[s] = call
			return true
		}
	}
	return false
}

func (m *matching) pairs(turns []turn) []Pair {
	seatOf := make([]int, len(turns))
	for s, call := range m.holder {
		if call != nobody {
			seatOf[call] = s + 1
		}
	}
	var pairs []Pair
	for call, s := range seatOf {
		if s > 0 {
			pairs = append(pairs, Pair{turns[call].ID, m.seats[s-1].ID})
		}
	}
	return pairs
}
