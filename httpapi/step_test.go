package httpapi_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"huiyin"
)

// A step that cannot be gets a sentence that names the field or the rule, and the case stays as it was.
func TestBadSteps(t *testing.T) {
	h := open(t)
	top := h.dir.City().Units[0].ID
	op, reviewer, officer, clerk := h.join("op", 0, huiyin.Operator), h.join("rev", 0, huiyin.Reviewer), h.join("officer", 0, huiyin.TransferOfficer), h.join("clerk", top, huiyin.UnitClerk)
	res, body := h.send(op, "POST", "/cases", map[string]string{"title": "Dark lamp", "content": "It is dark.", "nature": "complaint"}, nil)
	var r receipt
	must(t, json.Unmarshal(body, &r))
	type asked = map[string]any
	path := fmt.Sprintf("/cases/%d/steps", r.ID)
	refused := func(who *person, what string, step asked, status int, want string) {
		t.Helper()
		_, before := h.send(who, "GET", strings.TrimSuffix(path, "/steps"), nil, nil)
		res, body := h.send(who, "POST", path, step, nil)
		if res.StatusCode != status || !strings.Contains(string(body), want) {
			t.Errorf("%s: status %d, %s", what, res.StatusCode, body)
		}
		if _, after := h.send(who, "GET", strings.TrimSuffix(path, "/steps"), nil, nil); string(after) != string(before) {
			t.Errorf("%s changed the case:\n%s\n%s", what, before, after)
		}
	}
	taken := func(who *person, step asked) (c struct {
		Assignments []struct{ ID int64 }
	}) {
		t.Helper()
		if res, body = h.send(who, "POST", path, step, nil); res.StatusCode != http.StatusOK {
			t.Fatalf("%v: %d %s", step["step"], res.StatusCode, body)
		}
		must(t, json.Unmarshal(body, &c))
		return c
	}
	refused(reviewer, "a step for others", asked{"step": "pass_reply"}, 403, `"code"`)
	refused(officer, "a step that is not open", asked{"step": "pass_reply"}, 409, `"step_not_open"`)
	refused(reviewer, "a step that nobody knows", asked{"step": "fly"}, 422, `"field":"step"`)
	refused(reviewer, "a version that was passed", asked{"step": "pass", "version": 9}, 409, `"code"`)
	refused(reviewer, "a field that is missing", asked{"step": "ask_more"}, 422, `"field":"note"`)
	refused(op, "their own review", asked{"step": "pass"}, 403, `"code"`)
	taken(reviewer, asked{"step": "pass"})
	for _, unit := range []int64{1, -4, 1 << 60} {
		refused(officer, "an unknown unit", asked{"step": "dispatch", "form": asked{"unit": unit}}, 422, `"field":"unit"`)
		refused(officer, "an unknown co-handler", asked{"step": "dispatch", "form": asked{"unit": top, "units": []int64{unit}}}, 422, `"field":"unit"`)
	}
	refused(officer, "no unit", asked{"step": "dispatch"}, 422, `"field":"unit"`)
	refused(officer, "a limit of no time", asked{"step": "dispatch", "form": asked{"unit": top, "limit": "0wd"}}, 422, `"field":"limit"`)
	part := taken(officer, asked{"step": "dispatch", "form": asked{"unit": top}}).Assignments[0].ID
	taken(clerk, asked{"step": "sign", "assignment": part})
	for _, moment := range []string{"1900-01-01T00:00:00Z", "2999-01-01T00:00:00Z", "yesterday"} {
		refused(clerk, "a visit on site of "+moment, asked{"step": "verify", "assignment": part, "form": asked{"true": "yes", "note": "It is dark.", "moment": moment}}, 422, `moment"`)
	}
	refused(clerk, "somebody else's part", asked{"step": "contact", "assignment": part + 1, "form": asked{"outcome": "reached", "note": "x"}}, 404, `"code"`)
}
