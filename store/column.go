package store

import (
	"database/sql/driver"
	"fmt"
	"strconv"
	"strings"
	"time"

	"huiyin/calendar"
)

// A noun lists its columns once, as addresses: database/sql writes what they point to and scans into them.
// ms and lim adapt the two things the engines have no type for.

// ms keeps a moment as milliseconds since 1970, NULL when it is not set.
type ms struct{ t *time.Time }

func (m ms) Value() (driver.Value, error) {
	if m.t.IsZero() {
		return nil, nil
	}
	return m.t.UnixMilli(), nil
}

func (m ms) Scan(v any) error {
	switch n := v.(type) {
	case nil:
		*m.t = time.Time{}
	case int64:
		*m.t = time.UnixMilli(n)
	default:
		return fmt.Errorf("a moment is a whole number of milliseconds, not %T", v)
	}
	return nil
}

// never is the end of a limit that there is none of: it comes after every other, so that lists by what is due need no
// care for NULL, which the engines order differently.
const never = 900_000_000_000_000_000

// end keeps the end of a limit as milliseconds since 1970, never when there is no limit.
type end struct{ t *time.Time }

func (m end) Value() (driver.Value, error) {
	if m.t.IsZero() {
		return int64(never), nil
	}
	return m.t.UnixMilli(), nil
}

func (m end) Scan(v any) error {
	n, ok := v.(int64)
	if !ok {
		return fmt.Errorf("the end of a limit is a whole number of milliseconds, not %T", v)
	}
	*m.t = time.Time{}
	if n < never {
		*m.t = time.UnixMilli(n)
	}
	return nil
}

// span keeps a length of time as milliseconds.
type span struct{ d *time.Duration }

func (s span) Value() (driver.Value, error) { return s.d.Milliseconds(), nil }

func (s span) Scan(v any) error {
	n, ok := v.(int64)
	if !ok {
		return fmt.Errorf("a length of time is a whole number of milliseconds, not %T", v)
	}
	*s.d = time.Duration(n) * time.Millisecond
	return nil
}

// lim keeps a limit in its printed form, such as 7wd.
type lim struct{ l *calendar.Limit }

func (m lim) Value() (driver.Value, error) {
	if m.l.Amount == 0 {
		return "", nil
	}
	return m.l.String(), nil
}

func (m lim) Scan(v any) error {
	s, ok := v.(string)
	if !ok {
		return fmt.Errorf("a limit is text, not %T", v)
	}
	if s == "" {
		*m.l = calendar.Limit{}
		return nil
	}
	l, err := calendar.ParseLimit(s)
	*m.l = l
	return err
}

// insertInto, updateSet and selectFrom make the statements of a noun from its column names.
func insertInto(table, columns string) string {
	n := strings.Count(columns, ",") + 1
	marks := make([]string, n)
	for i := range marks {
		marks[i] = "$" + strconv.Itoa(i+1)
	}
	return "INSERT INTO " + table + " (" + columns + ") VALUES (" + strings.Join(marks, ", ") + ")"
}

// onConflict completes an insert so that it replaces the row with the same key.
func onConflict(insert, key, columns string) string {
	var sets []string
	for _, c := range strings.Split(columns, ",") {
		if c = strings.TrimSpace(c); !strings.Contains(","+strings.ReplaceAll(key, " ", "")+",", ","+c+",") {
			sets = append(sets, c+" = excluded."+c)
		}
	}
	return insert + " ON CONFLICT (" + key + ") DO UPDATE SET " + strings.Join(sets, ", ")
}

// updateSet sets every column; the row is named by the conditions, whose arguments come after the columns.
func updateSet(table, columns, where string) string {
	var sets []string
	for i, c := range strings.Split(columns, ",") {
		sets = append(sets, strings.TrimSpace(c)+" = $"+strconv.Itoa(i+1))
	}
	n := len(sets)
	for i := 9; i > 0; i-- {
		where = strings.ReplaceAll(where, "#"+strconv.Itoa(i), "$"+strconv.Itoa(n+i))
	}
	return "UPDATE " + table + " SET " + strings.Join(sets, ", ") + " WHERE " + where
}

// prefixed puts a table's short name before each column.
func prefixed(table, columns string) string {
	return table + strings.ReplaceAll(columns, ", ", ", "+table)
}

// in expands a list to $n, $n+1, … and gives the arguments.
func in[T any](args *[]any, list []T) string {
	marks := make([]string, len(list))
	for i, v := range list {
		*args = append(*args, v)
		marks[i] = "$" + strconv.Itoa(len(*args))
	}
	return "(" + strings.Join(marks, ", ") + ")"
}

// arg adds an argument and gives its placeholder.
func arg(args *[]any, v any) string {
	*args = append(*args, v)
	return "$" + strconv.Itoa(len(*args))
}

// lastLetter comes after every other: what begins with a code lies between the code and the code with it behind.
const lastLetter = "\U0010FFFF"
