package casework

import (
	"slices"
	"strings"

	"huiyin"
)

// arrow is one way from a state of the case to another, by a step or by conclusion.
type arrow struct {
	from, to State
	step     string
	who      []huiyin.Role // nobody for a conclusion
}

// arrows lists every way the tables allow, in their order, each step once.
func arrows() []arrow {
	var out []arrow
	add := func(from []State, to State, step string, who []huiyin.Role) {
		for _, f := range from {
			known := slices.ContainsFunc(out, func(a arrow) bool { return a.from == f && a.to == to && a.step == step })
			if f != to && !known {
				out = append(out, arrow{f, to, step, who})
			}
		}
	}
	for _, table := range [][]rule{caseSteps, assignmentSteps, requestSteps} {
		for _, r := range table {
			step := string(r.Step)
			if r.Kind != "" {
				step += " " + string(r.Kind)
			}
			if r.To != "" {
				add(r.From, r.To, step, r.Who)
			}
			for _, to := range r.May {
				add(r.From, to, step, r.Who)
			}
		}
	}
	for _, k := range conclusions {
		add(k.From, k.To, "every part is in", nil)
	}
	return out
}

// waysOf joins the steps that lead from one state to one other.
func waysOf(list []arrow) []arrow {
	var out []arrow
	for _, a := range list {
		i := slices.IndexFunc(out, func(w arrow) bool { return w.from == a.from && w.to == a.to })
		if i < 0 {
			out = append(out, a)
			continue
		}
		out[i].step += ", " + a.step
		out[i].who = append(slices.Clone(out[i].who), a.who...)
	}
	return out
}

// partArrow is one way of an assignment.
type partArrow struct {
	from, to AssignmentState
	step     string
}

// partArrows lists every way of an assignment, the steps of each way joined.
func partArrows() []partArrow {
	var out []partArrow
	add := func(from []AssignmentState, to AssignmentState, step string) {
		for _, f := range from {
			i := slices.IndexFunc(out, func(a partArrow) bool { return a.from == f && a.to == to })
			switch {
			case f == to:
			case i < 0:
				out = append(out, partArrow{f, to, step})
			case !slices.Contains(strings.Split(out[i].step, ", "), step):
				out[i].step += ", " + step
			}
		}
	}
	for _, table := range [][]rule{assignmentSteps, caseSteps, requestSteps} {
		for _, r := range table {
			step := strings.TrimSpace(string(r.Step) + " " + string(r.Kind))
			if r.Then != "" {
				add(r.Of, r.Then, step)
			}
			for _, m := range r.Parts {
				add(m.From, m.To, step)
			}
		}
	}
	add(answered, Cancelled, "the case or the part above ends")
	return out
}
