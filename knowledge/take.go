package knowledge

import (
	"context"

	"huiyin"
	"huiyin/store"
	"huiyin/topic"
)

// Order asks for a step in an article's life, other than writing.
type Order struct {
	Article huiyin.ArticleID
	Step    Step
	Edits   int    // of the version that was seen, where one is open; 0 when any will do
	Note    string // why
	Due     string // the day of the next review, for Confirm, and for Approve where it differs from the one written
	By      huiyin.Actor
}

// Take carries a step out, in one transaction with its event.
func (k *Knowledge) Take(ctx context.Context, o Order) error {
	note, err := topic.Clean("note", o.Note, 1000, true)
	if err != nil {
		return err
	}
	o.Note = note
	return k.store.Write(ctx, func(t *store.Tx) error {
		a, v, s, err := load(t, o.Article)
		if err != nil {
			return err
		}
		r, err := allowed(o.Step, s, o.By)
		if err != nil {
			return err
		}
		if r.Note && o.Note == "" {
			return huiyin.Invalid("note", "Please say why, so that those who wrote the article know.")
		}
		if r.Of == open {
			return k.move(t, &a, v, r, o)
		}
		return k.keepOrRetire(t, &a, r, o)
	})
}

// move carries a step on the open version out.
func (k *Knowledge) move(t *store.Tx, a *store.Article, v *store.ArticleVersion, r rule, o Order) error {
	if o.Edits != 0 && o.Edits != v.Edits {
		return huiyin.Conflict("edited_meanwhile", "The draft was changed since you read it. Read it again before you decide.")
	}
	now := k.now()
	v.State = string(r.To)
	switch r.Step {
	case Submit:
		if err := k.complete(&v.ArticleText); err != nil {
			return err
		}
		v.SubmittedBy, v.SubmittedAt, v.Note = o.By.Staff, now, ""
	case Approve:
		if o.Due != "" {
			v.Due = o.Due
		}
		if err := k.complete(&v.ArticleText); err != nil {
			return err
		}
		v.DecidedBy, v.DecidedAt = o.By.Staff, now
		if err := k.replace(t, a, v.Version); err != nil {
			return err
		}
	case SendBack:
		v.Note = o.Note
	}
	if err := t.SaveArticleVersion(*v); err != nil {
		return err
	}
	follow(a, v, r)
	a.ChangedAt = now
	if err := t.SaveArticle(*a); err != nil {
		return err
	}
	return k.note(t, a, r.Event, o.By, map[string]any{"version": int64(v.Version), "unit": v.Unit, "digest": k.digest(&v.ArticleText)})
}

// follow takes over into the row that is read what became of the open version.
func follow(a *store.Article, v *store.ArticleVersion, r rule) {
	first := v.Version == a.Version
	switch {
	case r.Step == Approve:
		a.ArticleText, a.Version, a.State, a.Open = v.ArticleText, v.Version, v.State, 0
	case r.Step == Discard:
		if a.Open = 0; first {
			a.State = string(Discarded) // it never was in force
		}
	case first:
		a.State = v.State
	}
}

// replace ends the version that was in force, and the reminders to look at it.
func (k *Knowledge) replace(t *store.Tx, a *store.Article, next int) error {
	if a.Version != next {
		versions, err := t.ArticleVersions(a.ID)
		if err != nil {
			return err
		}
		for _, v := range versions {
			if v.Version == a.Version && State(v.State) == Approved {
				v.State = string(Replaced)
				if err := t.SaveArticleVersion(v); err != nil {
					return err
				}
			}
		}
	}
	return t.EndChase(a.ID)
}

// keepOrRetire carries a step on the text in force out.
func (k *Knowledge) keepOrRetire(t *store.Tx, a *store.Article, r rule, o Order) error {
	if r.Step == Confirm {
		a.Due = o.Due
		if err := k.complete(&a.ArticleText); err != nil {
			return err
		}
	}
	a.State, a.ChangedAt = string(r.To), k.now()
	versions, err := t.ArticleVersions(a.ID)
	if err != nil {
		return err
	}
	for _, v := range versions {
		if v.Version == a.Version {
			v.State, v.Due, v.DecidedBy, v.DecidedAt, v.Note = a.State, a.Due, o.By.Staff, a.ChangedAt, o.Note
			if err := t.SaveArticleVersion(v); err != nil {
				return err
			}
		}
	}
	if err := t.SaveArticle(*a); err != nil {
		return err
	}
	if err := t.EndChase(a.ID); err != nil {
		return err
	}
	return k.note(t, a, r.Event, o.By, map[string]any{"version": int64(a.Version), "unit": a.Unit, "review_on": a.Due, "digest": k.digest(&a.ArticleText)})
}

// complete refuses a text that others could not rely on: what it says, who answers for it, and until when.
func (k *Knowledge) complete(x *store.ArticleText) error {
	for _, f := range []struct{ name, value, why string }{
		{"answer", x.Answer, "what people are to be told"},
		{"unit", x.Unit, "which unit answers for it"},
		{"category", x.Category, "the category it is looked for in"},
		{"review_on", x.Due, "the day by which somebody looks at it again"},
	} {
		if f.value == "" {
			return huiyin.Invalid(f.name, "Before others rely on an article it must say %s.", f.why)
		}
	}
	if err := days(x); err != nil {
		return err
	}
	if today := k.today(); x.Due <= today {
		return huiyin.Invalid("review_on", "The day of the next review must lie ahead; %s does not.", x.Due)
	} else if x.To != "" && x.To <= today {
		return huiyin.Invalid("valid_to", "The article would not be valid any more: it ends on %s.", x.To)
	}
	return nil
}
