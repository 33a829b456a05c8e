package room

import (
	"huiyin"
	"huiyin/routing"
)

// Input is something that happened or that somebody wants. What people want may be refused with a huiyin.Error; what
// happened to a leg never is, however late it comes.
type Input interface{ input() }

// What the engine tells.
type (
	// Arrived is a call from outside.
	Arrived struct {
		Leg    LegID // above 0
		Number string
		Caller huiyin.Phone // "" when it is withheld
		Boost  routing.Boost
	}
	// Ringing says that a seat's device rings.
	Ringing struct{ Leg LegID }
	// Answered says that somebody who was rung or dialled is on the line.
	Answered struct{ Leg LegID }
	// Ended says that a leg is gone.
	Ended struct {
		Leg   LegID
		Cause Cause
	}
	// Digit is a key that was pressed: 0-9, *, #.
	Digit struct {
		Leg LegID
		Key byte
	}
	// Played says that a sound that is not repeated came to its end.
	Played struct {
		Leg   LegID
		Sound Sound
	}
	// DeviceDown says that a seat's browser or telephone cannot be reached.
	DeviceDown struct{ Seat SeatID }
	// DeviceUp says that it can again.
	DeviceUp struct{ Seat SeatID }
	// Tick comes once a second, with every leg that the engine has.
	Tick struct{ Live []LegID }
)

// Cause is why a leg ended.
type Cause string

const (
	HungUp   Cause = "hung_up"  // by the person
	Declined Cause = "declined" // not wanted, before it was answered
	Busy     Cause = "busy"
	NoAnswer Cause = "no_answer"
	Lost     Cause = "lost" // something failed: the wire, the device, the engine
)

// What an operator does at the seat.
type (
	// SignIn staffs a seat. Somebody who is signed in already gets the new attributes and keeps the state.
	SignIn struct{ Seat }
	// SignOut leaves the seat, after the call if there is one. A supervisor may end it Now: the caller stays.
	SignOut struct {
		Seat SeatID
		Now  bool
		By   huiyin.StaffID
	}
	// Ready asks for calls: after a break, a wrap-up, or a call that was not answered.
	Ready struct{ Seat SeatID }
	// Pause takes no calls for a reason: a break, or training. During a call it begins afterwards.
	Pause struct {
		Seat   SeatID
		State  SeatState // Break or Training
		Reason string
	}
	// Extend asks for more time of wrap-up.
	Extend struct{ Seat SeatID }
	// Hold lets the citizen hear music, and ends that.
	Hold struct {
		Seat SeatID
		On   bool
	}
	// Consult speaks to another seat or a number while the citizen hears music.
	Consult struct {
		Seat   SeatID
		To     SeatID
		Number huiyin.Phone // when To is 0
	}
	// Retrieve ends a consultation and returns to the citizen.
	Retrieve struct{ Seat SeatID }
	// Join makes a consultation a three-party call.
	Join struct{ Seat SeatID }
	// Transfer leaves the citizen to whom was consulted.
	Transfer struct{ Seat SeatID }
	// Hangup ends the call of the seat; the citizen is asked for a score.
	Hangup struct{ Seat SeatID }
	// Mute pauses the recording for what must not be kept, and goes on with it.
	Mute struct {
		Seat SeatID
		On   bool
	}
	// CallOut dials a number: the seat first.
	CallOut struct {
		Seat    SeatID
		Number  huiyin.Phone
		Hotline string // shown to whom is called
	}
)

// What a supervisor does.
type (
	// Watch listens to a seat's call from another seat, or changes how.
	Watch struct {
		Seat, Target SeatID
		Ear          Ear
	}
	// Unwatch ends that.
	Unwatch struct{ Seat SeatID }
	// TakeOver makes the watching seat the one that talks.
	TakeOver struct{ Seat SeatID }
	// Move gives a waiting call to one seat, or to another hotline's queue.
	Move struct {
		Call    CallID
		Seat    SeatID
		Hotline string // when Seat is 0
	}
	// Raise marks a caller who comes before others: somebody decided so, or it turned out who is calling.
	Raise struct {
		Call  CallID
		Boost routing.Boost
	}
	// Ruled is another policy for the room from now on. What runs already keeps its time.
	Ruled struct{ Policy }
	// Surge opens and closes the reserve seats by hand.
	Surge struct {
		On bool
		By huiyin.StaffID
	}
)

// Ear is how a supervisor takes part.
type Ear string

const (
	Listen  Ear = "listen"  // hears all, nobody hears them
	Whisper Ear = "whisper" // the seat alone hears them
	Barge   Ear = "barge"   // everybody hears them
)

// What people are owed.
type (
	// Book promises a callback: asked for by an operator, or a return visit.
	Book struct {
		Caller  huiyin.Phone
		Hotline string
		Reason  Reason
		About   string // what it is about, such as a case number: one callback for each
	}
	// Adopt is a promise that was made and written down elsewhere; the room numbers it and works on it.
	Adopt struct{ Callback }
	// Forget says that somebody has a callback in hand: the room no longer works on it.
	Forget struct{ Callback CallbackID }
	// Restore tells the room at its start what it knew before: open callbacks, and calls that were running.
	Restore struct {
		Callbacks   []Callback
		Interrupted []Interrupted
	}
)

// Interrupted is a call that was running when the room stopped.
type Interrupted struct {
	Caller  huiyin.Phone
	Hotline string
}

func (Arrived) input()    {}
func (Ringing) input()    {}
func (Answered) input()   {}
func (Ended) input()      {}
func (Digit) input()      {}
func (Played) input()     {}
func (DeviceDown) input() {}
func (DeviceUp) input()   {}
func (Tick) input()       {}
func (SignIn) input()     {}
func (SignOut) input()    {}
func (Ready) input()      {}
func (Pause) input()      {}
func (Extend) input()     {}
func (Hold) input()       {}
func (Consult) input()    {}
func (Retrieve) input()   {}
func (Join) input()       {}
func (Transfer) input()   {}
func (Hangup) input()     {}
func (Mute) input()       {}
func (CallOut) input()    {}
func (Watch) input()      {}
func (Unwatch) input()    {}
func (TakeOver) input()   {}
func (Move) input()       {}
func (Raise) input()      {}
func (Ruled) input()      {}
func (Surge) input()      {}
func (Book) input()       {}
func (Adopt) input()      {}
func (Forget) input()     {}
func (Restore) input()    {}
