package city

import (
	"fmt"
	"slices"
	"strings"
)

const catalogueFrom = "2025-01-01" // the day from which the catalogue and the units' duties hold

// parseDuty reads "d:cg": a scope and an office that the city knows.
func (c *City) parseDuty(s string) (duty, error) {
	scope, office, ok := strings.Cut(s, ":")
	d := duty{scope, office}
	if !ok || !strings.Contains("dsgtc", scope) || len(scope) != 1 {
		return d, fmt.Errorf("%q is no duty", s)
	}
	if _, known := c.unitOf[c.cityUnit(d)]; !known {
		return d, fmt.Errorf("%q names no unit of the city", s)
	}
	if scope == "d" || scope == "s" {
		if _, known := c.unitOf[c.districts[0].code+"-"+office]; !known {
			return d, fmt.Errorf("%q names no unit of a district", s)
		}
	}
	return d, nil
}

// cityUnit is the city's unit for a duty where no place is known: the department over the district's bureau.
func (c *City) cityUnit(d duty) string {
	office, _, _ := strings.Cut(d.office, "-")
	return root + "-" + office
}

// unitFor is the unit that has the duty in an area of any level.
func (c *City) unitFor(d duty, area string) string {
	p := c.placeOf(area)
	if d.scope == "c" || p.district == nil {
		return c.cityUnit(d)
	}
	gov := p.district.code
	if p.town != nil {
		gov = p.town.governor()
	}
	switch {
	case d.scope == "t" && p.town != nil:
		return p.town.code
	case d.scope == "t" || d.scope == "g":
		return gov
	}
	return gov + "-" + d.office
}

// placeOf finds an area or, for a code it does not know, the nearest area above it.
func (c *City) placeOf(area string) place {
	for _, n := range []int{12, 9, 6} {
		if len(area) >= n {
			if p, ok := c.places[area[:n]]; ok {
				return p
			}
		}
	}
	return place{}
}

// Lead is the unit that leads in a category of any level below the first and an area of any level; an empty or
// unknown area means the whole city. It is empty for a category that the scheme does not have.
func (c *City) Lead(category, area string) string {
	k, ok := c.categoryOf[category]
	if !ok || k.parent == "" {
		return ""
	}
	return c.unitFor(k.lead, area)
}

// Catalogue says for every second-level category who leads and who helps: one row for the whole city, and where
// local units take part one for each district, for each town that a zone looks after, and for every town where the
// town itself leads. The row of the smallest area counts.
func (c *City) Catalogue() []map[string]string {
	t := newTable("catalogue")
	for _, k := range c.categories {
		if len(k.code) != 4 {
			continue
		}
		add := func(area string) {
			lead := c.unitFor(k.lead, area)
			t.add(k.code, area, lead, c.helpers(k, lead, area), k.law, k.limit, catalogueFrom, "")
		}
		add("")
		if !k.lead.local() && !slices.ContainsFunc(k.co, duty.local) {
			continue
		}
		for _, d := range c.districts {
			add(d.code)
			for _, w := range d.towns {
				if w.zone != "" || k.lead.scope == "t" {
					add(w.code)
				}
			}
		}
	}
	return t.rows
}

// helpers lists the units that help in an area, without the lead and without repetition.
func (c *City) helpers(k category, lead, area string) string {
	var out []string
	for _, d := range k.co {
		if u := c.unitFor(d, area); u != lead && !slices.Contains(out, u) {
			out = append(out, u)
		}
	}
	return strings.Join(out, "|")
}
