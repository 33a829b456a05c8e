package switchboard

import (
	"huiyin"
	"huiyin/switchboard/room"
	"huiyin/voice"
)

// heard tells the room what the engine has told.
func (s *Switchboard) heard(e voice.Event) {
	switch e.Kind {
	case voice.Arrived:
		s.arrived(e)
		return
	case voice.PhoneUp, voice.PhoneDown:
		s.phone(e.Phone, e.Kind == voice.PhoneUp)
		return
	case voice.TrunkDown:
		s.log.Error("a trunk does not answer", "trunk", e.Trunk)
		return
	case voice.TrunkUp:
		s.log.Info("a trunk answers", "trunk", e.Trunk)
		return
	}
	l := s.legs[s.roomLeg(e.Leg)]
	if l == nil {
		return // it has ended already
	}
	switch e.Kind {
	case voice.Ringing:
		s.apply(room.Ringing{Leg: l.id})
	case voice.Answered:
		if l.up = true; l.id < 0 { // who called us has been answered by ourselves
			s.apply(room.Answered{Leg: l.id})
		}
	case voice.Digit:
		s.apply(room.Digit{Leg: l.id, Key: e.Digit.Key})
	case voice.Silent:
		s.log.Warn("nothing is heard on a line", "trunk", e.Trunk, "phone", e.Phone)
	case voice.Ended:
		s.gone(l, causeOf(e.Cause.Why))
	}
}

// arrived is a call from outside. What is dialled must be one of the centre's numbers.
func (s *Switchboard) arrived(e voice.Event) {
	sip := s.engine.Leg(e.Leg)
	if sip == nil {
		return
	}
	number, known := s.dialled(e.To)
	if !known {
		sip.Refuse(404)
		return
	}
	phone, err := huiyin.ParsePhone(e.From)
	if err != nil || e.Phone != "" { // withheld, or a desk phone of ours
		phone = ""
	}
	l := &leg{id: room.LegID(e.Leg), sip: sip, member: sip.Member(), up: true}
	s.legs[l.id] = l
	s.trunk = e.Trunk
	s.apply(room.Arrived{Leg: l.id, Number: number, Caller: phone})
	s.trunk = ""
}

// roomLeg is what the room calls a leg of the engine.
func (s *Switchboard) roomLeg(id voice.LegID) room.LegID {
	if ours, ok := s.ours[id]; ok {
		return ours
	}
	return room.LegID(id)
}

// gone lets go of a leg that has ended, and tells the room.
func (s *Switchboard) gone(l *leg, why room.Cause) {
	delete(s.legs, l.id)
	if l.sip != nil {
		delete(s.ours, l.sip.ID)
	} else if l.member != nil {
		l.member.Stop()
	}
	s.apply(room.Ended{Leg: l.id, Cause: why})
}

func causeOf(w voice.Why) room.Cause {
	switch w {
	case voice.HungUp, voice.Cancelled, voice.Closed:
		return room.HungUp
	case voice.Busy:
		return room.Busy
	case voice.NoAnswer:
		return room.NoAnswer
	case voice.Refused, voice.NotFound, voice.Unsuited:
		return room.Declined
	}
	return room.Lost
}

// phone notes that a desk phone can be called, or no longer.
func (s *Switchboard) phone(user string, up bool) {
	s.phones[user] = up
	for _, p := range s.people {
		if p.seat == 0 || p.device != room.DeskPhone || s.seats[p.seat].Phone != user {
			continue
		}
		if up {
			s.apply(room.DeviceUp{Seat: p.seat})
		} else {
			s.apply(room.DeviceDown{Seat: p.seat})
		}
	}
}
