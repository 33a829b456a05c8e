package store

import (
	"database/sql"
	"time"
)

// PhonePlace is where a desk phone can be reached, as it said itself.
type PhonePlace struct {
	Phone    string // its user name
	Source   string // from where it registered
	Contact  string // what it calls itself
	Register string // the identity of its registrations, and
	Turn     int64  // the number of the last: older ones do not undo newer ones
	Expires  time.Time
}

const phonePlaceColumns = `phone, source, contact, register, turn, expires_at`

func phonePlaceRow(p *PhonePlace) []any {
	return []any{&p.Phone, &p.Source, &p.Contact, &p.Register, &p.Turn, ms{&p.Expires}}
}

var insertPhonePlace = insertInto("phone_places", phonePlaceColumns)

// SetPhonePlaces replaces where a desk phone can be reached; none: it cannot.
func (t *Tx) SetPhonePlaces(phone string, places []PhonePlace) error {
	if _, err := t.exec(`DELETE FROM phone_places WHERE phone = $1`, phone); err != nil {
		return err
	}
	for i := range places {
		if _, err := t.exec(insertPhonePlace, phonePlaceRow(&places[i])...); err != nil {
			return err
		}
	}
	return nil
}

// PhonePlaces lists where desk phones can be reached, by phone, the newest last.
func (t *Tx) PhonePlaces() ([]PhonePlace, error) {
	return all(t, `SELECT `+phonePlaceColumns+` FROM phone_places ORDER BY phone, expires_at, source`, nil,
		func(r *sql.Rows) (p PhonePlace, err error) { return p, r.Scan(phonePlaceRow(&p)...) })
}
