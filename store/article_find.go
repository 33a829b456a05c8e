package store

import (
	"database/sql"
	"strings"

	"huiyin"
	"huiyin/topic"
)

// ArticleFilter says which articles are wanted; empty fields do not narrow.
type ArticleFilter struct {
	Text      string
	Any       bool     // one of the words will do
	States    []string // of the article
	OpenState string   // of the version that is being written or reviewed
	Category  string   // code or its beginning
	Units     []string // codes; nil for every unit
	Region    string   // what applies there, or in a part of it
	ValidOn   string   // a day on which it is valid
	Reported  bool     // a report that it is wrong is open
	Due       *ArticleDue
}

// ArticleDue says when an approved article wants to be looked at again.
type ArticleDue struct {
	Today string // its day of review has come
	Soon  string // its validity ends before this day
	Wrong int    // so many open reports say that it is wrong
}

// ArticleHit is an article that fits, with what it is weighed by.
type ArticleHit struct {
	ID              huiyin.ArticleID
	Title, Question string
	Recent          int // how often it was cited of late
}

// ArticleLine is an article with its counts, as lists and pages show it.
type ArticleLine struct {
	Article
	OpenState string // of the version that is being written or reviewed, "" when there is none
	ArticleCounts
}

const (
	articleOpen  = ` LEFT JOIN article_versions o ON o.article_id = a.article_id AND o.version = a.open_version`
	articleJoins = ` JOIN article_counts k ON k.article_id = a.article_id` + articleOpen
	// SQLite walks a CROSS JOIN as it is written: along the index of use, until there are enough.
	articlesByUse = `article_counts k CROSS JOIN articles a` + articleOpen
)

// ArticleHits lists articles that fit, at most so many from the from-th on: the newest where words are looked for, and
// otherwise those that are cited most; what is due, the most urgent first.
func (t *Tx) ArticleHits(f ArticleFilter, from, most int) ([]ArticleHit, error) {
	terms := topic.Query(f.Text)
	if len(terms) == 0 && strings.TrimSpace(f.Text) != "" || !f.possible() {
		return nil, nil // nothing but signs was asked for, or a code that cannot be
	}
	var args []any
	source, order := articlesByUse, "k.recent DESC, k.uses DESC, k.article_id DESC"
	where := []string{"a.article_id = k.article_id"}
	if len(terms) > 0 { // the hits lead, and their rows follow
		m := &matching{table: "articles_text", terms: terms, marks: f.marks(), any: f.Any, args: &args}
		source, order = t.s.engine.match(m)+" x JOIN articles a ON a.article_id = x.id"+articleJoins, "x.id DESC"
	}
	s := "SELECT a.article_id, a.title, a.question, k.recent FROM " + source + " WHERE " + strings.Join(append(where, f.narrow(&args)...), " AND ")
	if f.Due != nil {
		order = "CASE WHEN k.open_reports >= " + arg(&args, f.Due.Wrong) + " THEN 0 ELSE 1 END, CASE WHEN a.review_on = '' OR (a.valid_to <> '' AND a.valid_to < a.review_on) THEN a.valid_to ELSE a.review_on END, a.article_id"
	}
	s += " ORDER BY " + order + " LIMIT " + arg(&args, most) + " OFFSET " + arg(&args, from)
	return all(t, s, args, func(r *sql.Rows) (h ArticleHit, err error) {
		return h, r.Scan(&h.ID, &h.Title, &h.Question, &h.Recent)
	})
}

// possible tells whether the codes can be codes at all.
func (f *ArticleFilter) possible() bool {
	return words(f.Category, f.Region, f.OpenState, f.ValidOn) && words(f.Units...) && words(f.States...)
}

// CountArticles counts the articles that fit; words do not narrow it.
func (t *Tx) CountArticles(f ArticleFilter) (n int, err error) {
	if !f.possible() {
		return 0, nil
	}
	var args []any
	s := "SELECT COUNT(*) FROM articles a" + articleJoins
	if where := f.narrow(&args); len(where) > 0 {
		s += " WHERE " + strings.Join(where, " AND ")
	}
	_, err = t.one(s, args, &n)
	return n, err
}

// ArticleLines reads articles with their counts, in the order of the identities.
func (t *Tx) ArticleLines(ids []huiyin.ArticleID) ([]ArticleLine, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var args []any
	s := "SELECT a." + strings.ReplaceAll(articleColumns, ", ", ", a.") + ", COALESCE(o.state, ''), k." + strings.ReplaceAll(countColumns, ", ", ", k.") +
		" FROM articles a" + articleJoins + " WHERE a.article_id IN " + in(&args, ids) + " ORDER BY a.article_id"
	byID := make(map[huiyin.ArticleID]ArticleLine, len(ids))
	_, err := all(t, s, args, func(r *sql.Rows) (struct{}, error) {
		var l ArticleLine
		err := r.Scan(append(append(articleRow(&l.Article), &l.OpenState), countRow(&l.ArticleCounts)...)...)
		byID[l.ID] = l
		return struct{}{}, err
	})
	lines := make([]ArticleLine, 0, len(ids))
	for _, id := range ids {
		if l, found := byID[id]; found {
			lines = append(lines, l)
		}
	}
	return lines, err
}

// marks are the conditions that the text index answers by itself.
func (f *ArticleFilter) marks() []string {
	var m []string
	if len(f.States) == 1 {
		m = append(m, "s:"+f.States[0])
	}
	if f.Category != "" && len(f.Category)%2 == 0 {
		m = append(m, "c:"+f.Category)
	}
	return m
}

func (f *ArticleFilter) narrow(args *[]any) []string {
	var where []string
	and := func(s string) { where = append(where, s) }
	if len(f.States) > 0 {
		and("a.state IN " + in(args, f.States))
	}
	if f.OpenState != "" {
		and("o.state = " + arg(args, f.OpenState))
	}
	if f.Category != "" {
		and("a.category >= " + arg(args, f.Category) + " AND a.category < " + arg(args, f.Category+lastLetter))
	}
	if f.Units != nil {
		and("a.unit IN " + in(args, append([]string{"\U0010FFFF"}, f.Units...))) // an empty list is no unit, not every unit
	}
	if f.Region != "" {
		and("(a.region IN " + in(args, above(f.Region)) + " OR (a.region >= " + arg(args, f.Region) + " AND a.region < " + arg(args, f.Region+lastLetter) + "))")
	}
	if f.ValidOn != "" {
		and("a.valid_from <= " + arg(args, f.ValidOn) + " AND (a.valid_to = '' OR a.valid_to > " + arg(args, f.ValidOn) + ")")
	}
	if f.Reported {
		and("k.open_reports > 0")
	}
	if f.Due != nil {
		and("a.state = 'approved' AND ((a.review_on <> '' AND a.review_on <= " + arg(args, f.Due.Today) + ") OR (a.valid_to <> '' AND a.valid_to < " + arg(args, f.Due.Soon) +
			") OR k.open_reports >= " + arg(args, f.Due.Wrong) + ")")
	}
	return where
}

// above are the codes of the areas that hold one, and "" for what applies everywhere.
func above(code string) []string {
	codes := []string{""}
	for n := 2; n < len(code); n++ {
		codes = append(codes, code[:n])
	}
	return codes
}
