package directory

import (
	"errors"
	"slices"
	"strings"

	"huiyin"
	"huiyin/calendar"
	"huiyin/casework"
	"huiyin/store"
)

// City is one picture of the dictionaries.
type City struct {
	Units      []store.Unit
	Areas      []store.Area
	Categories []store.Category
	Mailboxes  []store.Mailbox
	Hotlines   []store.Hotline
	Catalogue  []store.CatalogueRow
	Book       casework.Book // calendar and limits, for the rules

	days       []store.DayRow
	limits     []store.LimitLine
	week       string
	greetings  map[string]Greeting
	version    string // changes with every change of the city
	units      map[huiyin.UnitID]*store.Unit
	unitCodes  map[string]*store.Unit
	unitPhones map[huiyin.Phone]huiyin.UnitID // of those that are there
	children   map[huiyin.UnitID][]huiyin.UnitID
	areas      map[string]*store.Area
	categories map[string]*store.Category
	mailboxes  map[huiyin.MailboxID]*store.Mailbox
	boxCodes   map[string]*store.Mailbox
	catalogue  map[string][]*store.CatalogueRow
}

func (c *City) load(t *store.Tx) error {
	var errs [10]error
	c.Units, errs[0] = t.Units()
	c.Areas, errs[1] = t.Areas()
	c.Categories, errs[2] = t.Categories()
	c.Mailboxes, errs[3] = t.Mailboxes()
	c.Hotlines, errs[4] = t.Hotlines()
	c.Catalogue, errs[5] = t.Catalogue()
	c.days, errs[6] = t.Days()
	c.limits, errs[7] = t.Limits()
	c.week, errs[8] = t.Setting(weekSetting)
	c.version, errs[9] = t.Setting(versionSetting)
	return errors.Join(errors.Join(errs[:]...), c.readGreetings(t))
}

// read loads the city and makes it ready for questions.
func (c *City) read(t *store.Tx) error {
	if err := c.load(t); err != nil {
		return err
	}
	return c.index()
}

func (c *City) index() error {
	c.units, c.unitCodes = make(map[huiyin.UnitID]*store.Unit, len(c.Units)), make(map[string]*store.Unit, len(c.Units))
	c.children, c.unitPhones = make(map[huiyin.UnitID][]huiyin.UnitID), map[huiyin.Phone]huiyin.UnitID{}
	for i := range c.Units {
		u := &c.Units[i]
		c.units[u.ID], c.unitCodes[u.Code] = u, u
		c.children[u.Parent] = append(c.children[u.Parent], u.ID)
		if p, err := huiyin.ParsePhone(u.Phone); err == nil && u.Active && c.unitPhones[p] == 0 {
			c.unitPhones[p] = u.ID
		}
	}
	c.areas = byKey(c.Areas, func(a *store.Area) string { return a.Code })
	c.categories = byKey(c.Categories, func(k *store.Category) string { return k.Code })
	c.mailboxes = byKey(c.Mailboxes, func(m *store.Mailbox) huiyin.MailboxID { return m.ID })
	c.boxCodes = byKey(c.Mailboxes, func(m *store.Mailbox) string { return m.Code })
	c.catalogue = map[string][]*store.CatalogueRow{}
	for i := range c.Catalogue {
		r := &c.Catalogue[i]
		c.catalogue[r.Category] = append(c.catalogue[r.Category], r)
	}
	return c.indexBook()
}

func byKey[K comparable, V any](list []V, key func(*V) K) map[K]*V {
	m := make(map[K]*V, len(list))
	for i := range list {
		m[key(&list[i])] = &list[i]
	}
	return m
}

// indexBook makes the calendar (China's, changed by what was imported) and the limits (the defaults, changed by rows).
func (c *City) indexBook() error {
	cal := calendar.China()
	if c.week != "" {
		week, err := calendar.ParseWeek(c.week)
		if err != nil {
			return err
		}
		if cal, err = cal.WithWeek(week); err != nil {
			return err
		}
	}
	var extra []calendar.Exception
	for _, d := range c.days {
		e, err := calendar.ParseException(d.Day, d.Kind, d.Name)
		if err != nil {
			return err
		}
		extra = append(extra, e...)
	}
	if len(extra) > 0 {
		cal = cal.With(extra...).Announce(calendar.CompleteYears(extra)...)
	}
	rows := casework.DefaultLimits()
	for _, l := range c.limits {
		rows = append(rows, l.LimitRow)
	}
	c.Book = casework.NewBook(cal, rows)
	return nil
}

// Unit finds a unit; nil when there is none.
func (c *City) Unit(id huiyin.UnitID) *store.Unit { return c.units[id] }

// UnitByCode finds a unit by its code; nil when there is none.
func (c *City) UnitByCode(code string) *store.Unit { return c.unitCodes[code] }

// UnitName is the unit's name, or "" for none.
func (c *City) UnitName(id huiyin.UnitID) string {
	if u := c.units[id]; u != nil {
		return u.Name
	}
	return ""
}

// UnitAt is the unit that answers a telephone number, or 0 for none.
func (c *City) UnitAt(p huiyin.Phone) huiyin.UnitID { return c.unitPhones[p] }

// Below is the unit and everything below it.
func (c *City) Below(id huiyin.UnitID) []huiyin.UnitID {
	out := []huiyin.UnitID{id}
	for i := 0; i < len(out) && len(out) <= len(c.Units); i++ {
		out = append(out, c.children[out[i]]...)
	}
	return out
}

// Children are the units directly below one; 0 gives the top.
func (c *City) Children(id huiyin.UnitID) []huiyin.UnitID { return slices.Clone(c.children[id]) }

// Area finds an area by its code; nil when there is none.
func (c *City) Area(code string) *store.Area { return c.areas[code] }

// AreaName is the area's full name, from district to community.
func (c *City) AreaName(code string) string {
	var names []string
	for a := c.areas[code]; a != nil && a.Level > 1; a = c.areas[a.Parent] {
		names = append(names, a.Name)
	}
	slices.Reverse(names)
	return strings.Join(names, " ")
}

// Category finds a category; nil when there is none.
func (c *City) Category(code string) *store.Category { return c.categories[code] }

// Mailbox finds a mailbox; nil when there is none.
func (c *City) Mailbox(id huiyin.MailboxID) *store.Mailbox { return c.mailboxes[id] }

// MailboxByCode finds a mailbox by its code; nil when there is none.
func (c *City) MailboxByCode(code string) *store.Mailbox { return c.boxCodes[code] }

// Route asks the dispatch catalogue who leads for a category in an area on a day (yyyy-mm-dd). The narrowest category
// and then the narrowest area win; nil when the catalogue is silent.
func (c *City) Route(category, area, day string) *store.CatalogueRow {
	for n := len(category); n > 0; n -= 2 {
		var best *store.CatalogueRow
		for _, r := range c.catalogue[category[:n]] {
			if !strings.HasPrefix(area, r.Area) || (r.From != "" && day < r.From) || (r.To != "" && day >= r.To) {
				continue
			}
			if best == nil || len(r.Area) > len(best.Area) {
				best = r
			}
		}
		if best != nil {
			return best
		}
	}
	return nil
}
