package room

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"huiyin"
)

// Callback is a call that the room owes somebody.
type Callback struct {
	ID         CallbackID
	Caller     huiyin.Phone
	Hotline    string
	Reason     Reason // of the first time
	About      string // "": whatever they called for
	State      CallbackState
	AskedAt    time.Time
	PromisedAt time.Time
	NextAt     time.Time // the next attempt
	Times      int       // how often it was asked for before it was kept
	Attempts   int
	ClosedAt   time.Time // zero while it is open
}

// Reason is why a callback is owed.
type Reason string

const (
	ForAbandoned Reason = "abandoned" // left the queue after waiting
	ForMissed    Reason = "missed"    // called outside the hours
	ForOverflow  Reason = "overflow"  // the queue was full
	ForCutOff    Reason = "cut_off"   // the conversation ended by a failure
	ForAsked     Reason = "asked"     // asked for it by key or through an operator
	ForRestart   Reason = "restart"   // was here when the room stopped
	ForVisit     Reason = "visit"     // a return visit
)

// CallbackState is where a callback stands.
type CallbackState string

const (
	Owed    CallbackState = "open"
	Kept    CallbackState = "reached"  // we reached them
	RangIn  CallbackState = "rang_in"  // they were faster
	GivenUp CallbackState = "given_up" // not reached at all the hours that were tried
)

func (b *Callback) key() string { return string(b.Caller) + "|" + b.About }

// owe promises somebody to ring back and tells whether that is possible. Who is owed a call already is owed one
// still, not two.
func (r *Room) owe(c *call, why Reason) bool {
	return c.Caller != "" && r.book(Callback{Caller: c.Caller, Hotline: c.Hotline, Reason: why}) != nil
}

func (r *Room) bookFor(in Book) error {
	if in.Caller == "" {
		return huiyin.Invalid("caller", "A callback needs a number to call.")
	}
	r.book(Callback{Caller: in.Caller, Hotline: in.Hotline, Reason: cmp.Or(in.Reason, ForAsked), About: in.About})
	return nil
}

func (r *Room) book(b Callback) *Callback {
	p := &r.policy.Callback
	if have := r.callbacks[r.owed[b.key()]]; have != nil {
		have.Times++
		r.say(CallbackSet{*have})
		return have
	}
	r.lastCallback++
	b.ID, b.State, b.Times, b.AskedAt = r.lastCallback, Owed, 1, r.now
	b.NextAt = p.Hours.Next(r.policy.Calendar, r.now.Add(p.Delay))
	b.PromisedAt = p.Hours.Next(r.policy.Calendar, b.NextAt.Add(p.Promise))
	r.callbacks[b.ID], r.owed[b.key()] = &b, b.ID
	r.say(CallbackSet{b})
	return &b
}

// adopt takes over a promise as it stands. What was promised to the same person before stays owed as well.
func (r *Room) adopt(b Callback) {
	r.lastCallback++
	b.ID, b.State = r.lastCallback, Owed
	r.callbacks[b.ID], r.owed[b.key()] = &b, b.ID
	r.say(CallbackSet{b})
}

func (r *Room) closeCallback(b *Callback, how CallbackState) {
	b.State, b.ClosedAt = how, r.now
	delete(r.callbacks, b.ID)
	delete(r.owed, b.key())
	r.say(CallbackSet{*b})
}

// settleDebt closes what is owed to somebody who is talking with a seat now.
func (r *Room) settleDebt(c *call) {
	if b := r.callbacks[c.Callback]; b != nil {
		r.closeCallback(b, Kept)
	}
	if c.Caller == "" || c.Direction == Out {
		return
	}
	b := r.callbacks[r.owed[string(c.Caller)+"|"]]
	if b == nil {
		return
	}
	r.closeCallback(b, RangIn)
	for _, other := range r.callsThat(func(o *call) bool { return o.Callback == b.ID && o.AnsweredAt.IsZero() }) {
		r.finish(other)
	}
}

// forget lets go of a callback, and of an attempt at it that has not been answered.
func (r *Room) forget(in Forget) {
	b := r.callbacks[in.Callback]
	if b == nil {
		return
	}
	delete(r.callbacks, b.ID)
	delete(r.owed, b.key())
	for _, c := range r.order() {
		if c.Callback == b.ID && c.AnsweredAt.IsZero() {
			r.finish(c)
		}
	}
}

// attempted notes that an attempt to keep a promise came to nothing. Only who was really dialled was tried.
func (r *Room) attempted(c *call) {
	b := r.callbacks[c.Callback]
	if b == nil || c.Direction != Back {
		return
	}
	p := &r.policy.Callback
	if !c.Dialled {
		b.NextAt = p.Hours.Next(r.policy.Calendar, r.now.Add(time.Minute))
		r.say(CallbackSet{*b})
		return
	}
	b.Attempts++
	if b.Attempts > len(p.Gaps) {
		r.closeCallback(b, GivenUp)
		return
	}
	b.NextAt = p.Hours.Next(r.policy.Calendar, r.now.Add(p.Gaps[b.Attempts-1]))
	r.say(CallbackSet{*b})
}

// ringBack brings callbacks that are due into the queue, those promised first, a few at a time.
func (r *Room) ringBack() {
	p := &r.policy.Callback
	open := p.Hours.Open(r.policy.Calendar, r.now)
	waiting, busy := 0, map[CallbackID]bool{}
	for _, c := range r.callsThat(func(c *call) bool { return c.Direction == Back }) {
		switch {
		case c.state == Queued && c.citizenLeg() == 0 && !open:
			r.finish(c)
		default:
			busy[c.Callback] = true
			if c.state == Queued && c.citizenLeg() == 0 {
				waiting++
			}
		}
	}
	if !open || waiting >= p.AtOnce {
		return
	}
	for _, b := range r.due(busy) {
		if waiting++; waiting > p.AtOnce {
			return
		}
		c := r.newCall(Back, r.line(b.Hotline), b.Caller)
		c.Hotline, c.Callback = b.Hotline, b.ID
		r.enqueue(c, string(b.Reason))
	}
}

func (r *Room) due(busy map[CallbackID]bool) []*Callback {
	var due []*Callback
	for b := range maps.Values(r.callbacks) {
		if !b.NextAt.After(r.now) && !busy[b.ID] {
			due = append(due, b)
		}
	}
	slices.SortFunc(due, func(a, b *Callback) int { return cmp.Or(a.PromisedAt.Compare(b.PromisedAt), cmp.Compare(a.ID, b.ID)) })
	return due
}

// restore begins with what was known before, and owes a call to everybody who was here when the room stopped.
func (r *Room) restore(in Restore) {
	for _, b := range in.Callbacks {
		r.lastCallback = max(r.lastCallback, b.ID)
		if b.State == Owed {
			r.callbacks[b.ID], r.owed[b.key()] = &b, b.ID
		}
	}
	for _, i := range in.Interrupted {
		if i.Caller != "" {
			r.book(Callback{Caller: i.Caller, Hotline: i.Hotline, Reason: ForRestart})
		}
	}
}
