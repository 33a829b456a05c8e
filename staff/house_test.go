package staff_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"huiyin"
	"huiyin/staff"
	"huiyin/store"
	"huiyin/testkit"
)

// house is a small city with its staff room, on one engine.
type house struct {
	*staff.Staff
	t     *testing.T
	store *store.Store
	clock *testkit.Clock
	log   strings.Builder
}

// wednesday is an ordinary working day at ten in the morning.
var wednesday = time.Date(2026, 9, 16, 10, 0, 0, 0, time.FixedZone("Asia/Shanghai", 8*3600))

// The units of the city.
const (
	city huiyin.UnitID = iota + 1
	district
	section
	bureau
)

// onBoth runs a story on SQLite and on PostgreSQL.
func onBoth(t *testing.T, story func(t *testing.T, h *house)) {
	t.Run("sqlite", func(t *testing.T) { story(t, open(t, "sqlite")) })
	t.Run("postgres", func(t *testing.T) { story(t, open(t, testkit.Postgres(t))) })
}

func open(t *testing.T, database string) *house {
	t.Helper()
	ctx := context.Background()
	s := testkit.Record(t, database)
	if err := s.Write(ctx, func(t *store.Tx) error {
		for _, u := range []store.Unit{
			{ID: city, Code: "CD", Name: "City", Level: 1, Kind: "city", Active: true},
			{ID: district, Code: "JJ", Name: "Jinjiang", Level: 2, Kind: "district", Parent: city, Active: true},
			{ID: section, Code: "JJ-LIGHT", Name: "Jinjiang lighting", Level: 3, Kind: "section", Parent: district, Active: true},
			{ID: bureau, Code: "WATER", Name: "Water bureau", Level: 2, Kind: "department", Parent: city, Active: true},
		} {
			if err := t.SaveUnit(u); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	h := &house{t: t, store: s, clock: testkit.NewClock(wednesday)}
	h.Staff = h.another()
	return h
}

// another is a second process on the same record.
func (h *house) another() *staff.Staff {
	return staff.New(h.store, staff.Options{Now: h.clock.Now, Log: slog.New(slog.NewTextHandler(&h.log, nil)), Demo: true})
}

// add makes an account whose password is its login.
func (h *house) add(login string, unit huiyin.UnitID, roles ...huiyin.Role) staff.Account {
	h.t.Helper()
	a, _, err := h.Add(context.Background(), staff.Form{Login: login, Name: "李小明", Roles: roles, Unit: unit, Password: login}, huiyin.TheSystem)
	if err != nil {
		h.t.Fatal(err)
	}
	return a
}

// in signs in with the login as password.
func (h *house) in(login string) (token string, s staff.Session) {
	h.t.Helper()
	token, s, err := h.SignIn(context.Background(), staff.Credentials{Login: login, Password: login, Address: "192.0.2.1"})
	if err != nil {
		h.t.Fatal(err)
	}
	return token, s
}

// try signs in with some password and gives the refusal's code, "" for none.
func (h *house) try(login, password string) string {
	h.t.Helper()
	_, _, err := h.SignIn(context.Background(), staff.Credentials{Login: login, Password: password, Address: "192.0.2.1"})
	return h.code(err)
}

// code is a refusal's code; another failure fails the test.
func (h *house) code(err error) string {
	h.t.Helper()
	if err == nil {
		return ""
	}
	e, ok := err.(*huiyin.Error)
	if !ok {
		h.t.Fatalf("not a refusal but a failure: %v", err)
	}
	if !strings.HasSuffix(e.Say, ".") {
		h.t.Errorf("%q is no sentence", e.Say)
	}
	return e.Code
}

// events are the kinds of an account's events, and all they hold.
func (h *house) events(id huiyin.StaffID) (kinds, data string) {
	h.t.Helper()
	err := h.store.Read(context.Background(), func(t *store.Tx) error {
		list, err := t.Events(int64(id), 1, 1000)
		for _, e := range list {
			kinds, data = kinds+" "+e.Kind, data+e.By+" "+string(e.Data)+"\n"
		}
		return err
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return strings.TrimSpace(kinds), data
}

// row reads an account as the record has it.
func (h *house) row(id huiyin.StaffID) (a store.Staff) {
	h.t.Helper()
	if err := h.store.Read(context.Background(), func(t *store.Tx) (err error) {
		a, err = t.Staff(id)
		return err
	}); err != nil {
		h.t.Fatal(err)
	}
	return a
}
