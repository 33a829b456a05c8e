package testkit_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"huiyin/testkit"

	"github.com/jackc/pgx/v5"
)

func connect(t *testing.T, url string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(context.Background()) })
	return conn
}

func count(t *testing.T, conn *pgx.Conn, sql string) (n int) {
	t.Helper()
	if err := conn.QueryRow(t.Context(), sql).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

const ownTables = "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"

func TestPostgresIsFreshAndOnesOwn(t *testing.T) {
	a := connect(t, testkit.Postgres(t))
	b := connect(t, testkit.Postgres(t))
	if _, err := a.Exec(t.Context(), "CREATE TABLE lamps (id BIGINT PRIMARY KEY, street TEXT)"); err != nil {
		t.Fatal(err)
	}
	if n := count(t, a, ownTables); n != 1 {
		t.Errorf("%d tables where one was made", n)
	}
	if n := count(t, b, ownTables); n != 0 {
		t.Errorf("a fresh database holds %d tables", n)
	}
	var encoding string
	if err := b.QueryRow(t.Context(), "SHOW server_encoding").Scan(&encoding); err != nil || encoding != "UTF8" {
		t.Errorf("the encoding is %q (%v), want UTF8", encoding, err)
	}
}

func TestPostgresIsDroppedAfterTheTest(t *testing.T) {
	var url string
	t.Run("the test", func(t *testing.T) {
		url = testkit.Postgres(t)
		connect(t, url)
	})
	if conn, err := pgx.Connect(t.Context(), url); err == nil {
		conn.Close(t.Context())
		t.Error("the database outlived its test")
	}
}

var prepared atomic.Int64

func lamps(url string) error {
	prepared.Add(1)
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, "CREATE TABLE lamps (id BIGINT PRIMARY KEY); INSERT INTO lamps VALUES (1), (2), (3)")
	return errors.Join(err, conn.Close(ctx))
}

func TestPostgresFromPreparesOnceAndCopies(t *testing.T) {
	t.Run("tests", func(t *testing.T) {
		for range 8 {
			t.Run("copy", func(t *testing.T) {
				t.Parallel()
				conn := connect(t, testkit.PostgresFrom(t, lamps))
				if _, err := conn.Exec(t.Context(), "DELETE FROM lamps WHERE id = 1"); err != nil {
					t.Fatal(err)
				}
				if n := count(t, conn, "SELECT count(*) FROM lamps"); n != 2 {
					t.Errorf("%d lamps, want 2: somebody else's test shows through", n)
				}
			})
		}
	})
	if n := prepared.Load(); n != 1 {
		t.Errorf("prepared %d times, want once", n)
	}
}

func BenchmarkPostgresFrom(b *testing.B) {
	for b.Loop() {
		testkit.PostgresFrom(b, lamps)
	}
}

// A killed test binary must not leave a server behind. The child is killed, and the end of its server is seen
// from a connection that breaks.
func TestServerGoesWhenItsOwnerIsKilled(t *testing.T) {
	child := exec.Command(os.Args[0], "-test.run=^TestHoldAServer$")
	child.Env = append(os.Environ(), holdVariable+"=1", testkit.ServerVariable+"=")
	stdin, err := child.StdinPipe() // the child holds its server until this closes
	if err != nil {
		t.Fatal(err)
	}
	defer stdin.Close()
	stdout, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	url, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatalf("the child did not say where its server is: %v", err)
	}
	conn := connect(t, strings.TrimSpace(url))
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait() // it was killed and says so
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	if _, err := conn.WaitForNotification(ctx); err == nil || ctx.Err() != nil {
		t.Errorf("the server outlived its owner: %v", err)
	}
}

const holdVariable = "HUIYIN_TESTKIT_HOLD"

// TestHoldAServer is the child of the test above; on its own it does nothing.
func TestHoldAServer(t *testing.T) {
	if os.Getenv(holdVariable) == "" {
		return
	}
	fmt.Println(testkit.Postgres(t))
	_, _ = io.Copy(io.Discard, os.Stdin)
}
