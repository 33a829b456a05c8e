package room

import (
	"cmp"
	"maps"
	"slices"
)

// sync compares what ought to be heard, recorded and played in a call with what was ordered, and orders the rest.
func (r *Room) sync(c *call) {
	r.syncHearing(c)
	r.syncTape(c)
	r.syncMusic(c)
}

func (r *Room) syncHearing(c *call) {
	want := c.hearings()
	for _, h := range sortedHearings(c.heard) {
		if !want[h] {
			r.say(Hear{h.listener, h.speaker, false})
		}
	}
	for _, h := range sortedHearings(want) {
		if !c.heard[h] {
			r.say(Hear{h.listener, h.speaker, true})
		}
	}
	c.heard = want
}

func sortedHearings(m map[hearing]bool) []hearing {
	return slices.SortedFunc(maps.Keys(m), func(a, b hearing) int {
		return cmp.Or(cmp.Compare(a.listener, b.listener), cmp.Compare(a.speaker, b.speaker))
	})
}

// hearings says who hears whom.
func (c *call) hearings() map[hearing]bool {
	want := map[hearing]bool{}
	for _, l := range c.parties {
		for _, s := range c.parties {
			if l != s && l.up && s.up && c.hears(l, s) {
				want[hearing{l.leg, s.leg}] = true
			}
		}
	}
	return want
}

func (c *call) hears(l, s *party) bool {
	switch {
	case l.role == watcher && s.role == watcher:
		return false
	case l.role == watcher:
		return s.circle != apart
	case s.role == watcher:
		op := c.party(operator)
		return s.ear == Whisper && l.role == operator || s.ear == Barge && op != nil && l.circle != apart && l.circle == op.circle
	}
	return l.circle != apart && l.circle == s.circle
}

// syncTape records while the citizen and a seat are in a conversation, also while it is on hold.
func (r *Room) syncTape(c *call) {
	want := tape{}
	left, right := c.party(citizen), c.party(operator)
	if c.state == InTalk && left != nil && left.up && right != nil && right.up {
		want = tape{on: true, paused: c.muted, left: left.leg, right: right.leg}
	}
	have := c.tape
	c.tape = want
	switch {
	case have.on && !want.on:
		r.say(Tape{Call: c.Call, Act: TapeStop})
		return
	case !want.on:
		return
	case !have.on:
		r.say(Tape{Call: c.Call, Act: TapeStart, Left: want.left, Right: want.right})
	case have.left != want.left || have.right != want.right:
		r.say(Tape{Call: c.Call, Act: TapeTurn, Left: want.left, Right: want.right})
	}
	if want.paused != have.paused {
		act := TapeResume
		if want.paused {
			act = TapePause
		}
		r.say(Tape{Call: c.Call, Act: act})
	}
}

// syncMusic plays music to a citizen who waits for us, and ends it when somebody talks with them.
func (r *Room) syncMusic(c *call) {
	p := c.party(citizen)
	if p == nil || !p.up {
		c.played = nil
		return
	}
	waits := c.state == Queued || c.state == Offered || c.state == InTalk && p.circle == apart ||
		c.state == Forwarded && p.circle == apart
	talks := c.state == InTalk && !waits || c.state == Forwarded && !waits
	switch {
	case waits && c.played == nil:
		r.play(c, Play{Sound: Music, Loop: true})
	case talks && c.played != nil:
		r.say(Stop{p.leg})
		c.played = nil
	}
}

// play lets the citizen hear a sound.
func (r *Room) play(c *call, p Play) {
	p.Leg = c.citizenLeg()
	c.played = &p
	r.say(p)
}

// soundEnded goes on with what the sound stood before.
func (r *Room) soundEnded(in Played) {
	c := r.legs[in.Leg]
	if c == nil || in.Leg != c.citizenLeg() || c.played == nil || c.played.Sound != in.Sound || c.played.Loop {
		return
	}
	c.played = nil
	r.touch(c)
	switch {
	case c.state == Arriving:
		r.enqueue(c, "")
	case c.state == Departing:
		r.finish(c)
	}
}
