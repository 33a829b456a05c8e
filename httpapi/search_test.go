package httpapi_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"huiyin"
)

// A search for what the city does not have is a mistake that is told, not an empty list.
func TestASearchForWhatThereIsNot(t *testing.T) {
	h := open(t)
	op := h.join("op", 0, huiyin.Operator)
	for query, field := range map[string]string{"unit=7": "unit", "unit=-1": "unit", "lead=7": "lead", "category=9999": "category", "area=000000": "area", "mailbox=7": "mailbox",
		"channel=pigeon": "channel", "nature=wish": "nature", "state=asleep": "state", "light=blue": "query.light", "sort=oldest": "query.sort", "limit=1000": "query.limit",
		"from=2026-13-01": "query.from", "to=yesterday": "query.to", "after=x": "after"} {
		res, body := h.send(op, "GET", "/cases?"+query, nil, nil)
		var p struct{ Field, Detail string }
		if err := json.Unmarshal(body, &p); err != nil || res.StatusCode != http.StatusUnprocessableEntity || p.Field != field || p.Detail == "" {
			t.Errorf("%s: status %d, %s", query, res.StatusCode, body)
		}
	}
	if res, body := h.send(op, "GET", "/cases?from=1900-01-01&to=2999-12-31&channel=phone&nature=help&category=01", nil, nil); res.StatusCode != http.StatusOK {
		t.Errorf("a search for what there is: %d %s", res.StatusCode, body)
	}
}
