package open311_test

import (
	"flag"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the goldens anew")

// scenario is one request and what is expected of it in both forms; the answers are kept in testdata.
type scenario struct {
	name   string
	path   string     // {f} stands for the form, {open}, {closed}, {hidden} for requests
	post   url.Values // nil: GET
	status int
}

var scenarios = []scenario{
	{"discovery", "v2/discovery.{f}", nil, 200},
	{"services", "v2/services.{f}", nil, 200},
	{"services_en", "v2/services.{f}?locale=en&jurisdiction_id=chengdu.example.org", nil, 200},
	{"services_es", "v2/services.{f}?locale=es-MX", nil, 200},
	{"definition", "v2/services/0101.{f}?locale=en", nil, 200},
	{"definition_without_details", "v2/services/0201.{f}", nil, 200},
	{"definition_unknown", "v2/services/9999.{f}", nil, 404},
	{"definition_not_offered", "v2/services/0102.{f}", nil, 404},
	{"request_open", "v2/requests/{open}.{f}", nil, 200},
	{"request_open_en", "v2/requests/{open}.{f}?locale=en&extensions=true", nil, 200},
	{"request_closed", "v2/requests/{closed}.{f}?extensions=true", nil, 200},
	{"request_hidden", "v2/requests/{hidden}.{f}?extensions=true", nil, 200},
	{"request_unknown", "v2/requests/269999.{f}", nil, 404},
	{"requests", "v2/requests.{f}", nil, 200},
	{"requests_by_id", "v2/requests.{f}?service_request_id={closed},nobody,{hidden}&status=open", nil, 200},
	{"requests_none", "v2/requests.{f}?start_date=2020-01-01T00:00:00Z&end_date=2020-01-31T00:00:00Z", nil, 200},
	{"token", "v2/tokens/{open}.{f}", nil, 200},
	{"token_unknown", "v2/tokens/12345.{f}", nil, 404},
	{"jurisdiction_unknown", "v2/services.{f}?jurisdiction_id=elsewhere.example.org", nil, 404},
	{"nothing_there", "v2/nothing.{f}", nil, 404},
	{"span_too_long", "v2/requests.{f}?start_date=2026-01-01T00:00:00Z&end_date=2026-04-30T00:00:00Z", nil, 400},
	{"posted", "v2/requests.{f}?locale=en", lamp(), 200},
	{"posted_without_key", "v2/requests.{f}", lamp("api_key", " "), 403},
	{"posted_with_wrong_key", "v2/requests.{f}", lamp("api_key", "hy_no"), 403},
	{"posted_without_service", "v2/requests.{f}", lamp("service_code", ""), 400},
	{"posted_with_many_faults", "v2/requests.{f}", lamp("lat", "999", "phone", "x", "media_url", "javascript:1", "attribute[detail]", "0201"), 400},
}

func TestScenarios(t *testing.T) {
	h := open(t, "sqlite")
	names := map[string]string{"{closed}": h.file(lamp())}
	h.closed(names["{closed}"])
	names["{hidden}"] = h.file(lamp("attribute[nature]", "report"))
	names["{open}"] = h.file(lamp())
	h.dispatched(names["{open}"])
	for _, s := range scenarios {
		t.Run(s.name, func(t *testing.T) {
			var got [2]string
			for i, form := range []string{"xml", "json"} {
				path := strings.ReplaceAll(s.path, "{f}", form)
				for name, number := range names {
					path = strings.ReplaceAll(path, name, number)
				}
				var a answer
				if s.post == nil {
					a = h.get(path)
				} else {
					a = h.post(path, s.post)
				}
				if a.status != s.status {
					t.Fatalf("%s: status %d, want %d: %s", path, a.status, s.status, a.body)
				}
				if want := map[string]string{"xml": "text/xml; charset=utf-8", "json": "application/json; charset=utf-8"}[form]; a.header.Get("Content-Type") != want {
					t.Errorf("%s: content type %q, want %q", path, a.header.Get("Content-Type"), want)
				}
				got[i] = h.masked(a.body, names)
				golden(t, s.name+"."+form, got[i])
			}
			sameFacts(t, got[0], got[1])
		})
	}
	if h.log.Len() > 0 {
		t.Errorf("something was logged: %s", h.log.String())
	}
}

var newNumber = regexp.MustCompile(`\b260916\d{6}\b`)

// masked puts names for the numbers, which hold a random shard.
func (h *house) masked(body string, names map[string]string) string {
	for name, number := range names {
		body = strings.ReplaceAll(body, number, name)
	}
	return newNumber.ReplaceAllString(body, "{new}")
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("the answer is not that of %s:\n%s", file, got)
	}
}

// The service discovery has two addresses, with the same words.
func TestDiscoveryIsAtTheRootToo(t *testing.T) {
	h := open(t, "sqlite")
	for _, form := range []string{"xml", "json"} {
		root, v2 := h.get("discovery."+form), h.get("v2/discovery."+form)
		if root.status != http.StatusOK || root.body != v2.body {
			t.Errorf("%s: %d %s\n%s", form, root.status, root.body, v2.body)
		}
	}
}
