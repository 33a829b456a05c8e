package city

import "math/rand/v2"

// Topic is something that many people write about at the same time in the same place. First is the day of the
// demo on which it begins (0 is the first day), Days how long it lasts, Share its part of that time's letters.
type Topic struct {
	Key, Name string
	Situation string
	Category  string
	Area      string // all letters come from here or from areas inside it
	First     int
	Days      int
	Share     float64
	said      map[string]string // what all its letters have in common: the street, the compound, the bus
	road      word
}

// topicPlans are the topics of every seed; only their places differ. Level says how wide the place is: 4 a
// community with one street and one compound, 3 a town.
var topicPlans = []struct {
	Topic
	level int
	fixed []string
}{
	{Topic{Key: "night-works", Name: "一条街的夜间施工", Situation: "night-works", First: 0, Days: 21, Share: 0.035}, 4, []string{"工地", "小区"}},
	{Topic{Key: "water-cut", Name: "一个街道的停水", Situation: "water-cut", First: 2, Days: 3, Share: 0.04}, 3, nil},
	{Topic{Key: "enrolment", Name: "新学年小学入学", Situation: "enrol", First: 0, Days: 45, Share: 0.03}, 3, nil},
	{Topic{Key: "bus-route", Name: "一条公交线路改线", Situation: "bus-route", First: 5, Days: 14, Share: 0.02}, 3, []string{"公交", "站"}},
	{Topic{Key: "property-fee", Name: "一个小区的物业费上涨", Situation: "property-fee", First: 8, Days: 20, Share: 0.015}, 4, []string{"小区"}},
	{Topic{Key: "factory-smell", Name: "夜间不明异味", Situation: "factory-smell", First: 4, Days: 10, Share: 0.02}, 4, []string{"公司"}},
}

// chooseTopics settles each topic in a town of the city, by the seed.
func (c *City) chooseTopics() error {
	for _, plan := range topicPlans {
		rng := c.Rand("topic " + plan.Key)
		t := plan.Topic
		s, err := c.situation(t.Situation)
		if err != nil {
			return err
		}
		p := c.urbanPlace(rng, "")
		scene := newScene(rng, p, s.at, c.categoryOf[s.category], false)
		t.Category, t.Area, t.said = s.category, p.community.code, map[string]string{}
		if plan.level == 3 {
			t.Area = p.town.code
		} else {
			t.road = scene.road
		}
		for _, slot := range plan.fixed {
			t.said[slot] = scene.say(slot)
		}
		c.topics = append(c.topics, t)
	}
	return nil
}

// Topics lists the hot topics of this seed.
func (c *City) Topics() []Topic { return append([]Topic(nil), c.topics...) }

// Topical draws a topic that is on, on a day of the demo, by its share; ok is false for an ordinary letter.
func (c *City) Topical(rng *rand.Rand, day int) (topic Topic, ok bool) {
	x := rng.Float64()
	for _, t := range c.topics {
		if day < t.First || day >= t.First+t.Days {
			continue
		}
		if x -= t.Share; x < 0 {
			return t, true
		}
	}
	return Topic{}, false
}

// topic finds a topic by its key.
func (c *City) topic(key string) (Topic, bool) {
	for _, t := range c.topics {
		if t.Key == key {
			return t, true
		}
	}
	return Topic{}, false
}
