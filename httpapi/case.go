package httpapi

import (
	"context"
	"encoding/hex"
	"strings"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/desk"
	"huiyin/store"
)

func hexOf(h [32]byte) string { return hex.EncodeToString(h[:]) }

func splitBar(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == '|' })
}

type CaseID struct {
	ID int64 `path:"id" minimum:"1"`
}

type caseBody struct{ Body caseOut }

func (a *API) showCase(ctx context.Context, in *CaseID) (*caseBody, error) {
	v, err := a.Desk.Show(ctx, huiyin.CaseID(in.ID), who(ctx))
	if err != nil {
		return nil, err
	}
	out := a.shower().whole(v)
	out.People = a.people(ctx, v)
	return &caseBody{out}, nil
}

type casesQuery struct {
	PageQuery
	Text     string   `query:"q" maxLength:"100" doc:"Words of title, content, answer, place, or a number."`
	State    []string `query:"state" doc:"One or more states."`
	Unit     int64    `query:"unit" doc:"The unit, or any below it, has to do with the case."`
	Lead     int64    `query:"lead"`
	Category string   `query:"category" maxLength:"12"`
	Area     string   `query:"area" maxLength:"12"`
	Channel  string   `query:"channel" maxLength:"12"`
	Nature   string   `query:"nature" maxLength:"16"`
	Mailbox  int64    `query:"mailbox"`
	From     string   `query:"from" format:"date" doc:"Registered on this day or later."`
	To       string   `query:"to" format:"date" doc:"Registered before this day."`
	Light    string   `query:"light" enum:"green,yellow,red"`
	Sort     string   `query:"sort" enum:"newest,best,due" default:"newest" doc:"best ranks by relevance among the newest 500 hits; due begins with what is due soonest, of open cases when no state is named."`
}

type linesOut struct{ Body paged[LineOut] }

func (a *API) cases(ctx context.Context, in *casesQuery) (*linesOut, error) {
	f := store.CaseFilter{Text: in.Text, Unit: huiyin.UnitID(in.Unit), Lead: huiyin.UnitID(in.Lead), Category: in.Category, Area: in.Area, Channel: casework.Channel(in.Channel),
		Nature: casework.Nature(in.Nature), Mailbox: huiyin.MailboxID(in.Mailbox), Light: in.Light, Ranked: in.Sort == "best"}
	for _, s := range in.State {
		if casework.State(s).Info().Code == "" {
			return nil, huiyin.Invalid("state", "There is no state %q; the states are listed under /api/v1/procedure.", s)
		}
		f.States = append(f.States, casework.State(s))
	}
	if f.ByDue = in.Sort == "due"; f.ByDue && len(f.States) == 0 {
		f.States = openStates()
	}
	s := a.shower()
	err := s.knows(&f)
	if err != nil {
		return nil, err
	}
	if f.From, err = s.day("from", in.From); err != nil {
		return nil, err
	}
	if f.To, err = s.day("to", in.To); err != nil {
		return nil, err
	}
	lines, next, err := a.Desk.List(ctx, f, in.page(), who(ctx))
	if err != nil {
		return nil, err
	}
	return &linesOut{paged[LineOut]{s.lines(lines), next}}, nil
}

// day reads a date as its first moment in the city's zone.
func (s shower) day(field, text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	t, err := time.ParseInLocation(time.DateOnly, text, s.zone)
	if err != nil {
		return t, huiyin.Invalid(field, "The field %q must be a date such as 2026-09-30; it was %q.", field, text)
	}
	return t, nil
}

// fileIn names an attachment that was uploaded before.
type fileIn struct {
	Hash string `json:"hash" minLength:"64" maxLength:"64"`
	Name string `json:"name" maxLength:"200"`
	Type string `json:"type" maxLength:"100"`
}

// personIn is who the appellant says they are.
type personIn struct {
	Name  string `json:"name,omitempty" maxLength:"200"`
	Phone string `json:"phone,omitempty" maxLength:"60"`
	Email string `json:"email,omitempty" maxLength:"300"`
	Kind  string `json:"kind,omitempty" enum:"person,enterprise"`
}

