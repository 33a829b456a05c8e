package httpapi

import (
	"context"
	"strings"
	"time"

	"huiyin"
	"huiyin/calendar"
	"huiyin/casework"
	"huiyin/store"
)

type unitOut struct {
	ID       int64  `json:"id"`
	Code     string `json:"code"`
	Name     string `json:"name"`
	Parent   *ref   `json:"parent,omitempty"`
	Level    int    `json:"level"`
	Kind     string `json:"kind"`
	Area     string `json:"area,omitempty"`
	Phone    string `json:"phone,omitempty"`
	Backstop *ref   `json:"backstop,omitempty"`
	Active   bool   `json:"active"`
	Children int    `json:"children"`
}

func (s shower) wholeUnit(u *store.Unit) unitOut {
	return unitOut{int64(u.ID), u.Code, u.Name, s.unit(u.Parent), u.Level, u.Kind, u.Area, u.Phone, s.unit(u.Backstop), u.Active, len(s.city.Children(u.ID))}
}

type unitsQuery struct {
	PageQuery
	Text   string `query:"q" maxLength:"60" doc:"Part of the name or the code."`
	Parent int64  `query:"parent" doc:"Only units directly below this one."`
	Mine   bool   `query:"mine" doc:"Only one's own unit and those below."`
}

type unitsOut struct{ Body paged[unitOut] }

func (a *API) units(ctx context.Context, in *unitsQuery) (*unitsOut, error) {
	s, me := a.shower(), who(ctx)
	items := []unitOut{}
	next, err := inPages(s.city.Units, in.PageQuery, func(u *store.Unit) bool {
		return (in.Parent == 0 || int64(u.Parent) == in.Parent) && matches(in.Text, u.Name, u.Code) && (!in.Mine || me.Speaks(u.ID))
	}, func(u *store.Unit) { items = append(items, s.wholeUnit(u)) })
	return &unitsOut{paged[unitOut]{items, next}}, err
}

// matches tells whether all words of the text stand in one of the names.
func matches(text string, names ...string) bool {
	all := strings.ToLower(strings.Join(names, "\n"))
	for _, word := range strings.Fields(strings.ToLower(text)) {
		if !strings.Contains(all, word) {
			return false
		}
	}
	return true
}

type unitPath struct {
	ID int64 `path:"id" minimum:"1"`
}

type unitBody struct {
	Body struct {
		Unit     unitOut   `json:"unit"`
		Line     []ref     `json:"line" nullable:"false" doc:"Those above it, from the top."`
		Children []unitOut `json:"children" nullable:"false"`
	}
}

func (a *API) unit(_ context.Context, in *unitPath) (*unitBody, error) {
	s := a.shower()
	u := s.city.Unit(huiyin.UnitID(in.ID))
	if u == nil {
		return nil, huiyin.NotFound("unit", "There is no such unit.")
	}
	out := &unitBody{}
	out.Body.Unit, out.Body.Line, out.Body.Children = s.wholeUnit(u), []ref{}, []unitOut{}
	for p := s.city.Unit(u.Parent); p != nil && len(out.Body.Line) < 12; p = s.city.Unit(p.Parent) {
		out.Body.Line = append([]ref{*s.unit(p.ID)}, out.Body.Line...)
	}
	for _, id := range s.city.Children(u.ID) {
		out.Body.Children = append(out.Body.Children, s.wholeUnit(s.city.Unit(id)))
	}
	return out, nil
}

type areaOut struct {
	Code   string   `json:"code"`
	Name   string   `json:"name"`
	NameEN string   `json:"name_en,omitempty"`
	Level  int      `json:"level"`
	Lon    *float64 `json:"lon,omitempty"`
	Lat    *float64 `json:"lat,omitempty"`
}

type areasQuery struct {
	Parent string `query:"parent" maxLength:"12"`
	Text   string `query:"q" maxLength:"40"`
}

type areasOut struct {
	Body struct {
		Items []areaOut `json:"items" nullable:"false"`
	}
}

