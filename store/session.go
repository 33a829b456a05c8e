package store

import (
	"database/sql"
	"time"

	"huiyin"
)

// Session is somebody who has signed in. The record holds the SHA-256 of its token, never the token.
type Session struct {
	Hash               []byte
	Staff              huiyin.StaffID
	CSRF               string
	CreatedAt, Expires time.Time
}

const sessionColumns = `token_hash, staff_id, csrf, created_at, expires_at`

func sessionRow(s *Session) []any {
	return []any{&s.Hash, &s.Staff, &s.CSRF, ms{&s.CreatedAt}, ms{&s.Expires}}
}

func scanSession(r *sql.Rows) (Session, error) {
	var s Session
	return s, r.Scan(sessionRow(&s)...)
}

var insertSession = insertInto("sessions", sessionColumns)

// AddSession writes a session down and forgets those of the same account that are over.
func (t *Tx) AddSession(s Session) error {
	if _, err := t.exec(`DELETE FROM sessions WHERE staff_id = $1 AND expires_at <= $2`, int64(s.Staff), s.CreatedAt.UnixMilli()); err != nil {
		return err
	}
	_, err := t.exec(insertSession, sessionRow(&s)...)
	return err
}

// Session reads one; found is false when there is none.
func (t *Tx) Session(hash []byte) (s Session, found bool, err error) {
	found, err = t.one(`SELECT `+sessionColumns+` FROM sessions WHERE token_hash = $1`, []any{hash}, sessionRow(&s)...)
	return s, found, err
}

// Sessions lists an account's sessions that are not over, newest first.
func (t *Tx) Sessions(id huiyin.StaffID, now time.Time) ([]Session, error) {
	return all(t, `SELECT `+sessionColumns+` FROM sessions WHERE staff_id = $1 AND expires_at > $2 ORDER BY created_at DESC, token_hash`, []any{int64(id), now.UnixMilli()}, scanSession)
}

// ExtendSession moves a session's end.
func (t *Tx) ExtendSession(hash []byte, expires time.Time) error {
	_, err := t.exec(`UPDATE sessions SET expires_at = $1 WHERE token_hash = $2`, expires.UnixMilli(), hash)
	return err
}

// EndSession ends one session.
func (t *Tx) EndSession(hash []byte) error {
	_, err := t.exec(`DELETE FROM sessions WHERE token_hash = $1`, hash)
	return err
}

// EndSessions ends an account's sessions, except the one that is kept, if any.
func (t *Tx) EndSessions(id huiyin.StaffID, kept []byte) error {
	query, args := `DELETE FROM sessions WHERE staff_id = $1`, []any{int64(id)}
	if len(kept) > 0 {
		query += ` AND token_hash <> ` + arg(&args, kept)
	}
	_, err := t.exec(query, args...)
	return err
}

// APIKey is a program's way in. The record holds the SHA-256 of the key, never the key.
type APIKey struct {
	Hash      []byte
	Staff     huiyin.StaffID
	Name      string
	CreatedAt time.Time
	Revoked   bool
}

const apiKeyColumns = `key_hash, staff_id, name, created_at, revoked`

func apiKeyRow(k *APIKey) []any {
	return []any{&k.Hash, &k.Staff, &k.Name, ms{&k.CreatedAt}, &k.Revoked}
}

var insertAPIKey = insertInto("api_keys", apiKeyColumns)

// AddAPIKey writes a key down.
func (t *Tx) AddAPIKey(k APIKey) error {
	_, err := t.exec(insertAPIKey, apiKeyRow(&k)...)
	return err
}

// APIKey reads one; found is false when there is none.
func (t *Tx) APIKey(hash []byte) (k APIKey, found bool, err error) {
	found, err = t.one(`SELECT `+apiKeyColumns+` FROM api_keys WHERE key_hash = $1`, []any{hash}, apiKeyRow(&k)...)
	return k, found, err
}

// APIKeys lists an account's keys, newest first, the revoked ones among them.
func (t *Tx) APIKeys(id huiyin.StaffID) ([]APIKey, error) {
	return all(t, `SELECT `+apiKeyColumns+` FROM api_keys WHERE staff_id = $1 ORDER BY created_at DESC, key_hash`, []any{int64(id)}, func(r *sql.Rows) (APIKey, error) {
		var k APIKey
		return k, r.Scan(apiKeyRow(&k)...)
	})
}

// RevokeAPIKey closes a key for good.
func (t *Tx) RevokeAPIKey(hash []byte) error {
	_, err := t.exec(`UPDATE api_keys SET revoked = $1 WHERE key_hash = $2`, true, hash)
	return err
}
