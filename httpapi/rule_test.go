package httpapi_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"huiyin"
)

// Whoever works in the room reads its rules; who leads it and who administers the house change them; the live room follows
// at once, and where no calls are taken they are kept for when they are.
func TestRulesOfTheRoom(t *testing.T) {
	for name, live := range map[string]bool{"with a live room": true, "where no calls are taken": false} {
		t.Run(name, func(t *testing.T) {
			h := open(t)
			if live {
				h.hold()
			}
			op, leader, admin := h.join("op", 0, huiyin.Operator), h.join("leader", 0, huiyin.ShiftLeader), h.join("chief", 0, huiyin.Admin)
			for _, c := range []struct {
				who    *person
				key    string
				body   string
				status int
				says   string
			}{
				{op, "offer", `{"value":"20"}`, http.StatusForbidden, `"code":"permission"`},
				{leader, "colour", `{"value":"red"}`, http.StatusNotFound, `"code":"rule_not_found"`},
				{leader, "offer", `{"value":"soon"}`, http.StatusUnprocessableEntity, `The rule offer takes a whole number of seconds from 5 to 120`},
				{leader, "wrap_up", `{"value":"601"}`, http.StatusUnprocessableEntity, `"code":"rule_wrap_up"`},
				{leader, "weight_repeat", `{"value":"90","seen":"60"}`, http.StatusOK, `"value":"90","default":"60","changed_at":"`},
				{admin, "weight_repeat", `{"value":"80","seen":"60"}`, http.StatusConflict, `"code":"rule_changed_meanwhile"`},
				{admin, "weight_repeat", `{"value":""}`, http.StatusOK, `"value":"60","default":"60"}`},
				{leader, "repeat", `{"value":"30"}`, http.StatusOK, `"name":"leader"`},
			} {
				res, body := h.send(c.who, "PUT", "/room/rules/"+c.key, c.body, nil)
				if res.StatusCode != c.status || !strings.Contains(string(body), c.says) {
					t.Errorf("%s %s: %d %s", c.key, c.body, res.StatusCode, body)
				}
			}
			h.readsRules(op, "repeat", "30", "1440")
			h.readsRules(admin, "repeat", "30", "1440")
			h.readsRules(h.join("inspector", 0, huiyin.Inspector), "repeat", "30", "1440")
			if res, _ := h.send(h.join("analyst", 0, huiyin.Analyst), "GET", "/room/rules", nil, nil); res.StatusCode != http.StatusForbidden {
				t.Errorf("an analyst reads the rules: %d", res.StatusCode)
			}
			if !live {
				return
			}
			if _, board := h.asks(leader, `{"type":"board","on":true}`); !strings.Contains(board, `"repeat_s":1800,`) {
				t.Errorf("the live room did not follow: %.300s", board)
			}
		})
	}
}

// readsRules checks what somebody reads of a rule.
func (h *house) readsRules(who *person, key, value, normal string) {
	h.t.Helper()
	res, body := h.send(who, "GET", "/room/rules", nil, nil)
	type rule struct{ Key, Value, Default, Group, Kind string }
	var list struct{ Items []rule }
	if err := json.Unmarshal(body, &list); err != nil || res.StatusCode != http.StatusOK {
		h.t.Fatalf("%d %s: %v", res.StatusCode, body, err)
	}
	i := slices.IndexFunc(list.Items, func(r rule) bool { return r.Key == key })
	if i < 0 || list.Items[i].Value != value || list.Items[i].Default != normal || list.Items[i].Group == "" || list.Items[i].Kind == "" {
		h.t.Errorf("the rule %s is read from %s", key, body)
	}
}
