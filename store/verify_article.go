package store

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"huiyin"
)

// ArticleDigest is the keyed digest of an article's text that the journal carries in place of it.
func (s *Store) ArticleDigest(x *ArticleText) string {
	return s.seal.HashText(strings.Join([]string{x.Unit, x.Title, x.Question, x.Answer, x.Law, x.Region, x.Category, x.From, x.To, x.Due}, "\x00"))
}

// articles compares every version that was ever in force with the digest that the journal last gave for it. Versions
// that came in with a table have none: the table's own events stand for them.
func (v *verifier) articles() error {
	told, err := v.toldOfArticles()
	if err != nil {
		return err
	}
	_, err = all(v.t, `SELECT `+versionColumns+` FROM article_versions WHERE state IN ('approved', 'replaced', 'retired') ORDER BY article_id, version`, nil, func(r *sql.Rows) (struct{}, error) {
		a, err := scanVersion(r)
		if err != nil {
			return struct{}{}, err
		}
		if said, found := told[articleKey{a.Article, a.Version}]; found && said != v.t.s.ArticleDigest(&a.ArticleText) {
			v.report(Problem{huiyin.Shard(int64(a.Article)), 0, int64(a.Article), fmt.Sprintf("version %d of the article is not the one the journal has the digest of", a.Version)})
		}
		return struct{}{}, nil
	})
	return err
}

type articleKey struct {
	article huiyin.ArticleID
	version int
}

func (v *verifier) toldOfArticles() (map[articleKey]string, error) {
	told := map[articleKey]string{}
	_, err := all(v.t, `SELECT stream, data FROM events WHERE kind >= 'article.' AND kind < 'article/' ORDER BY stream, n`, nil, func(r *sql.Rows) (struct{}, error) {
		var stream int64
		var data string
		if err := r.Scan(&stream, &data); err != nil {
			return struct{}{}, err
		}
		var facts struct {
			Version int
			Digest  string
		}
		if err := json.Unmarshal([]byte(data), &facts); err != nil {
			v.report(Problem{huiyin.Shard(stream), 0, stream, "an event cannot be read: " + err.Error()})
		} else if facts.Version != 0 && facts.Digest != "" {
			told[articleKey{huiyin.ArticleID(stream), facts.Version}] = facts.Digest
		}
		return struct{}{}, nil
	})
	return told, err
}
