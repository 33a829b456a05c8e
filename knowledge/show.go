package knowledge

import (
	"context"

	"huiyin"
	"huiyin/store"
)

// Page is an article as one person may see it.
type Page struct {
	store.ArticleLine
	Valid    bool                   // in force today
	Why      []Reason               // it wants to be looked at again
	Working  *store.ArticleVersion  // that is being written or reviewed, for those who look after it
	Versions []store.ArticleVersion // the newest first
	Said     []store.ArticleReport  // against it, the newest first, for those who look after it
	Cited    []store.ArticleUse     // the last ones, for those who may see every case
	Events   []huiyin.Event
	Steps    []Step // open to this person
	Mine     bool   // this person looks after the article
}

// usesMost and eventsMost bound what a page shows of an article's past.
const (
	usesMost   = 10
	eventsMost = 200
)

// Show reads an article for a person. What nobody has approved is shown to those who look after it.
func (k *Knowledge) Show(ctx context.Context, id huiyin.ArticleID, who huiyin.Actor) (p Page, err error) {
	err = k.store.Read(ctx, func(t *store.Tx) error {
		a, v, s, err := load(t, id)
		if err != nil {
			return err
		}
		p = Page{Steps: OpenTo(s, who), Mine: writes(s, who) || approves(s, who), Valid: valid(&a, k.today())}
		if !p.Mine && (s.State == Draft || s.State == InReview || s.State == Discarded) {
			return huiyin.NotFound("article", "There is no such article.")
		}
		lines, err := t.ArticleLines([]huiyin.ArticleID{id})
		if err != nil {
			return err
		}
		p.ArticleLine, p.Why = lines[0], DueFor(&lines[0], k.today())
		if p.Mine {
			p.Working = v
		}
		return p.past(t, who)
	})
	return p, err
}

// past reads what happened to the article before.
func (p *Page) past(t *store.Tx, who huiyin.Actor) (err error) {
	if p.Versions, err = t.ArticleVersions(p.ID); err != nil {
		return err
	}
	if p.Said, err = t.ArticleReports(p.ID, reportsMost); err != nil {
		return err
	}
	if who.City {
		if p.Cited, err = t.ArticleUses(p.ID, usesMost); err != nil {
			return err
		}
	}
	if p.Mine {
		p.Events, err = t.Events(int64(p.ID), 1, eventsMost)
		return err
	}
	p.hideDrafts()
	return nil
}

// hideDrafts leaves out what is not for a reader: texts that nobody approved, and what colleagues said against it.
func (p *Page) hideDrafts() {
	kept := p.Versions[:0]
	for _, v := range p.Versions {
		if s := State(v.State); s == Approved || s == Replaced || s == Retired {
			kept = append(kept, v)
		}
	}
	p.Versions, p.Said = kept, nil
}
