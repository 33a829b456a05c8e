package open311_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"huiyin/open311"
)

func TestQueriesThatAreRefused(t *testing.T) {
	h := open(t, "sqlite")
	ids := strings.Repeat("260916000001,", 10_000)
	for query, says := range map[string]string{
		"start_date=1900-01-01T00:00:00Z": "field start_date",
		"end_date=2999-01-01T00:00:00Z":   "field end_date",
		"start_date=yesterday":            "field start_date",
		"start_date=2026-09-16T10:00:00":  "field start_date", // no zone
		"start_date=2026-13-40":           "field start_date",
		"end_date=%ff":                    "field end_date",
		"start_date=2026-09-16T00:00:00Z&end_date=2026-09-15T00:00:00Z": "end_date",
		"start_date=2026-06-17T23:59:59Z&end_date=2026-09-16T00:00:00Z": "90 days",
		"status=pending":                      "field status",
		"status=open,closed,<b>":              "field status",
		"page=0":                              "field page ",
		"page=-1":                             "field page ",
		"page=x":                              "field page ",
		"page=99999":                          "Pages go as far",
		"page_size=0":                         "field page_size",
		"page_size=1001":                      "field page_size",
		"page_size=99999999999999999999":      "field page_size",
		"updated_after=soon":                  "field updated_after",
		"updated_before=1999-12-31T00:00:00Z": "field updated_before",
		"service_request_id=" + ids:           "field service_request_id",
		"service_request_id=%27%3B%20DROP%20TABLE%20cases%3B--": "field service_request_id",
		"service_request_id=%ff":                                "field service_request_id",
		"service_request_id=" + strings.Repeat("9", 41):         "field service_request_id",
		"service_code=" + strings.Repeat("0101,", 101):          "field service_code",
		"a=%zz": "cannot be read",
		"a;b":   "cannot be read",
	} {
		r := httptest.NewRequest(http.MethodGet, "/open311/v2/requests.json", nil)
		r.URL.RawQuery = query
		a := h.ask(r)
		if d, _ := objects(t, a.body)[0]["description"].(string); a.status != 400 || !strings.Contains(d, says) || len(d) > 300 {
			t.Errorf("%.60s: %d %s, want 400 with %q", query, a.status, a.body, says)
		}
	}
	if a := h.get("v2/requests.json?service_code=0101,nosuch"); a.status != 404 || !strings.Contains(a.body, "service_code") {
		t.Errorf("an unknown service: %d %s", a.status, a.body)
	}
	several := objects(t, h.get("v2/requests.json?page=x&status=y&start_date=z").body)
	if len(several) != 3 {
		t.Errorf("three faults gave %d sentences", len(several))
	}
	if h.log.Len() > 0 {
		t.Errorf("something was logged: %s", h.log.String())
	}
}

func TestAddresses(t *testing.T) {
	h := open(t, "sqlite")
	for path, says := range map[string]string{
		"v2/services":                     ".xml or .json",
		"v2/services.yaml":                "no format",
		"v2/services.html":                "no format",
		"v2/services.":                    "no format",
		"v2/services/.xml":                "nothing at this address",
		"v2/requests/.json":               "nothing at this address",
		"":                                ".xml or .json",
		"v1/services.json":                "nothing at this address",
		"v2/requests/%27%20OR%201=1.json": "no service request",
		"v2/requests/%ff%fe.xml":          "no service request",
		"v2/requests/" + strings.Repeat("9", 5000) + ".json": "no service request",
		"v2/services/a/b.json":                               "no service",
		"v2/tokens/%00.json":                                 "no token",
	} {
		a := h.get(path)
		if a.status != 404 || !strings.Contains(a.body, says) || len(a.body) > 400 {
			t.Errorf("%s: %d %s, want 404 with %q", path, a.status, a.body, says)
		}
		if strings.Contains(path, ".json") != strings.HasPrefix(a.body, "[") {
			t.Errorf("%s is answered in another form: %s", path, a.body)
		}
	}
	if a := h.get("v2/services.JSON"); a.status != 200 {
		t.Errorf("capitals: %d", a.status)
	}
	r := httptest.NewRequest(http.MethodGet, "/open311/v2/services.json", nil)
	r.Header.Set("Accept", "text/xml")
	if a := h.ask(r); !strings.HasPrefix(a.body, "[") {
		t.Errorf("the Accept header outweighs the address: %s", a.body)
	}
}

