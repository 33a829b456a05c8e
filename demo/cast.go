package demo

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"huiyin"
	"huiyin/demo/city"
	"huiyin/directory"
	"huiyin/staff"
	"huiyin/store"
	"huiyin/topic"
)

// cast are the people of the city's service, as the desk knows them.
type cast struct {
	accounts []staff.Account
	names    map[huiyin.StaffID]string // what colleagues see
	byRole   map[huiyin.Role][]huiyin.Actor
	ofUnit   map[huiyin.UnitID]map[huiyin.Role]huiyin.Actor
}

// article is what a direct answer may rest on, with the terms it is found by.
type article struct {
	id               huiyin.ArticleID
	category, answer string
	terms            []string
}

// meet reads who works here and what the knowledge base knows.
func (t *Town) meet(ctx context.Context) error {
	c := &cast{names: map[huiyin.StaffID]string{}, byRole: map[huiyin.Role][]huiyin.Actor{}, ofUnit: map[huiyin.UnitID]map[huiyin.Role]huiyin.Actor{}}
	page := huiyin.Page{Limit: 200}
	for more := true; more; more = page.After != "" {
		list, next, err := t.rooms.Staff.List(ctx, staff.Filter{Active: true}, page, huiyin.TheSystem)
		if err != nil {
			return err
		}
		c.accounts, page.After = append(c.accounts, list...), next
	}
	dir := t.rooms.Directory.City()
	for _, a := range c.accounts {
		c.enter(a, dir)
	}
	var known []article
	err := t.store().Read(ctx, func(tx *store.Tx) error {
		rows, err := tx.Articles()
		known = nil
		for _, a := range rows {
			if a.State == "approved" && (a.To == "" || a.To > t.now().In(t.zone()).Format(time.DateOnly)) {
				known = append(known, article{a.ID, a.Category, a.Answer, topic.Terms(a.Title, a.Question)})
			}
		}
		return err
	})
	t.mu.Lock()
	defer t.mu.Unlock()
	t.cast, t.articles, t.shown = c, known, nil
	return err
}

// enter makes an actor of an account, who may do what the account may.
func (c *cast) enter(a staff.Account, dir *directory.City) {
	c.names[a.ID] = a.Name
	who := huiyin.Actor{Staff: a.ID, Name: a.Login, Roles: a.Roles, Unit: a.Unit, City: a.Unit == 0}
	if a.Unit != 0 {
		who.Units = dir.Below(a.Unit)
	}
	for _, r := range a.Roles {
		c.byRole[r] = append(c.byRole[r], who)
		if a.Unit == 0 {
			continue
		}
		if c.ofUnit[a.Unit] == nil {
			c.ofUnit[a.Unit] = map[huiyin.Role]huiyin.Actor{}
		}
		if _, taken := c.ofUnit[a.Unit][r]; !taken {
			c.ofUnit[a.Unit][r] = who
		}
	}
}

// one picks somebody who holds a role and is none of those left out.
func (c *cast) one(d *rand.Rand, role huiyin.Role, except ...huiyin.StaffID) (huiyin.Actor, bool) {
	fit := make([]huiyin.Actor, 0, len(c.byRole[role]))
	for _, who := range c.byRole[role] {
		if !slices.Contains(except, who.Staff) {
			fit = append(fit, who)
		}
	}
	if len(fit) == 0 {
		return huiyin.Actor{}, false
	}
	return fit[d.IntN(len(fit))], true
}

// byStaff finds somebody by their account.
func (c *cast) byStaff(id huiyin.StaffID) huiyin.Actor {
	for _, r := range huiyin.Roles {
		for _, who := range c.byRole[r] {
			if who.Staff == id {
				return who
			}
		}
	}
	return huiyin.Actor{}
}

// last is the n-th holder of a role, counted from the end: those whom the townsfolk leave to visitors.
func (c *cast) last(role huiyin.Role, n int) huiyin.Actor {
	list := c.byRole[role]
	if len(list) == 0 {
		return huiyin.Actor{}
	}
	return list[len(list)-1-n%len(list)]
}

// of finds who holds a role in a unit or, where nobody does, in the next unit above.
func (c *cast) of(dir *directory.City, unit huiyin.UnitID, role huiyin.Role) (huiyin.Actor, bool) {
	for u := dir.Unit(unit); u != nil; u = dir.Unit(u.Parent) {
		if who, ok := c.ofUnit[u.ID][role]; ok {
			return who, true
		}
	}
	return huiyin.Actor{}, false
}

// clerk finds a mailbox clerk who speaks for the unit that keeps a letter box.
func (c *cast) clerk(d *rand.Rand, unit huiyin.UnitID) (huiyin.Actor, bool) {
	var fit []huiyin.Actor
	for _, who := range c.byRole[huiyin.MailboxClerk] {
		if who.Speaks(unit) {
			fit = append(fit, who)
		}
	}
	if len(fit) == 0 {
		return huiyin.Actor{}, false
	}
	return fit[d.IntN(len(fit))], true
}

// people is the cast as it was last read.
func (t *Town) people() *cast {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.cast
}

// articleFor finds the article of the same class that a matter has most in common with; near tells whether it is about
// the very matter, and not just of its kind.
func (t *Town) articleFor(l city.Letter) (best article, near, found bool) {
	t.mu.Lock()
	known := t.articles
	t.mu.Unlock()
	said, most := map[string]bool{}, -1
	for _, term := range topic.Terms(l.Title, l.Content) {
		said[term] = true
	}
	for _, a := range known {
		if len(l.Category) < 4 || !strings.HasPrefix(a.category, l.Category[:2]) {
			continue
		}
		score := 0
		for _, term := range a.terms {
			if said[term] {
				score++
			}
		}
		same := strings.HasPrefix(a.category, l.Category[:4])
		if same {
			score += 3
		}
		if score > most {
			best, near, found, most = a, same && score > 4, true, score
		}
	}
	return best, near, found
}
