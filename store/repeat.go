package store

import (
	"strings"
	"time"

	"huiyin"
)

// Repeat writes every case of the record again, archived, so much earlier, with a person, contacts and calls of its own:
// a long past for measurements, faster than anybody could live it. mark ends the numbers of the repeated cases and
// begins the keyed hashes of their persons, who therefore cannot be found by telephone. What is repeated has rows and
// indexes; it has no text to search and no journal, so that such a record cannot be verified. since is when the first case
// that is to be repeated came.
func (t *Tx) Repeat(since time.Time, earlier time.Duration, mark string) error {
	if t.s.engine.name() != "sqlite" {
		return huiyin.Unready("database", nil, "A long past can be written into SQLite only.")
	}
	shift := earlier.Milliseconds() << 12 // of identities, which begin with the time
	for _, r := range repeats {
		if _, err := t.exec(r.text(), shift, earlier.Milliseconds(), mark, huiyin.FirstID[int64](since)); err != nil {
			return err
		}
	}
	return nil
}

// repeat says how one table is repeated.
type repeat struct {
	table, columns, key string
	special             map[string]string // by column, what is not simply the same
}

const remarked = `CAST($3 || substr(phone_hash, 1, 24) AS BLOB)`

var repeats = []repeat{
	{"persons", "person_id, kind, name_sealed, phone_sealed, email_sealed, name_hash, phone_hash, email_hash, created_at", "person_id", map[string]string{"phone_hash": remarked}},
	{"cases", caseColumns, "case_id", map[string]string{"number": "number || $3", "state": "'archived'", "wake_at": "NULL", "due_at": "due_at"}},
	{"contacts", contactColumns, "case_id", map[string]string{"at": "at - $2"}},
	{"calls", callColumns + ", phone_hash", "call_id", map[string]string{"phone_hash": remarked, "callback_id": "0"}},
}

// text writes the statement. Identities and moments are those of the row, moved.
func (r repeat) text() string {
	columns := strings.Fields(strings.ReplaceAll(r.columns, ",", " "))
	values := make([]string, len(columns))
	for i, c := range columns {
		switch special, is := r.special[c]; {
		case is:
			values[i] = special
		case c == "person_id" || c == "case_id" || c == r.key || c == "contact_id":
			values[i] = "CASE " + c + " WHEN 0 THEN 0 ELSE " + c + " - $1 END"
		case strings.HasSuffix(c, "_at"):
			values[i] = c + " - $2"
		default:
			values[i] = c
		}
	}
	return `INSERT INTO ` + r.table + ` (` + strings.Join(columns, ", ") + `) SELECT ` + strings.Join(values, ", ") + ` FROM ` + r.table +
		` WHERE ` + r.key + ` >= $4 AND $2 > 0 AND $3 <> '' ORDER BY ` + r.key
}
