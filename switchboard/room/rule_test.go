package room

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"huiyin"
	"huiyin/calendar"
	"huiyin/routing"
)

// fixed is what no rule changes, and why.
var fixed = map[string]string{
	"Calendar":     "it is the city's calendar, which the table of days changes",
	"Centre":       "it names a group of seats, as the rows of seats and hotlines do",
	"Routing.Last": "it is where the ring stands",
	"Routing.Seed": "it is the state of the lot",
	"Callback.Key": "the spoken prompt says which key",
}

// parts are the places of a policy that hold something, by path.
func parts(path string, v reflect.Value, out map[string]any) map[string]any {
	leaf := v.Kind() != reflect.Struct || v.Type() == reflect.TypeFor[calendar.Calendar]() || v.Type() == reflect.TypeFor[Hours]()
	if leaf {
		out[path] = v.Interface()
		return out
	}
	for i := range v.NumField() {
		parts(strings.TrimPrefix(path+"."+v.Type().Field(i).Name, "."), v.Field(i), out)
	}
	return out
}

func partsOf(p Policy) map[string]any { return parts("", reflect.ValueOf(p), map[string]any{}) }

// another is a value of the rule that differs from the one given.
func another(r Rule, value string) string {
	for _, other := range append([]string{fmt.Sprint(r.Least), fmt.Sprint(r.Most), "on", "off", "wd 09:00-17:00"}, r.Choices...) {
		if _, err := DefaultPolicy().With(map[string]string{r.Key: other}); err == nil && other != value {
			return other
		}
	}
	return ""
}

// Every part of a policy is changed by one rule, or nobody is to change it: a new part is either a rule or has a reason.
func TestEveryPartOfAPolicyIsARule(t *testing.T) {
	base := DefaultPolicy()
	by := map[string][]string{}
	for _, r := range base.Rules() {
		value := another(r, r.Value)
		p, err := base.With(map[string]string{r.Key: value})
		if err != nil || value == "" {
			t.Errorf("%s takes nothing but %s: %v", r.Key, r.Value, err)
			continue
		}
		before := partsOf(base)
		for path, is := range partsOf(p) {
			if !reflect.DeepEqual(is, before[path]) {
				by[path] = append(by[path], r.Key)
			}
		}
	}
	for path := range partsOf(base) {
		switch why, is := fixed[path]; {
		case is && len(by[path]) > 0:
			t.Errorf("%s is changed by %v, and should not be: %s", path, by[path], why)
		case !is && len(by[path]) != 1:
			t.Errorf("%s is changed by the rules %v, and should be by one", path, by[path])
		}
	}
	for path := range fixed {
		if _, there := partsOf(base)[path]; !there {
			t.Errorf("%s is no part of a policy", path)
		}
	}
}

// What is written is read as the same, and what a policy says by default can be said as a rule.
func TestRulesSayWhatTheyRead(t *testing.T) {
	base := DefaultPolicy()
	all := map[string]string{}
	for _, r := range base.Rules() {
		if all[r.Key] != "" {
			t.Errorf("%s stands twice", r.Key)
		}
		all[r.Key] = r.Value
		if r.Least > r.Most || (r.Kind == Choice) != (len(r.Choices) > 0) {
			t.Errorf("%s takes nothing: %+v", r.Key, r)
		}
	}
	p, err := base.With(all)
	if err != nil || !reflect.DeepEqual(partsOf(p), partsOf(base)) {
		t.Errorf("the default said as rules is\n%+v\nnot\n%+v: %v", p, base, err)
	}
	for _, c := range []struct{ key, value, want string }{
		{"offer", " 45 ", "45"}, {"offer", "+45", "45"}, {"strategy", "ring_order", "ring_order"}, {"notice", "off", "off"},
		{"callback_hours", "Mon-Fri 9:00-12:00; Sat 09:00-10:00", "Mon-Fri 09:00-12:00; Sat 09:00-10:00"}, {"callback_hours", "24h", "24h"},
		{"callback_hours", "wd 09:00-12:00  13:00-17:00", "wd 09:00-12:00 13:00-17:00"}, {"callback_gaps", "90  300 1260 ", "90 300 1260"},
		{"callback_gaps", "30", "30"}, {"widen_after", "0", "0"}, {"repeat", "0", "0"}, {"callback_base", "-60", "-60"},
	} {
		p, err := base.With(map[string]string{c.key: c.value})
		if got := valueOf(p, c.key); err != nil || got != c.want {
			t.Errorf("%s = %q is read as %q: %v", c.key, c.value, got, err)
		}
	}
	p, _ = base.With(map[string]string{"offer": "45", "repeat": "60", "callback_gaps": "90 30"})
	if p.Offer != 45*time.Second || p.Repeat != time.Hour || !slices.Equal(p.Callback.Gaps, []time.Duration{90 * time.Minute, 30 * time.Minute}) {
		t.Errorf("read as %v, %v and %v", p.Offer, p.Repeat, p.Callback.Gaps)
	}
}

func valueOf(p Policy, key string) string {
	for _, r := range p.Rules() {
		if r.Key == key {
			return r.Value
		}
	}
	return ""
}

