package store_test

import (
	"bytes"
	"io"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"huiyin"
	"huiyin/casework"
	"huiyin/store"
	"huiyin/testkit"
)

// wire stands between a store and its PostgreSQL server. It can be cut and mended, as when the server is restarted,
// and it can lose the answer to a commit.
type wire struct {
	t      *testing.T
	server string // the socket
	own    string // ours
	mu     sync.Mutex
	closed bool
	listen net.Listener
	conns  map[net.Conn]bool
	losing atomic.Bool
	lost   atomic.Int64
	group  sync.WaitGroup
}

// wired gives a place whose database is reached through a wire.
func wired(t *testing.T) (*wire, place) {
	t.Helper()
	u, err := url.Parse(testkit.Postgres(t))
	if err != nil {
		t.Fatal(err)
	}
	dir, err := os.MkdirTemp("", "w") // a socket's name must be short
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	w := &wire{t: t, server: filepath.Join(q.Get("host"), ".s.PGSQL.5432"), own: filepath.Join(dir, ".s.PGSQL.5432"), conns: map[net.Conn]bool{}}
	q.Set("host", dir)
	u.RawQuery = q.Encode()
	t.Cleanup(func() {
		w.cut()
		w.group.Wait()
		os.RemoveAll(dir)
	})
	w.mend()
	return w, place{t.TempDir(), u.String()}
}

// mend lets the server be reached again.
func (w *wire) mend() {
	w.t.Helper()
	l, err := net.Listen("unix", w.own)
	if err != nil {
		w.t.Fatal(err)
	}
	w.mu.Lock()
	w.listen, w.closed = l, false
	w.mu.Unlock()
	w.group.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			w.group.Go(func() { w.carry(c) })
		}
	})
}

// cut takes the server away: open connections break, new ones are refused.
func (w *wire) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.listen.Close()
	w.closed = true
	for c := range w.conns {
		c.Close()
	}
}

func (w *wire) hold(c net.Conn) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.closed {
		w.conns[c] = true
	}
	return !w.closed
}

func (w *wire) carry(client net.Conn) {
	defer client.Close()
	server, err := net.Dial("unix", w.server)
	if err != nil {
		return
	}
	defer server.Close()
	if !w.hold(client) || !w.hold(server) {
		return
	}
	var committing atomic.Bool
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer client.Close()
		relay(client, server, func([]byte) bool { // what the server says
			if committing.Load() {
				w.lost.Add(1)
				return false
			}
			return true
		})
	}()
	relay(server, client, func(b []byte) bool { // what the store says
		if w.losing.Load() && bytes.Contains(b, []byte("commit\x00")) {
			committing.Store(true)
		}
		return true
	})
	server.Close()
	<-done
}

