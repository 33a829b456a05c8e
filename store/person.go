package store

import (
	"database/sql"
	"time"

	"huiyin"
)

// Person is who speaks to the city. It leaves the record only through OpenPerson, which the rooms log.
type Person struct {
	ID    huiyin.PersonID
	Kind  string // person or enterprise
	Name  string
	Phone huiyin.Phone
	Email string
}

// Empty tells whether there is nothing to keep: an anonymous appeal.
func (p Person) Empty() bool { return p.Name == "" && p.Phone == "" && p.Email == "" }

// Recall finds the person by telephone (or mail address) and name, or writes them down.
func (t *Tx) Recall(p Person, now time.Time) (huiyin.PersonID, error) {
	if p.Empty() {
		return 0, nil
	}
	h := func(use, v string) []byte { return t.s.seal.Hash(use, v) }
	name, phone, email := h("name", p.Name), h("phone", string(p.Phone)), h("email", p.Email)
	id, err := t.known(phone, email, name)
	if err != nil || id != 0 {
		return id, err
	}
	id = huiyin.NewID[huiyin.PersonID](now)
	var sealed [3][]byte
	for i, f := range []struct{ field, value string }{{"name", p.Name}, {"phone", string(p.Phone)}, {"email", p.Email}} {
		if sealed[i], err = t.s.seal.seal(int64(id), f.field, f.value); err != nil {
			return 0, err
		}
	}
	if p.Kind == "" {
		p.Kind = "person"
	}
	_, err = t.exec(`INSERT INTO persons (person_id, kind, name_sealed, phone_sealed, email_sealed, name_hash, phone_hash, email_hash, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		int64(id), p.Kind, sealed[0], sealed[1], sealed[2], name, phone, email, now.UnixMilli())
	return id, err
}

// known: the same number and the same name are the same person; a family's number with another name is not.
func (t *Tx) known(phone, email, name []byte) (huiyin.PersonID, error) {
	column, key := "phone_hash", phone
	if key == nil {
		column, key = "email_hash", email
	}
	if key == nil {
		return 0, nil
	}
	var id huiyin.PersonID
	var err error
	if name == nil {
		_, err = t.one(`SELECT person_id FROM persons WHERE `+column+` = $1 AND name_hash IS NULL ORDER BY person_id LIMIT 1`, []any{key}, &id)
	} else {
		_, err = t.one(`SELECT person_id FROM persons WHERE `+column+` = $1 AND name_hash = $2 ORDER BY person_id LIMIT 1`, []any{key, name}, &id)
	}
	return id, err
}

// OpenPerson unseals a person. Whoever calls it writes down who read it and why.
func (t *Tx) OpenPerson(id huiyin.PersonID) (Person, error) {
	p := Person{ID: id}
	var name, phone, email []byte
	found, err := t.one(`SELECT kind, name_sealed, phone_sealed, email_sealed FROM persons WHERE person_id = $1`, []any{int64(id)}, &p.Kind, &name, &phone, &email)
	if err != nil {
		return p, err
	}
	if !found {
		return p, huiyin.NotFound("person", "There is no such person.")
	}
	var number string
	for _, f := range []struct {
		field  string
		sealed []byte
		into   *string
	}{{"name", name, &p.Name}, {"phone", phone, &number}, {"email", email, &p.Email}} {
		if *f.into, err = t.s.seal.open(int64(id), f.field, f.sealed); err != nil {
			return p, err
		}
	}
	p.Phone = huiyin.Phone(number)
	return p, nil
}

// PersonsByPhone lists the persons who have used a number, latest first: what an operator sees while it rings.
func (t *Tx) PersonsByPhone(p huiyin.Phone) ([]huiyin.PersonID, error) {
	return all(t, `SELECT person_id FROM persons WHERE phone_hash = $1 ORDER BY person_id DESC LIMIT 20`, []any{t.s.seal.Hash("phone", string(p))},
		func(r *sql.Rows) (id huiyin.PersonID, err error) { return id, r.Scan(&id) })
}
