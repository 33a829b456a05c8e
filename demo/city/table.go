package city

import "strings"

// Kinds lists what the city has rows for, in an order in which each refers to earlier ones only.
func Kinds() []string {
	return []string{"areas", "units", "categories", "catalogue", "mailboxes", "hotlines", "articles", "staff"}
}

// Columns are the columns of a kind in the order in which a file shows them; nil for an unknown kind.
func Columns(kind string) []string { return strings.Fields(columns[kind]) }

var columns = map[string]string{
	"areas":      "code name name_en parent level lon lat",
	"units":      "code name parent level kind area phone backstop",
	"mailboxes":  "code name name_en name_es kind owner_title level area unit state intro",
	"hotlines":   "number name unit mode greeting skills category hours fallback",
	"categories": "code name name_en name_es parent open311 keywords nature_default unit_hint",
	"catalogue":  "category area lead co legal_basis limit valid_from valid_to",
	"articles":   "code unit title question answer law region category valid_from valid_to review_on state",
	"staff":      "login name roles unit",
}

// Rows are the rows of a kind; nil for an unknown kind.
func (c *City) Rows(kind string) []map[string]string {
	switch kind {
	case "areas":
		return c.Areas()
	case "units":
		return c.Units()
	case "mailboxes":
		return c.Mailboxes()
	case "hotlines":
		return c.Hotlines()
	case "categories":
		return c.Categories()
	case "catalogue":
		return c.Catalogue()
	case "articles":
		return c.Articles()
	case "staff":
		return c.Staff()
	}
	return nil
}

// table collects the rows of one kind.
type table struct {
	columns []string
	rows    []map[string]string
}

func newTable(kind string) *table { return &table{columns: Columns(kind)} }

// add appends a row; the cells stand in the order of the columns.
func (t *table) add(cells ...string) {
	row := make(map[string]string, len(t.columns))
	for i, name := range t.columns {
		row[name] = cells[i]
	}
	t.rows = append(t.rows, row)
}
