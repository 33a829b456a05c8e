package knowledge_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"huiyin"
	"huiyin/knowledge"
	"huiyin/store"
)

var everyState = []knowledge.State{"", knowledge.Draft, knowledge.InReview, knowledge.Approved, knowledge.Retired, knowledge.Discarded}

// Wherever an article stands, somebody can do something about it: there is no dead end.
func TestNoArticleIsStuck(t *testing.T) {
	for _, state := range everyState {
		for _, open := range []knowledge.State{"", knowledge.Draft, knowledge.InReview} {
			if steps := knowledge.OpenTo(knowledge.Standing{State: state, Open: open}, editor); len(steps) == 0 {
				t.Errorf("nothing can be done where the text in force is %q and the open one %q", state, open)
			}
		}
	}
}

func TestWhoMayDoWhat(t *testing.T) {
	drafted := knowledge.Standing{Unit: section, State: knowledge.Approved, Open: knowledge.Draft, WrittenBy: []huiyin.StaffID{4}}
	submitted := drafted
	submitted.Open = knowledge.InReview
	ofCentre := knowledge.Standing{State: knowledge.Draft, Open: knowledge.InReview, WrittenBy: []huiyin.StaffID{1}}
	both := clerk
	both.Roles = []huiyin.Role{huiyin.UnitClerk, huiyin.UnitLeader}
	for _, c := range []struct {
		name string
		s    knowledge.Standing
		who  huiyin.Actor
		want string
	}{
		{"its clerk writes", drafted, clerk, "write submit discard"},
		{"its leader writes and answers for what is in force", drafted, leader, "write submit discard confirm retire"},
		{"the centre's editor does both", drafted, editor, "write submit discard confirm retire"},
		{"an operator reads", drafted, operator, ""},
		{"another unit reads", drafted, water, ""},
		{"its clerk waits", submitted, clerk, ""},
		{"its leader decides", submitted, leader, "approve send_back confirm retire"},
		{"nobody approves what they wrote", submitted, both, "send_back confirm retire"},
		{"the centre's article is the centre's", ofCentre, leader, ""},
		{"and its writer does not approve it", ofCentre, editor, "send_back"},
		{"but a colleague does", ofCentre, second, "approve send_back"},
	} {
		var got []string
		for _, s := range knowledge.OpenTo(c.s, c.who) {
			got = append(got, string(s))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v, want %s", c.name, got, c.want)
		}
	}
}

// A change of what is in force waits for a second person, and the old text stays valid until then.
func TestAnArticlesLife(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		id := h.save(0, 0, lamp(nil), clerk)
		if titles, _ := h.find(knowledge.Search{Text: "路灯"}, operator); len(titles) != 0 {
			t.Errorf("a draft is found: %v", titles)
		}
		_, err := h.Show(ctx, id, operator)
		h.refused(err, "article_not_found")
		h.take(id, clerk, knowledge.Submit)
		h.refused(h.Take(ctx, knowledge.Order{Article: id, Step: knowledge.Approve, By: clerk}), "step_not_yours")
		h.refused(h.Take(ctx, knowledge.Order{Article: id, Step: knowledge.SendBack, By: leader}), "invalid_note")
		h.take(id, leader, knowledge.SendBack)
		if p := h.show(id, clerk); p.Working == nil || p.Working.Note != "Because." || p.Working.State != "draft" {
			t.Errorf("sent back: %+v", p.Working)
		}
		h.save(id, 1, lamp(func(x *store.ArticleText) { x.Answer = "第二稿" }), clerk)
		h.take(id, clerk, knowledge.Submit)
		h.take(id, leader, knowledge.Approve)
		p := h.show(id, operator)
		if states(p) != "approved 1:approved" || !p.Valid || p.Answer != "第二稿" || p.Due != "2027-06-01" || len(p.Steps) != 0 || len(p.Events) != 0 {
			t.Errorf("approved: %s %+v", states(p), p.Article)
		}

		h.save(id, 0, lamp(func(x *store.ArticleText) { x.Title = "路灯报修的新办法" }), editor)
		if p = h.show(id, operator); p.Title != "路灯不亮怎么报修" || p.Open != 2 || p.Working != nil || states(p) != "approved 1:approved" {
			t.Errorf("while it is changed readers see %s %s", p.Title, states(p))
		}
		h.take(id, editor, knowledge.Submit)
		h.refused(h.Take(ctx, knowledge.Order{Article: id, Step: knowledge.Approve, By: editor}), "second_person")
		h.take(id, second, knowledge.Approve)
		if p = h.show(id, operator); p.Title != "路灯报修的新办法" || states(p) != "approved 2:approved 1:replaced" {
			t.Errorf("the new version: %s %s", p.Title, states(p))
		}
		h.take(id, leader, knowledge.Confirm)
		h.take(id, leader, knowledge.Retire)
		if p = h.show(id, operator); states(p) != "retired 2:retired 1:replaced" || p.Valid {
			t.Errorf("retired: %s", states(p))
		}
		h.refused(h.cite(id, 1, wednesday), "invalid_article")
		if got := h.happened(id); got != "written submitted sent_back written submitted approved written submitted approved confirmed retired" {
			t.Error(got)
		}
		h.noWords(id)
	})
}

// noWords checks that the journal carries digests and codes only.
func (h *house) noWords(id huiyin.ArticleID) {
	h.t.Helper()
	for _, e := range h.show(id, editor).Events {
		for _, word := range []string{"路灯", "灯杆", "稿", "Because"} {
			if strings.Contains(string(e.Data), word) {
				h.t.Errorf("the event %s holds words: %s", e.Kind, e.Data)
			}
		}
	}
}

