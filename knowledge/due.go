package knowledge

import (
	"context"
	"time"

	"huiyin"
	"huiyin/store"
)

// An article wants to be looked at again when its day of review has come, when its validity ends within soonDays, or
// when wrongMost reports say that it is wrong. Its unit is reminded every chaseDays until somebody has looked.
const (
	soonDays  = 30
	wrongMost = 2
	chaseDays = 7
)

// Reason is why an article is due.
type Reason string

const (
	ReviewPassed Reason = "review_passed"
	Ending       Reason = "ending" // its validity ends soon
	Ended        Reason = "ended"  // it is not valid any more and still stands among those in force
	SaidWrong    Reason = "said_wrong"
)

// due is what counts as due today.
func (k *Knowledge) due() *store.ArticleDue {
	today := k.today()
	return &store.ArticleDue{Today: today, Soon: dayAfter(today, soonDays+1), Wrong: wrongMost}
}

// DueFor says why an article is due on a day; nothing when it is not.
func DueFor(l *store.ArticleLine, today string) []Reason {
	var why []Reason
	if State(l.State) != Approved {
		return nil
	}
	if l.Due != "" && l.Due <= today {
		why = append(why, ReviewPassed)
	}
	if l.To != "" && l.To <= today {
		why = append(why, Ended)
	} else if l.To != "" && l.To <= dayAfter(today, soonDays) {
		why = append(why, Ending)
	}
	if l.Wrong >= wrongMost {
		why = append(why, SaidWrong)
	}
	return why
}

// Run reminds units of what is due, and keeps the count of recent citations true. It ends with the context. Two
// processes may run it: what one has reminded of is not due to be reminded of for the other.
func (k *Knowledge) Run(ctx context.Context) error {
	tick := time.NewTicker(time.Minute)
	defer tick.Stop()
	for {
		if _, err := k.Tick(ctx); err != nil && ctx.Err() == nil {
			k.log.Error("articles that are due could not be chased", "err", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// Tick does what is due now and tells how many units were reminded.
func (k *Knowledge) Tick(ctx context.Context) (int, error) {
	var due []store.ArticleLine
	if err := k.store.Read(ctx, func(t *store.Tx) error {
		hits, err := t.ArticleHits(store.ArticleFilter{Due: k.due()}, 0, hitsMost)
		if err != nil {
			return err
		}
		ids := make([]huiyin.ArticleID, len(hits))
		for i, h := range hits {
			ids[i] = h.ID
		}
		due, err = t.ArticleLines(ids)
		return err
	}); err != nil {
		return 0, err
	}
	n := 0
	for i := range due {
		if !k.chaseNow(&due[i]) {
			continue
		}
		if err := k.chase(ctx, due[i].ID); err != nil {
			return n, err
		}
		n++
	}
	return n, k.recount(ctx)
}

// chaseNow tells whether the unit of an article that is due is to be reminded again.
func (k *Knowledge) chaseNow(l *store.ArticleLine) bool {
	return len(DueFor(l, k.today())) > 0 && (l.ChasedAt.IsZero() || day(k.now(), k.zone) >= dayAfter(day(l.ChasedAt, k.zone), chaseDays))
}

func (k *Knowledge) chase(ctx context.Context, id huiyin.ArticleID) error {
	return k.store.Write(ctx, func(t *store.Tx) error {
		lines, err := t.ArticleLines([]huiyin.ArticleID{id})
		if err != nil || len(lines) == 0 || !k.chaseNow(&lines[0]) {
			return err // somebody has looked, or reminded, meanwhile
		}
		l := &lines[0]
		if err := t.NoteChase(id, k.now()); err != nil {
			return err
		}
		var why []any
		for _, r := range DueFor(l, k.today()) {
			why = append(why, string(r))
		}
		return k.note(t, &l.Article, "article.chased", huiyin.TheSystem, map[string]any{"unit": l.Unit, "why": why, "n": int64(l.Chases + 1)})
	})
}

// recountedSetting remembers the day on which recent citations were last counted anew.
const recountedSetting = "articles_recounted"

// recount lets citations of more than recentDays ago fall out of the count, once a day.
func (k *Knowledge) recount(ctx context.Context) error {
	today, was := k.today(), ""
	if err := k.store.Read(ctx, func(t *store.Tx) (err error) { was, err = t.Setting(recountedSetting); return err }); err != nil || was == today {
		return err
	}
	return k.store.Write(ctx, func(t *store.Tx) error {
		if err := t.RecountUses(k.now().AddDate(0, 0, -recentDays)); err != nil {
			return err
		}
		return t.SetSetting(recountedSetting, today)
	})
}
