package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// figure is one measured claim: what was measured, the value, and what it should be.
type figure struct {
	Name string  `json:"name"`
	Had  float64 `json:"value"`
	Unit string  `json:"unit"`
	Goal string  `json:"goal"`
	Met  bool    `json:"met"`
}

type bench struct {
	name, about string
	run         func(context.Context, *env) ([]figure, error)
}

// benches are the measurements in their order, each a name that can be asked for alone.
var benches = []bench{
	{"start", "an empty folder until the service is ready, its size and its memory", benchStart},
	{"intake", "appeals straight into the record", benchIntake},
	{"http", "appeals through HTTP", benchHTTP},
	{"read", "lists, search and case pages of a large record", benchRead},
	{"voice", "calls between desk phones, calls that begin, and seats in browsers; the telephones are a process of their own", benchVoice},
	{"ring", "from a call to the caller's history at the seat, in a large record", benchRing},
	{"day", "a day of the whole answering centre, hurried: nobody is stuck and nothing is left over", benchDay},
}

func benchAll(ctx context.Context, e *env, names []string) error {
	for _, n := range names {
		if !slices.ContainsFunc(benches, func(b bench) bool { return b.name == n }) {
			return usage{fmt.Sprintf("There is no measurement %q; there are start, intake, http, read, voice, ring and day.", n)}
		}
	}
	if !e.flags.json {
		fmt.Fprintf(e.out, "huiyin bench, %s, version %s\n", machine(), version)
	}
	var all []figure
	for _, b := range benches {
		if len(names) > 0 && !slices.Contains(names, b.name) {
			continue
		}
		fs, err := b.run(ctx, e)
		if err != nil {
			return fmt.Errorf("bench %s: %w", b.name, err)
		}
		all = append(all, fs...)
		if !e.flags.json {
			fmt.Fprintf(e.out, "\nhuiyin bench %s: %s\n", b.name, b.about)
			if err := print(e, fs); err != nil {
				return err
			}
		}
	}
	if e.flags.json {
		return json.NewEncoder(e.out).Encode(map[string]any{"machine": machine(), "version": version, "figures": all})
	}
	return nil
}

func print(e *env, fs []figure) error {
	w := tabwriter.NewWriter(e.out, 0, 4, 2, ' ', 0)
	for _, f := range fs {
		met := "met"
		if !f.Met {
			met = "MISSED"
		}
		fmt.Fprintf(w, "  %s\t%s %s\tgoal %s\t%s\n", f.Name, short(f.Had), f.Unit, f.Goal, met)
	}
	return w.Flush()
}

func short(v float64) string {
	switch {
	case v >= 100:
		return fmt.Sprintf("%.0f", v)
	case v >= 1:
		return fmt.Sprintf("%.1f", v)
	}
	return fmt.Sprintf("%.3f", v)
}

// most and least make figures with their goals.
func most(name string, had, goal float64, unit string) figure {
	return figure{name, had, unit, "under " + short(goal), had < goal}
}

func least(name string, had, goal float64, unit string) figure {
	return figure{name, had, unit, "at least " + short(goal), had >= goal}
}

// machine names what the figures were measured on.
func machine() string {
	model := runtime.GOARCH
	if text, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for _, line := range strings.Split(string(text), "\n") {
			if name, ok := strings.CutPrefix(line, "model name"); ok {
				model = strings.TrimSpace(strings.TrimLeft(name, "\t :"))
				break
			}
		}
	}
	return fmt.Sprintf("%d x %s, %s", runtime.NumCPU(), model, runtime.Version())
}

// latencies are how long single requests took.
type latencies []time.Duration

// at is the latency that the share p of the requests stayed under, in milliseconds.
func (l latencies) at(p float64) float64 {
	if len(l) == 0 {
		return 0
	}
	slices.Sort(l)
	return l[min(int(p*float64(len(l))), len(l)-1)].Seconds() * 1000
}
