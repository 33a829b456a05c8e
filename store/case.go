package store

import (
	"database/sql"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/topic"
)

const caseColumns = `case_id, number, version, state, round, title, content, demand, place, nature, category, urgency, confidentiality,
 channel, area, lon, lat, mailbox_id, mailbox_unit_id, person_id, publish, language, service, lead_id, answer, internal, article_id,
 registered_at, received_at, dispatched_at, replied_at, closed_at, archived_at, since_at, due_at, yellow_at, promised_at, wake_at,
 first_judgement, final_judgement, solved, outcome, reason, registered_by, objected, urges, historic, imported_at, changed_at`

func caseRow(c *casework.Case) []any {
	return []any{&c.ID, &c.Number, &c.Version, &c.State, &c.Round, &c.Title, &c.Content, &c.Demand, &c.Place, &c.Nature, &c.Category, &c.Urgency, &c.Confidentiality,
		&c.Channel, &c.Area, &c.Lon, &c.Lat, &c.Mailbox, &c.MailboxUnit, &c.Person, &c.Publish, &c.Language, &c.Service, &c.Lead, &c.Answer, &c.Internal, &c.Article,
		ms{&c.RegisteredAt}, ms{&c.ReceivedAt}, ms{&c.DispatchedAt}, ms{&c.RepliedAt}, ms{&c.ClosedAt}, ms{&c.ArchivedAt}, ms{&c.Since}, end{&c.Due}, ms{&c.Yellow}, ms{&c.Promised}, ms{&c.Wake},
		&c.First, &c.Final, &c.Solved, &c.Outcome, &c.Reason, &c.RegisteredBy, &c.Objected, &c.Urges, &c.Historic, ms{&c.ImportedAt}, ms{&c.ChangedAt}}
}

var updateCase = updateSet("cases", caseColumns, "case_id = #1 AND version = #2")

func scanCase(rows *sql.Rows) (casework.Case, error) {
	var c casework.Case
	return c, rows.Scan(caseRow(&c)...)
}

// Case reads a whole case: its row and all its parts.
func (t *Tx) Case(id huiyin.CaseID) (casework.Case, error) {
	return t.wholeCase(`case_id = $1`, int64(id))
}

// CaseByNumber reads a whole case by its public number.
func (t *Tx) CaseByNumber(number string) (casework.Case, error) {
	return t.wholeCase(`number = $1`, number)
}

func (t *Tx) wholeCase(where string, key any) (casework.Case, error) {
	cs, err := all(t, `SELECT `+caseColumns+` FROM cases WHERE `+where, []any{key}, scanCase)
	if err != nil {
		return casework.Case{}, err
	}
	if len(cs) == 0 {
		return casework.Case{}, huiyin.NotFound("case", "There is no such case.")
	}
	c := cs[0]
	if c.Assignments, err = t.assignments(c.ID); err != nil {
		return c, err
	}
	if c.Requests, err = t.requests(c.ID); err != nil {
		return c, err
	}
	c.Visits, err = t.visits(c.ID)
	return c, err
}

// NextNumber makes a case's public number: the day it was registered (yymmdd), its shard, and the count of that day
// in that shard. It is unique by construction.
func (t *Tx) NextNumber(id huiyin.CaseID, day time.Time) (string, error) {
	shard := huiyin.Shard(int64(id))
	key := day.Year()*10000 + int(day.Month())*100 + day.Day()
	var n int64
	if _, err := t.one(`INSERT INTO numbers (day, shard, n) VALUES ($1, $2, 1) ON CONFLICT (day, shard) DO UPDATE SET n = numbers.n + 1 RETURNING n`,
		[]any{key, shard}, &n); err != nil {
		return "", err
	}
	return numberOf(key, shard, n), nil
}

// AddCase writes a new case with its parts. changed is for a case whose last step is not known.
func (t *Tx) AddCase(c *casework.Case, codeHash []byte, changed time.Time) error {
	if c.ChangedAt.IsZero() {
		c.ChangedAt = changed
	}
	args := append(caseRow(c), codeHash)
	if _, err := t.exec(insertCaseWithCode, args...); err != nil {
		return err
	}
	return t.saveParts(c, nil, true)
}

var insertCaseWithCode = insertInto("cases", caseColumns+", code_hash")

