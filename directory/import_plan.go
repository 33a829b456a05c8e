package directory

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"huiyin"
	"huiyin/store"
)

// plan is an import thought through before anything is written: what the record has, what it would have, and which
// rows cannot be taken.
type plan struct {
	kind    *kind
	city    *City // the picture it was made against
	at      time.Time
	old     map[string]entry // by key
	now     map[string]entry // the record as it will be
	taken   map[string]*candidate
	good    []*candidate
	out     []*candidate // rows that do not fit, so far
	repeats int          // rows that say again what one before them says
	bad     []Bad
	errs    []error // of bad rows, beside them
	ids     map[string]int64
}

// candidate is a row that may be taken.
type candidate struct {
	row   row
	key   string
	given entry // as it came in, over what the record has
	entry entry // the same with what follows from its place filled in
	err   error // why it was left out
}

// think makes a plan of rows against one picture of the record.
func think(t *store.Tx, c *City, k *kind, rows []row, at time.Time) (*plan, error) {
	p := &plan{kind: k, city: c, at: at, old: map[string]entry{}, now: map[string]entry{}, taken: map[string]*candidate{}, ids: map[string]int64{}}
	have, err := k.list(t, c)
	if err != nil {
		return nil, err
	}
	for _, e := range have {
		key := k.keyOf(e)
		p.old[key], p.now[key] = e, e
	}
	for _, r := range rows {
		if err := p.read(r); err != nil {
			p.refuse(r, err)
		}
	}
	p.settle()
	for _, c := range p.out {
		p.refuse(c.row, c.err)
	}
	if k.rank != nil {
		slices.SortStableFunc(p.good, func(a, b *candidate) int { return k.rank(a.entry) - k.rank(b.entry) })
	}
	return p, nil
}

// read takes a row whole, unless it is bad in itself or says otherwise than one before it.
func (p *plan) read(r row) error {
	given, err := p.kind.parse(r)
	if err != nil {
		return err
	}
	var fresh []*candidate
	for _, g := range given {
		c := &candidate{row: r, key: p.kind.keyOf(g)}
		if c.given, err = p.kind.upon(g, p.old[c.key]); err != nil {
			return err
		}
		switch first := p.taken[c.key]; {
		case first == nil:
			fresh = append(fresh, c)
		case len(p.kind.differing(first.given, c.given)) == 0:
			p.repeats++
		case len(given) == 1:
			c.err = huiyin.Invalid(p.kind.key[0], "Line %d of the file has %q already and says otherwise; the first good one stands.", first.row.line, c.key)
			p.out = append(p.out, c)
		default:
			return huiyin.Invalid(p.kind.key[0], "Line %d of the file says otherwise about %q; the first stands.", first.row.line, c.key)
		}
	}
	for _, c := range fresh {
		p.take(c)
		p.good = append(p.good, c)
	}
	return nil
}

func (p *plan) take(c *candidate) {
	c.entry = maps.Clone(c.given)
	p.taken[c.key], p.now[c.key] = c, c.entry
}

func (p *plan) leave(c *candidate, err error) {
	c.err = err
	delete(p.taken, c.key)
	if old, had := p.old[c.key]; had {
		p.now[c.key] = old
	} else {
		delete(p.now, c.key)
	}
}

// settle leaves out rows that do not fit among the others until all that remain do: a row that is left out may have
// been the parent of another. Then those left out get a second chance, since what one did not fit may be gone.
func (p *plan) settle() {
	for before := -1; before != len(p.out); {
		before = len(p.out)
		for _, c := range p.good {
			p.take(c) // what was filled in may have rested on a row that is gone
		}
		below := p.below()
		p.good = slices.DeleteFunc(p.good, func(c *candidate) bool {
			err := p.fits(c, below)
			if err != nil {
				p.leave(c, err)
				p.out = append(p.out, c)
			}
			return err != nil
		})
	}
	below := p.below()
	for before := -1; before != len(p.out); {
		before = len(p.out)
		p.out = slices.DeleteFunc(p.out, func(c *candidate) bool {
			if p.taken[c.key] != nil {
				return false
			}
			p.take(c)
			if err := p.fits(c, below); err != nil {
				p.leave(c, err)
				return false
			}
			p.good = append(p.good, c)
			below[c.entry["parent"]] = append(below[c.entry["parent"]], c.entry)
			return true
		})
	}
}

func (p *plan) fits(c *candidate, below map[string][]entry) error {
	for _, col := range p.kind.columns {
		if col.refers == "" {
			continue
		}
		for name := range strings.SplitSeq(c.entry[col.name], "|") {
			if name != "" && !p.exists(col.refers, name) {
				return huiyin.Invalid(col.name, "The field %s names %q, which is neither among the %s on record nor among the good rows of this file.", col.name, name, col.refers)
			}
		}
	}
	if p.kind.check != nil {
		if err := p.kind.check(p, c.entry); err != nil {
			return err
		}
	}
	return p.above(c, below)
}

// below gives the children of every row that has any, for trees.
func (p *plan) below() map[string][]entry {
	out := map[string][]entry{}
	for _, e := range p.now {
		if e["parent"] != "" {
			out[e["parent"]] = append(out[e["parent"]], e)
		}
	}
	return out
}

// above keeps the tree a tree: a row that has children stays over them. With rising levels no circle can close.
func (p *plan) above(c *candidate, below map[string][]entry) error {
	for _, child := range below[c.key] {
		if child["level"] != "" && levelOf(child) <= levelOf(c.entry) {
			return huiyin.Invalid("level", "The level must stay above that of %q, which is below it and has level %s.", p.kind.keyOf(child), child["level"])
		}
	}
	return nil
}

func levelOf(e entry) int {
	n, err := strconv.Atoi(e["level"])
	if err != nil {
		return 0
	}
	return n
}

// exists tells whether a row of a kind is on record, or will be. Where the record has no areas at all, any code is
// taken for one: a city may bring its units in before its map.
func (p *plan) exists(kind, key string) bool {
	if kind == p.kind.name {
		return p.now[key] != nil
	}
	switch kind {
	case "areas":
		return len(p.city.Areas) == 0 || p.city.Area(key) != nil
	case "units":
		return p.city.UnitByCode(key) != nil
	case "categories":
		return p.city.Category(key) != nil
	}
	return false
}

// id is the identity of a row: the one on record, or a new one.
func (p *plan) id(e entry) int64 {
	if n, err := strconv.ParseInt(e["id"], 10, 64); err == nil {
		return n
	}
	return p.newID(p.kind.keyOf(e))
}

// newID makes an identity for a row that is new; asked again for the same row it gives the same.
func (p *plan) newID(key string) int64 {
	if p.ids[key] == 0 {
		p.ids[key] = huiyin.NewID[int64](p.at)
	}
	return p.ids[key]
}

func (p *plan) refuse(r row, err error) {
	p.bad = append(p.bad, Bad{Line: r.line, Reason: say(err), Row: r.from})
	p.errs = append(p.errs, err)
}

// changed are the good rows that are not on record in just this form.
func (p *plan) changed() []*candidate {
	var out []*candidate
	for _, c := range p.good {
		if old, had := p.old[c.key]; !had || len(p.kind.differing(old, c.entry)) > 0 {
			out = append(out, c)
		}
	}
	return out
}
