package switchboard

import (
	"context"
	"sync"

	"huiyin"
	"huiyin/routing"
	"huiyin/store"
	"huiyin/switchboard/room"
	"huiyin/voice/browser"
)

// Chair is a window that somebody sits at: what it is told, and what it can ask for. A person has one; a second window
// takes it over. The call goes on when a window closes.
type Chair struct {
	s    *Switchboard
	who  huiyin.Actor
	say  chan any
	once sync.Once
}

// unread is how much a window may be behind before it has to begin again.
const unread = 256

// Enter sits a member of staff down at a window.
func (s *Switchboard) Enter(ctx context.Context, who huiyin.Actor, name string) (*Chair, error) {
	c := &Chair{s: s, who: who, say: make(chan any, unread)}
	_, err := do(ctx, s, func() (struct{}, error) {
		p := s.people[who.Staff]
		if p == nil {
			p = &person{staff: who.Staff}
			s.people[who.Staff] = p
		}
		if p.chair != nil {
			p.chair.shut()
		}
		p.chair, p.name, p.board = c, name, false
		p.toldSeat, p.toldCall, p.toldCard = SeatNews{Seat: -1}, CallNews{Call: -1}, 0
		s.showPerson(p)
		s.showRoomTo(p)
		for _, m := range p.unread {
			s.tell(p, m)
		}
		return struct{}{}, nil
	})
	return c, err
}

// Say is what the window is told, in order. It is closed when another window has taken the chair, and when the window
// did not keep up.
func (c *Chair) Say() <-chan any { return c.say }

func (c *Chair) shut() { c.once.Do(func() { close(c.say) }) }

// tell is for the owner of the room only.
func (c *Chair) tell(news any) bool {
	select {
	case c.say <- news:
		return true
	default:
		return false
	}
}

// Leave says that the window is gone. Who sits at a seat keeps it, and may come back.
func (c *Chair) Leave() {
	c.s.inbox.put(func() {
		p := c.s.people[c.who.Staff]
		if p == nil || p.chair != c {
			return
		}
		p.chair = nil
		c.shut()
		if p.seat == 0 {
			p.hangUp(c.s)
			delete(c.s.people, p.staff)
		}
	})
}

// person is who sits here; a window that was taken over is nobody's.
func (c *Chair) person() (*person, error) {
	p := c.s.people[c.who.Staff]
	if p == nil || p.chair != c {
		return nil, huiyin.Conflict("another_window", "You sit at another window now; go on there, or reload this one.")
	}
	return p, nil
}

// with runs something with the room in the name of who sits here.
func (c *Chair) with(ctx context.Context, fn func(*person) error) error {
	_, err := do(ctx, c.s, func() (struct{}, error) {
		p, err := c.person()
		if err == nil {
			err = fn(p)
		}
		if err == nil {
			c.s.showPerson(p)
		}
		return struct{}{}, err
	})
	return err
}

// Want asks the room for something in the name of the seat where the person sits.
func (c *Chair) Want(ctx context.Context, in func(seat room.SeatID) room.Input) error {
	return c.with(ctx, func(p *person) error {
		if p.seat == 0 {
			return huiyin.Conflict("no_seat", "Sit down at a seat first.")
		}
		return c.s.want(in(p.seat))
	})
}

// Answer takes an offer of the browser's telephone, and answers it.
func (c *Chair) Answer(ctx context.Context, offer string) (string, error) {
	peer, err := do(ctx, c.s, func() (*browser.Peer, error) {
		p, err := c.person()
		if err == nil {
			err = c.s.warm(p)
		}
		if err != nil {
			return nil, err
		}
		return p.peer, nil
	})
	if err != nil {
		return "", err
	}
	return peer.Answer(offer)
}

