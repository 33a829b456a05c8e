package httpapi

import (
	"encoding/json"
	"time"

	"huiyin"
	"huiyin/knowledge"
	"huiyin/store"
)

type articlePage struct{ Body wholeArticle }

// wholeArticle is an article with everything its page shows.
type wholeArticle struct {
	ArticleOut
	Valid    bool              `json:"valid" doc:"In force today."`
	Mine     bool              `json:"mine" doc:"The reader looks after it."`
	Steps    []string          `json:"steps" nullable:"false" doc:"Open to the reader: write, submit, approve, send_back, discard, confirm, retire."`
	Open     *articleVersion   `json:"open,omitempty" doc:"The version that is being written or reviewed."`
	Versions []articleVersion  `json:"versions" nullable:"false" doc:"The newest first."`
	Accused  []articleReport   `json:"accused" nullable:"false" doc:"What was said against it, the newest first; for those who look after it."`
	Cited    []articleUse      `json:"cited" nullable:"false" doc:"The last answers that rested on it; for those who may see every case."`
	Events   []articleEvent    `json:"events" nullable:"false"`
	People   map[string]string `json:"people" doc:"The names of the accounts by their identities."`
}

type articleVersion struct {
	Version int    `json:"version"`
	State   string `json:"state" enum:"draft,in_review,approved,replaced,retired,discarded"`
	Edits   int    `json:"edits" doc:"How often it was saved; what a change must name as seen."`
	ArticleText
	WrittenBy   int64      `json:"written_by,omitempty"`
	WrittenAt   *time.Time `json:"written_at,omitempty"`
	SubmittedBy int64      `json:"submitted_by,omitempty"`
	SubmittedAt *time.Time `json:"submitted_at,omitempty"`
	DecidedBy   int64      `json:"decided_by,omitempty"`
	DecidedAt   *time.Time `json:"decided_at,omitempty"`
	Note        string     `json:"note,omitempty" doc:"Why it was sent back or retired."`
}

type articleReport struct {
	ID         int64      `json:"id"`
	Version    int        `json:"version"`
	Case       int64      `json:"case,omitempty"`
	By         int64      `json:"by"`
	At         *time.Time `json:"at"`
	Reason     string     `json:"reason" enum:"outdated,incorrect,incomplete,unclear,other_unit"`
	Note       string     `json:"note,omitempty"`
	State      string     `json:"state" enum:"open,mended,unfounded"`
	ResolvedBy int64      `json:"resolved_by,omitempty"`
	ResolvedAt *time.Time `json:"resolved_at,omitempty"`
	Resolution string     `json:"resolution,omitempty"`
}

type articleUse struct {
	Case    int64      `json:"case"`
	Version int        `json:"version"`
	By      int64      `json:"by,omitempty"`
	At      *time.Time `json:"at"`
}

type articleEvent struct {
	N    int64      `json:"n"`
	At   *time.Time `json:"at"`
	Kind string     `json:"kind"`
	By   string     `json:"by"`
	Data any        `json:"data,omitempty"`
}

func (s shower) articleVersion(v *store.ArticleVersion) articleVersion {
	return articleVersion{Version: v.Version, State: v.State, Edits: v.Edits, ArticleText: s.articleText(&v.ArticleText), WrittenBy: int64(v.WrittenBy), WrittenAt: s.when(v.WrittenAt),
		SubmittedBy: int64(v.SubmittedBy), SubmittedAt: s.when(v.SubmittedAt), DecidedBy: int64(v.DecidedBy), DecidedAt: s.when(v.DecidedAt), Note: v.Note}
}

func (s shower) articlePage(p *knowledge.Page) wholeArticle {
	out := wholeArticle{ArticleOut: s.article(&p.ArticleLine), Valid: p.Valid, Mine: p.Mine, Steps: []string{}, Versions: []articleVersion{}, Accused: []articleReport{},
		Cited: []articleUse{}, Events: []articleEvent{}}
	for _, step := range p.Steps {
		out.Steps = append(out.Steps, string(step))
	}
	if p.Working != nil {
		v := s.articleVersion(p.Working)
		out.Open = &v
	}
	for i := range p.Versions {
		out.Versions = append(out.Versions, s.articleVersion(&p.Versions[i]))
	}
	for _, r := range p.Said {
		out.Accused = append(out.Accused, articleReport{r.ID, r.Version, int64(r.Case), int64(r.Staff), s.when(r.At), r.Reason, r.Note, r.State, int64(r.ResolvedBy), s.when(r.ResolvedAt), r.Resolution})
	}
	for _, u := range p.Cited {
		out.Cited = append(out.Cited, articleUse{int64(u.Case), u.Version, int64(u.Staff), s.when(u.At)})
	}
	for _, e := range p.Events {
		out.Events = append(out.Events, articleEvent{e.N, s.when(e.At), e.Kind, e.By, json.RawMessage(e.Data)})
	}
	return out
}

// peopleOf are the accounts that had a hand in an article.
func peopleOf(p *knowledge.Page) []huiyin.StaffID {
	var ids []huiyin.StaffID
	for _, v := range p.Versions {
		ids = append(ids, v.WrittenBy, v.SubmittedBy, v.DecidedBy)
	}
	for _, r := range p.Said {
		ids = append(ids, r.Staff, r.ResolvedBy)
	}
	for _, u := range p.Cited {
		ids = append(ids, u.Staff)
	}
	return ids
}
