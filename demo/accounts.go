package demo

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"huiyin"
	"huiyin/directory"
	"huiyin/staff"
)

// Account is what the sign-in page offers: an account of the invented city, with its password.
type Account struct {
	Login, Name string
	Roles       []huiyin.Role
	Unit        string // its name; "" for the centre's own people
	Group       string // centre, unit or leadership
	Password    string
}

// accountsMost is how many accounts a search shows.
const accountsMost = 50

// shownUnits is how many units stand on the sign-in page; each brings everybody who works there.
const shownUnits = 3

// Accounts are some for every role, in the order of the roles, with the units that have most to do; or, with a text, those
// whose login, name or unit holds it. Before Settle there are none.
func (t *Town) Accounts(text string) []Account {
	c := t.people()
	if c == nil {
		return nil
	}
	dir := t.rooms.Directory.City()
	if text = strings.ToLower(strings.TrimSpace(text)); text == "" {
		return t.choice(c, dir)
	}
	var out []Account
	for _, a := range c.accounts {
		if strings.Contains(a.Login, text) || strings.Contains(strings.ToLower(a.Name), text) || strings.Contains(strings.ToLower(dir.UnitName(a.Unit)), text) {
			if out = append(out, shown(a, dir)); len(out) == accountsMost {
				break
			}
		}
	}
	return out
}

// choice is what the sign-in page shows first. It is made anew when it was counted anew who has most to do.
func (t *Town) choice(c *cast, dir *directory.City) []Account {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.shown == nil {
		t.shown = choose(c, dir, t.busiest)
	}
	return slices.Clone(t.shown)
}

// choose takes for every role of the centre the last two accounts, which the townsfolk leave alone longest, and for the
// roles of units those of the busiest ones.
func choose(c *cast, dir *directory.City, busiest []huiyin.UnitID) []Account {
	place := map[huiyin.UnitID]int{}
	for i, u := range busiest {
		place[u] = i - len(busiest)
	}
	var out []Account
	for _, role := range huiyin.Roles {
		fit, at := []staff.Account{}, map[huiyin.StaffID]int{}
		for _, a := range c.accounts {
			if slices.Contains(a.Roles, role) {
				fit = append(fit, a)
				for _, u := range reach(dir, a.Unit, role) {
					at[a.ID] = min(at[a.ID], place[u])
				}
			}
		}
		slices.SortStableFunc(fit, func(a, b staff.Account) int { return cmp.Compare(at[a.ID], at[b.ID]) })
		most := shownUnits
		if len(fit) > 0 && fit[0].Unit == 0 {
			slices.Reverse(fit)
			most = 2
		}
		for _, a := range fit[:min(len(fit), most)] {
			out = append(out, shown(a, dir))
		}
	}
	return out
}

// reach are the units that somebody works for: their own or, for a coordinator, all below it as well.
func reach(dir *directory.City, unit huiyin.UnitID, role huiyin.Role) []huiyin.UnitID {
	if role == huiyin.Coordinator {
		return dir.Below(unit)
	}
	return []huiyin.UnitID{unit}
}

func shown(a staff.Account, dir *directory.City) Account {
	out := Account{Login: a.Login, Name: a.Name, Roles: a.Roles, Unit: dir.UnitName(a.Unit), Group: "centre", Password: Password}
	switch {
	case a.Unit != 0:
		out.Group = "unit"
	case slices.ContainsFunc(a.Roles, func(r huiyin.Role) bool {
		return r == huiyin.CityLeader || r == huiyin.Analyst || r == huiyin.Auditor || r == huiyin.Supervisor || r == huiyin.Inspector
	}):
		out.Group = "leadership"
	}
	return out
}

// busyUnits are the units with most open work, the busiest first.
func (t *Town) busyUnits() []huiyin.UnitID {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.busiest
}

// look counts anew who has most to do, among what is due soonest.
func (t *Town) look(ctx context.Context) error {
	n := map[huiyin.UnitID]int{}
	for _, list := range []string{"to_sign", "at_work"} {
		after := huiyin.Page{Limit: 200}
		for range 5 {
			lines, next, err := t.rooms.Desk.Work(ctx, list, after, everyUnit)
			if err != nil {
				return err
			}
			for _, l := range lines {
				n[l.Lead]++
			}
			if after.After = next; next == "" {
				break
			}
		}
	}
	delete(n, 0)
	var units []huiyin.UnitID
	for u := range n {
		units = append(units, u)
	}
	slices.SortFunc(units, func(a, b huiyin.UnitID) int { return cmp.Or(n[b]-n[a], cmp.Compare(a, b)) })
	t.mu.Lock()
	defer t.mu.Unlock()
	t.busiest, t.shown = units, nil
	return nil
}

// everyUnit looks at the lists of all units. It takes no step.
var everyUnit = huiyin.Actor{Roles: []huiyin.Role{huiyin.UnitClerk}, City: true}
