package httpapi

import (
	"context"
	"strconv"
	"time"

	"huiyin"
	"huiyin/staff"
)

func idText(n int64) string { return strconv.FormatInt(n, 10) }

type accountOut struct {
	ID          int64      `json:"id"`
	Login       string     `json:"login"`
	Name        string     `json:"name"`
	Roles       []string   `json:"roles" nullable:"false"`
	Unit        *ref       `json:"unit,omitempty"`
	Active      bool       `json:"active"`
	LockedUntil *time.Time `json:"locked_until,omitempty"`
}

func (s shower) account(a staff.Account) accountOut {
	out := accountOut{ID: int64(a.ID), Login: a.Login, Name: a.Name, Roles: []string{}, Unit: s.unit(a.Unit), Active: a.Active, LockedUntil: s.when(a.LockedUntil)}
	for _, r := range a.Roles {
		out.Roles = append(out.Roles, string(r))
	}
	return out
}

type staffQuery struct {
	PageQuery
	Text string `query:"q" maxLength:"60"`
	Role string `query:"role" maxLength:"40"`
	Unit int64  `query:"unit"`
}

type staffOut struct{ Body paged[accountOut] }

func (a *API) staffList(ctx context.Context, in *staffQuery) (*staffOut, error) {
	as, next, err := a.Staff.List(ctx, staff.Filter{Text: in.Text, Role: huiyin.Role(in.Role), Unit: huiyin.UnitID(in.Unit)}, in.page(), who(ctx))
	if err != nil {
		return nil, err
	}
	s, items := a.shower(), make([]accountOut, len(as))
	for i, x := range as {
		items[i] = s.account(x)
	}
	return &staffOut{paged[accountOut]{items, next}}, nil
}

type addStaffIn struct {
	Key  string `header:"Idempotency-Key" maxLength:"200" doc:"The same key with the same body makes no second account, and gives no password."`
	Body struct {
		Login string   `json:"login" maxLength:"100"`
		Name  string   `json:"name,omitempty" maxLength:"100"`
		Roles []string `json:"roles" maxItems:"18"`
		Unit  int64    `json:"unit,omitempty"`
	}
}

type newAccount struct {
	Body struct {
		Account  accountOut `json:"account"`
		Password string     `json:"password" doc:"Shown once; empty when the same key is sent again."`
	}
}

func rolesOf(names []string) []huiyin.Role {
	out := make([]huiyin.Role, len(names))
	for i, n := range names {
		out[i] = huiyin.Role(n)
	}
	return out
}

func (a *API) addStaff(ctx context.Context, in *addStaffIn) (*newAccount, error) {
	acc, password, err := a.Staff.Add(ctx, staff.Form{Login: in.Body.Login, Name: in.Body.Name, Roles: rolesOf(in.Body.Roles), Unit: huiyin.UnitID(in.Body.Unit), Key: in.Key}, who(ctx))
	if err != nil {
		return nil, err
	}
	out := &newAccount{}
	out.Body.Account, out.Body.Password = a.shower().account(acc), password
	return out, nil
}

type StaffID struct {
	ID int64 `path:"id" minimum:"1"`
}

type changeStaffIn struct {
	StaffID
	Body struct {
		Name   *string  `json:"name,omitempty" maxLength:"100"`
		Roles  []string `json:"roles,omitempty" maxItems:"18"`
		Unit   *int64   `json:"unit,omitempty"`
		Active *bool    `json:"active,omitempty"`
	}
}

type accountBody struct{ Body accountOut }

func (a *API) changeStaff(ctx context.Context, in *changeStaffIn) (*accountBody, error) {
	c := staff.Change{Name: in.Body.Name, Active: in.Body.Active, Unit: (*huiyin.UnitID)(in.Body.Unit)}
	if len(in.Body.Roles) > 0 {
		c.Roles = rolesOf(in.Body.Roles)
	}
	acc, err := a.Staff.Change(ctx, huiyin.StaffID(in.ID), c, who(ctx))
	if err != nil {
		return nil, err
	}
	return &accountBody{a.shower().account(acc)}, nil
}

type secretBody struct {
	Body struct {
		Secret string `json:"secret" doc:"Shown once; empty when the same key is sent again."`
	}
}

func (a *API) resetPassword(ctx context.Context, in *StaffID) (*secretBody, error) {
	out := &secretBody{}
	var err error
	out.Body.Secret, err = a.Staff.ResetPassword(ctx, huiyin.StaffID(in.ID), who(ctx))
	return out, err
}

type makeKeyIn struct {
	StaffID
	Key  string `header:"Idempotency-Key" maxLength:"200" doc:"The same key with the same body makes no second API key, and gives no secret."`
	Body struct {
		Name string `json:"name" maxLength:"100" doc:"What the key is for."`
	}
}

func (a *API) makeKey(ctx context.Context, in *makeKeyIn) (*secretBody, error) {
	out := &secretBody{}
	var err error
	out.Body.Secret, _, err = a.Staff.MakeKey(ctx, staff.KeyOrder{For: huiyin.StaffID(in.ID), Name: in.Body.Name, Once: in.Key}, who(ctx))
	return out, err
}
