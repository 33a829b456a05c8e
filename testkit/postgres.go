package testkit

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"reflect"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// ServerVariable names an environment variable with the URL of a PostgreSQL server to use instead of a
// throw-away one. Its user must be allowed to create databases; only databases made here are touched.
const ServerVariable = "HUIYIN_TEST_POSTGRES"

// Postgres returns the URL of a fresh, empty database that is dropped when the test ends.
// Without ServerVariable the server is a throw-away one, shared by all packages of one `go test` run.
func Postgres(t testing.TB) string {
	t.Helper()
	return create(t, "template0")
}

// PostgresFrom returns the URL of a fresh copy of a database that prepare has filled, and drops the copy when
// the test ends. prepare runs once per test binary: it must be a plain function, since functions are told apart
// by where their code is, and it must close what it opened, since a database in use cannot be copied.
func PostgresFrom(t testing.TB, prepare func(url string) error) string {
	t.Helper()
	template, err := templateFor(prepare).get(prepare)
	if err != nil {
		t.Fatalf("prepare a template database: %v", err)
	}
	return create(t, template)
}

// A template is a database that is filled once and copied for each test.
type template struct {
	once sync.Once
	name string
	err  error
}

var templates sync.Map // code pointer of prepare to *template

func templateFor(prepare func(string) error) *template {
	known, _ := templates.LoadOrStore(reflect.ValueOf(prepare).Pointer(), new(template))
	return known.(*template)
}

func (p *template) get(prepare func(string) error) (string, error) {
	p.once.Do(func() {
		p.name = newName()
		if p.err = run("CREATE DATABASE " + p.name + " TEMPLATE template0"); p.err != nil {
			return
		}
		var server string
		if server, p.err = findServer(); p.err != nil {
			return
		}
		p.err = prepare(inDatabase(server, p.name))
	})
	return p.name, p.err
}

func create(t testing.TB, template string) string {
	t.Helper()
	name := newName()
	if err := run("CREATE DATABASE " + name + " TEMPLATE " + template); err != nil {
		t.Fatalf("create a test database: %v", err)
	}
	t.Cleanup(func() {
		if err := run("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			t.Errorf("drop a test database: %v", err)
		}
	})
	server, err := findServer()
	if err != nil {
		t.Fatal(err)
	}
	return inDatabase(server, name)
}

const namePrefix = "huiyin_test_"

var names atomic.Int64

// newName carries the second it was made in, so that what a killed test left behind can be told by its age.
func newName() string {
	return fmt.Sprintf("%s%d_%d_%d", namePrefix, time.Now().Unix(), os.Getpid(), names.Add(1))
}

func inDatabase(server, name string) string {
	u, err := url.Parse(server)
	if err != nil {
		return server // findServer has parsed it before
	}
	u.Path = "/" + name
	return u.String()
}

// run carries out one statement on the server.
func run(sql string) error {
	server, err := findServer()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		return fmt.Errorf("connect to the test server: %w", err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, sql); err != nil {
		return fmt.Errorf("%s: %w", sql, err)
	}
	return nil
}

// findServer returns the URL of the server's postgres database; it starts one when there is none.
var findServer = sync.OnceValues(func() (string, error) {
	given := os.Getenv(ServerVariable)
	if given == "" {
		return startCluster()
	}
	if _, err := url.Parse(given); err != nil {
		return "", fmt.Errorf("%s is not a URL: %w", ServerVariable, err)
	}
	return given, sweep(given)
})

// staleAfter is longer than any test run.
const staleAfter = 3 * time.Hour

// sweep drops what killed tests and templates of earlier runs left on a server that outlives them.
func sweep(server string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		return fmt.Errorf("connect to the server of %s: %w", ServerVariable, err)
	}
	defer conn.Close(ctx)
	rows, err := conn.Query(ctx, "SELECT datname FROM pg_database WHERE starts_with(datname, $1)", namePrefix)
	if err != nil {
		return fmt.Errorf("list databases: %w", err)
	}
	found, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return fmt.Errorf("list databases: %w", err)
	}
	for _, name := range found {
		if !stale(name, time.Now()) {
			continue
		}
		if _, err := conn.Exec(ctx, "DROP DATABASE IF EXISTS "+pgx.Identifier{name}.Sanitize()+" WITH (FORCE)"); err != nil {
			return fmt.Errorf("drop %s: %w", name, err)
		}
	}
	return nil
}

// stale tells whether a name was made here, long before now.
func stale(name string, now time.Time) bool {
	var second, pid, n int64
	if _, err := fmt.Sscanf(name, namePrefix+"%d_%d_%d", &second, &pid, &n); err != nil {
		return false
	}
	return now.Sub(time.Unix(second, 0)) > staleAfter
}
