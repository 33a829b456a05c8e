package httpapi

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"huiyin"
	"huiyin/desk"
	"huiyin/staff"
	"huiyin/store"
)

// addressed knows where a request comes from; the library hands it to the input before the handler runs.
type addressed struct{ address string }

// Resolve notes the caller's address, without its port.
func (a *addressed) Resolve(ctx huma.Context) []error {
	a.address = host(ctx.RemoteAddr())
	return nil
}

type signInIn struct {
	addressed
	Body struct {
		Login    string `json:"login" maxLength:"100"`
		Password string `json:"password" maxLength:"300"`
	}
}

type meOut struct {
	ID          int64    `json:"id"`
	Login       string   `json:"login"`
	Name        string   `json:"name"`
	Roles       []string `json:"roles" nullable:"false"`
	Unit        *ref     `json:"unit,omitempty"`
	City        bool     `json:"city" doc:"Sees every unit's cases."`
	Permissions []string `json:"permissions" nullable:"false"`
	Worklists   []string `json:"worklists" nullable:"false"`
	CSRF        string   `json:"csrf,omitempty" doc:"What every change must carry in X-CSRF-Token."`
	Demo        bool     `json:"demo,omitempty" doc:"An invented city."`

	Now *time.Time `json:"now" doc:"The house's clock in the city's zone, so that screens reckon with it and not with their own."`
}

type meBody struct {
	SetCookie http.Cookie `header:"Set-Cookie"`
	Body      meOut
}

func (a *API) me(s staff.Session) meOut {
	show := a.shower()
	out := meOut{ID: int64(s.Actor.Staff), Login: s.Actor.Name, Name: s.Name, Roles: []string{}, Unit: show.unit(s.Actor.Unit), City: s.Actor.City,
		Permissions: []string{}, Worklists: []string{}, CSRF: s.CSRF, Demo: a.Demo != nil, Now: show.when(show.now)}
	for _, r := range s.Actor.Roles {
		out.Roles = append(out.Roles, string(r))
	}
	for _, p := range staff.PermissionsOf(s.Actor) {
		out.Permissions = append(out.Permissions, string(p))
	}
	for _, w := range desk.WorklistsOf(s.Actor) {
		out.Worklists = append(out.Worklists, w.Name)
	}
	return out
}

func (a *API) signIn(ctx context.Context, in *signInIn) (*meBody, error) {
	token, s, err := a.Staff.SignIn(ctx, staff.Credentials{Login: in.Body.Login, Password: in.Body.Password, Address: in.address})
	if err != nil {
		return nil, err
	}
	return &meBody{a.cookie(token, 0), a.me(s)}, nil
}

// cookie carries the session; no script may read it and no other site may send it. It lasts as long as the browser is
// open, because the session's own end moves while it is used; a negative age removes it.
func (a *API) cookie(token string, age int) http.Cookie {
	return http.Cookie{Name: cookieName, Value: token, Path: "/", HttpOnly: true, Secure: a.Secure, SameSite: http.SameSiteStrictMode, MaxAge: age}
}

type onlyMe struct{ Body meOut }

func (a *API) whoAmI(ctx context.Context, _ *struct{}) (*onlyMe, error) {
	return &onlyMe{a.me(sessionOf(ctx))}, nil
}

type gone struct {
	SetCookie http.Cookie `header:"Set-Cookie"`
}

func (a *API) signOut(ctx context.Context, _ *struct{}) (*gone, error) {
	s := sessionOf(ctx)
	if err := a.Staff.SignOut(ctx, s); err != nil {
		return nil, err
	}
	a.sockets.end(s.ID)
	if a.Switchboard != nil {
		if err := a.Switchboard.Gone(ctx, s.Actor.Staff); err != nil {
			return nil, err
		}
	}
	return &gone{a.cookie("", -1)}, nil
}

type changePasswordIn struct {
	Body struct {
		Old string `json:"old" maxLength:"300"`
		New string `json:"new" maxLength:"300"`
	}
}

func (a *API) changePassword(ctx context.Context, in *changePasswordIn) (*struct{}, error) {
	return nil, a.Staff.ChangePassword(ctx, sessionOf(ctx), in.Body.Old, in.Body.New)
}

// DemoAccount is an account that the sign-in page of an invented city offers.
type DemoAccount struct {
	Login    string   `json:"login"`
	Name     string   `json:"name"`
	Roles    []string `json:"roles" nullable:"false"`
	Unit     string   `json:"unit,omitempty"`
	Group    string   `json:"group" doc:"centre, unit or leadership"`
	Password string   `json:"password"`
}

type demoOut struct {
	Body struct {
		Items []DemoAccount `json:"items" nullable:"false"`
	}
}

type demoQuery struct {
	Text string `query:"q" maxLength:"40" doc:"Part of a login, a name or a unit; a choice for every role when absent."`
}

func (a *API) demoAccounts(_ context.Context, in *demoQuery) (*demoOut, error) {
	out := &demoOut{}
	out.Body.Items = []DemoAccount{}
	if a.Demo != nil {
		out.Body.Items = append(out.Body.Items, a.Demo(in.Text)...)
	}
	return out, nil
}

// people names the accounts that appear in a case's record.
func (a *API) people(ctx context.Context, v desk.View) map[string]string {
	return a.names(ctx, v.Staff())
}

// names are what colleagues call accounts, by their identities. An account that is gone stays a number.
func (a *API) names(ctx context.Context, ids []huiyin.StaffID) map[string]string {
	out := map[string]string{}
	err := a.Desk.Store().Read(ctx, func(t *store.Tx) error {
		for _, id := range ids {
			if _, known := out[idText(int64(id))]; known || id == 0 {
				continue
			}
			if s, err := t.Staff(id); err == nil {
				out[idText(int64(id))] = s.Name
			}
		}
		return nil
	})
	if err != nil {
		a.Log.WarnContext(ctx, "names of accounts could not be read", "err", err)
	}
	return out
}
