package staff

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"slices"
	"strings"

	"huiyin"
	"huiyin/store"
)

// Columns are the columns of a table of accounts that is written; one that is read may also have password, and may
// call the third one roles. Several roles are separated by a vertical bar; the unit is given by its code.
var Columns = []string{"login", "name", "role", "unit"}

// Row is one row of a table of accounts, such as a sheet.Row.
type Row struct {
	Line int
	Get  func(column string) string // the cell in a column, "" where there is none
	Has  func(column string) bool   // whether the table has the column; nil when it has all of Columns
}

func (r Row) has(column string) bool { return r.Has == nil || r.Has(column) }

// Report tells what came of an import.
type Report struct {
	Added, Changed, Same int
	Bad                  []BadRow
}

// BadRow is a row that was not taken.
type BadRow struct {
	Line int
	Say  string // a full sentence
}

// ImportOptions say how accounts are taken in.
type ImportOptions struct {
	// SharedPassword is for new accounts whose row has none, and hashed once for all of them: for an invented city only,
	// since whoever sees two equal hashes knows two equal passwords. Without it such accounts cannot sign in until
	// their password is reset.
	SharedPassword string
}

// importMost is how many rows share a transaction.
const importMost = 500

// Import takes accounts in: new ones are added, known ones get the row's name, roles and unit and keep their password
// and whether they are open. A column that the table does not have changes nothing. Bad rows are reported and the
// others kept; the same rows again change nothing. New accounts with a password of their own cost some 30 ms each.
func (s *Staff) Import(ctx context.Context, rows iter.Seq[Row], o ImportOptions, by huiyin.Actor) (Report, error) {
	if err := mayEdit(by); err != nil {
		return Report{}, err
	}
	im := &importing{Staff: s, by: by, units: map[string]huiyin.UnitID{}, lines: map[string]int{}, shared: o.SharedPassword}
	if err := s.store.Read(ctx, im.readUnits); err != nil {
		return Report{}, err
	}
	var part []entry
	for row := range rows {
		e, err := im.read(row)
		if err != nil {
			if err := im.refuse(row.Line, err); err != nil {
				return im.report, err
			}
			continue
		}
		if part = append(part, e); len(part) == importMost {
			if err := im.take(ctx, part); err != nil {
				return im.report, err
			}
			part = part[:0]
		}
	}
	err := im.take(ctx, part)
	slices.SortStableFunc(im.report.Bad, func(a, b BadRow) int { return a.Line - b.Line })
	return im.report, err
}

// importing is one import on its way.
type importing struct {
	*Staff
	by     huiyin.Actor
	units  map[string]huiyin.UnitID
	lines  map[string]int // where a login stood first
	shared string
	phc    string // the shared password, hashed
	report Report
}

// entry is a row that was understood, and which columns it had.
type entry struct {
	line              int
	password          string
	named, roled, set bool // has a name, roles, a unit
	store.Staff
}

func (im *importing) readUnits(t *store.Tx) error {
	units, err := t.Units()
	for _, u := range units {
		im.units[u.Code] = u.ID
	}
	return err
}

// refuse notes why a row was not taken; what is our own failure ends the import.
func (im *importing) refuse(line int, err error) error {
	say, ok := refusal(err)
	if !ok {
		return err
	}
	im.report.Bad = append(im.report.Bad, BadRow{line, say})
	return nil
}

// refusal is the sentence of an error that is the row's and not ours.
func refusal(err error) (string, bool) {
	var e *huiyin.Error
	if !errors.As(err, &e) || e.Kind == huiyin.KindUnready {
		return "", false
	}
	return e.Say, true
}

func (im *importing) read(row Row) (entry, error) {
	f := Form{Login: row.Get("login"), Name: row.Get("name")}
	e := entry{line: row.Line, password: row.Get("password"), named: row.has("name"), roled: row.has("role") || row.has("roles"), set: row.has("unit")}
	for name := range strings.SplitSeq(cmp.Or(row.Get("role"), row.Get("roles")), "|") {
		if name = strings.TrimSpace(name); name != "" {
			f.Roles = append(f.Roles, huiyin.Role(name))
		}
	}
	if code := strings.TrimSpace(row.Get("unit")); code != "" {
		if f.Unit = im.units[code]; f.Unit == 0 {
			return e, huiyin.Invalid("unit", "There is no unit with the code %q; import the units first.", code)
		}
	}
	var err error
	if e.Staff, err = f.tidy(); err != nil {
		return e, err
	}
	if e.roled {
		if e.Roles, err = orderly(f.Roles); err != nil {
			return e, err
		}
	}
	if first, twice := im.lines[e.Login]; twice {
		return e, huiyin.Invalid("login", "The login %q stands in line %d already.", e.Login, first)
	}
	im.lines[e.Login] = row.Line
	return e, nil
}

