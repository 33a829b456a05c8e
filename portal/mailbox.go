package portal

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"huiyin"
	"huiyin/store"
)

// kinds are the kinds of letter box, in the order of the search form.
var kinds = []string{"leader", "department", "letterbox", "enterprise"}

// boxView is a mailbox as a page shows it.
type boxView struct {
	Code, Name, Owner, Unit, Kind, Area, Intro string
	Open                                       bool
}

func (v *visit) boxView(m *store.Mailbox) *boxView {
	b := &boxView{Code: m.Code, Name: v.boxName(m), Owner: m.OwnerTitle, Unit: v.p.desk.City().UnitName(m.Unit), Area: v.areaLine(m.Area),
		Intro: m.Intro, Open: m.State == "open"}
	if key := "kind." + m.Kind; v.has(key) {
		b.Kind = v.t(key)
	}
	return b
}

// levels says which letter boxes a search shows first: the widest.
var levels = map[string]int{"city": 0, "department": 1, "district": 2, "town": 3}

// mailboxes searches the letter boxes by name, place and kind.
func (p *Portal) mailboxes(v *visit) error {
	q := v.r.URL.Query()
	words, area, kind := cut(strings.TrimSpace(q.Get("q")), 200), q.Get("area"), q.Get("kind")
	from, _ := strconv.Atoi(q.Get("after"))
	found := v.findBoxes(words, area, kind)
	from = min(max(from, 0), len(found))
	d := struct {
		Words        string
		Areas, Kinds []choice
		All          int
		Found        []*boxView
		Next         string
	}{Words: words, Areas: v.districts(area), Kinds: options(v, "kind", kinds, kind), All: len(found)}
	for _, m := range found[from:min(from+maxPage, len(found))] {
		d.Found = append(d.Found, v.boxView(m))
	}
	if from+maxPage < len(found) {
		d.Next = next(v.r.URL, strconv.Itoa(from+maxPage))
	}
	return v.show(http.StatusOK, sheet{Name: "mailboxes", D: d})
}

// findBoxes lists the mailboxes that fit: open ones of the widest level first, then in the order of their codes.
func (v *visit) findBoxes(words, area, kind string) []*store.Mailbox {
	var ranks [8][]*store.Mailbox
	wanted := strings.Fields(strings.ToLower(words))
	boxes := v.p.desk.City().Mailboxes
	for i := range boxes {
		m := &boxes[i]
		if !strings.HasPrefix(m.Area, area) || kind != "" && m.Kind != kind || !hasAll(m, wanted) {
			continue
		}
		level, known := levels[m.Level]
		if !known {
			level = 3
		}
		if m.State != "open" {
			level += 4
		}
		ranks[level] = append(ranks[level], m)
	}
	var out []*store.Mailbox
	for _, r := range ranks {
		out = append(out, r...)
	}
	return out
}

func hasAll(m *store.Mailbox, words []string) bool {
	text := strings.ToLower(m.Name + " " + m.NameEN + " " + m.NameES + " " + m.OwnerTitle)
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// mailbox is a letter box's own page.
func (p *Portal) mailbox(v *visit) error {
	m := p.desk.City().MailboxByCode(v.r.PathValue("code"))
	if m == nil {
		return huiyin.NotFound("mailbox", "There is no such mailbox.")
	}
	letters, after, err := p.desk.Published(v.context(), store.PublicationFilter{Mailbox: m.ID}, huiyin.Page{Limit: 5})
	if err != nil {
		return err
	}
	b := v.boxView(m)
	return v.show(http.StatusOK, sheet{Name: "mailbox", Title: b.Name, D: struct {
		*boxView
		Letters []letterLine
		More    bool
	}{b, v.lines(letters), after != ""}})
}

// next is the address of the following part of a list: the same search after a cursor.
func next(u *url.URL, after string) string {
	q := u.Query()
	q.Del("lang")
	q.Set("after", after)
	return (&url.URL{Path: u.Path, RawQuery: q.Encode()}).String()
}
