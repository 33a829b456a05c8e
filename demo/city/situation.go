package city

import (
	"fmt"
	"strconv"
	"strings"
)

// situation is one thing that happens in a city, with the ways people tell it and the unit answers it.
type situation struct {
	key, category, urgency, at string
	natures                    []share // in the order of the file
	about                      phrase
	titles, facts, more, wants []phrase
	found, done, hard          []phrase
}

// share is a name with its weight.
type share struct {
	name   string
	weight float64
}

// anyCategory is the category of the situations that fit every matter.
const anyCategory = "-"

// readSituations reads "@ key category natures urgency at about" with the lines under it; the file says what each
// of their letters means.
func (c *City) readSituations() error {
	lines, err := readLines("situations.txt")
	if err != nil {
		return err
	}
	var s *situation
	for _, l := range lines {
		if head, ok := strings.CutPrefix(l.text, "@"); ok {
			if s, err = c.situationHead(l, head); err != nil {
				return err
			}
			c.situations = append(c.situations, s)
			continue
		}
		letter, text, _ := strings.Cut(l.text, " ")
		if s == nil {
			return l.err("a line before the first situation")
		}
		p, err := readPhrase(l, text)
		if err != nil {
			return err
		}
		if err := s.add(letter, p); err != nil {
			return l.err("%v", err)
		}
	}
	for _, s := range c.situations {
		if len(s.titles) == 0 || len(s.facts) == 0 || len(s.wants) == 0 || len(s.done) != 1 || len(s.found) > 1 {
			return line{file: "situations.txt"}.err("%s lacks a title, a fact or a wish, or has not just one answer", s.key)
		}
	}
	return nil
}

func (c *City) situationHead(l line, head string) (*situation, error) {
	f := strings.SplitN(head, " ", 6)
	if len(f) != 6 {
		return nil, l.err("a situation needs key, category, natures, urgency, place and subject")
	}
	s := &situation{key: f[0], category: f[1], urgency: f[3], at: f[4]}
	if _, known := c.categoryOf[s.category]; s.category != anyCategory && (!known || len(s.category) != 6) {
		return nil, l.err("the category %q is unknown or not of the third level", s.category)
	}
	if _, known := c.frames["where."+s.at]; s.at != "en" && !known {
		return nil, l.err("nothing says where %q is", s.at)
	}
	var err error
	if s.natures, err = parseShares(f[2]); err != nil {
		return nil, l.err("%v", err)
	}
	s.about, err = readPhrase(l, f[5])
	return s, err
}

// usual is the weight of a nature that has none written beside it.
const usual = 5

// parseShares reads "complaint*7,report".
func parseShares(s string) ([]share, error) {
	var out []share
	for _, part := range strings.Split(s, ",") {
		name, weight, given := strings.Cut(part, "*")
		n := share{name: name, weight: usual}
		if given {
			w, err := strconv.Atoi(weight)
			if err != nil || w <= 0 {
				return nil, fmt.Errorf("%q has no weight", part)
			}
			n.weight = float64(w)
		}
		out = append(out, n)
	}
	return out, nil
}

func (s *situation) add(letter string, p phrase) error {
	lists := map[string]*[]phrase{"t": &s.titles, "f": &s.facts, "m": &s.more, "w": &s.wants, "v": &s.found, "d": &s.done, "h": &s.hard}
	list, ok := lists[letter]
	if !ok {
		return fmt.Errorf("%q begins no line of a situation", letter)
	}
	*list = append(*list, p)
	return nil
}

// weight is how often the situation is told with a nature; 0 when it never is.
func (s *situation) weight(nature string) float64 {
	for _, n := range s.natures {
		if n.name == nature {
			return n.weight
		}
	}
	return 0
}

func (s *situation) english() bool { return s.at == "en" }
