package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huiyin"
	"huiyin/calendar"
	"huiyin/staff"
	"huiyin/testkit"
)

// Stories are texts that anyone in the city could correct. Each is run against the whole program: every counter wired,
// a real record, only the clock is ours.
func TestStories(t *testing.T) {
	files, err := filepath.Glob("../../testdata/stories/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, database := range []string{"sqlite", "postgres"} {
			t.Run(strings.TrimSuffix(filepath.Base(file), ".txt")+"/"+database, func(t *testing.T) {
				url := "sqlite"
				if database == "postgres" {
					url = testkit.Postgres(t)
				}
				tell(t, string(text), url)
			})
		}
	}
}

// teller tells one story.
type teller struct {
	t            *testing.T
	clock        *testkit.Clock
	house        *house
	url          string
	keys         map[string]string // who → API key
	id           int64
	number, code string
	line         int
}

func tell(t *testing.T, story, database string) {
	s := &teller{t: t, clock: testkit.NewClock(time.Now()), keys: map[string]string{}}
	e := &env{out: io.Discard, err: io.Discard, now: s.clock.Now}
	e.flags.data, e.flags.database = t.TempDir(), database
	h, err := e.build(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	s.house = h
	srv := httptest.NewServer(h.open(e))
	s.url = srv.URL
	defer func() {
		srv.Close()
		if problems, err := h.store.Verify(context.Background(), nil); err != nil || len(problems) > 0 {
			t.Errorf("the journal does not verify: %v %v", err, problems)
		}
		if err := h.store.Close(); err != nil {
			t.Error(err)
		}
	}()
	for i, line := range strings.Split(story, "\n") {
		s.line = i + 1
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			s.do(line)
		}
	}
}

func (s *teller) fatal(format string, args ...any) {
	s.t.Helper()
	s.t.Fatalf("line %d: %s", s.line, fmt.Sprintf(format, args...))
}

func (s *teller) do(line string) {
	verb, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimSpace(rest)
	switch verb {
	case "clock":
		s.setClock(rest)
	case "unit":
		code, name, _ := strings.Cut(rest, " ")
		s.must(s.house.dir.Save(context.Background(), "units", map[string]string{"code": code, "name": strings.Trim(name, `"`), "parent": "CITY", "level": "3", "kind": "section"}, huiyin.TheSystem, s.clock.Now()))
	case "letter":
		s.letter(rest)
	case "as", "refused":
		who, step, _ := strings.Cut(rest, ":")
		status, body := s.step(strings.TrimSpace(who), strings.TrimSpace(step))
		if (status == http.StatusOK) != (verb == "as") {
			s.fatal("%s: status %d %s", rest, status, body)
		}
	case "appellant:":
		step, form := words(rest)
		status, body := s.send("", "POST", "/track/steps", map[string]any{"number": s.number, "code": s.code, "step": step, "form": form})
		if status != http.StatusOK {
			s.fatal("%s: status %d %s", rest, status, body)
		}
	case "expect":
		s.expect(rest)
	default:
		s.fatal("nobody knows the word %q", verb)
	}
}

func (s *teller) must(err error) {
	s.t.Helper()
	if err != nil {
		s.fatal("%v", err)
	}
}

// setClock moves the clock to a moment of the city, or forward by a time such as +1h or +16d, and lets happen what is
// due.
func (s *teller) setClock(text string) {
	if by, ok := strings.CutPrefix(text, "+"); ok {
		l, err := calendar.ParseLimit(by)
		s.must(err)
		if l.Unit == calendar.CalendarDays {
			s.clock.Advance(time.Duration(l.Amount) * 24 * time.Hour)
		} else {
			s.clock.Advance(time.Duration(l.Amount) * time.Minute)
		}
	} else {
		at, err := time.ParseInLocation("2006-01-02 15:04", text, calendar.China().Zone())
		s.must(err)
		s.clock.Set(at)
	}
	_, err := s.house.desk.Tick(context.Background())
	s.must(err)
}

func (s *teller) letter(rest string) {
	title, form := words(rest)
	if m := s.house.dir.City().MailboxByCode(form["mailbox"].(string)); m != nil {
		form["mailbox"] = m.ID
	}
	form["title"], form["content"] = title, title
	form["person"] = map[string]string{"name": "李小明", "phone": "19900001234"}
	status, body := s.send("", "POST", "/appeals", form)
	if status != http.StatusCreated {
		s.fatal("status %d %s", status, body)
	}
	var r struct{ Number, Code string }
	s.must(json.Unmarshal(body, &r))
	s.number, s.code = r.Number, r.Code
	var list struct{ Items []struct{ ID int64 } }
	_, body = s.send(s.key("reviewer"), "GET", "/cases?q="+r.Number, nil)
	s.must(json.Unmarshal(body, &list))
	if len(list.Items) != 1 {
		s.fatal("the letter is not found by its number: %s", body)
	}
	s.id = list.Items[0].ID
}

