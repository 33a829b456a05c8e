package switchboard

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"huiyin"
	"huiyin/routing"
	"huiyin/switchboard/room"
)

// show tells everybody at a window what has changed for them.
func (s *Switchboard) show() {
	for _, p := range s.people {
		s.showPerson(p)
	}
}

// tell says something to a person's window; one that does not keep up has to begin again.
func (s *Switchboard) tell(p *person, news any) {
	if p.chair != nil && !p.chair.tell(news) {
		s.log.Warn("a window did not keep up with the room")
		p.chair.shut()
		p.chair = nil
	}
}

func (s *Switchboard) showPerson(p *person) {
	if p.chair == nil {
		return
	}
	if seat := s.seatNews(p); seat != p.toldSeat {
		p.toldSeat = seat
		s.tell(p, seat)
	}
	call, id := s.callNews(p)
	if call != p.toldCall {
		p.toldCall = call
		s.tell(p, call)
	}
	if id != 0 {
		p.last = id
	}
	if c := s.calls[id]; c != nil && call.Mine && c.card != nil && p.toldCard != call.Call {
		p.toldCard = call.Call
		s.showCard(p, c)
	}
}

func (s *Switchboard) seatNews(p *person) SeatNews {
	v, ok := s.room.SeatAt(p.seat, s.now())
	if p.seat == 0 || !ok {
		return SeatNews{State: room.Offline}
	}
	return SeatNews{Seat: huiyin.SeatNumber(p.seat), Name: s.seats[p.seat].Name, State: v.State, Reason: v.Reason, Since: v.Since, Until: v.Deadline, Then: v.Then,
		Device: v.Device, Reserve: v.Reserve, Away: v.Away}
}

// callNews is the call that the person is part of, or the one whose wrap-up they do.
func (s *Switchboard) callNews(p *person) (CallNews, room.CallID) {
	part, ok := s.room.Part(p.seat)
	if p.seat == 0 || !ok {
		return s.wrapNews(p), 0
	}
	c := s.calls[part.Call]
	if c == nil {
		return CallNews{}, 0
	}
	n := CallNews{Call: c.record.ID, State: part.State, Direction: part.Direction, Hotline: part.Hotline, Category: part.Category, Masked: masked(part.Caller),
		Since: part.Since, Answered: part.AnsweredAt, Waited: part.Waited, Held: part.Held, Recording: recordingWord(part, c.lost), ConsultUp: part.ConsultUp,
		Joined: part.Joined, Supervised: part.Supervised, Emergency: part.Boost&routing.Emergency != 0, Surge: part.Surge, Callback: c.record.Callback, Case: c.record.Case, Mine: part.Owner == p.seat}
	if part.AnsweredAt.IsZero() && !part.QueuedAt.IsZero() && part.Waited == 0 {
		n.Waited = part.Since.Sub(part.QueuedAt) // until it was offered
	}
	s.showAsked(&n, c)
	switch {
	case part.Consultee != 0:
		n.ConsultTo = cmp.Or(s.seats[part.Consultee].Name, strconv.Itoa(int(part.Consultee)))
	case part.Consulted != 0:
		n.ConsultTo = "…"
		if l := s.legs[part.Consulted]; l != nil {
			n.ConsultTo = s.named(l.number)
		}
	}
	return n, part.Call
}

func recordingWord(p room.Part, lost bool) string {
	switch {
	case !p.Recording || lost:
		return "off"
	case p.Muted:
		return "paused"
	}
	return "on"
}

// wrapNews keeps the call before the person while they finish the work on it.
func (s *Switchboard) wrapNews(p *person) CallNews {
	v, ok := s.room.SeatAt(p.seat, s.now())
	c := s.lately[p.last]
	if c == nil {
		c = s.calls[p.last] // it goes on with whoever it was left to
	}
	if !ok || c == nil || v.State != room.WrapUp {
		return CallNews{}
	}
	r := c.record
	n := CallNews{Call: r.ID, State: room.Done, Hotline: r.Hotline, Masked: masked(c.phone), Since: r.EndedAt, Answered: r.AnsweredAt, Recording: "off",
		Surge: r.Surge, Callback: r.Callback, Case: r.Case, Mine: c.spoke[p.staff]}
	s.showAsked(&n, c)
	return n
}

// showCard lets the person see who is calling, after it has been written down that they do.
func (s *Switchboard) showCard(p *person, c *call) {
	card, who := c.card, p.staff
	s.asking.Go(func() {
		if err := s.opt.Desk.CallerShown(context.Background(), &card.Caller, card.Call, who); err != nil {
			s.log.Error("who is calling cannot be shown, since it cannot be written down", "err", err)
			return
		}
		s.inbox.put(func() {
			if p.toldCall.Call == card.Call {
				s.tell(p, *card)
			}
		})
	})
}

// showRoom tells everybody the state of the room, and those who watch over it all of it.
func (s *Switchboard) showRoom() {
	s.board = s.room.Board(s.now())
	for _, p := range s.people {
		s.showRoomTo(p)
		if p.board {
			s.showBoardTo(p)
		}
	}
}

func (s *Switchboard) showRoomTo(p *person) {
	b := &s.board
	n := RoomNews{Waiting: len(b.Queue), Longest: b.LongestNow, Level: -1, Target: s.policy.Target, Surge: b.Surge, Callbacks: b.Callbacks, Late: b.Overdue, Unrecorded: s.alarm.calls}
	if b.Today.Offered > 0 {
		n.Level = b.Today.ServiceLevel()
	}
	for _, seat := range b.Seats {
		switch seat.State {
		case room.Available:
			n.Ready++
		case room.Talking, room.Holding, room.Consulting:
			n.Talking++
		}
	}
	s.tell(p, n)
	if p.seat != 0 {
		p.toldFree = nil
		return
	}
	if free := s.free(); p.toldFree == nil || !slices.Equal(free, p.toldFree) {
		p.toldFree = free
		s.tell(p, free)
	}
}

// free lists the seats at which nobody sits; those of the reserve only when they are open.
func (s *Switchboard) free() FreeSeats {
	free := FreeSeats{}
	for _, id := range sorted(s.seats) {
		seat := s.seats[id]
		if seat.Active && s.at(id) == nil && (!seat.Reserve || s.board.Surge) {
			free = append(free, seat.Number)
		}
	}
	return free
}

func (s *Switchboard) showBoardTo(p *person) {
	n := BoardNews{Board: s.board, Names: map[huiyin.StaffID]string{}, Seated: map[room.SeatID]string{}, Calls: make(map[room.CallID]huiyin.CallID, len(s.calls)),
		Weights: s.policy.Routing.Weights, Repeat: s.policy.Repeat, Target: s.policy.Target}
	for _, other := range s.people {
		n.Names[other.staff] = other.name
	}
	for id, seat := range s.seats {
		n.Seated[id] = seat.Name
	}
	for id, c := range s.calls {
		n.Calls[id] = c.record.ID
	}
	s.tell(p, n)
}

// Board is the room as it was at the last tick.
func (s *Switchboard) Board(ctx context.Context) (room.Board, error) {
	return do(ctx, s, func() (room.Board, error) { return s.board, nil })
}
