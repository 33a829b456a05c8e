package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"huiyin"
	"huiyin/casework"
	"huiyin/journal"
)

// Problem is one thing that does not verify, as a sentence.
type Problem struct {
	Shard  int
	Seq    int64
	Stream int64
	Say    string
}

func (p Problem) String() string {
	return fmt.Sprintf("shard %d, event %d, stream %d: %s", p.Shard, p.Seq, p.Stream, p.Say)
}

// Progress is called now and then with how many events of how many were checked.
type Progress func(done, all int64)

// verifyMost bounds the list of problems: after so many the record is known to be broken.
const verifyMost = 1000

// Verify checks the whole record: that every shard's sequence is gapless up to its head, that every stream's chain
// is whole and ends where the chain's row says, and that every case with its parts, and every article that was in force,
// is the one the journal tells of.
func (s *Store) Verify(ctx context.Context, progress Progress) ([]Problem, error) {
	var problems []Problem
	err := s.Read(ctx, func(t *Tx) error {
		v := verifier{t: t, progress: progress}
		err := v.run()
		problems = v.problems
		return err
	})
	return problems, err
}

type verifier struct {
	t         *Tx
	progress  Progress
	problems  []Problem
	all, done int64
}

func (v *verifier) report(p Problem) {
	if len(v.problems) < verifyMost {
		v.problems = append(v.problems, p)
	}
}

func (v *verifier) run() error {
	heads, err := v.t.Heads()
	if err != nil {
		return err
	}
	for _, h := range heads {
		v.all += h
	}
	for shard, head := range heads {
		if err := v.shard(shard, head); err != nil {
			return err
		}
	}
	if err := v.streams(); err != nil {
		return err
	}
	if err := v.articles(); err != nil {
		return err
	}
	return v.cases()
}

// shard counts 1, 2, 3 … up to the head.
func (v *verifier) shard(shard int, head int64) error {
	rows, err := v.t.query(`SELECT seq, stream FROM events WHERE shard = $1 ORDER BY seq`, shard)
	if err != nil {
		return err
	}
	defer rows.Close()
	want := int64(1)
	for rows.Next() {
		var seq, stream int64
		if err := rows.Scan(&seq, &stream); err != nil {
			return err
		}
		if seq != want {
			v.report(Problem{Shard: shard, Seq: want, Say: fmt.Sprintf("the sequence has a gap: after event %d comes event %d", want-1, seq)})
			want = seq
		}
		if huiyin.Shard(stream) != shard {
			v.report(Problem{Shard: shard, Seq: seq, Stream: stream, Say: "the event stands in the wrong shard"})
		}
		want++
	}
	if want-1 != head {
		v.report(Problem{Shard: shard, Seq: head, Say: fmt.Sprintf("the sequence should end at event %d and ends at %d", head, want-1)})
	}
	return rows.Err()
}

