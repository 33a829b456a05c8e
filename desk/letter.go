package desk

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"huiyin"
	"huiyin/casework"
	"huiyin/directory"
	"huiyin/sheet"
	"huiyin/topic"
)

// letter is a letter from before Huiyin, as a row of a table tells of it, checked and cleaned.
type letter struct {
	row                  sheet.Row
	id, user             string
	at, repliedAt        time.Time
	title, detail, reply string
	form                 casework.Form // nature, category, area
	mailbox              huiyin.MailboxID
	unit                 huiyin.UnitID // that answered
	publish              bool
}

// MaxLetter is how many characters a letter from before Huiyin, or its reply, may have.
const MaxLetter = 20_000

// letterHeadings are the columns of letters with the other headings they are known by.
var letterHeadings = map[string][]string{
	"id":         {"id", "编号", "留言编号", "信件编号"},
	"user":       {"user", "用户", "留言用户"},
	"subject":    {"subject", "title", "主题", "留言主题", "标题"},
	"time":       {"time", "registered_at", "时间", "留言时间", "来信时间"},
	"detail":     {"detail", "content", "详情", "留言详情", "内容"},
	"reply":      {"reply", "answer", "答复", "答复意见", "回复"},
	"reply_time": {"reply_time", "replied_at", "答复时间", "回复时间"},
	"unit":       {"unit", "单位", "承办单位", "答复单位"},
	"mailbox":    {"mailbox", "信箱"},
	"nature":     {"nature", "性质", "诉求性质"},
	"category":   {"category", "分类", "分类编码"},
	"area":       {"area", "区域", "区划代码"},
	"publish":    {"publish", "公开"},
}

func letterCell(r sheet.Row, column string) string {
	for _, name := range letterHeadings[column] {
		if r.Has(name) {
			return r.Get(name)
		}
	}
	return ""
}

// readLetter checks a row. The errors are sentences for whoever made the table.
func readLetter(city *directory.City, r sheet.Row, now time.Time) (*letter, error) {
	l := &letter{row: r}
	var err error
	if l.id, err = topic.Clean("id", letterCell(r, "id"), 100, false); err != nil {
		return nil, err
	}
	if l.id == "" {
		return nil, huiyin.Invalid("id", "The letter has no id.")
	}
	if err := l.readWords(r); err != nil {
		return nil, err
	}
	if err := l.readTimes(r, city.Book.Calendar.Zone(), now); err != nil {
		return nil, err
	}
	return l, l.readPlace(city, r)
}

func (l *letter) readWords(r sheet.Row) error {
	for _, w := range []struct {
		column string
		into   *string
	}{{"user", &l.user}, {"subject", &l.title}, {"detail", &l.detail}, {"reply", &l.reply}} {
		s, err := bygone(w.column, letterCell(r, w.column))
		if err != nil {
			return err
		}
		*w.into = s
	}
	if l.title == "" && l.detail == "" {
		return huiyin.Invalid("detail", "The letter has neither a subject nor a text.")
	}
	if l.detail == "" {
		l.detail = l.title
	}
	if l.title == "" {
		l.title = l.detail
	}
	l.user, l.title = cut(l.user, 60), cut(l.title, 120)
	return nil
}

// bygone cleans a text of the past: what no text holds today is dropped instead of refused, since nobody can be asked
// to write it again.
func bygone(field, s string) (string, error) {
	s = strings.Map(func(r rune) rune {
		if r != '\n' && r != '\r' && r != '\t' && unicode.IsControl(r) || r == '\uFFFE' || r == '\uFFFF' {
			return -1
		}
		return r
	}, s)
	if !utf8.ValidString(s) {
		return "", huiyin.Invalid(field, "The field %s holds bytes that are no text; the file should be saved as UTF-8.", field)
	}
	return topic.Clean(field, s, MaxLetter, true)
}

// cut makes one line of a text, of at most max characters.
func cut(s string, max int) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= max {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:max-1])) + "…"
}

func (l *letter) readTimes(r sheet.Row, zone *time.Location, now time.Time) error {
	at, _, err := readMoment("time", letterCell(r, "time"), zone, now)
	if err != nil {
		return err
	}
	if at.IsZero() {
		return huiyin.Invalid("time", "The letter has no time.")
	}
	replied, whole, err := readMoment("reply_time", letterCell(r, "reply_time"), zone, now)
	switch {
	case err != nil:
		return err
	case l.reply != "" && replied.IsZero():
		return huiyin.Invalid("reply_time", "The reply has no time.")
	case l.reply == "" && !replied.IsZero():
		return huiyin.Invalid("reply", "There is a time of reply, but no reply.")
	case l.reply != "" && replied.Before(at):
		y, m, d := at.Date()
		if !whole || !replied.Equal(time.Date(y, m, d, 0, 0, 0, 0, zone)) {
			return huiyin.Invalid("reply_time", "The reply is older than the letter.")
		}
		replied = at // only the day is known, and it is the letter's
	}
	l.at, l.repliedAt = at, replied
	return nil
}

