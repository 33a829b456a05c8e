package store

import (
	"database/sql"
	"fmt"
	"slices"
	"time"

	"huiyin"
	"huiyin/topic"
)

// ArticleText is what a version of an article says. Days are yyyy-mm-dd, "" when there is none; To is the first day on
// which it is not valid any more.
type ArticleText struct {
	Unit                            string // the code of the unit that answers for it
	Title, Question, Answer, Law    string
	Region, Category, From, To, Due string // Due is the day by which it is to be looked at again
}

const articleTextColumns = `unit, title, question, answer, law, region, category, valid_from, valid_to, review_on`

func articleTextRow(x *ArticleText) []any {
	return []any{&x.Unit, &x.Title, &x.Question, &x.Answer, &x.Law, &x.Region, &x.Category, &x.From, &x.To, &x.Due}
}

// Article is a piece of knowledge as it is read: the version in force, or the first one while that is being written.
type Article struct {
	ID   huiyin.ArticleID
	Code string
	ArticleText
	State     string
	Version   int // the version these words are
	Open      int // the version that is being written or reviewed, 0 when there is none
	ChangedAt time.Time
}

const articleColumns = `article_id, code, ` + articleTextColumns + `, state, version, open_version, changed_at`

func articleRow(a *Article) []any {
	return append(append([]any{&a.ID, &a.Code}, articleTextRow(&a.ArticleText)...), &a.State, &a.Version, &a.Open, ms{&a.ChangedAt})
}

var articleNoun = noun[Article]{"articles", articleColumns, "article_id", "code", articleRow}

// Articles lists all of them by code, for tables that go out and come in.
func (t *Tx) Articles() ([]Article, error) { return articleNoun.list(t) }

// Article reads one.
func (t *Tx) Article(id huiyin.ArticleID) (Article, error) {
	var a Article
	found, err := t.one(`SELECT `+articleColumns+` FROM articles WHERE article_id = $1`, []any{int64(id)}, articleRow(&a)...)
	if err == nil && !found {
		err = huiyin.NotFound("article", "There is no such article.")
	}
	return a, err
}

// SaveArticle writes the row that is read, new or known, and makes its words findable. Its versions are written apart.
func (t *Tx) SaveArticle(a Article) error {
	if err := articleNoun.save(t, a); err != nil {
		return err
	}
	if _, err := t.exec(`INSERT INTO article_counts (article_id, uses, recent, reports, open_reports, chases) VALUES ($1, 0, 0, 0, 0, 0) ON CONFLICT (article_id) DO NOTHING`, int64(a.ID)); err != nil {
		return err
	}
	return t.indexArticle(&a)
}

func (t *Tx) indexArticle(a *Article) error {
	x := Text{Title: topic.Terms(a.Title), Body: append(topic.Terms(a.Question, a.Answer, a.Law), topic.Terms(a.Code)...), Marks: []string{"s:" + a.State}}
	x.Marks = append(x.Marks, prefixes("c:", a.Category, 2)...)
	return t.s.engine.indexText(t, "articles_text", int64(a.ID), x, false)
}

// indexOldArticles makes the articles of a record from before migration 2 findable.
func (t *Tx) indexOldArticles() error {
	list, err := all(t, `SELECT article_id, code, title, question, answer, law, category, state FROM articles ORDER BY article_id`, nil, func(r *sql.Rows) (Article, error) {
		var a Article
		return a, r.Scan(&a.ID, &a.Code, &a.Title, &a.Question, &a.Answer, &a.Law, &a.Category, &a.State)
	})
	for i := range list {
		if err := t.indexArticle(&list[i]); err != nil {
			return err
		}
	}
	return err
}

// ArticleVersion is one version of an article with who had a hand in it.
type ArticleVersion struct {
	Article huiyin.ArticleID
	Version int
	State   string
	Edits   int // how often it was saved
	ArticleText
	WrittenBy   huiyin.StaffID // the last who saved it; 0 for one that was imported
	WrittenAt   time.Time
	SubmittedBy huiyin.StaffID
	SubmittedAt time.Time
	DecidedBy   huiyin.StaffID
	DecidedAt   time.Time
	Note        string // what was said when it was sent back or retired
}

