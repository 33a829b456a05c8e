package store_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"huiyin"
	"huiyin/store"
)

// articleScript is the part of the script about knowledge.
func articleScript() []line {
	text := filled(func(x *store.ArticleText) {
		x.Unit, x.Title, x.Category, x.Region, x.From, x.To, x.Due = "jj", "居住证怎么办理", "0102", "5101", "2026-01-01", "2026-10-01", "2026-09-01"
	})
	article := store.Article{ID: 5, Code: "K1", ArticleText: text, State: "approved", Version: 1, ChangedAt: noon}
	other := store.Article{ID: 6, Code: "K2~", ArticleText: store.ArticleText{Title: "路灯不亮怎么报修", Answer: "居住小区由物业负责。"}, State: "draft", Version: 1, Open: 1}
	version := filled(func(v *store.ArticleVersion) {
		v.Article, v.Version, v.State, v.ArticleText = 6, 1, "in_review", other.ArticleText
	})
	hits := func(name string, f store.ArticleFilter) []line {
		return []line{
			ask("ArticleHits "+name, func(tx *store.Tx) ([]store.ArticleHit, error) { return tx.ArticleHits(f, 0, 10) }),
			ask("CountArticles "+name, func(tx *store.Tx) (int, error) { return tx.CountArticles(f) }),
		}
	}
	bring := func(name string, change func(*store.Article)) line {
		return do("BringArticle "+name, func(tx *store.Tx) error {
			a := store.Article{ID: 7, Code: "K3", ArticleText: text, State: "approved"}
			change(&a)
			return tx.BringArticle(a, noon)
		})
	}
	counts := ask("ArticleLines", func(tx *store.Tx) ([]store.ArticleLine, error) {
		return tx.ArticleLines([]huiyin.ArticleID{7, 99, 5, 6})
	})
	report := filled(func(r *store.ArticleReport) { r.Article, r.ID, r.State = 5, 1, "open" })
	use := filled(func(u *store.ArticleUse) { u.Article, u.Case, u.Contact = 5, 1, 2 })
	lines := []line{
		do("SaveArticle", func(tx *store.Tx) error { return tx.SaveArticle(article) }),
		do("SaveArticle another", func(tx *store.Tx) error { return tx.SaveArticle(other) }),
		do("SaveArticle again", func(tx *store.Tx) error { return tx.SaveArticle(article) }),
		do("SaveArticleVersion", func(tx *store.Tx) error { return tx.SaveArticleVersion(version) }),
		bring("new", func(*store.Article) {}), bring("of the same text", func(*store.Article) {}),
		bring("of another text", func(a *store.Article) { a.Answer = "Another answer." }),
		ask("ArticleVersions", func(tx *store.Tx) ([]store.ArticleVersion, error) { return tx.ArticleVersions(7) }),
		ask("ArticleVersions one", func(tx *store.Tx) ([]store.ArticleVersion, error) { return tx.ArticleVersions(6) }),
		ask("Article", func(tx *store.Tx) (store.Article, error) { return tx.Article(7) }),
		ask("Article none", func(tx *store.Tx) (store.Article, error) { return tx.Article(99) }),
		ask("Articles", (*store.Tx).Articles),
		do("AddArticleUse", func(tx *store.Tx) error { return tx.AddArticleUse(use, true) }),
		do("AddArticleUse again", func(tx *store.Tx) error { return tx.AddArticleUse(use, true) }),
		do("AddArticleUse long ago", func(tx *store.Tx) error {
			return tx.AddArticleUse(store.ArticleUse{Article: 5, Case: 2, At: noon.AddDate(-1, 0, 0)}, false)
		}),
		ask("ArticleUses", func(tx *store.Tx) ([]store.ArticleUse, error) { return tx.ArticleUses(5, 10) }),
		do("SaveArticleReport", func(tx *store.Tx) error { return tx.SaveArticleReport(report) }),
		do("SaveArticleReport resolved", func(tx *store.Tx) error {
			r := report
			r.ID, r.State, r.ResolvedAt = 2, "mended", time.Time{}
			return tx.SaveArticleReport(r)
		}),
		ask("ArticleReports", func(tx *store.Tx) ([]store.ArticleReport, error) { return tx.ArticleReports(5, 10) }),
		do("NoteChase", func(tx *store.Tx) error { return tx.NoteChase(5, noon) }), counts,
		do("EndChase", func(tx *store.Tx) error { return tx.EndChase(5) }),
		do("RecountUses", func(tx *store.Tx) error { return tx.RecountUses(noon.Add(1000 * time.Hour)) }), counts,
		ask("CategoryKnown", func(tx *store.Tx) (bool, error) { return tx.CategoryKnown("01") }),
		ask("CategoryKnown not", func(tx *store.Tx) (bool, error) { return tx.CategoryKnown("0") }),
		ask("AreaKnown", func(tx *store.Tx) (bool, error) { return tx.AreaKnown("510104") }),
	}
	return slices.Concat(lines, hits("all", store.ArticleFilter{}), hits("of words", store.ArticleFilter{Text: "居住", States: []string{"approved"}, Category: "01"}),
		hits("of one of the words", store.ArticleFilter{Text: "居住证 路灯", Any: true}), hits("of signs", store.ArticleFilter{Text: "?!"}),
		hits("of units", store.ArticleFilter{Units: []string{"jj", "x"}}), hits("of no unit", store.ArticleFilter{Units: []string{}}),
		hits("of a street", store.ArticleFilter{Region: "510104001"}), hits("of a region", store.ArticleFilter{Region: "51"}), hits("of elsewhere", store.ArticleFilter{Region: "5201"}),
		hits("valid", store.ArticleFilter{ValidOn: "2026-09-30"}), hits("not valid any more", store.ArticleFilter{ValidOn: "2026-10-01", Text: "居住证"}),
		hits("in review", store.ArticleFilter{OpenState: "in_review"}), hits("reported", store.ArticleFilter{Reported: true}),
		hits("of a broken code", store.ArticleFilter{Category: "\xff"}),
		hits("due", store.ArticleFilter{Due: &store.ArticleDue{Today: "2026-09-16", Soon: "2026-10-16", Wrong: 1}}))
}

