package knowledge_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"huiyin"
	"huiyin/knowledge"
	"huiyin/store"
	"huiyin/testkit"
)

func record(t testing.TB) *store.Store { return testkit.Record(t, "sqlite") }

func TestFindingInACall(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		h.inForce(nil)
		h.inForce(func(x *store.ArticleText) {
			x.Title, x.Question, x.Answer, x.Region, x.Unit = "小区路灯归谁管", "小区里的灯坏了？", "由物业负责。", "5101", "JJ"
		})
		h.inForce(func(x *store.ArticleText) {
			x.Title, x.Question, x.Answer, x.Category, x.Unit, x.Region = "停水怎么查", "家里停水？", "先看邻居，路灯下的井盖旁有公告。", "02", "WATER", ""
		})
		h.inForce(func(x *store.ArticleText) { x.Title, x.From = "明年的路灯规定", "2027-01-01" })
		h.inForce(func(x *store.ArticleText) {
			x.Title, x.Question, x.Answer, x.To = "国庆亮灯安排", "", "十月一日。", "2026-09-17"
		})
		for _, c := range []struct {
			name  string
			s     knowledge.Search
			want  []string
			loose bool
		}{
			{"words of titles come first", knowledge.Search{Text: "路灯"}, []string{"小区路灯归谁管", "路灯不亮怎么报修", "停水怎么查"}, false},
			{"the whole phrase wins", knowledge.Search{Text: "路灯不亮"}, []string{"路灯不亮怎么报修"}, false},
			{"some of the words, when nothing has all", knowledge.Search{Text: "停水 居住证"}, []string{"停水怎么查"}, true},
			{"one character so far", knowledge.Search{Text: "水"}, []string{"停水怎么查"}, false},
			{"nothing but signs", knowledge.Search{Text: "？！"}, nil, true},
			{"a category and those below it", knowledge.Search{Category: "01", Text: "灯"}, []string{"国庆亮灯安排", "小区路灯归谁管", "路灯不亮怎么报修"}, false},
			{"a unit", knowledge.Search{Unit: "WATER"}, []string{"停水怎么查"}, false},
			{"what applies in a street", knowledge.Search{Region: "510104001", Category: "0102"}, []string{"国庆亮灯安排", "小区路灯归谁管", "路灯不亮怎么报修"}, false},
			{"what applies elsewhere in the city", knowledge.Search{Region: "510105"}, []string{"停水怎么查", "小区路灯归谁管"}, false},
			{"what is not valid yet, when asked for", knowledge.Search{Text: "路灯规定", Lapsed: true}, []string{"明年的路灯规定"}, false},
		} {
			got, loose := h.find(c.s, operator)
			if !slices.Equal(got, c.want) || loose != c.loose {
				t.Errorf("%s: %v (loose %v), want %v (%v)", c.name, got, loose, c.want, c.loose)
			}
		}
		h.clock.Set(wednesday.AddDate(0, 0, 1))
		if got, _ := h.find(knowledge.Search{Text: "亮灯"}, operator); len(got) != 0 {
			t.Errorf("on the day on which it ends it is still found: %v", got)
		}
	})
}

// Of what fits alike, what is cited most comes first; what was cited long ago does not count for that any more.
func TestUseDecidesAmongEquals(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		used := h.inForce(func(x *store.ArticleText) { x.Title = "停水公告一" })
		h.inForce(func(x *store.ArticleText) { x.Title = "停水公告二" })
		for c := range huiyin.CaseID(5) {
			h.must(h.cite(used, c+1, wednesday))
		}
		h.must(h.cite(used, 1, wednesday)) // the same answer again
		h.must(h.cite(used, 9, wednesday.AddDate(0, -2, 0)))
		if got, _ := h.find(knowledge.Search{Text: "停水公告"}, operator); got[0] != "停水公告一" {
			t.Errorf("found %v", got)
		}
		if got, _ := h.find(knowledge.Search{}, operator); got[0] != "停水公告一" {
			t.Errorf("without words: %v", got)
		}
		p := h.show(used, operator)
		if p.Uses != 6 || p.Recent != 5 || len(p.Cited) != 6 {
			t.Errorf("uses %d, of late %d", p.Uses, p.Recent)
		}
		h.clock.Set(wednesday.AddDate(0, 0, 31))
		_, err := h.Tick(ctx)
		h.must(err)
		if p = h.show(used, operator); p.Uses != 6 || p.Recent != 0 {
			t.Errorf("a month later: uses %d, of late %d", p.Uses, p.Recent)
		}
	})
}

