package knowledge_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"huiyin"
	"huiyin/knowledge"
	"huiyin/store"
)

func (h *house) report(id huiyin.ArticleID, by huiyin.Actor, reason string) {
	h.t.Helper()
	h.must(h.Report(ctx, knowledge.Complaint{Article: id, Case: 7, Reason: reason, Note: "号码已停用", By: by}))
}

func TestAReportAndWhatBecameOfIt(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		id := h.inForce(nil)
		h.report(id, operator, "outdated")
		h.report(id, operator, "incorrect") // thinks better of it
		p := h.show(id, leader)
		if p.Wrong != 1 || p.Reports != 1 || len(p.Said) != 1 || p.Said[0].Reason != "incorrect" || p.Said[0].Case != 7 {
			t.Errorf("reported: %+v", p.Said)
		}
		if got, _ := h.find(knowledge.Search{List: "reported"}, leader); len(got) != 1 {
			t.Errorf("reported are %v", got)
		}
		if len(h.show(id, operator).Said) != 0 {
			t.Error("a reader sees what colleagues said against it")
		}
		r := p.Said[0].ID
		f := knowledge.Finding{Article: id, Report: r, State: knowledge.Mended, Note: "号码换了。", By: water}
		h.refused(h.Resolve(ctx, f), "step_not_yours")
		f.By = clerk
		f.Report++
		h.refused(h.Resolve(ctx, f), "report_not_found")
		f.Report, f.State = r, "maybe"
		h.refused(h.Resolve(ctx, f), "invalid_state")
		f.State, f.Note = knowledge.Mended, ""
		h.refused(h.Resolve(ctx, f), "invalid_note")
		f.Note = "号码换了。"
		h.must(h.Resolve(ctx, f))
		h.refused(h.Resolve(ctx, f), "report_resolved")
		if p = h.show(id, leader); p.Wrong != 0 || p.Reports != 1 {
			t.Errorf("resolved: %+v", p.ArticleCounts)
		}
		h.report(id, operator, "unclear")
		if p = h.show(id, leader); p.Wrong != 1 || p.Reports != 2 {
			t.Errorf("reported anew: %+v", p.ArticleCounts)
		}
		if got := h.happened(id); got != "written submitted approved reported reported report_resolved reported" {
			t.Error(got)
		}
		h.refused(h.Report(ctx, knowledge.Complaint{Article: id, Reason: "ugly", By: operator}), "invalid_reason")
		h.refused(h.Report(ctx, knowledge.Complaint{Article: h.save(0, 0, lamp(nil), editor), Reason: "unclear", By: editor}), "not_in_force")
	})
}

func TestWhatIsDueIsChased(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		stale := h.inForce(func(x *store.ArticleText) { x.Title, x.Due = "该复审的", "2026-10-01" })
		h.inForce(func(x *store.ArticleText) { x.Title, x.To = "将失效的", "2026-11-15" })
		wrong := h.inForce(func(x *store.ArticleText) { x.Title = "有误的" })
		h.inForce(func(x *store.ArticleText) { x.Title = "没事的" })
		h.report(wrong, operator, "outdated")
		h.chased(0)
		h.report(wrong, clerk, "outdated")
		h.chased(1)
		h.chased(0) // no second time on the same day
		h.clock.Set(time.Date(2026, 10, 1, 0, 0, 0, 0, wednesday.Location()))
		h.chased(2)
		h.clock.Set(time.Date(2026, 10, 16, 9, 0, 0, 0, wednesday.Location()))
		h.chased(3)
		if got, _ := h.find(knowledge.Search{List: "review_due"}, leader); !slices.Equal(got, []string{"有误的", "该复审的", "将失效的"}) {
			t.Errorf("due are %v", got)
		}
		if got, _ := h.find(knowledge.Search{List: "review_due"}, water); len(got) != 0 {
			t.Errorf("another unit is chased for %v", got)
		}
		if p := h.show(stale, leader); p.Chases != 2 || !slices.Equal(p.Why, []knowledge.Reason{knowledge.ReviewPassed}) {
			t.Errorf("chased %d times for %v", p.Chases, p.Why)
		}
		h.take(stale, leader, knowledge.Confirm)
		if p := h.show(stale, leader); p.Chases != 0 || len(p.Why) != 0 || p.Due != "2027-06-01" {
			t.Errorf("confirmed, and still chased: %+v %v", p.ArticleCounts, p.Why)
		}
	})
}

