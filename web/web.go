// Package web is the counter that hands out the console: the pages of the people who work here. It embeds what
// web/src was built into and knows nothing of what the pages show; they ask httpapi.
package web

import (
	"bytes"
	"embed"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"
)

// Without a build dist holds its README only, so that the program compiles in any case.
//
//go:embed all:dist
var dist embed.FS

//go:embed unbuilt.html
var unbuilt []byte

// policy lets a page run the program's own scripts only. Styles may be inline because Ant Design writes them
// while it runs.
var policy = strings.Join([]string{
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self' 'unsafe-inline'",
	"img-src 'self' data: blob:",
	"font-src 'self' data:",
	"media-src 'self' blob:",
	"connect-src 'self'",
	"worker-src 'self' blob:",
	"manifest-src 'self'",
	"base-uri 'none'",
	"form-action 'self'",
	"frame-ancestors 'none'",
}, "; ")

const (
	prefix  = "/console/"
	forever = "public, max-age=31536000, immutable" // an asset's name changes with its content
)

// Handler serves the console. Addresses below /console/assets/ are files; every other address that reaches it,
// such as /console/cases/17 or /wall, is a page which the console's own router shows.
func Handler() http.Handler { return newHandler(dist) }

type handler struct{ files fs.FS }

func newHandler(built fs.FS) handler {
	files, err := fs.Sub(built, "dist/console")
	if err != nil { // only for a path that is malformed, and this one is written above
		files = built
	}
	return handler{files}
}

func (h handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	head := w.Header()
	head.Set("X-Content-Type-Options", "nosniff")
	head.Set("Referrer-Policy", "same-origin")
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		head.Set("Allow", "GET, HEAD")
		http.Error(w, "The console is only read.", http.StatusMethodNotAllowed)
		return
	}
	name := strings.TrimPrefix(path.Clean(r.URL.Path), prefix)
	switch {
	case r.URL.Path == strings.TrimSuffix(prefix, "/"):
		http.Redirect(w, r, prefix, http.StatusPermanentRedirect)
	case strings.HasPrefix(name, "assets/"):
		h.serve(w, r, name, forever)
	case name == "favicon.svg":
		h.serve(w, r, name, "public, max-age=3600")
	default:
		h.page(w)
	}
}

// page answers with the one page of the console, or says how to build it.
func (h handler) page(w http.ResponseWriter) {
	head := w.Header()
	head.Set("Content-Type", "text/html; charset=utf-8")
	head.Set("Cache-Control", "no-store") // it names the assets of this version
	head.Set("Content-Security-Policy", policy)
	head.Set("Permissions-Policy", "microphone=(self), camera=(), geolocation=(self)")
	index, err := fs.ReadFile(h.files, "index.html")
	if err != nil {
		w.WriteHeader(http.StatusServiceUnavailable)
		index = unbuilt
	}
	_, _ = w.Write(index) // the reader may be gone; there is nobody to tell
}

// encodings are the compressed sisters that the build leaves beside an asset, the smallest first.
var encodings = []struct{ name, suffix string }{{"br", ".br"}, {"gzip", ".gz"}}

func (h handler) serve(w http.ResponseWriter, r *http.Request, name, cache string) {
	head := w.Header()
	body, err := fs.ReadFile(h.files, name)
	if err != nil {
		head.Set("Cache-Control", "no-store") // a page of another version may be asking
		http.Error(w, "There is no such file in this version of the console.", http.StatusNotFound)
		return
	}
	head.Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	head.Set("Cache-Control", cache)
	head.Add("Vary", "Accept-Encoding")
	for _, e := range encodings {
		if !accepts(r, e.name) {
			continue
		}
		if small, err := fs.ReadFile(h.files, name+e.suffix); err == nil {
			head.Set("Content-Encoding", e.name)
			body = small
			break
		}
	}
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(body))
}

// accepts tells whether the client takes an encoding (RFC 9110, 12.5.3). One with q=0 is refused; weights above
// that are not compared, since every client that takes br prefers it.
func accepts(r *http.Request, encoding string) bool {
	for _, offer := range strings.Split(r.Header.Get("Accept-Encoding"), ",") {
		name, weight, _ := strings.Cut(offer, ";")
		if strings.EqualFold(strings.TrimSpace(name), encoding) {
			q := strings.ReplaceAll(weight, " ", "")
			return q != "q=0" && !(strings.HasPrefix(q, "q=0.") && strings.Trim(q[4:], "0") == "")
		}
	}
	return false
}