// A search finds what is read now, and a change of words is found by its new words only.
func TestArticlesAreFoundByTheirWords(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		bring := func(id huiyin.ArticleID, title, answer string) {
			write(t, s, func(tx *store.Tx) error {
				return tx.BringArticle(store.Article{ID: id, Code: fmt.Sprint("K", id), State: "approved", ArticleText: store.ArticleText{Title: title, Answer: answer}}, noon)
			})
		}
		find := func(text string, anyOf bool) (ids []huiyin.ArticleID) {
			for _, h := range read(t, s, func(tx *store.Tx) ([]store.ArticleHit, error) {
				return tx.ArticleHits(store.ArticleFilter{Text: text, Any: anyOf}, 0, 10)
			}) {
				ids = append(ids, h.ID)
			}
			return ids
		}
		bring(1, "居住证怎么办", "带身份证到派出所。")
		bring(2, "路灯报修", "请提供灯杆编号。")
		for _, c := range []struct {
			text string
			any  bool
			want []huiyin.ArticleID
		}{
			{"居住证", false, []huiyin.ArticleID{1}}, {"居住证 路灯", false, nil}, {"居住证 路灯", true, []huiyin.ArticleID{2, 1}},
			{"灯杆", false, []huiyin.ArticleID{2}}, {`"居住证" OR *`, false, nil}, {"k2", false, []huiyin.ArticleID{2}},
		} {
			if got := find(c.text, c.any); !slices.Equal(got, c.want) {
				t.Errorf("%q (any %v) finds %v, want %v", c.text, c.any, got, c.want)
			}
		}
		bring(2, "井盖丢失", "两小时内更换。")
		if len(find("路灯", false)) != 0 || len(find("井盖", false)) != 1 {
			t.Error("after the change the old words find it, or the new ones do not")
		}
		clean(t, s)
	})
}

