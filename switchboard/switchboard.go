// Package switchboard runs the live room: it tells the room (package room) what the telephones and the people at the
// seats do, carries out on the telephone engine what the room orders, shows everybody at a seat what concerns them, and
// has written down whatever happened. One goroutine owns the room; nothing it does waits for a disk or a telephone.
//
// It knows people, seats and calls. It refuses to know SIP and WebRTC, the rules of the queue, and what a case is: a
// call may name a case, and that is all.
package switchboard

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"huiyin"
	"huiyin/desk"
	"huiyin/directory"
	"huiyin/store"
	"huiyin/switchboard/ledger"
	"huiyin/switchboard/prompt"
	"huiyin/switchboard/room"
	"huiyin/vault"
	"huiyin/voice"
	"huiyin/voice/browser"
	"huiyin/voice/hearing"
)

// Options are what a switchboard is made with.
type Options struct {
	Store    *store.Store
	Vault    *vault.Vault
	Desk     *desk.Desk
	Ledger   *ledger.Ledger
	Browsers *browser.Server // nil: no seats in browsers
	Policy   room.Policy     // that the rules on record change
	Trunk    string          // by which calls go out
	Lang     string          // of the announcements: "zh" or "en"; "" is zh
	Now      func() time.Time
	Log      *slog.Logger
}

// Switchboard is the room with everything it moves. Make one with New, give it an engine with Connect, then Run it.
type Switchboard struct {
	opt     Options
	log     *slog.Logger
	now     func() time.Time
	engine  *voice.Engine
	inbox   *inbox         // what the owner is to do
	clerk   *clerk         // what is to be written down
	archive *clerk         // what is to be kept of recordings
	asking  sync.WaitGroup // who looks up who is calling
	count   counts
	ruling  sync.Mutex // who reads the rules tells the owner before anybody reads them again

	// What follows belongs to the owner.
	room      *room.Room
	policy    room.Policy // by which it is run
	legs      map[room.LegID]*leg
	ours      map[voice.LegID]room.LegID // legs that we asked for, by the engine's name
	calls     map[room.CallID]*call
	debts     map[room.CallbackID]huiyin.CallbackID
	people    map[huiyin.StaffID]*person
	phones    map[string]bool // desk phones that can be called
	seats     map[room.SeatID]store.Seat
	lately    map[room.CallID]*call // that have ended and may still be wrapped up, or be given a case
	trunk     string                // of the call that is arriving
	adopting  huiyin.CallbackID     // the promise that the room is being told of
	lapsed    time.Time             // when claims were looked at last
	keeping   keeping               // the promise that the call which begins now is to keep
	words     int64                 // that were said to seats
	board     room.Board
	alarm     alarm
	city      *directory.City // whose hotlines these are
	lines     []room.Hotline
	greetings map[string]prompt.Prompt // by content; nil: it cannot be played yet
}

// New makes a switchboard with an empty room.
func New(o Options) *Switchboard {
	s := &Switchboard{opt: o, log: o.Log, now: o.Now, inbox: newInbox(), legs: map[room.LegID]*leg{}, ours: map[voice.LegID]room.LegID{},
		calls: map[room.CallID]*call{}, debts: map[room.CallbackID]huiyin.CallbackID{}, people: map[huiyin.StaffID]*person{}, phones: map[string]bool{}, lately: map[room.CallID]*call{}, greetings: map[string]prompt.Prompt{}}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	s.clerk, s.archive = newClerk(s.log, o.Store), newClerk(s.log, o.Store)
	prompt.Music() // it is composed when it is first asked for, which must not be while somebody waits
	prompt.Sound(o.Lang, prompt.Notice)
	return s
}

// Connect gives it the engine whose events go to Heard.
func (s *Switchboard) Connect(e *voice.Engine) { s.engine = e }

// Heard takes an event of the engine; it does not block.
func (s *Switchboard) Heard(event voice.Event) { s.inbox.put(func() { s.heard(event) }) }

