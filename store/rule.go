package store

import (
	"database/sql"
	"time"

	"huiyin"
)

// RoomRule is a rule of the live room that differs from the default.
type RoomRule struct {
	Key   string
	Value string
	At    time.Time
	By    huiyin.StaffID
}

const roomRuleColumns = `rule, value, at, staff_id`

func roomRuleRow(r *RoomRule) []any { return []any{&r.Key, &r.Value, ms{&r.At}, &r.By} }

var saveRoomRule = onConflict(insertInto("room_rules", roomRuleColumns), "rule", roomRuleColumns)

// SaveRoomRule writes a rule, new or known.
func (t *Tx) SaveRoomRule(r RoomRule) error {
	_, err := t.exec(saveRoomRule, roomRuleRow(&r)...)
	return err
}

// DropRoomRule brings a rule back to the default.
func (t *Tx) DropRoomRule(key string) error {
	_, err := t.exec(`DELETE FROM room_rules WHERE rule = $1`, key)
	return err
}

// RoomRules lists the rules that differ, by key.
func (t *Tx) RoomRules() ([]RoomRule, error) {
	return all(t, `SELECT `+roomRuleColumns+` FROM room_rules ORDER BY rule`, nil, func(r *sql.Rows) (k RoomRule, err error) { return k, r.Scan(roomRuleRow(&k)...) })
}