func (p personIn) person() store.Person {
	return store.Person{Name: p.Name, Phone: huiyin.Phone(p.Phone), Email: p.Email, Kind: p.Kind}
}

// appealIn is what somebody tells the city.
type appealIn struct {
	FormIn
	Channel  string   `json:"channel,omitempty" enum:"phone,letter,web,wechat,app,sms,open311,walk_in"`
	Mailbox  int64    `json:"mailbox,omitempty"`
	Person   personIn `json:"person,omitempty"`
	Publish  bool     `json:"publish,omitempty" doc:"The appellant agrees that letter and answer are published without names."`
	Language string   `json:"language,omitempty" maxLength:"10"`
	Files    []fileIn `json:"files,omitempty" maxItems:"10"`
	Call     int64    `json:"call,omitempty" doc:"The call in which it is written down, by who has it: the number is taken from it, and the call is about this case."`
}

func (a *API) appeal(in *appealIn, key string) (desk.Appeal, error) {
	form, err := in.form()
	if err != nil {
		return desk.Appeal{}, err
	}
	files, err := a.uploads(in.Files)
	if err != nil {
		return desk.Appeal{}, err
	}
	return desk.Appeal{Form: form, Channel: casework.Channel(in.Channel), Mailbox: huiyin.MailboxID(in.Mailbox), Person: in.Person.person(), Publish: in.Publish,
		Language: in.Language, Files: files, Key: key}, nil
}

type registerIn struct {
	Key  string `header:"Idempotency-Key" maxLength:"200" doc:"The same key with the same body gives the same case."`
	Body appealIn
}

type receiptOut struct {
	ID     int64  `json:"id,omitempty"`
	Number string `json:"number"`
	Code   string `json:"code" doc:"The extraction code; it is shown once and opens the matter to the appellant."`
	Again  bool   `json:"again,omitempty" doc:"The key was used before; nothing new was made."`
}

type receiptBody struct{ Body receiptOut }

func (a *API) registerCase(ctx context.Context, in *registerIn) (*receiptBody, error) {
	ap, err := a.spoken(ctx, &in.Body, in.Key)
	if err != nil {
		return nil, err
	}
	if ap.Channel == "" {
		ap.Channel = "phone"
	}
	r, err := a.Desk.Register(ctx, ap, who(ctx))
	if err != nil {
		return nil, err
	}
	if err := a.aboutCase(ctx, in.Body.Call, r.Case); err != nil {
		return nil, err
	}
	return &receiptBody{receiptOut{int64(r.Case), r.Number, r.Code, r.Again}}, nil
}

func (a *API) beginDraft(ctx context.Context, in *registerIn) (*caseBody, error) {
	ap, err := a.spoken(ctx, &in.Body, in.Key)
	if err != nil {
		return nil, err
	}
	c, err := a.Desk.Begin(ctx, ap, who(ctx))
	if err != nil {
		return nil, err
	}
	if err := a.aboutCase(ctx, in.Body.Call, c.ID); err != nil {
		return nil, err
	}
	return a.showCase(ctx, &CaseID{int64(c.ID)})
}

type saveDraftIn struct {
	CaseID
	Body appealIn
}

func (a *API) saveDraft(ctx context.Context, in *saveDraftIn) (*caseBody, error) {
	ap, err := a.spoken(ctx, &in.Body, "")
	if err != nil {
		return nil, err
	}
	if _, err := a.Desk.SaveDraft(ctx, huiyin.CaseID(in.ID), ap, who(ctx)); err != nil {
		return nil, err
	}
	return a.showCase(ctx, &in.CaseID)
}

type stepIn struct {
	CaseID
	Key  string `header:"Idempotency-Key" maxLength:"200"`
	Body struct {
		Step       string   `json:"step" maxLength:"40"`
		Assignment int64    `json:"assignment,omitempty"`
		Request    int64    `json:"request,omitempty"`
		Version    int64    `json:"version,omitempty" doc:"The version the person saw; the step is refused when the case has changed since."`
		Form       FormIn   `json:"form,omitempty"`
		Files      []fileIn `json:"files,omitempty" maxItems:"10"`
	}
}

