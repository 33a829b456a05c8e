package store

import (
	"database/sql"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"huiyin"
	"huiyin/casework"
	"huiyin/topic"
)

// CaseFilter says which cases of a list are wanted; empty fields do not narrow.
type CaseFilter struct {
	Text     string
	States   []casework.State
	Unit     huiyin.UnitID // the unit or any below it has to do with it
	Lead     huiyin.UnitID
	Category string // code or its beginning
	Area     string // code or its beginning
	Channel  casework.Channel
	Nature   casework.Nature
	Mailbox  huiyin.MailboxID
	Person   huiyin.PersonID
	Staff    huiyin.StaffID // who registered it
	From, To time.Time      // registered
	Light    string         // green, yellow, red: of the present stage, as of Now
	Now      time.Time
	Ranked   bool // best first instead of newest first; needs Text
	ByDue    bool // what is due soonest first; needs States
}

// CaseLine is a case as a list shows it.
type CaseLine struct {
	ID                                             huiyin.CaseID
	Number, Title, Category, Area, Place           string
	State                                          casework.State
	Nature                                         casework.Nature
	Urgency                                        casework.Urgency
	Channel                                        casework.Channel
	Lead                                           huiyin.UnitID
	Mailbox                                        huiyin.MailboxID
	Round, Urges                                   int
	RegisteredAt, RepliedAt, ClosedAt, Due, Yellow time.Time
	Judgement                                      casework.Satisfaction
	Confidentiality                                casework.Confidentiality
	Assignment                                     huiyin.AssignmentID // for a unit's worklist
	AssignmentState                                casework.AssignmentState
	Request                                        huiyin.RequestID // for a decider's worklist
	RequestKind                                    casework.RequestKind
}

const lineColumns = `c.case_id, c.number, c.title, c.category, c.area, c.place, c.state, c.nature, c.urgency, c.channel, c.lead_id, c.mailbox_id, c.round, c.urges,
 c.registered_at, c.replied_at, c.closed_at, c.due_at, c.yellow_at, c.final_judgement, c.confidentiality`

func lineRow(l *CaseLine) []any {
	return []any{&l.ID, &l.Number, &l.Title, &l.Category, &l.Area, &l.Place, &l.State, &l.Nature, &l.Urgency, &l.Channel, &l.Lead, &l.Mailbox, &l.Round, &l.Urges,
		ms{&l.RegisteredAt}, ms{&l.RepliedAt}, ms{&l.ClosedAt}, end{&l.Due}, ms{&l.Yellow}, &l.Judgement, &l.Confidentiality}
}

// rankedMost is how many of the newest hits are weighed when the best are wanted: relevance is then linear in a
// bound, not in the size of the record.
const rankedMost = 500

// Cases lists a part of the cases that fit, newest first unless the filter says otherwise. next is the cursor for
// the part after it, empty at the end.
func (t *Tx) Cases(f CaseFilter, page huiyin.Page) (lines []CaseLine, next string, err error) {
	q := caseQuery{f: f, page: page, args: nil}
	if !q.known() {
		return nil, "", unknownCursor()
	}
	if f.Text != "" && len(topic.Query(f.Text)) == 0 || !words(f.Category, f.Area, string(f.Channel), string(f.Nature)) {
		return nil, "", nil // nothing but signs was asked for, or a code that cannot be
	}
	lines, err = all(t, q.sql(t.s.engine), q.args, func(r *sql.Rows) (CaseLine, error) {
		var l CaseLine
		return l, r.Scan(lineRow(&l)...)
	})
	if err != nil {
		return nil, "", err
	}
	if len(lines) > page.Size() {
		lines = lines[:page.Size()]
		next = q.cursor(lines[len(lines)-1])
	}
	return lines, next, nil
}

// words tells whether texts are made of characters: the engines do not agree about what is not.
func words(texts ...string) bool {
	for _, s := range texts {
		if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
			return false
		}
	}
	return true
}

// known tells whether the cursor is one that such a list gives.
func (q *caseQuery) known() bool {
	due, id, two := strings.Cut(q.page.After, "-")
	return q.page.After == "" || whole(due) && two == q.dueFirst() && (!two || whole(id))
}

// dueFirst tells whether what is due soonest comes first.
func (q *caseQuery) dueFirst() bool { return q.f.ByDue && q.f.Text == "" }

