package store

// SwapSetting writes a value only when the present one is still old ("" when it is not set), and tells whether it
// did: what two processes change by turns cannot be lost. The row stays locked until the transaction ends.
func (t *Tx) SwapSetting(name, old, value string) (bool, error) {
	query, args := `UPDATE settings SET value = $1 WHERE name = $2 AND value = $3`, []any{value, name, old}
	if old == "" {
		query, args = `INSERT INTO settings (value, name) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING`, args[:2]
	}
	n, err := t.exec(query, args...)
	return n == 1, err
}