// streams recomputes every chain and compares its end with the chain's row.
func (v *verifier) streams() error {
	rows, err := v.t.query(`SELECT ` + eventColumns + ` FROM events ORDER BY stream, n`)
	if err != nil {
		return err
	}
	defer rows.Close()
	ends := map[int64]huiyin.Event{}
	var prev huiyin.Event
	for rows.Next() {
		e, err := scanEvent(rows)
		if err != nil {
			return err
		}
		if e.Stream != prev.Stream {
			if prev.Stream != 0 {
				ends[prev.Stream] = huiyin.Event{N: prev.N, Hash: prev.Hash}
			}
			prev = huiyin.Event{Stream: e.Stream}
		}
		switch {
		case e.N != prev.N+1:
			v.report(Problem{e.Shard, e.Seq, e.Stream, fmt.Sprintf("the chain has a gap: after its event %d comes event %d", prev.N, e.N)})
		case journal.Hash(prev.Hash, e) != e.Hash:
			v.report(Problem{e.Shard, e.Seq, e.Stream, "the event was changed after it was written: its hash does not fit"})
		}
		prev = e
		if v.done++; v.progress != nil && v.done%10_000 == 0 {
			v.progress(v.done, v.all)
		}
	}
	if prev.Stream != 0 {
		ends[prev.Stream] = huiyin.Event{N: prev.N, Hash: prev.Hash}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return v.chains(ends)
}

func (v *verifier) chains(ends map[int64]huiyin.Event) error {
	rows, err := v.t.query(`SELECT stream, n, hash FROM chains ORDER BY stream`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var stream, n int64
		var hash []byte
		if err := rows.Scan(&stream, &n, &hash); err != nil {
			return err
		}
		end := ends[stream]
		if end.N != n || string(end.Hash[:]) != string(hash) {
			v.report(Problem{huiyin.Shard(stream), 0, stream, fmt.Sprintf("the chain should end with its event %d; the journal ends it with event %d, or with another hash", n, end.N)})
		}
		delete(ends, stream)
	}
	for stream, end := range ends {
		v.report(Problem{huiyin.Shard(stream), 0, stream, fmt.Sprintf("the journal has %d events of a chain that the record does not know", end.N)})
	}
	return rows.Err()
}

// verifyPage is how many cases are compared at once.
const verifyPage = 500

// cases compares every case, its parts included, with what the journal last said of it.
func (v *verifier) cases() error {
	for last := int64(0); ; {
		cs, err := all(v.t, `SELECT `+caseColumns+` FROM cases WHERE case_id > $1 ORDER BY case_id LIMIT $2`, []any{last, verifyPage}, scanCase)
		if err != nil || len(cs) == 0 {
			return err
		}
		span := []any{last, int64(cs[len(cs)-1].ID)}
		last = int64(cs[len(cs)-1].ID)
		told, err := v.told(span)
		if err == nil {
			err = v.parts(cs, span)
		}
		if err != nil {
			return err
		}
		for i := range cs {
			v.compare(&cs[i], told[int64(cs[i].ID)])
		}
	}
}

func (v *verifier) compare(c *casework.Case, said saying) {
	id := int64(c.ID)
	if said.state != string(c.State) {
		v.report(Problem{huiyin.Shard(id), 0, id, fmt.Sprintf("the case is %q and the journal says %q", c.State, said.state)})
	}
	if c.State != casework.Draft && said.digest != v.t.s.RecordDigest(c) {
		v.report(Problem{huiyin.Shard(id), 0, id, "the record of the case is not the one the journal has the digest of"})
	}
}

// parts reads the parts of a page of cases.
func (v *verifier) parts(cs []casework.Case, span []any) error {
	byID := make(map[huiyin.CaseID]*casework.Case, len(cs))
	for i := range cs {
		byID[cs[i].ID] = &cs[i]
	}
	read := func(columns, table, order string, row func(id *huiyin.CaseID) (columns []any, keep func(*casework.Case))) error {
		_, err := all(v.t, `SELECT `+columns+` FROM `+table+` WHERE case_id > $1 AND case_id <= $2 ORDER BY case_id, `+order, span, func(r *sql.Rows) (struct{}, error) {
			var id huiyin.CaseID
			into, keep := row(&id)
			err := r.Scan(into...)
			if c := byID[id]; err == nil && c != nil {
				keep(c)
			} else if err == nil {
				v.report(Problem{huiyin.Shard(int64(id)), 0, int64(id), "the record has a part of a case that there is not, in " + table})
			}
			return struct{}{}, err
		})
		return err
	}
	return errors.Join(
		read(assignmentColumns, "assignments", "assignment_id", func(id *huiyin.CaseID) ([]any, func(*casework.Case)) {
			var a casework.Assignment
			return assignmentRow(id, &a), func(c *casework.Case) { c.Assignments = append(c.Assignments, a) }
		}),
		read(requestColumns, "requests", "request_id", func(id *huiyin.CaseID) ([]any, func(*casework.Case)) {
			var q casework.Request
			return requestRow(id, &q), func(c *casework.Case) { c.Requests = append(c.Requests, q) }
		}),
		read(visitColumns, "visits", "n", func(id *huiyin.CaseID) ([]any, func(*casework.Case)) {
			var n int
			var x casework.Visit
			return visitRow(id, &n, &x), func(c *casework.Case) { c.Visits = append(c.Visits, x) }
		}))
}

// saying is what the journal last said of a stream: its state, and the digest of its record.
type saying struct{ state, digest string }

func (v *verifier) told(span []any) (map[int64]saying, error) {
	told := map[int64]saying{}
	_, err := all(v.t, `SELECT stream, data FROM events WHERE stream > $1 AND stream <= $2 ORDER BY stream, n`, span, func(r *sql.Rows) (struct{}, error) {
		var stream int64
		var data string
		if err := r.Scan(&stream, &data); err != nil {
			return struct{}{}, err
		}
		var facts struct{ State, Record string }
		if err := json.Unmarshal([]byte(data), &facts); err != nil {
			v.report(Problem{huiyin.Shard(stream), 0, stream, "an event cannot be read: " + err.Error()})
			return struct{}{}, nil
		}
		said := told[stream]
		if facts.State != "" {
			said.state = facts.State
		}
		if facts.Record != "" {
			said.digest = facts.Record
		}
		told[stream] = said
		return struct{}{}, nil
	})
	return told, err
}
