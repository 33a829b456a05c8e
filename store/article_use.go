package store

import (
	"database/sql"
	"time"

	"huiyin"
)

// ArticleCounts is how an article is used, and what is said of it.
type ArticleCounts struct {
	Uses, Recent int // cited ever, and of late
	Reports      int // that it is wrong, ever
	Wrong        int // of these, open ones
	Chases       int // how often its unit was reminded since it became due
	ChasedAt     time.Time
}

const countColumns = `uses, recent, reports, open_reports, chases, chased_at`

func countRow(k *ArticleCounts) []any {
	return []any{&k.Uses, &k.Recent, &k.Reports, &k.Wrong, &k.Chases, ms{&k.ChasedAt}}
}

// ArticleUse is one time an answer rested on an article.
type ArticleUse struct {
	Article huiyin.ArticleID
	Case    huiyin.CaseID
	Contact huiyin.ContactID // the call or letter that was answered
	Version int
	Staff   huiyin.StaffID
	At      time.Time
}

const useColumns = `article_id, case_id, contact_id, version, staff_id, at`

func useRow(u *ArticleUse) []any {
	return []any{&u.Article, &u.Case, &u.Contact, &u.Version, &u.Staff, ms{&u.At}}
}

var insertUse = insertInto("article_uses", useColumns) + " ON CONFLICT (article_id, case_id, contact_id) DO NOTHING"

// AddArticleUse notes one and counts it; the same use again changes nothing. recent tells whether it counts as of late.
func (t *Tx) AddArticleUse(u ArticleUse, recent bool) error {
	n, err := t.exec(insertUse, useRow(&u)...)
	if err != nil || n == 0 {
		return err
	}
	late := 0
	if recent {
		late = 1
	}
	_, err = t.exec(`UPDATE article_counts SET uses = uses + 1, recent = recent + $1 WHERE article_id = $2`, late, int64(u.Article))
	return err
}

// ArticleUses lists the last uses of an article, the newest first.
func (t *Tx) ArticleUses(id huiyin.ArticleID, limit int) ([]ArticleUse, error) {
	return all(t, `SELECT `+useColumns+` FROM article_uses WHERE article_id = $1 ORDER BY at DESC, case_id DESC, contact_id DESC LIMIT $2`, []any{int64(id), limit},
		func(r *sql.Rows) (u ArticleUse, err error) { return u, r.Scan(useRow(&u)...) })
}

// RecountUses counts anew what was cited since a moment, for what was cited of late so far.
func (t *Tx) RecountUses(since time.Time) error {
	_, err := t.exec(`UPDATE article_counts SET recent = (SELECT COUNT(*) FROM article_uses u WHERE u.article_id = article_counts.article_id AND u.at >= $1) WHERE recent > 0`, since.UnixMilli())
	return err
}

// NoteChase counts that an article's unit was reminded.
func (t *Tx) NoteChase(id huiyin.ArticleID, at time.Time) error {
	_, err := t.exec(`UPDATE article_counts SET chases = chases + 1, chased_at = $1 WHERE article_id = $2`, at.UnixMilli(), int64(id))
	return err
}

// EndChase begins the count of reminders anew: somebody has looked.
func (t *Tx) EndChase(id huiyin.ArticleID) error {
	_, err := t.exec(`UPDATE article_counts SET chases = 0, chased_at = NULL WHERE article_id = $1`, int64(id))
	return err
}

// ArticleReport says that an article is wrong.
type ArticleReport struct {
	Article    huiyin.ArticleID
	ID         int64
	Version    int
	Case       huiyin.CaseID // 0 when it was not noticed with a case
	Staff      huiyin.StaffID
	At         time.Time
	Reason     string
	Note       string
	State      string // open, mended or unfounded
	ResolvedBy huiyin.StaffID
	ResolvedAt time.Time
	Resolution string
}

const reportColumns = `article_id, report_id, version, case_id, staff_id, at, reason, note, state, resolved_by, resolved_at, resolution`

func reportRow(r *ArticleReport) []any {
	return []any{&r.Article, &r.ID, &r.Version, &r.Case, &r.Staff, ms{&r.At}, &r.Reason, &r.Note, &r.State, &r.ResolvedBy, ms{&r.ResolvedAt}, &r.Resolution}
}

var saveReport = onConflict(insertInto("article_reports", reportColumns), "article_id, report_id", reportColumns)

// SaveArticleReport writes a report, new or known, and counts the article's reports anew.
func (t *Tx) SaveArticleReport(r ArticleReport) error {
	if _, err := t.exec(saveReport, reportRow(&r)...); err != nil {
		return err
	}
	_, err := t.exec(`UPDATE article_counts SET reports = (SELECT COUNT(*) FROM article_reports r WHERE r.article_id = article_counts.article_id),
 open_reports = (SELECT COUNT(*) FROM article_reports r WHERE r.article_id = article_counts.article_id AND r.state = 'open') WHERE article_id = $1`, int64(r.Article))
	return err
}

// ArticleReports lists what was said against an article, the newest first, at most limit.
func (t *Tx) ArticleReports(id huiyin.ArticleID, limit int) ([]ArticleReport, error) {
	return all(t, `SELECT `+reportColumns+` FROM article_reports WHERE article_id = $1 ORDER BY report_id DESC LIMIT $2`, []any{int64(id), limit},
		func(r *sql.Rows) (x ArticleReport, err error) { return x, r.Scan(reportRow(&x)...) })
}
