package store

import (
	"time"

	"huiyin"
)

// ServeFirst writes down that the calls of a number are served first, or no longer.
func (t *Tx) ServeFirst(phone huiyin.Phone, yes bool, at time.Time, by huiyin.StaffID) error {
	key := t.s.seal.Hash("phone", string(phone))
	if !yes {
		_, err := t.exec(`DELETE FROM served_first WHERE phone_hash = $1`, key)
		return err
	}
	_, err := t.exec(`INSERT INTO served_first (phone_hash, at, staff_id) VALUES ($1, $2, $3) ON CONFLICT (phone_hash) DO NOTHING`, key, at.UnixMilli(), int64(by))
	return err
}

// ServedFirst tells whether the calls of a number are served first.
func (t *Tx) ServedFirst(phone huiyin.Phone) (bool, error) {
	var at int64
	return t.one(`SELECT at FROM served_first WHERE phone_hash = $1`, []any{t.s.seal.Hash("phone", string(phone))}, &at)
}
