package web

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
)

var built = fstest.MapFS{
	"dist/console/index.html":         {Data: []byte("<html>the console")},
	"dist/console/favicon.svg":        {Data: []byte("<svg/>")},
	"dist/console/assets/a-1f.js":     {Data: []byte("plain")},
	"dist/console/assets/a-1f.js.gz":  {Data: []byte("gzipped")},
	"dist/console/assets/a-1f.js.br":  {Data: []byte("brotli")},
	"dist/console/assets/b-2e.css":    {Data: []byte("style")},
	"dist/console/assets/b-2e.css.gz": {Data: []byte("gzipped style")},
}

func ask(t *testing.T, files fstest.MapFS, method, target, encodings string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, target, nil)
	r.Header.Set("Accept-Encoding", encodings)
	w := httptest.NewRecorder()
	newHandler(files).ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, res *http.Response) string {
	t.Helper()
	var b strings.Builder
	if _, err := io.Copy(&b, res.Body); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestHandler(t *testing.T) {
	const all = "gzip, deflate, br, zstd"
	for _, c := range []struct {
		name, method, target, accept string
		status                       int
		body, encoding, cache        string
	}{
		{"page", "GET", "/console/", all, 200, "<html>the console", "", "no-store"},
		{"address of a page", "GET", "/console/cases/17", all, 200, "<html>the console", "", "no-store"},
		{"wall", "GET", "/wall", all, 200, "<html>the console", "", "no-store"},
		{"without slash", "GET", "/console", all, 308, "", "", ""},
		{"brotli", "GET", "/console/assets/a-1f.js", all, 200, "brotli", "br", forever},
		{"gzip", "GET", "/console/assets/a-1f.js", "gzip", 200, "gzipped", "gzip", forever},
		{"plain", "GET", "/console/assets/a-1f.js", "", 200, "plain", "", forever},
		{"brotli refused", "GET", "/console/assets/a-1f.js", "br;q=0, gzip;q=0.5", 200, "gzipped", "gzip", forever},
		{"all refused", "GET", "/console/assets/a-1f.js", "br; q=0.000, gzip;q=0.0", 200, "plain", "", forever},
		{"no brotli sister", "GET", "/console/assets/b-2e.css", all, 200, "gzipped style", "gzip", forever},
		{"icon", "GET", "/console/favicon.svg", all, 200, "<svg/>", "", "public, max-age=3600"},
		{"asset of another version", "GET", "/console/assets/a-00.js", all, 404, "", "", "no-store"},
		{"climbing", "GET", "/console/assets/../../../web.go", all, 200, "<html>the console", "", "no-store"},
		{"head", "HEAD", "/console/assets/a-1f.js", "", 200, "", "", forever},
		{"post", "POST", "/console/", all, 405, "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			res := ask(t, built, c.method, c.target, c.accept)
			if res.StatusCode != c.status {
				t.Fatalf("status %d, want %d", res.StatusCode, c.status)
			}
			if got := body(t, res); c.body != "" && got != c.body {
				t.Errorf("body %q, want %q", got, c.body)
			}
			if got := res.Header.Get("Content-Encoding"); got != c.encoding {
				t.Errorf("encoding %q, want %q", got, c.encoding)
			}
			if got := res.Header.Get("Cache-Control"); got != c.cache {
				t.Errorf("cache %q, want %q", got, c.cache)
			}
		})
	}
}

func TestPageRunsOwnScriptsOnly(t *testing.T) {
	got := ask(t, built, "GET", "/console/", "").Header.Get("Content-Security-Policy")
	if !strings.Contains(got, "script-src 'self';") || !strings.Contains(got, "default-src 'none'") {
		t.Errorf("policy %q lets scripts in", got)
	}
}

func TestAssetsAreWhatTheySay(t *testing.T) {
	for target, want := range map[string]string{
		"/console/assets/a-1f.js":  "text/javascript; charset=utf-8",
		"/console/assets/b-2e.css": "text/css; charset=utf-8",
		"/console/favicon.svg":     "image/svg+xml",
	} {
		res := ask(t, built, "GET", target, "br")
		if got := res.Header.Get("Content-Type"); got != want {
			t.Errorf("%s is %q, want %q", target, got, want)
		}
		if res.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s may be sniffed", target)
		}
	}
}

func TestUnbuiltSaysHowToBuild(t *testing.T) {
	res := ask(t, fstest.MapFS{"dist/README.md": {}}, "GET", "/console/", "")
	if got := body(t, res); res.StatusCode != 503 || !strings.Contains(got, "make build") {
		t.Errorf("status %d, body %q", res.StatusCode, got)
	}
}

// Whatever is embedded, built or not, is served without a panic.
func TestEmbedded(t *testing.T) {
	w := httptest.NewRecorder()
	Handler().ServeHTTP(w, httptest.NewRequest("GET", "/console/", nil))
	if w.Code != 200 && w.Code != 503 {
		t.Errorf("status %d", w.Code)
	}
}
