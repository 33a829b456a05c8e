package knowledge

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"huiyin"
	"huiyin/store"
	"huiyin/topic"
)

// Text is what somebody writes: a new article, or the next version of one.
type Text struct {
	Article huiyin.ArticleID // 0 for a new one
	Edits   int              // of the draft that was seen; 0 where there was none
	Key     string           // idempotency key of a new one
	store.ArticleText
}

// The longest texts, in characters: those of a table that is brought in.
const (
	titleMost    = 200
	questionMost = 2_000
	answerMost   = 20_000
	lawMost      = 2_000
)

// Save keeps what somebody writes as the article's draft. The text in force stays as it is.
func (k *Knowledge) Save(ctx context.Context, x Text, by huiyin.Actor) (id huiyin.ArticleID, err error) {
	if err := tidy(&x.ArticleText); err != nil {
		return 0, err
	}
	err = k.store.Write(ctx, func(t *store.Tx) error {
		if err := known(t, &x.ArticleText); err != nil {
			return err
		}
		if x.Article == 0 {
			id, err = k.begin(t, x, by)
			return err
		}
		id = x.Article
		return k.goOn(t, x, by)
	})
	return id, err
}

// begin makes a new article.
func (k *Knowledge) begin(t *store.Tx, x Text, by huiyin.Actor) (huiyin.ArticleID, error) {
	now := k.now()
	unit, err := unitOf(t, x.Unit)
	if err != nil {
		return 0, err
	}
	r, err := allowed(Write, Standing{Unit: unit}, by)
	if err != nil {
		return 0, err
	}
	id := huiyin.NewID[huiyin.ArticleID](now)
	used, again, err := t.UseKey("article "+by.By(), x.Key, []byte(k.digest(&x.ArticleText)), int64(id), nil, now)
	if err != nil || again {
		return huiyin.ArticleID(used.Subject), err
	}
	a := store.Article{ID: id, Code: "K" + strings.ToUpper(strconv.FormatInt(int64(id), 36)), State: string(Draft), Version: 1}
	return id, k.keep(t, &a, store.ArticleVersion{Article: id, Version: 1}, x.ArticleText, by, r)
}

// goOn writes into the draft of an article, or begins one beside the text in force.
func (k *Knowledge) goOn(t *store.Tx, x Text, by huiyin.Actor) error {
	a, v, s, err := load(t, x.Article)
	if err != nil {
		return err
	}
	r, err := allowed(Write, s, by)
	if err != nil {
		return err
	}
	if unit, err := unitOf(t, x.Unit); err != nil {
		return err
	} else if _, err := allowed(Write, Standing{Unit: unit, Open: s.Open}, by); err != nil {
		return err // nobody gives an article to a unit they do not write for
	}
	if v == nil {
		versions, err := t.ArticleVersions(a.ID)
		if err != nil {
			return err
		}
		v = &store.ArticleVersion{Article: a.ID, Version: versions[0].Version + 1}
	}
	if x.Edits != v.Edits {
		return huiyin.Conflict("edited_meanwhile", "Somebody else has changed this draft since you read it. Keep what you wrote elsewhere, read the draft again, and put both together.")
	}
	return k.keep(t, &a, *v, x.ArticleText, by, r)
}

// keep writes a draft down, with its event.
func (k *Knowledge) keep(t *store.Tx, a *store.Article, v store.ArticleVersion, x store.ArticleText, by huiyin.Actor, r rule) error {
	v.State, v.ArticleText = string(r.To), x
	v.Edits, v.WrittenBy, v.WrittenAt = v.Edits+1, by.Staff, k.now()
	if err := t.SaveArticleVersion(v); err != nil {
		return err
	}
	a.Open, a.ChangedAt = v.Version, k.now()
	if v.Version == a.Version { // nobody has approved any yet, so lists show this one
		a.ArticleText, a.State = x, v.State
	}
	if err := t.SaveArticle(*a); err != nil {
		return err
	}
	return k.note(t, a, r.Event, by, map[string]any{"version": int64(v.Version), "code": a.Code, "unit": x.Unit, "digest": k.digest(&x)})
}

