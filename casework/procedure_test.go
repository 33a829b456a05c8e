package casework

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"huiyin"
)

var update = flag.Bool("update", false, "write docs/procedure.md and docs/procedure.svg anew")

// The procedure in docs is printed from the tables, so that it can be read without reading Go and is never wrong.
func TestProcedureIsPrinted(t *testing.T) {
	for name, text := range map[string]string{"../docs/procedure.md": printProcedure(), "../docs/procedure.svg": drawProcedure()} {
		if *update {
			if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		have, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if string(have) != text {
			t.Errorf("%s is not what the tables say; run: go generate ./casework", name)
		}
	}
}

// page collects the lines of the printed procedure.
type page struct{ strings.Builder }

func (p *page) say(format string, args ...any) { fmt.Fprintf(p, format+"\n", args...) }

func (p *page) row(cells ...string) {
	for i, c := range cells {
		if c == "" {
			cells[i] = " "
		}
	}
	p.say("| %s |", strings.Join(cells, " | "))
}

func (p *page) table(titles ...string) {
	p.say("")
	p.row(titles...)
	p.say("|%s", strings.Repeat("---|", len(titles)))
}

func printProcedure() string {
	p := &page{}
	p.say("# The procedure")
	p.say("")
	p.say("This page is printed from the tables in `casework/`; `make generate` writes it anew, and a test fails while it is stale. Three machines work together: the **case**, the **assignment** (each unit's part of a case, in each round), and the **request** (what somebody asks another person to decide). A step is one row: from where, by whom, what it asks for, where it leads. Fields in **bold** must be filled in.")
	p.say("")
	p.say("![States of a case and of a unit's part](procedure.svg)")
	p.states()
	p.say("")
	p.say("## Steps of a case")
	p.table("step", "from", "who", "asks for", "leads to", "rule")
	for _, r := range caseSteps {
		p.row(code(string(r.Step)), states(r.From), people(r.Who), fields(r.Ask), leads(r), r.Law)
	}
	p.say("")
	p.say("A step without a place it leads to leaves the case where it stands. Besides what a row says, the record must allow the step: nobody reviews what they wrote down themselves, decides what they asked for, or passes a case by while a second person has yet to decide about it.")
	p.conclusions()
	p.parts()
	p.requests()
	p.limits()
	p.diagrams()
	return p.String()
}

func (p *page) states() {
	p.say("")
	p.say("## States of a case")
	p.table("code", "state", "official term", "the public sees", "limit for leaving", "leads to")
	for _, s := range States {
		var to []State
		for _, a := range arrows() {
			if a.from == s.State && !slices.Contains(to, a.to) {
				to = append(to, a.to)
			}
		}
		limit := span(s.Limit)
		if s.State == Registered {
			limit += "; " + span(LimitObjection) + " after an objection"
		}
		p.row(s.Code, code(string(s.State)), s.Term, strings.ReplaceAll(string(s.Public), "_", " "), limit, states(to))
	}
}

func (p *page) conclusions() {
	p.say("")
	p.say("## What follows by itself")
	p.table("from", "leads to", "in the journal", "rule")
	for _, k := range conclusions {
		p.row(states(k.From), states([]State{k.To}), code(k.Event), k.Law)
	}
	p.say("")
	p.say("Whatever was handed down from a part that ends is cancelled with it, and so is every part of a case that leaves the procedure. A request that nobody can decide any more, because the unit has answered or the part has ended, lapses.")
}

func (p *page) parts() {
	p.say("")
	p.say("## States of an assignment")
	p.table("code", "state", "official term")
	for _, s := range AssignmentStates {
		p.row(s.Code, code(string(s.State)), s.Term)
	}
	p.say("")
	p.say("## Steps of an assignment")
	p.say("")
	p.say("Units act while the case is %s; co-handlers go on while another lead is looked for.", strings.ReplaceAll(states(withUnits), "<br>", ", "))
	p.table("step", "part is", "who", "asks for", "part becomes", "rule")
	for _, r := range assignmentSteps {
		p.row(code(string(r.Step)), partStates(r.Of), people(r.Who), fields(r.Ask), becomes(r), r.Law)
	}
}

func (p *page) requests() {
	p.say("")
	p.say("## Steps of a request")
	p.table("step", "request", "case is", "who", "asks for", "leads to", "rule")
	for _, r := range requestSteps {
		p.row(code(string(r.Step)), code(string(r.Kind)), states(r.From), people(r.Who), fields(r.Ask), leads(r), r.Law)
	}
}

func (p *page) limits() {
	p.say("")
	p.say("## Limits of a new installation")
	p.say("")
	p.say("`wd` working days, `wh` working hours, `d` days, `h` hours, `min` minutes; `calendar` says how each is counted. A city changes them as data, with dates of effect; a case keeps those it was born with.")
	p.table("limit", "for", "time", "rule")
	for _, r := range DefaultLimits() {
		whom := strings.TrimSpace(string(r.Nature) + " " + string(r.Urgency))
		p.row(code(string(r.Kind)), whom, r.Limit.String(), r.Law)
	}
}

func (p *page) diagrams() {
	p.say("")
	p.say("## Diagrams")
	p.say("")
	p.say("```mermaid")
	p.say("stateDiagram-v2")
	p.say("  [*] --> %s", Draft)
	for _, s := range States {
		p.say("  state \"%s %s\" as %s", s.Code, strings.ReplaceAll(string(s.State), "_", " "), s.State)
	}
	for _, w := range waysOf(arrows()) {
		p.say("  %s --> %s: %s", w.from, w.to, strings.ReplaceAll(w.step, "_", " "))
	}
	p.say("```")
	p.say("")
	p.say("```mermaid")
	p.say("stateDiagram-v2")
	p.say("  [*] --> %s", ToSign)
	for _, s := range AssignmentStates {
		p.say("  state \"%s %s\" as %s", s.Code, strings.ReplaceAll(string(s.State), "_", " "), s.State)
	}
	for _, a := range partArrows() {
		p.say("  %s --> %s: %s", a.from, a.to, strings.ReplaceAll(a.step, "_", " "))
	}
	p.say("```")
	p.say("")
	p.say("```mermaid")
	p.say("stateDiagram-v2")
	p.say("  [*] --> %s", Asked)
	for _, to := range []RequestState{Granted, Refused, Lapsed} {
		p.say("  %s --> %s", Asked, to)
	}
	p.say("```")
}

func code(s string) string { return "`" + s + "`" }

// states names states by code and word.
func states(list []State) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = s.Info().Code + " " + strings.ReplaceAll(string(s), "_", " ")
	}
	return strings.Join(out, "<br>")
}

