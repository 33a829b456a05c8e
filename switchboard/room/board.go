package room

import (
	"cmp"
	"slices"
	"time"

	"huiyin"
	"huiyin/routing"
)

// Board is the room at a moment, for those who watch over it. It carries no more of a citizen than the number they
// call from; who may see that is decided where it is shown.
type Board struct {
	At         time.Time
	Queue      []Waiting // in the order in which they come
	Calls      []Running // all others that are here
	Seats      []SeatView
	Today      Figures
	LastDay    Figures // the last 24 hours
	Hotlines   map[string]Pair
	Queues     map[routing.Group]Pair
	Occupancy  float64       // of the staffed time today, the part spent with calls and wrap-up
	LongestNow time.Duration // of who waits
	Expected   time.Duration // for somebody who came now, at worst
	Callbacks  int           // open
	Overdue    int           // of those, later than promised
	Surge      bool
	SurgeSince time.Time
}

// Pair is the figures of the day and of the last 24 hours.
type Pair struct{ Today, LastDay Figures }

// Waiting is a call in the queue.
type Waiting struct {
	Call      CallID
	Direction Direction
	Caller    huiyin.Phone
	Hotline   string
	Wants     []routing.Want
	Boost     routing.Boost
	Priority  routing.Priority
	Position  int // 0 until the first tick
	Waited    time.Duration
	Expected  time.Duration
	Seats     int // staffed that may take it
}

// Running is a call that does not wait, or not in the queue.
type Running struct {
	Call      CallID
	Direction Direction
	Caller    huiyin.Phone
	Hotline   string
	State     CallState
	Since     time.Time
	Seat      SeatID
	Paused    bool // the recording is
}

// SeatView is a seat and what it is doing.
type SeatView struct {
	Seat
	State    SeatState
	Reason   string
	Since    time.Time
	Call     CallID
	Deadline time.Time // of an offer or a wrap-up
	Then     SeatState // wanted after the call
	Away     bool
	Calls    int
	Busy     time.Duration
	Staffed  time.Duration
}

// Board takes a picture of the room. now is not before the last input.
func (r *Room) Board(now time.Time) Board {
	b := Board{At: now, Today: r.figures.room.day(), LastDay: r.figures.room.rolling.figures(),
		Hotlines: map[string]Pair{}, Queues: map[routing.Group]Pair{},
		Callbacks: len(r.callbacks), Surge: r.surge.on, SurgeSince: r.surge.since}
	for number, t := range r.figures.hotlines {
		b.Hotlines[number] = t.pair()
	}
	for group, t := range r.figures.queues {
		b.Queues[group] = t.pair()
	}
	for _, c := range r.callbacks {
		if now.After(c.PromisedAt) {
			b.Overdue++
		}
	}
	r.boardCalls(&b)
	r.boardSeats(&b)
	return b
}

func (r *Room) boardCalls(b *Board) {
	for _, c := range r.order() {
		if c.state != Queued {
			b.Calls = append(b.Calls, c.running())
			continue
		}
		q, p := r.routed(c), r.prospects[c.Call]
		w := Waiting{Call: c.Call, Direction: c.Direction, Caller: c.Caller, Hotline: c.Hotline, Wants: c.line.Wants, Boost: q.Boost,
			Priority: r.policy.Routing.Weights.Priority(&q, b.At), Position: p.Position, Waited: b.At.Sub(c.QueuedAt),
			Expected: p.Wait, Seats: p.Seats}
		if c.Direction == In {
			b.LongestNow, b.Expected = max(b.LongestNow, w.Waited), max(b.Expected, w.Expected)
		}
		b.Queue = append(b.Queue, w)
	}
	slices.SortStableFunc(b.Queue, func(a, c Waiting) int { return cmp.Compare(c.Priority, a.Priority) })
}

func (r *Room) boardSeats(b *Board) {
	busy, staffed := r.busy, r.staffed
	for _, s := range r.seatsThat(func(*seat) bool { return true }) {
		v := r.view(s, b.At)
		busy, staffed = busy+v.Busy-s.busy, staffed+v.Staffed-s.staffed
		b.Seats = append(b.Seats, v)
	}
	if staffed > 0 {
		b.Occupancy = float64(busy) / float64(staffed)
	}
}

func (r *Room) view(s *seat, now time.Time) SeatView {
	v := SeatView{Seat: s.Seat, State: s.state, Reason: s.reason, Since: s.since, Call: s.call, Deadline: s.deadline, Then: s.then,
		Away: s.away, Calls: s.calls, Busy: s.busy, Staffed: s.staffed}
	d := max(now.Sub(later(s.since, r.midnight)), 0)
	if s.state.busy() {
		v.Busy += d
	}
	if s.state.staffed() {
		v.Staffed += d
	}
	return v
}

// SeatAt is what a seat is doing, and false when nobody ever sat there.
func (r *Room) SeatAt(id SeatID, now time.Time) (SeatView, bool) {
	s := r.seats[id]
	if s == nil {
		return SeatView{}, false
	}
	return r.view(s, now), true
}

func (c *call) running() Running {
	return Running{c.Call, c.Direction, c.Caller, c.Hotline, c.state, c.since, c.owner, c.muted}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func (t *tally) day() Figures {
	f := t.today.figures()
	f.LongestWait = t.longest
	return f
}

func (t *tally) pair() Pair { return Pair{t.day(), t.rolling.figures()} }