func (a *API) areas(_ context.Context, in *areasQuery) (*areasOut, error) {
	s := a.shower()
	out := &areasOut{}
	out.Body.Items = []areaOut{}
	for _, r := range s.city.Areas {
		if len(out.Body.Items) < 400 && (r.Parent == in.Parent && in.Text == "" || in.Parent == "" && in.Text == "" && r.Level == 2 || in.Text != "" && matches(in.Text, r.Name, r.NameEN, r.Code)) {
			out.Body.Items = append(out.Body.Items, areaOut{r.Code, r.Name, r.NameEN, r.Level, r.Lon, r.Lat})
		}
	}
	return out, nil
}

type categoryOut struct {
	Code    string `json:"code"`
	Name    string `json:"name"`
	NameEN  string `json:"name_en,omitempty"`
	NameES  string `json:"name_es,omitempty"`
	Parent  string `json:"parent,omitempty"`
	Open311 bool   `json:"open311"`
	Nature  string `json:"nature,omitempty"`
}

type categoriesOut struct {
	Body struct {
		Items []categoryOut `json:"items" nullable:"false"`
	}
}

func (a *API) categories(context.Context, *struct{}) (*categoriesOut, error) {
	out := &categoriesOut{}
	out.Body.Items = []categoryOut{}
	for _, c := range a.Desk.City().Categories {
		out.Body.Items = append(out.Body.Items, categoryOut{c.Code, c.Name, c.NameEN, c.NameES, c.Parent, c.Open311, string(c.Nature)})
	}
	return out, nil
}

type mailboxOut struct {
	ID     int64    `json:"id"`
	Code   string   `json:"code"`
	Name   string   `json:"name"`
	NameEN string   `json:"name_en,omitempty"`
	NameES string   `json:"name_es,omitempty"`
	Kind   string   `json:"kind"`
	Owner  string   `json:"owner_title,omitempty"`
	Level  string   `json:"level,omitempty"`
	Area   *codeRef `json:"area,omitempty"`
	Unit   *ref     `json:"unit,omitempty"`
	State  string   `json:"state"`
	Intro  string   `json:"intro,omitempty"`
}

type mailboxesQuery struct {
	PageQuery
	Text string `query:"q" maxLength:"60"`
	Area string `query:"area" maxLength:"12"`
	Kind string `query:"kind" enum:"leader,department,letterbox,enterprise"`
	Unit int64  `query:"unit"`
}

type mailboxesOut struct{ Body paged[mailboxOut] }

func (a *API) mailboxes(_ context.Context, in *mailboxesQuery) (*mailboxesOut, error) {
	s := a.shower()
	items := []mailboxOut{}
	next, err := inPages(s.city.Mailboxes, in.PageQuery, func(m *store.Mailbox) bool {
		return (in.Kind == "" || m.Kind == in.Kind) && strings.HasPrefix(m.Area, in.Area) && (in.Unit == 0 || int64(m.Unit) == in.Unit) && matches(in.Text, m.Name, m.OwnerTitle, m.NameEN, m.Code)
	}, func(m *store.Mailbox) { items = append(items, s.wholeMailbox(m)) })
	return &mailboxesOut{paged[mailboxOut]{items, next}}, err
}

func (s shower) wholeMailbox(m *store.Mailbox) mailboxOut {
	return mailboxOut{int64(m.ID), m.Code, m.Name, m.NameEN, m.NameES, m.Kind, m.OwnerTitle, m.Level, s.area(m.Area), s.unit(m.Unit), m.State, m.Intro}
}

type hotlineOut struct {
	Number   string `json:"number"`
	Name     string `json:"name"`
	Mode     string `json:"mode"`
	Unit     string `json:"unit,omitempty" doc:"The unit's code."`
	UnitName string `json:"unit_name,omitempty"`
	Greeting string `json:"greeting,omitempty"`
	Skills   string `json:"skills,omitempty"`
	Category string `json:"category,omitempty"`
	Hours    string `json:"hours,omitempty"`

	Spoken *greetingOut `json:"spoken,omitempty" doc:"What was spoken for it; absent when nothing was."`
}

