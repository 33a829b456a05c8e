package directory_test

import (
	"context"
	"testing"

	"huiyin"
	"huiyin/calendar"
	"huiyin/casework"
	"huiyin/store"
)

func TestSingleEdits(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		h.settle()
		ctx := context.Background()
		jj := *h.City().UnitByCode("JJ")
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		refused := func(field string, err error) {
			t.Helper()
			if e, ok := err.(*huiyin.Error); !ok || e.Kind != huiyin.KindInvalid || e.Field != field {
				t.Errorf("want a refusal of %s, got %v", field, err)
			}
		}
		jj.Active = false
		must(h.SaveUnit(ctx, jj, clerk, now))
		if h.City().Unit(jj.ID).Active {
			t.Error("the unit still takes cases")
		}
		renamed, orphan, low := jj, jj, jj
		renamed.Code, orphan.Parent, low.Level = "KK", 99, 3
		refused("code", h.SaveUnit(ctx, renamed, clerk, now))
		refused("parent", h.SaveUnit(ctx, orphan, clerk, now))
		refused("level", h.SaveUnit(ctx, low, clerk, now))
		must(h.SaveUnit(ctx, store.Unit{Code: "WATER", Name: "水务局", Parent: h.City().UnitByCode("CD").ID, Level: 2, Kind: "department", Active: true}, clerk, now))

		must(h.SaveMailbox(ctx, store.Mailbox{Code: "mayor", Name: "市长信箱", Unit: jj.ID, Kind: "leader", State: "open"}, clerk, now))
		m := *h.City().MailboxByCode("mayor")
		m.State, m.Unit = "closed", h.City().UnitByCode("WATER").ID
		must(h.SaveMailbox(ctx, m, clerk, now))
		if got := h.City().Mailbox(m.ID); got.State != "closed" || got.Unit != m.Unit || len(h.City().Mailboxes) != 1 {
			t.Errorf("the letter box is %+v", got)
		}
		m.Unit = 99
		refused("unit", h.SaveMailbox(ctx, m, clerk, now))

		must(h.SaveCategory(ctx, store.Category{Code: "02", Name: "水务"}, clerk, now))
		refused("code", h.SaveCategory(ctx, store.Category{Code: "x", Name: "坏"}, clerk, now))
		must(h.SaveHotline(ctx, store.Hotline{Number: "12345", Name: "热线", Mode: "merged", Hours: "24h"}, clerk, now))
		refused("number", h.SaveHotline(ctx, store.Hotline{Number: "119", Name: "火警"}, clerk, now))
		limit, _ := calendar.ParseLimit("2wd")
		must(h.SaveLimit(ctx, store.LimitLine{LimitRow: casework.LimitRow{Kind: casework.LimitHandle, Category: "02", Limit: limit}}, clerk, now))
		if l := h.City().Book.Limit(casework.LimitHandle, &casework.Case{Category: "0201", RegisteredAt: now}); l != limit {
			t.Errorf("water takes %s", l)
		}
		refused("limit", h.SaveLimit(ctx, store.LimitLine{LimitRow: casework.LimitRow{Kind: casework.LimitHandle}}, clerk, now))

		before := h.events()
		must(h.SaveWeek(ctx, "Mon-Sat 08:00-12:00", clerk, now))
		must(h.SaveWeek(ctx, "Mon-Sat 8:00-12:00", clerk, now))
		if h.events() != before+1 || len(h.City().Book.Calendar.Week()[6]) != 1 {
			t.Errorf("the week is %s after %d events", h.City().Book.Calendar.Week(), h.events()-before)
		}
		refused("week", h.SaveWeek(ctx, "never", clerk, now))
		refused("colour", h.Save(ctx, "units", map[string]string{"code": "JJ", "colour": "red"}, clerk, now))
	})
}
