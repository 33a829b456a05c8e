package knowledge

import (
	"time"

	"huiyin"
	"huiyin/store"
)

// recentDays is how far back a citation counts as one of late.
const recentDays = 30

// Cite notes that an answer rests on an article, in the transaction of the answer, and gives the version that was
// cited. Only what is in force on that day can be.
func Cite(t *store.Tx, u store.ArticleUse, now time.Time, zone *time.Location) (version int, err error) {
	a, err := t.Article(u.Article)
	if huiyin.KindOf(err) == huiyin.KindNotFound {
		return 0, huiyin.Invalid("article", "There is no such article; search the knowledge for one that answers this.")
	}
	if err != nil {
		return 0, err
	}
	if !valid(&a, day(u.At, zone)) {
		return 0, huiyin.Invalid("article", "The article %s is not in force, so no answer can rest on it. Choose another, or register the matter.", a.Code)
	}
	u.Version = a.Version
	return a.Version, t.AddArticleUse(u, now.Sub(u.At) < recentDays*24*time.Hour)
}

// valid tells whether an article is in force on a day.
func valid(a *store.Article, on string) bool {
	return State(a.State) == Approved && a.From <= on && (a.To == "" || on < a.To)
}
