package main

import (
	"context"
	"fmt"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/store"
)

// benchRead fills a record and reads it as consoles do.
func benchRead(ctx context.Context, e *env) (out []figure, err error) {
	err = withHouse(ctx, e, func(h *house) error {
		start := time.Now()
		if err := fill(ctx, e, h.desk, e.flags.cases); err != nil {
			return err
		}
		rate := float64(e.flags.cases) / time.Since(start).Seconds()
		var ids []huiyin.CaseID
		page := huiyin.Page{Limit: 200}
		for len(ids) < 2000 {
			lines, next, err := h.desk.List(ctx, store.CaseFilter{}, page, operator)
			if err != nil {
				return err
			}
			for _, l := range lines {
				ids = append(ids, l.ID)
			}
			if page.After = next; next == "" {
				break
			}
		}
		if len(ids) == 0 {
			return fmt.Errorf("the record is empty; give --cases a number above 0")
		}
		list, _, err := load(ctx, 1, e.lasting()/2, func(_, i int) error {
			_, _, err := h.desk.List(ctx, lists[i%len(lists)], huiyin.Page{}, operator)
			return err
		})
		if err != nil {
			return err
		}
		work, _, err := load(ctx, 1, e.lasting()/2, func(_, _ int) error {
			_, _, err := h.desk.Work(ctx, "to_review", huiyin.Page{}, operator)
			return err
		})
		if err != nil {
			return err
		}
		search, _, err := load(ctx, 1, e.lasting()/2, func(_, i int) error {
			f := store.CaseFilter{Text: things[i%len(things)] + " " + faults[i%len(faults)], Ranked: i%4 == 3}
			if i%3 == 1 {
				f.Text = places[i%len(places)] + things[i*7%len(things)]
				f.States = []casework.State{casework.Registered}
			}
			_, _, err := h.desk.List(ctx, f, huiyin.Page{}, operator)
			return err
		})
		if err != nil {
			return err
		}
		pages, _, err := load(ctx, 1, e.lasting()/2, func(_, i int) error {
			_, err := h.desk.Show(ctx, ids[i*7919%len(ids)], operator)
			return err
		})
		if err != nil {
			return err
		}
		out = []figure{
			least(fmt.Sprintf("appeals a second while filling to %d", e.flags.cases), rate, 1200, "/s"),
			most("newest 20, filtered in five ways, p95", list.at(.95), 5, "ms"),
			most("worklist of the first review, p95", work.at(.95), 5, "ms"),
			most("search by two words, filtered or ranked, p95", search.at(.95), 20, "ms"),
			most("case page, p95", pages.at(.95), 10, "ms"),
		}
		return nil
	})
	return out, err
}

var lists = []store.CaseFilter{
	{},
	{States: []casework.State{casework.Registered}},
	{Nature: casework.Complaint},
	{Channel: "phone", States: []casework.State{casework.Registered}},
	{States: []casework.State{casework.Registered, casework.AtTransfer}, Light: "red"},
}
