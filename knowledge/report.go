package knowledge

import (
	"context"
	"slices"
	"strings"

	"huiyin"
	"huiyin/store"
	"huiyin/topic"
)

// Reasons are why an article can be wrong.
var Reasons = []string{"outdated", "incorrect", "incomplete", "unclear", "other_unit"}

// A report is open until somebody mended the article or found that it is right.
const (
	Unresolved = "open"
	Mended     = "mended"
	Unfounded  = "unfounded"
)

// Complaint says that an article is wrong.
type Complaint struct {
	Article huiyin.ArticleID
	Case    huiyin.CaseID // 0 when it was not noticed with a case
	Reason  string        // one of Reasons
	Note    string
	By      huiyin.Actor
}

// Report notes that an article is wrong. Who says so again while the first report is open, changes it.
func (k *Knowledge) Report(ctx context.Context, c Complaint) error {
	if !slices.Contains(Reasons, c.Reason) {
		return huiyin.Invalid("reason", "The reason must be one of %s.", strings.Join(Reasons, ", "))
	}
	note, err := topic.Clean("note", c.Note, 1000, true)
	if err != nil {
		return err
	}
	return k.store.Write(ctx, func(t *store.Tx) error {
		a, err := t.Article(c.Article)
		if err != nil {
			return err
		}
		if State(a.State) != Approved {
			return huiyin.Conflict("not_in_force", "This article is not in force, so nobody relies on it; there is nothing to report.")
		}
		r, err := k.complaint(t, &a, c.By)
		if err != nil {
			return err
		}
		r.Reason, r.Note = c.Reason, note
		if c.Case != 0 {
			r.Case = c.Case
		}
		if err := t.SaveArticleReport(r); err != nil {
			return err
		}
		return k.note(t, &a, "article.reported", c.By, map[string]any{"report": r.ID, "version": int64(a.Version), "case": int64(r.Case), "reason": r.Reason})
	})
}

// complaint is a person's open report on an article, or a new one.
func (k *Knowledge) complaint(t *store.Tx, a *store.Article, by huiyin.Actor) (store.ArticleReport, error) {
	reports, err := t.ArticleReports(a.ID, reportsMost)
	for _, r := range reports {
		if r.State == Unresolved && r.Staff == by.Staff {
			return r, err
		}
	}
	now := k.now()
	return store.ArticleReport{Article: a.ID, ID: huiyin.NewID[int64](now), Version: a.Version, Staff: by.Staff, At: now, State: Unresolved}, err
}

// reportsMost is how many reports of an article are looked at, the newest.
const reportsMost = 200

// Finding is what became of a report.
type Finding struct {
	Article huiyin.ArticleID
	Report  int64
	State   string // Mended or Unfounded
	Note    string
	By      huiyin.Actor
}

// Resolve closes a report. Whoever looks after the article may.
func (k *Knowledge) Resolve(ctx context.Context, f Finding) error {
	if f.State != Mended && f.State != Unfounded {
		return huiyin.Invalid("state", "A report is resolved as %s or %s.", Mended, Unfounded)
	}
	note, err := topic.Clean("note", f.Note, 1000, true)
	if err != nil {
		return err
	}
	if note == "" {
		return huiyin.Invalid("note", "Please say what was found, so that whoever reported it learns.")
	}
	return k.store.Write(ctx, func(t *store.Tx) error {
		a, _, s, err := load(t, f.Article)
		if err != nil {
			return err
		}
		if !writes(s, f.By) && !approves(s, f.By) {
			return huiyin.Forbidden("step_not_yours", "Reports are resolved by the unit that answers for the article, or by the centre's knowledge editors.")
		}
		r, err := openReport(t, f)
		if err != nil {
			return err
		}
		r.State, r.ResolvedBy, r.ResolvedAt, r.Resolution = f.State, f.By.Staff, k.now(), note
		if err := t.SaveArticleReport(r); err != nil {
			return err
		}
		return k.note(t, &a, "article.report_resolved", f.By, map[string]any{"report": r.ID, "found": f.State})
	})
}

func openReport(t *store.Tx, f Finding) (store.ArticleReport, error) {
	reports, err := t.ArticleReports(f.Article, reportsMost)
	for _, r := range reports {
		if r.ID != f.Report {
			continue
		}
		if r.State != Unresolved {
			return r, huiyin.Conflict("report_resolved", "Somebody has resolved this report already.")
		}
		return r, err
	}
	if err == nil {
		err = huiyin.NotFound("report", "There is no such report on this article.")
	}
	return store.ArticleReport{}, err
}
