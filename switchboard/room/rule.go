package room

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"huiyin"
	"huiyin/routing"
)

// Rule is something of a Policy that a city may change.
type Rule struct {
	Key         string
	Group       RuleGroup
	Kind        RuleKind
	Least, Most int      // of what is counted
	Choices     []string // of a Choice
	Value       string   // what the policy says, as a person would write it

	of func(*Policy) any // the place in the policy, as a pointer
}

// RuleGroup says what a rule is about.
type RuleGroup string

const (
	QueueRule    RuleGroup = "queue"
	SeatRule     RuleGroup = "seats"
	SoundRule    RuleGroup = "sounds"
	CallbackRule RuleGroup = "callbacks"
	SurgeRule    RuleGroup = "surge"
	FigureRule   RuleGroup = "figures"
)

// RuleKind says what values a rule takes.
type RuleKind string

const (
	Seconds  RuleKind = "seconds"
	Minutes  RuleKind = "minutes"
	Count    RuleKind = "count"
	Points   RuleKind = "points"
	Choice   RuleKind = "choice"
	Switch   RuleKind = "switch"       // on or off
	OpenAt   RuleKind = "hours"        // as ParseHours reads them
	Sequence RuleKind = "minutes_list" // several numbers of minutes
)

const dayMinutes = 24 * 60

// rules is every rule, in the order in which people read them. There is no other place to look.
var rules = []Rule{
	{"strategy", QueueRule, Choice, 0, 0, strategies(), "", func(p *Policy) any { return &p.Routing.Strategy }},
	{"widen_after", QueueRule, Seconds, 0, 600, nil, "", func(p *Policy) any { return &p.Widen }},
	{"parallel_after", QueueRule, Seconds, 0, 600, nil, "", func(p *Policy) any { return &p.ParallelAfter }},
	{"branch_after", QueueRule, Seconds, 0, 600, nil, "", func(p *Policy) any { return &p.BranchAfter }},
	{"weight_second", QueueRule, Points, 1, 100, nil, "", func(p *Policy) any { return &p.Routing.Weights.PerSecond }},
	{"weight_emergency", QueueRule, Points, 0, weightMost, nil, "", func(p *Policy) any { return &p.Routing.Weights.Emergency }},
	{"weight_cut_off", QueueRule, Points, 0, weightMost, nil, "", func(p *Policy) any { return &p.Routing.Weights.CutOff }},
	{"weight_promised", QueueRule, Points, 0, weightMost, nil, "", func(p *Policy) any { return &p.Routing.Weights.Promised }},
	{"weight_special", QueueRule, Points, 0, weightMost, nil, "", func(p *Policy) any { return &p.Routing.Weights.Special }},
	{"weight_repeat", QueueRule, Points, 0, weightMost, nil, "", func(p *Policy) any { return &p.Routing.Weights.Repeat }},
	{"repeat", QueueRule, Minutes, 0, 30 * dayMinutes, nil, "", func(p *Policy) any { return &p.Repeat }},
	{"queue_calls", QueueRule, Count, 0, 5000, nil, "", func(p *Policy) any { return &p.Limits.Calls }},
	{"queue_wait", QueueRule, Minutes, 0, 240, nil, "", func(p *Policy) any { return &p.Limits.Wait }},
	{"keep_place", QueueRule, Minutes, 0, 120, nil, "", func(p *Policy) any { return &p.KeepPlace }},
	{"return", QueueRule, Seconds, 0, 60, nil, "", func(p *Policy) any { return &p.Return }},

	{"offer", SeatRule, Seconds, 5, 120, nil, "", func(p *Policy) any { return &p.Offer }},
	{"wrap_up", SeatRule, Seconds, 1, 900, nil, "", func(p *Policy) any { return &p.WrapUp }},
	{"extend", SeatRule, Seconds, 5, 900, nil, "", func(p *Policy) any { return &p.Extend }},
	{"wrap_up_most", SeatRule, Seconds, 1, 3600, nil, "", func(p *Policy) any { return &p.WrapUpMost }},
	{"dial_most", SeatRule, Seconds, 10, 120, nil, "", func(p *Policy) any { return &p.DialMost }},
	{"lost", SeatRule, Minutes, 1, 60, nil, "", func(p *Policy) any { return &p.Lost }},

	{"notice", SoundRule, Switch, 0, 0, nil, "", func(p *Policy) any { return &p.Notice }},
	{"notice_most", SoundRule, Seconds, 5, 120, nil, "", func(p *Policy) any { return &p.NoticeMost }},
	{"announce", SoundRule, Seconds, 0, 600, nil, "", func(p *Policy) any { return &p.Announce }},
	{"survey", SoundRule, Switch, 0, 0, nil, "", func(p *Policy) any { return &p.Survey }},
	{"survey_most", SoundRule, Seconds, 5, 60, nil, "", func(p *Policy) any { return &p.SurveyMost }},
	{"sound_most", SoundRule, Seconds, 5, 60, nil, "", func(p *Policy) any { return &p.SoundMost }},

	{"callback_offer", CallbackRule, Seconds, 0, 3600, nil, "", func(p *Policy) any { return &p.Limits.Expected }},
	{"callback_hours", CallbackRule, OpenAt, 0, 0, nil, "", func(p *Policy) any { return &p.Callback.Hours }},
	{"callback_delay", CallbackRule, Minutes, 0, 120, nil, "", func(p *Policy) any { return &p.Callback.Delay }},
	{"callback_promise", CallbackRule, Minutes, 10, dayMinutes, nil, "", func(p *Policy) any { return &p.Callback.Promise }},
	{"callback_gaps", CallbackRule, Sequence, 1, 7 * dayMinutes, nil, "", func(p *Policy) any { return &p.Callback.Gaps }},
	{"callback_at_once", CallbackRule, Count, 0, 500, nil, "", func(p *Policy) any { return &p.Callback.AtOnce }},
	{"callback_base", CallbackRule, Points, -weightMost, 0, nil, "", func(p *Policy) any { return &p.Callback.Base }},

	{"surge_calls", SurgeRule, Count, 0, 5000, nil, "", func(p *Policy) any { return &p.Surge.Calls }},
	{"surge_expected", SurgeRule, Seconds, 0, 3600, nil, "", func(p *Policy) any { return &p.Surge.Expected }},
	{"surge_hold", SurgeRule, Seconds, 0, 600, nil, "", func(p *Policy) any { return &p.Surge.Hold }},
	{"surge_calm", SurgeRule, Minutes, 1, 120, nil, "", func(p *Policy) any { return &p.Surge.Calm }},

	{"target", FigureRule, Seconds, 1, 300, nil, "", func(p *Policy) any { return &p.Target }},
	{"short", FigureRule, Seconds, 0, 60, nil, "", func(p *Policy) any { return &p.Short }},
	{"abandoned", FigureRule, Seconds, 0, 300, nil, "", func(p *Policy) any { return &p.Abandoned }},
	{"handling", FigureRule, Seconds, 10, 3600, nil, "", func(p *Policy) any { return &p.Handling }},
}

