package portal

import (
	"crypto/rand"
	"net/http"
	"regexp"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/desk"
	"huiyin/store"
	"huiyin/topic"
)

// letter is the form of a letter with everything typed so far and what is wrong with it.
type letter struct {
	filled
	Key    string // names this letter, so that sending it twice makes one matter
	Notice string // about the whole form
	Errors map[string]string
}

// blanks are the fields of a letter, in the order of the form, with the characters each may hold. Only content is
// asked of everybody.
var blanks = []struct {
	name  string
	max   int
	lines bool
}{
	{"content", 10_000, true}, {"title", 120, false}, {"area", 60, false}, {"place", 500, false}, {"nature", 60, false}, {"category", 60, false},
	{"name", 60, false}, {"phone", 40, false}, {"email", 254, false}, {"readers", 20, false},
}

// Value and Error are for the page.
func (l *letter) Value(name string) string { return l.values[name] }
func (l *letter) Error(name string) string { return l.Errors[name] }

// Files are the attachments that need not be chosen again.
func (l *letter) Files() []attachment { return l.files }

// Faults are what was wrong with single files, as sentences.
func (l *letter) Faults() []string { return l.faults }

// Wrong lists the fields that are wrong, in the order of the form.
func (l *letter) Wrong() []string {
	var out []string
	for _, b := range blanks {
		if l.Errors[b.name] != "" {
			out = append(out, b.name)
		}
	}
	return out
}

// readers are the answers to who may read the letter; the first is the one nobody has to think about.
var readers = []string{"city", "everybody", "nobody"}

func newKey() string { return rand.Text() }

var keyForm = regexp.MustCompile(`^[A-Z2-7]{20,40}$`)

// writePage shows an empty letter to a mailbox, or to the city.
func (p *Portal) writePage(v *visit) error {
	l := &letter{filled: filled{values: map[string]string{"mailbox": cut(v.r.URL.Query().Get("mailbox"), 100)}}, Key: newKey()}
	return v.showLetter(http.StatusOK, l)
}

// writeStart carries what was typed on the first page over to the form. It keeps nothing.
func (p *Portal) writeStart(v *visit) error {
	f, err := v.read(false)
	if err != nil {
		return err
	}
	return v.showLetter(http.StatusOK, &letter{filled: f, Key: newKey()})
}

const cookieTest = "huiyin_writing"

func (v *visit) showLetter(status int, l *letter) error {
	box := v.p.desk.City().MailboxByCode(l.value("mailbox"))
	if box == nil && l.value("mailbox") != "" {
		return huiyin.NotFound("mailbox", "There is no such mailbox.")
	}
	v.cookie(cookieTest, "/write", "1", 24*time.Hour) // tells whether this browser keeps cookies
	natures := append([]casework.Nature{casework.OtherNature}, casework.Natures[:len(casework.Natures)-1]...)
	d := struct {
		*letter
		Box                                 *boxView
		Areas, Natures, Categories, Readers []choice
		MostFiles, MostSize                 int
		Phone                               string
	}{l, nil, v.areas(l.value("area")), options(v, "nature", natures, or(l.value("nature"), string(casework.OtherNature))),
		v.categories(l.value("category")), options(v, "readers", readers, or(l.value("readers"), readers[0])), desk.MaxFiles, maxFile >> 20, hotline}
	if box != nil {
		d.Box = v.boxView(box)
	}
	wrong := l.Notice != "" || len(l.Errors) > 0 || len(l.faults) > 0
	return v.show(status, sheet{Name: "write", Private: v.r.Method == http.MethodPost, Wrong: wrong, Script: true, D: d})
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// write takes a letter. Whatever is wrong is told beside its field, with everything typed and every good file kept.
func (p *Portal) write(v *visit) error {
	from := p.o.Address(v.r)
	slow := p.letters.Full(from)
	f, err := v.read(!slow)
	l := &letter{filled: f, Key: f.value("key"), Errors: map[string]string{}}
	if !keyForm.MatchString(l.Key) {
		l.Key = newKey()
	}
	switch {
	case err != nil:
		return v.refuseLetter(l, err)
	case slow:
		v.w.Header().Set("Retry-After", "1200")
		l.Notice = v.t("write.too_many")
		return v.showLetter(http.StatusTooManyRequests, l)
	case l.value("website") != "": // a field that people do not see
		l.Notice = v.t("write.trap")
		return v.showLetter(http.StatusUnprocessableEntity, l)
	}
	v.checkLetter(l)
	if len(l.Errors) > 0 || len(l.faults) > 0 || l.Notice != "" {
		return v.showLetter(http.StatusUnprocessableEntity, l)
	}
	p.letters.Add(from)
	receipt, err := p.desk.Register(v.context(), v.appeal(l), huiyin.TheAppellant)
	if err != nil {
		return v.refuseLetter(l, err)
	}
	return v.handOver(receipt)
}

// checkLetter looks at every field, so that all mistakes are told at once and in the visitor's language.
func (v *visit) checkLetter(l *letter) {
	for _, b := range blanks {
		text, err := topic.Clean(b.name, l.value(b.name), b.max, b.lines)
		switch {
		case err != nil && len([]rune(l.value(b.name))) > b.max:
			l.Errors[b.name] = v.t("error.long", "most", b.max)
		case err != nil:
			l.Errors[b.name] = v.t("error.signs")
		default:
			l.values[b.name] = text
		}
	}
	if code := l.value("mailbox"); code != "" && v.p.desk.City().MailboxByCode(code) == nil {
		l.values["mailbox"], l.Notice = "", v.t("error.mailbox")
	}
	if l.value("content") == "" && l.Errors["content"] == "" {
		l.Errors["content"] = v.t("error.content")
	}
	if number := l.value("phone"); number != "" && l.Errors["phone"] == "" {
		if _, err := huiyin.ParsePhone(number); err != nil {
			l.Errors["phone"] = v.t("error.phone")
		}
	}
}

// appeal makes of a letter what the desk takes.
func (v *visit) appeal(l *letter) desk.Appeal {
	a := desk.Appeal{Channel: "web", Language: v.tag, Files: l.uploads(), Key: "portal " + l.Key,
		Form: casework.Form{Title: or(l.value("title"), titleOf(l.value("content"))), Content: l.value("content"), Area: l.value("area"),
			Place: l.value("place"), Nature: l.value("nature"), Category: l.value("category"), Confidentiality: "1"},
		Person: store.Person{Name: l.value("name"), Phone: huiyin.Phone(l.value("phone")), Email: l.value("email")}}
	switch l.value("readers") {
	case "everybody":
		a.Publish = true
	case "nobody":
		a.Form.Confidentiality = "2"
	}
	if box := v.p.desk.City().MailboxByCode(l.value("mailbox")); box != nil {
		a.Mailbox = box.ID
	}
	return a
}

// refuseLetter shows the letter again with what the desk had against it.
func (v *visit) refuseLetter(l *letter, err error) error {
	v.note(err)
	if l.Errors == nil {
		l.Errors = map[string]string{}
	}
	say := v.sentence(err)
	for _, b := range blanks {
		if b.name == fieldOf(err) {
			l.Errors[b.name] = say
			return v.showLetter(statusOf(err), l)
		}
	}
	if codeOf(err) == "key_reused" {
		l.Key = newKey() // the same form with other words: another letter, if the person says so
	}
	l.Notice = say
	return v.showLetter(statusOf(err), l)
}
