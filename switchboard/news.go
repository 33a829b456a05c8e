package switchboard

import (
	"time"

	"huiyin"
	"huiyin/desk"
	"huiyin/routing"
	"huiyin/switchboard/room"
)

// What a screen is told. Each replaces what was told of the same kind before.
type (
	// RoomNews is the room in a line, each second.
	RoomNews struct {
		Waiting, Ready, Talking int
		Longest                 time.Duration
		Level                   float64       // answered in time today, of those offered; -1: nobody was
		Target                  time.Duration // what in time is
		Surge                   bool
		Callbacks, Late         int
		Unrecorded              int // calls whose recording failed, until one succeeds
	}
	// SeatNews is where the person sits and what the room takes them to be doing.
	SeatNews struct {
		Seat    huiyin.SeatNumber // 0: nowhere
		Name    string
		State   room.SeatState
		Reason  string
		Since   time.Time
		Until   time.Time // the end of an offer or of the wrap-up
		Then    room.SeatState
		Device  room.Device
		Reserve bool
		Away    bool // the device cannot be reached
	}
	// FreeSeats are where somebody who sits nowhere can sit down.
	FreeSeats []huiyin.SeatNumber
	// CallNews is the call the person is part of; the zero value: none.
	CallNews struct {
		Call       huiyin.CallID
		State      room.CallState
		Direction  room.Direction
		Hotline    string
		Category   string
		Masked     string // the number, as it may be shown
		Since      time.Time
		Answered   time.Time
		Waited     time.Duration
		Held       bool
		Recording  string // on, paused, off
		ConsultTo  string // the seat or the number that was asked; "": nobody
		ConsultUp  bool
		Joined     bool
		Asked      int    // the consultation with somebody outside that was last, from 1; 0: none was
		AskedWhom  string // "": a number that is nobody's we know
		Receipt    string // that they gave
		Supervised room.Ear
		Emergency  bool
		Surge      bool
		Callback   huiyin.CallbackID
		Case       huiyin.CaseID // that it was said to be about
		Mine       bool          // the person talks, or is offered it; else they were asked or watch
	}
	// CallerNews is who is calling.
	CallerNews struct {
		Call huiyin.CallID
		desk.Caller
		Callbacks int  // that we owed them when they called
		First     bool // they are served first
	}
	// FirstNews is that a caller is served first from now on, or no longer.
	FirstNews struct {
		Call huiyin.CallID
		Yes  bool
	}
	// Message is a word from a supervisor, until it is read.
	Message struct {
		N          int64
		From, Text string
		At         time.Time
		by         huiyin.StaffID
	}
	// MessageRead tells who sent a word that it was read.
	MessageRead struct {
		Message
		Seat huiyin.SeatNumber
		Who  string
		Read time.Time
	}
	// BoardNews is the whole room, for those who watch over it.
	BoardNews struct {
		room.Board
		Names  map[huiyin.StaffID]string     // who sits there
		Seated map[room.SeatID]string        // what the seats are called
		Calls  map[room.CallID]huiyin.CallID // by what the record calls them

		Weights routing.Weights // what turns are decided by
		Repeat  time.Duration   // who called within it before is a repeat caller
		Target  time.Duration   // what answered in time is
	}
)
