package demo_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/demo"
	"huiyin/desk"
	"huiyin/store"
)

// forget makes a house forget that it is settled.
func forget(t *store.Tx) error { return t.SetSetting("demo_settled", "") }

// past is how many matters the tests' past month has.
const past = 360

// A past month stands at every state, in the proportions of a real city, and no step of it was refused (a warning
// fails the test).
func TestHistory(t *testing.T) {
	t.Parallel()
	h := town(t, demo.Options{Seed: 7, Cases: past})
	h.tellTwice(t)
	cases := h.whole(t)
	if len(cases) != past {
		t.Fatalf("the past has %d cases, want %d", len(cases), past)
	}
	n := func(fits func(*casework.Case) bool) int {
		k := 0
		for i := range cases {
			if fits(&cases[i]) {
				k++
			}
		}
		return k
	}
	for _, s := range casework.States {
		if n(func(c *casework.Case) bool { return c.State == s.State }) == 0 && s.State != casework.Unverifiable {
			t.Errorf("no case is %s", s.State)
		}
	}
	dispatched := func(c *casework.Case) bool { return !c.DispatchedAt.IsZero() }
	share := func(what string, part, whole int, least, most float64) {
		t.Helper()
		if got := float64(part) / float64(whole); got < least || got > most {
			t.Errorf("%s: %d of %d are %.3f, expected %.3f to %.3f", what, part, whole, got, least, most)
		}
	}
	nature := func(ns ...casework.Nature) func(*casework.Case) bool {
		return func(c *casework.Case) bool { return slices.Contains(ns, c.Nature) }
	}
	share("complaints, help and reports", n(nature(casework.Complaint, casework.Help, casework.Report)), past, .58, .74)
	share("consultations", n(nature(casework.Consultation)), past, .2, .36)
	share("dispatched", n(dispatched), past, .36, .55)
	first := func(want ...casework.Satisfaction) int {
		return n(func(c *casework.Case) bool { return slices.Contains(want, c.First) })
	}
	share("satisfied at first", first(casework.Satisfied, casework.BasicSatisfied), first(casework.Satisfied, casework.BasicSatisfied, casework.Dissatisfied), .78, .95)
	late := func(c *casework.Case) bool {
		return slices.ContainsFunc(c.Assignments, func(a casework.Assignment) bool { return a.Part == casework.Lead && a.Late(tuesday) })
	}
	share("late", n(late), n(dispatched), .005, .06)
	share("in a second round", n(func(c *casework.Case) bool { return c.Round > 1 }), n(dispatched), .02, .15)
	share("written to letter boxes", n(func(c *casework.Case) bool { return c.Mailbox != 0 }), past, .05, .25)
	for what, fits := range map[string]func(*casework.Case) bool{
		"handed down": func(c *casework.Case) bool { return has(c, func(a casework.Assignment) bool { return a.Parent != 0 }) },
		"helped": func(c *casework.Case) bool {
			return has(c, func(a casework.Assignment) bool { return a.Part == casework.Co })
		},
		"sent back":   func(c *casework.Case) bool { return has(c, func(a casework.Assignment) bool { return a.SentBack > 0 }) },
		"auto-signed": func(c *casework.Case) bool { return has(c, func(a casework.Assignment) bool { return a.AutoSigned }) },
		"urged":       func(c *casework.Case) bool { return c.Urges > 0 },
		"nearly late": nearlyLate,
		"anonymous":   func(c *casework.Case) bool { return c.Person == 0 },
		"to be read":  func(c *casework.Case) bool { return c.Publish && c.Answer != "" && c.Mailbox != 0 },
		"in English":  func(c *casework.Case) bool { return c.Language == "en" },
		"asked for":   func(c *casework.Case) bool { return len(c.Requests) > 0 },
	} {
		if n(fits) == 0 {
			t.Errorf("no case is %s", what)
		}
	}
	if k := n(func(c *casework.Case) bool {
		return c.Historic || c.ChangedAt.After(tuesday) || c.RegisteredAt.After(tuesday)
	}); k > 0 {
		t.Errorf("%d cases are waived some rule, or reach into the future", k)
	}
	h.rhythm(t, cases)
	h.worklists(t)
	h.invented(t, cases)
}

func nearlyLate(c *casework.Case) bool {
	return has(c, func(a casework.Assignment) bool {
		return a.State.Open() && tuesday.After(a.Yellow) && tuesday.Before(a.Due)
	})
}

