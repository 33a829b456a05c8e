package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"huiyin"
	"huiyin/calendar"
	"huiyin/casework"
	"huiyin/store"
	"huiyin/testkit"
)

// Some tests need a process that can be killed, or one with less rights: the test binary plays it.
func TestMain(m *testing.M) {
	if part := os.Getenv(childPart); part != "" {
		os.Exit(playChild(part))
	}
	os.Exit(m.Run())
}

var ctx = context.Background()

// noon is an ordinary working day.
var noon = time.UnixMilli(time.Date(2026, 9, 16, 4, 0, 0, 0, time.UTC).UnixMilli())

// place is where a record is kept.
type place struct{ dir, database string }

// onBoth runs a test in a fresh place of each engine.
func onBoth(t *testing.T, test func(t *testing.T, p place)) {
	t.Run("sqlite", func(t *testing.T) { test(t, place{t.TempDir(), "sqlite"}) })
	t.Run("postgres", func(t *testing.T) { test(t, place{t.TempDir(), testkit.Postgres(t)}) })
}

func (p place) open(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.Open(ctx, store.Options{Dir: p.dir, Database: p.database})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// raw is a way to the database that goes around the store.
func (p place) raw(t testing.TB) *sql.DB {
	t.Helper()
	var db *sql.DB
	if p.database == "sqlite" {
		var err error
		if db, err = sql.Open("sqlite", "file:"+filepath.Join(p.dir, "huiyin.db")+"?_pragma=busy_timeout(20000)"); err != nil {
			t.Fatal(err)
		}
	} else {
		cfg, err := pgx.ParseConfig(p.database)
		if err != nil {
			t.Fatal(err)
		}
		db = stdlib.OpenDB(*cfg)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// tamper changes the database behind the store's back.
func (p place) tamper(t testing.TB, query string, args ...any) {
	t.Helper()
	res, err := p.raw(t).ExecContext(ctx, query, args...)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		t.Fatalf("%s changed %d rows: %v", query, n, err)
	}
}

func write(t testing.TB, s *store.Store, fn func(*store.Tx) error) {
	t.Helper()
	if err := s.Write(ctx, fn); err != nil {
		t.Fatal(err)
	}
}

func read[T any](t testing.TB, s *store.Store, fn func(*store.Tx) (T, error)) T {
	t.Helper()
	var out T
	if err := s.Read(ctx, func(tx *store.Tx) (err error) {
		out, err = fn(tx)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

// clean checks that the record verifies.
func clean(t testing.TB, s *store.Store) {
	t.Helper()
	if problems, err := s.Verify(ctx, nil); err != nil || len(problems) > 0 {
		t.Errorf("the record does not verify: %v %v", err, problems)
	}
}

// refusal is the Error in err, which there must be.
func refusal(t testing.TB, err error) *huiyin.Error {
	t.Helper()
	var e *huiyin.Error
	if !errors.As(err, &e) {
		t.Fatalf("%v is no refusal", err)
	}
	if len(e.Say) < 20 || !strings.HasSuffix(e.Say, ".") {
		t.Errorf("%q is no sentence", e.Say)
	}
	return e
}

// keep writes a case with its event, as the desk does: the digest of the record goes into the journal.
func keep(tx *store.Tx, s *store.Store, before, c *casework.Case, kind string) error {
	var err error
	if before == nil {
		err = tx.AddCase(c, []byte("code"), c.ChangedAt)
	} else {
		err = tx.SaveCase(c, before, c.ChangedAt)
	}
	if err != nil {
		return err
	}
	return tx.Append(int64(c.ID), c.ChangedAt, "staff:1", store.Fact{Kind: kind, Data: map[string]any{"state": string(c.State), "record": s.RecordDigest(c)}})
}

// letter is a registered case with an identity.
func letter(id huiyin.CaseID) casework.Case {
	return casework.Case{ID: id, Number: fmt.Sprint("26", id), Version: 1, State: casework.Registered, Round: 1, Title: "A dark lamp", Content: "Dark for a week.",
		Nature: casework.Complaint, Urgency: casework.Normal, Channel: "web", RegisteredAt: noon, ReceivedAt: noon, Since: noon, ChangedAt: noon}
}

// register writes a letter down.
func register(t testing.TB, s *store.Store, id huiyin.CaseID) casework.Case {
	t.Helper()
	c := letter(id)
	write(t, s, func(tx *store.Tx) error {
		c = letter(id)
		return keep(tx, s, nil, &c, "case.registered")
	})
	return c
}

// fill puts something else than nothing into every field, each time something new, so that a column that is not
// written or read shows.
func fill(v any) {
	n := 0
	fillValue(reflect.ValueOf(v).Elem(), &n)
}

func fillValue(v reflect.Value, n *int) {
	*n++
	switch v.Interface().(type) {
	case time.Time:
		v.Set(reflect.ValueOf(noon.Add(time.Duration(*n) * time.Minute)))
		return
	case calendar.Limit:
		v.Set(reflect.ValueOf(calendar.Limit{Amount: *n, Unit: calendar.CalendarDays}))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprintf("%d 'quoted\" \\ 路灯", *n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*n))
	case reflect.Float64:
		v.SetFloat(float64(*n) + 0.1)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fillValue(v.Elem(), n)
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			v.SetBytes(fmt.Appendf(nil, "\x00bytes %d", *n))
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			fillValue(v.Index(i), n)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fillValue(v.Field(i), n)
		}
	default:
		panic("no example of " + v.Type().String())
	}
}
