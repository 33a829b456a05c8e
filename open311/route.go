package open311

import (
	"net"
	"net/http"
	"slices"
	"strings"

	"huiyin"
)

// format is a form of answer, named by the ending of the path. The Accept header is not asked.
type format string

const (
	asXML  format = "xml"
	asJSON format = "json"
)

// route is one resource with what may be done to it.
type route struct {
	path    string // below /open311/, without its ending; * stands for a name
	methods map[string]handler
	name    string
	form    format
}

type handler func(*counter, *asked) (document, error)

// routes is everything the counter serves. There is no other place to look.
var routes = []route{
	{path: "discovery", methods: get((*counter).discovery)},
	{path: "v2/discovery", methods: get((*counter).discovery)},
	{path: "v2/services", methods: get((*counter).services)},
	{path: "v2/services/*", methods: get((*counter).definition)},
	{path: "v2/requests", methods: map[string]handler{http.MethodGet: (*counter).requests, http.MethodPost: (*counter).submit}},
	{path: "v2/requests/*", methods: get((*counter).request)},
	{path: "v2/tokens/*", methods: get((*counter).token)},
}

func get(h handler) map[string]handler { return map[string]handler{http.MethodGet: h} }

// findRoute takes a path apart. When it refuses, the route still says in which form to say so.
func findRoute(path string) (route, error) {
	rest := strings.TrimPrefix(path, "/open311/")
	dot := strings.LastIndexByte(rest, '.')
	if dot < 0 {
		return route{form: asXML}, huiyin.NotFound("route", "The address needs an ending, .xml or .json; the services are at /open311/v2/services.xml.")
	}
	form := format(strings.ToLower(rest[dot+1:]))
	if form != asXML && form != asJSON {
		return route{form: asXML}, huiyin.NotFound("format", "There is no format %q; this counter answers in xml and in json.", short(string(form)))
	}
	rest = rest[:dot]
	for _, r := range routes {
		if r.form = form; r.path == rest {
			return r, nil
		}
		if stem, named := strings.CutSuffix(r.path, "*"); named && strings.HasPrefix(rest, stem) && len(rest) > len(stem) {
			r.name = rest[len(stem):]
			return r, nil
		}
	}
	return route{form: form}, huiyin.NotFound("route", "There is nothing at this address; the services are at /open311/v2/services.xml.")
}

// method is the request's, with HEAD read as GET: net/http leaves the body out.
func method(r *http.Request) string {
	if r.Method == http.MethodHead {
		return http.MethodGet
	}
	return r.Method
}

func allowed(r route) string {
	var list []string
	for m := range r.methods {
		list = append(list, m)
	}
	slices.Sort(list)
	return strings.Join(list, ", ")
}

// address is where a request comes from, without its port.
func address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// short keeps what a stranger wrote from filling a sentence, or a log.
func short(s string) string {
	if r := []rune(strings.ToValidUTF8(s, "?")); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return strings.ToValidUTF8(s, "?")
}
