// Package staff is about the people who work here, and the programs that act for the city: accounts, roles, sign-in,
// sessions, API keys, and what a role may do. It turns a credential into a huiyin.Actor. It refuses to know cookies,
// requests and cases.
package staff

import (
	"log/slog"
	"time"

	"huiyin"
	"huiyin/store"
)

// Options say how the room is run.
type Options struct {
	Now  func() time.Time // the clock
	Log  *slog.Logger
	Demo bool // an invented city: passwords may be short
}

// Staff is the room where accounts are kept and credentials are checked. It is safe for concurrent use.
type Staff struct {
	store     *store.Store
	now       func() time.Time
	log       *slog.Logger
	demo      bool
	gate      gate
	addresses addresses
	strangers strangers
	sessions  cache
	keys      cache
}

// New opens the room. Nothing runs in it between calls.
func New(s *store.Store, o Options) *Staff {
	return &Staff{store: s, now: o.Now, log: o.Log, demo: o.Demo, gate: newGate()}
}

// Account is an account as others may see it.
type Account struct {
	ID          huiyin.StaffID
	Login       string
	Name        string // what colleagues see
	Roles       []huiyin.Role
	Unit        huiyin.UnitID // 0 for the centre's own people
	Active      bool
	HasPassword bool      // without one nobody can sign in; an API key still works
	LockedUntil time.Time // wrong passwords: no sign-in before; zero when it is open
}

func account(a store.Staff) Account {
	return Account{ID: a.ID, Login: a.Login, Name: a.Name, Roles: a.Roles, Unit: a.Unit, Active: a.Active, HasPassword: a.Password != "", LockedUntil: a.LockedUntil}
}
