package httpapi

import (
	"context"
	"time"

	"huiyin"
	"huiyin/knowledge"
	"huiyin/store"
)

// ArticleText is what an article or a version of it says.
type ArticleText struct {
	Title     string   `json:"title"`
	Question  string   `json:"question,omitempty"`
	Answer    string   `json:"answer"`
	Law       string   `json:"law,omitempty"`
	Unit      *ref     `json:"unit,omitempty" doc:"The unit that answers for it."`
	Region    *codeRef `json:"region,omitempty" doc:"Where it applies; everywhere when absent."`
	Category  *codeRef `json:"category,omitempty"`
	ValidFrom string   `json:"valid_from,omitempty"`
	ValidTo   string   `json:"valid_to,omitempty" doc:"The first day on which it is not valid any more."`
	ReviewOn  string   `json:"review_on,omitempty" doc:"The day by which it is to be looked at again."`
}

func (s shower) articleText(x *store.ArticleText) ArticleText {
	out := ArticleText{Title: x.Title, Question: x.Question, Answer: x.Answer, Law: x.Law, Region: s.area(x.Region), Category: s.category(x.Category),
		ValidFrom: x.From, ValidTo: x.To, ReviewOn: x.Due}
	if u := s.city.UnitByCode(x.Unit); u != nil {
		out.Unit = s.unit(u.ID)
	}
	return out
}

// ArticleOut is an article with its counts, as lists show it.
type ArticleOut struct {
	ID   int64  `json:"id"`
	Code string `json:"code"`
	ArticleText
	State     string     `json:"state" enum:"draft,in_review,approved,retired,discarded"`
	OpenState string     `json:"open_state,omitempty" enum:"draft,in_review" doc:"Of the version that is being written or reviewed beside it."`
	Version   int        `json:"version"`
	Uses      int        `json:"uses" doc:"How often an answer rested on it."`
	Recent    int        `json:"recent_uses" doc:"In the last thirty days."`
	Reports   int        `json:"reports" doc:"How often it was said to be wrong."`
	Wrong     int        `json:"open_reports"`
	Due       []string   `json:"due" nullable:"false" doc:"Why it wants to be looked at again: review_passed, ending, ended, said_wrong."`
	Chases    int        `json:"chases" doc:"How often its unit was reminded since it became due."`
	ChasedAt  *time.Time `json:"chased_at,omitempty"`
	ChangedAt *time.Time `json:"changed_at,omitempty"`
}

func (s shower) article(l *store.ArticleLine) ArticleOut {
	out := ArticleOut{ID: int64(l.ID), Code: l.Code, ArticleText: s.articleText(&l.ArticleText), State: l.State, OpenState: l.OpenState, Version: l.Version,
		Uses: l.Uses, Recent: l.Recent, Reports: l.Reports, Wrong: l.Wrong, Due: []string{}, Chases: l.Chases, ChasedAt: s.when(l.ChasedAt), ChangedAt: s.when(l.ChangedAt)}
	for _, why := range knowledge.DueFor(l, s.now.In(s.zone).Format(time.DateOnly)) {
		out.Due = append(out.Due, string(why))
	}
	return out
}

type articlesQuery struct {
	PageQuery
	Text     string `query:"q" maxLength:"60" doc:"Words of title, question, answer or law."`
	Category string `query:"category" maxLength:"12" doc:"Code or its beginning."`
	Region   string `query:"region" maxLength:"12" doc:"What applies in this area."`
	Unit     int64  `query:"unit"`
	List     string `query:"list" enum:"approved,draft,in_review,reported,review_due,retired" doc:"Another list than what is in force; all but retired are for those who look after articles."`
	Lapsed   bool   `query:"lapsed" doc:"Also what is not valid today."`
}

type articlesOut struct {
	Body struct {
		Items []ArticleOut `json:"items" nullable:"false"`
		Next  string       `json:"next,omitempty" doc:"The cursor of the part after this one; absent at the end."`
		Loose bool         `json:"loose,omitempty" doc:"Nothing has all the words; these have some of them."`
	}
}

// articles searches what is in force, best first; without words, what is cited most.
func (a *API) articles(ctx context.Context, in *articlesQuery) (*articlesOut, error) {
	s := a.shower()
	unit, err := s.unitCode(in.Unit)
	if err != nil {
		return nil, err
	}
	found, err := a.Knowledge.Find(ctx, knowledge.Search{Text: in.Text, Category: in.Category, Region: in.Region, Unit: unit, List: in.List, Lapsed: in.Lapsed}, in.page(), who(ctx))
	if err != nil {
		return nil, err
	}
	out := &articlesOut{}
	out.Body.Items, out.Body.Next, out.Body.Loose = make([]ArticleOut, len(found.Lines)), found.Next, found.Loose
	for i := range found.Lines {
		out.Body.Items[i] = s.article(&found.Lines[i])
	}
	return out, nil
}

// unitCode is the code of a unit, "" for none.
func (s shower) unitCode(id int64) (string, error) {
	if id == 0 {
		return "", nil
	}
	u := s.city.Unit(huiyin.UnitID(id))
	if u == nil {
		return "", huiyin.Invalid("unit", "There is no unit %d; the units are listed under /api/v1/units.", id)
	}
	return u.Code, nil
}

type articleCount struct {
	List string `json:"list"`
	All  int    `json:"all"`
}

type articleTallyOut struct {
	Body struct {
		Items []articleCount `json:"items" nullable:"false"`
	}
}

func (a *API) articleTally(ctx context.Context, _ *struct{}) (*articleTallyOut, error) {
	n, err := a.Knowledge.Tally(ctx, who(ctx))
	if err != nil {
		return nil, err
	}
	out := &articleTallyOut{}
	out.Body.Items = []articleCount{}
	for _, list := range knowledge.Lists {
		if all, counted := n[list]; counted {
			out.Body.Items = append(out.Body.Items, articleCount{list, all})
		}
	}
	return out, nil
}

// ArticleID names an article in an address.
type ArticleID struct {
	ID int64 `path:"id" minimum:"1"`
}

func (a *API) article(ctx context.Context, in *ArticleID) (*articlePage, error) {
	p, err := a.Knowledge.Show(ctx, huiyin.ArticleID(in.ID), who(ctx))
	if err != nil {
		return nil, err
	}
	out := a.shower().articlePage(&p)
	out.People = a.names(ctx, peopleOf(&p))
	return &articlePage{out}, nil
}
