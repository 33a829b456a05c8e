package httpapi

import (
	"context"

	"huiyin"
)

// Edits take the same columns as an import of the same kind, so that there is one validation and one set of names.

type saveUnitIn struct {
	Code string `path:"code" maxLength:"60"`
	New  string `header:"If-None-Match" enum:"*" doc:"With * only a unit that does not exist yet is saved."`
	Body struct {
		Name     string `json:"name" maxLength:"200"`
		Parent   string `json:"parent,omitempty" maxLength:"60" doc:"The code of the unit above."`
		Level    int    `json:"level" minimum:"1" maximum:"4"`
		Kind     string `json:"kind" maxLength:"20"`
		Area     string `json:"area,omitempty" maxLength:"12"`
		Phone    string `json:"phone,omitempty" maxLength:"60"`
		Backstop string `json:"backstop,omitempty" maxLength:"60"`
	}
}

func (a *API) saveUnit(ctx context.Context, in *saveUnitIn) (*unitBody, error) {
	b := &in.Body
	if old := a.Desk.City().UnitByCode(in.Code); in.New != "" && old != nil {
		return nil, codeTaken(in.Code, old.Name)
	}
	if err := a.save(ctx, "units", map[string]string{"code": in.Code, "name": b.Name, "parent": b.Parent, "level": idText(int64(b.Level)), "kind": b.Kind, "area": b.Area,
		"phone": b.Phone, "backstop": b.Backstop}); err != nil {
		return nil, err
	}
	u := a.Desk.City().UnitByCode(in.Code)
	if u == nil {
		return nil, huiyin.NotFound("unit", "There is no such unit.")
	}
	return a.unit(ctx, &unitPath{int64(u.ID)})
}

type saveMailboxIn struct {
	Code string `path:"code" maxLength:"60"`
	New  string `header:"If-None-Match" enum:"*" doc:"With * only a mailbox that does not exist yet is saved."`
	Body struct {
		Name   string `json:"name" maxLength:"200"`
		NameEN string `json:"name_en,omitempty" maxLength:"200"`
		NameES string `json:"name_es,omitempty" maxLength:"200"`
		Kind   string `json:"kind" enum:"leader,department,letterbox,enterprise"`
		Owner  string `json:"owner_title,omitempty" maxLength:"200"`
		Level  string `json:"level,omitempty" maxLength:"20"`
		Area   string `json:"area,omitempty" maxLength:"12"`
		Unit   string `json:"unit" maxLength:"60" doc:"The code of the duty unit."`
		State  string `json:"state" enum:"open,closed"`
		Intro  string `json:"intro,omitempty" maxLength:"1000"`
	}
}

type mailboxBody struct{ Body mailboxOut }

func (a *API) saveMailbox(ctx context.Context, in *saveMailboxIn) (*mailboxBody, error) {
	b := &in.Body
	if old := a.Desk.City().MailboxByCode(in.Code); in.New != "" && old != nil {
		return nil, codeTaken(in.Code, old.Name)
	}
	if err := a.save(ctx, "mailboxes", map[string]string{"code": in.Code, "name": b.Name, "name_en": b.NameEN, "name_es": b.NameES, "kind": b.Kind, "owner_title": b.Owner,
		"level": b.Level, "area": b.Area, "unit": b.Unit, "state": b.State, "intro": b.Intro}); err != nil {
		return nil, err
	}
	s := a.shower()
	m := s.city.MailboxByCode(in.Code)
	if m == nil {
		return nil, huiyin.NotFound("mailbox", "There is no such mailbox.")
	}
	return &mailboxBody{s.wholeMailbox(m)}, nil
}

type saveLimitIn struct {
	Body struct {
		Kind     string `json:"kind" maxLength:"20"`
		Category string `json:"category,omitempty" maxLength:"12"`
		Nature   string `json:"nature,omitempty" maxLength:"20"`
		Urgency  string `json:"urgency,omitempty" maxLength:"20"`
		Channel  string `json:"channel,omitempty" maxLength:"20"`
		Limit    string `json:"limit" maxLength:"20" doc:"Such as 7wd, 2h, 30min."`
		From     string `json:"valid_from,omitempty" format:"date"`
		To       string `json:"valid_to,omitempty" format:"date"`
		Law      string `json:"law,omitempty" maxLength:"200"`
	}
}

func (a *API) saveLimit(ctx context.Context, in *saveLimitIn) (*limitsOut, error) {
	b := &in.Body
	if err := a.save(ctx, "limits", map[string]string{"kind": b.Kind, "category": b.Category, "nature": b.Nature, "urgency": b.Urgency, "channel": b.Channel, "limit": b.Limit,
		"valid_from": b.From, "valid_to": b.To, "law": b.Law}); err != nil {
		return nil, err
	}
	return a.limits(ctx, nil)
}

func (a *API) save(ctx context.Context, kind string, cells map[string]string) error {
	return a.Directory.Save(ctx, kind, cells, who(ctx), a.Desk.Now())
}

// codeTaken keeps who adds something from changing something else.
func codeTaken(code, name string) error {
	return huiyin.Conflict("code_taken", "The code %q belongs to %s; choose another one, or change that one.", code, name)
}
