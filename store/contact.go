package store

import (
	"database/sql"
	"time"

	"huiyin"
)

// Contact is one time the person and the city spoke, as it is kept.
type Contact struct {
	ID       huiyin.ContactID
	Case     huiyin.CaseID
	Person   huiyin.PersonID
	At       time.Time
	Kind     string
	Channel  string
	Outbound bool
	Reached  bool
	Staff    huiyin.StaffID
	Unit     huiyin.UnitID
	Note     string
	Shown    bool // the appellant may read it
}

const contactColumns = `case_id, contact_id, person_id, at, kind, channel, outbound, reached, staff_id, unit_id, note, shown`

func contactRow(k *Contact) []any {
	return []any{&k.Case, &k.ID, &k.Person, ms{&k.At}, &k.Kind, &k.Channel, &k.Outbound, &k.Reached, &k.Staff, &k.Unit, &k.Note, &k.Shown}
}

var insertContact = insertInto("contacts", contactColumns)

func scanContact(r *sql.Rows) (Contact, error) {
	var k Contact
	return k, r.Scan(contactRow(&k)...)
}

// AddContact writes one down.
func (t *Tx) AddContact(k Contact) error {
	_, err := t.exec(insertContact, contactRow(&k)...)
	return err
}

// Contacts lists a case's contacts in the order they happened.
func (t *Tx) Contacts(id huiyin.CaseID) ([]Contact, error) {
	return all(t, `SELECT `+contactColumns+` FROM contacts WHERE case_id = $1 ORDER BY at, contact_id`, []any{int64(id)}, scanContact)
}

// File is an attachment of a case; its bytes are in the vault under Hash.
type File struct {
	ID      huiyin.FileID
	Case    huiyin.CaseID
	Contact huiyin.ContactID // 0: of the appeal itself
	Hash    string
	Name    string
	Type    string
	Size    int64
	At      time.Time
	Staff   huiyin.StaffID // 0: from the appellant
}

const fileColumns = `case_id, file_id, contact_id, hash, name, type, size, at, staff_id`

func fileRow(f *File) []any {
	return []any{&f.Case, &f.ID, &f.Contact, &f.Hash, &f.Name, &f.Type, &f.Size, ms{&f.At}, &f.Staff}
}

var insertFile = insertInto("files", fileColumns)

// AddFile notes an attachment whose bytes are safe in the vault.
func (t *Tx) AddFile(f File) error {
	_, err := t.exec(insertFile, fileRow(&f)...)
	return err
}

// Files lists a case's attachments in the order they came.
func (t *Tx) Files(id huiyin.CaseID) ([]File, error) {
	return all(t, `SELECT `+fileColumns+` FROM files WHERE case_id = $1 ORDER BY file_id`, []any{int64(id)}, func(r *sql.Rows) (File, error) {
		var f File
		return f, r.Scan(fileRow(&f)...)
	})
}

// FileKnown tells whether any case or call has these bytes.
func (t *Tx) FileKnown(hash string) (bool, error) {
	var one int
	return t.one(`SELECT 1 FROM files WHERE hash = $1 UNION ALL SELECT 1 FROM recordings WHERE hash = $1 LIMIT 1`, []any{hash}, &one)
}
