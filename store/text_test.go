package store_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"huiyin"
	"huiyin/casework"
	"huiyin/store"
)

// Two characters beside each other are found wherever they stand; the same two apart are not.
func TestTextIsFoundByPairs(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		for i, words := range []struct{ title, content string }{
			{"路灯不亮", "春熙路十二号的路灯坏了一周。"},
			{"路上的灯太亮", "灯光照进卧室。"},
			{"Street lamp", "ＡＢＣ１２３ is its number"},
			{"漏水", "水管漏水，路灯也不亮"},
		} {
			write(t, s, func(tx *store.Tx) error {
				c := letter(huiyin.CaseID(i + 1))
				c.Title, c.Content = words.title, words.content
				return keep(tx, s, nil, &c, "case.registered")
			})
		}
		for text, want := range map[string][]huiyin.CaseID{
			"路灯": {4, 1}, "灯光": {2}, "路灯 漏水": {4}, "不亮": {4, 1}, "LAMP": {3}, "abc123": {3}, "春熙路": {1}, "路": nil, "没有": nil, "261": {1}, "lamp OR 漏水": nil, `"路灯"`: {4, 1}, "路灯*": {4, 1},
		} {
			for _, ranked := range []bool{false, true} {
				lines := read(t, s, func(tx *store.Tx) ([]store.CaseLine, error) {
					lines, _, err := tx.Cases(store.CaseFilter{Text: text, Ranked: ranked}, huiyin.Page{})
					return lines, err
				})
				var got []huiyin.CaseID
				for _, l := range lines {
					got = append(got, l.ID)
				}
				if ranked {
					slices.Sort(got)
					slices.Reverse(got)
				}
				if !slices.Equal(got, want) {
					t.Errorf("%q (ranked %v) finds %v, want %v", text, ranked, got, want)
				}
			}
		}
		// What was corrected is found by its new words only.
		write(t, s, func(tx *store.Tx) error {
			c, err := tx.Case(4)
			if err != nil {
				return err
			}
			after := c
			after.Version, after.Title, after.Content = 2, "井盖", "井盖丢失"
			return keep(tx, s, &c, &after, "case.passed")
		})
		for text, want := range map[string]int{"漏水": 0, "井盖": 1} {
			if lines := read(t, s, func(tx *store.Tx) ([]store.CaseLine, error) {
				lines, _, err := tx.Cases(store.CaseFilter{Text: text}, huiyin.Page{})
				return lines, err
			}); len(lines) != want {
				t.Errorf("after the correction %q finds %d", text, len(lines))
			}
		}
	})
}

// Whatever is typed into a search, the search does not break; and whatever a code looks like, its case is found by it.
func FuzzSearch(f *testing.F) {
	for _, seed := range []string{"路灯", `"`, `'`, `\`, `\'`, `a" OR "b`, "NEAR(a b)", "title : x", "a:*", "~", "%_", "水", "\x00", "\xff", "c:01 s:closed", "-1", "01'; DROP TABLE cases; --"} {
		f.Add(seed, seed)
	}
	s, err := store.Open(ctx, store.Options{Dir: f.TempDir()})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { s.Close() })
	f.Fuzz(func(t *testing.T, text, code string) {
		id := huiyin.NewID[huiyin.CaseID](noon)
		write(t, s, func(tx *store.Tx) error {
			c := letter(id)
			c.Category, c.Area, c.Channel, c.Nature = code, code, casework.Channel(code), casework.Nature(code)
			return keep(tx, s, nil, &c, "case.registered")
		})
		if err := s.Read(ctx, func(tx *store.Tx) error {
			_, _, err := tx.Publications(store.PublicationFilter{Text: text, Category: code, Area: code, Nature: casework.Nature(code)}, huiyin.Page{})
			return err
		}); err != nil {
			t.Error(err)
		}
		for _, filter := range []store.CaseFilter{
			{Text: text, Category: code, Area: code, Channel: casework.Channel(code), Nature: casework.Nature(code)},
			{Text: text, Ranked: true, Category: code},
			{Text: "lamp", Category: code, Area: code, Channel: casework.Channel(code), Nature: casework.Nature(code)},
		} {
			lines := read(t, s, func(tx *store.Tx) ([]store.CaseLine, error) {
				lines, _, err := tx.Cases(filter, huiyin.Page{Limit: 1})
				return lines, err
			})
			if filter.Text == "lamp" && utf8.ValidString(code) && !strings.Contains(code, "\x00") && (len(lines) != 1 || lines[0].ID != id) {
				t.Errorf("the case with the code %q is not found by it", code)
			}
		}
	})
}