// weightMost lets nobody pass more than a day of waiting.
const weightMost = 86_400

func strategies() []string {
	var out []string
	for _, s := range routing.Strategies {
		out = append(out, string(s.Strategy))
	}
	return out
}

// accord is what must hold between rules.
type accord struct {
	rules []string
	code  string
	say   string
	holds func(Policy) bool
}

var accords = []accord{
	{[]string{"wrap_up", "wrap_up_most"}, "rule_wrap_up", "The wrap-up (wrap_up) must not be longer than it may become with all extensions (wrap_up_most).",
		func(p Policy) bool { return p.WrapUp <= p.WrapUpMost }},
	{[]string{"short", "abandoned"}, "rule_abandoned", "Who is rung back (abandoned) must have waited at least as long as counts as having waited at all (short).",
		func(p Policy) bool { return p.Short <= p.Abandoned }},
	{[]string{"announce"}, "rule_announce", "Between two announcements (announce) there must be at least 10 seconds, for they take some themselves; 0 makes none.",
		func(p Policy) bool { return p.Announce == 0 || p.Announce >= 10*time.Second }},
	{[]string{"weight_emergency", "weight_cut_off", "weight_promised", "weight_special", "weight_repeat"}, "rule_emergency", "An emergency (weight_emergency) must weigh at least as much as every other mark.",
		func(p Policy) bool {
			w := p.Routing.Weights
			return w.Emergency >= max(w.CutOff, w.Promised, w.Special, w.Repeat)
		}},
}

func (a accord) concerns(values map[string]string) bool {
	return slices.ContainsFunc(a.rules, func(key string) bool { _, ok := values[key]; return ok })
}

// Rules lists every rule with what the policy says.
func (p Policy) Rules() []Rule {
	out := slices.Clone(rules)
	for i := range out {
		out[i].Value = out[i].write(&p)
		out[i].Choices = slices.Clone(out[i].Choices)
	}
	return out
}

// With is the policy with other values of some rules, by key. It fails with a huiyin.Error that names a rule and what it
// takes, also where values do not go together.
func (p Policy) With(values map[string]string) (Policy, error) {
	q, left := p.Ruled(values)
	if len(left) > 0 {
		return p, left[0]
	}
	return q, nil
}

