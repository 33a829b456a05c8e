package portal

import (
	"encoding/json"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/desk"
	"huiyin/store"
)

// mark is one thing on the line of a matter: what happened, who has it, until when, and what was said.
type mark struct {
	At    time.Time
	Tone  string // "" ordinary, "said" somebody spoke, "good", "changed", "next"
	Text  string
	Until string
	Quote string
}

// facts are what the journal keeps of an event, as far as its appellant may know it.
type facts struct {
	Unit, Lead   huiyin.UnitID
	Due          int64
	Round        int
	Reached      bool
	Satisfaction string
	Channel      string
	Part         string
	Parent       int64
	RequestKind  string `json:"request_kind"`
	To           string
	By           string
}

// telling says how an event is told: under which key of the catalogue, in which tone, and with the words of which
// kind of contact. Events that are not in the table are the city's own affair.
type telling struct{ key, tone, contact string }

var tellings = map[string]telling{
	"case.registered":         {"registered", "", ""},
	"case.answered_directly":  {"answered_directly", "good", ""},
	"case.redirected":         {"redirected", "changed", "notice"},
	"case.discarded":          {"void", "", ""},
	"case.passed":             {"passed", "", ""},
	"case.more_asked":         {"more_asked", "changed", "question"},
	"case.supplemented":       {"supplemented", "said", "supplement"},
	"case.urged":              {"urged", "said", "urge"},
	"case.proceeded":          {"proceeded", "", ""},
	"case.given_up":           {"given_up", "changed", ""},
	"case.sent_back":          {"sent_back", "", ""},
	"case.dispatched":         {"dispatched", "", ""},
	"assignment.made":         {"helps", "", ""},
	"assignment.signed":       {"signed", "", ""},
	"assignment.auto_signed":  {"auto_signed", "changed", ""},
	"appellant.contacted":     {"contacted", "", ""},
	"site.verified":           {"verified", "", ""},
	"case.answered":           {"answered", "", ""},
	"reply.sent_back":         {"reply_sent_back", "changed", ""},
	"reply.passed":            {"reply_passed", "good", "answer"},
	"case.visited":            {"visited", "said", "return_visit"},
	"case.rated":              {"rated", "said", "rating"},
	"case.rehandled":          {"rehandled", "changed", ""},
	"request.asked.reopen":    {"reopen_asked", "said", "reopen"},
	"request.granted.reopen":  {"reopened", "changed", "notice"},
	"request.refused.reopen":  {"not_reopened", "changed", "notice"},
	"request.granted.return":  {"returned", "changed", ""},
	"request.granted.decline": {"declined", "changed", "notice"},
	"request.granted.void":    {"void", "changed", ""},
	"case.objected":           {"objected", "said", "objection"},
	"case.closed_unresolved":  {"closed", "", ""},
	"case.closed_historic":    {"closed", "", ""},
	"case.archived":           {"archived", "", ""},
	"identity.read":           {"identity_read", "", ""},
}

// story tells what happened to a matter, the latest first.
func (v *visit) story(tr *desk.Track) []mark {
	said := map[string][]store.Contact{}
	for _, k := range tr.Contacts {
		said[k.Kind] = append(said[k.Kind], k)
	}
	var out []mark
	for _, e := range tr.Events {
		var f facts
		if len(e.Data) > 0 && json.Unmarshal(e.Data, &f) != nil {
			continue
		}
		kind := e.Kind
		if f.RequestKind != "" && tellings[kind].key == "" {
			kind += "." + f.RequestKind
		}
		how, told := tellings[kind]
		if !told || how.key == "helps" && f.Part != string(casework.Co) && f.Parent == 0 {
			continue
		}
		m := v.tell(how, e.At, &f)
		if queue := said[how.contact]; how.contact != "" && len(queue) > 0 {
			m.Quote, said[how.contact] = queue[0].Note, queue[1:]
		}
		out = append([]mark{m}, out...)
		if s := casework.State(f.To); s == casework.Closed && how.key != "closed" {
			out = append([]mark{{At: e.At, Text: v.t("story.closed")}}, out...)
		}
	}
	return out
}

func (v *visit) tell(how telling, at time.Time, f *facts) mark {
	unit := v.p.desk.City().UnitName(max(f.Unit, f.Lead))
	if unit == "" {
		unit = v.t("story.centre")
	}
	key := "story." + how.key
	switch how.key {
	case "contacted":
		if !f.Reached {
			key += ".not_reached"
		}
	case "visited", "rated":
		if f.Satisfaction == "" {
			key = "story.visited.not_reached"
		}
	case "dispatched":
		if f.Round > 1 {
			key += ".again"
		}
	}
	m := mark{At: at, Tone: how.tone, Text: v.t(key, "unit", unit, "satisfaction", v.word("satisfaction", f.Satisfaction), "channel", v.word("channel", f.Channel))}
	if f.Due > 0 && how.key != "helps" {
		m.Until = v.t("story.until", "moment", v.moment(time.UnixMilli(f.Due)))
	}
	return m
}

// word is the catalogue's text for a code, or the code itself where a city has made its own.
func (v *visit) word(prefix, code string) string {
	if key := prefix + "." + code; code != "" && v.has(key) {
		return v.t(key)
	}
	return code
}
