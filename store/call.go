package store

import (
	"database/sql"
	"time"

	"huiyin"
)

// Call is one telephone call as it is kept. What was said is in its recording; whose number it was is sealed.
type Call struct {
	ID         huiyin.CallID
	Outbound   bool
	Hotline    string       // the number that was dialled, or in whose name we rang
	Trunk      string       // the line it came in or went out by
	Phone      huiyin.Phone // filled by CallPhone only
	Case       huiyin.CaseID
	Callback   huiyin.CallbackID // the promise it keeps
	Staff      huiyin.StaffID    // who spoke last
	Seat       huiyin.SeatNumber
	Emergency  bool
	Surge      bool // during a window in which the reserve seats were open
	ArrivedAt  time.Time
	QueuedAt   time.Time // zero: never got that far
	AnsweredAt time.Time // zero: nobody spoke with them
	EndedAt    time.Time // zero: still going on
	WrappedAt  time.Time
	Held       time.Duration
	Offers     int    // how many seats it was offered to
	Outcome    string // answered, abandoned, short, missed, overflow, passed_on, failed, unreached
	Cause      string // who or what ended it: caller, seat, transfer, failure, restart
	Score      int    // what the caller pressed, 1-5; 0 none pressed, -1 not asked
}

const callColumns = `call_id, outbound, hotline, trunk, case_id, callback_id, staff_id, seat, emergency, surge, arrived_at, queued_at, answered_at, ended_at, wrapped_at, held_ms, offers, outcome, cause, score`

func callRow(c *Call) []any {
	return []any{&c.ID, &c.Outbound, &c.Hotline, &c.Trunk, &c.Case, &c.Callback, &c.Staff, &c.Seat, &c.Emergency, &c.Surge, ms{&c.ArrivedAt}, ms{&c.QueuedAt},
		ms{&c.AnsweredAt}, ms{&c.EndedAt}, ms{&c.WrappedAt}, span{&c.Held}, &c.Offers, &c.Outcome, &c.Cause, &c.Score}
}

func scanCall(r *sql.Rows) (Call, error) {
	var c Call
	return c, r.Scan(callRow(&c)...)
}

var (
	insertCall = insertInto("calls", callColumns+", phone_sealed, phone_hash")
	updateCall = updateSet("calls", callColumns, "call_id = #1")
)

// AddCall writes down that a call has begun.
func (t *Tx) AddCall(c Call) error {
	sealed, err := t.s.seal.seal(int64(c.ID), "call phone", string(c.Phone))
	if err != nil {
		return err
	}
	_, err = t.exec(insertCall, append(callRow(&c), sealed, t.s.seal.Hash("phone", string(c.Phone)))...)
	return err
}

// SaveCall writes what has become of it; the number stays as it was.
func (t *Tx) SaveCall(c Call) error {
	n, err := t.exec(updateCall, append(callRow(&c), int64(c.ID))...)
	if err == nil && n == 0 {
		err = noCall()
	}
	return err
}

func noCall() error { return huiyin.NotFound("call", "There is no such call.") }

// Call reads one.
func (t *Tx) Call(id huiyin.CallID) (Call, error) {
	list, err := all(t, `SELECT `+callColumns+` FROM calls WHERE call_id = $1`, []any{int64(id)}, scanCall)
	if err == nil && len(list) == 0 {
		err = noCall()
	}
	if err != nil {
		return Call{}, err
	}
	return list[0], nil
}

// CallPhone unseals the number of a call. Whoever calls it writes down who read it and why.
func (t *Tx) CallPhone(id huiyin.CallID) (huiyin.Phone, error) {
	var sealed []byte
	found, err := t.one(`SELECT phone_sealed FROM calls WHERE call_id = $1`, []any{int64(id)}, &sealed)
	if err == nil && !found {
		err = noCall()
	}
	if err != nil {
		return "", err
	}
	phone, err := t.s.seal.open(int64(id), "call phone", sealed)
	return huiyin.Phone(phone), err
}

