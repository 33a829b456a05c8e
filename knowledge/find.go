package knowledge

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"huiyin"
	"huiyin/store"
)

// Search says which articles are wanted; empty fields do not narrow.
type Search struct {
	Text     string
	Category string // code or its beginning
	Unit     string // code of the unit that answers for it
	Region   string // what applies there
	List     string // one of Lists; "" is what is in force
	Lapsed   bool   // also what is not valid today
}

// Lists are the parts of the knowledge: what is in force, and what those who look after it have to do.
var Lists = []string{"approved", "draft", "in_review", "reported", "review_due", "retired"}

// Found is a part of a list of articles.
type Found struct {
	Lines []store.ArticleLine
	Next  string // the cursor of the part after it
	Loose bool   // nothing has all the words, so these have some of them
}

// hitsMost is how many of the newest hits are weighed.
const hitsMost = 2000

// Find searches the articles, best first. Whoever does not look after articles sees what is in force.
func (k *Knowledge) Find(ctx context.Context, s Search, page huiyin.Page, who huiyin.Actor) (out Found, err error) {
	from, err := place(page)
	if err != nil {
		return out, err
	}
	err = k.store.Read(ctx, func(t *store.Tx) error {
		f, err := k.filter(t, s, who)
		if err != nil {
			return err
		}
		out, err = find(t, f, s, from, page.Size())
		return err
	})
	return out, err
}

func place(page huiyin.Page) (int, error) {
	if page.After == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(page.After)
	if err != nil || n < 0 {
		return 0, huiyin.Invalid("after", "The cursor must be one that a list gave as next.")
	}
	return n, nil
}

// filter says what a search means for a person.
func (k *Knowledge) filter(t *store.Tx, s Search, who huiyin.Actor) (store.ArticleFilter, error) {
	f := store.ArticleFilter{Text: s.Text, Category: s.Category, Region: s.Region}
	if s.Unit != "" {
		f.Units = []string{s.Unit}
	}
	if s.List == "" || s.List == "approved" || s.List == "retired" {
		f.States = []string{string(Approved)}
		if s.List == "retired" {
			f.States = []string{string(Retired)}
		} else if !s.Lapsed {
			f.ValidOn = k.today()
		}
		return f, nil
	}
	if !slices.Contains(Lists, s.List) {
		return f, huiyin.Invalid("list", "There is no list %q; the lists are %s.", s.List, strings.Join(Lists, ", "))
	}
	return f, k.mine(t, &f, s, who)
}

// mine narrows a list of what is to be done to the articles a person looks after.
func (k *Knowledge) mine(t *store.Tx, f *store.ArticleFilter, s Search, who huiyin.Actor) error {
	if !looksAfter(who) {
		return huiyin.Forbidden("list_not_yours", "This list is for those who look after articles.")
	}
	units, err := own(t, who)
	if err != nil {
		return err
	}
	switch {
	case units == nil:
	case s.Unit == "":
		f.Units = units
	case !slices.Contains(units, s.Unit):
		return huiyin.Forbidden("not_your_unit", "Your account looks after the articles of its own unit and of those below it.")
	}
	switch s.List {
	case "reported":
		f.Reported = true
	case "review_due":
		f.Due = k.due()
	default:
		f.OpenState = s.List
	}
	return nil
}

// looksAfter tells whether a person has to do with the writing of articles at all.
func looksAfter(who huiyin.Actor) bool {
	return who.Is(huiyin.System) || who.Is(huiyin.KnowledgeEditor) || who.Unit != 0 && who.Is(huiyin.UnitLeader, huiyin.UnitClerk, huiyin.Handler)
}

// find reads the part of a list from the from-th row on.
func find(t *store.Tx, f store.ArticleFilter, s Search, from, size int) (out Found, err error) {
	var hits []store.ArticleHit
	if strings.TrimSpace(s.Text) == "" {
		hits, err = t.ArticleHits(f, from, size+1)
	} else {
		hits, out.Loose, err = fitting(t, f, strings.TrimSpace(s.Text))
		hits = hits[min(from, len(hits)):]
	}
	if err != nil {
		return out, err
	}
	if len(hits) > size {
		hits, out.Next = hits[:size], strconv.Itoa(from+size)
	}
	ids := make([]huiyin.ArticleID, len(hits))
	for i, h := range hits {
		ids[i] = h.ID
	}
	out.Lines, err = t.ArticleLines(ids)
	return out, err
}

// fitting lists what has all the words, best first; where nothing has, what has some of them in title or question.
func fitting(t *store.Tx, f store.ArticleFilter, text string) (hits []store.ArticleHit, loose bool, err error) {
	if lone(text) {
		f.Text = ""
		hits, err = t.ArticleHits(f, 0, hitsMost)
		return slices.DeleteFunc(hits, func(h store.ArticleHit) bool { return !strings.Contains(h.Title, text) }), false, err
	}
	if hits, err = t.ArticleHits(f, 0, hitsMost); err != nil || len(hits) > 0 {
		return rank(hits, text, false), false, err
	}
	f.Any = true
	hits, err = t.ArticleHits(f, 0, hitsMost)
	return rank(hits, text, true), true, err
}

// lone tells whether one character was typed so far: the index holds pairs, so titles are looked through for it.
func lone(text string) bool { return utf8.RuneCountInString(text) == 1 }

// Tally counts how much is in each of the lists of a person who looks after articles; nil for others.
func (k *Knowledge) Tally(ctx context.Context, who huiyin.Actor) (map[string]int, error) {
	if !looksAfter(who) {
		return nil, nil
	}
	out := map[string]int{}
	err := k.store.Read(ctx, func(t *store.Tx) error {
		for _, list := range Lists {
			f, err := k.filter(t, Search{List: list, Lapsed: true}, who)
			if err != nil {
				return err
			}
			if out[list], err = t.CountArticles(f); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}
