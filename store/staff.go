package store

import (
	"database/sql"
	"database/sql/driver"
	"fmt"
	"strings"
	"time"

	"huiyin"
)

// Staff is the account of somebody who works here, or of a program that acts for the city.
type Staff struct {
	ID          huiyin.StaffID
	Login       string
	Name        string // what colleagues see
	Roles       []huiyin.Role
	Unit        huiyin.UnitID // 0 for the centre's own people
	Password    string        // a PHC string; "" while nobody can sign in with a password
	Active      bool
	Failures    int // wrong passwords since the last right one
	LockedUntil time.Time
}

const staffColumns = `staff_id, login, name, roles, unit_id, password, active, failures, locked_until`

func staffRow(a *Staff) []any {
	return []any{&a.ID, &a.Login, &a.Name, roleSet{&a.Roles}, &a.Unit, &a.Password, &a.Active, &a.Failures, ms{&a.LockedUntil}}
}

func scanStaff(r *sql.Rows) (Staff, error) {
	var a Staff
	return a, r.Scan(staffRow(&a)...)
}

// roleSet keeps roles as |operator|reviewer|, so that one can be looked for together with its bars.
type roleSet struct{ r *[]huiyin.Role }

func (s roleSet) Value() (driver.Value, error) {
	var b strings.Builder
	for _, r := range *s.r {
		b.WriteString("|" + string(r))
	}
	if b.Len() > 0 {
		b.WriteByte('|')
	}
	return b.String(), nil
}

func (s roleSet) Scan(v any) error {
	text, ok := v.(string)
	if !ok {
		return fmt.Errorf("roles are text, not %T", v)
	}
	*s.r = nil
	for r := range strings.SplitSeq(text, "|") {
		if r != "" {
			*s.r = append(*s.r, huiyin.Role(r))
		}
	}
	return nil
}

var insertStaff = insertInto("staff", staffColumns)

// AddStaff writes a new account. Its login must be free: look before, in the same transaction.
func (t *Tx) AddStaff(a Staff) error {
	_, err := t.exec(insertStaff, staffRow(&a)...)
	return err
}

// SaveStaff writes an account's name, roles, unit and activity, and nothing else.
func (t *Tx) SaveStaff(a Staff) error {
	_, err := t.exec(`UPDATE staff SET name = $1, roles = $2, unit_id = $3, active = $4 WHERE staff_id = $5`, a.Name, roleSet{&a.Roles}, int64(a.Unit), a.Active, int64(a.ID))
	return err
}

// Staff reads one account.
func (t *Tx) Staff(id huiyin.StaffID) (Staff, error) {
	list, err := t.staffWhere(`staff_id = $1`, int64(id))
	if err == nil && len(list) == 0 {
		err = huiyin.NotFound("staff", "There is no such account.")
	}
	if err != nil {
		return Staff{}, err
	}
	return list[0], nil
}

// StaffByLogins reads the accounts among these logins that there are.
func (t *Tx) StaffByLogins(logins ...string) ([]Staff, error) {
	if len(logins) == 0 {
		return nil, nil
	}
	var args []any
	return t.staffWhere(`login IN `+in(&args, logins), args...)
}

func (t *Tx) staffWhere(where string, args ...any) ([]Staff, error) {
	return all(t, `SELECT `+staffColumns+` FROM staff WHERE `+where, args, scanStaff)
}

// StaffFilter says which accounts of a list are wanted; empty fields do not narrow.
type StaffFilter struct {
	Text   string // part of the login or the name
	Role   huiyin.Role
	Unit   huiyin.UnitID
	Active bool // only those
}

// StaffList lists a part of the accounts that fit, by login. next is the cursor for the part after it, empty at the end.
func (t *Tx) StaffList(f StaffFilter, page huiyin.Page) (list []Staff, next string, err error) {
	var args []any
	where := "login > " + arg(&args, page.After)
	if f.Text != "" {
		like := arg(&args, "%"+unlike.Replace(strings.ToLower(f.Text))+"%")
		where += ` AND (login LIKE ` + like + ` ESCAPE '\' OR lower(name) LIKE ` + like + ` ESCAPE '\')`
	}
	if f.Role != "" {
		where += " AND roles LIKE " + arg(&args, "%|"+unlike.Replace(string(f.Role))+"|%") + ` ESCAPE '\'`
	}
	if f.Unit != 0 {
		where += " AND unit_id = " + arg(&args, int64(f.Unit))
	}
	if f.Active {
		where += " AND active = " + arg(&args, true)
	}
	if list, err = t.staffWhere(where+" ORDER BY login LIMIT "+arg(&args, page.Size()+1), args...); err != nil {
		return nil, "", err
	}
	if len(list) > page.Size() {
		list = list[:page.Size()]
		next = list[len(list)-1].Login
	}
	return list, next, nil
}

// unlike takes the magic out of a text that LIKE looks for.
var unlike = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// SetPassword gives an account a password and lifts its lock.
func (t *Tx) SetPassword(id huiyin.StaffID, phc string) error {
	_, err := t.exec(`UPDATE staff SET password = $1, failures = 0, locked_until = NULL WHERE staff_id = $2`, phc, int64(id))
	return err
}

// Welcome lets an active account in whose password is still the one that was checked: it lifts the lock and keeps the
// password's newest form. It tells whether there is such an account; the row stays locked until the transaction ends,
// so that a password that is being changed elsewhere opens no session.
func (t *Tx) Welcome(id huiyin.StaffID, checked, newest string) (bool, error) {
	n, err := t.exec(`UPDATE staff SET password = $1, failures = 0, locked_until = NULL WHERE staff_id = $2 AND password = $3 AND active = $4`, newest, int64(id), checked, true)
	return n == 1, err
}

// CountFailure counts a wrong password and gives how many there were since the last right one.
func (t *Tx) CountFailure(id huiyin.StaffID) (int, error) {
	var n int
	_, err := t.one(`UPDATE staff SET failures = failures + 1 WHERE staff_id = $1 RETURNING failures`, []any{int64(id)}, &n)
	return n, err
}

// LockStaff keeps an account from signing in until a moment.
func (t *Tx) LockStaff(id huiyin.StaffID, until time.Time) error {
	_, err := t.exec(`UPDATE staff SET locked_until = $1 WHERE staff_id = $2`, milli(until), int64(id))
	return err
}

// StaffNames reads the names that colleagues see of some accounts.
func (t *Tx) StaffNames(ids []huiyin.StaffID) (map[huiyin.StaffID]string, error) {
	out := map[huiyin.StaffID]string{}
	if len(ids) == 0 {
		return out, nil
	}
	args := []any{}
	_, err := all(t, `SELECT staff_id, name FROM staff WHERE staff_id IN `+in(&args, ids), args, func(r *sql.Rows) (struct{}, error) {
		var id huiyin.StaffID
		var name string
		err := r.Scan(&id, &name)
		out[id] = name
		return struct{}{}, err
	})
	return out, err
}
