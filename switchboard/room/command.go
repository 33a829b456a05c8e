package room

import (
	"time"

	"huiyin"
)

// Command is something the room wants done. The engine's are carried out in order; none is answered except by inputs.
// A command about a leg that is gone means nothing.
type Command interface{ command() }

// What the engine is to do.
type (
	// Answer takes a call from outside.
	Answer struct{ Leg LegID }
	// Drop ends a leg, whatever it is doing.
	Drop struct{ Leg LegID }
	// Ring makes a leg to a seat's device. Auto: it is answered without being asked.
	Ring struct {
		Leg     LegID // below 0
		Seat    SeatID
		Device  Device
		Call    CallID
		Caller  huiyin.Phone // so that their history is on the screen before the voice
		Hotline string       // as it was dialled
		Auto    bool
		Why     Why
	}
	// Dial makes a leg to a number outside; From is the hotline to show.
	Dial struct {
		Leg    LegID // below 0
		Call   CallID
		Number huiyin.Phone
		From   string
	}
	// Play lets one leg hear a sound instead of whatever it was played before. What is not Loop is answered by Played.
	Play struct {
		Leg      LegID
		Sound    Sound
		Loop     bool
		Hotline  string        // Greeting: whose
		Position int           // Place: 1 is next
		Wait     time.Duration // Place: whole minutes, 0 when it cannot be told
	}
	// Stop ends what a leg is played.
	Stop struct{ Leg LegID }
	// Hear lets one leg hear what another says, or no more.
	Hear struct {
		Listener, Speaker LegID
		On                bool
	}
	// Tape records a call: Left is the citizen, Right the seat.
	Tape struct {
		Call        CallID
		Act         Act
		Left, Right LegID // at TapeStart and TapeTurn
	}
)

// Why a seat is rung.
type Why string

const (
	ForCall     Why = "call"
	ForCallback Why = "callback" // to reach somebody who is owed a call
	ForCallOut  Why = "call_out" // the seat wants to dial
	ForConsult  Why = "consult"
	ForWatch    Why = "watch"
)

// Sound is what the engine has a sound for.
type Sound string

const (
	Greeting Sound = "greeting"  // of the hotline
	Music    Sound = "music"     // repeated
	Place    Sound = "place"     // position and expected wait
	Offering Sound = "offering"  // the same, and which key to press to be rung back
	Promise  Sound = "promise"   // you will be rung back
	Night    Sound = "night"     // nobody is here now; you will be rung back
	Full     Sound = "full"      // too many wait; you will be rung back
	Question Sound = "question"  // which key to press for how satisfied you are
	Thanks   Sound = "thanks"    // for the score
	Sorry    Sound = "sorry"     // it cannot be done, and we cannot ring back: the number is withheld
	Forwards Sound = "forwarded" // you are being put through
)

// Act is what is done to a recording.
type Act string

const (
	TapeStart  Act = "start"
	TapeTurn   Act = "turn" // another seat is on the right
	TapePause  Act = "pause"
	TapeResume Act = "resume"
	TapeStop   Act = "stop"
)

// What the store is to keep. Statistics come from these and from nothing else.
type (
	// SeatLog says that a seat changed its state; Lasted is how long the one before lasted.
	SeatLog struct {
		At       time.Time
		Seat     SeatID
		Staff    huiyin.StaffID
		From, To SeatState
		Reason   string
		Call     CallID // the call it is about, if any
		Lasted   time.Duration
		By       huiyin.StaffID // when somebody else did it
	}
	// CallLog says that a call changed its state.
	CallLog struct {
		At       time.Time
		Call     CallID
		From, To CallState
		Seat     SeatID
		Reason   string
	}
	// CallDone is the account of a call that has ended.
	CallDone struct{ Account }
	// Consulted is the account of a consultation that is over.
	Consulted struct {
		Call       CallID
		Seat       SeatID // who asked
		Staff      huiyin.StaffID
		To         SeatID // who was asked: another seat, with who sat there,
		With       huiyin.StaffID
		Number     huiyin.Phone // or a number outside
		AskedAt    time.Time
		AnsweredAt time.Time // zero: they did not
		JoinedAt   time.Time // from then on they and the citizen heard each other; zero: never
		EndedAt    time.Time // for a seat that the citizen was left to: when it became theirs
		Left       bool      // the citizen was left to them
		Cause      Cause     // why nobody answered, where it is known
	}
	// CallbackSet is a callback that is new or changed.
	CallbackSet struct{ Callback }
	// SurgeLog marks the beginning and the end of surge mode.
	SurgeLog struct {
		At     time.Time
		On     bool
		Reason string // switch, expected wait, queue, calm
		By     huiyin.StaffID
	}
)

func (Answer) command()      {}
func (Drop) command()        {}
func (Ring) command()        {}
func (Dial) command()        {}
func (Play) command()        {}
func (Stop) command()        {}
func (Hear) command()        {}
func (Tape) command()        {}
func (SeatLog) command()     {}
func (CallLog) command()     {}
func (CallDone) command()    {}
func (Consulted) command()   {}
func (CallbackSet) command() {}
func (SurgeLog) command()    {}