func TestListsGoOn(t *testing.T) {
	h := open(t, record(t))
	for i := range 7 {
		h.inForce(func(x *store.ArticleText) { x.Title = fmt.Sprintf("停水 %d", i) })
	}
	for _, text := range []string{"", "停水", "停"} {
		var got []string
		page := huiyin.Page{Limit: 3}
		for range 4 {
			found, err := h.Find(ctx, knowledge.Search{Text: text}, page, operator)
			h.must(err)
			for _, l := range found.Lines {
				got = append(got, l.Title)
			}
			if page.After = found.Next; page.After == "" {
				break
			}
		}
		slices.Sort(got)
		if got = slices.Compact(got); len(got) != 7 || page.After != "" {
			t.Errorf("%q: %v, and then %q", text, got, page.After)
		}
	}
	found, err := h.Find(ctx, knowledge.Search{Text: "停水"}, huiyin.Page{After: "999"}, operator)
	if err != nil || len(found.Lines) != 0 {
		t.Errorf("behind the end: %v %v", found, err)
	}
	_, err = h.Find(ctx, knowledge.Search{}, huiyin.Page{After: "x"}, operator)
	h.refused(err, "invalid_after")
	_, err = h.Find(ctx, knowledge.Search{List: "secret"}, huiyin.Page{}, editor)
	h.refused(err, "invalid_list")
}

// What is to be done is seen by those who look after the articles, each their own.
func TestTheListsOfThoseWhoLookAfter(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		h.save(0, 0, lamp(func(x *store.ArticleText) { x.Title = "路灯草稿" }), clerk)
		h.save(0, 0, lamp(func(x *store.ArticleText) { x.Title, x.Unit = "水务草稿", "WATER" }), editor)
		h.take(h.save(0, 0, lamp(func(x *store.ArticleText) { x.Title = "路灯待审" }), clerk), clerk, knowledge.Submit)
		for _, c := range []struct {
			who  huiyin.Actor
			list string
			want string
		}{
			{editor, "draft", "水务草稿 路灯草稿"}, {leader, "draft", "路灯草稿"}, {water, "draft", "水务草稿"}, {leader, "in_review", "路灯待审"}, {water, "in_review", ""},
		} {
			got, _ := h.find(knowledge.Search{List: c.list}, c.who)
			if strings.Join(got, " ") != c.want {
				t.Errorf("%d sees in %s: %v, want %s", c.who.Staff, c.list, got, c.want)
			}
		}
		_, err := h.Find(ctx, knowledge.Search{List: "draft"}, huiyin.Page{}, operator)
		h.refused(err, "list_not_yours")
		_, err = h.Find(ctx, knowledge.Search{List: "draft", Unit: "WATER"}, huiyin.Page{}, leader)
		h.refused(err, "not_your_unit")
		tally, err := h.Tally(ctx, leader)
		h.must(err)
		if tally["draft"] != 1 || tally["in_review"] != 1 || tally["approved"] != 0 {
			t.Errorf("the leader's tally is %v", tally)
		}
		if tally, err = h.Tally(ctx, operator); err != nil || tally != nil {
			t.Errorf("an operator's tally is %v %v", tally, err)
		}
	})
}

// Whatever is typed, the search answers.
func FuzzFind(f *testing.F) {
	for _, seed := range []string{"路灯", "灯", `"`, `'`, `\`, "a OR b", "NEAR(", "*", "~", "\x00", "\xff", "01'; DROP TABLE articles; --"} {
		f.Add(seed, seed)
	}
	s, err := store.Open(ctx, store.Options{Dir: f.TempDir()})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { s.Close() })
	h := open(f, s)
	h.inForce(nil)
	f.Fuzz(func(t *testing.T, text, code string) {
		for _, search := range []knowledge.Search{{Text: text}, {Text: text, Category: code, Region: code, Unit: code}, {Category: code}, {Region: code}} {
			if _, err := h.Find(ctx, search, huiyin.Page{}, operator); err != nil {
				t.Errorf("%+v: %v", search, err)
			}
		}
	})
}