// words reads key=value pairs with quoted values; what stands alone comes first.
func words(text string) (alone string, form map[string]any) {
	form = map[string]any{}
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		key := ""
		if i := strings.IndexAny(text, `= "`); i > 0 && text[i] == '=' {
			key, text = text[:i], text[i+1:]
		}
		var value string
		if strings.HasPrefix(text, `"`) {
			value, text, _ = strings.Cut(text[1:], `"`)
		} else {
			value, text, _ = strings.Cut(text, " ")
		}
		if key == "" {
			alone = value
		} else {
			form[key] = value
		}
	}
	return alone, form
}

// key makes an account for a role, such as reviewer, reviewer-2 or handler@unit, on first use.
func (s *teller) key(who string) string {
	if k, ok := s.keys[who]; ok {
		return k
	}
	role, unit, _ := strings.Cut(who, "@")
	name, _, _ := strings.Cut(role, "-")
	f := staff.Form{Login: strings.ReplaceAll(who, "@", "."), Roles: []huiyin.Role{huiyin.Role(name)}}
	if u := s.house.dir.City().UnitByCode(unit); u != nil {
		f.Unit = u.ID
	}
	a, _, err := s.house.staff.Add(context.Background(), f, huiyin.TheSystem)
	s.must(err)
	key, _, err := s.house.staff.MakeKey(context.Background(), staff.KeyOrder{For: a.ID, Name: "story"}, huiyin.TheSystem)
	s.must(err)
	s.keys[who] = key
	return key
}

// step takes a step on the part of the case on which it is open to the person.
func (s *teller) step(who, text string) (int, []byte) {
	step, form := words(text)
	for _, name := range []string{"unit"} {
		if code, ok := form[name].(string); ok {
			form[name] = s.house.dir.City().UnitByCode(code).ID
		}
	}
	order := map[string]any{"step": step, "form": form}
	c, _ := s.show(who)
	for _, o := range c.Open {
		if o.Step == step {
			order["assignment"], order["request"] = o.Assignment, o.Request
		}
	}
	return s.send(s.key(who), "POST", fmt.Sprintf("/cases/%d/steps", s.id), order)
}

type seen struct {
	State, Stage, Light, Judgement string
	Round                          int
	Due                            time.Time `json:"due_at"`
	Lead                           *struct{ ID int64 }
	Assignments                    []struct {
		Late       bool
		AutoSigned bool `json:"auto_signed"`
	}
	Open []struct {
		Step                string
		Assignment, Request int64
	}
}

func (s *teller) show(who string) (c seen, body []byte) {
	status, body := s.send(s.key(who), "GET", fmt.Sprintf("/cases/%d", s.id), nil)
	if status == http.StatusOK {
		s.must(json.Unmarshal(body, &c))
	}
	return c, body
}

func (s *teller) expect(text string) {
	_, want := words(text)
	c, body := s.show("reviewer")
	have := map[string]string{"state": c.State, "stage": c.Stage, "light": c.Light, "judgement": c.Judgement, "round": fmt.Sprint(c.Round),
		"due": c.Due.In(calendar.China().Zone()).Format("2006-01-02 15:04")}
	if c.Lead != nil {
		have["lead"] = s.house.dir.City().Unit(huiyin.UnitID(c.Lead.ID)).Code
	}
	if n := len(c.Assignments); n > 0 {
		have["late"], have["auto_signed"] = fmt.Sprint(c.Assignments[n-1].Late), fmt.Sprint(c.Assignments[n-1].AutoSigned)
	}
	for k, v := range want {
		if have[k] != v {
			s.fatal("%s is %q, expected %q\n%s", k, have[k], v, body)
		}
	}
}

func (s *teller) send(key, method, path string, body any) (int, []byte) {
	var r io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		s.must(err)
		r = bytes.NewReader(text)
	}
	req, err := http.NewRequest(method, s.url+"/api/v1"+path, r)
	s.must(err)
	req.Header.Set("Content-Type", "application/json")
	if key != "" {
		req.Header.Set("Authorization", "Bearer "+key)
	}
	res, err := http.DefaultClient.Do(req)
	s.must(err)
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	s.must(err)
	return res.StatusCode, text
}
