package store

import (
	"database/sql"
	"time"

	"huiyin"
)

// Callback is a promise to ring somebody: because they gave up waiting, called at night, were cut off, asked for it,
// or because an answer has to be asked about (a return visit).
type Callback struct {
	ID        huiyin.CallbackID
	Reason    string // abandoned, missed, overflow, cut_off, asked, restart, return_visit
	State     string // open, claimed, reached, rang_in, given_up, cancelled
	Hotline   string
	Call      huiyin.CallID // the call it comes from
	Case      huiyin.CaseID
	Phone     huiyin.Phone // filled by CallbackPhone only
	AskedAt   time.Time
	Promised  time.Time // when we said we would ring
	NextAt    time.Time // when to try next
	Times     int       // how often the same caller asked for the same
	Attempts  int
	TriedAt   time.Time
	Staff     huiyin.StaffID // who claimed it or made it last
	ClaimedAt time.Time      // zero: nobody has it in hand
	DoneAt    time.Time
	Urgent    bool
	Note      string // why it was cancelled
}

const callbackColumns = `callback_id, reason, state, hotline, call_id, case_id, asked_at, promised_at, next_at, times, attempts, tried_at, staff_id, claimed_at, done_at, urgent, note`

func callbackRow(c *Callback) []any {
	return []any{&c.ID, &c.Reason, &c.State, &c.Hotline, &c.Call, &c.Case, ms{&c.AskedAt}, ms{&c.Promised}, ms{&c.NextAt}, &c.Times, &c.Attempts, ms{&c.TriedAt},
		&c.Staff, ms{&c.ClaimedAt}, ms{&c.DoneAt}, &c.Urgent, &c.Note}
}

func scanCallback(r *sql.Rows) (Callback, error) {
	var c Callback
	return c, r.Scan(callbackRow(&c)...)
}

var (
	insertCallback = insertInto("callbacks", callbackColumns+", phone_sealed, phone_hash")
	updateCallback = updateSet("callbacks", callbackColumns, "callback_id = #1")
	moveCallback   = updateSet("callbacks", callbackColumns, "callback_id = #1 AND state = #2 AND attempts = #3 AND staff_id = #4 AND claimed_at IS NOT DISTINCT FROM #5")
)

// Promise writes a callback down, unless the same number already waits for one of the same reason: then that one
// counts another time, keeps the earlier promise, and is what comes back.
func (t *Tx) Promise(c Callback) (Callback, error) {
	hash := t.s.seal.Hash("phone", string(c.Phone))
	if hash == nil {
		return c, huiyin.Invalid("phone", "Whoever is to be rung back needs a number.")
	}
	known, err := all(t, `SELECT `+callbackColumns+` FROM callbacks WHERE phone_hash = $1 AND reason = $2 AND state IN ('open', 'claimed')`, []any{hash, c.Reason}, scanCallback)
	if err != nil {
		return c, err
	}
	if len(known) > 0 {
		old := known[0]
		old.Times++
		old.Urgent = old.Urgent || c.Urgent
		if old.Case == 0 {
			old.Case = c.Case
		}
		return old, t.SaveCallback(old)
	}
	sealed, err := t.s.seal.seal(int64(c.ID), "callback phone", string(c.Phone))
	if err != nil {
		return c, err
	}
	c.State, c.Times, c.Phone = "open", 1, ""
	_, err = t.exec(insertCallback, append(callbackRow(&c), sealed, hash)...)
	return c, err
}

// SaveCallback writes what has become of a promise.
func (t *Tx) SaveCallback(c Callback) error {
	n, err := t.exec(updateCallback, append(callbackRow(&c), int64(c.ID))...)
	if err == nil && n == 0 {
		err = noCallback()
	}
	return err
}

// MoveCallback writes what has become of a promise, when nobody was faster; else the transaction is run again and finds
// what has happened.
func (t *Tx) MoveCallback(before, after Callback) error {
	n, err := t.exec(moveCallback, append(callbackRow(&after), int64(before.ID), before.State, before.Attempts, int64(before.Staff), ms{&before.ClaimedAt})...)
	if err == nil && n == 0 {
		err = errRetry
	}
	return err
}

func noCallback() error { return huiyin.NotFound("callback", "There is no such promise to ring back.") }

// Callback reads one.
func (t *Tx) Callback(id huiyin.CallbackID) (Callback, error) {
	list, err := all(t, `SELECT `+callbackColumns+` FROM callbacks WHERE callback_id = $1`, []any{int64(id)}, scanCallback)
	if err == nil && len(list) == 0 {
		err = noCallback()
	}
	if err != nil {
		return Callback{}, err
	}
	return list[0], nil
}

