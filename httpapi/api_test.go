package httpapi_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"huiyin"
	"huiyin/staff"
)

// Every route that names a permission refuses a stranger before it looks at anything else.
func TestEveryRouteRefusesAStranger(t *testing.T) {
	h := open(t)
	text, err := h.api.OpenAPI()
	must(t, err)
	var described struct {
		OpenAPI string
		Paths   map[string]map[string]struct {
			Security []map[string][]string
		}
	}
	must(t, json.Unmarshal(text, &described))
	if !strings.HasPrefix(described.OpenAPI, "3.1") || len(described.Paths) < 30 {
		t.Fatalf("OpenAPI %s with %d paths", described.OpenAPI, len(described.Paths))
	}
	guarded := 0
	for path, methods := range described.Paths {
		for method, op := range methods {
			if len(op.Security) == 0 {
				continue
			}
			guarded++
			path := strings.NewReplacer("/api/v1", "", "{id}", "1", "{name}", "to_review", "{file}", "1", "{report}", "1", "{code}", "x", "{year}", "2026").Replace(path)
			res, body := h.send(nil, strings.ToUpper(method), path, "{", nil)
			if res.StatusCode != http.StatusUnauthorized || res.Header.Get("Content-Type") != "application/problem+json" {
				t.Errorf("%s %s: status %d, %s", method, path, res.StatusCode, body)
			}
		}
	}
	if guarded < 25 {
		t.Errorf("only %d routes are guarded", guarded)
	}
}

func TestAChangeNeedsTheSessionsToken(t *testing.T) {
	h := open(t)
	op := h.join("op", 0, huiyin.Operator)
	op.csrf = "guessed"
	res, body := h.send(op, "POST", "/cases", map[string]string{"title": "a", "content": "b", "nature": "help"}, nil)
	if res.StatusCode != http.StatusForbidden || !strings.Contains(string(body), `"csrf"`) {
		t.Errorf("status %d, %s", res.StatusCode, body)
	}
}

func TestAKeyRegistersAndReadsBack(t *testing.T) {
	h := open(t)
	a, _, err := h.staff.Add(context.Background(), staff.Form{Login: "robot", Roles: []huiyin.Role{huiyin.Operator}}, huiyin.TheSystem)
	must(t, err)
	key, _, err := h.staff.MakeKey(context.Background(), staff.KeyOrder{For: a.ID, Name: "robot"}, huiyin.TheSystem)
	must(t, err)
	auth := map[string]string{"Authorization": "Bearer " + key, "Idempotency-Key": "k1"}
	appeal := map[string]any{"title": "Dark lamp", "content": "It is dark.", "nature": "complaint", "person": map[string]string{"name": "李小明", "phone": "199 0000 1234"}}
	first := h.register(auth, appeal, http.StatusCreated)
	again := h.register(auth, appeal, http.StatusCreated)
	if first.Number == "" || len(first.Code) != 8 || again.Number != first.Number || again.Code != first.Code || !again.Again {
		t.Errorf("first %+v, again %+v", first, again)
	}
	appeal["content"] = "Another matter."
	h.register(auth, appeal, http.StatusConflict)
	res, body := h.send(nil, "GET", fmt.Sprintf("/cases/%d", first.ID), nil, auth)
	if res.StatusCode != http.StatusOK || strings.Contains(string(body), "李小明") || strings.Contains(string(body), "19900001234") {
		t.Errorf("status %d; the case must not show who the appellant is: %s", res.StatusCode, body)
	}
	res, body = h.send(nil, "POST", "/track", map[string]string{"number": first.Number, "code": strings.ToLower(first.Code)}, nil)
	if res.StatusCode != http.StatusOK || !strings.Contains(string(body), `"in_review"`) {
		t.Errorf("track: %d %s", res.StatusCode, body)
	}
	if res, _ = h.send(nil, "POST", "/track", map[string]string{"number": first.Number, "code": "AAAAAAAA"}, nil); res.StatusCode != http.StatusNotFound {
		t.Errorf("a wrong code gives %d", res.StatusCode)
	}
}

type receipt struct {
	ID     int64
	Number string
	Code   string
	Again  bool
}

func (h *house) register(header map[string]string, appeal any, want int) (r receipt) {
	h.t.Helper()
	res, body := h.send(nil, "POST", "/cases", appeal, header)
	if res.StatusCode != want {
		h.t.Fatalf("register: %d %s", res.StatusCode, body)
	}
	must(h.t, json.Unmarshal(body, &r))
	return r
}

func TestTwoPeopleTakeTheSameStep(t *testing.T) {
	h := open(t)
	op, a, b := h.join("op", 0, huiyin.Operator), h.join("rev-a", 0, huiyin.Reviewer), h.join("rev-b", 0, huiyin.Reviewer)
	res, body := h.send(op, "POST", "/cases", map[string]string{"title": "Dark lamp", "content": "It is dark.", "nature": "complaint"}, nil)
	if res.StatusCode != http.StatusCreated {
		t.Fatalf("%d %s", res.StatusCode, body)
	}
	var r receipt
	must(t, json.Unmarshal(body, &r))
	path := fmt.Sprintf("/cases/%d/steps", r.ID)
	statuses := make(chan int, 2)
	for _, who := range []*person{a, b} {
		go func() {
			res, _ := h.send(who, "POST", path, map[string]any{"step": "pass", "version": 1}, nil)
			statuses <- res.StatusCode
		}()
	}
	if x, y := <-statuses, <-statuses; x+y != http.StatusOK+http.StatusConflict {
		t.Errorf("the two got %d and %d; one should pass, the other be told", x, y)
	}
}

