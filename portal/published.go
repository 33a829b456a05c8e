package portal

import (
	"net/http"
	"strings"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/store"
)

// letterLine is a published letter in a list, letterView on its own page.
type letterLine struct {
	Number, Title, Opening, Unit, Area, Category, Nature string
	Asked                                                time.Time
	Days                                                 int // from letter to answer, in days by the calendar; -1 when a date is missing
}

type letterView struct {
	letterLine
	Content, Answer, Judgement string
	Replied                    time.Time
	Views                      int
	Box                        *boxView
}

func (v *visit) lines(list []store.Publication) []letterLine {
	out := make([]letterLine, len(list))
	for i := range list {
		out[i] = v.line(&list[i])
	}
	return out
}

func (v *visit) line(p *store.Publication) letterLine {
	l := letterLine{Number: p.Number, Title: p.Title, Opening: opening(p.Answer), Unit: v.p.desk.City().UnitName(p.Unit),
		Area: v.areaLine(p.Area), Category: v.categoryName(p.Category), Asked: p.AskedAt, Days: -1}
	if key := "noun." + string(p.Nature); v.has(key) {
		l.Nature = v.t(key)
	}
	if !p.RepliedAt.IsZero() && !p.RepliedAt.Before(p.AskedAt) {
		l.Days = daysBetween(p.AskedAt.In(v.p.zone()), p.RepliedAt.In(v.p.zone()))
	}
	return l
}

func daysBetween(from, to time.Time) int {
	midnight := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC) }
	return int(midnight(to).Sub(midnight(from)) / (24 * time.Hour))
}

// opening is the beginning of an answer, for a list.
func opening(s string) string { return shorten(strings.Join(strings.Fields(s), " "), 160) }

// published searches the published letters.
func (p *Portal) published(v *visit) error {
	q := v.r.URL.Query()
	f := store.PublicationFilter{Text: cut(strings.TrimSpace(q.Get("q")), 200), Area: q.Get("area"), Category: q.Get("category"), Nature: casework.Nature(q.Get("nature"))}
	d := struct {
		Words                      string
		Areas, Categories, Natures []choice
		Box                        *boxView
		Letters                    []letterLine
		Next                       string
		Narrowed                   bool
	}{Words: f.Text, Areas: v.districts(f.Area), Categories: v.categories(f.Category), Natures: options(v, "noun", publicNatures, string(f.Nature))}
	if m := p.desk.City().MailboxByCode(q.Get("mailbox")); m != nil {
		f.Mailbox, d.Box = m.ID, v.boxView(m)
	}
	d.Narrowed = f != store.PublicationFilter{}
	list, after, err := p.desk.Published(v.context(), f, huiyin.Page{After: q.Get("after"), Limit: maxPage})
	if err != nil {
		return err
	}
	d.Letters = v.lines(list)
	if after != "" {
		d.Next = next(v.r.URL, after)
	}
	return v.show(http.StatusOK, sheet{Name: "published", D: d})
}

// publicNatures are those that are published: reports of wrongdoing are not.
var publicNatures = []casework.Nature{casework.Consultation, casework.Help, casework.Complaint, casework.Suggestion, casework.Praise, casework.OtherNature}

// publishedOne is a letter with its answer.
func (p *Portal) publishedOne(v *visit) error {
	one, err := p.desk.PublishedOne(v.context(), v.r.PathValue("number"))
	if err != nil {
		return err
	}
	d := letterView{letterLine: v.line(&one), Content: one.Content, Answer: one.Answer, Replied: one.RepliedAt, Views: int(one.Views)}
	if one.Judgement != "" {
		d.Judgement = v.t("satisfaction." + string(one.Judgement))
	}
	if m := p.desk.City().Mailbox(one.Mailbox); m != nil {
		d.Box = v.boxView(m)
	}
	return v.show(http.StatusOK, sheet{Name: "letter", Title: one.Title, D: d})
}
