package open311_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/desk"
	"huiyin/directory"
	"huiyin/open311"
	"huiyin/staff"
	"huiyin/store"
	"huiyin/testkit"
)

// house is a small city with its Open311 counter, on one engine.
type house struct {
	*desk.Desk
	t       *testing.T
	staff   *staff.Staff
	clock   *testkit.Clock
	counter http.Handler
	key     string // of a program that may file requests
	reader  string // of an account that may not
	log     strings.Builder
}

// wednesday is an ordinary working day at ten in the morning.
var wednesday = time.Date(2026, 9, 16, 10, 0, 0, 0, time.FixedZone("Asia/Shanghai", 8*3600))

const lighting huiyin.UnitID = 3

// onBoth runs a story on SQLite and on PostgreSQL.
func onBoth(t *testing.T, story func(t *testing.T, h *house)) {
	t.Run("sqlite", func(t *testing.T) { story(t, open(t, "sqlite")) })
	t.Run("postgres", func(t *testing.T) { story(t, open(t, testkit.Postgres(t))) })
}

func open(tb testing.TB, database string) *house {
	tb.Helper()
	ctx := context.Background()
	s := testkit.Record(tb, database)
	h := &house{clock: testkit.NewClock(wednesday)}
	h.t, _ = tb.(*testing.T)
	if err := s.Write(ctx, settle); err != nil {
		tb.Fatal(err)
	}
	dir, err := directory.Open(ctx, s)
	if err != nil {
		tb.Fatal(err)
	}
	log := slog.New(slog.NewTextHandler(&h.log, nil))
	h.Desk = desk.New(s, dir, h.clock.Now, log)
	h.staff = staff.New(s, staff.Options{Now: h.clock.Now, Log: log})
	h.counter = open311.New(h.options())
	h.key, h.reader = h.account(tb, "lamp-app", huiyin.Open311Client), h.account(tb, "analyst", huiyin.Analyst)
	return h
}

func (h *house) options() open311.Options {
	return open311.Options{Desk: h.Desk, Staff: h.staff, Now: h.clock.Now, Log: slog.New(slog.NewTextHandler(&h.log, nil)),
		URL: "https://12345.example.org", Jurisdiction: "chengdu.example.org", Contact: "Call 12345.", Keys: "Ask the administrators for a key."}
}

func (h *house) account(tb testing.TB, login string, role huiyin.Role) (key string) {
	tb.Helper()
	ctx := context.Background()
	a, _, err := h.staff.Add(ctx, staff.Form{Login: login, Roles: []huiyin.Role{role}}, huiyin.TheSystem)
	if err != nil {
		tb.Fatal(err)
	}
	if key, _, err = h.staff.MakeKey(ctx, staff.KeyOrder{For: a.ID, Name: login}, huiyin.TheSystem); err != nil {
		tb.Fatal(err)
	}
	return key
}

// settle founds the city: a lighting section, two groups of categories, a district with a town.
func settle(t *store.Tx) error {
	for i, name := range []string{"成都市", "锦江区", "锦江区照明管理站"} {
		id := huiyin.UnitID(i + 1)
		if err := t.SaveUnit(store.Unit{ID: id, Code: name, Name: name, Parent: id - 1, Level: i + 1, Active: true}); err != nil {
			return err
		}
	}
	for _, k := range []store.Category{
		{Code: "01", Name: "市政设施", NameEN: "Street furniture", NameES: "Mobiliario urbano"},
		{Code: "0101", Name: "路灯", NameEN: "Street lamps", NameES: "Farolas", Parent: "01", Open311: true, Keywords: "路灯|不亮|街灯", Nature: casework.Help},
		{Code: "010101", Name: "路灯不亮", NameEN: "Dark lamp", NameES: "Farola apagada", Parent: "0101"},
		{Code: "010102", Name: "灯杆倾斜", NameEN: "Leaning pole", NameES: "Poste inclinado", Parent: "0101"},
		{Code: "0102", Name: "公共厕所", NameEN: "Public toilets", NameES: "Aseos públicos", Parent: "01"},
		{Code: "02", Name: "环境保护", NameEN: "Environment", NameES: "Medio ambiente"},
		{Code: "0201", Name: "噪声 <夜间> & \"扰民\"", NameEN: "Noise <at night> & \"worse\"", Parent: "02", Open311: true, Nature: casework.Complaint},
	} {
		if err := t.SaveCategory(k); err != nil {
			return err
		}
	}
	for _, a := range []store.Area{{Code: "5101", Name: "成都市", Level: 1}, {Code: "510104", Name: "锦江区", Parent: "5101", Level: 2},
		{Code: "510104020", Name: "督院街街道", Parent: "510104", Level: 3}} {
		if err := t.SaveArea(a); err != nil {
			return err
		}
	}
	return nil
}

// answer is what the counter said.
type answer struct {
	status int
	header http.Header
	body   string
}

