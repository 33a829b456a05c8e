package portal

import (
	"io"
	"mime"
	"net/http"
	"strings"
	"time"

	"huiyin"
	"huiyin/desk"
	"huiyin/store"
	"huiyin/vault"
)

// question is the form that asks for number and code.
type question struct{ Number, Notice string }

// trackPage asks for number and code.
func (p *Portal) trackPage(v *visit) error { return v.ask(http.StatusOK, question{}) }

func (v *visit) ask(status int, q question) error {
	return v.show(status, sheet{Name: "track", Private: true, Wrong: q.Notice != "", D: q})
}

// track opens a matter. A wrong pair gets one answer, whichever half is wrong and whether the number exists; after
// some of them the matter and the address wait, and then right pairs wait as well.
func (p *Portal) track(v *visit) error {
	f, err := v.read(false)
	if err != nil {
		return err
	}
	number, code := plainCode(f.value("number")), plainCode(f.value("code"))
	q := question{Number: cut(number, 32)}
	keys := []string{"number " + q.Number, "address " + p.o.Address(v.r)}
	if p.wrongs.Full(keys...) {
		v.w.Header().Set("Retry-After", "1200")
		q.Notice = v.t("track.locked")
		return v.ask(http.StatusTooManyRequests, q)
	}
	_, err = p.desk.Track(v.context(), number, code)
	if unknown(err) {
		p.wrongs.Add(keys...)
		q.Notice = v.t("track.wrong")
		return v.ask(http.StatusUnprocessableEntity, q)
	}
	if err != nil {
		return err
	}
	p.wrongs.Forget(keys...)
	if err := v.lookInto(number, code); err != nil {
		return err
	}
	return v.to(matterPath(number))
}

// plainCode undoes what hands and telephones do to a number or code: spaces, dashes, small and full-width letters.
func plainCode(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			r -= '！' - '!'
		case r == '\u3000':
			return -1
		}
		switch {
		case r == ' ' || r == '-' || r == '–' || r == '—' || r == '\t' || r == '\u00a0':
			return -1
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		}
		return r
	}, s)
}

// matter shows one's own matter.
func (p *Portal) matter(v *visit) error {
	number, code, ok := v.pair()
	if !ok {
		return v.ask(http.StatusOK, question{Number: cut(v.r.PathValue("number"), 32)})
	}
	return v.showMatter(http.StatusOK, number, code, nil)
}

// showMatter shows it, with a form that was refused in place of an empty one.
func (v *visit) showMatter(status int, number, code string, refused *stepForm) error {
	tr, err := v.p.desk.Track(v.context(), number, code)
	if err != nil {
		return err
	}
	if err := v.lookInto(number, code); err != nil {
		return err
	}
	d := v.matterView(&tr, refused)
	if done := v.r.URL.Query().Get("done"); v.has("done." + done) {
		d.Done = v.t("done." + done)
	}
	return v.show(status, sheet{Name: "matter", Title: v.t("nav.track") + " " + d.Number, Private: true, Wrong: refused != nil, D: d})
}

// backToMatter answers the address of a form that was sent when it is only looked at.
func (p *Portal) backToMatter(v *visit) error { return v.to(matterPath(v.r.PathValue("number"))) }

// leave forgets that this browser may look at a matter, and the receipt it may still have.
func (p *Portal) leave(v *visit) error {
	v.takeBack(receiptUse, receiptPath)
	v.takeBack(matterUse, matterPath(v.r.PathValue("number")))
	return v.to("/track")
}

// own are the files the appellant brought; what the city's people added is not among them.
func own(files []store.File) []store.File {
	var out []store.File
	for _, f := range files {
		if f.Staff == 0 {
			out = append(out, f)
		}
	}
	return out
}

// ownFile hands one of the appellant's own files out, to be kept and never to be shown by the browser as a page.
func (p *Portal) ownFile(v *visit) error {
	number, code, ok := v.pair()
	if !ok {
		return v.to(matterPath(v.r.PathValue("number")))
	}
	id, err := huiyin.ParseID[huiyin.FileID](v.r.PathValue("file"))
	if err != nil {
		return noPage
	}
	tr, err := p.desk.Track(v.context(), number, code)
	if err != nil {
		return err
	}
	for _, f := range own(tr.Files) {
		if f.ID == id {
			return v.handOut(f)
		}
	}
	return noPage
}

func (v *visit) handOut(f store.File) error {
	hash, err := vault.ParseHash(f.Hash)
	if err != nil {
		return err
	}
	content, _, err := v.p.vault.Open(hash)
	if err != nil {
		return err
	}
	defer content.Close()
	head := v.w.Header()
	head.Set("Content-Type", f.Type)
	head.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": f.Name}))
	head.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	head.Set("Cache-Control", "no-store")
	patience(v.w, slowest)
	http.ServeContent(v.w, v.r, "", time.Time{}, io.ReadSeeker(content))
	return nil
}

// matterView is a matter as its appellant sees it.
type matterView struct {
	Number, Title, Content, Place, Area string
	Asked                               time.Time
	Box                                 *boxView
	Stage, Say                          string
	Light                               *light
	Unit                                string
	Answer                              string
	AnsweredAt, Promised                time.Time
	Next                                *mark
	Line                                []mark
	Files                               []store.File
	Steps                               []*stepForm
	Done                                string
	Refused                             *stepForm // a form that was not taken
}

func (v *visit) matterView(tr *desk.Track, refused *stepForm) *matterView {
	c := &tr.Case
	d := &matterView{Number: c.Number, Title: c.Title, Content: c.Content, Place: c.Place, Area: v.areaLine(c.Area), Asked: c.RegisteredAt,
		Unit: v.p.desk.City().UnitName(c.Lead), Files: own(tr.Files), Line: v.story(tr)}
	if m := v.p.desk.City().Mailbox(c.Mailbox); m != nil {
		d.Box = v.boxView(m)
	}
	d.Stage, d.Say = v.t("stage."+string(c.State.Info().Public)), v.t("state."+string(c.State))
	if notSatisfied(c) {
		d.Say = v.t("state.visiting.judged")
	}
	d.Light, d.Next = v.light(c), v.nextMark(c)
	d.Answer, d.AnsweredAt = answerOf(tr)
	if d.Light != nil {
		d.Promised = desk.Promise(c)
	}
	for i := range d.Line { // what stands above need not be said twice
		if m := &d.Line[i]; m.Quote != "" && m.Quote == d.Answer {
			m.Text, m.Quote = v.t("story.reply_passed.above"), ""
		}
	}
	d.Steps, d.Refused = v.stepForms(tr, refused), refused
	return d
}
