package city

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode/utf8"
)

// Letter is what somebody tells the city, by whatever channel.
type Letter struct {
	Title, Content string
	Demand         string  // what is asked for, in one sentence
	Nature         string  // consultation, help, complaint, report, suggestion, praise or other
	Category       string  // third-level code
	Urgency        string  // normal, livelihood or emergency
	Channel        string  // phone, letter, web, wechat, app, sms, open311 or walk_in
	Area           string  // code of a community
	Place          string  // address in words
	Lon, Lat       float64 // degrees
	Language       string  // zh or en
	By             string  // person or enterprise
	Mailbox        string  // code of an open letter box, for the channel letter
	Situation      string  // key of the template, which Answer uses; empty for letters that others wrote
	Topic          string  // key of the hot topic, or empty
}

// Wish says what a letter should be like; the zero Wish leaves everything to chance.
type Wish struct {
	Categories []string // codes of any level; the letter belongs to one of them
	Area       string   // code of a district or town; the letter comes from there
	Channel    string
	Language   string // zh or en
	Topic      string // key of a hot topic; it decides category and area
}

// A letter in Chinese has at least minRunes characters and at most maxRunes.
const minRunes, maxRunes = 80, 400

// natureShare follows a monthly report of consultations, requests, suggestions and praise; what it counts together
// as "reflections" (反映, two thirds) is spread over complaints, help and reports.
var natureShare = []share{{"consultation", 28}, {"complaint", 43}, {"help", 15}, {"report", 7}, {"suggestion", 5}, {"praise", 1.2}, {"other", 0.8}}

// englishShare is the part of letters written in English, topicShare that about a hot topic, when nothing is wished.
const englishShare, topicShare = 0.012, 0.10

// Letter writes a letter, in one of the categories if any are given (codes of any level).
func (c *City) Letter(rng *rand.Rand, categories ...string) Letter {
	return c.Write(rng, Wish{Categories: categories})
}

// Write writes a letter as wished. A category, area or topic that the city does not have counts as no wish; in English
// there are letters on a few matters only, and elsewhere the letter is in Chinese.
func (c *City) Write(rng *rand.Rand, w Wish) Letter {
	w = c.leaveToChance(rng, w)
	topic, about := c.topic(w.Topic)
	if about {
		w.Categories, w.Area, w.Language = []string{topic.Category}, topic.Area, "zh"
	}
	s, nature := c.chooseSituation(rng, w)
	if about {
		if fixed, err := c.situation(topic.Situation); err == nil {
			s, nature = fixed, drawNature(rng, []*situation{fixed})
		}
	}
	k := c.categoryFor(rng, s, w.Categories)
	scene := newScene(rng, c.choosePlace(rng, s.at, w.Area), s.at, k, w.Channel == "phone" && !s.english())
	if about {
		scene.follow(topic)
	}
	l := Letter{Nature: nature, Category: k.code, Urgency: s.urgency, Channel: w.Channel, Area: scene.place.code(),
		Language: "zh", By: "person", Situation: s.key, Topic: topic.Key}
	if s.at == "firm" {
		l.By = "enterprise"
	}
	if s.english() {
		l.Language = "en"
	}
	c.tell(&l, s, scene)
	lon, lat := scene.place.point()
	l.Lon, l.Lat = lon+(rng.Float64()-0.5)*0.004, lat+(rng.Float64()-0.5)*0.004
	if l.Channel == "letter" {
		l.Mailbox = c.mailboxFor(rng, l)
	}
	return l
}

// leaveToChance fills what the wish leaves open: now and then English or a hot topic, and always a channel.
func (c *City) leaveToChance(rng *rand.Rand, w Wish) Wish {
	if w.Topic == "" && w.Area == "" && len(w.Categories) == 0 && w.Language == "" {
		switch x := rng.Float64(); {
		case x < englishShare:
			w.Language = "en"
		case x < englishShare+topicShare:
			w.Topic = pick(rng, c.topics).Key
		}
	}
	if w.Channel == "" {
		w.Channel = Channel(rng)
	}
	return w
}

