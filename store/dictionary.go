package store

import (
	"database/sql"
	"strings"

	"huiyin"
	"huiyin/casework"
)

// The dictionaries: what cases point to. Each is read whole and kept in memory by the directory; each row is found
// again by its code, so that importing twice changes nothing.

// Area is a place of the administrative division: city, district, town or community.
type Area struct {
	Code, Name, NameEN, Parent string
	Level                      int
	Lon, Lat                   *float64
}

const areaColumns = `code, name, name_en, parent, level, lon, lat`

func areaRow(a *Area) []any {
	return []any{&a.Code, &a.Name, &a.NameEN, &a.Parent, &a.Level, &a.Lon, &a.Lat}
}

// Category is a row of the category scheme in three levels; the second level is offered as Open311 services.
type Category struct {
	Code, Name, NameEN, NameES, Parent string
	Open311                            bool
	Keywords                           string
	Nature                             casework.Nature
	Hint                               string
}

const categoryColumns = `code, name, name_en, name_es, parent, open311, keywords, nature, hint`

func categoryRow(c *Category) []any {
	return []any{&c.Code, &c.Name, &c.NameEN, &c.NameES, &c.Parent, &c.Open311, &c.Keywords, &c.Nature, &c.Hint}
}

// CatalogueRow says who leads and who helps for a category in an area, by which law, until when.
type CatalogueRow struct {
	Key, Category, Area, Lead, Co, Law, Limit, From, To string
}

const catalogueColumns = `row_key, category, area, lead_code, co_codes, legal_basis, time_limit, valid_from, valid_to`

func catalogueRow(c *CatalogueRow) []any {
	return []any{&c.Key, &c.Category, &c.Area, &c.Lead, &c.Co, &c.Law, &c.Limit, &c.From, &c.To}
}

// Mailbox is a letter box of a leader, a department, the hotline or for enterprises.
type Mailbox struct {
	ID                            huiyin.MailboxID
	Code, Name, NameEN, NameES    string
	Kind, OwnerTitle, Level, Area string
	Unit                          huiyin.UnitID // the duty unit
	State                         string        // open or closed
	Intro                         string
}

const mailboxColumns = `mailbox_id, code, name, name_en, name_es, kind, owner_title, level, area, unit_id, state, intro`

func mailboxRow(m *Mailbox) []any {
	return []any{&m.ID, &m.Code, &m.Name, &m.NameEN, &m.NameES, &m.Kind, &m.OwnerTitle, &m.Level, &m.Area, &m.Unit, &m.State, &m.Intro}
}

// Hotline is one of the numbers that were merged into the centre.
type Hotline struct {
	Number, Name, Unit, Mode, Greeting, Skills, Category, Hours, Fallback string
}

const hotlineColumns = `number, name, unit, mode, greeting, skills, category, hours, fallback`

func hotlineRow(h *Hotline) []any {
	return []any{&h.Number, &h.Name, &h.Unit, &h.Mode, &h.Greeting, &h.Skills, &h.Category, &h.Hours, &h.Fallback}
}

// DayRow is a public holiday or a make-up working day that was imported.
type DayRow struct{ Day, Kind, Name string }

const dayColumns = `day, kind, name`

func dayRow(d *DayRow) []any { return []any{&d.Day, &d.Kind, &d.Name} }

// LimitLine is a row of the table of limits with its key.
type LimitLine struct {
	Key string
	casework.LimitRow
}

const limitColumns = `row_key, kind, category, nature, urgency, channel, time_limit, valid_from, valid_to, law`

func limitRow(l *LimitLine) []any {
	return []any{&l.Key, &l.Kind, &l.Category, &l.Nature, &l.Urgency, &l.Channel, lim{&l.Limit}, ms{&l.From}, ms{&l.To}, &l.Law}
}

// noun ties a dictionary's table to its columns; every dictionary is read and written the same way.
type noun[T any] struct {
	table, columns, key, order string
	row                        func(*T) []any
}

var (
	areaNoun      = noun[Area]{"areas", areaColumns, "code", "level, code", areaRow}
	categoryNoun  = noun[Category]{"categories", categoryColumns, "code", "code", categoryRow}
	catalogueNoun = noun[CatalogueRow]{"catalogue", catalogueColumns, "row_key", "row_key", catalogueRow}
	mailboxNoun   = noun[Mailbox]{"mailboxes", mailboxColumns, "mailbox_id", "code", mailboxRow}
	hotlineNoun   = noun[Hotline]{"hotlines", hotlineColumns, "number", "number", hotlineRow}
	dayNoun       = noun[DayRow]{"days", dayColumns, "day", "day", dayRow}
	limitNoun     = noun[LimitLine]{"limits", limitColumns, "row_key", "row_key", limitRow}
)

func (n noun[T]) list(t *Tx) ([]T, error) {
	return all(t, "SELECT "+n.columns+" FROM "+n.table+" ORDER BY "+n.order, nil, func(r *sql.Rows) (T, error) {
		var v T
		return v, r.Scan(n.row(&v)...)
	})
}

func (n noun[T]) save(t *Tx, v T) error {
	_, err := t.exec(onConflict(insertInto(n.table, n.columns), n.key, strings.TrimSpace(n.columns)), n.row(&v)...)
	return err
}

func (t *Tx) Areas() ([]Area, error)                { return areaNoun.list(t) }
func (t *Tx) SaveArea(a Area) error                 { return areaNoun.save(t, a) }
func (t *Tx) Categories() ([]Category, error)       { return categoryNoun.list(t) }
func (t *Tx) SaveCategory(c Category) error         { return categoryNoun.save(t, c) }
func (t *Tx) Catalogue() ([]CatalogueRow, error)    { return catalogueNoun.list(t) }
func (t *Tx) SaveCatalogueRow(c CatalogueRow) error { return catalogueNoun.save(t, c) }
func (t *Tx) Mailboxes() ([]Mailbox, error)         { return mailboxNoun.list(t) }
func (t *Tx) SaveMailbox(m Mailbox) error           { return mailboxNoun.save(t, m) }
func (t *Tx) Hotlines() ([]Hotline, error)          { return hotlineNoun.list(t) }
func (t *Tx) SaveHotline(h Hotline) error           { return hotlineNoun.save(t, h) }
func (t *Tx) Days() ([]DayRow, error)               { return dayNoun.list(t) }
func (t *Tx) SaveDay(d DayRow) error                { return dayNoun.save(t, d) }
func (t *Tx) Limits() ([]LimitLine, error)          { return limitNoun.list(t) }
func (t *Tx) SaveLimit(l LimitLine) error           { return limitNoun.save(t, l) }

// Setting reads a value of the installation, "" when it is not set.
func (t *Tx) Setting(name string) (string, error) {
	var v string
	_, err := t.one(`SELECT value FROM settings WHERE name = $1`, []any{name}, &v)
	return v, err
}

// SetSetting writes one.
func (t *Tx) SetSetting(name, value string) error {
	_, err := t.exec(`INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value`, name, value)
	return err
}
