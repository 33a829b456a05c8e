package city

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// readFrames reads the sentences that letters and answers share, by name.
func (c *City) readFrames() error {
	lines, err := readLines("frames.txt")
	if err != nil {
		return err
	}
	c.frames = map[string][]phrase{}
	name := ""
	for _, l := range lines {
		if heading, ok := strings.CutPrefix(l.text, "= "); ok {
			name = heading
			continue
		}
		p, err := readPhrase(l, l.text)
		if err != nil {
			return err
		}
		c.frames[name] = append(c.frames[name], p)
	}
	for _, want := range frameNames {
		if len(c.frames[want]) == 0 {
			return line{file: "frames.txt"}.err("there is no frame %q", want)
		}
	}
	return nil
}

// frameNames are the frames that letters and answers ask for.
var frameNames = strings.Fields(`open.letter open.web open.phone where.estate where.estate.phone where.road
	where.road.phone where.shop where.shop.phone where.village where.village.phone where.city where.city.phone
	where.firm where.firm.phone want.phone more more.phone close.letter close.web close.phone urge urge.phone urge.again
	urge.again.phone urge.en urge.again.en supplement supplement.phone supplement.site supplement.site.phone supplement.en
	supplement.site.en public.open public.ask public.suggest public.praise public.other public.close
	public.hard public.later public.en found.en done.en unfounded unfounded.done hard.policy hard.recurring hard.procedure
	hard.jurisdiction hard.other ask.verify verify truth.yes truth.partly truth.no contact contact.ask contact.none internal
	internal.end internal.reached internal.hard visit.satisfied visit.basic visit.dissatisfied visit.unknown`)

// readPhrase parses a phrase and refuses gaps that nothing fills.
func readPhrase(l line, text string) (phrase, error) {
	p, err := parsePhrase(text)
	if err != nil {
		return nil, l.err("%v", err)
	}
	for _, s := range p.slots() {
		if _, known := slots[s]; !known && !slices.Contains(answerSlots, s) {
			return nil, l.err("nothing fills {%s}", s)
		}
	}
	return p, nil
}

// frame says one of the sentences of a name.
func (c *City) frame(rng *rand.Rand, s *scene, name string) string {
	return pick(rng, c.frames[name]).say(rng, s.say)
}