func partStates(list []AssignmentState) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = strings.ReplaceAll(string(s), "_", " ")
	}
	return strings.Join(out, ", ")
}

func people(list []huiyin.Role) string {
	out := make([]string, len(list))
	for i, r := range list {
		out[i] = strings.ReplaceAll(string(r), "_", " ")
	}
	return strings.Join(out, ", ")
}

func fields(list []Field) string {
	out := make([]string, len(list))
	for i, f := range list {
		out[i] = strings.ReplaceAll(f.Name, "_", " ")
		if f.Required {
			out[i] = "**" + out[i] + "**"
		}
	}
	return strings.Join(out, ", ")
}

func leads(r rule) string {
	if r.To != "" {
		return states([]State{r.To})
	}
	return states(r.May)
}

func becomes(r rule) string {
	out := []string{}
	if r.Then != "" {
		out = append(out, partStates([]AssignmentState{r.Then}))
	}
	for _, m := range r.Parts {
		out = append(out, "perhaps "+partStates([]AssignmentState{m.To}))
	}
	return strings.Join(out, ", ")
}

// span prints the shortest and the longest default limit of a kind.
func span(k LimitKind) string {
	var shortest, longest LimitRow
	for _, r := range DefaultLimits() {
		if r.Kind != k {
			continue
		}
		if shortest.Kind == "" || ends(r) < ends(shortest) {
			shortest = r
		}
		if longest.Kind == "" || ends(r) > ends(longest) {
			longest = r
		}
	}
	switch {
	case shortest.Kind == "":
		return ""
	case shortest.Limit == longest.Limit:
		return shortest.Limit.String()
	}
	return shortest.Limit.String() + " to " + longest.Limit.String()
}

// ends orders limits by when they end that begin on a Wednesday morning.
func ends(r LimitRow) int64 {
	due, _ := book().ends(r.Limit, wednesday)
	return due.Unix()
}
