package city

import (
	"math/rand/v2"
	"slices"
	"sort"
	"strings"
)

// within tells whether a category code belongs to one of those wished; no wish means any.
func within(code string, wished []string) bool {
	return len(wished) == 0 || slices.ContainsFunc(wished, func(w string) bool { return strings.HasPrefix(code, w) })
}

// chooseSituation draws the nature first, by its share among those that the wished categories can have, then a
// situation. Where no situation of its own exists for a wished category, one that fits any category stands in.
func (c *City) chooseSituation(rng *rand.Rand, w Wish) (*situation, string) {
	var fitting, general []*situation
	for _, s := range c.situations {
		switch {
		case s.category == anyCategory:
			general = append(general, s)
		case s.english() == (w.Language == "en") && within(s.category, w.Categories):
			fitting = append(fitting, s)
		}
	}
	if len(fitting) == 0 {
		fitting = general
	}
	nature := drawNature(rng, fitting)
	var list []share
	for _, s := range fitting {
		if s.weight(nature) > 0 {
			list = append(list, share{s.key, s.weight(nature)})
		}
	}
	key := draw(rng, list)
	i := slices.IndexFunc(fitting, func(s *situation) bool { return s.key == key })
	return fitting[i], nature
}

// drawNature draws a nature that at least one of the situations has. With one situation its own weights count.
func drawNature(rng *rand.Rand, list []*situation) string {
	if len(list) == 1 {
		return draw(rng, list[0].natures)
	}
	var open []share
	for _, n := range natureShare {
		if slices.ContainsFunc(list, func(s *situation) bool { return s.weight(n.name) > 0 }) {
			open = append(open, n)
		}
	}
	return draw(rng, open)
}

// categoryFor is the situation's category or, for one that fits any, one of the third level that was wished.
func (c *City) categoryFor(rng *rand.Rand, s *situation, wished []string) category {
	if s.category != anyCategory {
		return c.categoryOf[s.category]
	}
	var fitting, all []category
	for _, k := range c.categories {
		if len(k.code) != 6 {
			continue
		}
		all = append(all, k)
		if within(k.code, wished) {
			fitting = append(fitting, k)
		}
	}
	if len(fitting) == 0 {
		fitting = all
	}
	return pick(rng, fitting)
}

// choosePlace draws a community: a village for a matter of the countryside, a neighbourhood for any other.
func (c *City) choosePlace(rng *rand.Rand, at, area string) place {
	if at == "village" {
		if p, ok := c.village(rng, area); ok {
			return p
		}
	}
	return c.urbanPlace(rng, area)
}

// village draws one of the villages of an area; ok is false where it has none.
func (c *City) village(rng *rand.Rand, area string) (p place, ok bool) {
	seen := 0
	for _, t := range c.towns {
		for _, m := range t.communities {
			if strings.HasSuffix(m.name, "村") && strings.HasPrefix(m.code, area) {
				if seen++; rng.IntN(seen) == 0 {
					p = place{t.district, t, m}
				}
			}
		}
	}
	return p, seen > 0
}

// urbanPlace draws a town by the number of its people, inside the area where one is given, and one of its
// neighbourhoods.
func (c *City) urbanPlace(rng *rand.Rand, area string) place {
	if p := c.placeOf(area); p.community.code != "" {
		return p
	}
	lo := sort.Search(len(c.towns), func(i int) bool { return c.towns[i].code >= area })
	hi := lo
	for hi < len(c.towns) && strings.HasPrefix(c.towns[hi].code, area) {
		hi++
	}
	if lo == hi {
		lo, hi = 0, len(c.towns)
	}
	before := 0.0
	if lo > 0 {
		before = c.weights[lo-1]
	}
	x := before + rng.Float64()*(c.weights[hi-1]-before)
	i := lo + sort.Search(hi-lo-1, func(i int) bool { return c.weights[lo+i] > x })
	t := c.towns[i]
	var near []community
	for _, m := range t.communities {
		if strings.HasSuffix(m.name, "社区") {
			near = append(near, m)
		}
	}
	if len(near) == 0 {
		near = t.communities
	}
	return place{t.district, t, pick(rng, near)}
}