func TestMethods(t *testing.T) {
	h := open(t, "sqlite")
	for _, c := range []struct {
		method, path string
		status       int
		allow        string
	}{
		{"DELETE", "v2/requests.json", 405, "GET, POST"},
		{"PUT", "v2/services.xml", 405, "GET"},
		{"POST", "v2/services.xml", 405, "GET"},
		{"HEAD", "v2/services.xml", 200, ""},
		{"OPTIONS", "v2/requests.json", 204, ""},
	} {
		a := h.ask(httptest.NewRequest(c.method, "/open311/"+c.path, nil))
		if a.status != c.status || a.header.Get("Allow") != c.allow || a.header.Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%s %s: %d, %v", c.method, c.path, a.status, a.header)
		}
	}
}

func TestLanguages(t *testing.T) {
	h := open(t, "sqlite")
	for _, c := range []struct{ named, header, want, tag string }{
		{"", "", "路灯", "zh-CN"},
		{"en", "", "Street lamps", "en"},
		{"", "es-ES,es;q=0.9,en;q=0.5", "Farolas", "es"},
		{"zh", "es", "路灯", "zh-CN"},
		{"zh-TW", "", "路灯", "zh-CN"},
		{"", "en-GB", "Street lamps", "en"},
		{"fr", "", "路灯", "zh-CN"},
		{"fr", "en", "Street lamps", "en"},
		{"%ff<b>", "\xff;;;q", "路灯", "zh-CN"},
		{"", strings.Repeat("en,", 1000), "路灯", "zh-CN"},
	} {
		r := httptest.NewRequest(http.MethodGet, "/open311/v2/services.json?locale="+c.named, nil)
		r.Header.Set("Accept-Language", c.header)
		a := h.ask(r)
		if a.status != 200 || objects(t, a.body)[0]["service_name"] != c.want || a.header.Get("Content-Language") != c.tag {
			t.Errorf("%q %q: %d %q %s", c.named, c.header, a.status, a.header.Get("Content-Language"), a.body)
		}
	}
}

// Who comes too fast waits; others do not wait with them.
func TestRates(t *testing.T) {
	h := open(t, "sqlite")
	o := h.options()
	o.Reads, o.Writes = open311.Rate{PerSecond: 1, Burst: 4}, open311.Rate{PerSecond: 0.5, Burst: 2}
	h.counter = open311.New(o)
	from := func(address string) answer {
		r := httptest.NewRequest(http.MethodGet, "/open311/v2/services.xml", nil)
		r.RemoteAddr = address
		return h.ask(r)
	}
	for i := range 4 {
		if a := from("192.0.2.7:1"); a.status != 200 {
			t.Fatalf("request %d: %d", i, a.status)
		}
	}
	a := from("192.0.2.7:2")
	if a.status != 429 || a.header.Get("Retry-After") != "2" || !strings.Contains(a.body, "Too many requests") {
		t.Errorf("the fifth at once: %d %v %s", a.status, a.header, a.body)
	}
	if a := from("192.0.2.8:1"); a.status != 200 {
		t.Errorf("another address: %d", a.status)
	}
	h.clock.Advance(2_000_000_000)
	if a := from("192.0.2.7:3"); a.status != 200 {
		t.Errorf("after two seconds: %d", a.status)
	}
	for _, want := range []int{200, 200, 429} {
		if a := h.post("v2/requests.json", lamp()); a.status != want {
			t.Errorf("filing gives %d, want %d: %s", a.status, want, a.body)
		}
	}
	if a := h.post("v2/requests.json", lamp("api_key", h.account(t, "second-app", "open311"))); a.status != 200 {
		t.Errorf("another program: %d %s", a.status, a.body)
	}
}

// Without a configured address the discovery page gives back the one that was asked.
func TestDiscoveryKnowsItsAddress(t *testing.T) {
	h := open(t, "sqlite")
	o := h.options()
	o.URL, o.Test, o.Jurisdiction, o.Contact, o.Keys = "", true, "", "", ""
	h.counter = open311.New(o)
	r := httptest.NewRequest(http.MethodGet, "http://city.example:12345/open311/discovery.json?jurisdiction_id=any", nil)
	a := h.ask(r)
	for _, want := range []string{`"http://city.example:12345/open311/v2"`, `"test"`, "12345", "huiyin staff key"} {
		if !strings.Contains(a.body, want) {
			t.Errorf("no %s in %s", want, a.body)
		}
	}
}
