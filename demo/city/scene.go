package city

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// scene is where and to whom a letter's matter happens. It says the same thing for the same gap throughout.
type scene struct {
	rng      *rand.Rand
	place    place
	at       string // estate, road, shop, village, city, firm or en
	category category
	third    bool // the operator writes down what a caller says
	road     word
	crossing word
	estate   string
	said     map[string]string
}

func newScene(rng *rand.Rand, p place, at string, k category, third bool) *scene {
	s := &scene{rng: rng, place: p, at: at, category: k, third: third, said: map[string]string{}}
	roads := roadsOf(p.code())
	i := rng.IntN(len(roads))
	s.road, s.crossing = roads[i], roads[(i+1)%len(roads)]
	s.estate = pick(rng, estatesOf(p.code()))
	return s
}

// code is the deepest area code of the place.
func (p place) code() string {
	switch {
	case p.community.code != "":
		return p.community.code
	case p.town != nil:
		return p.town.code
	case p.district != nil:
		return p.district.code
	}
	return cityArea
}

// name is the place as an address begins, without the city.
func (p place) name() string {
	switch {
	case p.town != nil:
		return p.district.name + p.town.name + p.community.name
	case p.district != nil:
		return p.district.name
	}
	return ""
}

// point is where the place is, in degrees.
func (p place) point() (lon, lat float64) {
	switch {
	case p.community.code != "":
		return p.community.lon, p.community.lat
	case p.town != nil:
		return p.town.lon, p.town.lat
	case p.district != nil:
		return p.district.lon, p.district.lat
	}
	return cityPoint[0], cityPoint[1]
}

// roadsOf names the three invented roads of an area: always the same ones, so that neighbours write of the same road.
func roadsOf(code string) []word {
	rng := rand.New(rand.NewPCG(1, hash(code)))
	out := make([]word, 3)
	for i, n := range rng.Perm(len(roadWords))[:3] {
		kind := pick(rng, roadKinds)
		out[i] = word{roadWords[n].zh + kind.zh, roadWords[n].en + " " + kind.en}
	}
	return out
}

// estatesOf names the four invented compounds of an area.
func estatesOf(code string) []string {
	rng := rand.New(rand.NewPCG(2, hash(code)))
	out := make([]string, 4)
	for i, n := range rng.Perm(len(estateWords))[:4] {
		out[i] = estateWords[n] + pick(rng, estateKinds)
	}
	return out
}

// address is the place of the matter, as exact as letters of this sort are.
func (s *scene) address() string {
	p := s.place
	switch {
	case p.town == nil:
		return p.name()
	case s.at == "en":
		return fmt.Sprintf("%s, %s, %s", s.road.en, p.town.english(), p.district.english())
	case s.at == "estate":
		return p.name() + s.estate
	case s.at == "village":
		return p.name() + s.say("组")
	case s.at == "city":
		return p.name()
	}
	return p.name() + s.road.zh + s.say("号")
}

// say fills a gap, and remembers what it said.
func (s *scene) say(slot string) string {
	if said, ok := s.said[slot]; ok {
		return said
	}
	fill, ok := slots[slot]
	if !ok {
		return ""
	}
	s.said[slot] = fill(s)
	return s.said[slot]
}

// person says how the writer speaks of themselves, or the operator of the caller.
func (s *scene) person(first, third string) string {
	if s.third {
		return third
	}
	return first
}

// shop names a shop that suits the matter.
func (s *scene) shop() string {
	for _, kind := range shops {
		if strings.HasPrefix(s.category.code, kind.category) {
			return pick(s.rng, roadWords).zh + pick(s.rng, kind.kinds)
		}
	}
	return ""
}
