package store

import (
	"context"
	"database/sql"
	"sync"
	"time"

	"huiyin"
	"huiyin/journal"
)

// Append writes events of one stream to the journal, in this transaction. Facts must hold codes and identities
// only. The shard's row orders the writers; the chain's row carries the last hash.
func (t *Tx) Append(stream int64, at time.Time, by string, events ...Fact) error {
	shard := huiyin.Shard(stream)
	var seq int64
	if _, err := t.one(`UPDATE shards SET seq = seq + $1 WHERE shard = $2 RETURNING seq`, []any{len(events), shard}, &seq); err != nil {
		return err
	}
	n, prev, err := t.chain(stream)
	if err != nil {
		return err
	}
	first := n == 0
	seq -= int64(len(events))
	for _, f := range events {
		data, err := journal.Canonical(f.Data)
		if err != nil {
			return err
		}
		seq, n = seq+1, n+1
		e := huiyin.Event{Shard: shard, Seq: seq, Stream: stream, N: n, At: at, Kind: f.Kind, By: by, Data: data}
		prev = journal.Hash(prev, e)
		if _, err := t.exec(`INSERT INTO events (shard, seq, stream, n, at, kind, actor, data, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
			shard, seq, stream, n, at.UnixMilli(), e.Kind, by, string(data), prev[:]); err != nil {
			return err
		}
	}
	t.moved = true
	if first {
		_, err = t.exec(`INSERT INTO chains (stream, n, hash) VALUES ($1, $2, $3)`, stream, n, prev[:])
		return err
	}
	touched, err := t.exec(`UPDATE chains SET n = $1, hash = $2 WHERE stream = $3 AND n = $4`, n, prev[:], stream, n-int64(len(events)))
	if err == nil && touched == 0 {
		err = errRetry
	}
	return err
}

// Hold keeps other writers of a stream's shard waiting until this transaction ends: what is read from now on is what is
// changed.
func (t *Tx) Hold(stream int64) error {
	_, err := t.exec(`UPDATE shards SET seq = seq WHERE shard = $1`, huiyin.Shard(stream))
	return err
}

// Fact is an event before it has its place.
type Fact struct {
	Kind string
	Data map[string]any
}

func (t *Tx) chain(stream int64) (n int64, hash [32]byte, err error) {
	var h []byte
	if _, err = t.one(`SELECT n, hash FROM chains WHERE stream = $1`, []any{stream}, &n, &h); err == nil {
		copy(hash[:], h)
	}
	return n, hash, err
}

const eventColumns = `shard, seq, stream, n, at, kind, actor, data, hash`

func scanEvent(rows *sql.Rows) (huiyin.Event, error) {
	var e huiyin.Event
	var ms int64
	var data string
	var hash []byte
	err := rows.Scan(&e.Shard, &e.Seq, &e.Stream, &e.N, &ms, &e.Kind, &e.By, &data, &hash)
	e.At, e.Data = time.UnixMilli(ms), []byte(data)
	copy(e.Hash[:], hash)
	return e, err
}

// Events lists a stream's events from the n-th on, at most limit.
func (t *Tx) Events(stream, from int64, limit int) ([]huiyin.Event, error) {
	return all(t, `SELECT `+eventColumns+` FROM events WHERE stream = $1 AND n >= $2 ORDER BY n LIMIT $3`, []any{stream, from, limit}, scanEvent)
}

// Ends lists a stream's first and its last events, at most so many of each, in order: of a story that has become very
// long, how it began and where it stands.
func (t *Tx) Ends(stream int64, most int) ([]huiyin.Event, error) {
	first, err := t.Events(stream, 1, most)
	if err != nil || len(first) < most {
		return first, err
	}
	n, _, err := t.chain(stream)
	if err != nil {
		return nil, err
	}
	last, err := t.Events(stream, max(n, int64(2*most))-int64(most)+1, most)
	return append(first, last...), err
}

// EventsAfter lists a shard's events after a sequence number, at most limit: what a projection reads.
func (t *Tx) EventsAfter(shard int, seq int64, limit int) ([]huiyin.Event, error) {
	return all(t, `SELECT `+eventColumns+` FROM events WHERE shard = $1 AND seq > $2 ORDER BY seq LIMIT $3`, []any{shard, seq, limit}, scanEvent)
}

// Heads are the last sequence numbers of all shards.
func (t *Tx) Heads() ([huiyin.Shards]int64, error) {
	var heads [huiyin.Shards]int64
	rows, err := t.query(`SELECT shard, seq FROM shards ORDER BY shard`)
	if err != nil {
		return heads, err
	}
	defer rows.Close()
	for rows.Next() {
		var shard int
		var seq int64
		if err := rows.Scan(&shard, &seq); err != nil {
			return heads, err
		}
		heads[shard] = seq
	}
	return heads, rows.Err()
}

// HeadBefore is the hash of a shard's last event before a moment; nil when there is none.
func (t *Tx) HeadBefore(shard int, at time.Time) ([]byte, error) {
	var hash []byte
	_, err := t.one(`SELECT hash FROM events WHERE shard = $1 AND at < $2 ORDER BY seq DESC LIMIT 1`, []any{shard, at.UnixMilli()}, &hash)
	return hash, err
}

// Watermarks are how far a reader of the journal has come.
func (t *Tx) Watermarks(reader string) ([huiyin.Shards]int64, error) {
	var marks [huiyin.Shards]int64
	rows, err := t.query(`SELECT shard, seq FROM watermarks WHERE reader = $1 ORDER BY shard`, reader)
	if err != nil {
		return marks, err
	}
	defer rows.Close()
	for rows.Next() {
		var shard int
		var seq int64
		if err := rows.Scan(&shard, &seq); err != nil {
			return marks, err
		}
		marks[shard] = seq
	}
	return marks, rows.Err()
}

// SetWatermark moves a reader forward, in the transaction of what it did with the events.
func (t *Tx) SetWatermark(reader string, shard int, seq int64) error {
	_, err := t.exec(`INSERT INTO watermarks (reader, shard, seq) VALUES ($1, $2, $3) ON CONFLICT (reader, shard) DO UPDATE SET seq = excluded.seq`, reader, shard, seq)
	return err
}

// news wakes whoever waits for the journal to grow: at once after a commit of this process, and within a second
// after one of another.
type news struct {
	mu   sync.Mutex
	ch   chan struct{}
	done chan struct{}
}

func (n *news) init() { n.ch = make(chan struct{}) }

func (n *news) ring() {
	n.mu.Lock()
	close(n.ch)
	n.ch = make(chan struct{})
	n.mu.Unlock()
}

// News is closed when the journal may have grown since the call.
func (s *Store) News() <-chan struct{} {
	s.news.mu.Lock()
	defer s.news.mu.Unlock()
	return s.news.ch
}

func (n *news) watch(ctx context.Context, s *Store) {
	n.done = make(chan struct{})
	go func() {
		defer close(n.done)
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		var last [huiyin.Shards]int64
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
			if err := s.Read(ctx, func(t *Tx) error {
				heads, err := t.Heads()
				if err == nil && heads != last {
					last = heads
					n.ring()
				}
				return err
			}); err != nil && ctx.Err() == nil {
				s.log.Warn("journal heads could not be read", "err", err)
			}
		}
	}()
}

// wait waits for the watcher, if there is one.
func (n *news) wait() {
	if n.done != nil {
		<-n.done
	}
}