// note writes an event on the article's own stream. It carries codes and digests, never words.
func (k *Knowledge) note(t *store.Tx, a *store.Article, event string, by huiyin.Actor, facts map[string]any) error {
	return t.Append(int64(a.ID), k.now(), by.By(), store.Fact{Kind: event, Data: facts})
}

// digest stands for a text in the journal.
func (k *Knowledge) digest(x *store.ArticleText) string { return k.store.ArticleDigest(x) }

// load reads an article, its open version if it has one, and what the rules ask of both.
func load(t *store.Tx, id huiyin.ArticleID) (store.Article, *store.ArticleVersion, Standing, error) {
	a, err := t.Article(id)
	if err != nil {
		return a, nil, Standing{}, err
	}
	s := Standing{State: State(a.State)}
	if s.Unit, err = unitOf(t, a.Unit); err != nil || a.Open == 0 {
		return a, nil, s, err
	}
	versions, err := t.ArticleVersions(id)
	i := slices.IndexFunc(versions, func(v store.ArticleVersion) bool { return v.Version == a.Open })
	if err != nil || i < 0 {
		return a, nil, s, err
	}
	s.Open, s.WrittenBy = State(versions[i].State), []huiyin.StaffID{versions[i].WrittenBy, versions[i].SubmittedBy}
	return a, &versions[i], s, nil
}

// tidy puts texts into one form and refuses what is too long or no day.
func tidy(x *store.ArticleText) error {
	for _, f := range []struct {
		name string
		text *string
		most int
		many bool
	}{{"title", &x.Title, titleMost, false}, {"question", &x.Question, questionMost, true}, {"answer", &x.Answer, answerMost, true}, {"law", &x.Law, lawMost, true},
		{"unit", &x.Unit, 60, false}, {"region", &x.Region, 12, false}, {"category", &x.Category, 12, false},
		{"valid_from", &x.From, 10, false}, {"valid_to", &x.To, 10, false}, {"review_on", &x.Due, 10, false}} {
		s, err := topic.Clean(f.name, *f.text, f.most, f.many)
		if err != nil {
			return err
		}
		*f.text = s
	}
	if x.Title == "" {
		return huiyin.Invalid("title", "An article needs a title: the words by which it is looked for.")
	}
	return days(x)
}

func days(x *store.ArticleText) error {
	for name, d := range map[string]string{"valid_from": x.From, "valid_to": x.To, "review_on": x.Due} {
		if _, err := time.Parse(time.DateOnly, d); d != "" && err != nil {
			return huiyin.Invalid(name, "The field %s must be a day such as 2026-09-30; it was %q.", name, d)
		}
	}
	if x.To != "" && cmp.Compare(x.To, x.From) <= 0 {
		return huiyin.Invalid("valid_to", "The article must end after it begins: %s is not after %s.", x.To, x.From)
	}
	return nil
}

// known refuses codes that the city does not have.
func known(t *store.Tx, x *store.ArticleText) error {
	if x.Unit != "" {
		if _, err := t.UnitByCode(x.Unit); err != nil {
			if huiyin.KindOf(err) != huiyin.KindNotFound {
				return err
			}
			return huiyin.Invalid("unit", "There is no unit %q; the units are listed under /api/v1/units.", x.Unit)
		}
	}
	for _, c := range []struct {
		field, code string
		known       func(string) (bool, error)
	}{{"category", x.Category, t.CategoryKnown}, {"region", x.Region, t.AreaKnown}} {
		if c.code == "" {
			continue
		}
		if ok, err := c.known(c.code); err != nil {
			return err
		} else if !ok {
			return huiyin.Invalid(c.field, "There is no %s with the code %q in this city.", c.field, c.code)
		}
	}
	return nil
}