const versionColumns = `article_id, version, state, edits, ` + articleTextColumns + `, written_by, written_at, submitted_by, submitted_at, decided_by, decided_at, note`

func versionRow(v *ArticleVersion) []any {
	return append(append([]any{&v.Article, &v.Version, &v.State, &v.Edits}, articleTextRow(&v.ArticleText)...),
		&v.WrittenBy, ms{&v.WrittenAt}, &v.SubmittedBy, ms{&v.SubmittedAt}, &v.DecidedBy, ms{&v.DecidedAt}, &v.Note)
}

func scanVersion(r *sql.Rows) (ArticleVersion, error) {
	var v ArticleVersion
	return v, r.Scan(versionRow(&v)...)
}

var saveVersion = onConflict(insertInto("article_versions", versionColumns), "article_id, version", versionColumns)

// SaveArticleVersion writes a version, new or known.
func (t *Tx) SaveArticleVersion(v ArticleVersion) error {
	_, err := t.exec(saveVersion, versionRow(&v)...)
	return err
}

// ArticleVersions lists an article's versions, the newest first.
func (t *Tx) ArticleVersions(id huiyin.ArticleID) ([]ArticleVersion, error) {
	return all(t, `SELECT `+versionColumns+` FROM article_versions WHERE article_id = $1 ORDER BY version DESC`, []any{int64(id)}, scanVersion)
}

// BringArticle writes an article as a table has it. Where the text in force changes, the new one becomes a version of its
// own; a version that somebody is writing beside it stays open.
func (t *Tx) BringArticle(a Article, at time.Time) error {
	versions, err := t.ArticleVersions(a.ID)
	if err != nil {
		return err
	}
	v := ArticleVersion{Article: a.ID, Version: 1, Edits: 1, WrittenAt: at}
	if len(versions) > 0 {
		old, err := t.Article(a.ID)
		if err != nil {
			return err
		}
		a.Open = old.Open
		if v, err = t.versionFor(&a, &old, versions, v); err != nil {
			return err
		}
	}
	v.State, v.ArticleText = a.State, a.ArticleText
	a.Version, a.ChangedAt = v.Version, at
	if inForce := a.State == "approved" || a.State == "retired"; !inForce {
		a.Open = a.Version
	} else if a.Open == a.Version {
		a.Open = 0 // what was being written is in force now
	}
	if err := t.SaveArticleVersion(v); err != nil {
		return err
	}
	return t.SaveArticle(a)
}

// versionFor is the version that an article's row from a table is written to: the present one, or fresh where the text
// in force is another.
func (t *Tx) versionFor(a, old *Article, versions []ArticleVersion, fresh ArticleVersion) (ArticleVersion, error) {
	i := slices.IndexFunc(versions, func(v ArticleVersion) bool { return v.Version == old.Version })
	if i < 0 {
		return fresh, fmt.Errorf("article %d has no row for its version %d", old.ID, old.Version)
	}
	now := versions[i]
	if a.ArticleText == old.ArticleText || now.State == "draft" || now.State == "in_review" {
		return now, nil
	}
	now.State = "replaced"
	fresh.Version = versions[0].Version + 1
	return fresh, t.SaveArticleVersion(now)
}

// CategoryKnown tells whether the scheme has a category.
func (t *Tx) CategoryKnown(code string) (bool, error) {
	var one int
	return t.one(`SELECT 1 FROM categories WHERE code = $1`, []any{code}, &one)
}

// AreaKnown tells whether there is an area.
func (t *Tx) AreaKnown(code string) (bool, error) {
	var one int
	return t.one(`SELECT 1 FROM areas WHERE code = $1`, []any{code}, &one)
}
