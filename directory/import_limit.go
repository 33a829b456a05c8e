package directory

import (
	"slices"
	"strings"
	"time"

	"huiyin"
	"huiyin/calendar"
	"huiyin/casework"
	"huiyin/store"
)

// limitKey are the columns that tell one limit from another.
var limitKey = []string{"kind", "category", "nature", "urgency", "channel", "valid_from"}

// limits is the table of limits. The built-in rows count as on record; a row of the city's own with the same key
// stands before them.
var limits = kind{
	name: "limits", noun: "limit", key: limitKey,
	columns: []column{
		{name: "kind", also: "环节 类型", rule: oneOf(limitKinds()...), needed: true},
		{name: "category", also: "分类 分类编码", rule: code},
		{name: "nature", also: "诉求性质 性质", rule: oneOf(natures...)},
		{name: "urgency", also: "紧急程度", rule: oneOf("normal 一般", "livelihood 民生 水电气热", "emergency 紧急")},
		{name: "channel", also: "渠道", rule: oneOf(channels()...)},
		{name: "limit", also: "时限", rule: span, needed: true},
		{name: "valid_from", also: "生效日期", rule: day},
		{name: "valid_to", also: "失效日期", rule: day},
		{name: "law", also: "依据 法律依据", rule: line(500)},
	},
	list: func(_ *store.Tx, c *City) ([]entry, error) {
		zone := c.Book.Calendar.Zone()
		return each(c.limitsInForce(), func(r *casework.LimitRow) entry { return limitEntry(r, zone) }), nil
	},
	check: func(p *plan, e entry) error {
		if c := e["category"]; c != "" && !slices.ContainsFunc(p.city.Categories, func(k store.Category) bool { return strings.HasPrefix(k.Code, c) }) {
			return huiyin.Invalid("category", "No category begins with %q.", c)
		}
		return inForce(e)
	},
	save: func(t *store.Tx, p *plan, e entry) error {
		limit, err := calendar.ParseLimit(e["limit"])
		if err != nil {
			return err
		}
		zone := p.city.Book.Calendar.Zone()
		return t.SaveLimit(store.LimitLine{Key: p.kind.keyOf(e), LimitRow: casework.LimitRow{Kind: casework.LimitKind(e["kind"]), Category: e["category"],
			Nature: casework.Nature(e["nature"]), Urgency: casework.Urgency(e["urgency"]), Channel: casework.Channel(e["channel"]), Limit: limit,
			From: midnight(e["valid_from"], zone), To: midnight(e["valid_to"], zone), Law: e["law"]}})
	},
}

// limitsInForce are the rows of the book without those built-in ones that the city replaced.
func (c *City) limitsInForce() []casework.LimitRow {
	at := map[string]int{}
	var out []casework.LimitRow
	for _, r := range c.Book.Limits {
		key := keyIn(limitKey, limitEntry(&r, c.Book.Calendar.Zone()))
		if i, had := at[key]; had {
			out[i] = r
			continue
		}
		at[key] = len(out)
		out = append(out, r)
	}
	return out
}

func limitEntry(r *casework.LimitRow, zone *time.Location) entry {
	return entry{"kind": string(r.Kind), "category": r.Category, "nature": string(r.Nature), "urgency": string(r.Urgency), "channel": string(r.Channel),
		"limit": r.Limit.String(), "valid_from": printDay(r.From, zone), "valid_to": printDay(r.To, zone), "law": r.Law}
}

// midnight is the beginning of a day that the rules have checked; zero for none.
func midnight(s string, zone *time.Location) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, s, zone)
	if err != nil {
		return time.Time{}
	}
	return t
}

func printDay(t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	return t.In(zone).Format(time.DateOnly)
}

// limitKinds are the kinds of limit that the procedure knows, which all have a default.
func limitKinds() []string {
	var out []string
	for _, r := range casework.DefaultLimits() {
		if !slices.Contains(out, string(r.Kind)) {
			out = append(out, string(r.Kind))
		}
	}
	return out
}

func channels() []string {
	out := make([]string, len(casework.Channels))
	for i, c := range casework.Channels {
		out[i] = string(c)
	}
	return out
}
