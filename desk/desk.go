// Package desk carries the procedure out: it loads a case, asks the rules, and saves the change with its events in
// one transaction. Everything that happens to a case, whoever wants it, happens here. It refuses to know HTTP,
// pages and telephones, and it has no rule of its own about which step may follow which.
package desk

import (
	"log/slog"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/directory"
	"huiyin/store"
	"huiyin/topic"
)

// Desk is where cases are worked on.
type Desk struct {
	store *store.Store
	dir   *directory.Directory
	now   func() time.Time
	log   *slog.Logger
	views views
	tally tallyKept
}

// New opens a desk. now is the clock.
func New(s *store.Store, d *directory.Directory, now func() time.Time, log *slog.Logger) *Desk {
	return &Desk{store: s, dir: d, now: now, log: log}
}

// Store is the record under the desk, for the rooms beside it.
func (d *Desk) Store() *store.Store { return d.store }

// City is the present picture of the dictionaries.
func (d *Desk) City() *directory.City { return d.dir.City() }

// Now is the desk's clock.
func (d *Desk) Now() time.Time { return d.now() }

// clean refuses texts that are too long or hold what no text holds, and puts the rest into one form.
func clean(f *casework.Form) error {
	return f.Texts(func(name string, text *string, max int) error {
		s, err := topic.Clean(name, *text, max, multiline(name))
		*text = s
		return err
	})
}

func multiline(name string) bool {
	switch name {
	case "content", "note", "public", "internal", "advice", "basis", "opinion", "unsolved_reason":
		return true
	}
	return false
}

// known refuses codes that the city's dictionaries do not have.
func known(c *directory.City, f *casework.Form) error {
	if f.Category != "" && c.Category(f.Category) == nil {
		return huiyin.Invalid("category", "There is no category %q; the categories are listed under /api/v1/categories.", f.Category)
	}
	if f.Area != "" && c.Area(f.Area) == nil {
		return huiyin.Invalid("area", "There is no area %q; the areas are listed under /api/v1/areas.", f.Area)
	}
	for _, u := range append(f.Units[:len(f.Units):len(f.Units)], f.Unit) {
		if u == 0 {
			continue
		}
		if unit := c.Unit(u); unit == nil {
			return huiyin.Invalid("unit", "There is no unit %d; the units are listed under /api/v1/units.", u)
		} else if !unit.Active {
			return huiyin.Invalid("unit", "The unit %s takes no cases any more.", unit.Name)
		}
	}
	return nil
}

// recordDigest is a keyed digest of a case's words. The journal carries it instead of the words, so that a word
// changed behind the procedure's back is found.
func (d *Desk) recordDigest(c *casework.Case) string { return d.store.RecordDigest(c) }