// follow makes the scene say what all letters of the topic say.
func (s *scene) follow(t Topic) {
	for slot, text := range t.said {
		s.said[slot] = text
	}
	if t.said["小区"] != "" {
		s.estate = t.said["小区"]
	}
	if t.road.zh != "" {
		s.road = t.road
	}
}

// tell writes title, content and demand.
func (c *City) tell(l *Letter, s *situation, scene *scene) {
	rng := scene.rng
	l.Title = pick(rng, s.titles).say(rng, scene.say)
	l.Demand = strings.TrimRight(pick(rng, s.wants).say(rng, scene.say), "。")
	l.Place = scene.address()
	var facts, more []string
	for _, p := range s.facts {
		facts = append(facts, sentence(p.say(rng, scene.say)))
	}
	for _, i := range rng.Perm(len(s.more)) {
		more = append(more, sentence(s.more[i].say(rng, scene.say)))
	}
	if s.english() {
		l.Content = strings.Join(append(append(facts, more...), sentence(l.Demand)), " ")
		return
	}
	style := "web"
	if l.Channel == "phone" || l.Channel == "letter" {
		style = l.Channel
	}
	where, general, want := "where."+s.at, "more", ""
	if scene.third {
		where, general, want = where+".phone", "more.phone", c.frame(rng, scene, "want.phone")
	}
	head := c.frame(rng, scene, "open."+style) + sentence(c.frame(rng, scene, where)) + strings.Join(facts, "")
	tail := want + sentence(l.Demand) + sentence(c.frame(rng, scene, "close."+style))
	if scene.third && s.key == "unclear" {
		tail = sentence(l.Demand)
	}
	l.Content = fit(rng, head, append(more, sentence(c.frame(rng, scene, general))), tail)
}

// fit puts some of the further sentences between head and tail: as many as chance says, more if the letter would be
// too short and none that would make it too long.
func fit(rng *rand.Rand, head string, more []string, tail string) string {
	wanted := rng.IntN(len(more)) // the last one is general and serves only where the letter is too short
	length := utf8.RuneCountInString(head + tail)
	for i, m := range more {
		n := utf8.RuneCountInString(m)
		if (i < wanted || length < minRunes) && length+n <= maxRunes {
			head += m
			length += n
		}
	}
	return head + tail
}

// mailboxFor chooses the letter box that people write to about a matter: the mayor's, the district's, the town's,
// that of the unit in charge, or the common one.
func (c *City) mailboxFor(rng *rand.Rand, l Letter) string {
	if l.Language == "en" && rng.IntN(2) == 0 {
		return root + "-foreign"
	}
	unit, p, x := root, c.placeOf(l.Area), rng.IntN(100)
	switch {
	case x < 18:
		return root + "-mayor"
	case x < 33:
		return "12345"
	case x < 40:
	case x < 65 && p.town != nil:
		unit = p.town.governor()
	case x < 85:
		unit = c.Lead(l.Category, l.Area)
	case p.town != nil:
		unit = p.town.code
	}
	if len(c.boxes[unit]) == 0 {
		return "12345"
	}
	return pick(rng, c.boxes[unit])
}

// Urge is what somebody says who has waited too long for an answer to their letter.
func (c *City) Urge(rng *rand.Rand, l Letter) string { return c.follower(rng, l, "urge", ".again") }

// Supplement is what somebody adds to their letter afterwards.
func (c *City) Supplement(rng *rand.Rand, l Letter) string {
	return c.follower(rng, l, "supplement", ".site")
}

// follower says something about an earlier letter; half of the times, where there is a place to look at, with the
// frame's further name.
func (c *City) follower(rng *rand.Rand, l Letter, frame, further string) string {
	scene := c.sceneOf(rng, l)
	if judged(l.Nature) && scene.at != "city" && rng.IntN(2) == 0 {
		frame += further
	}
	switch {
	case l.Language == "en":
		frame += ".en"
	case l.Channel == "phone":
		frame += ".phone"
	}
	return sentence(c.frame(rng, scene, frame))
}

// situation finds a situation by its key.
func (c *City) situation(key string) (*situation, error) {
	for _, s := range c.situations {
		if s.key == key {
			return s, nil
		}
	}
	return nil, fmt.Errorf("there is no situation %q", key)
}
