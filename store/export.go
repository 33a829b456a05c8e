package store

import (
	"database/sql"

	"huiyin"
	"huiyin/casework"
)

// CasesAfter lists registered cases by identity, at most limit, after one: their rows without their parts, as an
// export walks through them.
func (t *Tx) CasesAfter(id huiyin.CaseID, limit int) ([]casework.Case, error) {
	return all(t, `SELECT `+caseColumns+` FROM cases WHERE case_id > $1 AND state <> 'draft' ORDER BY case_id LIMIT $2`, []any{int64(id), limit}, scanCase)
}

// KeysAfter lists what the keys of a scope were used for, by key, at most limit, after one.
func (t *Tx) KeysAfter(scope, key string, limit int) ([]KeyLine, error) {
	return all(t, `SELECT key, subject FROM keys_used WHERE scope = $1 AND key > $2 ORDER BY key LIMIT $3`, []any{scope, key, limit},
		func(r *sql.Rows) (k KeyLine, err error) { return k, r.Scan(&k.Key, &k.Subject) })
}

// KeyLine is a used key and the identity of what was made under it.
type KeyLine struct {
	Key     string
	Subject int64
}
