package store_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"huiyin"
	"huiyin/calendar"
	"huiyin/casework"
	"huiyin/store"
	"huiyin/topic"
)

// crowd is a record with many cases that differ in everything that lists narrow by.
type crowd struct {
	rnd   *rand.Rand
	cases []casework.Case
	above map[huiyin.UnitID][]huiyin.UnitID
}

var (
	codes = []string{"", "01", "0102", "010203", "02", "0201", "01~", "01水"}
	areas = []string{"", "5101", "510104", "510104001", "510104001002", "5102", "51010"}
	heard = []string{"路灯不亮", "漏水严重", "噪音扰民", "Dark lamp", "water pipe broken", "路面积水"}
)

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// gather writes the crowd down.
func gather(t *testing.T, s *store.Store, n int) *crowd {
	t.Helper()
	c := &crowd{rnd: rand.New(rand.NewPCG(1, 2)), above: map[huiyin.UnitID][]huiyin.UnitID{1: {1}, 2: {2, 1}, 3: {3, 2, 1}, 4: {4, 1}}}
	write(t, s, func(tx *store.Tx) error {
		for i, parent := range []huiyin.UnitID{0, 1, 2, 1} {
			if err := tx.SaveUnit(store.Unit{ID: huiyin.UnitID(i + 1), Parent: parent, Code: fmt.Sprint(i), Active: true}); err != nil {
				return err
			}
		}
		return nil
	})
	for len(c.cases) < n {
		write(t, s, func(tx *store.Tx) error {
			for range 100 {
				k := c.one()
				if err := keep(tx, s, nil, &k, "case.registered"); err != nil {
					return err
				}
				c.cases = append(c.cases, k)
			}
			return nil
		})
	}
	return c
}

func (c *crowd) one() casework.Case {
	r := c.rnd
	begun := noon.Add(time.Duration(r.IntN(40*24*60)) * time.Minute).Truncate(time.Hour) // many share a moment
	k := casework.Case{ID: huiyin.NewID[huiyin.CaseID](begun), Version: 1, Round: 1, State: pick(r, casework.States).State, Title: pick(r, heard), Content: pick(r, heard) + "，" + pick(r, heard),
		Nature: pick(r, casework.Natures), Category: pick(r, codes), Area: pick(r, areas), Channel: pick(r, casework.Channels), Mailbox: huiyin.MailboxID(r.IntN(3)),
		Person: huiyin.PersonID(r.IntN(4)), RegisteredBy: huiyin.StaffID(r.IntN(4)), ChangedAt: begun, Urgency: casework.Normal}
	k.Number = fmt.Sprint("26", int64(k.ID))
	if k.State != casework.Draft {
		k.RegisteredAt = begun.Add(time.Duration(r.IntN(3)) * 10 * time.Hour)
	}
	if k.Mailbox != 0 {
		k.MailboxUnit = huiyin.UnitID(k.Mailbox)
	}
	if r.IntN(3) > 0 {
		k.Due = begun.Add(time.Duration(r.IntN(5)) * 24 * time.Hour)
		k.Yellow = k.Due.Add(-24 * time.Hour)
	}
	for i := range r.IntN(3) {
		u := huiyin.UnitID(1 + r.IntN(4))
		k.Assignments = append(k.Assignments, casework.Assignment{ID: huiyin.AssignmentID(int64(k.ID)*4 + int64(i)), Unit: u, Part: casework.Co, Round: 1, State: pick(r, casework.AssignmentStates).State, Due: k.Due})
		k.Lead = u
	}
	if r.IntN(4) == 0 {
		k.Requests = append(k.Requests, casework.Request{ID: huiyin.RequestID(k.ID), Kind: casework.ReturnOrder, State: pick(r, []casework.RequestState{casework.Asked, casework.Granted}), AskedAt: begun, Due: k.Due})
	}
	if k.State == casework.Visiting && r.IntN(2) == 0 {
		k.Outcome = "dissatisfied"
	}
	return k
}