// Sit takes a seat with a device. Skills come from the account.
func (c *Chair) Sit(ctx context.Context, number huiyin.SeatNumber, device room.Device) error {
	var skills []store.Skill
	var seats map[room.SeatID]store.Seat
	if err := c.s.opt.Store.Read(ctx, func(t *store.Tx) (err error) {
		if skills, err = t.Skills(c.who.Staff); err != nil {
			return err
		}
		seats, err = seatsOf(t)
		return err
	}); err != nil {
		return err
	}
	return c.with(ctx, func(p *person) error {
		c.s.seats = seats
		return c.s.sit(p, room.Seat{ID: room.SeatID(number), Device: device, Skills: skillsOf(skills), Groups: c.groups()})
	})
}

// groups are the parts of the room that the person answers for: their unit's lines, where they belong to one.
func (c *Chair) groups() []routing.Group {
	unit := c.s.opt.Desk.City().Unit(c.who.Unit)
	if unit == nil {
		return nil
	}
	return []routing.Group{routing.Group(unit.Code)}
}

func skillsOf(list []store.Skill) routing.Skills {
	skills := routing.Skills{}
	for _, k := range list {
		if w, err := routing.ParseWant(k.Name); err == nil { // others were written before the table of skills changed
			skills[w.Skill] = routing.Level(k.Level)
		}
	}
	return skills
}

// sit lets a person sit down; as says where, with what device and with what skills.
func (s *Switchboard) sit(p *person, as room.Seat) error {
	id, device := as.ID, as.Device
	seat, known := s.seats[id]
	switch {
	case !known || !seat.Active:
		return huiyin.NotFound("seat", "There is no seat %d in use.", id)
	case device == room.DeskPhone && seat.Phone == "":
		return huiyin.Conflict("no_desk_phone", "There is no desk phone at seat %d; use the browser.", id)
	case device == room.DeskPhone && !s.phones[seat.Phone]:
		return huiyin.Conflict("desk_phone_away", "The desk phone at seat %d cannot be reached; check its cable, or use the browser.", id)
	case device != room.DeskPhone && device != room.Browser:
		return huiyin.Invalid("device", "A seat talks with a browser or with a desk_phone.")
	}
	if device == room.Browser {
		if err := s.warm(p); err != nil {
			return err
		}
	}
	as.Staff, as.Reserve, as.Order = p.staff, seat.Reserve, int(id)
	if err := s.want(room.SignIn{Seat: as}); err != nil {
		return err
	}
	p.seat, p.device = id, device
	if device == room.Browser && !p.peer.Up() {
		s.apply(room.DeviceDown{Seat: id})
	}
	return nil
}

// Stand leaves the seat, after the call if there is one.
func (c *Chair) Stand(ctx context.Context) error {
	return c.Want(ctx, func(seat room.SeatID) room.Input { return room.SignOut{Seat: seat} })
}

// Gone says that a member of staff has signed out: their seat is given up, after the call if there is one.
func (s *Switchboard) Gone(ctx context.Context, who huiyin.StaffID) error {
	_, err := do(ctx, s, func() (struct{}, error) {
		if p := s.people[who]; p != nil && p.seat != 0 {
			return struct{}{}, s.want(room.SignOut{Seat: p.seat, By: who})
		}
		return struct{}{}, nil
	})
	return err
}

// PickUp takes what is offered to the browser; a desk phone is picked up by hand.
func (c *Chair) PickUp(ctx context.Context) error {
	return c.offered(ctx, func(l *leg) error {
		if l.sip != nil {
			return huiyin.Conflict("pick_up_the_phone", "Pick up the desk phone to take the call.")
		}
		c.s.pickUp(l)
		return nil
	})
}

// Decline does not take what is offered.
func (c *Chair) Decline(ctx context.Context) error {
	return c.offered(ctx, func(l *leg) error {
		if l.sip != nil {
			l.sip.Hangup()
			return nil
		}
		c.s.gone(l, room.Declined)
		return nil
	})
}

func (c *Chair) offered(ctx context.Context, fn func(*leg) error) error {
	return c.with(ctx, func(p *person) error {
		for _, id := range sorted(c.s.legs) {
			if l := c.s.legs[id]; l.seat == p.seat && p.seat != 0 && !l.up {
				return fn(l)
			}
		}
		return huiyin.Conflict("nothing_offered", "The call is not offered to you any more.")
	})
}

