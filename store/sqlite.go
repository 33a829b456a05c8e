package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"huiyin"
)

// readers is how many transactions may read the SQLite file at once.
const readers = 8

// batchMost is how many writes may share one commit.
const batchMost = 256

// sqliteEngine keeps the record in one file: one writer that commits whatever is waiting, many readers.
// The write-ahead log is synced at every commit (synchronous=FULL), so what was acknowledged survives a power cut.
type sqliteEngine struct {
	reading, writing *sql.DB
	free             chan *cachedConn
	writer           *cachedConn
	queue            chan *write
	done             chan struct{}
	s                *Store
}

// write is a transaction waiting for the writer.
type write struct {
	ctx    context.Context
	fn     func(*Tx) error
	result chan error
	err    error
	moved  bool
}

// cachedConn is one connection with its prepared statements.
type cachedConn struct {
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
}

func (c *cachedConn) stmt(ctx context.Context, query string) (*sql.Stmt, error) {
	if st, ok := c.stmts[query]; ok {
		return st, nil
	}
	st, err := c.conn.PrepareContext(context.WithoutCancel(ctx), numbered.ReplaceAllString(query, "?$1"))
	if err != nil {
		return nil, err
	}
	if len(c.stmts) > 500 { // searches make their own texts; do not keep them for ever
		for q, old := range c.stmts {
			old.Close()
			delete(c.stmts, q)
		}
	}
	c.stmts[query] = st
	return st, nil
}

// numbered finds $1, which SQLite would take for a name; ?1 binds by number.
var numbered = regexp.MustCompile(`\$(\d+)`)

func (c *cachedConn) exec(ctx context.Context, query string, args []any) (sql.Result, error) {
	st, err := c.stmt(ctx, query)
	if err != nil {
		return nil, err
	}
	return st.ExecContext(ctx, args...)
}

func (c *cachedConn) query(ctx context.Context, query string, args []any) (*sql.Rows, error) {
	st, err := c.stmt(ctx, query)
	if err != nil {
		return nil, err
	}
	return st.QueryContext(ctx, args...)
}

func openSQLite(ctx context.Context, s *Store, dir string) (engine, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, huiyin.Unready("data_folder", err, "The data folder cannot be made or used. Check its path and its permissions.")
	}
	e := &sqliteEngine{free: make(chan *cachedConn, readers), queue: make(chan *write, 4*batchMost), done: make(chan struct{}), s: s}
	path := filepath.Join(dir, "huiyin.db")
	var err error
	if e.writing, err = sql.Open("sqlite", sqliteURL(path, "journal_mode(WAL)", "synchronous(FULL)", "wal_autocheckpoint(4000)", "cache_size(-16000)")); err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	if e.writer, err = connect(ctx, e.writing); err != nil {
		return nil, openingRefused(err, e.writing.Close())
	}
	if err := e.writable(ctx); err != nil {
		return nil, openingRefused(err, e.writer.conn.Close(), e.writing.Close())
	}
	if e.reading, err = sql.Open("sqlite", sqliteURL(path, "query_only(1)", "cache_size(-8000)")); err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	e.reading.SetMaxOpenConns(readers)
	e.reading.SetMaxIdleConns(readers)
	for range readers {
		c, err := connect(ctx, e.reading)
		if err != nil {
			return nil, openingRefused(err, e.reading.Close(), e.writing.Close())
		}
		e.free <- c
	}
	go e.run()
	return e, nil
}

func openingRefused(errs ...error) error {
	return huiyin.Unready("database_file", errors.Join(errs...), "The database file in the data folder cannot be opened for writing. Check the folder's permissions and the free space on its disk.")
}

func sqliteURL(path string, pragmas ...string) string {
	v := url.Values{"_pragma": append([]string{fmt.Sprintf("busy_timeout(%d)", busyWait.Milliseconds()), "temp_store(MEMORY)"}, pragmas...)}
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: v.Encode()}).String()
}

