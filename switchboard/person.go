package switchboard

import (
	"context"
	"time"

	"huiyin"
	"huiyin/switchboard/room"
	"huiyin/voice/browser"
	"huiyin/voice/hearing"
)

// person is somebody of the staff who has to do with the room: at a seat, or before a board.
type person struct {
	staff  huiyin.StaffID
	name   string
	seat   room.SeatID
	last   room.CallID // that they were part of
	device room.Device
	chair  *Chair // the window they sit at; nil while there is none
	board  bool   // wants to see the whole room

	peer   *browser.Peer // the telephone in their browser, warm as long as they sit
	member *hearing.Member

	toldSeat SeatNews
	toldCall CallNews
	toldCard huiyin.CallID
	toldFree FreeSeats
	unread   []Message
}

// close lets go of the person's telephone and window.
func (p *person) close(s *Switchboard) {
	p.hangUp(s)
	if p.chair != nil {
		p.chair.shut()
	}
}

// hangUp closes the telephone in the browser.
func (p *person) hangUp(s *Switchboard) {
	if p.peer == nil {
		return
	}
	peer, member := p.peer, p.member
	p.peer, p.member = nil, nil
	member.Leave()
	s.archive.errand("telephone", func(context.Context) error { return peer.Close() }) // it waits for what it calls, which may wait for us
}

// reload is how long a conversation stays as it is when the seat's browser is gone: a page that is loaded anew is back by
// then, and nobody but its operator has noticed.
const reload = 3 * time.Second

// speaks tells whether a browser seat is in a conversation.
func (s *Switchboard) speaks(seat room.SeatID) bool {
	v, ok := s.room.SeatAt(seat, s.now())
	return ok && seat != 0 && (v.State == room.Talking || v.State == room.Consulting || v.State == room.Holding)
}

// warm opens the telephone in the person's browser.
func (s *Switchboard) warm(p *person) error {
	if p.peer != nil {
		return nil
	}
	if s.opt.Browsers == nil {
		return huiyin.Unready("no_browser_seats", nil, "Browsers cannot be telephones in this house; use a desk phone.")
	}
	var peer *browser.Peer
	reached := func(up bool) {
		if p.peer == peer && p.seat != 0 && p.device == room.Browser {
			s.reached(p.seat, up)
		}
	}
	up := func() { s.inbox.put(func() { reached(true) }) }
	gone := func() {
		if !peer.Up() {
			reached(false)
		}
	}
	down := func() {
		s.inbox.put(func() {
			if s.speaks(p.seat) {
				time.AfterFunc(reload, func() { s.inbox.put(gone) })
				return
			}
			gone()
		})
	}
	peer, err := s.opt.Browsers.Peer(browser.Seat{Up: up, Down: down})
	if err != nil {
		return err
	}
	p.peer, p.member = peer, s.engine.Table().Join(peer)
	return nil
}

// reached tells the room that a seat's device can be reached, or no more.
func (s *Switchboard) reached(seat room.SeatID, up bool) {
	if up {
		s.apply(room.DeviceUp{Seat: seat})
		return
	}
	for _, id := range sorted(s.legs) {
		if l := s.legs[id]; l.seat == seat && l.sip == nil {
			delete(s.legs, id)
		}
	}
	s.apply(room.DeviceDown{Seat: seat})
}

// seatLeft: the room has let a seat go. One whose device is away is kept for a while by the room.
func (s *Switchboard) seatLeft(seat room.SeatID, why string) {
	if why == "device" {
		return
	}
	if p := s.at(seat); p != nil {
		p.seat = 0
		p.hangUp(s)
	}
}
