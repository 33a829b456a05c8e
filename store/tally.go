package store

import (
	"database/sql"

	"huiyin"
	"huiyin/casework"
)

// Tally counts the cases that came in from an identity on: how many stand in each of the states, and how their
// appellants judged the answer in the end. Both are read from an index alone.
func (t *Tx) Tally(from huiyin.CaseID, states []casework.State) (map[casework.State]int, map[casework.Satisfaction]int, error) {
	byState, byJudgement := map[casework.State]int{}, map[casework.Satisfaction]int{}
	args := []any{int64(from)}
	_, err := all(t, `SELECT state, COUNT(*) FROM cases WHERE case_id >= $1 AND state IN `+in(&args, states)+` GROUP BY state`, args, func(r *sql.Rows) (struct{}, error) {
		return struct{}{}, count(r, byState)
	})
	if err != nil {
		return nil, nil, err
	}
	_, err = all(t, `SELECT final_judgement, COUNT(*) FROM cases WHERE final_judgement <> '' AND case_id >= $1 GROUP BY final_judgement`, []any{int64(from)}, func(r *sql.Rows) (struct{}, error) {
		return struct{}{}, count(r, byJudgement)
	})
	return byState, byJudgement, err
}

func count[K ~string](r *sql.Rows, into map[K]int) error {
	var key K
	var n int
	err := r.Scan(&key, &n)
	into[key] = n
	return err
}
