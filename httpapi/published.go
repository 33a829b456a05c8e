package httpapi

import (
	"context"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/store"
)

type publishedQuery struct {
	PageQuery
	Text     string `query:"q" maxLength:"100"`
	Area     string `query:"area" maxLength:"12"`
	Category string `query:"category" maxLength:"12"`
	Mailbox  int64  `query:"mailbox"`
	Nature   string `query:"nature" maxLength:"16"`
}

type publishedOut struct {
	Number    string     `json:"number"`
	Title     string     `json:"title"`
	Content   string     `json:"content"`
	Answer    string     `json:"answer"`
	Unit      string     `json:"unit,omitempty"`
	Category  *codeRef   `json:"category,omitempty"`
	Area      *codeRef   `json:"area,omitempty"`
	Mailbox   *ref       `json:"mailbox,omitempty"`
	Nature    string     `json:"nature"`
	Judgement string     `json:"judgement,omitempty"`
	AskedAt   *time.Time `json:"asked_at"`
	RepliedAt *time.Time `json:"replied_at"`
	Views     int64      `json:"views"`
}

type publishedBody struct{ Body paged[publishedOut] }

func (a *API) published(ctx context.Context, in *publishedQuery) (*publishedBody, error) {
	list, next, err := a.Desk.Published(ctx, store.PublicationFilter{Text: in.Text, Area: in.Area, Category: in.Category, Mailbox: huiyin.MailboxID(in.Mailbox),
		Nature: casework.Nature(in.Nature)}, in.page())
	if err != nil {
		return nil, err
	}
	s, items := a.shower(), make([]publishedOut, len(list))
	for i, p := range list {
		items[i] = publishedOut{p.Number, p.Title, p.Content, p.Answer, s.city.UnitName(p.Unit), s.category(p.Category), s.area(p.Area), s.mailbox(p.Mailbox),
			string(p.Nature), string(p.Judgement), s.when(p.AskedAt), s.when(p.RepliedAt), p.Views}
	}
	return &publishedBody{paged[publishedOut]{items, next}}, nil
}