// SaveCase writes a case that was read at the version before. When somebody was faster the transaction runs again.
func (t *Tx) SaveCase(c, before *casework.Case, changed time.Time) error {
	if c.ChangedAt.IsZero() {
		c.ChangedAt = changed
	}
	touched, err := t.exec(updateCase, append(caseRow(c), int64(c.ID), before.Version)...)
	if err != nil {
		return err
	}
	if touched == 0 {
		return errRetry
	}
	return t.saveParts(c, before, false)
}

// SaveDraft writes the words of a draft that is still being taken down; only whoever began it does that.
func (t *Tx) SaveDraft(c *casework.Case, changed time.Time) error {
	before := *c
	before.MailboxUnit = 0 // a letter box may have been chosen meanwhile
	c.Version++
	if c.ChangedAt.Before(changed) {
		c.ChangedAt = changed
	}
	return t.SaveCase(c, &before, changed)
}

func (t *Tx) saveParts(c, before *casework.Case, fresh bool) error {
	if before == nil {
		before = &casework.Case{}
	}
	if err := t.saveAssignments(c, before); err != nil {
		return err
	}
	if err := t.saveRequests(c, before); err != nil {
		return err
	}
	if err := t.saveVisits(c, before); err != nil {
		return err
	}
	if err := t.placeInUnits(c, before); err != nil {
		return err
	}
	if c.State == casework.Draft {
		return nil // drafts are found in their writer's own list only
	}
	return t.s.engine.indexText(t, "cases_text", int64(c.ID), caseText(c), fresh)
}

// placeInUnits notes every unit, and every unit above it, that has to do with the case: a unit's list is then one
// range of one index.
func (t *Tx) placeInUnits(c, before *casework.Case) error {
	var units []huiyin.UnitID
	if c.MailboxUnit != 0 && c.MailboxUnit != before.MailboxUnit {
		units = append(units, c.MailboxUnit)
	}
	for i := len(before.Assignments); i < len(c.Assignments); i++ {
		units = append(units, c.Assignments[i].Unit)
	}
	for _, u := range units {
		line, err := t.UnitLine(u)
		if err != nil {
			return err
		}
		for _, up := range line {
			if _, err := t.exec(`INSERT INTO case_units (unit_id, case_id) VALUES ($1, $2) ON CONFLICT (unit_id, case_id) DO NOTHING`, int64(up), int64(c.ID)); err != nil {
				return err
			}
		}
	}
	return nil
}

// caseText is what a case is found by. Marks narrow a search inside the index.
func caseText(c *casework.Case) Text {
	x := Text{Title: topic.Terms(c.Title), Body: append(topic.Terms(c.Content, c.Answer, c.Place, c.Demand), c.Number)}
	x.Marks = append(x.Marks, "s:"+string(c.State), "h:"+string(c.Channel), "n:"+string(c.Nature))
	if c.State.Info().Open {
		x.Marks = append(x.Marks, "open:1")
	}
	x.Marks = append(x.Marks, prefixes("c:", c.Category, 2)...)
	x.Marks = append(x.Marks, areaMarks(c.Area)...)
	if c.Lead != 0 {
		x.Marks = append(x.Marks, "l:"+itoa(int64(c.Lead)))
	}
	if c.Mailbox != 0 {
		x.Marks = append(x.Marks, "m:"+itoa(int64(c.Mailbox)))
	}
	return x
}

// Due lists the cases in which something has to happen by itself now, at most limit.
func (t *Tx) WakingCases(now time.Time, limit int) ([]huiyin.CaseID, error) {
	return all(t, `SELECT case_id FROM cases WHERE wake_at IS NOT NULL AND wake_at <= $1 ORDER BY wake_at LIMIT $2`, []any{now.UnixMilli(), limit},
		func(r *sql.Rows) (id huiyin.CaseID, err error) { return id, r.Scan(&id) })
}

// NextWake is the next moment at which something happens by itself, or zero.
func (t *Tx) NextWake() (time.Time, error) {
	var n sql.NullInt64
	_, err := t.one(`SELECT wake_at FROM cases WHERE wake_at IS NOT NULL ORDER BY wake_at LIMIT 1`, nil, &n)
	return at(n), err
}

// CodeHash is the keyed hash of the case's extraction code.
func (t *Tx) CodeHash(id huiyin.CaseID) ([]byte, error) {
	var h []byte
	_, err := t.one(`SELECT code_hash FROM cases WHERE case_id = $1`, []any{int64(id)}, &h)
	return h, err
}