func TestValuesThatRulesDoNotTake(t *testing.T) {
	base := DefaultPolicy()
	for _, c := range []struct {
		values map[string]string
		code   string
		says   string
	}{
		{map[string]string{"offer": "4"}, "invalid_value", `The rule offer takes a whole number of seconds from 5 to 120; "4" is not that.`},
		{map[string]string{"offer": "121"}, "invalid_value", "from 5 to 120"},
		{map[string]string{"offer": "12.5"}, "invalid_value", "whole number"},
		{map[string]string{"offer": ""}, "invalid_value", "offer"},
		{map[string]string{"offer": "99999999999999999999"}, "invalid_value", "offer"},
		{map[string]string{"queue_calls": "-1"}, "invalid_value", "a whole number from 0 to 5000"},
		{map[string]string{"callback_base": "1"}, "invalid_value", "a whole number of points from -86400 to 0"},
		{map[string]string{"strategy": "fastest"}, "invalid_value", "one of longest_idle, fewest_calls,"},
		{map[string]string{"survey": "yes"}, "invalid_value", "on or off"},
		{map[string]string{"callback_hours": ""}, "invalid_value", "hours such as 24h"},
		{map[string]string{"callback_hours": "always"}, "invalid_value", "hours such as 24h"},
		{map[string]string{"callback_gaps": "90 0"}, "invalid_value", "up to 10 whole numbers of minutes"},
		{map[string]string{"callback_gaps": "1 2 3 4 5 6 7 8 9 10 11"}, "invalid_value", "up to 10"},
		{map[string]string{"callback_gaps": strings.Repeat(" ", valueMost) + "9\xff"}, "invalid_value", "up to 10"},
		{map[string]string{"colour": "red"}, "rule_not_found", `no rule "colour"`},
		{map[string]string{"wrap_up": "601"}, "rule_wrap_up", "(wrap_up_most)"},
		{map[string]string{"wrap_up": "60", "wrap_up_most": "59"}, "rule_wrap_up", "(wrap_up)"},
		{map[string]string{"short": "6"}, "rule_abandoned", "(abandoned)"},
		{map[string]string{"announce": "9"}, "rule_announce", "10 seconds"},
		{map[string]string{"weight_emergency": "1000"}, "rule_emergency", "(weight_emergency)"},
	} {
		p, err := base.With(c.values)
		e, is := err.(*huiyin.Error)
		if !is || e.Code != c.code || !strings.Contains(e.Say, c.says) {
			t.Errorf("%v: %v", c.values, err)
		}
		if !reflect.DeepEqual(partsOf(p), partsOf(base)) {
			t.Errorf("%v was refused and yet changed the policy", c.values)
		}
	}
}

// What was kept and cannot stand any more is left out; the rest holds. What a policy is made with in code need not fit.
func TestWhatCannotStandIsLeftOut(t *testing.T) {
	p, left := DefaultPolicy().Ruled(map[string]string{"offer": "30", "strategy": "fastest", "colour": "red", "wrap_up": "900", "extend": "20", "short": "6"})
	if p.Offer != 30*time.Second || p.Extend != 20*time.Second || p.WrapUp != 45*time.Second || p.Short != 3*time.Second || p.Routing.Strategy != routing.LongestIdle {
		t.Errorf("the policy is %+v", p)
	}
	var said []string
	for _, err := range left {
		said = append(said, err.(*huiyin.Error).Code)
	}
	if got := strings.Join(said, " "); got != "rule_not_found invalid_value rule_wrap_up rule_abandoned" {
		t.Errorf("left out because of %s", got)
	}
	odd := DefaultPolicy()
	odd.WrapUp, odd.WrapUpMost, odd.Callback.Gaps, odd.Widen = time.Hour, 0, nil, nil
	if p, left = odd.Ruled(map[string]string{"offer": "30"}); len(left) > 0 || p.WrapUp != time.Hour || valueOf(p, "callback_gaps") != "" || valueOf(p, "widen_after") != "0" {
		t.Errorf("%v: %+v", left, p)
	}
}

// Whatever can be read is written so that it is read as the same.
func FuzzRules(f *testing.F) {
	for i, r := range DefaultPolicy().Rules() {
		f.Add(uint8(i), r.Value)
		f.Add(uint8(i), "0")
	}
	f.Add(uint8(0), "Mon-Sun 08:30-20:30")
	f.Add(uint8(0), "90 300 1260")
	f.Fuzz(func(t *testing.T, i uint8, value string) {
		base := DefaultPolicy()
		key := base.Rules()[int(i)%len(rules)].Key
		p, err := base.With(map[string]string{key: value})
		if err != nil {
			if huiyin.KindOf(err) != huiyin.KindInvalid {
				t.Fatalf("%s = %q: %v", key, value, err)
			}
			return
		}
		text := valueOf(p, key)
		again, err := base.With(map[string]string{key: text})
		if err != nil || valueOf(again, key) != text || !reflect.DeepEqual(partsOf(again), partsOf(p)) {
			t.Fatalf("%s = %q is %q, and that is %q: %v", key, value, text, valueOf(again, key), err)
		}
	})
}
