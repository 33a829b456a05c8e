package room

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"huiyin"
)

var morning = time.Date(2026, 11, 25, 9, 0, 0, 0, time.FixedZone("", 8*3600)) // a Wednesday

// hall is a room with an engine that does at once what it is told and can be seen through. After every input it is
// checked that nothing is left over anywhere.
type hall struct {
	t      testing.TB
	r      *Room
	now    time.Time
	live   map[LegID]bool
	hears  map[hearing]bool
	sounds map[LegID]Sound
	tapes  map[CallID]string
	said   []Command // by the last input
	done   []Account
	surges []SurgeLog
	watch  func(Input, []Command) // nil: nobody
}

func quiet() Policy {
	p := DefaultPolicy()
	p.Notice = false
	return p
}

func newHall(t testing.TB, p Policy, lines ...Hotline) *hall {
	if len(lines) == 0 {
		lines = []Hotline{{Number: "12345"}}
	}
	return &hall{t: t, r: NewRoom(Setup{Policy: p, Hotlines: lines}, morning), now: morning,
		live: map[LegID]bool{}, hears: map[hearing]bool{}, sounds: map[LegID]Sound{}, tapes: map[CallID]string{}}
}

func (h *hall) do(in Input) []Command {
	h.t.Helper()
	said, err := h.try(in)
	if err != nil {
		h.t.Fatalf("%T%+v was refused: %v", in, in, err)
	}
	return said
}

func (h *hall) try(in Input) ([]Command, error) {
	h.t.Helper()
	switch in := in.(type) {
	case Arrived:
		h.live[in.Leg] = true
	case Ended:
		delete(h.live, in.Leg)
	}
	said, err := h.r.Apply(h.now, in)
	if err != nil && (said != nil || h.r.said != nil) {
		h.t.Fatalf("%T was refused and yet ordered %v", in, h.r.said)
	}
	for _, c := range said {
		h.obey(c)
	}
	if h.said = said; h.watch != nil {
		h.watch(in, said)
	}
	h.check(in)
	return said, err
}

// obey is the engine and the store.
func (h *hall) obey(c Command) {
	switch c := c.(type) {
	case Ring:
		h.live[c.Leg] = true
	case Dial:
		h.live[c.Leg] = true
	case Drop:
		delete(h.live, c.Leg)
		delete(h.sounds, c.Leg)
	case Play:
		h.sounds[c.Leg] = c.Sound
	case Stop:
		delete(h.sounds, c.Leg)
	case Hear:
		k := hearing{c.Listener, c.Speaker}
		if h.hears[k] == c.On {
			h.t.Errorf("%v was ordered twice", c)
		}
		if h.hears[k] = c.On; !c.On {
			delete(h.hears, k)
		}
	case Tape:
		h.tape(c)
	case CallDone:
		h.done = append(h.done, c.Account)
	case SurgeLog:
		h.surges = append(h.surges, c)
	}
}

func (h *hall) tape(c Tape) {
	was := h.tapes[c.Call]
	want := map[Act]string{TapeStart: "", TapeTurn: "on", TapePause: "on", TapeResume: "paused", TapeStop: was}[c.Act]
	if was != want || c.Act == TapeStop && was == "" {
		h.t.Errorf("the tape of call %d is %q and was told to %s", c.Call, was, c.Act)
	}
	h.tapes[c.Call] = map[Act]string{TapeStart: "on", TapeTurn: was, TapePause: "paused", TapeResume: "on"}[c.Act]
	if c.Act == TapeStop {
		delete(h.tapes, c.Call)
	}
}

func (h *hall) legs() []LegID { return slices.Collect(maps.Keys(h.live)) }

// tick lets seconds pass, one by one. Every sound that is not repeated lasts until the next second.
func (h *hall) tick(seconds int) {
	h.t.Helper()
	for range seconds {
		h.now = h.now.Add(time.Second)
		h.do(Tick{h.legs()})
		for _, leg := range slices.Sorted(maps.Keys(h.sounds)) {
			if s := h.sounds[leg]; s != Music {
				h.do(Played{leg, s})
			}
		}
	}
}

