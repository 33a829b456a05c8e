// Package demo lets an invented city live: it settles the city's rows through the ordinary imports, tells a month of
// its past, and lets its townsfolk call, write, review, dispatch, handle, answer and judge at the same desk as everybody
// else. It refuses to know screens, and it has no way of its own past the procedure: townsfolk take the steps that are
// open to them, through accounts that anybody may sign in with.
package demo

import (
	"log/slog"
	"sync"
	"time"

	"huiyin"
	"huiyin/demo/city"
	"huiyin/desk"
	"huiyin/directory"
	"huiyin/knowledge"
	"huiyin/staff"
	"huiyin/switchboard/ledger"
	"huiyin/vault"
	"huiyin/voice/phone"
)

// Password is the password of every account of the invented city.
const Password = "demo"

// Rooms are where the townsfolk go. Vault may be nil: then nobody brings pictures and no call can be heard. Ledger may be
// nil: then no call was inspected.
type Rooms struct {
	Directory *directory.Directory
	Staff     *staff.Staff
	Desk      *desk.Desk
	Knowledge *knowledge.Knowledge
	Vault     *vault.Vault
	Ledger    *ledger.Ledger
	Log       *slog.Logger
}

// Options say how lively the city is.
type Options struct {
	Seed      uint64        // who lives here and what happens; the same seed tells the same past
	Cases     int           // how many matters the past month has; 0 means 6,000
	Speed     float64       // how many times faster than life the townsfolk act; 0 means 1
	Operators int           // how many of the operators' accounts answer calls by themselves; 0 means that nobody calls
	Callers   int           // how many people call at the same time, by telephone
	Quiet     bool          // nothing happens but what is asked
	Brief     time.Duration // nothing is said on the telephone for longer; 0 means that everybody speaks to the end
}

// Town is the invented city in the rooms of one house. Settle comes first, then History and Run, in this order or at
// the same time. Everything a Town starts has ended when the call that started it returns.
type Town struct {
	rooms Rooms
	opts  Options
	city  *city.City

	mu       sync.Mutex
	cast     *cast
	articles []article
	busiest  []huiyin.UnitID // units by how much they have to do
	shown    []Account       // what the sign-in page shows first; nil until it is asked for
	pictures []desk.Upload
	exchange *phone.Phone                  // where people are called outside the answering centre; nil: there are no telephones
	answer   func(*phone.Call)             // what they do then
	spoken   map[huiyin.CaseID]city.Letter // cases that the operators opened on the telephone, until Run takes them up
}

// New invents the city; nothing is written yet.
func New(rooms Rooms, o Options) (*Town, error) {
	if o.Cases <= 0 {
		o.Cases = 6000
	}
	if o.Speed <= 0 {
		o.Speed = 1
	}
	if rooms.Log == nil {
		rooms.Log = slog.New(slog.DiscardHandler)
	}
	c, err := city.New(o.Seed)
	if err != nil {
		return nil, err
	}
	return &Town{rooms: rooms, opts: o, city: c, spoken: map[huiyin.CaseID]city.Letter{}}, nil
}

// now is the house's clock.
func (t *Town) now() time.Time { return t.rooms.Desk.Now() }