// relay hands bytes on until one side ends or see says no.
func relay(to io.Writer, from io.Reader, see func([]byte) bool) {
	buf := make([]byte, 64<<10)
	for {
		n, err := from.Read(buf)
		if n > 0 {
			if !see(buf[:n]) {
				return
			}
			if _, err := to.Write(buf[:n]); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

// While the server is away every request is told so in a sentence; when it is back the same store goes on, and what
// was acknowledged is there.
func TestAServerThatGoesAwayAndComesBack(t *testing.T) {
	w, p := wired(t)
	s := p.open(t)
	var acknowledged []huiyin.CaseID
	next := huiyin.CaseID(0)
	try := func() error {
		next++
		c := letter(next)
		err := s.Write(ctx, func(tx *store.Tx) error {
			c = letter(next)
			return keep(tx, s, nil, &c, "case.registered")
		})
		if err == nil {
			acknowledged = append(acknowledged, next)
		}
		return err
	}
	for range 3 {
		for range 5 {
			if err := try(); err != nil {
				t.Fatal(err)
			}
		}
		w.cut()
		for range 30 { // every connection of the pool has to find out by itself
			if e := refusal(t, try()); e.Kind != huiyin.KindUnready || e.Code != "database_away" {
				t.Errorf("while the server is away: %v", e)
			}
		}
		if err := s.Read(ctx, func(tx *store.Tx) error { _, err := tx.Heads(); return err }); refusal(t, err).Code != "database_away" {
			t.Errorf("a reader while the server is away: %v", err)
		}
		w.mend()
		if err := try(); err != nil {
			t.Errorf("after the server came back: %v", err)
		}
	}
	for _, id := range acknowledged {
		if _, err := lookUp(s, id); err != nil {
			t.Errorf("case %d was acknowledged: %v", id, err)
		}
	}
	clean(t, s)
}

// Connections that the server ends in mid-work fail one request each at most, and no half of one stays.
func TestConnectionsThatTheServerEnds(t *testing.T) {
	p := place{t.TempDir(), testkit.Postgres(t)}
	s := p.open(t)
	admin := p.raw(t)
	admin.SetMaxOpenConns(1)
	var mu sync.Mutex
	outcomes := map[huiyin.CaseID]error{}
	var group sync.WaitGroup
	stop := make(chan struct{})
	for g := range 8 {
		group.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-stop:
					return
				default:
				}
				id := huiyin.CaseID(1 + g*100_000 + i)
				err := s.Write(ctx, func(tx *store.Tx) error {
					c := letter(id)
					return keep(tx, s, nil, &c, "case.registered")
				})
				mu.Lock()
				outcomes[id] = err
				mu.Unlock()
			}
		})
	}
	written := func() int { mu.Lock(); defer mu.Unlock(); return len(outcomes) }
	for round := range 8 {
		for written() < (round+1)*40 { // let them work
			if _, err := admin.ExecContext(ctx, `SELECT 1`); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := admin.ExecContext(ctx, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`); err != nil {
			t.Fatal(err)
		}
	}
	close(stop)
	group.Wait()
	failed := 0
	for id, err := range outcomes {
		_, missing := lookUp(s, id)
		switch {
		case err == nil && missing != nil:
			t.Errorf("case %d was acknowledged: %v", id, missing)
		case err != nil:
			failed++
			if e := refusal(t, err); e.Kind != huiyin.KindUnready || e.Code == "database_away" && missing == nil {
				t.Errorf("case %d: told %v, and it is there: %v", id, err, missing == nil)
			}
		}
	}
	if len(outcomes) < 300 || failed > len(outcomes)/2 {
		t.Errorf("%d of %d requests failed", failed, len(outcomes))
	}
	clean(t, s)
}

// When the answer to a commit is lost nobody knows whether it was written: the request says so, and is not run again
// by itself. With a key it can be sent again without harm.
func TestALostAnswerIsNoAnswer(t *testing.T) {
	w, p := wired(t)
	s := p.open(t)
	register(t, s, 1)
	runs := 0
	again := false
	enter := func() error {
		return s.Write(ctx, func(tx *store.Tx) error {
			runs++
			var err error
			if _, again, err = tx.UseKey("register", "key", []byte{1}, 2, nil, noon); err != nil || again {
				return err
			}
			c := letter(2)
			return keep(tx, s, nil, &c, "case.registered")
		})
	}
	w.losing.Store(true)
	err := enter()
	w.losing.Store(false)
	if e := refusal(t, err); e.Kind != huiyin.KindUnready || e.Code != "outcome_unknown" || runs != 1 || w.lost.Load() != 1 {
		t.Errorf("a lost answer: %v after %d runs and %d losses", err, runs, w.lost.Load())
	}
	if c, err := lookUp(s, 2); err != nil || c.State != casework.Registered {
		t.Errorf("it was written: %v", err)
	}
	if err := enter(); err != nil || !again {
		t.Errorf("sent again: %v, known %v", err, again)
	}
	clean(t, s)
}

// A request whose sender has gone is not begun, and one that waits for a connection stops waiting.
func TestACancelledRequest(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		gone, cancel := contextThatEnds()
		cancel()
		ran := false
		if err := s.Write(gone, func(*store.Tx) error { ran = true; return nil }); err == nil || ran {
			t.Errorf("a cancelled write ran %v: %v", ran, err)
		}
		if err := s.Read(gone, func(*store.Tx) error { ran = true; return nil }); err == nil && ran {
			t.Error("a cancelled read ran")
		}
		inside, cancel := contextThatEnds()
		defer cancel()
		err := s.Read(inside, func(tx *store.Tx) error {
			cancel()
			_, _, err := tx.Cases(store.CaseFilter{}, huiyin.Page{})
			return err
		})
		if err == nil {
			t.Error("a read went on after its sender had gone")
		}
		register(t, s, 5) // and the connection it used is whole
		for range 20 {
			if err := s.Read(ctx, func(tx *store.Tx) error { _, err := tx.Case(5); return err }); err != nil {
				t.Fatal(err)
			}
		}
	})
}