// check: nothing contradicts anything.
func (h *hall) check(in Input) {
	h.t.Helper()
	r := h.r
	fail := func(format string, args ...any) {
		h.t.Helper()
		h.t.Fatalf("after %T%+v: %s\n%s", in, in, fmt.Sprintf(format, args...), h.picture())
	}
	of := map[LegID]CallID{}
	for id, c := range r.calls {
		for _, p := range c.parties {
			if of[p.leg] != 0 {
				fail("leg %d is in calls %d and %d", p.leg, of[p.leg], id)
			}
			of[p.leg] = id
			if r.legs[p.leg] != c {
				fail("leg %d of call %d is not known", p.leg, id)
			}
			if s := r.seats[p.seat]; p.seat != 0 && (s == nil || s.call != id) {
				fail("call %d has seat %d, which does not know it", id, p.seat)
			}
		}
		if h.checkCall(c, fail); c.state == Queued && r.queued[id] == nil {
			fail("call %d waits and is not in the queue", id)
		}
	}
	for id, c := range r.queued {
		if r.calls[id] != c || c.state != Queued {
			fail("call %d waits, and is %s", id, c.state)
		}
	}
	if len(of) != len(r.legs) {
		fail("%d legs are known, %d are in calls", len(r.legs), len(of))
	}
	for leg := range h.live {
		if r.legs[leg] == nil {
			fail("leg %d was left off the hook", leg)
		}
	}
	for k := range h.hears {
		if of[k.listener] == 0 || of[k.listener] != of[k.speaker] || !r.calls[of[k.listener]].heard[k] {
			fail("%d hears %d, and should not", k.listener, k.speaker)
		}
	}
	for id := range h.tapes {
		if c := r.calls[id]; c == nil || c.state != InTalk {
			fail("call %d is recorded, and nobody talks", id)
		}
	}
	for id, s := range r.seats {
		if s.state.Engaged() != (s.call != 0) || s.call != 0 && (r.calls[s.call] == nil || r.calls[s.call].seatParty(id) == nil) {
			fail("seat %d is %s with call %d", id, s.state, s.call)
		}
		if s.away && s.state != Offline {
			fail("seat %d is %s without a device", id, s.state)
		}
		if _, tick := in.(Tick); tick && !s.deadline.IsZero() && !s.deadline.After(h.now) {
			fail("seat %d is %s past its deadline", id, s.state)
		}
	}
}

func (h *hall) checkCall(c *call, fail func(string, ...any)) {
	op, cit := c.party(operator), c.party(citizen)
	seated := c.state == Offered || c.state == Dialling || c.state == InTalk
	switch {
	case seated != (op != nil):
		fail("call %d is %s, its seat: %v", c.Call, c.state, op)
	case seated && op.seat != c.owner:
		fail("call %d belongs to seat %d and talks with %d", c.Call, c.owner, op.seat)
	case cit == nil && c.Direction == In, cit == nil && c.state != Queued && c.state != Offered:
		fail("call %d is %s without a citizen", c.Call, c.state)
	case c.state == InTalk && (!op.up || !cit.up):
		fail("call %d talks to nobody", c.Call)
	case c.state == Arriving && c.deadline.IsZero(), c.state == Departing && c.deadline.IsZero(), c.state == Surveying && c.deadline.IsZero(),
		c.state == Dialling && c.deadline.IsZero():
		fail("call %d is %s for ever", c.Call, c.state)
	case (c.state == Queued || c.state == Offered) && cit != nil && h.sounds[cit.leg] == "":
		fail("call %d waits in silence", c.Call)
	case len(c.heard) > 0 && c.state != InTalk && c.state != Forwarded:
		fail("call %d is %s and heard", c.Call, c.state)
	}
}

// picture shows the room in a line for each kind of thing.
func (h *hall) picture() string {
	var b strings.Builder
	for _, c := range h.r.order() {
		fmt.Fprintf(&b, "call %d %s", c.Call, c.state)
		for _, p := range c.parties {
			fmt.Fprintf(&b, " %d", p.leg)
			if !p.up {
				b.WriteByte('?')
			}
		}
		if s := h.sounds[c.citizenLeg()]; s != "" {
			fmt.Fprintf(&b, " (%s)", s)
		}
		if t := h.tapes[c.Call]; t != "" {
			fmt.Fprintf(&b, " tape %s", t)
		}
		b.WriteByte('\n')
	}
	for _, s := range h.r.seatsThat(func(*seat) bool { return true }) {
		fmt.Fprintf(&b, "seat %d %s\n", s.ID, s.state)
	}
	for _, k := range sortedHearings(h.hears) {
		if h.hears[hearing{k.speaker, k.listener}] {
			if k.listener < k.speaker {
				fmt.Fprintf(&b, "%d = %d\n", k.listener, k.speaker)
			}
			continue
		}
		fmt.Fprintf(&b, "%d < %d\n", k.listener, k.speaker)
	}
	for _, id := range slices.Sorted(maps.Keys(h.r.callbacks)) {
		fmt.Fprintf(&b, "owed %s %s\n", h.r.callbacks[id].Caller, h.r.callbacks[id].Reason)
	}
	return b.String()
}

// sign staffs seats and makes them ready, one second after the other.
func (h *hall) sign(seats ...SeatID) {
	for _, id := range seats {
		h.do(SignIn{Seat{ID: id, Staff: huiyin.StaffID(id), Device: Browser, Order: int(id)}})
		h.do(Ready{id})
		h.now = h.now.Add(time.Millisecond)
	}
}
