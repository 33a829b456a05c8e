package httpapi_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"huiyin"
	"huiyin/switchboard"
	live "huiyin/switchboard/room"
)

// hold opens the house's live room, without a telephone.
func (h *house) hold() {
	h.t.Helper()
	policy := live.DefaultPolicy()
	policy.Calendar = h.dir.City().Book.Calendar
	h.api.Switchboard = switchboard.New(switchboard.Options{Store: h.store, Vault: h.vault, Desk: h.api.Desk, Ledger: h.api.Ledger, Policy: policy, Now: time.Now})
	h.api.Handler() // it lets consoles into the room from now on
	running, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- h.api.Switchboard.Run(running) }()
	h.t.Cleanup(func() {
		stop()
		must(h.t, <-done)
	})
}

// An inspector sees the whole room and touches nothing in it; an operator works in it and does not see it whole.
func TestWhoSeesTheRoom(t *testing.T) {
	h := open(t)
	h.hold()
	for _, c := range []struct {
		login string
		role  huiyin.Role
		order string
		code  string // of the refusal; "": it is done
	}{
		{"inspector", huiyin.Inspector, `{"type":"board","on":true}`, ""},
		{"inspector-surge", huiyin.Inspector, `{"type":"surge","on":true}`, "permission"},
		{"inspector-sit", huiyin.Inspector, `{"type":"sit","seat":1,"device":"browser"}`, "permission"},
		{"inspector-listen", huiyin.Inspector, `{"type":"watch","seat":1,"ear":"listen"}`, "permission"},
		{"inspector-phone", huiyin.Inspector, `{"type":"offer","sdp":"v=0"}`, "permission"},
		{"leader", huiyin.ShiftLeader, `{"type":"board","on":true}`, ""},
		{"leader-surge", huiyin.ShiftLeader, `{"type":"surge","on":true}`, ""},
		{"operator", huiyin.Operator, `{"type":"board","on":true}`, "permission"},
	} {
		code, board := h.asks(h.join(c.login, 0, c.role), c.order)
		if code != c.code || c.code == "" && !strings.Contains(board, `"rules":{"per_second":1,"repeat_s":86400,"target_s":15,"boosts":[{"name":"emergency","points":3600}`) && strings.Contains(c.order, "board") {
			t.Errorf("%s: refused with %q, the board is %.300s", c.login, code, board)
		}
	}
}

// asks gives the code of a refusal, or the board that was asked for. What is granted and tells nothing is followed by
// the refusal of something that is no order.
func (h *house) asks(who *person, order string) (code, board string) {
	h.t.Helper()
	c := (&room{house: h}).sit(who)
	write(h.t, c, order)
	write(h.t, c, `{"type":"nonsense"}`)
	for over := false; !over || code == "" && board == "" && strings.Contains(order, "board"); {
		_, text, err := c.Read(h.t.Context())
		must(h.t, err)
		var m struct {
			Type, Of string
			Problem  struct{ Code string }
		}
		must(h.t, json.Unmarshal(text, &m))
		switch {
		case m.Type == "board":
			board = string(text)
		case m.Type == "problem" && m.Of == "nonsense":
			over = true
		case m.Type == "problem":
			code = m.Problem.Code
		}
	}
	return code, board
}
