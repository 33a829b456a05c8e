package store

import (
	"strconv"
	"strings"
	"time"

	"huiyin"
	"huiyin/journal"
)

// Moment is one step of a stream with what happened then.
type Moment struct {
	At    time.Time
	Facts []Fact
}

// historyMost is how many events one statement writes, so that there are few different statements to prepare.
const historyMost = 64

// AppendHistory writes several steps of one stream, each at its own time, in their order: what Append does for one
// step, for a matter whose history comes in whole.
func (t *Tx) AppendHistory(stream int64, by string, steps ...Moment) error {
	count := 0
	for _, s := range steps {
		count += len(s.Facts)
	}
	if count == 0 {
		return nil
	}
	shard := huiyin.Shard(stream)
	var seq int64
	if _, err := t.one(`UPDATE shards SET seq = seq + $1 WHERE shard = $2 RETURNING seq`, []any{count, shard}, &seq); err != nil {
		return err
	}
	n, prev, err := t.chain(stream)
	if err != nil {
		return err
	}
	had, next := n, seq-int64(count)
	var rows []any
	for _, s := range steps {
		for _, f := range s.Facts {
			data, err := journal.Canonical(f.Data)
			if err != nil {
				return err
			}
			next, n = next+1, n+1
			e := huiyin.Event{Shard: shard, Seq: next, Stream: stream, N: n, At: s.At, Kind: f.Kind, By: by, Data: data}
			prev = journal.Hash(prev, e)
			hash := prev
			rows = append(rows, shard, next, stream, n, s.At.UnixMilli(), e.Kind, by, string(data), hash[:])
		}
	}
	if err := t.insertEvents(rows); err != nil {
		return err
	}
	return t.endChain(stream, had, n, prev)
}

// eventWidth is the number of columns of an event.
var eventWidth = strings.Count(eventColumns, ",") + 1

func (t *Tx) insertEvents(rows []any) error {
	for len(rows) > 0 {
		most := min(len(rows), historyMost*eventWidth)
		var q strings.Builder
		q.WriteString(`INSERT INTO events (` + eventColumns + `) VALUES `)
		for i := range most {
			switch {
			case i == 0:
				q.WriteString("($1")
			case i%eventWidth == 0:
				q.WriteString("), ($" + strconv.Itoa(i+1))
			default:
				q.WriteString(", $" + strconv.Itoa(i+1))
			}
		}
		q.WriteString(")")
		if _, err := t.exec(q.String(), rows[:most]...); err != nil {
			return err
		}
		rows = rows[most:]
	}
	t.moved = true
	return nil
}

// endChain moves a stream's chain on from its had-th event; when somebody else did so meanwhile, all runs again.
func (t *Tx) endChain(stream, had, n int64, hash [32]byte) error {
	if had == 0 {
		_, err := t.exec(`INSERT INTO chains (stream, n, hash) VALUES ($1, $2, $3)`, stream, n, hash[:])
		return err
	}
	touched, err := t.exec(`UPDATE chains SET n = $1, hash = $2 WHERE stream = $3 AND n = $4`, n, hash[:], stream, had)
	if err == nil && touched == 0 {
		err = errRetry
	}
	return err
}
