package room

import (
	"time"

	"huiyin"
	"huiyin/routing"
)

// CallState is where a call stands.
type CallState string

const (
	Arriving  CallState = "arriving"  // 播报: the greeting is played
	Queued    CallState = "queued"    // 排队
	Offered   CallState = "offered"   // 派至坐席: a seat is rung
	Dialling  CallState = "dialling"  // 外呼中: the seat is there, somebody outside is rung
	InTalk    CallState = "talking"   // 通话
	Surveying CallState = "survey"    // 满意度评价
	Departing CallState = "departing" // 结束播报: a last sound is played
	Forwarded CallState = "forwarded" // 转接外线: somebody outside the room talks with the citizen
	Done      CallState = "ended"     // 结束
)

// Direction is who called whom.
type Direction string

const (
	In   Direction = "in"
	Back Direction = "callback" // we ring back
	Out  Direction = "out"      // a seat dials
)

// Outcome is what became of a call.
type Outcome string

const (
	AnsweredCall Outcome = "answered"
	ShortCall    Outcome = "short"      // left before it counted as offered
	Abandoned    Outcome = "abandoned"  // left the queue
	Missed       Outcome = "missed"     // came outside the hours
	Overflowed   Outcome = "overflowed" // the queue was full or too slow
	AskedBack    Outcome = "asked_back" // asked to be rung back instead of waiting
	CutOff       Outcome = "cut_off"    // something failed
	PutThrough   Outcome = "forwarded"  // to the hotline's fallback
	Reached      Outcome = "reached"    // outbound
	Unreached    Outcome = "unreached"  // outbound
)

// Account is what is kept of a call when it has ended.
type Account struct {
	Call       CallID
	Direction  Direction
	Hotline    string // as it was dialled
	Category   string
	Caller     huiyin.Phone
	Outcome    Outcome
	ArrivedAt  time.Time
	QueuedAt   time.Time // zero: never
	AnsweredAt time.Time // zero: never
	EndedAt    time.Time
	Waited     time.Duration // in the queue, until it was answered or left
	Talked     time.Duration // from the answer to the end of the conversation
	Held       time.Duration // of that, hearing music
	Seat       SeatID        // the last that talked
	Staff      huiyin.StaffID
	Offers     int // seats that were rung
	Transfers  int
	Score      int // 1-5; 0: none was given
	Surge      bool
	Callback   CallbackID // the promise it was made to keep
	Cut        bool       // the conversation ended by a failure
	Dialled    bool       // somebody outside was rung: an attempt to reach them was made
}

// call is a call that is here now.
type call struct {
	Account
	via      *line // it came by
	line     *line // whose seats it wants: the same, unless it was moved
	state    CallState
	since    time.Time
	waitFrom time.Time // when the wait began, earlier waits of who kept the place counted in
	boost    routing.Boost
	parties  []*party
	owner    SeatID // the seat it is offered to or talks with
	only     SeatID // the seat that it waits for
	onlyTill time.Time
	deadline time.Time // of the greeting, the dialling, the survey or the last sound
	announce time.Time // the next announcement
	heldFrom time.Time // on hold since
	mayAsk   bool      // to be rung back was offered
	muted    bool      // the recording is paused
	played   *Play     // what the citizen's leg is played
	tape     tape      // how the recording was ordered
	heard    map[hearing]bool
}

type hearing struct{ listener, speaker LegID }

type tape struct {
	on, paused bool
	left       LegID
	right      LegID
}

// party is a leg in a call.
type party struct {
	leg    LegID
	role   role
	seat   SeatID // of Operator, Colleague and Watcher
	up     bool   // answered
	circle circle
	ear    Ear // of a Watcher
	asked  *Consulted
}

type role int

const (
	citizen role = iota
	operator
	colleague // another seat that is consulted
	outsider  // a number that is consulted or forwarded to
	watcher
)

// circle says with whom a party talks: those of one circle hear each other.
type circle int

const (
	apart circle = iota
	front        // with the citizen
	aside        // about the citizen, who hears music
)

func (c *call) party(role role) *party {
	for _, p := range c.parties {
		if p.role == role {
			return p
		}
	}
	return nil
}

func (c *call) partyOf(leg LegID) *party {
	for _, p := range c.parties {
		if p.leg == leg {
			return p
		}
	}
	return nil
}

func (c *call) seatParty(seat SeatID) *party {
	for _, p := range c.parties {
		if p.seat == seat && seat != 0 {
			return p
		}
	}
	return nil
}

// other is who was consulted, if anybody.
func (c *call) other() *party {
	if p := c.party(colleague); p != nil {
		return p
	}
	return c.party(outsider)
}

// citizenLeg is 0 while there is none.
func (c *call) citizenLeg() LegID {
	if p := c.party(citizen); p != nil {
		return p.leg
	}
	return 0
}

// turn brings a call to a state.
func (r *Room) turn(c *call, state CallState, reason string) {
	if c.state != state {
		r.say(CallLog{At: r.now, Call: c.Call, From: c.state, To: state, Seat: c.owner, Reason: reason})
	}
	c.state, c.since = state, r.now
	if delete(r.queued, c.Call); state == Queued {
		r.queued[c.Call] = c
	}
	r.dirty = true
}