type hotlinesOut struct {
	Body struct {
		Items []hotlineOut `json:"items" nullable:"false"`
	}
}

func (a *API) hotlines(context.Context, *struct{}) (*hotlinesOut, error) {
	out := &hotlinesOut{}
	out.Body.Items = []hotlineOut{}
	city := a.Desk.City()
	for _, h := range city.Hotlines {
		line := hotlineOut{Number: h.Number, Name: h.Name, Mode: h.Mode, Unit: h.Unit, Greeting: h.Greeting, Skills: h.Skills, Category: h.Category, Hours: h.Hours}
		if u := city.UnitByCode(h.Unit); u != nil {
			line.UnitName = u.Name
		}
		if g, ok := city.Greeting(h.Number); ok {
			line.Spoken = &greetingOut{g.Hash, g.Long.Seconds()}
		}
		out.Body.Items = append(out.Body.Items, line)
	}
	return out, nil
}

type limitOut struct {
	Kind     string     `json:"kind"`
	Category string     `json:"category,omitempty"`
	Nature   string     `json:"nature,omitempty"`
	Urgency  string     `json:"urgency,omitempty"`
	Channel  string     `json:"channel,omitempty"`
	Limit    string     `json:"limit"`
	From     *time.Time `json:"valid_from,omitempty"`
	To       *time.Time `json:"valid_to,omitempty"`
	Law      string     `json:"law,omitempty"`
}

type limitsOut struct {
	Body struct {
		Items []limitOut `json:"items" nullable:"false"`
	}
}

func (a *API) limits(context.Context, *struct{}) (*limitsOut, error) {
	s := a.shower()
	out := &limitsOut{}
	out.Body.Items = []limitOut{}
	for _, l := range s.city.Book.Limits {
		out.Body.Items = append(out.Body.Items, limitOut{string(l.Kind), l.Category, string(l.Nature), string(l.Urgency), string(l.Channel), l.Limit.String(), s.when(l.From), s.when(l.To), l.Law})
	}
	return out, nil
}

type yearPath struct {
	Year int `path:"year" minimum:"1900" maximum:"2999"`
}

type yearOut struct {
	Body struct {
		Year      int      `json:"year"`
		Announced bool     `json:"announced" doc:"Whether the holidays of this year are known."`
		Days      []dayOut `json:"days" nullable:"false"`
		Hours     []string `json:"hours" nullable:"false" doc:"When each of the days is worked, such as 09:00-12:00 13:00-17:00; empty on a day of rest."`
	}
}

func (a *API) calendar(_ context.Context, in *yearPath) (*yearOut, error) {
	c := a.Desk.City().Book.Calendar
	out := &yearOut{}
	out.Body.Year, out.Body.Announced, out.Body.Days, out.Body.Hours = in.Year, c.Announced(in.Year), []dayOut{}, []string{}
	for d := calendar.DateOf(in.Year, time.January, 1); d.Year() == in.Year; d++ {
		day := c.Day(d)
		out.Body.Days = append(out.Body.Days, dayOut{d.String(), string(day.Why), day.Name, day.Counted, day.Assumed})
		out.Body.Hours = append(out.Body.Hours, spans(c.Hours(d)))
	}
	return out, nil
}

type procedureOut struct {
	Body struct {
		States []stateOut `json:"states" nullable:"false"`
	}
}

type stateOut struct {
	State string `json:"state"`
	Code  string `json:"code"`
	Term  string `json:"term"`
	Stage string `json:"stage"`
	Open  bool   `json:"open"`
}

func (a *API) procedure(context.Context, *struct{}) (*procedureOut, error) {
	out := &procedureOut{}
	for _, s := range casework.States {
		out.Body.States = append(out.Body.States, stateOut{string(s.State), s.Code, s.Term, string(s.Public), s.Open})
	}
	return out, nil
}
