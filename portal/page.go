package portal

import (
	"bytes"
	"compress/gzip"
	"embed"
	"html/template"
	"net/http"
	"net/url"
	"strings"
	"time"
)

//go:embed pages/*.html
var pageFiles embed.FS

// A visit is one request with the language it is answered in.
type visit struct {
	*voice
	p *Portal
	w http.ResponseWriter
	r *http.Request
}

// greet finds the language of a request, and keeps it when it was asked for.
func (p *Portal) greet(w http.ResponseWriter, r *http.Request) *visit {
	chosen, asked := choose(r)
	if asked {
		http.SetCookie(w, &http.Cookie{Name: languageCookie, Value: chosen.code, Path: "/", MaxAge: 365 * 24 * 3600, HttpOnly: true,
			SameSite: http.SameSiteLaxMode, Secure: p.o.Secure || r.TLS != nil})
	}
	return &visit{voice: chosen, p: p, w: w, r: r}
}

// sheet is what every page knows; D is its own part.
type sheet struct {
	*visit
	Name    string // of the template
	Title   string
	City    string
	Private bool // it shows what only one person may see: kept by no cache and no compressor
	Wrong   bool // it tells of a mistake in a form
	Script  bool
	D       any
}

// templates are the pages in every language, made once.
var templates = func() map[string]*template.Template {
	names := []string{"home", "mailboxes", "mailbox", "write", "received", "track", "matter", "published", "letter", "about", "accessibility", "privacy", "trouble"}
	made := map[string]*template.Template{}
	words := template.FuncMap{"dict": dict}
	layout := template.Must(template.New("layout.html").Funcs(words).ParseFS(pageFiles, "pages/layout.html", "pages/parts.html"))
	for _, name := range names {
		made[name] = template.Must(template.Must(layout.Clone()).ParseFS(pageFiles, "pages/"+name+".html"))
	}
	return made
}()

// dict hands several things to a part of a page: dict "name" value "name" value.
func dict(pairs ...any) map[string]any {
	m := make(map[string]any, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		if name, ok := pairs[i].(string); ok {
			m[name] = pairs[i+1]
		}
	}
	return m
}

// show answers with a page. It is made whole before its first byte is sent, so that a mistake shows as one.
func (v *visit) show(status int, s sheet) error {
	s.visit = v
	if s.Title == "" {
		s.Title = v.t(s.Name + ".title")
	}
	if areas := v.p.desk.City().Areas; len(areas) > 0 && areas[0].Level == 1 {
		s.City = v.pick(areas[0].Name, areas[0].NameEN, "")
	}
	var body bytes.Buffer
	if err := templates[s.Name].Execute(&body, s); err != nil {
		return err
	}
	head := v.w.Header()
	head.Set("Content-Type", "text/html; charset=utf-8")
	head.Set("Content-Language", v.tag)
	head.Add("Vary", "Cookie, Accept-Language, Accept-Encoding")
	head.Set("Cache-Control", "no-cache")
	if s.Private {
		head.Set("Cache-Control", "no-store")
	}
	v.send(status, body.Bytes(), !s.Private)
	return nil
}

// send compresses what is no secret; a page that repeats what was typed beside a secret is sent as it is.
func (v *visit) send(status int, body []byte, small bool) {
	if small && strings.Contains(v.r.Header.Get("Accept-Encoding"), "gzip") {
		v.w.Header().Set("Content-Encoding", "gzip")
		v.w.WriteHeader(status)
		z := gzip.NewWriter(v.w)
		_, _ = z.Write(body) // the reader may be gone; there is nobody to tell
		_ = z.Close()
		return
	}
	v.w.WriteHeader(status)
	_, _ = v.w.Write(body)
}

// to sends the browser to another page of ours.
func (v *visit) to(path string) error {
	v.w.Header().Set("Cache-Control", "no-store")
	http.Redirect(v.w, v.r, path, http.StatusSeeOther)
	return nil
}

// T, Count, When, On, Size, LangOf and N are what the pages say things with.
func (v *visit) T(key string, pairs ...any) string            { return v.t(key, pairs...) }
func (v *visit) Count(key string, n int, pairs ...any) string { return v.count(key, n, pairs...) }
func (v *visit) When(t time.Time) template.HTML               { return v.when(t) }
func (v *visit) On(t time.Time) template.HTML                 { return v.on(t) }
func (v *visit) Size(n int64) string                          { return v.size(n) }
func (v *visit) LangOf(text string) string                    { return v.langOf(text) }
func (v *visit) N(n int) string                               { return v.value(n) }
func (v *visit) Tag() string                                  { return v.tag }

// link is a page in another language.
type link struct {
	Name, Tag, Href string
	Here            bool
}

// Languages links the same page in each language.
func (v *visit) Languages() []link {
	out := make([]link, len(voices))
	for i, other := range voices {
		q := v.r.URL.Query()
		q.Set("lang", other.code)
		out[i] = link{Name: other.name, Tag: other.tag, Href: (&url.URL{Path: v.r.URL.Path, RawQuery: q.Encode()}).String(), Here: other == v.voice}
	}
	return out
}

// At tells whether the page shown lies under an address of the navigation.
func (v *visit) At(path string) bool {
	return v.r.URL.Path == path || strings.HasPrefix(v.r.URL.Path, path+"/")
}

// Demo tells whether the city is invented.
func (v *visit) Demo() bool { return v.p.o.Demo }

// Style, Code and Icon are the addresses of the counter's own files; they change with their content.
func (v *visit) Style() string { return assetPath("style.css") }
func (v *visit) Code() string  { return assetPath("draft.js") }
func (v *visit) Icon() string  { return assetPath("icon.svg") }