// filter is a random one: each condition is there now and then.
func (c *crowd) filter() store.CaseFilter {
	r := c.rnd
	f := store.CaseFilter{Now: noon.Add(time.Duration(r.IntN(45)) * 24 * time.Hour)}
	maybe := func(set func()) {
		if r.IntN(6) == 0 {
			set()
		}
	}
	maybe(func() {
		f.Text = pick(r, []string{"路灯", "积水", "灯 DARK", "water pipe", "水", "？！", pick(r, c.cases).Number, "噪音 路灯"})
	})
	maybe(func() {
		f.States = []casework.State{pick(r, casework.States).State, pick(r, casework.States).State}[:1+r.IntN(2)]
	})
	maybe(func() { f.Unit = huiyin.UnitID(1 + r.IntN(5)) })
	maybe(func() { f.Lead = huiyin.UnitID(1 + r.IntN(4)) })
	maybe(func() { f.Category = pick(r, append(codes, `0"`, "0", "010")) })
	maybe(func() { f.Area = pick(r, append(areas, "51")) })
	maybe(func() { f.Channel = pick(r, casework.Channels) })
	maybe(func() { f.Nature = pick(r, casework.Natures) })
	maybe(func() { f.Mailbox = huiyin.MailboxID(r.IntN(3)) })
	maybe(func() { f.Person = huiyin.PersonID(r.IntN(4)) })
	maybe(func() { f.Staff = huiyin.StaffID(r.IntN(4)) })
	maybe(func() { f.From = noon.Add(time.Duration(r.IntN(40*24)) * time.Hour) })
	maybe(func() { f.To = noon.Add(time.Duration(r.IntN(40*24)) * time.Hour) })
	maybe(func() { f.Light = pick(r, []string{"green", "yellow", "red"}) })
	maybe(func() {
		f.States, f.ByDue = []casework.State{pick(r, casework.States).State, pick(r, casework.States).State, casework.Registered}, true
	})
	maybe(func() { f.Ranked = f.Text != "" })
	return f
}

// fits is what a filter means, without any database.
func (c *crowd) fits(f store.CaseFilter, k *casework.Case) bool {
	light := ""
	if !k.Due.IsZero() {
		light = string(calendar.LightAt(f.Now, k.Yellow, k.Due))
	}
	drafts := len(f.States) > 0 || f.Person != 0 || f.Staff != 0
	return (f.Text == "" || k.State != casework.Draft && c.says(k, f.Text)) &&
		(k.State != casework.Draft || drafts) &&
		(len(f.States) == 0 || slices.Contains(f.States, k.State)) &&
		(f.Unit == 0 || c.sees(f.Unit, k)) &&
		(f.Lead == 0 || f.Lead == k.Lead) &&
		strings.HasPrefix(k.Category, f.Category) && strings.HasPrefix(k.Area, f.Area) &&
		(f.Channel == "" || f.Channel == k.Channel) && (f.Nature == "" || f.Nature == k.Nature) &&
		(f.Mailbox == 0 || f.Mailbox == k.Mailbox) && (f.Person == 0 || f.Person == k.Person) && (f.Staff == 0 || f.Staff == k.RegisteredBy) &&
		(f.From.IsZero() || !k.RegisteredAt.IsZero() && !k.RegisteredAt.Before(f.From)) &&
		(f.To.IsZero() || !k.RegisteredAt.IsZero() && k.RegisteredAt.Before(f.To)) &&
		(f.Light == "" || f.Light == light)
}

func (c *crowd) says(k *casework.Case, text string) bool {
	have := append(topic.Terms(k.Title, k.Content), k.Number)
	want := topic.Query(text)
	return len(want) > 0 && !slices.ContainsFunc(want, func(w string) bool { return !slices.Contains(have, w) })
}

func (c *crowd) sees(u huiyin.UnitID, k *casework.Case) bool {
	units := []huiyin.UnitID{k.MailboxUnit}
	for _, a := range k.Assignments {
		units = append(units, a.Unit)
	}
	return slices.ContainsFunc(units, func(x huiyin.UnitID) bool { return slices.Contains(c.above[x], u) })
}

// expected lists what a filter finds, in its order.
func (c *crowd) expected(f store.CaseFilter) []huiyin.CaseID {
	var found []casework.Case
	for i := range c.cases {
		if c.fits(f, &c.cases[i]) {
			found = append(found, c.cases[i])
		}
	}
	slices.SortFunc(found, func(a, b casework.Case) int {
		if f.ByDue && f.Text == "" {
			return cmp.Or(byDue(a.Due, b.Due), cmp.Compare(a.ID, b.ID))
		}
		return cmp.Compare(b.ID, a.ID)
	})
	ids := make([]huiyin.CaseID, len(found))
	for i, k := range found {
		ids[i] = k.ID
	}
	return ids
}

