package httpapi

import (
	"fmt"
	"html/template"
	"net/http"
	"sort"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

func (a *API) openAPI(w http.ResponseWriter, _ *http.Request) {
	text, err := a.OpenAPI()
	if err != nil {
		writeProblem(w, newProblem(http.StatusInternalServerError, "internal", "The description could not be written."))
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(text) // a reader that went away needs no answer
}

// docs is the description as a page, without a script or a file from elsewhere.
func (a *API) docs(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
	if err := docsPage.Execute(w, describe(a.huma.OpenAPI())); err != nil {
		a.Log.Info("the description was not read to its end", "err", err)
	}
}

type docRoute struct {
	Method, Path, Summary, ID, Need string
	Input, Output                   []docField
}

type docField struct{ Name, Type, About string }

func describe(o *huma.OpenAPI) []docRoute {
	var out []docRoute
	for path, item := range o.Paths {
		for method, op := range map[string]*huma.Operation{"GET": item.Get, "POST": item.Post, "PUT": item.Put, "PATCH": item.Patch, "DELETE": item.Delete} {
			if op == nil {
				continue
			}
			r := docRoute{Method: method, Path: path, Summary: op.Summary, ID: op.OperationID, Need: op.Description}
			for _, p := range op.Parameters {
				r.Input = append(r.Input, docField{p.Name + " (" + p.In + ")", typeName(p.Schema), p.Schema.Description})
			}
			if op.RequestBody != nil {
				r.Input = append(r.Input, fields(o, op.RequestBody.Content)...)
			}
			for status, res := range op.Responses {
				if strings.HasPrefix(status, "2") {
					r.Output = fields(o, res.Content)
				}
			}
			out = append(out, r)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Path+out[i].Method < out[j].Path+out[j].Method })
	return out
}

func fields(o *huma.OpenAPI, content map[string]*huma.MediaType) []docField {
	var out []docField
	for _, m := range content {
		s := m.Schema
		if s != nil && s.Ref != "" {
			s = o.Components.Schemas.SchemaFromRef(s.Ref)
		}
		if s == nil {
			continue
		}
		names := make([]string, 0, len(s.Properties))
		for name := range s.Properties {
			names = append(names, name)
		}
		sort.Strings(names)
		for _, name := range names {
			out = append(out, docField{name, typeName(s.Properties[name]), s.Properties[name].Description})
		}
	}
	return out
}

func typeName(s *huma.Schema) string {
	switch {
	case s == nil:
		return ""
	case s.Ref != "":
		return s.Ref[strings.LastIndex(s.Ref, "/")+1:]
	case s.Type == "array":
		return "list of " + typeName(s.Items)
	case len(s.Enum) > 0:
		return fmt.Sprint(s.Enum...)
	case s.Format != "":
		return s.Format
	}
	return s.Type
}

var docsPage = template.Must(template.New("docs").Parse(`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Huiyin API</title><style>
body{font:15px/1.5 system-ui,"Noto Sans SC",sans-serif;color:#1c2430;background:#fbfaf7;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}details{border-top:1px solid #ddd8cc;padding:.4rem 0}summary{cursor:pointer}code,b{font-family:ui-monospace,monospace;font-size:.9em}
b{display:inline-block;width:4.5em;color:#0f5e7a}table{border-collapse:collapse;margin:.5rem 0 .5rem 1rem}td{padding:.1rem .8rem .1rem 0;vertical-align:top}
@media(prefers-color-scheme:dark){body{color:#e8e6df;background:#161c25}b{color:#6fb6cf}details{border-color:#333d4b}}</style></head><body>
<h1>Huiyin API</h1><p>JSON in snake_case, times in RFC 3339 with zone, lists by cursor, errors as RFC 9457 problems with a <code>code</code>.
The same for programs: <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI 3.1).</p>
{{range .}}<details><summary><b>{{.Method}}</b> <code>{{.Path}}</code> {{.Summary}}</summary><p>{{.Need}}</p>
{{if .Input}}<table><caption>takes</caption>{{range .Input}}<tr><td><code>{{.Name}}</code></td><td>{{.Type}}</td><td>{{.About}}</td></tr>{{end}}</table>{{end}}
{{if .Output}}<table><caption>gives</caption>{{range .Output}}<tr><td><code>{{.Name}}</code></td><td>{{.Type}}</td><td>{{.About}}</td></tr>{{end}}</table>{{end}}
</details>{{end}}</body></html>`))
