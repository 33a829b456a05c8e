package store

import (
	"database/sql"
	"strconv"
	"strings"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/topic"
)

// Publication is what the public sees of a case. Its words are the ones that were taken for publication: whoever
// writes it has taken persons out of them.
type Publication struct {
	Case                   huiyin.CaseID
	Number                 string
	Title, Content, Answer string
	Unit                   huiyin.UnitID
	Category, Area         string
	Mailbox                huiyin.MailboxID
	Nature                 casework.Nature
	Judgement              casework.Satisfaction // the appellant's last, "" when they gave none
	AskedAt, RepliedAt     time.Time
	Views                  int64 // read only; counted by AddViews
}

const publicationColumns = `case_id, number, title, content, answer, unit_id, category, area, mailbox_id, nature, judgement, asked_at, replied_at`

func publicationRow(p *Publication) []any {
	return []any{&p.Case, &p.Number, &p.Title, &p.Content, &p.Answer, &p.Unit, &p.Category, &p.Area, &p.Mailbox, &p.Nature, &p.Judgement, ms{&p.AskedAt}, ms{&p.RepliedAt}}
}

var savePublication = onConflict(insertInto("publications", publicationColumns), "case_id", publicationColumns)

// SavePublication writes one, new or known, and makes its words findable.
func (t *Tx) SavePublication(p Publication) error {
	if _, err := t.exec(savePublication, publicationRow(&p)...); err != nil {
		return err
	}
	x := Text{Title: topic.Terms(p.Title), Body: append(topic.Terms(p.Content, p.Answer), p.Number), Marks: []string{"n:" + string(p.Nature)}}
	x.Marks = append(x.Marks, prefixes("c:", p.Category, 2)...)
	x.Marks = append(x.Marks, areaMarks(p.Area)...)
	if p.Mailbox != 0 {
		x.Marks = append(x.Marks, "m:"+itoa(int64(p.Mailbox)))
	}
	return t.s.engine.indexText(t, "publications_text", int64(p.Case), x, false)
}

// DropPublication takes one back and tells whether it was published. Its count of views stays.
func (t *Tx) DropPublication(id huiyin.CaseID) (bool, error) {
	n, err := t.exec(`DELETE FROM publications WHERE case_id = $1`, int64(id))
	if err != nil || n == 0 {
		return false, err
	}
	return true, t.s.engine.unindexText(t, "publications_text", int64(id))
}

// DropPublications takes all of them back, to be made anew from the journal.
func (t *Tx) DropPublications() error {
	if _, err := t.exec(`DELETE FROM publications`); err != nil {
		return err
	}
	return t.s.engine.clearText(t, "publications_text")
}

// PublicationFilter says which publications are wanted; empty fields do not narrow.
type PublicationFilter struct {
	Text     string
	Area     string // code or its beginning
	Category string // code or its beginning
	Mailbox  huiyin.MailboxID
	Nature   casework.Nature
}

const shownColumns = `p.case_id, p.number, p.title, p.content, p.answer, p.unit_id, p.category, p.area, p.mailbox_id, p.nature, p.judgement, p.asked_at, p.replied_at, COALESCE(v.n, 0)`

func scanShown(r *sql.Rows) (Publication, error) {
	var p Publication
	return p, r.Scan(append(publicationRow(&p), &p.Views)...)
}

const viewsJoin = ` LEFT JOIN publication_views v ON v.case_id = p.case_id`

// Publications lists a part of what is published, the newest letter first. next is the cursor for the part after it,
// empty at the end.
func (t *Tx) Publications(f PublicationFilter, page huiyin.Page) (list []Publication, next string, err error) {
	if !words(f.Area, f.Category, string(f.Nature)) {
		return nil, "", nil // a code that cannot be
	}
	var args []any
	from, column, where := "publications p", "p.case_id", []string{}
	terms, marks := topic.Query(f.Text), f.marks()
	switch {
	case len(terms)+len(marks) > 0:
		m := &matching{table: "publications_text", terms: terms, marks: marks, args: &args}
		if after, err := strconv.ParseInt(page.After, 10, 64); err == nil {
			m.bounds = append(m.bounds, bound{"<", after})
		}
		from = t.s.engine.match(m) + " x JOIN publications p ON p.case_id = x.id"
		column = "x.id"
	case strings.TrimSpace(f.Text) != "":
		return nil, "", nil // nothing but signs was asked for
	default:
		if after, err := strconv.ParseInt(page.After, 10, 64); err == nil {
			where = append(where, "p.case_id < "+arg(&args, after))
		}
	}
	where = append(where, f.narrow(&args)...)
	s := "SELECT " + shownColumns + " FROM " + from + viewsJoin
	if len(where) > 0 {
		s += " WHERE " + strings.Join(where, " AND ")
	}
	s += " ORDER BY " + column + " DESC LIMIT " + arg(&args, page.Size()+1)
	if list, err = all(t, s, args, scanShown); err != nil {
		return nil, "", err
	}
	if len(list) > page.Size() {
		list = list[:page.Size()]
		next = itoa(int64(list[len(list)-1].Case))
	}
	return list, next, nil
}

// marks are the conditions that the text index answers by itself, newest first.
func (f *PublicationFilter) marks() []string {
	var m []string
	if f.Category != "" && len(f.Category)%2 == 0 {
		m = append(m, "c:"+f.Category)
	}
	if n := len(f.Area); n == 4 || n == 6 || n == 9 || n == 12 {
		m = append(m, "a:"+f.Area)
	}
	if f.Mailbox != 0 {
		m = append(m, "m:"+itoa(int64(f.Mailbox)))
	}
	if f.Nature != "" {
		m = append(m, "n:"+string(f.Nature))
	}
	return m
}

// narrow repeats the conditions on the rows: a mark is a word of the index, and a code of another form has none.
func (f *PublicationFilter) narrow(args *[]any) []string {
	var where []string
	for _, c := range []struct{ column, v string }{{"p.category", f.Category}, {"p.area", f.Area}} {
		if c.v != "" {
			where = append(where, c.column+" >= "+arg(args, c.v)+" AND "+c.column+" < "+arg(args, c.v+lastLetter))
		}
	}
	if f.Mailbox != 0 {
		where = append(where, "p.mailbox_id = "+arg(args, int64(f.Mailbox)))
	}
	if f.Nature != "" {
		where = append(where, "p.nature = "+arg(args, string(f.Nature)))
	}
	return where
}

// Publication reads one by the case's public number.
func (t *Tx) Publication(number string) (Publication, error) {
	list, err := all(t, `SELECT `+shownColumns+` FROM publications p`+viewsJoin+` WHERE p.number = $1`, []any{number}, scanShown)
	if err != nil {
		return Publication{}, err
	}
	if len(list) == 0 {
		return Publication{}, huiyin.NotFound("publication", "No published letter has this number.")
	}
	return list[0], nil
}

// AddViews counts that publications were looked at. It touches no case.
func (t *Tx) AddViews(id huiyin.CaseID, n int64) error {
	_, err := t.exec(`INSERT INTO publication_views (case_id, n) VALUES ($1, $2) ON CONFLICT (case_id) DO UPDATE SET n = publication_views.n + excluded.n`, int64(id), n)
	return err
}

// CaseVersion is the version a case stands at, 0 when there is none.
func (t *Tx) CaseVersion(id huiyin.CaseID) (int64, error) {
	var v int64
	_, err := t.one(`SELECT version FROM cases WHERE case_id = $1`, []any{int64(id)}, &v)
	return v, err
}