// CallFilter says which calls of a list are wanted; empty fields do not narrow.
type CallFilter struct {
	Phone    huiyin.Phone
	Case     huiyin.CaseID
	Staff    huiyin.StaffID
	Within   huiyin.StaffID // only calls of this member of staff and calls that belong to a case
	Hotline  string
	Outcome  string
	Score    int // exactly this score; 0 does not narrow
	From, To time.Time
	Recorded bool // with a recording only
}

// where writes the filter as conditions on calls c, each with AND before it.
func (f *CallFilter) where(t *Tx, args *[]any) string {
	where := ""
	and := func(condition string, v any) { where += " AND " + condition + arg(args, v) }
	if f.Phone != "" {
		and("c.phone_hash = ", t.s.seal.Hash("phone", string(f.Phone)))
	}
	if f.Case != 0 {
		and("c.case_id <> 0 AND c.case_id = ", int64(f.Case))
	}
	if f.Staff != 0 {
		and("c.staff_id <> 0 AND c.staff_id = ", int64(f.Staff))
	}
	if f.Within != 0 {
		where += " AND (c.case_id <> 0 OR c.staff_id = " + arg(args, int64(f.Within)) + ")"
	}
	if f.Hotline != "" {
		and("c.hotline = ", f.Hotline)
	}
	if f.Outcome != "" {
		and("c.outcome = ", f.Outcome)
	}
	if f.Score != 0 {
		and("c.score = ", f.Score)
	}
	if !f.From.IsZero() {
		and("c.call_id >= ", int64(huiyin.FirstID[huiyin.CallID](f.From)))
	}
	if !f.To.IsZero() {
		and("c.call_id < ", int64(huiyin.FirstID[huiyin.CallID](f.To)))
	}
	if f.Recorded {
		where += " AND EXISTS (SELECT 1 FROM recordings r WHERE r.call_id = c.call_id AND r.hash <> '')"
	}
	return where
}

// Calls lists calls, latest first. next is the cursor of the part after it, empty at the end.
func (t *Tx) Calls(f CallFilter, page huiyin.Page) (calls []Call, next string, err error) {
	if page.After != "" && !whole(page.After) {
		return nil, "", unknownCursor()
	}
	if !words(f.Hotline, f.Outcome) {
		return nil, "", nil
	}
	args := []any{}
	where := f.where(t, &args)
	if page.After != "" {
		where += " AND c.call_id < " + arg(&args, number(page.After))
	}
	calls, err = all(t, `SELECT `+prefixed("c.", callColumns)+` FROM calls c WHERE 1 = 1`+where+` ORDER BY c.call_id DESC LIMIT `+arg(&args, page.Size()+1), args, scanCall)
	if err == nil && len(calls) > page.Size() {
		calls = calls[:page.Size()]
		next = itoa(int64(calls[len(calls)-1].ID))
	}
	return calls, next, err
}

// CallPhones unseals the numbers of some calls. Whoever calls it shows them masked only.
func (t *Tx) CallPhones(ids []huiyin.CallID) (map[huiyin.CallID]huiyin.Phone, error) {
	out := map[huiyin.CallID]huiyin.Phone{}
	if len(ids) == 0 {
		return out, nil
	}
	args := []any{}
	_, err := all(t, `SELECT call_id, phone_sealed FROM calls WHERE call_id IN `+in(&args, ids), args, func(r *sql.Rows) (struct{}, error) {
		var id huiyin.CallID
		var sealed []byte
		if err := r.Scan(&id, &sealed); err != nil {
			return struct{}{}, err
		}
		phone, err := t.s.seal.open(int64(id), "call phone", sealed)
		out[id] = huiyin.Phone(phone)
		return struct{}{}, err
	})
	return out, err
}

// Recorded tells how long the recordings of some calls are; calls without one are not in the answer.
func (t *Tx) Recorded(ids []huiyin.CallID) (map[huiyin.CallID]time.Duration, error) {
	out := map[huiyin.CallID]time.Duration{}
	if len(ids) == 0 {
		return out, nil
	}
	args := []any{}
	_, err := all(t, `SELECT call_id, duration_ms FROM recordings WHERE hash <> '' AND call_id IN `+in(&args, ids), args, func(r *sql.Rows) (struct{}, error) {
		var id huiyin.CallID
		var d time.Duration
		err := r.Scan(&id, span{&d})
		out[id] = d
		return struct{}{}, err
	})
	return out, err
}

