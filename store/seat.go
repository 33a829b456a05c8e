package store

import (
	"database/sql"
	"time"

	"huiyin"
)

// Seat is a place in the answering centre.
type Seat struct {
	Number  huiyin.SeatNumber
	Name    string
	Phone   string // the desk phone that stands there, by its user name; "": the browser is the telephone
	Reserve bool   // opened in a surge only
	Active  bool
}

const seatColumns = `seat, name, phone, reserve, active`

func seatRow(s *Seat) []any { return []any{&s.Number, &s.Name, &s.Phone, &s.Reserve, &s.Active} }

var saveSeat = onConflict(insertInto("seats", seatColumns), "seat", seatColumns)

// SaveSeat adds or changes a seat.
func (t *Tx) SaveSeat(s Seat) error {
	_, err := t.exec(saveSeat, seatRow(&s)...)
	return err
}

// Seats lists the seats by number.
func (t *Tx) Seats() ([]Seat, error) {
	return all(t, `SELECT `+seatColumns+` FROM seats ORDER BY seat`, nil, func(r *sql.Rows) (s Seat, err error) { return s, r.Scan(seatRow(&s)...) })
}

// Skill is something an operator can do: a language or dialect, a district, a subject. Level is 1 to 5.
type Skill struct {
	Staff huiyin.StaffID
	Name  string
	Level int
}

// SetSkills replaces what an operator can do.
func (t *Tx) SetSkills(who huiyin.StaffID, skills []Skill) error {
	if _, err := t.exec(`DELETE FROM skills WHERE staff_id = $1`, int64(who)); err != nil {
		return err
	}
	for _, k := range skills {
		if _, err := t.exec(`INSERT INTO skills (staff_id, skill, level) VALUES ($1, $2, $3)`, int64(who), k.Name, k.Level); err != nil {
			return err
		}
	}
	return nil
}

// Skills lists what an operator can do.
func (t *Tx) Skills(who huiyin.StaffID) ([]Skill, error) {
	return all(t, `SELECT staff_id, skill, level FROM skills WHERE staff_id = $1 ORDER BY skill`, []any{int64(who)},
		func(r *sql.Rows) (k Skill, err error) { return k, r.Scan(&k.Staff, &k.Name, &k.Level) })
}

// SeatState is one change of what somebody at a seat was doing.
type SeatState struct {
	Staff  huiyin.StaffID
	At     time.Time
	N      int // tells changes of the same moment apart
	Seat   huiyin.SeatNumber
	State  string
	Reason string
	Call   huiyin.CallID
}

const seatStateColumns = `staff_id, at, n, seat, state, reason, call_id`

func seatStateRow(s *SeatState) []any {
	return []any{&s.Staff, ms{&s.At}, &s.N, &s.Seat, &s.State, &s.Reason, &s.Call}
}

var insertSeatState = insertInto("seat_states", seatStateColumns)

// AddSeatState writes a change down, after the others of its moment.
func (t *Tx) AddSeatState(s SeatState) error {
	if _, err := t.one(`SELECT COUNT(*) FROM seat_states WHERE staff_id = $1 AND at = $2`, []any{int64(s.Staff), s.At.UnixMilli()}, &s.N); err != nil {
		return err
	}
	_, err := t.exec(insertSeatState, seatStateRow(&s)...)
	return err
}

// SeatStates lists the changes of a stretch of time in their order; of everybody when who is 0.
func (t *Tx) SeatStates(who huiyin.StaffID, from, to time.Time) ([]SeatState, error) {
	args := []any{from.UnixMilli(), to.UnixMilli()}
	where := `at >= $1 AND at < $2`
	if who != 0 {
		where += ` AND staff_id = ` + arg(&args, int64(who))
	}
	return all(t, `SELECT `+seatStateColumns+` FROM seat_states WHERE `+where+` ORDER BY at, staff_id, n`, args,
		func(r *sql.Rows) (s SeatState, err error) { return s, r.Scan(seatStateRow(&s)...) })
}
