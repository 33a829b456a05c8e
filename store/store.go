// Package store is the record of the city: all SQL is here, one file for each noun, the same text for SQLite
// and PostgreSQL. It carries and remembers; it decides nothing. It refuses to know the procedure's rules,
// who may see what, and HTTP.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"huiyin"
)

// Options say where the record is kept.
type Options struct {
	Dir      string // the data folder: database file (for SQLite) and keys
	Database string // "" or "sqlite" for a file in Dir, or postgres://…
	Log      *slog.Logger
}

// Store is an open record. It is safe for concurrent use.
type Store struct {
	engine engine
	seal   *Sealer
	log    *slog.Logger
	news   news
	cancel context.CancelFunc
	closed func() error

	writes, commits, checkpoints atomic.Int64
}

// engine is a database: SQLite in the data folder, or PostgreSQL.
type engine interface {
	name() string
	words() map[string]string // what {{word}} in a migration stands for, and TEXT
	founded() string          // a query that yields a row when the database holds a record
	read(ctx context.Context, s *Store, fn func(*Tx) error) error
	write(ctx context.Context, s *Store, fn func(*Tx) error) error
	indexText(t *Tx, table string, id int64, x Text, fresh bool) error
	unindexText(t *Tx, table string, id int64) error
	clearText(t *Tx, table string) error
	match(m *matching) string // a FROM part: id of the hits, newest first
	best(m *matching) string  // the same with a score, of the newest rankedMost hits
	retryable(err error) bool
	refusal(err error) *huiyin.Error // a sentence for a failure of disk or database; nil for other errors
	close() error
}

// runner runs statements of one transaction.
type runner interface {
	exec(ctx context.Context, query string, args []any) (sql.Result, error)
	query(ctx context.Context, query string, args []any) (*sql.Rows, error)
}

// Open opens the record, makes it when there is none, and brings its schema up to date. It refuses a schema
// that is newer than it knows.
func Open(ctx context.Context, o Options) (*Store, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	seal, err := openSealer(o.Dir)
	if err != nil {
		return nil, err
	}
	s := &Store{seal: seal, log: o.Log}
	s.news.init()
	switch {
	case strings.HasPrefix(o.Database, "postgres://"), strings.HasPrefix(o.Database, "postgresql://"):
		s.engine, err = openPostgres(ctx, o.Database)
	case o.Database == "", o.Database == "sqlite":
		s.engine, err = openSQLite(ctx, s, o.Dir)
	default:
		err = huiyin.Invalid("database", "The database must be \"sqlite\" or an address that begins with postgres://.")
	}
	if err != nil {
		return nil, err
	}
	run, cancel := context.WithCancel(context.Background())
	s.cancel, s.closed = cancel, sync.OnceValue(s.shut)
	if err := s.migrate(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	if err := s.sameKey(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	s.news.watch(run, s)
	return s, nil
}

// Close waits for what is being written and closes the database. Closing again does nothing more.
func (s *Store) Close() error { return s.closed() }

func (s *Store) shut() error {
	s.cancel()
	s.news.wait()
	return s.engine.close()
}

// Tx is one transaction. Its methods are the record's nouns and verbs; a room composes them.
type Tx struct {
	ctx   context.Context
	run   runner
	s     *Store
	moved bool // events were appended: readers of the journal have news
}

// Read runs fn on one consistent picture of the record.
func (s *Store) Read(ctx context.Context, fn func(*Tx) error) error {
	return s.failure("read", s.engine.read(ctx, s, fn))
}

// Write runs fn in a transaction that is on disk when Write returns nil. fn may run more than once and must
// only touch the record.
func (s *Store) Write(ctx context.Context, fn func(*Tx) error) error {
	s.writes.Add(1)
	for try := 0; ; try++ {
		err := s.engine.write(ctx, s, fn)
		if err == nil {
			return nil
		}
		if try < 8 && (errors.Is(err, errRetry) || s.engine.retryable(err)) && ctx.Err() == nil {
			continue
		}
		return s.failure("write", err)
	}
}

// failure keeps refusals as they are, turns failures of disk and database into one, and wraps the rest.
func (s *Store) failure(doing string, err error) error {
	if err == nil || huiyin.KindOf(err) != "" {
		return err
	}
	if errors.Is(err, errRetry) {
		return huiyin.Conflict("busy", "Somebody else was changing the same thing; please try again.")
	}
	if r := s.engine.refusal(err); r != nil {
		s.log.Error("database refused", "doing", doing, "err", err)
		return r
	}
	return fmt.Errorf("%s the record: %w", doing, err)
}

// errRetry asks for the whole transaction to be run again: somebody was faster, or two identities met.
var errRetry = errors.New("the transaction must be run again")

// guarded runs fn and turns a panic into an error, so that one bad step cannot take the writer down.
func guarded(tx *Tx, fn func(*Tx) error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("a step panicked: %v\n%s", r, debug.Stack())
		}
	}()
	return fn(tx)
}

// Counts tells how many writes were asked for, in how many commits they went to disk, and how often the log was
// written back: what the bench reports.
func (s *Store) Counts() (writes, commits, checkpoints int64) {
	return s.writes.Load(), s.commits.Load(), s.checkpoints.Load()
}

// Seal is the store's keyed hashing and sealing of personal fields.
func (s *Store) Seal() *Sealer { return s.seal }

// Engine is "sqlite" or "postgres".
func (s *Store) Engine() string { return s.engine.name() }

// exec runs a statement and tells how many rows it touched.
func (t *Tx) exec(query string, args ...any) (int64, error) {
	res, err := t.run.exec(t.ctx, query, args)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", head(query), err)
	}
	return res.RowsAffected()
}

func (t *Tx) query(query string, args ...any) (*sql.Rows, error) {
	rows, err := t.run.query(t.ctx, query, args)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", head(query), err)
	}
	return rows, nil
}

// one scans the single row of a query; found is false when there is none.
func (t *Tx) one(query string, args []any, into ...any) (found bool, err error) {
	rows, err := t.query(query, args...)
	if err != nil {
		return false, err
	}
	defer rows.Close()
	if !rows.Next() {
		return false, rows.Err()
	}
	if err := rows.Scan(into...); err != nil {
		return false, fmt.Errorf("%s: %w", head(query), err)
	}
	return true, rows.Close()
}

// all scans every row of a query with scan.
func all[T any](t *Tx, query string, args []any, scan func(*sql.Rows) (T, error)) ([]T, error) {
	rows, err := t.query(query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", head(query), err)
		}
		out = append(out, v)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", head(query), err)
	}
	return out, nil
}

// head is the beginning of a statement, for error messages.
func head(query string) string {
	q := strings.Join(strings.Fields(query), " ")
	if len(q) > 60 {
		q = q[:60] + "…"
	}
	return q
}

// milli writes a moment for the record: NULL when it is not set.
func milli(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UnixMilli()
}

// at reads a moment.
func at(n sql.NullInt64) time.Time {
	if !n.Valid {
		return time.Time{}
	}
	return time.UnixMilli(n.Int64)
}
