package httpapi

import (
	"context"

	"huiyin"
	"huiyin/knowledge"
	"huiyin/store"
)

// articleIn is what somebody writes.
type articleIn struct {
	Edits     int    `json:"edits,omitempty" minimum:"0" doc:"Of the draft that was seen; somebody else's change in between is refused."`
	Title     string `json:"title" maxLength:"200"`
	Question  string `json:"question,omitempty" maxLength:"2000"`
	Answer    string `json:"answer,omitempty" maxLength:"20000"`
	Law       string `json:"law,omitempty" maxLength:"2000"`
	Unit      int64  `json:"unit,omitempty"`
	Region    string `json:"region,omitempty" maxLength:"12"`
	Category  string `json:"category,omitempty" maxLength:"12"`
	ValidFrom string `json:"valid_from,omitempty" maxLength:"10"`
	ValidTo   string `json:"valid_to,omitempty" maxLength:"10"`
	ReviewOn  string `json:"review_on,omitempty" maxLength:"10"`
}

func (a *API) articleText(in *articleIn) (knowledge.Text, error) {
	unit, err := a.shower().unitCode(in.Unit)
	return knowledge.Text{Edits: in.Edits, ArticleText: store.ArticleText{Unit: unit, Title: in.Title, Question: in.Question, Answer: in.Answer, Law: in.Law, Region: in.Region,
		Category: in.Category, From: in.ValidFrom, To: in.ValidTo, Due: in.ReviewOn}}, err
}

type addArticleIn struct {
	Key  string `header:"Idempotency-Key" maxLength:"200" doc:"The same key with the same body gives the same article."`
	Body articleIn
}

// addArticle begins a new article as a draft.
func (a *API) addArticle(ctx context.Context, in *addArticleIn) (*articlePage, error) {
	x, err := a.articleText(&in.Body)
	if err != nil {
		return nil, err
	}
	x.Key = in.Key
	id, err := a.Knowledge.Save(ctx, x, who(ctx))
	if err != nil {
		return nil, err
	}
	return a.article(ctx, &ArticleID{int64(id)})
}

type saveArticleIn struct {
	ArticleID
	Body articleIn
}

// saveArticle writes into the draft, or begins one beside the text in force.
func (a *API) saveArticle(ctx context.Context, in *saveArticleIn) (*articlePage, error) {
	x, err := a.articleText(&in.Body)
	if err != nil {
		return nil, err
	}
	x.Article = huiyin.ArticleID(in.ID)
	if _, err := a.Knowledge.Save(ctx, x, who(ctx)); err != nil {
		return nil, err
	}
	return a.article(ctx, &in.ArticleID)
}

type articleStepIn struct {
	ArticleID
	Body struct {
		Step     string `json:"step" enum:"submit,approve,send_back,discard,confirm,retire"`
		Edits    int    `json:"edits,omitempty" minimum:"0" doc:"Of the version that was seen."`
		Note     string `json:"note,omitempty" maxLength:"1000" doc:"Why; send_back and retire ask for it."`
		ReviewOn string `json:"review_on,omitempty" maxLength:"10" doc:"The day of the next review: for confirm, and for approve where it is another than the one written."`
	}
}

func (a *API) stepArticle(ctx context.Context, in *articleStepIn) (*articlePage, error) {
	b := &in.Body
	if err := a.Knowledge.Take(ctx, knowledge.Order{Article: huiyin.ArticleID(in.ID), Step: knowledge.Step(b.Step), Edits: b.Edits, Note: b.Note, Due: b.ReviewOn, By: who(ctx)}); err != nil {
		return nil, err
	}
	return a.article(ctx, &in.ArticleID)
}

type reportArticleIn struct {
	ArticleID
	Body struct {
		Reason string `json:"reason" enum:"outdated,incorrect,incomplete,unclear,other_unit"`
		Note   string `json:"note,omitempty" maxLength:"1000"`
		Case   int64  `json:"case,omitempty" doc:"With which it was noticed."`
	}
}

func (a *API) reportArticle(ctx context.Context, in *reportArticleIn) (*articlePage, error) {
	b := &in.Body
	if err := a.Knowledge.Report(ctx, knowledge.Complaint{Article: huiyin.ArticleID(in.ID), Case: huiyin.CaseID(b.Case), Reason: b.Reason, Note: b.Note, By: who(ctx)}); err != nil {
		return nil, err
	}
	return a.article(ctx, &in.ArticleID)
}

type resolveReportIn struct {
	ArticleID
	Report int64 `path:"report" minimum:"1"`
	Body   struct {
		State string `json:"state" enum:"mended,unfounded"`
		Note  string `json:"note" maxLength:"1000"`
	}
}

func (a *API) resolveReport(ctx context.Context, in *resolveReportIn) (*articlePage, error) {
	if err := a.Knowledge.Resolve(ctx, knowledge.Finding{Article: huiyin.ArticleID(in.ID), Report: in.Report, State: in.Body.State, Note: in.Body.Note, By: who(ctx)}); err != nil {
		return nil, err
	}
	return a.article(ctx, &in.ArticleID)
}
