package httpapi_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"huiyin"
)

func TestTheAuditorReadsWhoReadWhom(t *testing.T) {
	h := open(t)
	op, auditor, leader := h.join("op", 0, huiyin.Operator), h.join("audit", 0, huiyin.Auditor), h.join("leader", 0, huiyin.CityLeader)
	_, body := h.send(op, "POST", "/cases", map[string]any{"title": "Dark lamp", "content": "It is dark.", "nature": "help", "person": map[string]string{"name": "李小明"}}, nil)
	var r receipt
	must(t, json.Unmarshal(body, &r))
	res, body := h.send(op, "POST", fmt.Sprintf("/cases/%d/identity", r.ID), map[string]string{"purpose": "To ring back"}, nil)
	if res.StatusCode != http.StatusOK {
		t.Fatalf("%d %s", res.StatusCode, body)
	}
	if res, _ = h.send(leader, "GET", "/readings", nil, nil); res.StatusCode != http.StatusForbidden {
		t.Errorf("a leader reads the log: %d", res.StatusCode)
	}
	res, body = h.send(auditor, "GET", "/readings?number="+r.Number, nil, nil)
	var list struct {
		Items []struct{ Number, Login, Kind, Purpose string }
	}
	must(t, json.Unmarshal(body, &list))
	if len(list.Items) != 1 || list.Items[0] != (struct{ Number, Login, Kind, Purpose string }{r.Number, "op", "identity", "To ring back"}) {
		t.Errorf("%d %s", res.StatusCode, body)
	}
	if strings.Contains(string(body), "Dark lamp") || strings.Contains(string(body), "李小明") {
		t.Errorf("the log tells the matter or the person: %s", body)
	}
	if res, body = h.send(auditor, "GET", "/readings?number=1", nil, nil); res.StatusCode != http.StatusNotFound {
		t.Errorf("a number of no case: %d %s", res.StatusCode, body)
	}
	if res, body = h.send(auditor, "GET", "/readings?after=x", nil, nil); res.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("a cursor of nobody: %d %s", res.StatusCode, body)
	}
}
