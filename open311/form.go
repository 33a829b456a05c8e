package open311

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"huiyin"
)

// maxBody is the largest body, in bytes: a description of 4,000 characters with everything around it is far smaller.
const maxBody = 1 << 20

// maxParts is how many fields a multipart body may have.
const maxParts = 200

// form is what was sent: the fields of the body and those of the address, by name, in the order they came.
type form map[string][]string

// one is a field's first value, trimmed. A field that is empty and one that was not sent are the same (GeoReport,
// "Optional Arguments").
func (f form) one(name string) string {
	for _, v := range f[name] {
		if v = strings.TrimSpace(v); v != "" {
			return v
		}
	}
	return ""
}

// words are a field's values: separated by commas, or the field sent several times, or both.
func (f form) words(name string) []string {
	var out []string
	for _, v := range f[name] {
		for w := range strings.SplitSeq(v, ",") {
			if w = strings.TrimSpace(w); w != "" {
				out = append(out, w)
			}
		}
	}
	return out
}

func (f form) add(more url.Values) {
	for name, values := range more {
		f[name] = append(f[name], values...)
	}
}

// read fills the form of a request and finds out its language. What the body says stands before what the address says.
func (a *asked) read(w http.ResponseWriter) error {
	a.form = form{}
	if a.Method == http.MethodPost {
		if err := a.readBody(w); err != nil {
			return err
		}
	}
	query, err := url.ParseQuery(a.URL.RawQuery)
	if err != nil {
		return huiyin.Invalid("query", "The part of the address after the question mark cannot be read; it has the form name=value&name=value, with other signs percent-encoded.")
	}
	a.form.add(query)
	a.say = localeOf(a.form.one("locale"), a.Header.Get("Accept-Language"))
	return nil
}

func (a *asked) readBody(w http.ResponseWriter) error {
	body := http.MaxBytesReader(w, a.Body, maxBody)
	kind, params, err := mime.ParseMediaType(a.Header.Get("Content-Type"))
	switch {
	case a.Header.Get("Content-Type") == "", err == nil && kind == "application/x-www-form-urlencoded":
		err = a.form.readEncoded(body)
	case err == nil && kind == "multipart/form-data":
		err = a.form.readParts(multipart.NewReader(body, params["boundary"]))
	default:
		return huiyin.Invalid("content_type", "The body must be application/x-www-form-urlencoded or multipart/form-data, and the Content-Type must say so.")
	}
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return &huiyin.Error{Kind: huiyin.KindTooLarge, Code: "body_too_large", Say: fmt.Sprintf("The body may have at most %d bytes.", maxBody)}
	}
	return err
}

var errBody = huiyin.Invalid("body", "The body cannot be read; it must have the form that its Content-Type names.")

func (f form) readEncoded(body io.Reader) error {
	raw, err := io.ReadAll(body)
	if err != nil {
		return unreadable(err)
	}
	values, err := url.ParseQuery(string(raw))
	if err != nil {
		return errBody
	}
	f.add(values)
	return nil
}

func (f form) readParts(parts *multipart.Reader) error {
	for n := 0; ; n++ {
		part, err := parts.NextPart()
		if err == io.EOF { // the closing boundary; a body that was cut off gives an error that wraps it
			return nil
		}
		if err != nil {
			return unreadable(err)
		}
		name := part.FormName()
		if part.FileName() != "" {
			return huiyin.Invalid("file", "The field %q is a file; files are not taken here. Put it on a public page and name its address in media_url.", short(name))
		}
		if n >= maxParts {
			return huiyin.Invalid("body", "The body may have at most %d fields.", maxParts)
		}
		value, err := io.ReadAll(part)
		if err != nil {
			return unreadable(err)
		}
		f[name] = append(f[name], string(value))
	}
}

// unreadable keeps what MaxBytesReader says and turns everything else into a refusal: the sender broke off or sent
// something else than announced.
func unreadable(err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return err
	}
	return errBody
}

// attributes are the fields attribute[code]=v and attribute[code][]=v, by code, in their order.
func (f form) attributes() map[string][]string {
	out := map[string][]string{}
	for name, values := range f {
		code, ok := strings.CutPrefix(name, "attribute[")
		if !ok {
			continue
		}
		code = strings.TrimSuffix(code, "[]")
		if code, ok = strings.CutSuffix(code, "]"); !ok {
			continue
		}
		for _, v := range values {
			if v = strings.TrimSpace(v); v != "" {
				out[code] = append(out[code], v)
			}
		}
	}
	return out
}

// plain tells whether an identity has the form all of ours have; nothing else is looked up.
func plain(s string) bool {
	if s == "" || len(s) > 40 || !utf8.ValidString(s) {
		return false
	}
	for _, r := range s {
		if (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '-' && r != '_' && r != '.' {
			return false
		}
	}
	return true
}