// Bad input gets a sentence that names the field, and nothing is written.
func TestBadInput(t *testing.T) {
	h := open(t)
	op := h.join("op", 0, huiyin.Operator)
	good := func(change map[string]any) map[string]any {
		m := map[string]any{"title": "Dark lamp", "content": "It is dark.", "nature": "complaint"}
		for k, v := range change {
			m[k] = v
		}
		return m
	}
	for name, c := range map[string]struct {
		body   any
		status int
		field  string
	}{
		"no JSON":                 {"{", 400, ""},
		"wrong type":              {`{"title": 7, "content": "x", "nature": "help"}`, 422, "title"},
		"unknown field":           {good(map[string]any{"colour": "red"}), 422, "colour"},
		"no title":                {good(map[string]any{"title": ""}), 422, "title"},
		"over-long title":         {good(map[string]any{"title": strings.Repeat("灯", 121)}), 422, "title"},
		"over-long content":       {good(map[string]any{"content": strings.Repeat("灯", 10_001)}), 422, "content"},
		"control character":       {good(map[string]any{"content": "a\x00b"}), 422, "content"},
		"unknown nature":          {good(map[string]any{"nature": "wish"}), 422, "nature"},
		"unknown category":        {good(map[string]any{"category": "9999"}), 422, "category"},
		"unknown area":            {good(map[string]any{"area": "000000"}), 422, "area"},
		"unknown mailbox":         {good(map[string]any{"mailbox": 99}), 422, "mailbox"},
		"place outside the earth": {good(map[string]any{"lon": 200.0, "lat": 10.0}), 422, "point"},
		"telephone with letters":  {good(map[string]any{"person": map[string]string{"phone": "call me"}}), 422, "phone"},
		"mail address":            {good(map[string]any{"person": map[string]string{"email": "nobody"}}), 422, "email"},
		"attachment not uploaded": {good(map[string]any{"files": []map[string]string{{"hash": strings.Repeat("a", 64), "name": "a.png", "type": "image/png"}}}), 422, "files"},
	} {
		res, body := h.send(op, "POST", "/cases", c.body, nil)
		var p struct {
			Status              int
			Code, Field, Detail string
		}
		if err := json.Unmarshal(body, &p); err != nil || res.StatusCode != c.status || p.Status != c.status || p.Detail == "" || p.Code == "" || !strings.Contains(p.Field, c.field) {
			t.Errorf("%s: status %d, want %d; %s", name, res.StatusCode, c.status, body)
		}
	}
	if res, body := h.send(op, "GET", "/cases", nil, nil); res.StatusCode != 200 || !strings.Contains(string(body), `"items":[]`) {
		t.Errorf("something was written: %s", body)
	}
}

// HTML and SQL are words like others.
func TestHostileWordsAreWords(t *testing.T) {
	h := open(t)
	op := h.join("op", 0, huiyin.Operator)
	words := `<script>alert(1)</script>'; DROP TABLE cases; --`
	res, body := h.send(op, "POST", "/cases", map[string]any{"title": words, "content": words + " 路灯", "nature": "complaint"}, nil)
	if res.StatusCode != http.StatusCreated {
		t.Fatalf("%d %s", res.StatusCode, body)
	}
	res, body = h.send(op, "GET", "/cases?q=%E8%B7%AF%E7%81%AF", nil, nil)
	var list struct{ Items []struct{ Title string } }
	must(t, json.Unmarshal(body, &list))
	if res.StatusCode != 200 || len(list.Items) != 1 || list.Items[0].Title != words {
		t.Errorf("%d %s", res.StatusCode, body)
	}
	if res, body = h.send(op, "GET", "/cases?q=%22%20OR%201%3D1%20--", nil, nil); res.StatusCode != 200 {
		t.Errorf("%d %s", res.StatusCode, body)
	}
}

// A code has forty bits and a guesser has five tries.
func TestGuessingACodeIsStopped(t *testing.T) {
	h := open(t)
	res, body := h.send(nil, "POST", "/appeals", map[string]string{"title": "Dark lamp", "content": "It is dark.", "nature": "help"}, nil)
	var r receipt
	must(t, json.Unmarshal(body, &r))
	if res.StatusCode != http.StatusCreated {
		t.Fatalf("%d %s", res.StatusCode, body)
	}
	for range 5 {
		if res, body = h.send(nil, "POST", "/track", map[string]string{"number": r.Number, "code": "AAAAAAAA"}, nil); res.StatusCode != http.StatusNotFound {
			t.Fatalf("a wrong code gives %d %s", res.StatusCode, body)
		}
	}
	if res, body = h.send(nil, "POST", "/track", map[string]string{"number": r.Number, "code": r.Code}, nil); res.StatusCode != http.StatusTooManyRequests {
		t.Errorf("after five wrong codes the right one gives %d %s", res.StatusCode, body)
	}
}