// chased lets the timer pass once and checks how many units it reminded.
func (h *house) chased(want int) {
	h.t.Helper()
	n, err := h.Tick(ctx)
	if err != nil || n != want {
		h.t.Errorf("on %s %d were reminded, want %d: %v", h.clock.Now().Format(time.DateOnly), n, want, err)
	}
}

func TestWhyAnArticleIsDue(t *testing.T) {
	for _, c := range []struct {
		name string
		l    store.ArticleLine
		want []knowledge.Reason
	}{
		{"the day of review", line("2026-09-16", "", 0), []knowledge.Reason{knowledge.ReviewPassed}},
		{"the day before it", line("2026-09-17", "", 1), nil},
		{"thirty days before its end", line("", "2026-10-16", 0), []knowledge.Reason{knowledge.Ending}},
		{"thirty-one days before", line("", "2026-10-17", 0), nil},
		{"at its end", line("", "2026-09-16", 0), []knowledge.Reason{knowledge.Ended}},
		{"everything at once", line("2026-01-01", "2026-09-17", 2), []knowledge.Reason{knowledge.ReviewPassed, knowledge.Ending, knowledge.SaidWrong}},
	} {
		if got := knowledge.DueFor(&c.l, "2026-09-16"); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	retired := line("2026-01-01", "2026-01-02", 9)
	if retired.State = "retired"; len(knowledge.DueFor(&retired, "2026-09-16")) != 0 {
		t.Error("what was retired is chased")
	}
}

func line(due, to string, wrong int) store.ArticleLine {
	return store.ArticleLine{Article: store.Article{State: "approved", ArticleText: store.ArticleText{Due: due, To: to}}, ArticleCounts: store.ArticleCounts{Wrong: wrong}}
}

// An answer can rest on what is in force only, and the record says on which version.
func TestCiting(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		id := h.inForce(nil)
		h.must(h.cite(id, 1, wednesday))
		h.refused(h.cite(id, 2, wednesday.AddDate(-1, 0, 0)), "invalid_article") // before it was valid
		h.refused(h.cite(99, 3, wednesday), "invalid_article")
		h.refused(h.cite(h.save(0, 0, lamp(nil), editor), 4, wednesday), "invalid_article")
		h.save(id, 0, lamp(func(x *store.ArticleText) { x.Answer = "新答案" }), editor)
		h.take(id, editor, knowledge.Submit)
		h.take(id, second, knowledge.Approve)
		h.must(h.cite(id, 5, wednesday.Add(time.Minute)))
		uses := h.show(id, operator).Cited
		if len(uses) != 2 || uses[0].Version != 2 || uses[1].Version != 1 {
			t.Errorf("uses %+v", uses)
		}
		if len(h.show(id, clerk).Cited) != 0 {
			t.Error("a unit sees the cases of others")
		}
	})
}

// Run chases by itself and ends with its context.
func TestRunEnds(t *testing.T) {
	h := open(t, record(t))
	id := h.inForce(func(x *store.ArticleText) { x.Due = "2026-09-20" })
	h.clock.Set(wednesday.AddDate(0, 0, 10))
	running, stop := context.WithCancel(ctx)
	done := make(chan error, 1)
	go func() { done <- h.Run(running) }()
	for news := h.store.News(); h.show(id, leader).Chases == 0; news = h.store.News() {
		<-news
	}
	stop()
	h.must(<-done)
	h.chased(0)
}