// whole tells whether a part of a cursor is a number that fits.
func whole(s string) bool {
	n, err := strconv.ParseInt(s, 10, 64)
	return err == nil && n >= 0 && s[0] != '+'
}

// cutCursor reads a cursor made of two whole numbers.
func cutCursor(after string) (first, second int64, ok bool) {
	a, b, two := strings.Cut(after, "-")
	if !two || !whole(a) || !whole(b) {
		return 0, 0, false
	}
	return number(a), number(b), true
}

func unknownCursor() error {
	return huiyin.Invalid("after", "The cursor is not one that this list has given. Begin again without it.")
}

// caseQuery writes the text of one list: hand-written parts, joined by AND.
type caseQuery struct {
	f     CaseFilter
	page  huiyin.Page
	args  []any
	where []string
}

func (q *caseQuery) and(s string) { q.where = append(q.where, s) }

func (q *caseQuery) sql(e engine) string {
	from, order := "cases c", "c.case_id DESC"
	if terms := topic.Query(q.f.Text); len(terms) > 0 {
		from, order = q.textFrom(e, terms)
	}
	if q.f.Unit != 0 {
		from += " JOIN case_units u ON u.case_id = c.case_id AND u.unit_id = " + arg(&q.args, int64(q.f.Unit))
		if strings.HasPrefix(from, "cases c") {
			order = "u.case_id DESC"
		}
	}
	q.narrow()
	if q.dueFirst() {
		order = "c.due_at, c.case_id"
	}
	q.after()
	if q.ranked() && len(q.where) == 0 && q.f.Unit == 0 {
		from = strings.Replace(from, joinCases, " x", 1) // weigh identities only
	} else if strings.Contains(from, joinCases) {
		q.and("c.case_id = x.id")
	}
	if len(q.where) > 0 {
		from += " WHERE " + strings.Join(q.where, " AND ")
	}
	tail := " ORDER BY " + order + " LIMIT " + arg(&q.args, q.page.Size()+1)
	if !q.ranked() {
		return "SELECT " + lineColumns + " FROM " + from + tail
	}
	// Read the whole rows of those that are shown.
	best := "SELECT x.id AS id, x.score AS score FROM " + from + tail + " OFFSET " + arg(&q.args, q.offset())
	return "SELECT " + lineColumns + " FROM (" + best + ") b CROSS JOIN cases c WHERE c.case_id = b.id ORDER BY b.score DESC, b.id DESC"
}

func (q *caseQuery) ranked() bool { return q.f.Ranked && q.f.Text != "" }

func (q *caseQuery) offset() int {
	n, _ := strconv.Atoi(q.page.After)
	return max(n, 0)
}

func (q *caseQuery) textFrom(e engine, terms []string) (from, order string) {
	m := &matching{table: "cases_text", terms: terms, marks: q.marks(), args: &q.args}
	if !q.f.From.IsZero() {
		m.bounds = append(m.bounds, bound{">=", int64(huiyin.FirstID[huiyin.CaseID](q.f.From.Add(-begunBefore)))})
	}
	if !q.f.To.IsZero() {
		m.bounds = append(m.bounds, bound{"<", int64(huiyin.FirstID[huiyin.CaseID](q.f.To))})
	}
	if q.ranked() {
		return e.best(m) + joinCases, "x.score DESC, x.id DESC"
	}
	if after, err := strconv.ParseInt(q.page.After, 10, 64); err == nil {
		m.bounds = append(m.bounds, bound{"<", after})
	}
	return e.match(m) + joinCases, "x.id DESC"
}

// joinCases looks up the cases of the hits. SQLite takes a CROSS JOIN in the order it is written; of a JOIN it may begin
// with all cases in a state, of which there are more than hits.
const joinCases = " x CROSS JOIN cases c"

// marks are the conditions that the text index can answer by itself.
func (q *caseQuery) marks() []string {
	var m []string
	if len(q.f.States) == 1 {
		m = append(m, "s:"+string(q.f.States[0]))
	}
	if q.f.Category != "" && len(q.f.Category)%2 == 0 {
		m = append(m, "c:"+q.f.Category)
	}
	if n := len(q.f.Area); n == 4 || n == 6 || n == 9 || n == 12 {
		m = append(m, "a:"+q.f.Area)
	}
	if q.f.Channel != "" {
		m = append(m, "h:"+string(q.f.Channel))
	}
	if q.f.Nature != "" {
		m = append(m, "n:"+string(q.f.Nature))
	}
	if q.f.Mailbox != 0 {
		m = append(m, "m:"+itoa(int64(q.f.Mailbox)))
	}
	if q.f.Lead != 0 {
		m = append(m, "l:"+itoa(int64(q.f.Lead)))
	}
	return m
}

