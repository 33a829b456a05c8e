package httpapi_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"huiyin"
	"huiyin/testkit"
)

// Bytes that are no text, and the zero character that PostgreSQL does not keep, are somebody's mistake and never ours.
func TestBytesThatAreNoText(t *testing.T) {
	for engine, database := range map[string]string{"sqlite": "sqlite", "postgres": testkit.Postgres(t)} {
		t.Run(engine, func(t *testing.T) {
			h := openOn(t, database)
			op, admin := h.join("op", 0, huiyin.Operator), h.join("boss", 0, huiyin.Admin)
			for _, bad := range []string{"%FF%FE", "%00", "%E8%B7"} {
				for _, path := range []string{"/cases?q=", "/cases?category=", "/cases?area=", "/cases?channel=", "/cases?nature=", "/cases?after=", "/worklists/",
					"/worklists/my_drafts?after=", "/units?q=", "/mailboxes?q=", "/mailboxes?area=", "/areas?q=", "/articles?q=", "/published?q=", "/published?area=",
					"/published?category=", "/published?nature=", "/published?after="} {
					if res, body := h.send(op, "GET", path+bad, nil, nil); res.StatusCode >= 500 {
						t.Errorf("%s%s: status %d, %s", path, bad, res.StatusCode, body)
					}
				}
				for _, path := range []string{"/staff?q=", "/staff?role=", "/staff?after="} {
					if res, body := h.send(admin, "GET", path+bad, nil, nil); res.StatusCode >= 500 {
						t.Errorf("%s%s: status %d, %s", path, bad, res.StatusCode, body)
					}
				}
			}
			for name, c := range map[string]struct {
				who        *person
				path, body string
				key        string
			}{
				"words of an appeal":      {op, "/cases", `{"title":"a` + "\xff\xfe" + `b","content":"c","nature":"help"}`, ""},
				"a key":                   {op, "/cases", `{"title":"a","content":"c","nature":"help"}`, "a\xff\xfe"},
				"a key of a draft":        {op, "/drafts", `{"title":"a"}`, "\xc3"},
				"a citizen's words":       {nil, "/appeals", `{"title":"a","content":"` + "\xe8\xb7" + `","nature":"help"}`, ""},
				"a citizen's key":         {nil, "/appeals", `{"title":"a","content":"c","nature":"help"}`, "\xff"},
				"a login":                 {nil, "/session", `{"login":"a\u0000","password":"b"}`, ""},
				"a number":                {nil, "/track", `{"number":"1\u0000","code":"AAAAAAAA"}`, ""},
				"a number of a telephone": {op, "/history", `{"phone":"1\u0000"}`, ""},
				"an account":              {admin, "/staff", `{"login":"a\u0000","roles":["operator"]}`, ""},
				"a name":                  {admin, "/staff", `{"login":"a","name":"` + "\xff" + `","roles":["operator"]}`, ""},
			} {
				var head map[string]string
				if c.key != "" {
					head = map[string]string{"Idempotency-Key": c.key}
				}
				res, body := h.send(c.who, "POST", c.path, c.body, head)
				var p struct{ Detail string }
				if err := json.Unmarshal(body, &p); err != nil || res.StatusCode < 400 || res.StatusCode >= 500 || p.Detail == "" {
					t.Errorf("%s: status %d, %s", name, res.StatusCode, body)
				}
			}
			if res, body := h.send(op, "GET", "/cases", nil, nil); res.StatusCode != http.StatusOK || !strings.Contains(string(body), `"items":[]`) {
				t.Errorf("something was written: %s", body)
			}
		})
	}
}