// byDue puts what has no limit last.
func byDue(a, b time.Time) int {
	if a.IsZero() != b.IsZero() {
		return cmp.Compare(one(a.IsZero()), one(b.IsZero()))
	}
	return a.Compare(b)
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// pages reads a whole list, part by part.
func pages[T any](t *testing.T, size int, part func(huiyin.Page) ([]T, string, error)) []T {
	t.Helper()
	var all []T
	page := huiyin.Page{Limit: size}
	for range 10_000 {
		lines, next, err := part(page)
		if err != nil {
			t.Fatal(err)
		}
		if len(lines) > page.Size() || next != "" && len(lines) < page.Size() {
			t.Fatalf("a part has %d of %d lines and goes on with %q", len(lines), page.Size(), next)
		}
		all = append(all, lines...)
		if next == "" {
			return all
		}
		page.After = next
	}
	t.Fatal("the list does not end")
	return nil
}

// Every combination of conditions finds what it means, in its order, whole and without repeats, however it is cut
// into parts.
func TestListsFindWhatTheirFilterMeans(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		c := gather(t, s, 400)
		hits := 0
		for i := range 600 {
			f := c.filter()
			var ids []huiyin.CaseID
			if err := s.Read(ctx, func(tx *store.Tx) error {
				for _, l := range pages(t, 1+c.rnd.IntN(60), func(page huiyin.Page) ([]store.CaseLine, string, error) { return tx.Cases(f, page) }) {
					ids = append(ids, l.ID)
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			want := c.expected(f)
			if f.Ranked && f.Text != "" { // the order is another test's matter
				slices.Sort(ids)
				slices.Sort(want)
			}
			if !slices.Equal(ids, want) {
				t.Fatalf("filter %d %+v found %d cases %v, want %d %v", i, f, len(ids), ids, len(want), want)
			}
			hits += one(len(ids) > 0)
		}
		if hits < 150 {
			t.Errorf("only %d of the filters found anything", hits)
		}
		clean(t, s)
	})
}

// The best come first: words in the title weigh more than words in the letter, and among equals the newest.
func TestTheBestComeFirst(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		c := gather(t, s, 300)
		for _, text := range []string{"路灯", "积水", "lamp"} {
			lines := read(t, s, func(tx *store.Tx) ([]store.CaseLine, error) {
				return pages(t, 7, func(page huiyin.Page) ([]store.CaseLine, string, error) {
					return tx.Cases(store.CaseFilter{Text: text, Ranked: true}, page)
				}), nil
			})
			if len(lines) != len(c.expected(store.CaseFilter{Text: text})) {
				t.Errorf("%s: %d lines", text, len(lines))
			}
			inTitle := func(l store.CaseLine) bool {
				return slices.Contains(topic.Terms(l.Title), topic.Query(text)[0])
			}
			for i := 1; i < len(lines); i++ {
				if inTitle(lines[i]) && !inTitle(lines[i-1]) {
					t.Fatalf("%s: %q comes after %q", text, lines[i].Title, lines[i-1].Title)
				}
			}
		}
	})
}

// A line shows the case as it is.
func TestALineShowsTheCase(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		c := whole(41)
		write(t, s, func(tx *store.Tx) error { k := c.Clone(); return tx.AddCase(&k, nil, noon) })
		lines := read(t, s, func(tx *store.Tx) ([]store.CaseLine, error) {
			lines, _, err := tx.Cases(store.CaseFilter{}, huiyin.Page{})
			return lines, err
		})
		want := store.CaseLine{ID: c.ID, Number: c.Number, Title: c.Title, Category: c.Category, Area: c.Area, Place: c.Place, State: c.State, Nature: c.Nature, Urgency: c.Urgency,
			Channel: c.Channel, Lead: c.Lead, Mailbox: c.Mailbox, Round: c.Round, Urges: c.Urges, RegisteredAt: c.RegisteredAt, RepliedAt: c.RepliedAt, ClosedAt: c.ClosedAt,
			Due: c.Due, Yellow: c.Yellow, Judgement: c.Final, Confidentiality: c.Confidentiality}
		if len(lines) != 1 || lines[0] != want {
			t.Errorf("shown as %+v, want %+v", lines, want)
		}
	})
}
