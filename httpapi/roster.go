package httpapi

import (
	"context"

	"huiyin"
	"huiyin/store"
	"huiyin/switchboard/ledger"
)

type seatOut struct {
	Number  int    `json:"number"`
	Name    string `json:"name"`
	Phone   string `json:"phone,omitempty" doc:"The desk phone that stands there; absent: the browser is the telephone."`
	Reserve bool   `json:"reserve" doc:"Opened in a surge only."`
	Active  bool   `json:"active"`
}

type seatsOut struct {
	Body struct {
		Items []seatOut `json:"items" nullable:"false"`
	}
}

func (a *API) seats(ctx context.Context, _ *struct{}) (*seatsOut, error) {
	list, err := a.Ledger.Seats(ctx, who(ctx))
	if err != nil {
		return nil, err
	}
	out := &seatsOut{}
	out.Body.Items = make([]seatOut, len(list))
	for i, s := range list {
		out.Body.Items[i] = seatOut{int(s.Number), s.Name, s.Phone, s.Reserve, s.Active}
	}
	return out, nil
}

type saveSeatIn struct {
	Number int `path:"number" minimum:"1" maximum:"999"`
	Body   struct {
		Name    string `json:"name,omitempty" maxLength:"40"`
		Phone   string `json:"phone,omitempty" maxLength:"32"`
		Reserve bool   `json:"reserve,omitempty"`
		Active  bool   `json:"active"`
	}
}

type seatBody struct{ Body seatOut }

func (a *API) saveSeat(ctx context.Context, in *saveSeatIn) (*seatBody, error) {
	b := &in.Body
	s, err := a.Ledger.SaveSeat(ctx, store.Seat{Number: huiyin.SeatNumber(in.Number), Name: b.Name, Phone: b.Phone, Reserve: b.Reserve, Active: b.Active}, who(ctx))
	if err != nil {
		return nil, err
	}
	return &seatBody{seatOut{int(s.Number), s.Name, s.Phone, s.Reserve, s.Active}}, nil
}

type skillNameOut struct {
	Code string `json:"code"`
	Kind string `json:"kind" enum:"language,district,subject"`
	Name string `json:"name,omitempty" doc:"The city's own word; absent where screens have one."`
}

type skillNamesOut struct {
	Body struct {
		Items []skillNameOut `json:"items" nullable:"false"`
	}
}

func (a *API) skillNames(context.Context, *struct{}) (*skillNamesOut, error) {
	out := &skillNamesOut{}
	out.Body.Items = []skillNameOut{}
	for _, s := range a.Ledger.SkillNames() {
		out.Body.Items = append(out.Body.Items, skillNameOut{s.Code, s.Kind, s.Name})
	}
	return out, nil
}

// SkillIO is one thing an operator can do.
type SkillIO struct {
	Skill string `json:"skill" maxLength:"60"`
	Level int    `json:"level" minimum:"1" maximum:"5"`
}

func skillsOf(list []store.Skill) []SkillIO {
	out := make([]SkillIO, len(list))
	for i, k := range list {
		out[i] = SkillIO{k.Name, k.Level}
	}
	return out
}

type skillsOut struct {
	Body struct {
		Items []SkillIO `json:"items" nullable:"false"`
	}
}

func shownSkills(list []store.Skill, err error) (*skillsOut, error) {
	if err != nil {
		return nil, err
	}
	out := &skillsOut{}
	out.Body.Items = skillsOf(list)
	return out, nil
}

func (a *API) skills(ctx context.Context, in *StaffID) (*skillsOut, error) {
	return shownSkills(a.Ledger.Skills(ctx, huiyin.StaffID(in.ID), who(ctx)))
}

type saveSkillsIn struct {
	StaffID
	Body struct {
		Items []SkillIO `json:"items" maxItems:"40" nullable:"false"`
	}
}

func (a *API) saveSkills(ctx context.Context, in *saveSkillsIn) (*skillsOut, error) {
	var list []store.Skill
	for _, k := range in.Body.Items {
		list = append(list, store.Skill{Name: k.Skill, Level: k.Level})
	}
	return shownSkills(a.Ledger.SaveSkills(ctx, huiyin.StaffID(in.ID), list, who(ctx)))
}

type operatorOut struct {
	ID           int64           `json:"id"`
	Login        string          `json:"login"`
	Name         string          `json:"name"`
	Skills       []SkillIO       `json:"skills" nullable:"false"`
	Satisfaction satisfactionOut `json:"satisfaction" doc:"Of the last thirty days."`
}

type operatorsQuery struct {
	PageQuery
	Text string `query:"q" maxLength:"60" doc:"Part of the login or the name."`
}

type operatorsOut struct{ Body paged[operatorOut] }

func (a *API) operators(ctx context.Context, in *operatorsQuery) (*operatorsOut, error) {
	list, next, err := a.Ledger.Operators(ctx, in.Text, in.page(), who(ctx))
	if err != nil {
		return nil, err
	}
	items := make([]operatorOut, len(list))
	for i, o := range list {
		items[i] = operator(o)
	}
	return &operatorsOut{paged[operatorOut]{items, next}}, nil
}

func operator(o ledger.Operator) operatorOut {
	return operatorOut{int64(o.ID), o.Login, o.Name, skillsOf(o.Skills), satisfaction(o.Satisfaction)}
}
