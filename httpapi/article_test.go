package httpapi_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"huiyin"
)

type articleSeen struct {
	ID        int64
	Title     string
	State     string
	OpenState string `json:"open_state"`
	Steps     []string
	Open      *struct{ Edits, Version int }
	Versions  []struct{ State string }
	Accused   []struct {
		ID     int64
		State  string
		Reason string
	}
	Wrong  int `json:"open_reports"`
	People map[string]string
}

// article sends a request and reads the article that comes back.
func (h *house) article(who *person, method, path string, body any, want int) (a articleSeen) {
	h.t.Helper()
	res, text := h.send(who, method, path, body, nil)
	if res.StatusCode != want {
		h.t.Fatalf("%s %s: %d, want %d; %s", method, path, res.StatusCode, want, text)
	}
	if want < 300 {
		must(h.t, json.Unmarshal(text, &a))
	}
	return a
}

// An article is written, reviewed by another, found, reported wrong, mended, and withdrawn, each through its route.
func TestAnArticleThroughItsRoutes(t *testing.T) {
	h := open(t)
	top := h.dir.City().Top().ID
	editor, second, op := h.join("ed", 0, huiyin.KnowledgeEditor), h.join("ed-2", 0, huiyin.KnowledgeEditor), h.join("op", 0, huiyin.Operator)
	text := map[string]any{"title": "路灯不亮怎么报修", "answer": "请提供灯杆编号。", "unit": top, "category": h.dir.City().Categories[0].Code, "review_on": "2099-01-01"}
	h.article(op, "POST", "/articles", text, http.StatusForbidden)
	a := h.article(editor, "POST", "/articles", text, http.StatusCreated)
	path := fmt.Sprintf("/articles/%d", a.ID)
	h.article(op, "GET", path, nil, http.StatusNotFound)
	text["answer"], text["edits"] = "请提供灯杆编号或门牌。", a.Open.Edits
	a = h.article(editor, "PUT", path, text, http.StatusOK)
	h.article(editor, "PUT", path, text, http.StatusConflict) // the edit that was seen is an old one
	h.article(editor, "POST", path+"/steps", map[string]any{"step": "submit", "edits": a.Open.Edits}, http.StatusOK)
	h.article(editor, "POST", path+"/steps", map[string]any{"step": "approve"}, http.StatusForbidden)
	h.article(second, "POST", path+"/steps", map[string]any{"step": "send_back"}, http.StatusUnprocessableEntity)
	if a = h.article(second, "POST", path+"/steps", map[string]any{"step": "approve"}, http.StatusOK); a.State != "approved" || a.Open != nil || len(a.People) != 2 {
		t.Errorf("approved: %+v", a)
	}

	h.article(op, "POST", path+"/reports", map[string]any{"reason": "ugly"}, http.StatusUnprocessableEntity)
	if a = h.article(op, "POST", path+"/reports", map[string]any{"reason": "outdated", "note": "电话换了"}, http.StatusCreated); a.Wrong != 1 || len(a.Accused) != 0 {
		t.Errorf("what the reporter sees: %+v", a)
	}
	a = h.article(editor, "GET", path, nil, http.StatusOK)
	report := fmt.Sprintf("%s/reports/%d", path, a.Accused[0].ID)
	h.article(op, "POST", report, map[string]any{"state": "mended", "note": "已改"}, http.StatusForbidden)
	if a = h.article(editor, "POST", report, map[string]any{"state": "mended", "note": "已改"}, http.StatusOK); a.Wrong != 0 || a.Accused[0].State != "mended" {
		t.Errorf("mended: %+v", a)
	}
	a = h.article(second, "POST", path+"/steps", map[string]any{"step": "retire", "note": "有了新规定"}, http.StatusOK)
	if a.State != "retired" || strings.Join(a.Steps, " ") != "write" {
		t.Errorf("retired: %+v", a)
	}
}

func TestSearchingArticles(t *testing.T) {
	h := open(t)
	editor, second, op := h.join("ed", 0, huiyin.KnowledgeEditor), h.join("ed-2", 0, huiyin.KnowledgeEditor), h.join("op", 0, huiyin.Operator)
	for i, title := range []string{"路灯不亮怎么报修", "停水怎么查原因", "居住证怎么办理"} {
		a := h.article(editor, "POST", "/articles", map[string]any{"title": title, "answer": "……", "unit": h.dir.City().Top().ID, "category": h.dir.City().Categories[0].Code, "review_on": "2099-01-01"}, http.StatusCreated)
		if i == 2 {
			continue // stays a draft
		}
		path := fmt.Sprintf("/articles/%d/steps", a.ID)
		h.article(editor, "POST", path, map[string]any{"step": "submit"}, http.StatusOK)
		h.article(second, "POST", path, map[string]any{"step": "approve"}, http.StatusOK)
	}
	for _, c := range []struct {
		who    *person
		query  string
		status int
		want   string
	}{
		{op, "?q=" + "路灯", 200, "路灯不亮怎么报修"}, {op, "?q=居住证", 200, ""}, {editor, "?list=draft", 200, "居住证怎么办理"},
		{op, "?list=draft", 403, ""}, {op, "?list=secret", 422, ""}, {op, "?unit=99", 422, ""}, {op, "?after=x", 422, ""},
		{op, "?q=%22%20OR%201%3D1%20--", 200, ""}, {op, "?category=zz", 200, ""}, {op, "?limit=1", 200, "停水怎么查原因"},
	} {
		res, body := h.send(c.who, "GET", "/articles"+c.query, nil, nil)
		var list struct{ Items []struct{ Title string } }
		must(t, json.Unmarshal(body, &list))
		var titles []string
		for _, a := range list.Items {
			titles = append(titles, a.Title)
		}
		if res.StatusCode != c.status || strings.Join(titles, " ") != c.want {
			t.Errorf("%s: %d %v, want %d %s", c.query, res.StatusCode, titles, c.status, c.want)
		}
	}
	if _, body := h.send(editor, "GET", "/articles/tally", nil, nil); !strings.Contains(string(body), `{"list":"draft","all":1}`) {
		t.Errorf("the tally is %s", body)
	}
	if _, body := h.send(op, "GET", "/articles/tally", nil, nil); !strings.Contains(string(body), `"items":[]`) {
		t.Errorf("an operator's tally is %s", body)
	}
}
