package knowledge_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"huiyin"
	"huiyin/knowledge"
	"huiyin/store"
	"huiyin/testkit"
)

var ctx = context.Background()

// wednesday is an ordinary working day at ten in the morning.
var wednesday = time.Date(2026, 9, 16, 10, 0, 0, 0, time.FixedZone("Asia/Shanghai", 8*3600))

// The units of the city.
const (
	city huiyin.UnitID = iota + 1
	district
	section
	bureau
)

// house is the knowledge room of a small city, on one engine.
type house struct {
	*knowledge.Knowledge
	t     testing.TB
	store *store.Store
	clock *testkit.Clock
}

// onBoth runs a story on SQLite and on PostgreSQL.
func onBoth(t *testing.T, story func(t *testing.T, h *house)) {
	testkit.OnBoth(t, func(t *testing.T, s *store.Store) { story(t, open(t, s)) })
}

func open(t testing.TB, s *store.Store) *house {
	t.Helper()
	h := &house{t: t, store: s, clock: testkit.NewClock(wednesday)}
	h.Knowledge = knowledge.New(s, knowledge.Options{Now: h.clock.Now, Zone: wednesday.Location(), Log: slog.New(slog.DiscardHandler)})
	h.must(s.Write(ctx, settle))
	return h
}

func settle(t *store.Tx) error {
	var errs []error
	for _, u := range []store.Unit{
		{ID: city, Code: "CD", Level: 1}, {ID: district, Code: "JJ", Level: 2, Parent: city},
		{ID: section, Code: "JJ-LIGHT", Level: 3, Parent: district}, {ID: bureau, Code: "WATER", Level: 2, Parent: city},
	} {
		u.Active = true
		errs = append(errs, t.SaveUnit(u))
	}
	for _, c := range []string{"01", "0102", "02"} {
		errs = append(errs, t.SaveCategory(store.Category{Code: c}))
	}
	for _, a := range []string{"5101", "510104", "510104001"} {
		errs = append(errs, t.SaveArea(store.Area{Code: a}))
	}
	return errors.Join(errs...)
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// refused checks that something was refused with a code, in a sentence.
func (h *house) refused(err error, code string) {
	h.t.Helper()
	var e *huiyin.Error
	if !errors.As(err, &e) || e.Code != code || len(e.Say) < 20 || !strings.HasSuffix(e.Say, ".") {
		h.t.Errorf("got %v, want the refusal %s in a sentence", err, code)
	}
}

// The people of the house.
var (
	editor   = huiyin.Actor{Staff: 1, Roles: []huiyin.Role{huiyin.KnowledgeEditor}, City: true}
	second   = huiyin.Actor{Staff: 2, Roles: []huiyin.Role{huiyin.KnowledgeEditor}, City: true}
	operator = huiyin.Actor{Staff: 3, Roles: []huiyin.Role{huiyin.Operator}, City: true}
	clerk    = huiyin.Actor{Staff: 4, Roles: []huiyin.Role{huiyin.UnitClerk}, Unit: section, Units: []huiyin.UnitID{section}}
	leader   = huiyin.Actor{Staff: 5, Roles: []huiyin.Role{huiyin.UnitLeader}, Unit: district, Units: []huiyin.UnitID{district, section}}
	water    = huiyin.Actor{Staff: 6, Roles: []huiyin.Role{huiyin.UnitLeader}, Unit: bureau, Units: []huiyin.UnitID{bureau}}
)

// lamp is a complete article of the lighting section.
func lamp(change func(*store.ArticleText)) store.ArticleText {
	x := store.ArticleText{Unit: "JJ-LIGHT", Title: "路灯不亮怎么报修", Question: "路灯坏了打哪里？", Answer: "请提供灯杆编号。单灯故障二十四小时内修复。",
		Law: "《城市照明管理规定》", Region: "510104", Category: "0102", From: "2026-01-01", Due: "2027-03-01"}
	if change != nil {
		change(&x)
	}
	return x
}

func (h *house) save(id huiyin.ArticleID, edits int, x store.ArticleText, by huiyin.Actor) huiyin.ArticleID {
	h.t.Helper()
	id, err := h.Save(ctx, knowledge.Text{Article: id, Edits: edits, ArticleText: x}, by)
	h.must(err)
	return id
}

// take takes steps one after the other.
func (h *house) take(id huiyin.ArticleID, by huiyin.Actor, steps ...knowledge.Step) {
	h.t.Helper()
	for _, s := range steps {
		h.must(h.Take(ctx, knowledge.Order{Article: id, Step: s, Note: "Because.", Due: "2027-06-01", By: by}))
	}
}

// inForce writes an article down and has it approved.
func (h *house) inForce(change func(*store.ArticleText)) huiyin.ArticleID {
	h.t.Helper()
	id := h.save(0, 0, lamp(change), editor)
	h.take(id, editor, knowledge.Submit)
	h.must(h.Take(ctx, knowledge.Order{Article: id, Step: knowledge.Approve, By: second}))
	return id
}

func (h *house) show(id huiyin.ArticleID, who huiyin.Actor) knowledge.Page {
	h.t.Helper()
	p, err := h.Show(ctx, id, who)
	h.must(err)
	return p
}

// find gives the titles that a search finds.
func (h *house) find(s knowledge.Search, who huiyin.Actor) (titles []string, loose bool) {
	h.t.Helper()
	found, err := h.Find(ctx, s, huiyin.Page{}, who)
	h.must(err)
	for _, l := range found.Lines {
		titles = append(titles, l.Title)
	}
	return titles, found.Loose
}

// happened are the kinds of an article's events.
func (h *house) happened(id huiyin.ArticleID) string {
	var kinds []string
	for _, e := range h.show(id, editor).Events {
		kinds = append(kinds, strings.TrimPrefix(e.Kind, "article."))
	}
	return strings.Join(kinds, " ")
}

func (h *house) cite(id huiyin.ArticleID, c huiyin.CaseID, at time.Time) error {
	return h.store.Write(ctx, func(t *store.Tx) error {
		_, err := knowledge.Cite(t, store.ArticleUse{Article: id, Case: c, Contact: huiyin.ContactID(c), Staff: 3, At: at}, h.clock.Now(), wednesday.Location())
		return err
	})
}

func states(p knowledge.Page) string {
	out := p.State
	for _, v := range p.Versions {
		out += fmt.Sprintf(" %d:%s", v.Version, v.State)
	}
	return out
}
