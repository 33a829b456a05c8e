package open311_test

import (
	"bytes"
	"context"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"huiyin"
	"huiyin/desk"
	"huiyin/directory"
	"huiyin/open311"
	"huiyin/staff"
	"huiyin/store"
	"huiyin/testkit"
)

func TestWhatIsRefused(t *testing.T) {
	h := open(t, "sqlite")
	without := func(names ...string) url.Values {
		f := lamp()
		for _, n := range names {
			f.Del(n)
		}
		return f
	}
	many := lamp()
	for _, c := range "abcdefghijk" {
		many.Set("attribute["+string(c)+"]", "x")
	}
	for _, c := range []struct {
		name   string
		form   url.Values
		status int
		says   string
	}{
		{"no key", lamp("api_key", "  "), 403, "api_key"},
		{"an unknown key", lamp("api_key", "hy_"+strings.Repeat("A", 43)), 403, "api_key"},
		{"a key of bytes that are no text", lamp("api_key", "\xff\x00"), 403, "api_key"},
		{"a very long key", lamp("api_key", strings.Repeat("k", 100_000)), 403, "api_key"},
		{"a key of another role", lamp("api_key", h.reader), 403, "open311"},
		{"no service", without("service_code"), 400, "service_code"},
		{"an unknown service", lamp("service_code", "9999"), 404, "service_code"},
		{"a service that is not offered", lamp("service_code", "0102"), 404, "service_code"},
		{"a group", lamp("service_code", "01"), 404, "service_code"},
		{"a detail", lamp("service_code", "010101"), 404, "service_code"},
		{"SQL for a service", lamp("service_code", "0101' OR '1'='1"), 404, "service_code"},
		{"bytes for a service", lamp("service_code", "\xff"), 404, "service_code"},
		{"no location", without("lat", "long", "address_string", "address_id"), 400, "lat and long, or address_string, or address_id"},
		{"an empty location", lamp("lat", "", "long", "", "address_string", " ", "address_id", ""), 400, "location"},
		{"lat alone", without("long"), 400, "lat and long"},
		{"long alone", without("lat"), 400, "lat and long"},
		{"lat 999", lamp("lat", "999"), 400, "field lat"},
		{"lat -90.1", lamp("lat", "-90.1"), 400, "field lat"},
		{"long 180.5", lamp("long", "180.5"), 400, "field long"},
		{"lat NaN", lamp("lat", "NaN"), 400, "field lat"},
		{"lat infinite", lamp("lat", "1e999"), 400, "field lat"},
		{"lat in words", lamp("lat", "north"), 400, "field lat"},
		{"a description of 4,001 characters", lamp("description", strings.Repeat("灯", 4001)), 400, "field description"},
		{"a description of 5,000 characters", lamp("description", strings.Repeat("a", 5000)), 400, "4000 characters"},
		{"a description in another encoding", lamp("description", "\xc2\xb7\xb5\xc6"), 400, "field description"},
		{"a description with control characters", lamp("description", "a\x00b"), 400, "field description"},
		{"a long address", lamp("address_string", strings.Repeat("a", 251)), 400, "field address_string"},
		{"an address of two lines", lamp("address_string", "a\nb"), 400, "field address_string"},
		{"bytes in the address_id", lamp("address_id", "\xff"), 400, "field address_id"},
		{"an unreadable number", lamp("phone", "call me"), 400, "field phone"},
		{"a long number", lamp("phone", strings.Repeat("1", 16)), 400, "field phone"},
		{"an unreadable mail address", lamp("email", "li at example"), 400, "e-mail"},
		{"a long mail address", lamp("email", strings.Repeat("a", 300)+"@example.org"), 400, "field email"},
		{"a long name", lamp("first_name", strings.Repeat("a", 61)), 400, "first_name"},
		{"a script for a picture", lamp("media_url", "javascript:alert(1)"), 400, "field media_url"},
		{"a file for a picture", lamp("media_url", "file:///etc/passwd"), 400, "field media_url"},
		{"no host for a picture", lamp("media_url", "http:///x"), 400, "field media_url"},
		{"a long address of a picture", lamp("media_url", "https://example.org/"+strings.Repeat("a", 500)), 400, "field media_url"},
		{"an unknown detail", lamp("attribute[detail]", "020101"), 400, "attribute[detail]"},
		{"two details", url.Values{"service_code": {"0101"}, "address_string": {"a"}, "attribute[detail][]": {"010101", "010102"}}, 400, "attribute[detail]"},
		{"an unknown nature", lamp("attribute[nature]", "<b>"), 400, "attribute[nature]"},
		{"a long demand", lamp("attribute[demand]", strings.Repeat("a", 501)), 400, "attribute[demand]"},
		{"many attributes", many, 400, "attributes"},
		{"a strange attribute", lamp("attribute[a b<c>]", "x"), 400, "attribute"},
		{"a long attribute", lamp("attribute[x]", strings.Repeat("a", 301)), 400, "attribute[x]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			x, j := h.post("v2/requests.xml", c.form), h.post("v2/requests.json", c.form)
			if x.status != c.status || j.status != c.status {
				t.Errorf("status %d and %d, want %d: %s", x.status, j.status, c.status, j.body)
			}
			said := objects(t, j.body)
			if d, _ := said[0]["description"].(string); !strings.Contains(d, c.says) || said[0]["code"] != float64(c.status) {
				t.Errorf("it says %v, want %q in it", said, c.says)
			}
			sameFacts(t, x.body, j.body)
		})
	}
	if n := len(objects(t, h.get("v2/requests.json").body)); n != 0 {
		t.Errorf("%d refused requests became cases", n)
	}
	if h.log.Len() > 0 {
		t.Errorf("something was logged: %s", h.log.String())
	}
}

