// Package open311 is the counter for programs that speak Open311 GeoReport v2: it lists what the city can be asked
// for, takes service requests, and tells where they stand, in XML and JSON. A request can be read back at once with
// its status and dates; its words appear once they were published, and who asked never does. It refuses to know the
// procedure: it asks the desk, and shows what the record has for everybody.
package open311

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	"huiyin"
	"huiyin/desk"
	"huiyin/directory"
	"huiyin/staff"
)

// Options say what the counter works with. Only Desk, Staff, Now and Log are needed.
type Options struct {
	Desk  *desk.Desk
	Staff *staff.Staff
	Now   func() time.Time
	Log   *slog.Logger

	Contact      string // how to reach whoever runs this counter, for the discovery page
	Keys         string // how to get an API key, for the same page
	URL          string // the house's public address, such as https://12345.example.gov.cn; "" takes it from each request
	Jurisdiction string // the jurisdiction_id served; "" accepts any, as there is one
	Test         bool   // an invented city: nobody acts on what is asked for

	Reads, Writes Rate // the zero Rate stands for the default
}

// The rates an address may read at and a key may write at, unless Options say otherwise.
var (
	defaultReads  = Rate{PerSecond: 50, Burst: 500}
	defaultWrites = Rate{PerSecond: 20, Burst: 200}
)

const (
	defaultContact = "Please call the city's hotline, 12345, and ask for whoever looks after the Open311 counter."
	defaultKeys    = "API keys are made by the city's administrators (huiyin staff key --role open311); please ask them for one."
)

type counter struct {
	Options
	reads, writes bucketSet

	mu      sync.Mutex
	offered [32]byte // digest of the services when they were last looked at
	changed time.Time
}

// New opens the counter. It serves /open311/discovery.{xml,json} and /open311/v2/….
func New(o Options) http.Handler {
	fill := func(s *string, otherwise string) {
		if *s == "" {
			*s = otherwise
		}
	}
	fill(&o.Contact, defaultContact)
	fill(&o.Keys, defaultKeys)
	if o.Reads == (Rate{}) {
		o.Reads = defaultReads
	}
	if o.Writes == (Rate{}) {
		o.Writes = defaultWrites
	}
	o.URL = strings.TrimSuffix(o.URL, "/")
	c := &counter{Options: o, reads: bucketSet{rate: o.Reads}, writes: bucketSet{rate: o.Writes}}
	c.changeset(o.Desk.City())
	return c
}

// ServeHTTP answers one request: the path says what is wanted and its ending in which form.
func (c *counter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", "*") // everything here is public, and no cookie is ever read
	if r.Method == http.MethodOptions {
		preflight(w)
		return
	}
	route, err := findRoute(r.URL.Path)
	if err != nil {
		c.refuse(w, r, route.form, err)
		return
	}
	body, err := c.answer(w, r, route)
	if err != nil {
		c.refuse(w, r, route.form, err)
		return
	}
	c.write(w, r, route.form, http.StatusOK, body)
}

// preflight lets pages of other sites send what a GeoReport client sends.
func preflight(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Access-Control-Allow-Methods", "GET, POST")
	h.Set("Access-Control-Allow-Headers", "Content-Type, Authorization, X-Api-Key, Idempotency-Key")
	h.Set("Access-Control-Max-Age", "86400")
	w.WriteHeader(http.StatusNoContent)
}

func (c *counter) answer(w http.ResponseWriter, r *http.Request, route route) (document, error) {
	if err := c.reads.take(address(r), c.Now()); err != nil {
		return document{}, err
	}
	handle, ok := route.methods[method(r)]
	if !ok {
		w.Header().Set("Allow", allowed(route))
		return document{}, errMethod(r.Method, allowed(route))
	}
	ask := asked{Request: r, name: route.name, city: c.Desk.City()}
	if err := ask.read(w); err != nil {
		return document{}, err
	}
	if err := c.served(ask.form.one("jurisdiction_id")); err != nil {
		return document{}, err
	}
	w.Header().Set("Content-Language", ask.say.tag())
	w.Header().Add("Vary", "Accept-Language")
	return handle(c, &ask)
}

// asked is one request while it is being answered.
type asked struct {
	*http.Request
	name string // the last part of the path, where there is one
	city *directory.City
	form form
	say  locale
}

func (a *asked) ctx() context.Context { return a.Request.Context() }

// served refuses another jurisdiction than ours, when ours was named at all.
func (c *counter) served(id string) error {
	if id == "" || c.Jurisdiction == "" || id == c.Jurisdiction {
		return nil
	}
	return huiyin.NotFound("jurisdiction", "There is no jurisdiction_id %q here; this counter serves %s only.", short(id), c.Jurisdiction)
}
