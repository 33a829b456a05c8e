package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"

	"huiyin"
)

// postgresEngine keeps the record in PostgreSQL; pgx keeps the prepared statements.
type postgresEngine struct{ db *sql.DB }

type pgTx struct{ tx *sql.Tx }

func (t pgTx) exec(ctx context.Context, query string, args []any) (sql.Result, error) {
	return t.tx.ExecContext(ctx, query, args...)
}

func (t pgTx) query(ctx context.Context, query string, args []any) (*sql.Rows, error) {
	return t.tx.QueryContext(ctx, query, args...)
}

func openPostgres(ctx context.Context, address string) (engine, error) {
	cfg, err := pgx.ParseConfig(address)
	if err != nil {
		return nil, huiyin.Invalid("database", "The address of the PostgreSQL database cannot be read. Its form is postgres://user:password@host:port/name.")
	}
	cfg.StatementCacheCapacity = 512
	db := stdlib.OpenDB(*cfg)
	db.SetMaxOpenConns(24)
	db.SetMaxIdleConns(24)
	db.SetConnMaxIdleTime(10 * time.Minute)
	if err := db.PingContext(ctx); err != nil {
		return nil, errors.Join(huiyin.Unready("database_away", err, "The PostgreSQL database does not answer. Check that it runs and that the address is right."), db.Close())
	}
	return &postgresEngine{db: db}, nil
}

func (e *postgresEngine) name() string { return "postgres" }

// The words of a city are compared byte by byte, as SQLite does: a database's own order of letters would put ~ before
// digits, and what is found by the beginning of a code would not be found.
func (e *postgresEngine) words() map[string]string {
	return map[string]string{"int": "BIGINT", "blob": "BYTEA", "bool": "BOOLEAN", "real": "DOUBLE PRECISION", "strict": "", "strict_without_rowid": "", "text": ginTable, "TEXT": `TEXT COLLATE "C"`}
}

func (e *postgresEngine) founded() string {
	return `SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'settings'`
}

func (e *postgresEngine) read(ctx context.Context, s *Store, fn func(*Tx) error) error {
	tx, err := e.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead})
	if err != nil {
		return err
	}
	err = guarded(&Tx{ctx: ctx, run: pgTx{tx}, s: s}, fn)
	if end := tx.Rollback(); err == nil && !errors.Is(end, sql.ErrTxDone) {
		err = end
	}
	return err
}

func (e *postgresEngine) write(ctx context.Context, s *Store, fn func(*Tx) error) error {
	tx, err := e.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	t := &Tx{ctx: ctx, run: pgTx{tx}, s: s}
	if err := guarded(t, fn); err != nil {
		if back := tx.Rollback(); back != nil && !errors.Is(back, sql.ErrTxDone) && !errors.Is(back, driver.ErrBadConn) {
			return errors.Join(err, back)
		}
		return err
	}
	if err := tx.Commit(); err != nil {
		return commitFailed(err)
	}
	s.commits.Add(1)
	if t.moved {
		s.news.ring()
	}
	return nil
}

// commitFailed tells a refused commit from one whose answer was lost: then nobody knows whether it was written, and
// running it again could write it twice. The driver calls a connection that broke while it waited safe to use again,
// so only an answer of the server, or a commit that was never sent, counts as a refusal.
func commitFailed(err error) error {
	var pe *pgconn.PgError
	if errors.As(err, &pe) && !gone(pe) || err == sql.ErrTxDone || err == context.Canceled || err == context.DeadlineExceeded {
		return fmt.Errorf("commit: %w", err)
	}
	return huiyin.Unready("outcome_unknown", err, "The connection to the database broke at the very end, so it is not certain whether this was written. Please look before you do it again.")
}

// gone tells whether the server says that it is going away or cannot be reached.
func gone(pe *pgconn.PgError) bool {
	return strings.HasPrefix(pe.Code, "08") || strings.HasPrefix(pe.Code, "57")
}

func (e *postgresEngine) retryable(err error) bool {
	if huiyin.KindOf(err) != "" {
		return false
	}
	var pe *pgconn.PgError
	if errors.As(err, &pe) {
		// serialization failure, deadlock, two writers that made the same identity or key at once, or two programs
		// that found the same empty database or the same older schema
		return pe.Code == "40001" || pe.Code == "40P01" || pe.Code == "23505" || pe.Code == "42P07" || pe.Code == "42701"
	}
	return pgconn.SafeToRetry(err) || errors.Is(err, driver.ErrBadConn)
}

func (e *postgresEngine) refusal(err error) *huiyin.Error {
	var pe *pgconn.PgError
	var ce *pgconn.ConnectError
	var ne net.Error
	switch {
	case errors.As(err, &pe) && pe.Code == "22021":
		return huiyin.Invalid("text", "The text holds bytes that are no characters.")
	case errors.As(err, &pe) && pe.Code == "53100":
		return huiyin.Unready("disk_full", err, "The database's disk is full: nothing was written. Make room and try again.")
	case errors.As(err, &pe) && pe.Code == "25006":
		return huiyin.Unready("read_only", err, "The database takes no writing at the moment; nothing was changed. Please try again.")
	case errors.As(err, &pe) && (gone(pe) || strings.HasPrefix(pe.Code, "53")),
		errors.As(err, &ce), errors.As(err, &ne), errors.Is(err, driver.ErrBadConn), errors.Is(err, sql.ErrConnDone), pgconn.Timeout(err):
		return huiyin.Unready("database_away", err, "The database does not answer at the moment; nothing was changed. Please try again.")
	}
	if strings.Contains(err.Error(), "unexpected EOF") || strings.Contains(err.Error(), "conn closed") || strings.Contains(err.Error(), "connection reset") {
		return huiyin.Unready("database_away", err, "The database does not answer at the moment; nothing was changed. Please try again.")
	}
	return nil
}

func (e *postgresEngine) close() error { return e.db.Close() }
