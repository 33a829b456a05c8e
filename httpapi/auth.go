package httpapi

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"net"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"huiyin"
	"huiyin/staff"
)

const (
	cookieName = "huiyin_session"
	csrfHeader = "X-CSRF-Token"
)

// signedIn turns a session cookie or an API key into a person, and stops whoever lacks the route's permission before
// the input is looked at.
func (a *API) signedIn(ctx huma.Context, next func(huma.Context)) {
	need, _ := ctx.Operation().Metadata["need"].(staff.Permission)
	if need == anyone {
		next(ctx)
		return
	}
	s, err := a.session(ctx.Header, ctx.Method(), func(name string) string {
		if c, err := huma.ReadCookie(ctx, name); err == nil {
			return c.Value
		}
		return ""
	}, ctx.Context())
	if err == nil && need != signed && !staff.Can(s.Actor, need) {
		err = huiyin.Forbidden("permission", "Your account may not do this; it needs the permission %s.", need)
	}
	if err != nil {
		p := problem(ctx.Context(), a.Log, err)
		ctx.SetHeader("Content-Type", "application/problem+json")
		ctx.SetStatus(p.Status)
		_ = json.NewEncoder(ctx.BodyWriter()).Encode(p) // nobody is left to tell when this fails
		return
	}
	next(huma.WithValue(ctx, whoKey{}, s))
}

// session finds out who asks, by key or by cookie.
func (a *API) session(header func(string) string, method string, cookie func(string) string, ctx context.Context) (staff.Session, error) {
	if bearer, ok := strings.CutPrefix(header("Authorization"), "Bearer "); ok {
		return a.Staff.AuthenticateKey(ctx, strings.TrimSpace(bearer))
	}
	token := cookie(cookieName)
	if token == "" {
		return staff.Session{}, &huiyin.Error{Kind: huiyin.KindUnknown, Code: "not_signed_in", Say: "Please sign in first."}
	}
	s, err := a.Staff.Authenticate(ctx, token)
	if err != nil {
		return s, err
	}
	if method != http.MethodGet && method != http.MethodHead && subtle.ConstantTimeCompare([]byte(header(csrfHeader)), []byte(s.CSRF)) != 1 {
		return s, huiyin.Forbidden("csrf", "The request lacks the session's token in %s; reload the page and try again.", csrfHeader)
	}
	return s, nil
}

// host is an address without its port.
func host(address string) string {
	h, _, err := net.SplitHostPort(address)
	if err != nil {
		return address
	}
	return h
}

func writeProblem(w http.ResponseWriter, p *Problem) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // nobody is left to tell when this fails
}

var forbiddenRead = huiyin.Forbidden("permission", "Your account may not read cases.")