// Hostile words are words: they are kept, and shown as what they are.
func TestHostileWordsAreWords(t *testing.T) {
	h := open(t, "sqlite")
	for _, words := range []string{`<script>alert("1")</script> & ]]> <!-- <?xml?> &amp;`, `'); DROP TABLE cases; --`, "a\u202e\u200bb\r\nc\td", "{{7*7}} ${x} %s %d"} {
		number := h.file(lamp("description", words, "address_string", `<b onclick='x'>&"`, "media_url", ""))
		h.closed(number)
		x, j := h.get("v2/requests/"+number+".xml"), h.get("v2/requests/"+number+".json")
		sameFacts(t, x.body, j.body)
		want := strings.NewReplacer("\u202e", "", "\u200b", "", "\r\n", "\n").Replace(words)
		r := only(t, j.body)
		if r["description"] != want || r["address"] != `<b onclick='x'>&"` {
			t.Errorf("%q came back as %q at %q", words, r["description"], r["address"])
		}
		if strings.Contains(x.body, "<script") || strings.Contains(j.body, "<script") {
			t.Errorf("the answer holds an element of a stranger: %s %s", x.body, j.body)
		}
	}
}

func TestTheLongestDescription(t *testing.T) {
	h := open(t, "sqlite")
	words := strings.Repeat("灯", 4000)
	number := h.file(lamp("description", words))
	h.closed(number)
	if r := only(t, h.get("v2/requests/"+number+".json").body); r["description"] != words || r["media_url"] != "https://example.org/lamp.jpg" {
		t.Errorf("4,000 characters came back as %d", len([]rune(r["description"].(string))))
	}
}

// The key may come as a field, in the address, or in a header; a revoked one opens nothing.
func TestWhereTheKeyMayBe(t *testing.T) {
	h := open(t, "sqlite")
	for name, place := range map[string]func(*http.Request){
		"address":   func(r *http.Request) { r.URL.RawQuery = "api_key=" + h.key },
		"X-Api-Key": func(r *http.Request) { r.Header.Set("X-API-Key", h.key) },
		"api_key":   func(r *http.Request) { r.Header.Set("api_key", h.key) },
		"bearer":    func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+h.key) },
	} {
		r := httptest.NewRequest(http.MethodPost, "/open311/v2/requests.json", strings.NewReader(lamp().Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		place(r)
		if a := h.ask(r); a.status != 200 {
			t.Errorf("%s: %d %s", name, a.status, a.body)
		}
	}
	ctx := context.Background()
	account, err := h.staff.AccountByLogin(ctx, "lamp-app", huiyin.TheSystem)
	if err != nil {
		t.Fatal(err)
	}
	keys, err := h.staff.Keys(ctx, account.ID, huiyin.TheSystem)
	if err != nil {
		t.Fatal(err)
	}
	if err := h.staff.RevokeKey(ctx, account.ID, keys[0].ID, huiyin.TheSystem); err != nil {
		t.Fatal(err)
	}
	if a := h.post("v2/requests.json", lamp()); a.status != 403 {
		t.Errorf("a revoked key gives %d %s", a.status, a.body)
	}
	key := h.account(t, "both", huiyin.Open311Client)
	inactive := false
	if account, err = h.staff.AccountByLogin(ctx, "both", huiyin.TheSystem); err != nil {
		t.Fatal(err)
	}
	if _, err := h.staff.Change(ctx, account.ID, staff.Change{Active: &inactive}, huiyin.TheSystem); err != nil {
		t.Fatal(err)
	}
	if a := h.post("v2/requests.json", lamp("api_key", key)); a.status != 403 {
		t.Errorf("the key of a closed account gives %d %s", a.status, a.body)
	}
}

// The same Idempotency-Key makes one case; with other words it is refused.
func TestIdempotency(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		send := func(key, words string) answer {
			r := httptest.NewRequest(http.MethodPost, "/open311/v2/requests.json?api_key="+h.key, strings.NewReader(lamp("description", words).Encode()))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.Header.Set("Idempotency-Key", key)
			return h.ask(r)
		}
		first, again := send("k1", "A"), send("k1", "A")
		if first.status != 200 || first.body != again.body {
			t.Errorf("the same key gave %s and %s", first.body, again.body)
		}
		if other := send("k1", "B"); other.status != 409 || !strings.Contains(other.body, "idempotency key") {
			t.Errorf("other words under the same key: %d %s", other.status, other.body)
		}
		if second := send("k2", "A"); second.status != 200 || second.body == first.body {
			t.Errorf("another key gave %s", second.body)
		}
		if long := send(strings.Repeat("k", 201), "A"); long.status != 400 {
			t.Errorf("a long key gave %d %s", long.status, long.body)
		}
		if bytes := send("\xff", "A"); bytes.status != 400 {
			t.Errorf("a key of no text gave %d %s", bytes.status, bytes.body)
		}
	})
}

