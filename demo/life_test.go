package demo_test

import (
	"context"
	"fmt"
	"maps"
	"testing"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/demo"
	"huiyin/desk"
	"huiyin/store"
)

// lived is a house in which the townsfolk lived for some beats of five seconds.
func lived(t *testing.T, beats int) (*house, *demo.Life) {
	t.Helper()
	ctx := context.Background()
	h := town(t, demo.Options{Seed: 5, Cases: 100, Operators: 3})
	if err := h.History(ctx); err != nil {
		t.Fatal(err)
	}
	life, err := h.Wake(ctx)
	if err != nil {
		t.Fatal(err)
	}
	h.live(t, life, beats, 5*time.Second)
	return h, life
}

func (h *house) live(t *testing.T, life *demo.Life, beats int, each time.Duration) {
	t.Helper()
	for range beats {
		h.clock.Advance(each)
		if err := life.Beat(context.Background()); err != nil {
			t.Fatal(err)
		}
		if _, err := h.Desk.Tick(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
}

// A quarter of an hour of the townsfolk's lives: the same seed and clock give the same life whatever identities are
// made of, whole matters go round, and nobody's list runs dry.
func TestTheTownsfolkLive(t *testing.T) {
	t.Parallel()
	h, life := lived(t, 20)
	twin, _ := lived(t, 20)
	if one, other := h.outline(t), twin.outline(t); !maps.Equal(one, other) {
		for k, n := range one {
			if other[k] != n {
				t.Errorf("%q: %d times, then %d", k, n, other[k])
			}
		}
	}
	h.live(t, life, 180, 5*time.Second)
	n, closed, direct := 0, 0, 0
	for _, c := range h.whole(t) {
		if !huiyin.IDTime(c.ID).After(tuesday) {
			continue
		}
		n++
		switch c.State {
		case casework.Closed:
			closed++
		case casework.AnsweredDirectly:
			direct++
		}
	}
	if n < 80 || closed < 3 || direct < n/10 || direct > n*3/4 {
		t.Errorf("of %d new matters %d went all the way round and %d were answered on the spot", n, closed, direct)
	}
	h.worklists(t)
	h.visitors(t, life)
	h.runs(t)
}

// outline counts the cases that look alike, without their identities.
func (h *house) outline(t *testing.T) map[string]int {
	t.Helper()
	out := map[string]int{}
	for _, c := range h.whole(t) {
		out[fmt.Sprint(c.Title, c.State, c.Round, c.Version, c.ChangedAt.UnixMilli())]++
	}
	return out
}

// visitors: what a visitor writes is taken up and carried on; what a visitor works on is left alone for a while.
func (h *house) visitors(t *testing.T, life *demo.Life) {
	t.Helper()
	ctx := context.Background()
	var mine []huiyin.CaseID
	for i := range 4 {
		r, err := h.Desk.Register(ctx, desk.Appeal{Form: casework.Form{Title: fmt.Sprintf("A visitor's letter %d", i), Content: "The lamp is dark.", Nature: "complaint",
			Category: h.lines(t, store.CaseFilter{})[0].Category, Area: "510104"}, Person: store.Person{Name: "访客", Phone: "19900009999"}}, huiyin.TheAppellant)
		if err != nil {
			t.Fatal(err)
		}
		mine = append(mine, r.Case)
	}
	reviewer := h.actor(t, "rev-6")
	version := func(id huiyin.CaseID) int64 {
		v, err := h.Desk.Show(ctx, id, reviewer)
		if err != nil {
			t.Fatal(err)
		}
		return v.Case.Version
	}
	h.live(t, life, 8, 12*time.Second)
	for _, id := range mine {
		if version(id) != 1 {
			t.Error("a visitor's letter was touched at once")
		}
	}
	if _, err := h.Desk.Take(ctx, desk.Order{Case: mine[0], Order: casework.Order{Step: casework.Pass, By: reviewer}}); err != nil {
		t.Fatal(err)
	}
	h.live(t, life, 8, 12*time.Second)
	if version(mine[0]) != 2 {
		t.Error("a case was taken out of a visitor's hands")
	}
	h.live(t, life, 60, 10*time.Second)
	for _, id := range mine {
		if v, err := h.Desk.Show(ctx, id, reviewer); err != nil || v.Case.DispatchedAt.IsZero() && v.Case.State.Info().Open && v.Case.State != casework.Supplementing {
			t.Errorf("after ten minutes a visitor's letter stands at %s (%v)", v.Case.State, err)
		}
	}
}

// runs: a lively city stops when it is told to.
func (h *house) runs(t *testing.T) {
	t.Helper()
	before := h.heads(t)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- h.Run(ctx) }()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for h.heads(t) == before { // until somebody has done something
		h.clock.Advance(5 * time.Second)
		<-tick.C
	}
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// A quiet city does nothing until it ends.
func TestAQuietCity(t *testing.T) {
	h := open(t, t.TempDir(), demo.Options{Quiet: true})
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- h.Run(ctx) }()
	stop()
	if err := <-done; err != nil || h.heads(t) != [huiyin.Shards]int64{} {
		t.Errorf("%v, %v", err, h.heads(t))
	}
}