// Run owns the room until ctx ends: then every leg has been told to end, and what happened has been written down. Before
// it takes calls it owes one to everybody whose call a stop or a crash cut off, and keeps the recordings that were left.
func (s *Switchboard) Run(ctx context.Context) error {
	var clerks sync.WaitGroup
	for _, c := range []*clerk{s.clerk, s.archive} {
		clerks.Go(func() { c.run(context.WithoutCancel(ctx)) })
	}
	err := s.begin(ctx)
	if err == nil {
		err = s.own(ctx)
	}
	s.inbox.close()
	s.end()
	s.asking.Wait()
	s.archive.close()
	s.clerk.close()
	clerks.Wait()
	return err
}

func (s *Switchboard) own(ctx context.Context) error {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-s.inbox.wake:
			for _, do := range s.inbox.take() {
				do()
			}
		case <-tick.C:
			s.tick()
		}
	}
}

// begin opens the room with what is known from before.
func (s *Switchboard) begin(ctx context.Context) error {
	known, cut, err := s.remember(ctx)
	if err != nil {
		return err
	}
	s.room = room.NewRoom(room.Setup{Policy: s.policy, Hotlines: s.hotlines()}, s.now())
	s.apply(known)
	s.endCalls(cut)
	return s.keepTapes()
}

// end lets go of everybody who is still here.
func (s *Switchboard) end() {
	for _, id := range sorted(s.legs) {
		if l := s.legs[id]; l.sip != nil {
			l.sip.Hangup()
		}
	}
	for _, c := range s.calls {
		s.stopTape(c)
	}
	for _, p := range s.people {
		p.close(s)
	}
}

// apply lets the room know of something that cannot be refused.
func (s *Switchboard) apply(in room.Input) {
	if err := s.want(in); err != nil {
		s.log.Error("the room refused what happened", "input", fmt.Sprintf("%T", in), "err", err)
	}
}

// want lets the room know of something that may be refused, and carries out what follows.
func (s *Switchboard) want(in room.Input) error {
	todo, err := s.room.Apply(s.now(), in)
	for _, c := range todo {
		s.carry(c)
	}
	if _, tick := in.(room.Tick); !tick || len(todo) > 0 { // a wish for later orders nothing now, and is shown all the same
		s.show()
	}
	return err
}

// tick gives the room its second.
func (s *Switchboard) tick() {
	s.follow()
	s.apply(room.Tick{Live: sorted(s.legs)})
	s.forgetCalls()
	s.lapse()
	s.showRoom()
}

func sorted[K ~int64, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// do runs something with the room and waits for it.
func do[T any](ctx context.Context, s *Switchboard, fn func() (T, error)) (T, error) {
	type answer struct {
		value T
		err   error
	}
	done := make(chan answer, 1)
	var none T
	if !s.inbox.put(func() { v, err := fn(); done <- answer{v, err} }) {
		return none, closing()
	}
	select {
	case a := <-done:
		return a.value, a.err
	case <-s.inbox.closed:
		return none, closing()
	case <-ctx.Done():
		return none, ctx.Err()
	}
}

func closing() error {
	return huiyin.Unready("closing", nil, "The answering centre is closing; please try again in a moment.")
}

// leg is somebody on the line.
type leg struct {
	id     room.LegID
	sip    *voice.Leg // nil: a browser
	seat   room.SeatID
	member *hearing.Member
	number huiyin.Phone // that was dialled
	call   room.CallID
	up     bool
}

// call is what the switchboard knows of a call besides the room.
type call struct {
	id     room.CallID
	record store.Call
	phone  huiyin.Phone
	tape   *hearing.Recording
	began  time.Time // of the tape
	lost   bool      // it is not recorded, or not as a whole
	card   *CallerNews

	spoke     map[huiyin.StaffID]bool // who of the staff has spoken in it
	keeps     keeping                 // what it was made for
	asked     []ledger.Consultation   // that are over
	tellings  []telling
	receipt   string // the last that was noted,
	receiptOf int    // and the number of its consultation
}
