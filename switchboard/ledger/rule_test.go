package ledger_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"huiyin"
	"huiyin/store"
	"huiyin/switchboard/ledger"
)

var admin = centre(1008, huiyin.Admin)

// rule is what a rule is now, as an operator reads it.
func (h *house) rule(key string) ledger.Rule {
	h.t.Helper()
	list, err := h.Rules(ctx, op)
	h.try(err)
	i := slices.IndexFunc(list, func(r ledger.Rule) bool { return r.Key == key })
	return list[i]
}

func (h *house) kept() (list []store.RoomRule) {
	h.t.Helper()
	h.try(h.store.Read(ctx, func(t *store.Tx) (err error) { list, err = t.RoomRules(); return err }))
	return list
}

// ruled is what the journal says of rules, in order.
func (h *house) ruled() string {
	h.t.Helper()
	var out []string
	h.try(h.store.Read(ctx, func(t *store.Tx) error {
		list, err := t.Events(ledger.CentreStream, 1, 500)
		out = nil
		for _, e := range list {
			var d struct{ Key, From, To string }
			if err := json.Unmarshal(e.Data, &d); err != nil {
				return err
			}
			out = append(out, fmt.Sprintf("%s %s %s: %s to %s", e.Kind, e.By, d.Key, d.From, d.To))
		}
		return err
	}))
	return strings.Join(out, "\n")
}

func TestARuleIsChangedAndGoesBack(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		if r := h.rule("offer"); r.Value != "15" || r.Default != "15" || !r.At.IsZero() || r.By != 0 {
			t.Errorf("the rule begins as %+v", r)
		}
		h.try(h.store.Write(ctx, func(t *store.Tx) error {
			return t.AddStaff(store.Staff{ID: leader.Staff, Login: "leader", Name: "值班长", Roles: leader.Roles, Active: true})
		}))
		r, err := h.ChangeRule(ctx, ledger.RuleChange{Key: "offer", Value: " 20", Seen: "15"}, leader)
		h.try(err)
		if r.Value != "20" || r.Default != "15" || !r.At.Equal(wednesday) || r.By != leader.Staff || r.ByName != "值班长" {
			t.Errorf("the rule became %+v", r)
		}
		if again := h.rule("offer"); again.Value != "20" || again.ByName != "值班长" {
			t.Errorf("and is read as %+v", again)
		}
		_, err = h.ChangeRule(ctx, ledger.RuleChange{Key: "offer", Value: "30", Seen: "15"}, admin)
		h.refused(err, "rule_changed_meanwhile")
		_, err = h.ChangeRule(ctx, ledger.RuleChange{Key: "offer", Value: "20", Seen: "20"}, admin) // nothing changes
		h.try(err)
		_, err = h.ChangeRule(ctx, ledger.RuleChange{Key: "offer", Value: "25"}, admin)
		h.try(err)
		if r, err = h.ChangeRule(ctx, ledger.RuleChange{Key: "offer"}, admin); err != nil || r.Value != "15" || !r.At.IsZero() || r.ByName != "" {
			t.Errorf("went back to %+v: %v", r, err)
		}
		_, err = h.ChangeRule(ctx, ledger.RuleChange{Key: "offer", Value: "20"}, admin)
		h.try(err)
		_, err = h.ChangeRule(ctx, ledger.RuleChange{Key: "offer", Value: "15"}, admin) // the default by its name
		h.try(err)
		if len(h.kept()) > 0 {
			t.Errorf("the default is kept: %+v", h.kept())
		}
		want := "rule.changed staff:1003 offer: 15 to 20\nrule.changed staff:1008 offer: 20 to 25\nrule.changed staff:1008 offer: 25 to 15\n" +
			"rule.changed staff:1008 offer: 15 to 20\nrule.changed staff:1008 offer: 20 to 15"
		if got := h.ruled(); got != want {
			t.Errorf("the journal says\n%s\nand should say\n%s", got, want)
		}
	})
}

func TestRulesThatAreNotChanged(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		for _, c := range []struct {
			change ledger.RuleChange
			who    huiyin.Actor
			code   string
		}{
			{ledger.RuleChange{Key: "offer", Value: "20"}, op, "permission"},
			{ledger.RuleChange{Key: "offer", Value: "20"}, inspector, "permission"},
			{ledger.RuleChange{Key: "colour", Value: "red"}, admin, "rule_not_found"},
			{ledger.RuleChange{Key: "offer", Value: "soon"}, admin, "invalid_value"},
			{ledger.RuleChange{Key: "wrap_up", Value: "700"}, admin, "rule_wrap_up"},
		} {
			_, err := h.ChangeRule(ctx, c.change, c.who)
			h.refused(err, c.code)
		}
		_, err := h.Rules(ctx, analyst)
		h.refused(err, "permission")
		if len(h.kept()) > 0 || h.ruled() != "" {
			t.Errorf("something was written: %+v", h.kept())
		}
		_, err = h.ChangeRule(ctx, ledger.RuleChange{Key: "wrap_up_most", Value: "900"}, admin)
		h.try(err)
		_, err = h.ChangeRule(ctx, ledger.RuleChange{Key: "wrap_up", Value: "700"}, admin)
		h.try(err)
		_, err = h.ChangeRule(ctx, ledger.RuleChange{Key: "wrap_up_most"}, admin) // back would leave the wrap-up without room
		h.refused(err, "rule_wrap_up")
	})
}

// A row that cannot stand is not in force and in nobody's way.
func TestARuleThatCannotStand(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		h.try(h.store.Write(ctx, func(t *store.Tx) error {
			for key, value := range map[string]string{"offer": "9999", "colour": "red", "extend": "30"} {
				if err := t.SaveRoomRule(store.RoomRule{Key: key, Value: value, At: wednesday, By: op.Staff}); err != nil {
					return err
				}
			}
			return nil
		}))
		if r := h.rule("offer"); r.Value != "15" || !r.At.IsZero() {
			t.Errorf("what cannot stand is shown as %+v", r)
		}
		if r := h.rule("extend"); r.Value != "30" || r.ByName != "Somebody" {
			t.Errorf("what can is shown as %+v", r)
		}
		_, err := h.ChangeRule(ctx, ledger.RuleChange{Key: "strategy", Value: "random"}, admin)
		h.try(err)
		_, err = h.ChangeRule(ctx, ledger.RuleChange{Key: "offer", Value: "9999"}, admin)
		h.refused(err, "invalid_value")
		_, err = h.ChangeRule(ctx, ledger.RuleChange{Key: "offer", Value: "40"}, admin)
		h.try(err)
		if r := h.rule("offer"); r.Value != "40" {
			t.Errorf("it was mended to %+v", r)
		}
	})
}

// Two people change rules that must go together at the same moment: one of them is refused.
func TestRulesGoTogetherWhoeverIsFaster(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		for range 10 {
			for _, key := range []string{"wrap_up", "wrap_up_most"} {
				_, err := h.ChangeRule(ctx, ledger.RuleChange{Key: key}, admin)
				h.try(err)
			}
			var all sync.WaitGroup
			errs := make([]error, 2)
			for i, c := range []ledger.RuleChange{{Key: "wrap_up", Value: "300"}, {Key: "wrap_up_most", Value: "200"}} {
				all.Go(func() { _, errs[i] = h.ChangeRule(ctx, c, admin) })
			}
			all.Wait()
			if (errs[0] == nil) == (errs[1] == nil) {
				t.Fatalf("of two that do not go together came %v and %v", errs[0], errs[1])
			}
		}
	})
}
