package open311_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"huiyin/open311"
)

// fast is a counter that never asks anybody to wait.
func fast(f *testing.F) *house {
	h := open(f, "sqlite")
	o := h.options()
	o.Reads, o.Writes = open311.Rate{PerSecond: 1e9, Burst: 1e9}, open311.Rate{PerSecond: 1e9, Burst: 1e9}
	h.counter = open311.New(o)
	return h
}

// Whatever is sent, the answer is one of ours, well formed, the same in both forms, and no accident of ours.
func FuzzPost(f *testing.F) {
	h := fast(f)
	const encoded, parts = "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"
	f.Add(encoded, "service_code=0101&lat=30.6&long=104.0&description=dark")
	f.Add(encoded, lamp("attribute[detail]", "010101", "attribute[x][]", "1").Encode())
	f.Add(encoded, "service_code=0101&lat=NaN&long=1e999&phone=%2B&email=a%40b&media_url=http%3A%2F%2F%5B")
	f.Add(encoded, "service_code=0201&address_string=%ff%00&attribute[]=1&attribute[[]]]=2&attribute[a=3")
	f.Add(encoded, "service_code=0101&address_id=510104&description=。&attribute[demand]=%0a&locale=es")
	f.Add(encoded, "a=%zz;&&==")
	f.Add(parts, "--b\r\nContent-Disposition: form-data; name=\"service_code\"\r\n\r\n0101\r\n--b--\r\n")
	f.Add(parts, "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\nz\r\n--b--")
	f.Add("multipart/form-data", "--b")
	f.Add("text/plain", "")
	f.Fuzz(func(t *testing.T, contentType, body string) {
		var got [2]answer
		for i, form := range []string{"xml", "json"} {
			r := httptest.NewRequest(http.MethodPost, "/open311/v2/requests."+form, strings.NewReader(body))
			r.Header.Set("Content-Type", contentType)
			r.Header.Set("X-Api-Key", h.key)
			got[i] = h.ask(r)
		}
		switch got[0].status {
		case 200:
			x, err := spark(got[0].body)
			if err != nil {
				t.Fatal(err)
			}
			id := x.([]any)[0].(map[string]any)["service_request_id"].(string)
			if a := h.get("v2/requests/" + id + ".json"); a.status != 200 || only(t, a.body)["status"] != "open" {
				t.Errorf("what was just filed cannot be read back: %d %s", a.status, a.body)
			}
		case 400, 403, 404, 413:
			sameFacts(t, got[0].body, got[1].body)
		default:
			t.Errorf("status %d: %s", got[0].status, got[0].body)
		}
		if got[0].status != got[1].status {
			t.Errorf("XML got %d, JSON %d", got[0].status, got[1].status)
		}
	})
}

// Whatever is asked for, the list is a list or a sentence.
func FuzzQuery(f *testing.F) {
	h := fast(f)
	for _, q := range []string{"", "status=open,closed&page=2&page_size=1", "service_request_id=1,2,,3", "start_date=2026-01-01T00:00:00Z&end_date=2026-02-01",
		"start_date=2026-01-01T00:00:00 08:00", "service_code=0101,0201&extensions=true", "updated_after=2026-01-01&updated_before=2099-12-31T23:59:59.999999999Z",
		"page=9223372036854775807&page_size=1000", "%ff=%00&locale=%ff", "start_date=2000-01-01&page_size=1000&page=100", "jurisdiction_id=x;y"} {
		f.Add(q)
	}
	f.Fuzz(func(t *testing.T, query string) {
		var got [2]answer
		for i, form := range []string{"xml", "json"} {
			r := httptest.NewRequest(http.MethodGet, "/open311/v2/requests."+form, nil)
			r.URL.RawQuery = query
			got[i] = h.ask(r)
		}
		if s := got[0].status; s != got[1].status || s != 200 && s != 400 && s != 404 {
			t.Errorf("status %d and %d: %s", s, got[1].status, got[0].body)
		}
		sameFacts(t, got[0].body, got[1].body)
	})
}