// StaffScore is how often callers pressed a score after calls with somebody.
type StaffScore struct {
	Staff huiyin.StaffID
	Score int // 1-5; 0 none pressed
	Count int
}

// CallScores counts what callers pressed, for each member of staff who spoke with them; calls in which nobody was
// asked are left out.
func (t *Tx) CallScores(f CallFilter) ([]StaffScore, error) {
	if !words(f.Hotline, f.Outcome) {
		return nil, nil
	}
	args := []any{}
	return all(t, `SELECT c.staff_id, c.score, COUNT(*) FROM calls c WHERE c.score >= 0`+f.where(t, &args)+` GROUP BY c.staff_id, c.score ORDER BY c.staff_id, c.score`, args,
		func(r *sql.Rows) (s StaffScore, err error) { return s, r.Scan(&s.Staff, &s.Score, &s.Count) })
}

// Spoken is a call that an inspector could listen to, and whose it was.
type Spoken struct {
	Call  huiyin.CallID
	Staff huiyin.StaffID
}

// SpokenCalls lists the answered calls of a stretch of time that have a recording, oldest first.
func (t *Tx) SpokenCalls(from, to time.Time) ([]Spoken, error) {
	return all(t, `SELECT c.call_id, c.staff_id FROM calls c WHERE c.call_id >= $1 AND c.call_id < $2 AND c.staff_id <> 0 AND c.answered_at IS NOT NULL
 AND EXISTS (SELECT 1 FROM recordings r WHERE r.call_id = c.call_id AND r.hash <> '') ORDER BY c.call_id`,
		[]any{int64(huiyin.FirstID[huiyin.CallID](from)), int64(huiyin.FirstID[huiyin.CallID](to))},
		func(r *sql.Rows) (s Spoken, err error) { return s, r.Scan(&s.Call, &s.Staff) })
}

// LiveCalls lists the calls that have no end: after a start of the program these were cut off.
func (t *Tx) LiveCalls() ([]Call, error) {
	return all(t, `SELECT `+callColumns+` FROM calls WHERE ended_at IS NULL ORDER BY call_id`, nil, scanCall)
}

// CallsSince lists finished and running calls from an identity on, oldest first, at most limit: what counters are
// filled from after a start.
func (t *Tx) CallsSince(from huiyin.CallID, limit int) ([]Call, error) {
	return all(t, `SELECT `+callColumns+` FROM calls WHERE call_id >= $1 ORDER BY call_id LIMIT $2`, []any{int64(from), limit}, scanCall)
}

// Recording is what was said in a call: stereo, the caller left and the seat right. The bytes are in the vault.
type Recording struct {
	Call      huiyin.CallID
	Hash      string // "": there is none, and Trouble says why
	Size      int64
	StartedAt time.Time
	Duration  time.Duration
	Pauses    string // stretches that were left out: "12.4-31.0 55-60.2", in seconds from the start
	Waveform  []byte // loudness 0-255 of each side by turns, at most 2 × 400
	Trouble   string // why it does not hold all that was said: disk, slow, restart; "": it does
}

const recordingColumns = `call_id, hash, size, started_at, duration_ms, pauses, waveform, trouble`

func recordingRow(r *Recording) []any {
	return []any{&r.Call, &r.Hash, &r.Size, ms{&r.StartedAt}, span{&r.Duration}, &r.Pauses, &r.Waveform, &r.Trouble}
}

var saveRecording = onConflict(insertInto("recordings", recordingColumns), "call_id", recordingColumns)

// SaveRecording notes a recording whose bytes are safe in the vault.
func (t *Tx) SaveRecording(r Recording) error {
	_, err := t.exec(saveRecording, recordingRow(&r)...)
	return err
}

// Recording reads the recording of a call.
func (t *Tx) Recording(id huiyin.CallID) (Recording, error) {
	var r Recording
	found, err := t.one(`SELECT `+recordingColumns+` FROM recordings WHERE call_id = $1`, []any{int64(id)}, recordingRow(&r)...)
	if err == nil && !found {
		err = huiyin.NotFound("recording", "This call was not recorded.")
	}
	return r, err
}
