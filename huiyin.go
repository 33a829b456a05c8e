// Package huiyin holds the words every room of the house shares: identities, who acts, kinds of error,
// the event of the journal, the telephone number and the page of a list.
// It knows no rule, no table and no screen.
package huiyin

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"sync"
	"time"
)

// Identities are types, so that a unit can never be handed over where a case was meant.
// All are positive, unique within the installation and ordered by the time they were made for.
type (
	CaseID       int64
	AssignmentID int64
	RequestID    int64
	ContactID    int64
	PersonID     int64
	UnitID       int64
	StaffID      int64
	MailboxID    int64
	FileID       int64
	ArticleID    int64
	CallID       int64
	CallbackID   int64
	InspectionID int64
	ReadingID    int64
)

// SeatNumber is the number on a seat of the answering centre, 1 to 999; 0 is none.
type SeatNumber int

// idEpoch starts the identities' clock: 41 bits of milliseconds last until 2069, and with 12 more bits
// an identity still fits into the 53 bits a browser keeps exactly.
var idEpoch = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli()

// idTails remembers how many identities were made for a millisecond, so that a process never makes one twice, however
// many it needs for the same moment: what does not fit into 12 bits runs on into the next millisecond.
var idTails = struct {
	sync.Mutex
	used  map[int64]int64
	first int64 // where the first millisecond begins, so that two processes rarely meet
}{used: map[int64]int64{}, first: rand.Int64N(1 << 12)}

// tailsMost bounds the memory; moments of which few identities were made are forgotten first.
const tailsMost = 1 << 14

// NewID makes an identity for something that came to be at t. Two processes may, very rarely, make the
// same one; the primary key then refuses the second and the store asks again.
func NewID[T ~int64](t time.Time) T {
	ms := max(t.UnixMilli()-idEpoch, 0)
	return T(ms<<12 + nextTail(ms))
}

func nextTail(ms int64) int64 {
	idTails.Lock()
	defer idTails.Unlock()
	n, known := idTails.used[ms]
	if !known {
		n = idTails.first
		idTails.first = (idTails.first*5 + 1) & 0xfff // a full period: forgotten moments begin elsewhere next time
		if len(idTails.used) >= tailsMost {
			for k, v := range idTails.used {
				if v < 1<<13 {
					delete(idTails.used, k)
				}
			}
		}
	}
	idTails.used[ms] = n + 1
	return n
}

// IDTime is the moment an identity was made for, to the millisecond.
func IDTime[T ~int64](id T) time.Time { return time.UnixMilli(int64(id)>>12 + idEpoch) }

// FirstID is the smallest identity that something of time t or later can have: a date filter becomes a range.
func FirstID[T ~int64](t time.Time) T { return T(max(t.UnixMilli()-idEpoch, 0) << 12) }

// ParseID reads an identity from its decimal form.
func ParseID[T ~int64](s string) (T, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n <= 0 {
		return 0, Invalid("id", "%q is not an identity: expected a positive whole number", s)
	}
	return T(n), nil
}

// Shards is how many independent sequences the journal has. It is fixed for the life of an installation.
const Shards = 16

// Shard is the sequence that the events of one stream (a case, or another thing with a history) are written to.
func Shard(stream int64) int {
	h := uint64(stream) * 0x9E3779B97F4A7C15
	return int(h >> 60)
}

// Role is a function a member of staff holds: what they may do follows from it (domain roles b4).
type Role string

const (
	Appellant       Role = "appellant" // the person whose matter it is; never a member of staff
	System          Role = "system"    // Huiyin itself, when a limit has passed
	Operator        Role = "operator"
	Reviewer        Role = "reviewer"
	TransferOfficer Role = "transfer_officer"
	ShiftLeader     Role = "shift_leader"
	KnowledgeEditor Role = "knowledge_editor"
	Visitor         Role = "visitor" // the centre's return-visit agent
	Inspector       Role = "inspector"
	Supervisor      Role = "supervisor"
	UnitClerk       Role = "unit_clerk" // a unit's duty officer: signs, asks for returns, visits
	Handler         Role = "handler"    // does the work on site and drafts the answer
	UnitLeader      Role = "unit_leader"
	Coordinator     Role = "coordinator" // of a district or department, over its units
	MailboxClerk    Role = "mailbox_clerk"
	Analyst         Role = "analyst"
	CityLeader      Role = "city_leader"
	Auditor         Role = "auditor"
	Admin           Role = "admin"
	Open311Client   Role = "open311" // a program that files service requests
)

// Roles lists every role a member of staff can hold, in the order in which screens show them.
var Roles = []Role{Operator, Reviewer, TransferOfficer, ShiftLeader, KnowledgeEditor, Visitor, Inspector, Supervisor,
	UnitClerk, Handler, UnitLeader, Coordinator, MailboxClerk, Analyst, CityLeader, Auditor, Admin, Open311Client}

// Actor is who does something: a member of staff with roles and the units they speak for, the appellant,
// or the system.
type Actor struct {
	Staff StaffID
	Name  string // the account's name, never a citizen's
	Roles []Role
	Unit  UnitID   // the unit they belong to
	Units []UnitID // that unit and everything below it; nil for the centre's own people
	City  bool     // may see every unit's cases (the answering centre and the city's leaders)
}

// Is tells whether the actor holds one of the roles.
func (a Actor) Is(roles ...Role) bool {
	for _, have := range a.Roles {
		for _, want := range roles {
			if have == want {
				return true
			}
		}
	}
	return false
}

// Speaks tells whether the actor acts for the unit: it is their own or lies below it.
func (a Actor) Speaks(unit UnitID) bool {
	for _, u := range a.Units {
		if u == unit {
			return true
		}
	}
	return false
}

// By is how the journal names an actor: never by a person's name.
func (a Actor) By() string {
	switch {
	case a.Staff != 0:
		return fmt.Sprintf("staff:%d", a.Staff)
	case a.Is(Appellant):
		return string(Appellant)
	default:
		return string(System)
	}
}

// TheSystem acts when a limit has passed; TheAppellant acts with a number and an extraction code.
var (
	TheSystem    = Actor{Roles: []Role{System}, City: true}
	TheAppellant = Actor{Roles: []Role{Appellant}}
)

// Page asks for a part of a list: at most Limit rows after the cursor that the part before ended with.
type Page struct {
	After string
	Limit int
}

// Size is the number of rows to read, between 1 and 200; 20 when nothing was asked.
func (p Page) Size() int {
	switch {
	case p.Limit <= 0:
		return 20
	case p.Limit > 200:
		return 200
	}
	return p.Limit
}