func (h *house) ask(r *http.Request) answer {
	rec := httptest.NewRecorder()
	h.counter.ServeHTTP(rec, r)
	body, _ := io.ReadAll(rec.Body)
	return answer{rec.Code, rec.Header(), string(body)}
}

func (h *house) get(path string) answer {
	return h.ask(httptest.NewRequest(http.MethodGet, "/open311/"+path, nil))
}

// post sends a form, with the key unless the form has one.
func (h *house) post(path string, form url.Values) answer {
	if !form.Has("api_key") {
		form.Set("api_key", h.key)
	}
	r := httptest.NewRequest(http.MethodPost, "/open311/"+path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
	return h.ask(r)
}

// lamp is a request as a client sends it, with changes.
func lamp(change ...string) url.Values {
	f := url.Values{"service_code": {"0101"}, "address_string": {"春熙路12号门口"}, "lat": {"30.657213"}, "long": {"104.081534"}, "address_id": {"510104020"},
		"description": {"路灯一周不亮了。我是李小明，电话13800001234。\n请派人看看。"}, "first_name": {"小明"}, "last_name": {"李"}, "phone": {"138 0000 1234"},
		"email": {"li@example.org"}, "device_id": {"tt222111"}, "account_id": {"123456"}, "media_url": {"https://example.org/lamp.jpg"}}
	for i := 0; i+1 < len(change); i += 2 {
		f.Set(change[i], change[i+1])
	}
	return f
}

// file files a request and gives its number.
func (h *house) file(form url.Values) string {
	h.t.Helper()
	a := h.post("v2/requests.json", form)
	if a.status != http.StatusOK {
		h.t.Fatalf("filing a request: %d %s", a.status, a.body)
	}
	number := only(h.t, a.body)["service_request_id"].(string)
	if number == "" {
		h.t.Fatalf("no number in %s", a.body)
	}
	return number
}

func centre(id huiyin.StaffID, roles ...huiyin.Role) huiyin.Actor {
	return huiyin.Actor{Staff: id, Roles: roles, City: true}
}

func (h *house) of(id huiyin.StaffID, roles ...huiyin.Role) huiyin.Actor {
	return huiyin.Actor{Staff: id, Roles: roles, Unit: lighting, Units: []huiyin.UnitID{lighting}}
}

// take takes a step on a case, or on its newest part that the step fits.
func (h *house) take(number string, by huiyin.Actor, step casework.Step, form casework.Form) {
	h.t.Helper()
	ctx := context.Background()
	var c casework.Case
	err := h.Store().Read(ctx, func(t *store.Tx) (err error) { c, err = t.CaseByNumber(number); return err })
	if err != nil {
		h.t.Fatal(err)
	}
	v, err := h.Show(ctx, c.ID, by)
	if err != nil {
		h.t.Fatal(err)
	}
	o := desk.Order{Case: c.ID, Order: casework.Order{Step: step, By: by, Form: form}}
	for _, open := range v.Open {
		if open.Step == step {
			o.Assignment, o.Request = open.Assignment, open.Request
		}
	}
	if _, err := h.Take(ctx, o); err != nil {
		h.t.Fatalf("%s: %v", step, err)
	}
}

var (
	reviewer = centre(2, huiyin.Reviewer)
	transfer = centre(3, huiyin.TransferOfficer)
)

func (h *house) dispatched(number string) {
	h.t.Helper()
	h.clock.Advance(10 * time.Minute)
	h.take(number, reviewer, casework.Pass, casework.Form{})
	h.take(number, transfer, casework.Dispatch, casework.Form{Unit: lighting})
}

func (h *house) answered(number string) {
	h.t.Helper()
	h.clock.Advance(time.Hour)
	h.take(number, h.of(10, huiyin.UnitClerk), casework.Sign, casework.Form{})
	h.take(number, h.of(11, huiyin.Handler), casework.ContactFirst, casework.Form{Outcome: "reached", Note: "明天在家。"})
	h.take(number, h.of(11, huiyin.Handler), casework.Verify, casework.Form{True: "yes", Note: "电缆断了。"})
	reply := casework.Form{Internal: "已换电缆，费用三百元。", Public: "李小明您好，路灯已修复。", Solved: "yes"}
	h.take(number, h.of(11, huiyin.Handler), casework.DraftReply, reply)
	h.take(number, h.of(12, huiyin.UnitLeader), casework.Submit, reply)
}

// closed carries a request to its end; the appellant is satisfied. What is published follows.
func (h *house) closed(number string) {
	h.t.Helper()
	h.dispatched(number)
	h.answered(number)
	h.clock.Advance(time.Hour)
	h.take(number, transfer, casework.PassReply, casework.Form{})
	h.take(number, h.of(10, huiyin.UnitClerk), casework.VisitAppellant, casework.Form{Outcome: "reached", Satisfaction: "satisfied", Solved: "yes"})
	if _, err := h.Publish(context.Background()); err != nil {
		h.t.Fatal(err)
	}
}
