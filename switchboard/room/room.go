package room

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"huiyin"
	"huiyin/routing"
)

// Room is the live room. One goroutine owns it; nothing in it is safe for two.
type Room struct {
	policy  Policy
	lines   map[string]*line
	first   *line // for numbers that nobody knows
	calls   map[CallID]*call
	queued  map[CallID]*call // those of them that wait for a seat
	seats   map[SeatID]*seat
	legs    map[LegID]*call
	closing map[LegID]time.Time // legs that were told to end, and when
	doubt   map[LegID]bool      // legs in which the last tick and the engine differed

	lastCall     CallID
	lastLeg      LegID
	lastCallback CallbackID
	callbacks    map[CallbackID]*Callback
	owed         map[string]CallbackID // open callbacks by whom and what about
	places       map[huiyin.Phone]place

	surge     surge
	prospects map[CallID]routing.Prospect
	figures   figures
	midnight  time.Time
	busy      time.Duration // of all seats, today
	staffed   time.Duration

	now     time.Time // of the input in hand
	by      huiyin.StaffID
	dirty   bool // somebody may be matched
	touched map[CallID]*call
	said    []Command
}

// Setup is what a room is opened with.
type Setup struct {
	Policy    Policy
	Hotlines  []Hotline // the first answers for numbers that nobody knows; none: a plain one
	FirstCall CallID    // calls are numbered from here: above whatever was numbered before
}

// NewRoom opens an empty room.
func NewRoom(s Setup, now time.Time) *Room {
	r := &Room{
		policy: s.Policy, lastCall: s.FirstCall, now: now,
		calls: map[CallID]*call{}, queued: map[CallID]*call{}, seats: map[SeatID]*seat{}, legs: map[LegID]*call{},
		closing: map[LegID]time.Time{}, doubt: map[LegID]bool{},
		callbacks: map[CallbackID]*Callback{}, owed: map[string]CallbackID{}, places: map[huiyin.Phone]place{},
		touched: map[CallID]*call{}, prospects: map[CallID]routing.Prospect{},
	}
	r.SetHotlines(s.Hotlines)
	r.figures = newFigures(now)
	r.midnight = r.dayOf(now)
	return r
}

// SetHotlines changes the table; calls that are here keep the hotline they came by.
func (r *Room) SetHotlines(list []Hotline) {
	if len(list) == 0 {
		list = []Hotline{{Number: "12345"}}
	}
	r.lines = make(map[string]*line, len(list))
	for _, h := range list {
		r.lines[h.Number] = newLine(&r.policy, h)
	}
	r.first = r.lines[list[0].Number]
}

func (r *Room) line(number string) *line {
	if l := r.lines[number]; l != nil {
		return l
	}
	return r.first
}

// Apply lets the room know that something happened, or that somebody wants something, and gives back what is to be
// done now, in order. What cannot be done is refused with a huiyin.Error and changes nothing. Moments do not run
// back: an earlier one is taken for the last.
func (r *Room) Apply(now time.Time, in Input) ([]Command, error) {
	if now.After(r.now) {
		r.now = now
	}
	r.said, r.by = nil, 0
	clear(r.touched)
	r.newDay()
	err := r.take(in)
	if err != nil {
		return nil, err
	}
	r.match()
	for _, id := range slices.Sorted(maps.Keys(r.touched)) {
		r.sync(r.touched[id])
	}
	return r.said, nil
}

func (r *Room) take(in Input) error {
	if r.event(in) {
		return nil
	}
	switch in := in.(type) {
	case SignIn:
		return r.signIn(in)
	case Surge:
		r.by = in.By
		r.setSurge(in.On, "switch")
		return nil
	case Ruled:
		r.follow(in.Policy)
		return nil
	case Move:
		return r.move(in)
	case Raise:
		return r.raise(in)
	case Book:
		return r.bookFor(in)
	case Adopt:
		r.adopt(in.Callback)
		return nil
	case Forget:
		r.forget(in)
		return nil
	case Restore:
		r.restore(in)
		return nil
	}
	return r.act(in)
}

// event carries out what happened and cannot be refused.
func (r *Room) event(in Input) bool {
	switch in := in.(type) {
	case Arrived:
		r.arrive(in)
	case Ringing:
		r.rings(in.Leg)
	case Answered:
		r.answered(in.Leg)
	case Ended:
		r.ended(in.Leg, in.Cause)
	case Digit:
		r.digit(in)
	case Played:
		r.soundEnded(in)
	case DeviceDown:
		r.deviceDown(in.Seat)
	case DeviceUp:
		r.deviceUp(in.Seat)
	case Tick:
		r.tick(in)
	default:
		return false
	}
	return true
}

func (r *Room) say(c Command) { r.said = append(r.said, c) }

// touch marks a call whose sounds may have to change.
func (r *Room) touch(c *call) { r.touched[c.Call] = c }

// dayOf is the midnight that begins the local day of t.
func (r *Room) dayOf(t time.Time) time.Time {
	t = t.In(r.policy.Calendar.Zone())
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, t.Location())
}

// order lists the calls from the oldest on: maps have no order, and the room must be repeatable.
func (r *Room) order() []*call { return r.callsThat(func(*call) bool { return true }) }

func (r *Room) callsThat(are func(*call) bool) []*call {
	var list []*call
	for _, c := range r.calls {
		if are(c) {
			list = append(list, c)
		}
	}
	slices.SortFunc(list, func(a, b *call) int { return cmp.Compare(a.Call, b.Call) })
	return list
}

func (r *Room) seatsThat(are func(*seat) bool) []*seat {
	var list []*seat
	for _, s := range r.seats {
		if are(s) {
			list = append(list, s)
		}
	}
	slices.SortFunc(list, func(a, b *seat) int { return cmp.Compare(a.ID, b.ID) })
	return list
}
