package open311

import (
	"strconv"
	"strings"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/directory"
	"huiyin/store"
)

const (
	longestSpan = 90 * 24 * time.Hour // GeoReport: what a list may span
	mostRows    = 1000                // GeoReport: what a list holds
	mostIDs     = 1000
	mostCodes   = 100
	deepest     = 100_000 // how far pages go; narrower dates lead further
)

// query is what a list of requests is asked for.
type query struct {
	ids        []string // these and nothing else
	extensions bool
	store.ServiceRequestFilter
}

// queryOf reads the query of GET requests.
func queryOf(f form, city *directory.City, now time.Time) (query, error) {
	q := query{ids: f.words("service_request_id"), extensions: wantsExtensions(f)}
	if len(q.ids) > 0 { // it overrides all other arguments
		return q, plainIDs(q.ids)
	}
	var all faults
	keep := func(err error) {
		if err != nil {
			all = append(all, err)
		}
	}
	keep(q.span(f, city, now))
	keep(q.services(f, city))
	keep(q.status(f))
	keep(q.pages(f))
	q.ChangedAfter = when(f, "updated_after", city, keep)
	q.ChangedUntil = when(f, "updated_before", city, keep)
	return q, all.orNil()
}

func wantsExtensions(f form) bool {
	v := strings.ToLower(f.one("extensions"))
	return v == "true" || v == "1" || v == yes
}

func plainIDs(ids []string) error {
	if len(ids) > mostIDs {
		return huiyin.Invalid("service_request_id", "The field service_request_id takes at most %d identities; there are %d.", mostIDs, len(ids))
	}
	for _, id := range ids {
		if !plain(id) {
			return huiyin.Invalid("service_request_id", "The field service_request_id takes identities with a comma between them; %q is none.", short(id))
		}
	}
	return nil
}

// span is the range of requested_datetime: what was asked for, at most 90 days; the last 90 days otherwise.
func (q *query) span(f form, city *directory.City, now time.Time) error {
	var bad error
	keep := func(err error) {
		if bad == nil {
			bad = err
		}
	}
	q.From, q.To = when(f, "start_date", city, keep), when(f, "end_date", city, keep)
	if bad != nil {
		return bad
	}
	switch {
	case q.From.IsZero() && q.To.IsZero():
		q.From, q.To = now.Add(-longestSpan), now.Add(time.Hour) // clocks of writers may differ a little
	case q.From.IsZero():
		q.From = q.To.Add(-longestSpan)
	case q.To.IsZero():
		q.To = q.From.Add(longestSpan)
	case q.To.Before(q.From):
		return huiyin.Invalid("end_date", "The end_date lies before the start_date.")
	case q.To.Sub(q.From) > longestSpan:
		return huiyin.Invalid("end_date", "From start_date to end_date it may be at most 90 days; here it is more.")
	}
	return nil
}

// forms are those of the W3C note on date and time that name a moment, most exact first.
var forms = []string{time.RFC3339, "2006-01-02T15:04Z07:00"}

// when reads a moment. A date alone is its first moment here; an end_date that is a date alone includes that day.
func when(f form, name string, city *directory.City, fault func(error)) time.Time {
	v := f.one(name)
	if v == "" {
		return time.Time{}
	}
	if len(v) > 6 && v[len(v)-6] == ' ' { // a + that was not percent-encoded
		v = v[:len(v)-6] + "+" + v[len(v)-5:]
	}
	t, ok := parseMoment(v)
	if day, err := time.ParseInLocation(time.DateOnly, v, zoneOf(city)); err == nil {
		t, ok = day, true
		if name == "end_date" || name == "updated_before" {
			t = day.AddDate(0, 0, 1).Add(-time.Millisecond)
		}
	}
	if !ok {
		fault(huiyin.Invalid(name, "The field %s must be a date such as 2026-09-30, or a time with its zone such as 2026-09-30T08:00:00+08:00; it was %q.", name, short(v)))
		return time.Time{}
	}
	if t.Year() < 2000 || t.Year() >= 2100 {
		fault(huiyin.Invalid(name, "The field %s must lie between the years 2000 and 2100; it was %q.", name, short(v)))
		return time.Time{}
	}
	return t
}

func parseMoment(v string) (time.Time, bool) {
	for _, form := range forms {
		if t, err := time.Parse(form, v); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

func (q *query) services(f form, city *directory.City) error {
	codes := f.words("service_code")
	if len(codes) > mostCodes {
		return huiyin.Invalid("service_code", "The field service_code takes at most %d codes; there are %d.", mostCodes, len(codes))
	}
	for _, code := range codes {
		if city.Category(code) == nil { // one that is offered no longer may still be looked for
			return huiyin.NotFound("service", "There is no service with the service_code %q; the services are at /open311/v2/services.xml.", short(code))
		}
	}
	q.Services = codes
	return nil
}

func (q *query) status(f form) error {
	wanted := map[bool]bool{}
	for _, s := range f.words("status") {
		if s != statusOpen && s != statusClosed {
			return huiyin.Invalid("status", "The field status takes open and closed, with a comma between them; it was %q.", short(s))
		}
		wanted[s == statusOpen] = true
	}
	if len(wanted) != 1 {
		return nil
	}
	for _, s := range casework.States {
		if s.State != casework.Draft && wanted[s.Open] {
			q.States = append(q.States, s.State)
		}
	}
	return nil
}

// pages reads our extension, in wide use elsewhere: page from 1, and page_size.
func (q *query) pages(f form) error {
	page, err := whole(f, "page", 1, deepest)
	if err != nil {
		return err
	}
	if q.Limit, err = whole(f, "page_size", mostRows, mostRows); err != nil {
		return err
	}
	if q.Offset = (page - 1) * q.Limit; q.Offset+q.Limit > deepest {
		return huiyin.Invalid("page", "Pages go as far as %d requests; narrow start_date and end_date to see more.", deepest)
	}
	return nil
}

func whole(f form, name string, otherwise, most int) (int, error) {
	v := f.one(name)
	if v == "" {
		return otherwise, nil
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < 1 || n > most {
		return 0, huiyin.Invalid(name, "The field %s must be a whole number from 1 to %d; it was %q.", name, most, short(v))
	}
	return n, nil
}
