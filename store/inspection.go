package store

import (
	"database/sql"
	"time"

	"huiyin"
)

// Inspection is one call that a sample drew for quality inspection, and what the inspector found.
type Inspection struct {
	ID        huiyin.InspectionID
	Call      huiyin.CallID
	Staff     huiyin.StaffID // whose call it was
	Inspector huiyin.StaffID // 0: not yet listened to
	Sample    string         // the seed it was drawn with, so that anybody can draw it again
	DrawnAt   time.Time
	DoneAt    time.Time
	Score     int    // 0-100
	Marks     string // what was given for each point of the form: "greeting=5 listening=4 …"
	Note      string
}

const inspectionColumns = `inspection_id, call_id, staff_id, inspector_id, sample, drawn_at, done_at, score, marks, note`

func inspectionRow(i *Inspection) []any {
	return []any{&i.ID, &i.Call, &i.Staff, &i.Inspector, &i.Sample, ms{&i.DrawnAt}, ms{&i.DoneAt}, &i.Score, &i.Marks, &i.Note}
}

var (
	insertInspection = insertInto("inspections", inspectionColumns) + ` ON CONFLICT (sample, call_id) DO NOTHING`
	updateInspection = updateSet("inspections", inspectionColumns, "inspection_id = #1 AND done_at IS NOT DISTINCT FROM #2 AND marks = #3")
)

// AddInspection writes down that a call was drawn; the same draw twice changes nothing.
func (t *Tx) AddInspection(i Inspection) error {
	_, err := t.exec(insertInspection, inspectionRow(&i)...)
	return err
}

// SaveInspection writes what the inspector found, when nobody was faster; else the transaction is run again and finds
// what has happened.
func (t *Tx) SaveInspection(before, after Inspection) error {
	n, err := t.exec(updateInspection, append(inspectionRow(&after), int64(before.ID), ms{&before.DoneAt}, before.Marks)...)
	if err == nil && n == 0 {
		err = errRetry
	}
	return err
}

// Inspection reads one.
func (t *Tx) Inspection(id huiyin.InspectionID) (Inspection, error) {
	var i Inspection
	found, err := t.one(`SELECT `+inspectionColumns+` FROM inspections WHERE inspection_id = $1`, []any{int64(id)}, inspectionRow(&i)...)
	if err == nil && !found {
		err = huiyin.NotFound("inspection", "There is no such inspection.")
	}
	return i, err
}

// InspectionFilter says which inspections of a list are wanted; empty fields do not narrow.
type InspectionFilter struct {
	State  string         // waiting, done, objected (and not decided)
	Staff  huiyin.StaffID // whose call it was
	Sample string
}

// Inspections lists what was drawn, latest first. next is the cursor of the part after it, empty at the end.
func (t *Tx) Inspections(f InspectionFilter, page huiyin.Page) (list []Inspection, next string, err error) {
	if page.After != "" && !whole(page.After) {
		return nil, "", unknownCursor()
	}
	if !words(f.Sample) {
		return nil, "", nil
	}
	args := []any{}
	where := `1 = 1`
	switch f.State {
	case "waiting":
		where = `done_at IS NULL`
	case "done":
		where = `done_at IS NOT NULL`
	case "objected":
		where = `inspection_id IN (SELECT inspection_id FROM objections WHERE decided_at IS NULL)`
	}
	if f.Staff != 0 {
		where += ` AND staff_id = ` + arg(&args, int64(f.Staff))
	}
	if f.Sample != "" {
		where += ` AND sample = ` + arg(&args, f.Sample)
	}
	if page.After != "" {
		where += ` AND inspection_id < ` + arg(&args, number(page.After))
	}
	list, err = all(t, `SELECT `+inspectionColumns+` FROM inspections WHERE `+where+` ORDER BY inspection_id DESC LIMIT `+arg(&args, page.Size()+1), args,
		func(r *sql.Rows) (i Inspection, err error) { return i, r.Scan(inspectionRow(&i)...) })
	if err == nil && len(list) > page.Size() {
		list = list[:page.Size()]
		next = itoa(int64(list[len(list)-1].ID))
	}
	return list, next, err
}

// Objection is what an operator says against the result of an inspection, and what became of it.
type Objection struct {
	Inspection  huiyin.InspectionID
	Reason      string
	At          time.Time
	DecidedBy   huiyin.StaffID
	DecidedAt   time.Time // zero: not yet decided
	Decision    string
	ScoreBefore int
	MarksBefore string
}

const objectionColumns = `inspection_id, reason, objected_at, decided_by, decided_at, decision, score_before, marks_before`

func objectionRow(o *Objection) []any {
	return []any{&o.Inspection, &o.Reason, ms{&o.At}, &o.DecidedBy, ms{&o.DecidedAt}, &o.Decision, &o.ScoreBefore, &o.MarksBefore}
}

var (
	insertObjection = insertInto("objections", objectionColumns) + ` ON CONFLICT (inspection_id) DO NOTHING`
	decideObjection = updateSet("objections", objectionColumns, "inspection_id = #1 AND decided_at IS NULL")
)

// AddObjection writes one down, and tells whether it is the first of this inspection.
func (t *Tx) AddObjection(o Objection) (bool, error) {
	n, err := t.exec(insertObjection, objectionRow(&o)...)
	return n == 1, err
}

// DecideObjection writes the decision down, and tells whether there was none before.
func (t *Tx) DecideObjection(o Objection) (bool, error) {
	n, err := t.exec(decideObjection, append(objectionRow(&o), int64(o.Inspection))...)
	return n == 1, err
}

// Objection reads what was said against an inspection; found is false when nothing was.
func (t *Tx) Objection(id huiyin.InspectionID) (o Objection, found bool, err error) {
	found, err = t.one(`SELECT `+objectionColumns+` FROM objections WHERE inspection_id = $1`, []any{int64(id)}, objectionRow(&o)...)
	return o, found, err
}
