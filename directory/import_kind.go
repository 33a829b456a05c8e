package directory

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"huiyin"
	"huiyin/sheet"
	"huiyin/store"
)

// entry is a row of a dictionary as tables show it: texts by the names of their columns, each in its one form. A row
// with an identity of its own carries it along as "id", which is no column.
type entry map[string]string

// column is one column of a kind.
type column struct {
	name   string
	also   string   // other headings it is known by, separated by spaces
	rule   cellRule // for cells that are not empty
	needed bool
	first  string // what a new row has when the cell is missing or empty
	refers string // the kind whose row it names
	many   bool   // it names several, separated by |
}

// kind is one kind of table: what its rows look like, what must hold, and how they are read from and written to the
// record. Everything that is imported, exported and edited is described here and in no other place.
type kind struct {
	name, noun string
	columns    []column
	key        []string                                // the columns a row is found again by
	list       func(*store.Tx, *City) ([]entry, error) // what the record has, in the order of an export
	spread     func(entry) ([]entry, error)            // for rows that stand for several
	check      func(*plan, entry) error                // what must hold among rows; may fill in what follows
	rank       func(entry) int                         // rows are written by rising rank, parents first
	save       func(*store.Tx, *plan, entry) error
}

// kinds are all kinds in an order in which each refers to earlier ones only.
func kinds() []*kind {
	return []*kind{&areas, &units, &categories, &catalogue, &mailboxes, &hotlines, &articles, &holidays, &limits}
}

// Kinds lists the names of what can be imported and exported, in an order in which each refers to earlier ones only.
func Kinds() []string {
	var names []string
	for _, k := range kinds() {
		names = append(names, k.name)
	}
	return names
}

// Columns are the columns of a kind in the order in which a table shows them.
func Columns(name string) ([]string, error) {
	k, err := kindNamed(name)
	if err != nil {
		return nil, err
	}
	return k.names(), nil
}

func kindNamed(name string) (*kind, error) {
	for _, k := range kinds() {
		if k.name == name {
			return k, nil
		}
	}
	return nil, huiyin.Invalid("kind", "There is no kind of table named %q; the kinds are %s.", name, strings.Join(Kinds(), ", "))
}

func (k *kind) names() []string {
	out := make([]string, len(k.columns))
	for i, c := range k.columns {
		out[i] = c.name
	}
	return out
}

// keyOf is what a row is found again by.
func (k *kind) keyOf(e entry) string { return keyIn(k.key, e) }

// keyIn joins the columns of a key; no code holds the separator.
func keyIn(columns []string, e entry) string {
	parts := make([]string, len(columns))
	for i, name := range columns {
		parts[i] = e[name]
	}
	return strings.Join(parts, "|")
}

// row is one row that comes in, from a table or from a form.
type row struct {
	line int
	get  func(column string) (string, bool)
	from sheet.Row
}

func sheetRow(r sheet.Row) row {
	return row{line: r.Line, from: r, get: func(c string) (string, bool) { return r.Get(c), r.Has(c) }}
}

func formRow(cells map[string]string) row {
	return row{get: func(c string) (string, bool) { v, ok := cells[c]; return v, ok }}
}

// cell looks a column up by its name and by the other headings it is known by.
func (r row) cell(c column) (string, bool) {
	if v, ok := r.get(c.name); ok {
		return v, true
	}
	for name := range strings.FieldsSeq(c.also) {
		if v, ok := r.get(name); ok {
			return v, true
		}
	}
	return "", false
}

// parse reads the cells that a row has and puts each into its one form. Cells that are missing altogether are left
// out: they change nothing.
func (k *kind) parse(r row) ([]entry, error) {
	given := entry{}
	for _, c := range k.columns {
		s, ok := r.cell(c)
		if !ok {
			continue
		}
		if strings.TrimSpace(s) != "" {
			var err error
			if s, err = c.rule(c.name, s); err != nil {
				return nil, err
			}
		}
		if given[c.name] = strings.TrimSpace(s); given[c.name] == "" {
			given[c.name] = c.first
		}
	}
	if k.spread == nil {
		return []entry{given}, nil
	}
	return k.spread(given)
}

// upon puts what a row says over what the record has, and fills in what a new row begins with.
func (k *kind) upon(given, old entry) (entry, error) {
	e := maps.Clone(old)
	if e == nil {
		e = entry{}
		for _, c := range k.columns {
			e[c.name] = c.first
		}
	}
	maps.Copy(e, given)
	for _, c := range k.columns {
		if c.needed && e[c.name] == "" {
			return nil, huiyin.Invalid(c.name, "The field %s is required.", c.name)
		}
	}
	return e, nil
}

// differing are the columns in which two rows are not alike.
func (k *kind) differing(a, b entry) []string {
	return slices.DeleteFunc(k.names(), func(c string) bool { return a[c] == b[c] })
}

func printID[T ~int64](id T) string { return strconv.FormatInt(int64(id), 10) }
