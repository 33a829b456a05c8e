package portal

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io"
	"mime"
	"net/http"
	"path"
	"time"
)

//go:embed static
var staticFiles embed.FS

// stamps are the first digits of each file's hash: the address changes with the content, so it may be kept for ever.
var stamps = func() map[string]string {
	m := map[string]string{}
	entries, err := staticFiles.ReadDir("static")
	if err != nil {
		panic(err) // the folder that was built in cannot be read
	}
	for _, e := range entries {
		text, err := staticFiles.ReadFile("static/" + e.Name())
		if err != nil {
			panic(err)
		}
		sum := sha256.Sum256(text)
		m[e.Name()] = hex.EncodeToString(sum[:6])
	}
	return m
}()

func assetPath(name string) string { return "/portal/" + name + "?v=" + stamps[name] }

func asset(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	text, err := staticFiles.ReadFile("static/" + path.Base(name))
	if err != nil {
		w.Header().Set("Cache-Control", "no-store")
		http.Error(w, "There is no such file in this version of the pages.", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	w.Header().Set("Cache-Control", "no-cache")
	if r.URL.Query().Get("v") == stamps[name] {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(text))
}

// robots keeps search engines to what is published.
func robots(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = io.WriteString(w, "User-agent: *\nDisallow: /track\nDisallow: /received\nDisallow: /write\n")
}