func has(c *casework.Case, fits func(casework.Assignment) bool) bool {
	return slices.ContainsFunc(c.Assignments, fits)
}

// whole reads every case with its parts, drafts too.
func (h *house) whole(t testing.TB) []casework.Case {
	t.Helper()
	var states []casework.State
	for _, s := range casework.States {
		states = append(states, s.State)
	}
	var out []casework.Case
	lines := h.lines(t, store.CaseFilter{States: states})
	if err := h.store.Read(context.Background(), func(tx *store.Tx) error {
		for _, l := range lines {
			c, err := tx.Case(l.ID)
			if err != nil {
				return err
			}
			out = append(out, c)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

// rhythm: people call by day and on working days, and units work when they are open.
func (h *house) rhythm(t *testing.T, cases []casework.Case) {
	t.Helper()
	var day, night, weekend, odd int
	for i := range cases {
		at := huiyin.IDTime(cases[i].ID).In(tuesday.Location())
		switch hour := at.Hour(); {
		case hour >= 9 && hour < 17:
			day++
		case hour < 6:
			night++
		}
		if w := at.Weekday(); w == time.Saturday || w == time.Sunday {
			weekend++
		}
		for _, a := range cases[i].Assignments {
			if s := a.SubmittedAt.In(tuesday.Location()); !a.SubmittedAt.IsZero() && (s.Hour() < 9 || s.Hour() > 17) {
				odd++
			}
		}
	}
	if day < past/2 || night > past/10 || weekend > past/4 || odd > 0 {
		t.Errorf("%d by day, %d by night, %d on weekends, %d answers at odd hours", day, night, weekend, odd)
	}
}

// worklists: whoever is shown on the sign-in page and has worklists finds work in one of them, and all lists of the
// centre hold something.
func (h *house) worklists(t testing.TB) {
	t.Helper()
	full := map[string]bool{}
	for _, a := range h.Accounts("") {
		who := h.actor(t, a.Login)
		counts, err := h.Desk.Counts(context.Background(), who)
		if err != nil {
			t.Fatal(err)
		}
		any := len(counts) == 0
		for list, n := range counts {
			any, full[list] = any || n.All > 0, full[list] || n.All > 0
		}
		if !any {
			t.Errorf("%s of %q has nothing to do: %v", a.Login, a.Unit, counts)
		}
	}
	for _, w := range desk.Worklists {
		if !full[w.Name] && w.Name != "my_drafts" {
			t.Errorf("nobody has anything in the list %s", w.Name)
		}
	}
}

// invented: every person's number lies in the range that nobody has.
func (h *house) invented(t *testing.T, cases []casework.Case) {
	t.Helper()
	if err := h.store.Read(context.Background(), func(tx *store.Tx) error {
		for i := range cases {
			if cases[i].Person == 0 {
				continue
			}
			p, err := tx.OpenPerson(cases[i].Person)
			if err != nil {
				return err
			}
			if !strings.HasPrefix(string(p.Phone), "1990000") || p.Email != "" {
				t.Errorf("%s has the number %s", p.Name, p.Phone)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// tellTwice: a telling that is interrupted goes on where it was, and the past ends where it was to end; one that is done
// is done.
func (h *house) tellTwice(t *testing.T) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	go func() { // stops the telling when some of it is written
		defer stop()
		for h.sum() < 1000 {
			<-h.store.News()
		}
	}()
	if err := h.History(ctx); err != nil {
		t.Fatal(err)
	}
	if n := len(h.whole(t)); n == 0 || n == past {
		t.Fatalf("the telling was not interrupted: %d cases", n)
	}
	h.clock.Advance(3 * time.Hour)
	if err := h.History(context.Background()); err != nil {
		t.Fatal(err)
	}
	h.clock.Set(tuesday)
	before := h.heads(t)
	if err := h.History(context.Background()); err != nil || h.heads(t) != before {
		t.Errorf("a past that was told is told again: %v", err)
	}
}

// sum is how many events of cases there are, about.
func (h *house) sum() (n int64) {
	var heads [huiyin.Shards]int64
	if err := h.store.Read(context.Background(), func(tx *store.Tx) (err error) { heads, err = tx.Heads(); return err }); err != nil {
		return 1 << 40
	}
	for _, k := range heads {
		n += k
	}
	return n - 13_500 // what settling wrote
}
