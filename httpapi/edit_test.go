package httpapi_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"huiyin"
)

// Adding under a code that is taken changes nothing; changing says nothing about being new.
func TestAddingIsNotChanging(t *testing.T) {
	h := open(t)
	admin := h.join("boss", 0, huiyin.Admin)
	top := h.dir.City().Units[0]
	fresh := map[string]string{"If-None-Match": "*"}
	for path, body := range map[string]map[string]any{
		"/units/":     {"name": "Lighting", "kind": "department", "level": 2, "parent": top.Code},
		"/mailboxes/": {"name": "Lighting's letters", "kind": "department", "unit": top.Code, "state": "open"},
	} {
		if res, text := h.send(admin, "PUT", path+"light", body, fresh); res.StatusCode != http.StatusOK {
			t.Fatalf("%s: %d %s", path, res.StatusCode, text)
		}
		name := body["name"].(string)
		body["name"] = "Something else"
		if res, text := h.send(admin, "PUT", path+"light", body, fresh); res.StatusCode != http.StatusConflict || !strings.Contains(string(text), name) {
			t.Errorf("%s a second time: %d %s", path, res.StatusCode, text)
		}
		res, text := h.send(admin, "GET", strings.TrimSuffix(path, "/")+"?q=light", nil, nil)
		var list struct{ Items []struct{ Name string } }
		must(t, json.Unmarshal(text, &list))
		if len(list.Items) != 1 || list.Items[0].Name != name {
			t.Errorf("%s is now %s (%d)", path, text, res.StatusCode)
		}
		if res, text = h.send(admin, "PUT", path+"light", body, nil); res.StatusCode != http.StatusOK {
			t.Errorf("%s changed: %d %s", path, res.StatusCode, text)
		}
	}
}
