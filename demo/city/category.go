package city

import (
	"strings"
)

// category is one class of the scheme; leads, co, law and limit are those of its second level.
type category struct {
	code, name, english, spanish, parent string
	keywords                             []string
	nature                               string
	open311                              bool
	lead                                 duty
	co                                   []duty
	law, limit                           string
}

// duty says who is responsible in a place: scope d (the district's bureau), s (a section of such a bureau),
// g (the district's government), t (the town) or c (a unit of the city), and the letters of the office.
type duty struct{ scope, office string }

func (d duty) local() bool { return d.scope != "c" }

// readCategories reads the scheme; how a line looks is said at the head of the file.
func (c *City) readCategories() error {
	lines, err := readLines("categories.txt")
	if err != nil {
		return err
	}
	c.categoryOf = map[string]category{}
	var first, second category
	for _, l := range lines {
		f, err := l.fields(11)
		if err != nil {
			return err
		}
		k := category{code: f[0], name: f[1], english: f[2], spanish: f[3], keywords: strings.Fields(f[4])}
		switch code, top := strings.CutPrefix(k.code, "@ "); {
		case top:
			k.code = code
			first = k
		case len(k.code) == 4 && strings.HasPrefix(k.code, first.code):
			if err := c.fillSecond(&k, first.code, f); err != nil {
				return l.err("%v", err)
			}
			second = k
		case len(k.code) == 2 && second.code != "":
			k.code, k.parent, k.nature = second.code+k.code, second.code, second.nature
			k.lead, k.co, k.law, k.limit = second.lead, second.co, second.law, second.limit
		default:
			return l.err("the code %q fits no level", k.code)
		}
		c.categories = append(c.categories, k)
		c.categoryOf[k.code] = k
	}
	return nil
}

func (c *City) fillSecond(k *category, parent string, f []string) (err error) {
	k.parent, k.nature, k.open311, k.law, k.limit = parent, f[5], f[6] == "1", f[9], f[10]
	if k.lead, err = c.parseDuty(f[7]); err != nil || f[8] == "" {
		return err
	}
	for _, s := range strings.Split(f[8], ",") {
		d, err := c.parseDuty(s)
		if err != nil {
			return err
		}
		k.co = append(k.co, d)
	}
	return nil
}

// Categories lists the scheme: 15 classes, 91 under them, about 400 under those. The unit hint is the city's unit
// for the matter; the catalogue says who is responsible in a district.
func (c *City) Categories() []map[string]string {
	t := newTable("categories")
	for _, k := range c.categories {
		open311, hint := "false", ""
		if k.open311 {
			open311 = "true"
		}
		if k.parent != "" {
			hint = c.cityUnit(k.lead)
		}
		t.add(k.code, k.name, k.english, k.spanish, k.parent, open311, strings.Join(k.keywords, "|"), k.nature, hint)
	}
	return t.rows
}
