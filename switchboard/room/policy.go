package room

import (
	"time"

	"huiyin/calendar"
	"huiyin/routing"
)

// Policy is how a city runs its room. All of it is data; what a city may change while the room runs is listed as rules.
type Policy struct {
	Calendar calendar.Calendar // whose days and hours count
	Routing  routing.Policy
	Limits   routing.Limits
	Widen    []routing.Step // of every hotline, beside what its mode adds
	Centre   routing.Group  // the seats of the centre itself

	ParallelAfter time.Duration // the centre's seats help a parallel number
	BranchAfter   time.Duration // and a branch centre

	Notice     bool          // play the hotline's greeting before the queue; the national standard allows one short notice and no menu
	NoticeMost time.Duration // the queue begins at the latest after so long
	Offer      time.Duration // how long a seat is rung
	WrapUp     time.Duration
	Extend     time.Duration // what one extension adds to a wrap-up
	WrapUpMost time.Duration // wrap-up and extensions together
	Announce   time.Duration // between two announcements of position and wait; 0: none
	KeepPlace  time.Duration // who rings back within it keeps the place
	Return     time.Duration // a call waits so long for the seat it was torn from
	Lost       time.Duration // a seat whose device is away so long is signed out
	Survey     bool
	SurveyMost time.Duration // for the key to be pressed
	DialMost   time.Duration // how long somebody outside is rung
	SoundMost  time.Duration // a farewell, or any other sound that the call ends with

	Short     time.Duration // who leaves the queue sooner was not offered (GB/T 33358)
	Target    time.Duration // answered within it counts for the service level
	Abandoned time.Duration // who leaves the queue later is rung back
	Handling  time.Duration // of a call, wrap-up included, until the day's own average is known

	Repeat time.Duration // who called within it before is a repeat caller; 0: nobody is

	Callback CallbackPolicy
	Surge    SurgePolicy
}

// CallbackPolicy is how the people are rung back whom the room owes a call.
type CallbackPolicy struct {
	Hours   Hours           // people are rung back within these only
	Delay   time.Duration   // before the first attempt: who was cut off may be ringing themselves
	Promise time.Duration   // from the first possible attempt to the promised time
	Gaps    []time.Duration // between attempts, so that they fall on different hours; when they are used up, it is over
	AtOnce  int             // how many wait in the queue together
	Base    int             // points, below 0: who rings comes before whom we ring, until the promised time has come
	Key     byte            // pressed to be rung back, when it was offered
}

// SurgePolicy says when the reserve seats open by themselves. The zero value leaves it to the switch.
type SurgePolicy struct {
	Expected time.Duration // expected wait of the last in the queue
	Calls    int           // waiting
	Hold     time.Duration // one of them for so long begins it
	Calm     time.Duration // half of both for so long ends it
}

// DefaultPolicy is a room as the national standard describes it (GB/T 33358: answered within 15 seconds).
func DefaultPolicy() Policy {
	week, _ := ParseHours("Mon-Sun 08:30-20:30")
	return Policy{
		Routing: routing.Policy{Strategy: routing.LongestIdle, Weights: routing.DefaultWeights},
		Limits:  routing.Limits{Calls: 400, Expected: 3 * time.Minute, Wait: 30 * time.Minute},
		Widen:   []routing.Step{{After: 20 * time.Second, Drop: routing.AllKinds}},
		Centre:  "centre", ParallelAfter: 20 * time.Second, BranchAfter: 40 * time.Second,
		Notice: true, NoticeMost: 30 * time.Second, Offer: 15 * time.Second,
		WrapUp: 45 * time.Second, Extend: time.Minute, WrapUpMost: 10 * time.Minute,
		Announce: 30 * time.Second, KeepPlace: 10 * time.Minute, Return: 10 * time.Second, Lost: 5 * time.Minute,
		Survey: true, SurveyMost: 15 * time.Second, DialMost: 45 * time.Second, SoundMost: 20 * time.Second,
		Short: 3 * time.Second, Target: 15 * time.Second, Abandoned: 5 * time.Second, Handling: 4 * time.Minute,
		Repeat: 24 * time.Hour,
		Callback: CallbackPolicy{Hours: week, Delay: 2 * time.Minute, Promise: 2 * time.Hour,
			Gaps: []time.Duration{90 * time.Minute, 5 * time.Hour, 21 * time.Hour}, AtOnce: 20, Base: -300, Key: '1'},
		Surge: SurgePolicy{Expected: 3 * time.Minute, Calls: 60, Hold: 30 * time.Second, Calm: 10 * time.Minute},
	}
}
