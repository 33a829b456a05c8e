package store

import (
	"database/sql"
	"strconv"
	"time"

	"huiyin"
)

// Reading is one time that somebody who works here opened an appellant's identity, or looked a telephone number up.
type Reading struct {
	ID      huiyin.ReadingID
	Case    huiyin.CaseID   // 0: a number was looked up
	Person  huiyin.PersonID // 0: of a number, which may be of several
	Kind    string          // identity or number
	At      time.Time
	Staff   huiyin.StaffID
	Unit    huiyin.UnitID
	Purpose string // as it was given; kept sealed, because it may name somebody
}

const readingColumns = `case_id, reading_id, person_id, kind, at, staff_id, unit_id, purpose_sealed`

var insertReading = insertInto("readings", readingColumns)

func readingRow(r *Reading, sealed *[]byte) []any {
	return []any{&r.Case, &r.ID, &r.Person, &r.Kind, ms{&r.At}, &r.Staff, &r.Unit, sealed}
}

// AddReading writes one down.
func (t *Tx) AddReading(r Reading) error {
	var sealed []byte
	if r.Purpose != "" {
		var err error
		if sealed, err = t.s.seal.SealSecret(r.Purpose); err != nil {
			return err
		}
	}
	_, err := t.exec(insertReading, readingRow(&r, &sealed)...)
	return err
}

// ReadingFilter says which readings are wanted; empty fields do not narrow.
type ReadingFilter struct {
	Staff huiyin.StaffID
	Case  huiyin.CaseID
}

// Readings lists a part of the readings that fit, newest first. next is the cursor for the part after it, empty at the
// end.
func (t *Tx) Readings(f ReadingFilter, page huiyin.Page) (list []Reading, next string, err error) {
	var args []any
	where := "reading_id > 0"
	if page.After != "" {
		after, err := strconv.ParseInt(page.After, 10, 64)
		if err != nil {
			return nil, "", unknownCursor()
		}
		where = "reading_id < " + arg(&args, after)
	}
	if f.Staff != 0 {
		where += " AND staff_id = " + arg(&args, int64(f.Staff))
	}
	if f.Case != 0 {
		where += " AND case_id = " + arg(&args, int64(f.Case))
	}
	list, err = all(t, `SELECT `+readingColumns+` FROM readings WHERE `+where+` ORDER BY reading_id DESC LIMIT `+arg(&args, page.Size()+1), args, t.scanReading)
	if err != nil {
		return nil, "", err
	}
	if len(list) > page.Size() {
		list = list[:page.Size()]
		next = itoa(int64(list[len(list)-1].ID))
	}
	return list, next, nil
}

func (t *Tx) scanReading(rows *sql.Rows) (r Reading, err error) {
	var sealed []byte
	if err := rows.Scan(readingRow(&r, &sealed)...); err != nil || len(sealed) == 0 {
		return r, err
	}
	r.Purpose, err = t.s.seal.OpenSecret(sealed)
	return r, err
}
