// Package httpapi is the JSON counter: every route of /api/v1 with its permission on one page (routes.go), the wire
// types, and the translation of refusals to HTTP. The OpenAPI description and the console's client come from the
// types here. It decides nothing about cases; it asks the rooms.
package httpapi

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"time"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"huiyin"
	"huiyin/desk"
	"huiyin/directory"
	"huiyin/knowledge"
	"huiyin/meter"
	"huiyin/staff"
	"huiyin/switchboard"
	"huiyin/vault"
)

// API is the counter with the rooms it asks.
type API struct {
	Desk        *desk.Desk
	Staff       *staff.Staff
	Directory   *directory.Directory
	Knowledge   *knowledge.Knowledge
	Vault       *vault.Vault
	Hub         *desk.Hub
	Log         *slog.Logger
	Version     string
	Demo        func(text string) []DemoAccount                     // accounts for the sign-in page of an invented city; nil elsewhere
	Secure      bool                                                // cookies only over TLS
	Seat        func(context.Context, staff.Session) (*Seat, error) // a person sits down; nil where no calls are taken
	Switchboard *switchboard.Switchboard                            // the live room; nil where no calls are taken

	huma    huma.API
	letters *meter.Meter // appeals and steps of one address
	wrongs  *meter.Meter // wrong codes, by matter and by address
	sockets sockets      // of consoles at their seats
}

// maxBody is the largest JSON body, in bytes; attachments have their own limit.
const maxBody = 256 << 10

// Handler serves /api/.
func (a *API) Handler() http.Handler {
	if a.Switchboard != nil {
		a.Seat = a.takeSeat
	}
	a.letters, a.wrongs = meter.New(a.Desk.Now, lettersMost, window), meter.New(a.Desk.Now, wrongMost, window)
	mux := http.NewServeMux()
	cfg := huma.DefaultConfig("Huiyin", a.Version)
	cfg.Info.Description = "Appeals to the city, from the first word to the last answer. Times are RFC 3339 with zone, lists page by cursor, errors are RFC 9457 problems with a code. Every POST that creates something takes Idempotency-Key."
	cfg.OpenAPIPath, cfg.DocsPath, cfg.SchemasPath = "", "", ""
	cfg.CreateHooks = nil
	form := huma.Format{Marshal: huma.DefaultJSONFormat.Marshal, Unmarshal: readJSON}
	cfg.Formats = map[string]huma.Format{"application/json": form, "json": form}
	cfg.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"session": {Type: "apiKey", In: "cookie", Name: cookieName, Description: "The session of a person who signed in; changes also carry X-CSRF-Token."},
		"key":     {Type: "http", Scheme: "bearer", Description: "An API key made with huiyin staff key."},
	}
	a.huma = humago.New(mux, cfg)
	a.huma.UseMiddleware(a.signedIn)
	a.routes()
	mux.HandleFunc("GET /api/openapi.json", a.openAPI)
	mux.HandleFunc("GET /api/docs", a.docs)
	mux.HandleFunc("GET /api/v1/live", a.live)
	mux.HandleFunc("GET /api/v1/seat", a.seat)
	mux.HandleFunc("/api/", func(w http.ResponseWriter, r *http.Request) {
		writeProblem(w, newProblem(http.StatusNotFound, "no_such_route", "There is nothing at this address; the API is described at /api/docs."))
	})
	return mux
}

// readJSON reads a body. The library would quietly put question marks where bytes are no text.
func readJSON(data []byte, v any) error {
	if !utf8.Valid(data) {
		return errors.New("the body must be JSON in UTF-8, and this one holds bytes that are no text")
	}
	return json.Unmarshal(data, v)
}

// OpenAPI is the description of the API as JSON.
func (a *API) OpenAPI() ([]byte, error) {
	if a.huma == nil {
		a.Handler()
	}
	return a.huma.OpenAPI().MarshalJSON()
}

// route adds one: its permission is checked before its input is read, its error is translated after.
func route[I, O any](a *API, method, path string, need staff.Permission, id, summary string, handle func(context.Context, *I) (*O, error), with ...func(*huma.Operation)) {
	op := huma.Operation{OperationID: id, Method: method, Path: "/api/v1" + path, Summary: summary, MaxBodyBytes: maxBody,
		BodyReadTimeout: 30 * time.Second, Metadata: map[string]any{"need": need}}
	if need != anyone {
		op.Security = []map[string][]string{{"session": {}}, {"key": {}}}
		op.Description = "Needs the permission " + string(need) + "."
	}
	for _, w := range with {
		w(&op)
	}
	huma.Register(a.huma, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := handle(ctx, in)
		if err != nil {
			return nil, problem(ctx, a.Log, err)
		}
		return out, nil
	})
}

// anyone marks the routes that need no account; signed marks those that need one and nothing more.
const (
	anyone staff.Permission = ""
	signed staff.Permission = "signed_in"
)

type whoKey struct{}

// who is the person a request comes from.
func who(ctx context.Context) huiyin.Actor { return sessionOf(ctx).Actor }

func sessionOf(ctx context.Context) staff.Session {
	s, _ := ctx.Value(whoKey{}).(staff.Session)
	return s
}