func (q *caseQuery) narrow() {
	f := &q.f
	if len(f.States) > 0 {
		q.and("c.state IN " + in(&q.args, f.States))
	} else if f.Person == 0 && f.Staff == 0 && f.Text == "" { // the text index has no drafts
		q.and("c.state <> 'draft'")
	}
	equal := func(column string, v any, set bool) {
		if set {
			q.and(column + " = " + arg(&q.args, v))
		}
	}
	linked := func(column string, id int64) { // the indexes leave 0 out, and an engine uses them only when told so
		if id != 0 {
			q.and(column + " <> 0 AND " + column + " = " + arg(&q.args, id))
		}
	}
	equal("c.channel", string(f.Channel), f.Channel != "")
	equal("c.nature", string(f.Nature), f.Nature != "")
	linked("c.mailbox_id", int64(f.Mailbox))
	equal("c.lead_id", int64(f.Lead), f.Lead != 0)
	linked("c.person_id", int64(f.Person))
	equal("c.registered_by", int64(f.Staff), f.Staff != 0)
	prefix := func(column, v string) {
		if v != "" {
			q.and(column + " >= " + arg(&q.args, v) + " AND " + column + " < " + arg(&q.args, v+lastLetter))
		}
	}
	prefix("c.category", f.Category)
	prefix("c.area", f.Area)
	if !f.From.IsZero() { // the identity is as old as the draft
		q.and("c.case_id >= " + arg(&q.args, int64(huiyin.FirstID[huiyin.CaseID](f.From.Add(-begunBefore)))) + " AND c.registered_at >= " + arg(&q.args, f.From.UnixMilli()))
	}
	if !f.To.IsZero() {
		q.and("c.case_id < " + arg(&q.args, int64(huiyin.FirstID[huiyin.CaseID](f.To))) + " AND c.registered_at < " + arg(&q.args, f.To.UnixMilli()))
	}
	q.light()
}

func (q *caseQuery) light() {
	now := func() string { return arg(&q.args, q.f.Now.UnixMilli()) }
	switch q.f.Light {
	case "red":
		q.and("c.due_at < " + now())
	case "yellow":
		q.and("c.due_at >= " + now() + " AND c.yellow_at <= " + now())
	case "green":
		q.and("c.yellow_at > " + now())
	}
}

func (q *caseQuery) after() {
	if q.page.After == "" || q.ranked() {
		return
	}
	if q.dueFirst() {
		due, id, _ := strings.Cut(q.page.After, "-")
		q.and("(c.due_at, c.case_id) > (" + arg(&q.args, number(due)) + ", " + arg(&q.args, number(id)) + ")")
		return
	}
	q.and("c.case_id < " + arg(&q.args, number(q.page.After)))
}

func (q *caseQuery) cursor(last CaseLine) string {
	switch {
	case q.ranked():
		return strconv.Itoa(q.offset() + q.page.Size())
	case q.dueFirst():
		return itoa(sortKey(last.Due)) + "-" + itoa(int64(last.ID))
	}
	return itoa(int64(last.ID))
}

// CaseName is how a case is named where another thing points to it.
type CaseName struct {
	Number, Title   string
	Confidentiality casework.Confidentiality
}

// CaseNames reads the names of some cases.
func (t *Tx) CaseNames(ids []huiyin.CaseID) (map[huiyin.CaseID]CaseName, error) {
	out := map[huiyin.CaseID]CaseName{}
	if len(ids) == 0 {
		return out, nil
	}
	args := []any{}
	_, err := all(t, `SELECT case_id, number, title, confidentiality FROM cases WHERE case_id IN `+in(&args, ids), args, func(r *sql.Rows) (struct{}, error) {
		var id huiyin.CaseID
		var n CaseName
		err := r.Scan(&id, &n.Number, &n.Title, &n.Confidentiality)
		out[id] = n
		return struct{}{}, err
	})
	return out, err
}