func TestAFirstDraftThatIsGivenUp(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		id := h.save(0, 0, lamp(nil), editor)
		h.take(id, editor, knowledge.Discard)
		_, err := h.Show(ctx, id, operator)
		h.refused(err, "article_not_found")
		if titles, _ := h.find(knowledge.Search{List: "retired"}, operator); len(titles) != 0 {
			t.Errorf("what nobody approved is among what was retired: %v", titles)
		}
		h.save(id, 0, lamp(nil), clerk) // somebody else takes it up again
		h.take(id, clerk, knowledge.Submit)
		h.take(id, leader, knowledge.Approve)
		if p := h.show(id, operator); states(p) != "approved 2:approved" {
			t.Error(states(p))
		}
	})
}

func TestTwoWriteAtTheSameTime(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		id := h.save(0, 0, lamp(nil), editor)
		h.save(id, 1, lamp(func(x *store.ArticleText) { x.Answer = "One." }), editor)
		_, err := h.Save(ctx, knowledge.Text{Article: id, Edits: 1, ArticleText: lamp(nil)}, second)
		h.refused(err, "edited_meanwhile")
		h.take(id, editor, knowledge.Submit)
		h.refused(h.Take(ctx, knowledge.Order{Article: id, Step: knowledge.Approve, Edits: 1, By: second}), "edited_meanwhile")
	})
}

func TestTheSameKeyTwice(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		x := knowledge.Text{Key: "k", ArticleText: lamp(nil)}
		one, err := h.Save(ctx, x, editor)
		h.must(err)
		two, err := h.Save(ctx, x, editor)
		h.must(err)
		x.Title = "Another"
		_, err = h.Save(ctx, x, editor)
		h.refused(err, "key_reused")
		if one != two || one == 0 {
			t.Errorf("the same key made %d and %d", one, two)
		}
	})
}

// Bad input gets a sentence that names the field, and nothing is written.
func TestBadTexts(t *testing.T) {
	h := open(t, record(t))
	for name, change := range map[string]func(*store.ArticleText){
		"title": func(x *store.ArticleText) { x.Title = " " }, "answer": func(x *store.ArticleText) { x.Answer = strings.Repeat("灯", 20_001) },
		"unit": func(x *store.ArticleText) { x.Unit = "none" }, "category": func(x *store.ArticleText) { x.Category = "99" },
		"region": func(x *store.ArticleText) { x.Region = "00" }, "question": func(x *store.ArticleText) { x.Question = "a\x00b" },
		"valid_from": func(x *store.ArticleText) { x.From = "tomorrow" }, "valid_to": func(x *store.ArticleText) { x.To = "2025-12-31" },
		"review_on": func(x *store.ArticleText) { x.Due = "2026-02-30" },
	} {
		_, err := h.Save(ctx, knowledge.Text{ArticleText: lamp(change)}, editor)
		h.refused(err, "invalid_"+name)
	}
	_, err := h.Save(ctx, knowledge.Text{ArticleText: lamp(nil)}, water)
	h.refused(err, "step_not_yours")
	for field, change := range map[string]func(*store.ArticleText){
		"answer": func(x *store.ArticleText) { x.Answer = "" }, "unit": func(x *store.ArticleText) { x.Unit = "" }, "category": func(x *store.ArticleText) { x.Category = "" },
		"review_on": func(x *store.ArticleText) { x.Due = "2026-09-16" }, "valid_to": func(x *store.ArticleText) { x.To = "2026-09-16" },
	} {
		id := h.save(0, 0, lamp(change), editor)
		h.refused(h.Take(ctx, knowledge.Order{Article: id, Step: knowledge.Submit, By: editor}), "invalid_"+field)
	}
	id := h.save(0, 0, lamp(nil), clerk)
	_, err = h.Save(ctx, knowledge.Text{Article: id, Edits: 1, ArticleText: lamp(func(x *store.ArticleText) { x.Unit = "WATER" })}, clerk)
	h.refused(err, "step_not_yours")
	h.refused(h.Take(ctx, knowledge.Order{Article: id, Step: "burn", By: editor}), "invalid_step")
	h.refused(h.Take(ctx, knowledge.Order{Article: id, Step: knowledge.Retire, Note: "x", By: editor}), "step_not_open")
	if kinds := h.happened(id); kinds != "written" {
		t.Errorf("refusals left events: %s", kinds)
	}
	if steps := h.show(id, clerk).Steps; !slices.Equal(steps, []knowledge.Step{knowledge.Write, knowledge.Submit, knowledge.Discard}) {
		t.Errorf("open are %v", fmt.Sprint(steps))
	}
}

// Who changes an article in force behind the journal's back is found out.
func TestAChangeBehindTheJournalsBackIsFound(t *testing.T) {
	s, err := store.Open(ctx, store.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	h := open(t, s)
	id := h.inForce(nil)
	h.take(id, leader, knowledge.Confirm)
	if problems, err := s.Verify(ctx, nil); err != nil || len(problems) != 0 {
		t.Errorf("before: %v %v", problems, err)
	}
	h.must(s.Write(ctx, func(tx *store.Tx) error {
		v, err := tx.ArticleVersions(id)
		if err != nil {
			return err
		}
		v[0].Answer = "别修了。"
		return tx.SaveArticleVersion(v[0])
	}))
	if problems, err := s.Verify(ctx, nil); err != nil || len(problems) != 1 || !strings.Contains(problems[0].Say, "version 1 of the article") {
		t.Errorf("after: %v %v", problems, err)
	}
}
