package open311_test

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/desk"
	"huiyin/store"
)

// secrets are what no answer may ever hold: who asked, and what was said within the house.
var secrets = []string{"李小明", "小明", "13800001234", "138 0000 1234", "li@example.org", "tt222111", "123456\"", "电缆", "三百元", "明天在家"}

func (h *house) keepsSecrets(body string) {
	h.t.Helper()
	for _, s := range secrets {
		if strings.Contains(body, s) {
			h.t.Errorf("the answer holds %q: %s", s, body)
		}
	}
}

// A request can be read back at once; its words appear when they are published, and who asked never does.
func TestAFiledRequestIsReadBack(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		number := h.file(lamp())
		one := "v2/requests/" + number + ".json?extensions=true&locale=en"
		expect := func(want map[string]any) {
			t.Helper()
			a := h.get(one)
			r := only(t, a.body)
			for k, v := range want {
				if r[k] != v {
					t.Errorf("%s is %v, want %v", k, r[k], v)
				}
			}
			h.keepsSecrets(a.body)
			if list := h.get("v2/requests.json?extensions=1&locale=en"); list.body != a.body {
				t.Errorf("the list says something else:\n%s\n%s", list.body, a.body)
			}
			sameFacts(t, h.get(strings.Replace(one, ".json", ".xml", 1)).body, a.body)
		}
		expect(map[string]any{"status": "open", "status_notes": "Being reviewed", "service_code": "0101", "service_name": "Street lamps", "requested_datetime": "2026-09-16T10:00:00+08:00",
			"updated_datetime": "2026-09-16T10:00:00+08:00", "description": nil, "address": nil, "lat": nil, "expected_datetime": nil, "agency_responsible": nil, "media_url": nil})
		h.dispatched(number)
		expect(map[string]any{"status": "open", "status_notes": "Passed to the unit in charge", "agency_responsible": "锦江区照明管理站", "expected_datetime": "2026-09-24T17:00:00+08:00",
			"updated_datetime": "2026-09-16T10:10:00+08:00", "description": nil, "address": nil})
		h.answered(number)
		expect(map[string]any{"status": "open", "status_notes": "Answered", "description": nil})
		h.clock.Advance(time.Hour)
		h.take(number, transfer, casework.PassReply, casework.Form{})
		h.take(number, h.of(10, huiyin.UnitClerk), casework.VisitAppellant, casework.Form{Outcome: "reached", Satisfaction: "satisfied", Solved: "yes"})
		expect(map[string]any{"status": "closed", "status_notes": "Closed", "updated_datetime": "2026-09-16T12:10:00+08:00", "description": nil, "media_url": nil, "long": nil})
		if _, err := h.Publish(context.Background()); err != nil {
			t.Fatal(err)
		}
		expect(map[string]any{"status": "closed", "description": "路灯一周不亮了。我是李某某，电话********。\n请派人看看。", "address": "春熙路12号门口", "address_id": "510104020",
			"lat": 30.657, "long": 104.082, "media_url": "https://example.org/lamp.jpg"})
		h.clock.Advance(20 * 24 * time.Hour)
		if _, err := h.Tick(context.Background()); err != nil {
			t.Fatal(err)
		}
		expect(map[string]any{"status": "closed", "updated_datetime": "2026-09-16T12:10:00+08:00"})
	})
}