// What somebody writes beside the text in force outlives an import; a draft that comes in approved is closed.
func TestAnImportedArticleKeepsItsVersions(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		row := store.Article{ID: 1, Code: "K1", State: "draft", ArticleText: store.ArticleText{Title: "One", Answer: "1"}}
		bring := func(change func()) store.Article {
			change()
			write(t, s, func(tx *store.Tx) error { return tx.BringArticle(row, noon) })
			return read(t, s, func(tx *store.Tx) (store.Article, error) { return tx.Article(1) })
		}
		state := func() (out string) {
			for _, v := range read(t, s, func(tx *store.Tx) ([]store.ArticleVersion, error) { return tx.ArticleVersions(1) }) {
				out += fmt.Sprintf("%d:%s ", v.Version, v.State)
			}
			return out
		}
		if a := bring(func() {}); a.Open != 1 || state() != "1:draft " {
			t.Errorf("a draft: %+v %s", a, state())
		}
		if a := bring(func() { row.State, row.Answer = "approved", "2" }); a.Open != 0 || a.Version != 1 || state() != "1:approved " {
			t.Errorf("approved: %+v %s", a, state())
		}
		write(t, s, func(tx *store.Tx) error {
			a, err := tx.Article(1)
			if err != nil {
				return err
			}
			a.Open = 2
			if err := tx.SaveArticleVersion(store.ArticleVersion{Article: 1, Version: 2, State: "draft", ArticleText: a.ArticleText}); err != nil {
				return err
			}
			return tx.SaveArticle(a)
		})
		if a := bring(func() { row.Answer = "3" }); a.Open != 2 || a.Version != 3 || state() != "3:approved 2:draft 1:replaced " {
			t.Errorf("another text: %+v %s", a, state())
		}
		if a := bring(func() { row.State = "retired" }); a.Version != 3 || a.State != "retired" || state() != "3:retired 2:draft 1:replaced " {
			t.Errorf("retired: %+v %s", a, state())
		}
	})
}

// A record from before versions were kept gives every article its first one, and finds it by its words.
func TestOldArticlesBecomeVersions(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		write(t, s, func(tx *store.Tx) error {
			return tx.SaveArticle(store.Article{ID: 1, Code: "K1", State: "approved", ArticleText: store.ArticleText{Title: "路灯报修", Answer: "灯杆编号"}})
		})
		write(t, s, func(tx *store.Tx) error {
			return tx.SaveArticle(store.Article{ID: 2, Code: "K2", State: "draft", ArticleText: store.ArticleText{Title: "居住证", Answer: "派出所"}})
		})
		raw := p.raw(t)
		for _, back := range []string{"DROP TABLE served_first", "DROP TABLE room_rules", "DROP TABLE phone_places", "DROP TABLE article_versions", "DROP TABLE article_counts", "DROP TABLE article_uses", "DROP TABLE article_reports", "DROP TABLE articles_text",
			"ALTER TABLE articles DROP COLUMN version", "ALTER TABLE articles DROP COLUMN open_version", "ALTER TABLE articles DROP COLUMN changed_at",
			"UPDATE settings SET value = '3' WHERE name = 'schema'"} {
			if _, err := raw.ExecContext(ctx, back); err != nil {
				t.Fatalf("%s: %v", back, err)
			}
		}
		s = p.open(t)
		for id, want := range map[huiyin.ArticleID]string{1: "approved 1 0", 2: "draft 1 1"} {
			a := read(t, s, func(tx *store.Tx) (store.Article, error) { return tx.Article(id) })
			if got := fmt.Sprint(a.State, " ", a.Version, " ", a.Open); got != want {
				t.Errorf("article %d is %s, want %s", id, got, want)
			}
			if v := read(t, s, func(tx *store.Tx) ([]store.ArticleVersion, error) { return tx.ArticleVersions(id) }); len(v) != 1 || v[0].Answer != a.Answer {
				t.Errorf("article %d has the versions %+v", id, v)
			}
		}
		if hits := read(t, s, func(tx *store.Tx) ([]store.ArticleHit, error) {
			return tx.ArticleHits(store.ArticleFilter{Text: "灯杆", States: []string{"approved"}}, 0, 5)
		}); len(hits) != 1 || hits[0].ID != 1 {
			t.Errorf("found %v", hits)
		}
	})
}
