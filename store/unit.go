package store

import (
	"database/sql"

	"huiyin"
)

// Unit is a body that handles cases; the tree has four levels.
type Unit struct {
	ID       huiyin.UnitID
	Code     string
	Name     string
	Parent   huiyin.UnitID
	Level    int
	Kind     string // city, district, zone, town, department, section, company
	Area     string
	Phone    string
	Backstop huiyin.UnitID
	Active   bool
}

const unitColumns = `unit_id, code, name, parent_id, level, kind, area, phone, backstop_id, active`

func unitRow(u *Unit) []any {
	return []any{&u.ID, &u.Code, &u.Name, &u.Parent, &u.Level, &u.Kind, &u.Area, &u.Phone, &u.Backstop, &u.Active}
}

func scanUnit(r *sql.Rows) (Unit, error) {
	var u Unit
	return u, r.Scan(unitRow(&u)...)
}

var saveUnit = onConflict(insertInto("units", unitColumns), "unit_id", unitColumns)

// SaveUnit writes a unit, new or known.
func (t *Tx) SaveUnit(u Unit) error {
	_, err := t.exec(saveUnit, unitRow(&u)...)
	return err
}

// Units lists every unit, by level and code.
func (t *Tx) Units() ([]Unit, error) {
	return all(t, `SELECT `+unitColumns+` FROM units ORDER BY level, code`, nil, scanUnit)
}

// Unit reads one.
func (t *Tx) Unit(id huiyin.UnitID) (Unit, error) {
	return t.oneUnit(`unit_id = $1`, int64(id))
}

// UnitByCode reads one by its code.
func (t *Tx) UnitByCode(code string) (Unit, error) { return t.oneUnit(`code = $1`, code) }

func (t *Tx) oneUnit(where string, key any) (Unit, error) {
	us, err := all(t, `SELECT `+unitColumns+` FROM units WHERE `+where, []any{key}, scanUnit)
	if err != nil {
		return Unit{}, err
	}
	if len(us) == 0 {
		return Unit{}, huiyin.NotFound("unit", "There is no such unit.")
	}
	return us[0], nil
}

// UnitLine is the unit and those above it, from itself to the top.
func (t *Tx) UnitLine(id huiyin.UnitID) ([]huiyin.UnitID, error) {
	return all(t, `WITH RECURSIVE line (unit_id, parent_id, n) AS (
 SELECT unit_id, parent_id, 0 FROM units WHERE unit_id = $1
 UNION ALL SELECT u.unit_id, u.parent_id, l.n + 1 FROM units u JOIN line l ON u.unit_id = l.parent_id WHERE l.n < 12)
SELECT unit_id FROM line ORDER BY n`, []any{int64(id)}, scanUnitID)
}

// UnitsBelow is the unit and everything below it.
func (t *Tx) UnitsBelow(id huiyin.UnitID) ([]huiyin.UnitID, error) {
	return all(t, `WITH RECURSIVE below (unit_id, n) AS (
 SELECT unit_id, 0 FROM units WHERE unit_id = $1
 UNION ALL SELECT u.unit_id, b.n + 1 FROM units u JOIN below b ON u.parent_id = b.unit_id WHERE b.n < 12)
SELECT unit_id FROM below ORDER BY n, unit_id`, []any{int64(id)}, scanUnitID)
}

func scanUnitID(r *sql.Rows) (id huiyin.UnitID, err error) { return id, r.Scan(&id) }

// UnitSees tells whether the unit, or one below it, has to do with the case.
func (t *Tx) UnitSees(unit huiyin.UnitID, c huiyin.CaseID) (bool, error) {
	var one int
	return t.one(`SELECT 1 FROM case_units WHERE unit_id = $1 AND case_id = $2`, []any{int64(unit), int64(c)}, &one)
}