// What the client sent is in the record, where the people of the house need it.
func TestWhatIsKept(t *testing.T) {
	h := open(t, "sqlite")
	number := h.file(lamp("attribute[detail]", "010102", "attribute[demand]", "扶正\n灯杆", "attribute[place]", "二单元旁", "attribute[reply]", "no",
		"attribute[publish]", "no", "attribute[pole.nr]", "A-17", "attribute[seen][]", "mon"))
	var c casework.Case
	var p store.Person
	err := h.Store().Read(context.Background(), func(t *store.Tx) (err error) {
		if c, err = t.CaseByNumber(number); err == nil {
			p, err = t.OpenPerson(c.Person)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprintf("%s|%s|%s|%s|%s|%s|%s|%s|%s|%v|%s", c.Channel, c.Service, c.Category, c.Nature, c.Area, c.Title, c.Place, c.Demand, c.Language, c.Publish, c.Content)
	want := "open311|0101|010102|help|510104020|路灯一周不亮了|春熙路12号门口 二单元旁|扶正 灯杆|zh-CN|false|路灯一周不亮了。我是李小明，电话13800001234。\n请派人看看。\n\n" +
		"是否需要工作人员与您联系？ 否\npole.nr: A-17\nseen: mon\nmedia_url: https://example.org/lamp.jpg"
	if got != want {
		t.Errorf("the record says\n%s\nwant\n%s", got, want)
	}
	if p.Name != "李小明" || p.Phone != "13800001234" || p.Email != "li@example.org" {
		t.Errorf("the person is %+v", p)
	}
	if *c.Lat != 30.657213 || *c.Lon != 104.081534 || c.RegisteredBy == 0 {
		t.Errorf("the point is %v %v, registered by %d", *c.Lat, *c.Lon, c.RegisteredBy)
	}
	bare := url.Values{"service_code": {"0201"}, "address_id": {"other-repository/7"}, "first_name": {"Ana"}, "last_name": {"Ruiz"}}
	number = h.file(bare)
	if err := h.Store().Read(context.Background(), func(t *store.Tx) (err error) { c, err = t.CaseByNumber(number); return err }); err != nil {
		t.Fatal(err)
	}
	if c.Title == "" || c.Content != `噪声 <夜间> & "扰民"` || c.Place != "(address_id other-repository/7)" || c.Nature != casework.Complaint || !c.Publish {
		t.Errorf("a bare request became %+v", c)
	}
}

// Cases that came another way are seen when they are published, and not before.
func TestOtherChannels(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		write := func(publish bool) string {
			r, err := h.Register(context.Background(), desk.Appeal{Form: casework.Form{Title: "Where is the lamp?", Content: "It is dark here, says 李小明.", Nature: "help", Category: "010101", Area: "510104"},
				Channel: "web", Publish: publish, Person: store.Person{Name: "李小明", Phone: "13800001234"}}, huiyin.TheAppellant)
			if err != nil {
				t.Fatal(err)
			}
			return r.Number
		}
		kept, shown := write(false), write(true)
		if a := h.get("v2/requests/" + shown + ".json"); a.status != 404 {
			t.Errorf("a letter that is not published gives %d %s", a.status, a.body)
		}
		h.closed(kept)
		h.closed(shown)
		if a := h.get("v2/requests/" + kept + ".xml"); a.status != 404 {
			t.Errorf("a letter that was never to be published gives %d %s", a.status, a.body)
		}
		if a := h.get("v2/tokens/" + kept + ".xml"); a.status != 404 {
			t.Errorf("its token gives %d %s", a.status, a.body)
		}
		a := h.get("v2/requests.json?service_code=0101")
		if r := only(t, a.body); r["service_request_id"] != shown || r["service_code"] != "0101" || r["description"] != "Where is the lamp?\nIt is dark here, says 李某某." || r["address"] != "锦江区" {
			t.Errorf("published: %v", r)
		}
		h.keepsSecrets(a.body)
		if a := h.get("v2/requests.json?service_code=0201"); strings.TrimSpace(a.body) != "[]" {
			t.Errorf("under another service: %s", a.body)
		}
	})
}

// What is hidden from the units stands in no list, and its bare status can be read by whoever has its number.
func TestHiddenRequests(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		number := h.file(lamp("attribute[nature]", "report"))
		h.closed(number)
		if a := h.get("v2/requests.json"); strings.TrimSpace(a.body) != "[]" {
			t.Errorf("the list shows %s", a.body)
		}
		for _, path := range []string{"v2/requests/" + number + ".json?extensions=true", "v2/requests.json?extensions=true&service_request_id=" + number} {
			a := h.get(path)
			r := only(t, a.body)
			if r["status"] != "closed" || r["agency_responsible"] != nil || r["description"] != nil || r["address"] != nil || r["lat"] != nil {
				t.Errorf("%s: %v", path, r)
			}
			h.keepsSecrets(a.body)
		}
	})
}

// The service of a request is what it was made for, whatever the city files it under.
func TestTheServiceStays(t *testing.T) {
	h := open(t, "sqlite")
	number := h.file(lamp())
	h.take(number, reviewer, casework.Pass, casework.Form{Category: "0201"})
	for path, want := range map[string]int{"service_code=0101": 1, "service_code=0201": 0, "service_code=0201,0101": 1, "service_code=0102&service_code=0101": 1, "service_code=01": 0} {
		if n := len(objects(t, h.get("v2/requests.json?"+path).body)); n != want {
			t.Errorf("%s finds %d, want %d", path, n, want)
		}
	}
	if r := only(t, h.get("v2/requests/"+number+".json").body); r["service_code"] != "0101" {
		t.Errorf("the service became %v", r["service_code"])
	}
}