func multiForm(fields url.Values, file string) (body *bytes.Buffer, contentType string) {
	body = &bytes.Buffer{}
	w := multipart.NewWriter(body)
	for name, values := range fields {
		for _, v := range values {
			_ = w.WriteField(name, v) // a buffer takes everything
		}
	}
	if file != "" {
		part, _ := w.CreateFormFile("media", file)
		_, _ = part.Write([]byte("\x89PNG"))
	}
	_ = w.Close()
	return body, w.FormDataContentType()
}

func TestBodies(t *testing.T) {
	h := open(t, "sqlite")
	fields := lamp("api_key", h.key)
	multi, multiType := multiForm(fields, "")
	withFile, withFileType := multiForm(fields, "lamp.png")
	crowd := lamp("api_key", h.key)
	for range 300 {
		crowd.Add("x", "y")
	}
	crowded, crowdedType := multiForm(crowd, "")
	const encoded = "application/x-www-form-urlencoded"
	for _, c := range []struct {
		name, contentType, body string
		status                  int
		says                    string
	}{
		{"encoded", encoded, fields.Encode(), 200, ""},
		{"encoded, with its charset", encoded + "; charset=UTF-8", fields.Encode(), 200, ""},
		{"without a type", "", fields.Encode(), 200, ""},
		{"in parts", multiType, multi.String(), 200, ""},
		{"in parts, with a file", withFileType, withFile.String(), 400, "media_url"},
		{"in very many parts", crowdedType, crowded.String(), 400, "200 fields"},
		{"in parts, cut off", multiType, multi.String()[:multi.Len()/2], 400, "cannot be read"},
		{"in parts without a boundary", "multipart/form-data", multi.String(), 400, "cannot be read"},
		{"badly encoded", encoded, "a=%zz", 400, "cannot be read"},
		{"JSON", "application/json", `{"service_code":"0101"}`, 400, "Content-Type"},
		{"an unreadable type", "a/b/c;;", "x", 400, "Content-Type"},
		{"empty", encoded, "", 403, "api_key"},
		{"too large", encoded, "api_key=" + h.key + "&description=" + strings.Repeat("a", 1<<20), 413, "bytes"},
		{"too large, in parts", multiType, strings.ReplaceAll(multi.String(), "tt222111", strings.Repeat("a", 1<<20)), 413, "bytes"},
	} {
		r := httptest.NewRequest(http.MethodPost, "/open311/v2/requests.json", strings.NewReader(c.body))
		r.Header.Set("Content-Type", c.contentType)
		if a := h.ask(r); a.status != c.status || !strings.Contains(a.body, c.says) {
			t.Errorf("%s: %d %s, want %d with %q", c.name, a.status, a.body, c.status, c.says)
		}
	}
}

// A request that asks for privacy is filed, and its words are never published.
func TestPublishNo(t *testing.T) {
	h := open(t, "sqlite")
	number := h.file(lamp("attribute[publish]", "no"))
	h.closed(number)
	if r := only(t, h.get("v2/requests/"+number+".json").body); r["status"] != "closed" || r["description"] != nil {
		t.Errorf("%v", r)
	}
}

// A record that fails is our own fault: one calm sentence to the client, the whole story to the log.
func TestOurFault(t *testing.T) {
	h := open(t, "sqlite")
	r := httptest.NewRequest(http.MethodGet, "/open311/v2/requests.json", nil)
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if a := h.ask(r.WithContext(ctx)); a.status != 500 || strings.Contains(a.body, "context") || h.log.Len() > 0 {
		t.Errorf("a request that was given up: %d %s, logged %s", a.status, a.body, h.log.String())
	}
	ctx = context.Background()
	s, err := store.Open(ctx, store.Options{Dir: t.TempDir(), Database: testkit.Postgres(t)})
	if err != nil {
		t.Fatal(err)
	}
	dir, err := directory.Open(ctx, s)
	if err != nil {
		t.Fatal(err)
	}
	o := h.options()
	o.Desk = desk.New(s, dir, h.clock.Now, o.Log)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	h.counter = open311.New(o)
	a := h.ask(r)
	if a.status != 500 || !strings.Contains(a.body, "on our side") || !strings.Contains(h.log.String(), "closed") {
		t.Errorf("a record that is closed: %d %s, logged %s", a.status, a.body, h.log.String())
	}
}
