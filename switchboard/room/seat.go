package room

import (
	"time"

	"huiyin"
	"huiyin/routing"
)

// Seat is an operator's place, as it is signed in.
type Seat struct {
	ID      SeatID
	Staff   huiyin.StaffID
	Device  Device
	Auto    bool // calls are answered without being asked
	Reserve bool // takes calls in surge mode only
	Skills  routing.Skills
	Groups  []routing.Group // none: the centre
	Order   int
}

// Device is what a seat talks with.
type Device string

const (
	Browser   Device = "browser"
	DeskPhone Device = "desk_phone"
)

// SeatState is what a seat is doing.
type SeatState string

const (
	Offline    SeatState = "offline"    // 离席
	Available  SeatState = "ready"      // 就绪
	Reserved   SeatState = "reserved"   // 预占: a call is given to it, the device does not ring yet
	SeatRings  SeatState = "ringing"    // 振铃
	Talking    SeatState = "talking"    // 通话
	Holding    SeatState = "hold"       // 保持
	Consulting SeatState = "consult"    // 咨询
	WrapUp     SeatState = "wrap_up"    // 话后处理
	Break      SeatState = "break"      // 小休, with a reason
	Training   SeatState = "training"   // 培训
	Outbound   SeatState = "outbound"   // 外呼: reaching somebody outside
	Watching   SeatState = "watching"   // 监听
	Unanswered SeatState = "unanswered" // 未应答置忙: did not answer and is given no more calls
)

// SeatStates lists them with the official term.
var SeatStates = []struct {
	State SeatState
	Term  string
}{
	{Offline, "离席"}, {Available, "就绪"}, {Reserved, "预占"}, {SeatRings, "振铃"}, {Talking, "通话"}, {Holding, "保持"},
	{Consulting, "咨询"}, {WrapUp, "话后处理"}, {Break, "小休"}, {Training, "培训"}, {Outbound, "外呼"}, {Watching, "监听"},
	{Unanswered, "未应答置忙"},
}

// Engaged tells whether the seat has a call.
func (s SeatState) Engaged() bool {
	switch s {
	case Reserved, SeatRings, Talking, Holding, Consulting, Outbound, Watching:
		return true
	}
	return false
}

// staffed tells whether the seat will take calls again by itself: others may reckon with it.
func (s SeatState) staffed() bool {
	return s == Available || s == WrapUp || s.Engaged() && s != Watching
}

// busy tells whether the seat works on calls.
func (s SeatState) busy() bool { return s.Engaged() && s != Watching || s == WrapUp }

// seat is a seat with what it is doing.
type seat struct {
	Seat
	state    SeatState
	since    time.Time
	reason   string
	idle     time.Time // free since, kept while an offer comes to nothing
	deadline time.Time // of an offer or a wrap-up
	wrapped  time.Time // the wrap-up began
	call     CallID    // the call it is part of; 0: none
	last     CallID    // the call that wrap-up is about
	via      *line     // the hotline it came by
	line     *line     // and whose seats it wanted
	then     SeatState // wanted after the call; "": to be ready
	why      string    // the reason of that
	away     bool      // the device cannot be reached
	awayAt   time.Time
	before   SeatState     // what to return to: after watching, or when the device is back
	beforeY  string        // the reason of that
	calls    int           // answered today
	busy     time.Duration // today
	staffed  time.Duration // today
}

// to brings a seat to a state.
func (r *Room) to(s *seat, state SeatState, reason string) {
	if s.state == state && s.reason == reason {
		return
	}
	if s.state == WrapUp && s.line != nil {
		r.figures.wrapped(s.via, s.line, r.now.Sub(s.since))
	}
	r.spend(s)
	about := s.call
	if about == 0 && (state == WrapUp || s.state == WrapUp || s.state.Engaged()) {
		about = s.last
	}
	r.say(SeatLog{At: r.now, Seat: s.ID, Staff: s.Staff, From: s.state, To: state, Reason: reason, Call: about,
		Lasted: r.now.Sub(s.since), By: r.by})
	if state == Available && s.state != Reserved && s.state != SeatRings {
		s.idle = r.now
	}
	s.state, s.reason, s.since = state, reason, r.now
	r.dirty = true
}

// spend counts the time since the last change of state.
func (r *Room) spend(s *seat) {
	d := max(r.now.Sub(later(s.since, r.midnight)), 0)
	if s.state.busy() {
		s.busy += d
		r.busy += d
	}
	if s.state.staffed() {
		s.staffed += d
		r.staffed += d
	}
}

// free ends a seat's part in a call and brings it to what comes next. What the operator wished for comes after the
// wrap-up; only signing out goes before it.
func (r *Room) free(s *seat, next SeatState, reason string) {
	if c := r.calls[s.call]; c != nil {
		s.via, s.line = c.via, c.line
	}
	s.last, s.call, s.deadline = s.call, 0, time.Time{}
	switch {
	case s.away:
		s.before, s.beforeY = s.back(next, reason)
		r.rest(s, Offline, "device")
	case next == Unanswered:
		r.rest(s, Unanswered, reason)
	case s.then == Offline:
		r.rest(s, Offline, s.why)
	case next == WrapUp:
		s.wrapped, s.deadline = r.now, r.now.Add(r.policy.WrapUp)
		r.to(s, WrapUp, reason)
	case s.then != "":
		r.rest(s, s.then, s.why)
	default:
		r.to(s, next, reason)
	}
}

// back is what a seat returns to when its device is there again.
func (s *seat) back(next SeatState, reason string) (SeatState, string) {
	switch {
	case s.then != "":
		return s.then, s.why
	case next == Break || next == Training:
		return next, reason
	}
	return Available, ""
}

// rest brings a seat without a call to a state in which nothing is wished for afterwards.
func (r *Room) rest(s *seat, state SeatState, reason string) {
	s.then, s.why, s.deadline = "", "", time.Time{}
	r.to(s, state, reason)
}