// take saves some rows: what is new is hashed first, outside the transaction.
func (im *importing) take(ctx context.Context, part []entry) error {
	if len(part) == 0 {
		return nil
	}
	var known map[string]store.Staff
	if err := im.store.Read(ctx, func(t *store.Tx) (err error) {
		known, err = knownAmong(t, part)
		return err
	}); err != nil {
		return err
	}
	good := part[:0]
	for _, e := range part {
		if _, old := known[e.Login]; !old {
			if err := im.setPassword(ctx, &e); err != nil {
				if err := im.refuse(e.line, err); err != nil {
					return err
				}
				continue
			}
		}
		good = append(good, e)
	}
	return im.save(ctx, good)
}

func knownAmong(t *store.Tx, part []entry) (map[string]store.Staff, error) {
	logins := make([]string, len(part))
	for i, e := range part {
		logins[i] = e.Login
	}
	list, err := t.StaffByLogins(logins...)
	known := make(map[string]store.Staff, len(list))
	for _, a := range list {
		known[a.Login] = a
	}
	return known, err
}

func (im *importing) setPassword(ctx context.Context, e *entry) (err error) {
	switch {
	case e.password != "":
		if err := im.mayBe(e.Login, e.password); err != nil {
			return err
		}
		e.Staff.Password, err = im.hashCalmly(ctx, e.password)
	case im.shared != "":
		if im.phc == "" {
			im.phc, err = im.hashCalmly(ctx, im.shared)
		}
		e.Staff.Password = im.phc
	}
	return err
}

// save writes the rows in one transaction, which may run more than once: its report counts when it is on disk.
func (im *importing) save(ctx context.Context, part []entry) error {
	var r Report
	var touched []huiyin.StaffID
	err := im.store.Write(ctx, func(t *store.Tx) error {
		r, touched = Report{}, nil
		known, err := knownAmong(t, part)
		if err != nil {
			return err
		}
		for _, e := range part {
			if old, found := known[e.Login]; found {
				touched = append(touched, old.ID)
				err = im.renew(t, old, e, &r)
			} else if e.Roles, err = orderly(e.Roles); err == nil {
				if err = im.add(t, &e.Staff, im.by); err == nil {
					r.Added++
				}
			}
			if say, bad := refusal(err); bad {
				r.Bad = append(r.Bad, BadRow{e.line, say})
			} else if err != nil {
				return err
			}
		}
		return nil
	})
	for _, id := range touched {
		im.forget(id)
	}
	if err != nil {
		return err
	}
	im.report.Added += r.Added
	im.report.Changed += r.Changed
	im.report.Same += r.Same
	im.report.Bad = append(im.report.Bad, r.Bad...)
	return nil
}

// renew gives a known account what its row says.
func (im *importing) renew(t *store.Tx, old store.Staff, row entry, r *Report) error {
	after := old
	if row.named {
		after.Name = row.Name
	}
	if row.roled {
		after.Roles = row.Roles
	}
	if row.set {
		after.Unit = row.Unit
	}
	changed, err := im.change(t, old, after, im.by)
	switch {
	case err != nil:
	case changed:
		r.Changed++
	default:
		r.Same++
	}
	return err
}

// Export gives every account as a row under Columns, by login. Passwords stay here.
func (s *Staff) Export(ctx context.Context, by huiyin.Actor) (out []map[string]string, err error) {
	if err := mayEdit(by); err != nil {
		return nil, err
	}
	err = s.store.Read(ctx, func(t *store.Tx) error {
		out = nil
		units, err := t.Units()
		if err != nil {
			return err
		}
		codes := make(map[huiyin.UnitID]string, len(units))
		for _, u := range units {
			codes[u.ID] = u.Code
		}
		for next, more := "", true; more; more = next != "" {
			var list []store.Staff
			if list, next, err = t.StaffList(store.StaffFilter{}, huiyin.Page{After: next, Limit: 200}); err != nil {
				return err
			}
			for _, a := range list {
				out = append(out, map[string]string{"login": a.Login, "name": a.Name, "role": joined(a.Roles, "|"), "unit": codes[a.Unit]})
			}
		}
		return nil
	})
	return out, err
}