// Press sends keys to whom the seat has called, such as an extension.
func (c *Chair) Press(ctx context.Context, keys string) error {
	return c.with(ctx, func(p *person) error {
		part, ok := c.s.room.Part(p.seat)
		if !ok {
			return huiyin.Conflict("no_call", "There is no call at this seat now.")
		}
		target := c.s.legs[part.Consulted]
		if target == nil {
			target = c.s.legs[part.Citizen]
		}
		if target == nil || target.sip == nil {
			return huiyin.Conflict("no_call", "There is nobody on the line who could hear the keys.")
		}
		target.sip.SendDigits(keys)
		return nil
	})
}

// About says which case the call is about; also shortly after the call.
func (c *Chair) About(ctx context.Context, call huiyin.CallID, id huiyin.CaseID) error {
	if _, err := c.s.opt.Desk.Show(ctx, id, c.who); err != nil {
		return err
	}
	return c.with(ctx, func(p *person) error { return c.s.about(p.staff, call, id) })
}

// about notes the case of a call that the member of staff has had.
func (s *Switchboard) about(who huiyin.StaffID, id huiyin.CallID, of huiyin.CaseID) error {
	c := s.workedOn(who, id)
	if c == nil {
		return noCall()
	}
	c.record.Case = of
	s.noteCase(c.record)
	s.tellCase(c)
	return nil
}

func noCall() error {
	return huiyin.NotFound("call", "You are not part of this call, or it ended too long ago.")
}

// partOf tells whether somebody's seat is part of a call.
func (s *Switchboard) partOf(who huiyin.StaffID, id room.CallID) bool {
	p := s.people[who]
	if p == nil || p.seat == 0 {
		return false
	}
	v, ok := s.room.SeatAt(p.seat, s.now())
	return ok && v.Call == id
}

func (s *Switchboard) noteCase(r store.Call) {
	s.write(r, s.now(), by(r.Staff), fact("call.about", map[string]any{"case": int64(r.Case)}), func(t *store.Tx) error { return t.SaveCall(r) })
}

// Number is whom a call is with, for the desk that registers what they say: the number of a call that the member of
// staff has, or had shortly before.
func (s *Switchboard) Number(ctx context.Context, who huiyin.StaffID, id huiyin.CallID) (huiyin.Phone, error) {
	return do(ctx, s, func() (huiyin.Phone, error) {
		if c := s.workedOn(who, id); c != nil {
			return c.phone, nil
		}
		return "", noCall()
	})
}

// Registered notes which case came of a call.
func (s *Switchboard) Registered(ctx context.Context, who huiyin.StaffID, id huiyin.CallID, of huiyin.CaseID) error {
	_, err := do(ctx, s, func() (struct{}, error) { return struct{}{}, s.about(who, id, of) })
	return err
}

// Watch asks for the whole room each second, or no more. Who may is decided before.
func (c *Chair) Watch(ctx context.Context, on bool) error {
	return c.with(ctx, func(p *person) error {
		if p.board = on; on {
			c.s.showBoardTo(p)
		}
		return nil
	})
}

// Order asks the room for something that concerns others: for those who watch over it.
func (c *Chair) Order(ctx context.Context, in room.Input) error {
	return c.with(ctx, func(*person) error { return c.s.want(in) })
}

// CallByRecord finds a running call by what the record calls it.
func (s *Switchboard) callByRecord(id huiyin.CallID) (room.CallID, bool) {
	for _, c := range s.calls {
		if c.record.ID == id {
			return c.id, true
		}
	}
	return 0, false
}

// OrderCall asks for something that concerns a call, named as the record names it.
func (c *Chair) OrderCall(ctx context.Context, id huiyin.CallID, in func(room.CallID) room.Input) error {
	return c.with(ctx, func(*person) error {
		call, ok := c.s.callByRecord(id)
		if !ok {
			return huiyin.NotFound("call", "This call is not here any more.")
		}
		return c.s.want(in(call))
	})
}
