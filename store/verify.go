package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"huiyin"
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
// is whole and ends where the chain's row says, and that every case's words and state are those the journal tells of.
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

// cases compares every case with what the journal last said of it.
func (v *verifier) cases() error {
	last := int64(0)
	for {
		cs, err := all(v.t, `SELECT `+caseColumns+` FROM cases WHERE case_id > $1 ORDER BY case_id LIMIT 500`, []any{last}, scanCase)
		if err != nil || len(cs) == 0 {
			return err
		}
		for i := range cs {
			c := &cs[i]
			last = int64(c.ID)
			state, digest, err := v.said(last)
			if err != nil {
				return err
			}
			if state != string(c.State) {
				v.report(Problem{huiyin.Shard(last), 0, last, fmt.Sprintf("the case is %q and the journal says %q", c.State, state)})
			}
			if c.State != "draft" && digest != v.t.s.RecordDigest(c) {
				v.report(Problem{huiyin.Shard(last), 0, last, "the case's words are not those the journal has the digest of"})
			}
		}
	}
}

// said reads a case's events backwards for its last state and the last digest of its words.
func (v *verifier) said(stream int64) (state, digest string, err error) {
	rows, err := all(v.t, `SELECT data FROM events WHERE stream = $1 ORDER BY n DESC`, []any{stream}, func(r *sql.Rows) (s string, err error) { return s, r.Scan(&s) })
	if err != nil {
		return "", "", err
	}
	for _, data := range rows {
		var facts struct{ State, Record string }
		if err := json.Unmarshal([]byte(data), &facts); err != nil {
			return "", "", fmt.Errorf("read an event of stream %d: %w", stream, err)
		}
		if state == "" {
			state = facts.State
		}
		if digest == "" {
			digest = facts.Record
		}
		if state != "" && digest != "" {
			break
		}
	}
	return state, digest, nil
}
