package demo_test

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"huiyin"
	"huiyin/demo"
	"huiyin/desk"
	"huiyin/directory"
	"huiyin/knowledge"
	"huiyin/staff"
	"huiyin/store"
	"huiyin/testkit"
	"huiyin/vault"
)

// tuesday is an ordinary working day at eleven in the morning, with some ordinary weeks behind it.
var tuesday = time.Date(2026, 11, 24, 11, 0, 0, 0, time.FixedZone("Asia/Shanghai", 8*3600))

// house is a whole house with an invented city in a folder.
type house struct {
	*demo.Town
	demo.Rooms
	store *store.Store
	clock *testkit.Clock
}

// open opens the house in a folder, which may have been lived in. When the test ends the journal is verified.
func open(t testing.TB, dir string, o demo.Options) *house {
	t.Helper()
	h := build(t, dir, o)
	t.Cleanup(func() {
		if problems, err := h.store.Verify(context.Background(), nil); err != nil || len(problems) > 0 {
			t.Errorf("after the test the journal does not verify: %d problems %.3v %v", len(problems), problems[:min(len(problems), 3)], err)
		}
		h.close(t)
	})
	return h
}

func build(t testing.TB, dir string, o demo.Options) *house {
	t.Helper()
	ctx := context.Background()
	s, err := store.Open(ctx, store.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	h := &house{store: s, clock: testkit.NewClock(tuesday)}
	if h.Directory, err = directory.Open(ctx, s); err != nil {
		t.Fatal(err)
	}
	if h.Vault, err = vault.Open(filepath.Join(dir, "vault")); err != nil {
		t.Fatal(err)
	}
	h.Log = slog.New(complaints{t})
	h.Staff = staff.New(s, staff.Options{Now: h.clock.Now, Log: h.Log, Demo: true})
	h.Desk = desk.New(s, h.Directory, h.clock.Now, h.Log)
	h.Knowledge = knowledge.New(s, knowledge.Options{Now: h.clock.Now, Zone: tuesday.Location(), Log: h.Log})
	if h.Town, err = demo.New(h.Rooms, o); err != nil {
		t.Fatal(err)
	}
	return h
}

func (h *house) close(t testing.TB) {
	t.Helper()
	if err := h.store.Close(); err != nil {
		t.Error(err)
	}
}

// complaints makes a failure of every warning: the invented city has nothing to warn of.
type complaints struct{ t testing.TB }

func (c complaints) Enabled(_ context.Context, l slog.Level) bool { return l >= slog.LevelWarn }
func (c complaints) Handle(_ context.Context, r slog.Record) error {
	said := ""
	r.Attrs(func(a slog.Attr) bool { said += " " + a.String(); return true })
	c.t.Errorf("%s:%s", r.Message, said)
	return nil
}
func (c complaints) WithAttrs([]slog.Attr) slog.Handler { return c }
func (c complaints) WithGroup(string) slog.Handler      { return c }

// settled is a folder in which the city was settled once for all tests of the package.
var settled = struct {
	once sync.Once
	dir  string
}{}

func TestMain(m *testing.M) {
	code := m.Run()
	if settled.dir != "" {
		os.RemoveAll(settled.dir) // what stays behind is in the folder for what is temporary
	}
	os.Exit(code)
}

// town opens a copy of the settled folder.
func town(t testing.TB, o demo.Options) *house {
	t.Helper()
	settled.once.Do(func() {
		dir, err := os.MkdirTemp("", "huiyin-demo-")
		if err != nil {
			t.Fatal(err)
		}
		h := build(t, dir, demo.Options{})
		if a := h.Accounts(""); len(a) != 0 {
			t.Errorf("there are accounts before anybody settled: %v", a)
		}
		if err := errors.Join(h.Directory.Found(context.Background()), h.Settle(context.Background())); err != nil {
			t.Fatal(err) // a house that was founded with the built-in city can be settled all the same
		}
		h.close(t)
		settled.dir = dir
	})
	if settled.dir == "" {
		t.Fatal("the city could not be settled; an earlier test says why")
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(settled.dir)); err != nil {
		t.Fatal(err)
	}
	h := open(t, dir, o)
	if err := h.Settle(context.Background()); err != nil {
		t.Fatal(err)
	}
	return h
}

// heads are how far the journal goes.
func (h *house) heads(t testing.TB) (heads [huiyin.Shards]int64) {
	t.Helper()
	if err := h.store.Read(context.Background(), func(tx *store.Tx) (err error) { heads, err = tx.Heads(); return err }); err != nil {
		t.Fatal(err)
	}
	return heads
}

// lines lists every case, the newest first.
func (h *house) lines(t testing.TB, f store.CaseFilter) []store.CaseLine {
	t.Helper()
	var out []store.CaseLine
	for page, more := (huiyin.Page{Limit: 200}), true; more; more = page.After != "" {
		some, next, err := h.Desk.List(context.Background(), f, page, huiyin.Actor{Roles: []huiyin.Role{huiyin.CityLeader}, City: true})
		if err != nil {
			t.Fatal(err)
		}
		out, page.After = append(out, some...), next
	}
	return out
}

// actor is who acts through an account; signing in takes long on purpose, so it is tried where it matters only.
func (h *house) actor(t testing.TB, login string) huiyin.Actor {
	t.Helper()
	a, err := h.Staff.AccountByLogin(context.Background(), login, huiyin.TheSystem)
	if err != nil {
		t.Fatal(err)
	}
	who := huiyin.Actor{Staff: a.ID, Name: a.Login, Roles: a.Roles, Unit: a.Unit, City: a.Unit == 0}
	if a.Unit != 0 {
		who.Units = h.Directory.City().Below(a.Unit)
	}
	return who
}
