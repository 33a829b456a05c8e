// Package city invents a city of Chengdu's size and shape: its places, units, letter boxes, hotlines, categories,
// catalogue, articles and staff as rows for the ordinary imports, and people with letters, urges and answers.
//
// The reference data is the same for every seed, so that importing it twice changes nothing; the seed decides
// who lives here, what the hot topics are and where. Every function gives the same result for the same seed and
// the same random source.
//
// It refuses to know the database, the counters, the procedure and the clock: what happens to a letter, and when,
// is for the townsfolk to decide.
package city

import (
	"hash/fnv"
	"math/rand/v2"
)

// City is the invented city. It is never changed after New, so any number of goroutines may use it, each with a
// random source of its own.
type City struct {
	seed       uint64
	districts  []*district
	zones      []zone
	towns      []*town
	places     map[string]place // by area code, every level
	offices    []office
	units      []unit
	unitOf     map[string]unit
	categories []category
	categoryOf map[string]category
	hotlines   []hotline
	articles   []article
	frames     map[string][]phrase
	situations []*situation
	topics     []Topic
	boxes      map[string][]string // open letter boxes by the unit on duty
	weights    []float64           // of the towns, cumulated
}

// New builds the city; the error names the line of the embedded data that breaks a rule.
func New(seed uint64) (*City, error) {
	c := &City{seed: seed}
	for _, read := range []func() error{c.readAreas, c.readOffices, c.readCategories, c.readHotlines, c.readArticles,
		c.readFrames, c.readSituations, c.chooseTopics} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	c.boxes = map[string][]string{}
	for _, m := range c.Mailboxes() {
		if m["state"] == "open" {
			c.boxes[m["unit"]] = append(c.boxes[m["unit"]], m["code"])
		}
	}
	return c, nil
}

// Rand is a random source that depends on the city's seed and on the stream's name only: one for each caller,
// so that nobody's dice change anybody else's.
func (c *City) Rand(stream string) *rand.Rand { return rand.New(rand.NewPCG(c.seed, hash(stream))) }

// hash gives a place or a stream its own dice.
func hash(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s)) // never fails, by the contract of hash.Hash
	return h.Sum64()
}

// pick takes one of a list.
func pick[T any](rng *rand.Rand, list []T) T { return list[rng.IntN(len(list))] }
