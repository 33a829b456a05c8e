package desk_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/desk"
	"huiyin/directory"
	"huiyin/store"
	"huiyin/testkit"
)

// house is a small city with one desk, on one engine.
type house struct {
	*desk.Desk
	t     testing.TB
	store *store.Store
	clock *testkit.Clock
	units map[string]huiyin.UnitID
	box   huiyin.MailboxID
}

// wednesday is an ordinary working day at ten in the morning.
var wednesday = time.Date(2026, 9, 16, 10, 0, 0, 0, time.FixedZone("Asia/Shanghai", 8*3600))

// onBoth runs a story on SQLite and on PostgreSQL.
func onBoth(t *testing.T, story func(t *testing.T, h *house)) {
	t.Run("sqlite", func(t *testing.T) { story(t, open(t, "sqlite")) })
	t.Run("postgres", func(t *testing.T) { story(t, open(t, testkit.Postgres(t))) })
}

func open(t testing.TB, database string) *house {
	t.Helper()
	ctx := context.Background()
	s := testkit.Record(t, database)
	h := &house{t: t, store: s, clock: testkit.NewClock(wednesday), units: map[string]huiyin.UnitID{}, box: 7}
	if err := s.Write(ctx, h.settle); err != nil {
		t.Fatal(err)
	}
	dir, err := directory.Open(ctx, s)
	if err != nil {
		t.Fatal(err)
	}
	h.Desk = desk.New(s, dir, h.clock.Now, slog.New(slog.DiscardHandler))
	return h
}

// settle founds the city: a district with a lighting section, a department, a mayor's letter box.
func (h *house) settle(t *store.Tx) error {
	for i, u := range []store.Unit{
		{Code: "CD", Name: "City", Level: 1, Kind: "city"},
		{Code: "JJ", Name: "Jinjiang", Level: 2, Kind: "district", Parent: 1},
		{Code: "JJ-LIGHT", Name: "Jinjiang lighting", Level: 3, Kind: "section", Parent: 2},
		{Code: "WATER", Name: "Water bureau", Level: 2, Kind: "department", Parent: 1},
	} {
		u.ID, u.Active = huiyin.UnitID(i+1), true
		h.units[u.Code] = u.ID
		if err := t.SaveUnit(u); err != nil {
			return err
		}
	}
	if err := t.SaveCategory(store.Category{Code: "01", Name: "Streets"}); err != nil {
		return err
	}
	if err := t.SaveArea(store.Area{Code: "510104", Name: "Jinjiang", Level: 2}); err != nil {
		return err
	}
	if err := t.BringArticle(store.Article{ID: 5, Code: "K1", State: "approved", ArticleText: store.ArticleText{Title: "Cards", Answer: "Bring your card.", From: "2026-01-01"}}, wednesday); err != nil {
		return err
	}
	return t.SaveMailbox(store.Mailbox{ID: h.box, Code: "mayor", Name: "The mayor's letter box", Unit: 1, State: "open"})
}

// centre and unit make actors.
func centre(id huiyin.StaffID, roles ...huiyin.Role) huiyin.Actor {
	return huiyin.Actor{Staff: id, Roles: roles, City: true}
}

func (h *house) of(id huiyin.StaffID, unit string, roles ...huiyin.Role) huiyin.Actor {
	u := h.units[unit]
	return huiyin.Actor{Staff: id, Roles: roles, Unit: u, Units: h.City().Below(u)}
}

// letter writes one to the mayor.
func (h *house) letter(title string) desk.Receipt {
	h.t.Helper()
	r, err := h.Register(context.Background(), desk.Appeal{Form: casework.Form{Title: title, Content: "The street lamp at 12 Chunxi Road has been dark for a week.",
		Nature: "complaint", Category: "01", Area: "510104"}, Channel: "web", Mailbox: h.box, Publish: true,
		Person: store.Person{Name: "李小明", Phone: "19900001234"}}, huiyin.TheAppellant)
	if err != nil {
		h.t.Fatal(err)
	}
	return r
}

// take takes a step, or fails the test.
func (h *house) take(c huiyin.CaseID, by huiyin.Actor, step casework.Step, form casework.Form) casework.Case {
	h.t.Helper()
	out, err := h.try(c, by, step, form)
	if err != nil {
		h.t.Fatalf("%s: %v", step, err)
	}
	return out
}

// try takes a step on the case, or on its newest assignment or request that the step fits.
func (h *house) try(c huiyin.CaseID, by huiyin.Actor, step casework.Step, form casework.Form) (casework.Case, error) {
	o := desk.Order{Case: c, Order: casework.Order{Step: step, By: by, Form: form}}
	v, err := h.Show(context.Background(), c, by)
	if err != nil {
		return casework.Case{}, err
	}
	for _, open := range v.Open {
		if open.Step == step {
			o.Assignment, o.Request = open.Assignment, open.Request
		}
	}
	return h.Take(context.Background(), o)
}
