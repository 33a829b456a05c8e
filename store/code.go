package store

import (
	"fmt"

	"huiyin"
)

// SetCodeHash gives a case another extraction code; the one before it opens nothing any more.
func (t *Tx) SetCodeHash(id huiyin.CaseID, hash []byte) error {
	if _, err := t.exec(`UPDATE cases SET code_hash = $1 WHERE case_id = $2`, hash, int64(id)); err != nil {
		return fmt.Errorf("set the extraction code of case %d: %w", id, err)
	}
	return nil
}
