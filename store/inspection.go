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
	updateInspection = updateSet("inspections", inspectionColumns, "inspection_id = #1")
)

// AddInspection writes down that a call was drawn; the same draw twice changes nothing.
func (t *Tx) AddInspection(i Inspection) error {
	_, err := t.exec(insertInspection, inspectionRow(&i)...)
	return err
}

// SaveInspection writes what the inspector found.
func (t *Tx) SaveInspection(i Inspection) error {
	_, err := t.exec(updateInspection, append(inspectionRow(&i), int64(i.ID))...)
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

// Inspections lists what was drawn, latest first; with done, those that were listened to, else those that wait.
func (t *Tx) Inspections(done bool, page huiyin.Page) (list []Inspection, next string, err error) {
	if page.After != "" && !whole(page.After) {
		return nil, "", unknownCursor()
	}
	args := []any{}
	where := `done_at IS NULL`
	if done {
		where = `done_at IS NOT NULL`
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
