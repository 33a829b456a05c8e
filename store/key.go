package store

import (
	"bytes"
	"time"

	"huiyin"
)

// Used is an idempotency key that was used: what for, and what came of it.
type Used struct {
	Subject int64  // the identity of what was made
	Secret  []byte // sealed extra of the first answer, such as an extraction code
}

// UseKey notes that a key is used for something with this digest. A key that was used before gives what came of it
// then; with another digest it is refused.
func (t *Tx) UseKey(scope, key string, digest []byte, subject int64, secret []byte, now time.Time) (Used, bool, error) {
	if key == "" {
		return Used{}, false, nil
	}
	old, found, err := t.KeyUsed(scope, key, digest)
	if err != nil || found {
		return old, found, err
	}
	_, err = t.exec(`INSERT INTO keys_used (scope, key, digest, subject, secret, at) VALUES ($1, $2, $3, $4, $5, $6)`, scope, key, digest, subject, secret, now.UnixMilli())
	return Used{}, false, err
}

// KeyUsed looks a key up.
func (t *Tx) KeyUsed(scope, key string, digest []byte) (Used, bool, error) {
	var u Used
	var was []byte
	found, err := t.one(`SELECT digest, subject, secret FROM keys_used WHERE scope = $1 AND key = $2`, []any{scope, key}, &was, &u.Subject, &u.Secret)
	if err != nil || !found {
		return u, false, err
	}
	if !bytes.Equal(was, digest) {
		return u, true, huiyin.Conflict("key_reused", "This idempotency key was used for something else already; use a new key for a new matter.")
	}
	return u, true, nil
}