// Ruled is the policy with those of the values that can stand, and why the others were left out: of values that do not
// go together, all.
func (p Policy) Ruled(values map[string]string) (Policy, []error) {
	q, stand, left := p, map[string]string{}, []error(nil)
	for _, key := range slices.Sorted(maps.Keys(values)) {
		if err := q.set(key, values[key]); err != nil {
			left = append(left, err)
		} else {
			stand[key] = values[key]
		}
	}
	for _, a := range accords {
		if a.concerns(stand) && !a.holds(q) {
			maps.DeleteFunc(stand, func(key, _ string) bool { return slices.Contains(a.rules, key) })
			rest, more := p.Ruled(stand)
			return rest, append(append(left, &huiyin.Error{Kind: huiyin.KindInvalid, Field: "value", Code: a.code, Say: a.say}), more...)
		}
	}
	return q, left
}

func (p *Policy) set(key, value string) error {
	i := slices.IndexFunc(rules, func(r Rule) bool { return r.Key == key })
	if i < 0 {
		return huiyin.NotFound("rule", "There is no rule %q.", key)
	}
	q := *p
	err := rules[i].read(value, &q)
	if err == nil {
		*p = q
	}
	return err
}

// Check refuses a value that the rule does not take.
func (r Rule) Check(value string) error { return r.read(value, &Policy{}) }

// valueMost is the longest value, in bytes.
const valueMost = 300

// read puts a value into the policy.
func (r Rule) read(value string, p *Policy) error {
	value = strings.TrimSpace(value)
	if len(value) > valueMost || !utf8.ValidString(value) {
		return huiyin.Invalid("value", "The rule %s takes %s.", r.Key, r.takes())
	}
	ok := false
	switch at := r.of(p).(type) {
	case *bool:
		*at, ok = value == "on", value == "on" || value == "off"
	case *routing.Strategy:
		*at, ok = routing.Strategy(value), slices.Contains(r.Choices, value)
	case *Hours:
		h, err := ParseHours(value)
		*at, ok = h, err == nil && value != ""
	case *int:
		*at, ok = r.number(value)
	case *time.Duration:
		var n int
		n, ok = r.number(value)
		*at = time.Duration(n) * r.unit()
	case *[]routing.Step:
		var n int
		n, ok = r.number(value)
		*at = []routing.Step{{After: time.Duration(n) * r.unit(), Drop: routing.AllKinds}}
	case *[]time.Duration:
		*at, ok = r.numbers(value)
	}
	if !ok {
		return huiyin.Invalid("value", "The rule %s takes %s; %q is not that.", r.Key, r.takes(), value)
	}
	return nil
}

// write is what the policy says.
func (r Rule) write(p *Policy) string {
	switch at := r.of(p).(type) {
	case *bool:
		if *at {
			return "on"
		}
		return "off"
	case *routing.Strategy:
		if *at == "" {
			return string(routing.LongestIdle)
		}
		return string(*at)
	case *Hours:
		return at.String()
	case *int:
		return strconv.Itoa(*at)
	case *time.Duration:
		return strconv.Itoa(int(*at / r.unit()))
	case *[]routing.Step:
		if len(*at) == 0 {
			return "0"
		}
		return strconv.Itoa(int((*at)[0].After / r.unit()))
	case *[]time.Duration:
		words := make([]string, len(*at))
		for i, gap := range *at {
			words[i] = strconv.Itoa(int(gap / r.unit()))
		}
		return strings.Join(words, " ")
	}
	return ""
}

func (r Rule) unit() time.Duration {
	if r.Kind == Seconds {
		return time.Second
	}
	return time.Minute
}

func (r Rule) number(value string) (int, bool) {
	n, err := strconv.Atoi(value)
	return n, err == nil && n >= r.Least && n <= r.Most
}

// sequenceMost is how many numbers a Sequence has at most.
const sequenceMost = 10

func (r Rule) numbers(value string) ([]time.Duration, bool) {
	var out []time.Duration
	for word := range strings.FieldsSeq(value) {
		n, ok := r.number(word)
		if !ok {
			return nil, false
		}
		out = append(out, time.Duration(n)*r.unit())
	}
	return out, len(out) > 0 && len(out) <= sequenceMost
}

// takes says what values the rule takes.
func (r Rule) takes() string {
	span := "from " + strconv.Itoa(r.Least) + " to " + strconv.Itoa(r.Most)
	switch r.Kind {
	case Seconds, Minutes, Points:
		return "a whole number of " + string(r.Kind) + " " + span
	case Count:
		return "a whole number " + span
	case Choice:
		return "one of " + strings.Join(r.Choices, ", ")
	case Switch:
		return "on or off"
	case OpenAt:
		return "hours such as 24h, wd 09:00-17:00 or Mon-Fri 09:00-12:00; Sat 09:00-10:00"
	}
	return "up to " + strconv.Itoa(sequenceMost) + " whole numbers of minutes " + span + " with spaces between, such as 90 300 1260"
}
