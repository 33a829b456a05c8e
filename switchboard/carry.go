package switchboard

import (
	"context"
	"slices"
	"time"

	"huiyin"
	"huiyin/switchboard/prompt"
	"huiyin/switchboard/room"
	"huiyin/voice"
	"huiyin/voice/hearing"
)

// carry does what the room has ordered.
func (s *Switchboard) carry(order room.Command) {
	switch o := order.(type) {
	case room.Answer:
		if l := s.legs[o.Leg]; l != nil && l.sip != nil {
			l.sip.Answer()
		}
	case room.Drop:
		s.drop(o.Leg)
	case room.Ring:
		s.ring(o)
	case room.Dial:
		s.dial(leg{id: o.Leg, number: o.Number, call: o.Call}, voice.Order{To: string(o.Number), Trunk: s.opt.Trunk, From: o.From})
	case room.Play:
		s.play(o)
	case room.Stop:
		if l := s.legs[o.Leg]; l != nil && l.member != nil {
			l.member.Stop()
		}
	case room.Hear:
		s.hear(o)
	case room.Tape:
		s.tape(o)
	default:
		s.note(order)
	}
}

func (s *Switchboard) drop(id room.LegID) {
	l := s.legs[id]
	switch {
	case l == nil:
		s.soon(room.Ended{Leg: id, Cause: room.HungUp})
	case l.sip != nil:
		l.sip.Hangup() // its end is told by the engine
	default:
		s.inbox.put(func() { s.hungUp(l) })
	}
}

// hungUp ends what a browser was part of; its telephone stays warm.
func (s *Switchboard) hungUp(l *leg) {
	if s.legs[l.id] == l {
		s.gone(l, room.HungUp)
	}
}

// soon lets the room know of something after what it is doing now.
func (s *Switchboard) soon(in room.Input) { s.inbox.put(func() { s.apply(in) }) }

// ring rings a seat: its desk phone, or the screen of the browser that is its telephone.
func (s *Switchboard) ring(o room.Ring) {
	p := s.at(o.Seat)
	if o.Device == room.DeskPhone {
		display := ""
		if a, _, ok := s.room.Call(o.Call); ok {
			display = a.Caller.Masked()
		}
		s.dial(leg{id: o.Leg, seat: o.Seat, call: o.Call}, voice.Order{Phone: s.seats[o.Seat].Phone, From: s.hotlineOf(o.Call), Display: display, Timeout: 2 * time.Minute})
		return
	}
	if p == nil || p.peer == nil || !p.peer.Up() {
		s.soon(room.Ended{Leg: o.Leg, Cause: room.Lost})
		return
	}
	l := &leg{id: o.Leg, seat: o.Seat, member: p.member, call: o.Call}
	s.legs[l.id] = l
	s.soon(room.Ringing{Leg: l.id})
	if o.Auto {
		s.inbox.put(func() { s.pickUp(l) })
	}
}

// pickUp says that a browser has taken what it was offered.
func (s *Switchboard) pickUp(l *leg) {
	if s.legs[l.id] == l && !l.up {
		l.up = true
		s.apply(room.Answered{Leg: l.id})
	}
}

// dial makes a leg over the engine.
func (s *Switchboard) dial(l leg, o voice.Order) {
	sip, err := s.engine.Dial(context.Background(), o)
	if err != nil {
		s.log.Warn("a call could not be made", "trunk", o.Trunk, "phone", o.Phone, "err", err)
		s.soon(room.Ended{Leg: l.id, Cause: room.Lost})
		return
	}
	l.sip, l.member = sip, sip.Member()
	s.legs[l.id] = &l
	s.ours[sip.ID] = l.id
}

func (s *Switchboard) hear(o room.Hear) {
	l, sp := s.legs[o.Listener], s.legs[o.Speaker]
	if l != nil && sp != nil && l.member != nil && sp.member != nil {
		s.engine.Table().Hear(l.member, sp.member, o.On)
	}
}

// play lets a leg hear a sound. One that there is nothing of ends at once.
func (s *Switchboard) play(o room.Play) {
	l := s.legs[o.Leg]
	sound := s.sound(o)
	if l == nil || l.member == nil || len(sound.Law) == 0 {
		if !o.Loop {
			s.soon(room.Played{Leg: o.Leg, Sound: o.Sound})
		}
		return
	}
	var done func()
	if !o.Loop {
		done = func() { s.soon(room.Played{Leg: o.Leg, Sound: o.Sound}) }
	}
	l.member.Play(sound, o.Loop, done)
}

// spoken says what is said for a sound, one sentence after the other.
var spoken = map[room.Sound][]prompt.Name{
	room.Promise:  {prompt.CallbackTaken},
	room.Night:    {prompt.Night},
	room.Full:     {prompt.Overflow},
	room.Question: {prompt.Survey},
	room.Thanks:   {prompt.Thanks},
	room.Sorry:    {prompt.QueueWait, prompt.Thanks},
	room.Forwards: {prompt.Transfer},
}

func (s *Switchboard) sound(o room.Play) hearing.Sound {
	var law []byte
	say := func(name prompt.Name) {
		if p, ok := prompt.Sound(s.opt.Lang, name); ok {
			if law == nil {
				law = slices.Clip(p) // the prompt itself, as many play it at once
			} else {
				law = append(law, p...)
			}
		}
	}
	switch o.Sound {
	case room.Greeting: // what was spoken comes first; that the call is recorded is said in any case
		law = append(law, s.greeting(o.Hotline)...)
		say(prompt.Notice)
	case room.Music:
		law = prompt.Music()
	case room.Place, room.Offering:
		law = append(law, prompt.Position(s.opt.Lang, max(o.Position-1, 0), int(o.Wait/time.Minute))...)
		if o.Sound == room.Offering {
			say(prompt.OfferCallback)
		}
	default:
		for _, name := range spoken[o.Sound] {
			say(name)
		}
	}
	return hearing.Sound{Name: string(o.Sound), Law: law}
}

// hotlineOf is the number that is shown to whom a call is made.
func (s *Switchboard) hotlineOf(id room.CallID) string {
	if a, _, ok := s.room.Call(id); ok {
		return a.Hotline
	}
	return ""
}

// at is who sits at a seat.
func (s *Switchboard) at(seat room.SeatID) *person {
	for _, p := range s.people {
		if p.seat == seat && seat != 0 {
			return p
		}
	}
	return nil
}

// masked is a number as it may be shown.
func masked(p huiyin.Phone) string {
	if p == "" {
		return ""
	}
	return p.Masked()
}