// clocks are the forms of the time of day, dates those of a day once its signs are dashes.
var clocks = []string{"15:04:05", "15:04"}

// readMoment reads a moment as tables write it, in the city's zone unless it names its own: 2019-07-07 13:14:22,
// 2019/7/7 13:14, 2019年7月7日, 2019-07-07T13:14:22+08:00. whole tells that only the day is known. Nothing is the zero
// time.
func readMoment(field, s string, zone *time.Location, now time.Time) (at time.Time, whole bool, err error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return time.Time{}, false, nil
	}
	if at, err = time.Parse(time.RFC3339, s); err != nil {
		text := dashes.Replace(s)
		date, clock, _ := strings.Cut(text, " ")
		clock = strings.TrimSpace(clock)
		at, whole, err = time.Time{}, clock == "", fmt.Errorf("no form fits")
		if whole {
			at, err = time.ParseInLocation("2006-1-2", date, zone)
		}
		for _, form := range clocks {
			if err != nil && !whole {
				at, err = time.ParseInLocation("2006-1-2 "+form, date+" "+clock, zone)
			}
		}
	}
	if err != nil {
		return time.Time{}, false, huiyin.Invalid(field, "%q is no time; write it like 2019-07-07 13:14:22.", cut(s, 40))
	}
	at = at.In(zone)
	if at.Year() < 2000 || at.After(now) {
		return time.Time{}, false, huiyin.Invalid(field, "The time must lie between the year 2000 and now; it was %s.", at.Format(time.DateOnly))
	}
	return at, whole, nil
}

var dashes = strings.NewReplacer("/", "-", ".", "-", "年", "-", "月", "-", "日", " ", "T", " ")

// readPlace finds who the letter went to and what it is about, where the table says so.
func (l *letter) readPlace(city *directory.City, r sheet.Row) error {
	get := func(column string) string { return strings.TrimSpace(letterCell(r, column)) }
	l.form = casework.Form{Nature: natureNamed(get("nature")), Category: get("category"), Area: get("area")}
	if l.form.Nature == "" {
		return huiyin.Invalid("nature", "The nature must be one of %v; it was %q.", casework.Natures, get("nature"))
	}
	if err := known(city, &l.form); err != nil {
		return err
	}
	if box := get("mailbox"); box != "" {
		m := city.MailboxByCode(box)
		if m == nil {
			return huiyin.Invalid("mailbox", "There is no letter box %q.", box)
		}
		l.mailbox = m.ID
	}
	if name := get("unit"); name != "" {
		u := unitNamed(city, name)
		if u == 0 {
			return huiyin.Invalid("unit", "There is no unit with the code or name %q, or several have that name.", name)
		}
		l.unit = u
	} else if top := city.Top(); top != nil {
		l.unit = top.ID
	}
	if l.reply != "" && l.unit == 0 {
		return huiyin.Invalid("unit", "There is no unit on record that the reply could come from; import the units first.")
	}
	switch strings.ToLower(get("publish")) {
	case "true", "yes", "1", "是":
		l.publish = true
	}
	return nil
}

// natureNamed knows a nature by its word or its official term; none is "other", an unknown one "".
func natureNamed(s string) string {
	terms := []string{"咨询", "求助", "投诉", "举报", "建议", "表扬", "其他"}
	for i, n := range casework.Natures {
		if s == string(n) || s == terms[i] {
			return string(n)
		}
	}
	if s == "" {
		return string(casework.OtherNature)
	}
	return ""
}

// unitNamed finds a unit by its code, or by a name that only one has.
func unitNamed(city *directory.City, name string) huiyin.UnitID {
	if u := city.UnitByCode(name); u != nil {
		return u.ID
	}
	var found huiyin.UnitID
	for i := range city.Units {
		if city.Units[i].Name == name {
			if found != 0 {
				return 0
			}
			found = city.Units[i].ID
		}
	}
	return found
}

// key tells letters apart: the source's number and the moment. Two sources may use one number; one source never
// gives one number twice in the same second.
func (l *letter) key() string { return fmt.Sprintf("%s@%d", l.id, l.at.Unix()) }

// digest is of the letter's words. The account's name is not among them: sources give one account several.
func (l *letter) digest() []byte {
	h := sha256.Sum256([]byte(l.title + "\x00" + l.detail))
	return h[:]
}
