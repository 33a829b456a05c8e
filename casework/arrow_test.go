package casework

import "slices"

// arrow is one way from a state of the case to another, by a step or by conclusion.
type arrow struct {
	from, to State
	step     string
}

// arrows lists every way the tables allow, in their order, each once.
func arrows() []arrow {
	var out []arrow
	add := func(from []State, to State, step string) {
		for _, f := range from {
			if a := (arrow{f, to, step}); f != to && !slices.Contains(out, a) {
				out = append(out, a)
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
				add(r.From, r.To, step)
			}
			for _, to := range r.May {
				add(r.From, to, step)
			}
		}
	}
	for _, k := range conclusions {
		add(k.From, k.To, "every part is in")
	}
	return out
}