func TestLists(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		var filed []string // newest first
		for range 5 {
			filed = append([]string{h.file(lamp())}, filed...)
			h.clock.Advance(time.Hour)
		}
		h.closed(filed[4])
		for _, c := range []struct {
			query string
			want  []int // indices into filed
		}{
			{"", []int{0, 1, 2, 3, 4}},
			{"status=open", []int{0, 1, 2, 3}},
			{"status=closed", []int{4}},
			{"status=closed,open", []int{0, 1, 2, 3, 4}},
			{"status=open&status=closed&foo=bar", []int{0, 1, 2, 3, 4}},
			{"page_size=2", []int{0, 1}},
			{"page_size=2&page=2", []int{2, 3}},
			{"page_size=2&page=3", []int{4}},
			{"page_size=2&page=4", nil},
			{"start_date=2026-09-16T13:00:00%2B08:00", []int{0, 1}},
			{"start_date=2026-09-16T13:00:00+08:00", []int{0, 1}},
			{"start_date=2026-09-16T05:00Z", []int{0, 1}},
			{"end_date=2026-09-16T04:00:00Z", []int{2, 3, 4}},
			{"start_date=2026-09-16&end_date=2026-09-16", []int{0, 1, 2, 3, 4}},
			{"start_date=2026-09-17", nil},
			{"end_date=2026-09-15", nil},
			{"start_date=2026-06-30T00:00:00Z&end_date=2026-09-28T00:00:00Z", []int{0, 1, 2, 3, 4}},
			{"updated_after=2026-09-16T14:00:00%2B08:00", []int{0, 4}},
			{"updated_before=2026-09-16T11:00:00%2B08:00", []int{3}},
			{"service_request_id=" + filed[1] + "," + filed[3] + "&status=closed&page_size=0", []int{1, 3}},
			{"service_request_id=" + filed[1] + "&service_request_id=" + filed[1], []int{1}},
			{"service_request_id=unknown", nil},
			{"page=&page_size=&status=&service_code=&start_date=&end_date=&service_request_id=", []int{0, 1, 2, 3, 4}},
		} {
			var got, want []string
			a := h.get("v2/requests.json?" + c.query)
			if a.status != 200 {
				t.Errorf("%s: %d %s", c.query, a.status, a.body)
				continue
			}
			for _, r := range objects(t, a.body) {
				got = append(got, r["service_request_id"].(string))
			}
			for _, i := range c.want {
				want = append(want, filed[i])
			}
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%s: found %v, want %v of %v", c.query, got, c.want, filed)
			}
		}
		h.clock.Advance(90 * 24 * time.Hour)
		if a := h.get("v2/requests.json"); strings.TrimSpace(a.body) != "[]" {
			t.Errorf("after 90 days the list still shows %s", a.body)
		}
		if a := h.get("v2/requests/" + filed[0] + ".json"); a.status != 200 {
			t.Errorf("after 90 days a request is not found by its number: %d", a.status)
		}
	})
}

// An appeal that is still being taken down is nobody's service request.
func TestDraftsAreNotShown(t *testing.T) {
	h := open(t, "sqlite")
	c, err := h.Begin(context.Background(), desk.Appeal{Form: casework.Form{Title: "A lamp", Content: "Dark."}, Channel: "open311"}, centre(1, huiyin.Operator))
	if err != nil {
		t.Fatal(err)
	}
	if a := h.get("v2/requests/" + c.Number + ".json"); a.status != 404 {
		t.Errorf("a draft gives %d %s", a.status, a.body)
	}
	if a := h.get("v2/requests.json"); strings.TrimSpace(a.body) != "[]" {
		t.Errorf("the list shows %s", a.body)
	}
}

// A second round is said, and a request that could not be verified says so.
func TestStatusNotes(t *testing.T) {
	h := open(t, "sqlite")
	number := h.file(lamp())
	h.take(number, reviewer, casework.AskMore, casework.Form{Note: "Which lamp?"})
	h.clock.Advance(14 * 24 * time.Hour)
	if _, err := h.Tick(context.Background()); err != nil {
		t.Fatal(err)
	}
	if r := only(t, h.get("v2/requests/"+number+".json?locale=en").body); r["status"] != "closed" || r["status_notes"] != "Closed: it could not be verified" {
		t.Errorf("%v, %v", r["status"], r["status_notes"])
	}
	number = h.file(lamp())
	h.dispatched(number)
	h.answered(number)
	h.take(number, transfer, casework.PassReply, casework.Form{})
	h.take(number, h.of(10, huiyin.UnitClerk), casework.VisitAppellant, casework.Form{Outcome: "reached", Satisfaction: "dissatisfied", Solved: "no", Opinion: "Still dark."})
	h.take(number, transfer, casework.Rehandle, casework.Form{Advice: "Look again."})
	r := only(t, h.get("v2/requests/"+number+".json?extensions=true").body)
	if r["status"] != "open" || r["status_notes"] != "办理中，第2轮办理" || r["extended_attributes"].(map[string]any)["round"] != 2.0 {
		t.Errorf("%v", r)
	}
}