// connect opens a connection. While another program turns a new file to write-ahead logging, or mends the log of one
// that died, SQLite refuses at once instead of waiting as it was told to: then it is asked again.
func connect(ctx context.Context, db *sql.DB) (*cachedConn, error) {
	for end := time.Now().Add(busyWait); ; {
		conn, err := db.Conn(ctx)
		if err == nil {
			if err = conn.PingContext(ctx); err == nil {
				return &cachedConn{conn: conn, stmts: map[string]*sql.Stmt{}}, nil
			}
			err = errors.Join(err, conn.Close())
		}
		if !busy(err) || time.Now().After(end) {
			return nil, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// busyWait is how long another program may hold the database before we say so.
const busyWait = 20 * time.Second

func busy(err error) bool {
	var se *sqlite.Error
	return errors.As(err, &se) && se.Code()&0xff == sqlite3.SQLITE_BUSY
}

// writable changes something and takes it back: SQLite opens a file that may only be read without a word, and even
// begins to write.
func (e *sqliteEngine) writable(ctx context.Context) error {
	if _, err := e.writer.exec(ctx, "BEGIN IMMEDIATE", nil); err != nil {
		return err
	}
	_, err := e.writer.exec(ctx, "PRAGMA user_version = 1", nil)
	_, back := e.writer.exec(ctx, "ROLLBACK", nil)
	return errors.Join(err, back)
}

func (e *sqliteEngine) name() string { return "sqlite" }

func (e *sqliteEngine) words() map[string]string {
	return map[string]string{"int": "INTEGER", "blob": "BLOB", "bool": "INTEGER", "real": "REAL", "strict": "STRICT", "strict_without_rowid": "STRICT, WITHOUT ROWID", "text": ftsTable, "TEXT": "TEXT"}
}

func (e *sqliteEngine) founded() string {
	return `SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'settings'`
}

func (e *sqliteEngine) read(ctx context.Context, s *Store, fn func(*Tx) error) error {
	if ctx.Err() != nil { // the choice below is a lottery
		return ctx.Err()
	}
	var c *cachedConn
	select {
	case c = <-e.free:
	case <-ctx.Done():
		return ctx.Err()
	case <-e.done:
		return closing()
	}
	defer func() { e.free <- c }()
	calm := context.WithoutCancel(ctx)
	if _, err := c.exec(calm, "BEGIN", nil); err != nil {
		return err
	}
	err := guarded(&Tx{ctx: ctx, run: c, s: s}, fn)
	if _, end := c.exec(calm, "ROLLBACK", nil); err == nil {
		err = end
	}
	return err
}

func (e *sqliteEngine) write(ctx context.Context, _ *Store, fn func(*Tx) error) error {
	w := &write{ctx: ctx, fn: fn, result: make(chan error, 1)}
	select {
	case e.queue <- w:
	case <-ctx.Done():
		return ctx.Err()
	case <-e.done:
		return closing()
	}
	select {
	case err := <-w.result:
		return err
	case <-e.done: // the writer answers everything it took before it closes
		select {
		case err := <-w.result:
			return err
		default:
			return closing()
		}
	}
}

// run is the one writer: it takes whatever is waiting, gives each request a savepoint, and syncs once for all.
func (e *sqliteEngine) run() {
	defer close(e.done)
	for first := range e.queue {
		if first == nil {
			return
		}
		batch := append(make([]*write, 0, batchMost), first)
		for len(batch) < batchMost {
			select {
			case w := <-e.queue:
				if w == nil {
					e.commit(batch)
					return
				}
				batch = append(batch, w)
				continue
			default:
			}
			break
		}
		e.commit(batch)
	}
}

func (e *sqliteEngine) commit(batch []*write) {
	err := e.together(batch)
	moved := false
	for _, w := range batch {
		if err != nil {
			w.err = err
		}
		moved = moved || (w.err == nil && w.moved)
		w.result <- w.err
	}
	if moved {
		e.s.news.ring()
	}
}

// together runs the batch in one transaction; the error it returns is everybody's.
func (e *sqliteEngine) together(batch []*write) error {
	calm := context.Background()
	if _, err := e.writer.exec(calm, "BEGIN IMMEDIATE", nil); err != nil {
		return err
	}
	good := 0
	for _, w := range batch {
		if err := e.within(calm, w); err != nil {
			_, back := e.writer.exec(calm, "ROLLBACK", nil)
			return errors.Join(err, ignoreNoTx(back))
		}
		if w.err == nil {
			good++
		}
	}
	if good == 0 {
		_, err := e.writer.exec(calm, "ROLLBACK", nil)
		return err
	}
	if _, err := e.writer.exec(calm, "COMMIT", nil); err != nil {
		_, back := e.writer.exec(calm, "ROLLBACK", nil)
		return errors.Join(err, ignoreNoTx(back))
	}
	e.s.commits.Add(1)
	return nil
}

// within runs one request inside its savepoint. Its own failure is kept in w.err; what it returns means that the
// whole transaction is lost.
func (e *sqliteEngine) within(ctx context.Context, w *write) error {
	if w.ctx.Err() != nil {
		w.err = w.ctx.Err()
		return nil
	}
	if _, err := e.writer.exec(ctx, "SAVEPOINT one", nil); err != nil {
		return err
	}
	tx := &Tx{ctx: ctx, run: e.writer, s: e.s}
	if w.err = guarded(tx, w.fn); w.err != nil {
		if _, err := e.writer.exec(ctx, "ROLLBACK TO one", nil); err != nil {
			return errors.Join(w.err, err)
		}
	}
	w.moved = tx.moved
	_, err := e.writer.exec(ctx, "RELEASE one", nil)
	return err
}

// ignoreNoTx: SQLite rolls back by itself when the disk is full; then there is nothing left to roll back.
func ignoreNoTx(err error) error {
	if err != nil && strings.Contains(err.Error(), "no transaction is active") {
		return nil
	}
	return err
}

func (e *sqliteEngine) retryable(err error) bool {
	var se *sqlite.Error
	if !errors.As(err, &se) {
		return false
	}
	switch se.Code() {
	case sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, sqlite3.SQLITE_CONSTRAINT_UNIQUE:
		return true // two processes made the same identity, or the same key came twice at once
	}
	return busy(err)
}

func (e *sqliteEngine) refusal(err error) *huiyin.Error {
	var se *sqlite.Error
	if !errors.As(err, &se) {
		return nil
	}
	switch se.Code() & 0xff {
	case sqlite3.SQLITE_FULL:
		return huiyin.Unready("disk_full", err, "The disk is full: nothing was written. Make room and try again.")
	case sqlite3.SQLITE_IOERR:
		return huiyin.Unready("disk_error", err, "The disk did not take what was written; nothing was changed. Please try again.")
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return huiyin.Unready("read_only", err, "The data folder cannot be written to; nothing was changed. Check its permissions.")
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return huiyin.Unready("busy", err, "Another program is using the database; please try again.")
	}
	return nil
}

func closing() error {
	return huiyin.Unready("closing", nil, "The service is shutting down; please try again in a moment.")
}

// close lets the writer finish what it has, waits for the readers, and closes every connection.
func (e *sqliteEngine) close() error {
	e.queue <- nil
	<-e.done
	errs := []error{e.writer.conn.Close()}
	for range readers {
		errs = append(errs, (<-e.free).conn.Close())
	}
	return errors.Join(append(errs, e.reading.Close(), e.writing.Close())...)
}
