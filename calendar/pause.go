package calendar

import (
	"cmp"
	"slices"
	"time"
)

// Pause stops the clock from From until before To. A zero To is still open. A pause that ends before it begins
// is none; pauses may overlap and come in any order.
type Pause struct{ From, To time.Time }

// stretch is the time from from until before to.
type stretch struct{ from, to int64 }

// pauses merges what people asked for into stretches in order that do not touch, within from and to.
func (p *plan) pauses(list []Pause, from, to int64) []stretch {
	if len(list) == 0 {
		return nil
	}
	all := make([]stretch, 0, len(list))
	for _, pause := range list {
		s := stretch{max(p.moment(pause.From), from), to}
		if !pause.To.IsZero() {
			s.to = min(p.moment(pause.To), to)
		}
		if s.from < s.to {
			all = append(all, s)
		}
	}
	slices.SortFunc(all, func(a, b stretch) int { return cmp.Compare(a.from, b.from) })
	merged := all[:0]
	for _, s := range all {
		if n := len(merged); n > 0 && s.from <= merged[n-1].to {
			merged[n-1].to = max(merged[n-1].to, s.to)
		} else {
			merged = append(merged, s)
		}
	}
	return merged
}

// without appends to out what the pauses leave of the stretches, from from until before to. All are in order.
func without(out, stretches, pauses []stretch, from, to int64) []stretch {
	for _, s := range stretches {
		s.from, s.to = max(s.from, from), min(s.to, to)
		for _, pause := range pauses {
			if pause.to <= s.from {
				continue
			}
			if pause.from >= s.to {
				break
			}
			if pause.from > s.from {
				out = append(out, stretch{s.from, pause.from})
			}
			s.from = pause.to
		}
		if s.from < s.to {
			out = append(out, s)
		}
	}
	return out
}

func total(stretches []stretch) int64 {
	sum := int64(0)
	for _, s := range stretches {
		sum += s.to - s.from
	}
	return sum
}
