package city

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"huiyin"
)

// seats says how many people of each role sit in the answering centre, and what their sign-in names begin with.
var seats = []struct {
	login string
	role  huiyin.Role
	n     int
}{
	{"op", huiyin.Operator, 360},
	{"rev", huiyin.Reviewer, 6},
	{"transfer", huiyin.TransferOfficer, 6},
	{"shift", huiyin.ShiftLeader, 2},
	{"visit", huiyin.Visitor, 6},
	{"inspect", huiyin.Inspector, 2},
	{"supervise", huiyin.Supervisor, 2},
	{"knowledge", huiyin.KnowledgeEditor, 2},
	{"mailbox", huiyin.MailboxClerk, 6},
	{"analyst", huiyin.Analyst, 2},
	{"leader", huiyin.CityLeader, 2},
	{"auditor", huiyin.Auditor, 1},
	{"admin", huiyin.Admin, 1},
}

// unitSeats are the people of every handling unit; the coordinator only where there are units below.
var unitSeats = []struct {
	login string
	role  huiyin.Role
}{
	{"clerk", huiyin.UnitClerk},
	{"handler", huiyin.Handler},
	{"leader", huiyin.UnitLeader},
	{"coordinator", huiyin.Coordinator},
}

// deskUnit is the unit of somebody in the centre: none, but the city's for those who read the letter boxes, since a letter
// box belongs to a unit.
func deskUnit(r huiyin.Role) string {
	if r == huiyin.MailboxClerk {
		return root
	}
	return ""
}

// Staff lists the demo's accounts: the centre's own people (op-1, rev-1, …; a role with one person only has no
// number) without a unit, then for every unit u-CODE-clerk, -handler, -leader and, over other units, -coordinator, with
// the code in small letters. The names are invented and the same for every seed.
func (c *City) Staff() []map[string]string {
	t := newTable("staff")
	for _, s := range seats {
		for i := 1; i <= s.n; i++ {
			login := fmt.Sprintf("%s-%d", s.login, i)
			if s.n == 1 {
				login = s.login
			}
			t.add(login, staffName(login), string(s.role), deskUnit(s.role))
		}
	}
	parents := map[string]bool{}
	for _, u := range c.units {
		parents[u.parent] = true
	}
	for _, u := range c.units {
		for _, s := range unitSeats {
			if s.role == huiyin.Coordinator && !parents[u.code] {
				continue
			}
			login := "u-" + strings.ToLower(u.code) + "-" + s.login
			t.add(login, staffName(login), string(s.role), u.code)
		}
	}
	return t.rows
}

func staffName(login string) string {
	rng := rand.New(rand.NewPCG(0, hash(login)))
	return personName(rng, rng.IntN(2) == 0)
}