// CallbackPhone unseals whom to ring.
func (t *Tx) CallbackPhone(id huiyin.CallbackID) (huiyin.Phone, error) {
	var sealed []byte
	found, err := t.one(`SELECT phone_sealed FROM callbacks WHERE callback_id = $1`, []any{int64(id)}, &sealed)
	if err == nil && !found {
		err = noCallback()
	}
	if err != nil {
		return "", err
	}
	phone, err := t.s.seal.open(int64(id), "callback phone", sealed)
	return huiyin.Phone(phone), err
}

// CallbackTo finds the open promises to a number.
func (t *Tx) CallbackTo(p huiyin.Phone) ([]Callback, error) {
	return all(t, `SELECT `+callbackColumns+` FROM callbacks WHERE phone_hash = $1 AND state IN ('open', 'claimed') ORDER BY callback_id`,
		[]any{t.s.seal.Hash("phone", string(p))}, scanCallback)
}

// VisitCallback finds the open promise to visit the appellant of a case; found is false when there is none.
func (t *Tx) VisitCallback(id huiyin.CaseID) (c Callback, found bool, err error) {
	list, err := all(t, `SELECT `+callbackColumns+` FROM callbacks WHERE case_id <> 0 AND case_id = $1 AND reason = 'return_visit' AND state IN ('open', 'claimed') ORDER BY callback_id`,
		[]any{int64(id)}, scanCallback)
	if err != nil || len(list) == 0 {
		return c, false, err
	}
	return list[0], true, nil
}

// CallbackPhones unseals the numbers of some promises. Whoever calls it shows them masked only.
func (t *Tx) CallbackPhones(ids []huiyin.CallbackID) (map[huiyin.CallbackID]huiyin.Phone, error) {
	out := map[huiyin.CallbackID]huiyin.Phone{}
	if len(ids) == 0 {
		return out, nil
	}
	args := []any{}
	_, err := all(t, `SELECT callback_id, phone_sealed FROM callbacks WHERE callback_id IN `+in(&args, ids), args, func(r *sql.Rows) (struct{}, error) {
		var id huiyin.CallbackID
		var sealed []byte
		if err := r.Scan(&id, &sealed); err != nil {
			return struct{}{}, err
		}
		phone, err := t.s.seal.open(int64(id), "callback phone", sealed)
		out[id] = huiyin.Phone(phone)
		return struct{}{}, err
	})
	return out, err
}

// CallbackFilter says which promises of a list are wanted; empty fields do not narrow.
type CallbackFilter struct {
	Done    bool     // those that came to an end, latest first; else those that wait, to be tried soonest first
	Reasons []string // one of these
	Case    huiyin.CaseID
	Claimed time.Time // only those that somebody took in hand before; zero: all
}

// Callbacks lists promises. next is the cursor of the part after it, empty at the end.
func (t *Tx) Callbacks(f CallbackFilter, page huiyin.Page) (list []Callback, next string, err error) {
	at, id, two := cutCursor(page.After)
	if page.After != "" && !two {
		return nil, "", unknownCursor()
	}
	if !words(f.Reasons...) {
		return nil, "", nil
	}
	args := []any{}
	where, order := `state IN ('open', 'claimed')`, `next_at, callback_id`
	if f.Done {
		where, order = `state IN ('reached', 'rang_in', 'given_up', 'cancelled')`, `callback_id DESC`
	}
	if len(f.Reasons) > 0 {
		where += ` AND reason IN ` + in(&args, f.Reasons)
	}
	if f.Case != 0 {
		where += ` AND case_id <> 0 AND case_id = ` + arg(&args, int64(f.Case))
	}
	if !f.Claimed.IsZero() {
		where += ` AND state = 'claimed' AND claimed_at < ` + arg(&args, f.Claimed.UnixMilli())
	}
	switch {
	case two && f.Done:
		where += ` AND callback_id < ` + arg(&args, id)
	case two:
		where += ` AND (next_at, callback_id) > (` + arg(&args, at) + `, ` + arg(&args, id) + `)`
	}
	list, err = all(t, `SELECT `+callbackColumns+` FROM callbacks WHERE `+where+` ORDER BY `+order+` LIMIT `+arg(&args, page.Size()+1), args, scanCallback)
	if err == nil && len(list) > page.Size() {
		list = list[:page.Size()]
		last := list[len(list)-1]
		next = itoa(last.NextAt.UnixMilli()) + "-" + itoa(int64(last.ID))
	}
	return list, next, err
}

// CountCallbacks counts the open promises, and those whose promised time has passed.
func (t *Tx) CountCallbacks(now time.Time) (open, late int, err error) {
	_, err = t.one(`SELECT COUNT(*), COUNT(CASE WHEN promised_at < $1 THEN 1 END) FROM callbacks WHERE state IN ('open', 'claimed')`, []any{now.UnixMilli()}, &open, &late)
	return open, late, err
}
