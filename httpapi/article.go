package httpapi

import (
	"context"

	"huiyin/store"
)

type articleOut struct {
	ID       int64  `json:"id"`
	Code     string `json:"code"`
	Title    string `json:"title"`
	Question string `json:"question,omitempty"`
	Answer   string `json:"answer"`
	Law      string `json:"law,omitempty"`
	Category string `json:"category,omitempty"`
	Unit     string `json:"unit,omitempty"`
	ReviewOn string `json:"review_on,omitempty"`
}

type articlesQuery struct {
	PageQuery
	Text     string `query:"q" maxLength:"60"`
	Category string `query:"category" maxLength:"12"`
}

type articlesOut struct{ Body paged[articleOut] }

// articles lists the approved articles whose title, question or answer holds every word.
func (a *API) articles(ctx context.Context, in *articlesQuery) (*articlesOut, error) {
	var all []store.Article
	if err := a.Desk.Store().Read(ctx, func(t *store.Tx) (err error) { all, err = t.Articles(); return err }); err != nil {
		return nil, err
	}
	items := []articleOut{}
	next, err := inPages(all, in.PageQuery, func(r *store.Article) bool {
		return r.State == "approved" && (in.Category == "" || r.Category == in.Category) && matches(in.Text, r.Title, r.Question, r.Answer)
	}, func(r *store.Article) {
		items = append(items, articleOut{int64(r.ID), r.Code, r.Title, r.Question, r.Answer, r.Law, r.Category, r.Unit, r.Due})
	})
	return &articlesOut{paged[articleOut]{items, next}}, err
}