func (a *API) takeStep(ctx context.Context, in *stepIn) (*caseBody, error) {
	form, err := in.Body.Form.form()
	if err != nil {
		return nil, err
	}
	files, err := a.uploads(in.Body.Files)
	if err != nil {
		return nil, err
	}
	_, err = a.Desk.Take(ctx, desk.Order{Case: huiyin.CaseID(in.ID), Key: in.Key, Files: files, Order: casework.Order{Step: casework.Step(in.Body.Step),
		Assignment: huiyin.AssignmentID(in.Body.Assignment), Request: huiyin.RequestID(in.Body.Request), Version: in.Body.Version, By: who(ctx), Form: form}})
	if err != nil {
		return nil, err
	}
	return a.showCase(ctx, &in.CaseID)
}

type clockQuery struct {
	CaseID
	Assignment int64 `query:"assignment" doc:"The assignment whose deadline is meant; the case's present stage when absent."`
}

type dayOut struct {
	Date    string `json:"date"`
	Why     string `json:"why" enum:"ordinary,weekend,holiday,make_up,start_day,paused,skipped"`
	Name    string `json:"name,omitempty"`
	Counted bool   `json:"counted"`
	Assumed bool   `json:"assumed,omitempty" doc:"No calendar has been announced for this year."`
}

type clockOut struct {
	Body struct {
		Start *time.Time `json:"start"`
		Due   *time.Time `json:"due"`
		Limit string     `json:"limit"`
		Days  []dayOut   `json:"days" nullable:"false"`
		Text  string     `json:"text" doc:"The proof as text, for printing."`
	}
}

func (a *API) clock(ctx context.Context, in *clockQuery) (*clockOut, error) {
	d, err := a.Desk.Clock(ctx, huiyin.CaseID(in.ID), huiyin.AssignmentID(in.Assignment), who(ctx))
	if err != nil {
		return nil, err
	}
	s := a.shower()
	var out clockOut
	out.Body.Start, out.Body.Due, out.Body.Limit, out.Body.Text = s.when(d.Start), s.when(d.Due), d.Limit.String(), d.String()
	out.Body.Days = make([]dayOut, len(d.Days))
	for i, day := range d.Days {
		out.Body.Days[i] = dayOut{day.Date.String(), string(day.Why), day.Name, day.Counted, day.Assumed}
	}
	return &out, nil
}

type identityIn struct {
	CaseID
	Body struct {
		Purpose string `json:"purpose" maxLength:"200" doc:"Why the identity is needed; it is written down."`
	}
}

type identityOut struct {
	Body struct {
		Kind  string `json:"kind"`
		Name  string `json:"name,omitempty"`
		Phone string `json:"phone,omitempty"`
		Email string `json:"email,omitempty"`
	}
}

func (a *API) identity(ctx context.Context, in *identityIn) (*identityOut, error) {
	p, err := a.Desk.Identity(ctx, huiyin.CaseID(in.ID), in.Body.Purpose, who(ctx))
	if err != nil {
		return nil, err
	}
	var out identityOut
	out.Body.Kind, out.Body.Name, out.Body.Phone, out.Body.Email = p.Kind, p.Name, string(p.Phone), p.Email
	return &out, nil
}

type historyIn struct {
	Body struct {
		Phone string `json:"phone" maxLength:"60"`
	}
}

func (a *API) history(ctx context.Context, in *historyIn) (*linesOut, error) {
	lines, err := a.Desk.History(ctx, in.Body.Phone, who(ctx))
	if err != nil {
		return nil, err
	}
	return &linesOut{paged[LineOut]{a.shower().lines(lines), ""}}, nil
}

// openStates are those in which something may still be due.
func openStates() []casework.State {
	var out []casework.State
	for _, s := range casework.States {
		if s.Open && s.State != casework.Draft {
			out = append(out, s.State)
		}
	}
	return out
}
