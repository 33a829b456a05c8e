package city

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// Answer is what a unit did about a letter and wrote down, and what the person says on being called back.
type Answer struct {
	Internal     string // for the centre and other units
	Public       string // for the person; it holds no personal data
	Verification string // who went where and found what
	FirstContact string // how the unit first reached the person
	Contacted    bool   // false when three calls were not answered
	Truth        string // yes, partly or no: is it as the letter says
	Solved       string // solved, partly or unsolved
	Reason       string // why it is not solved: policy, recurring, procedure, jurisdiction or other; empty when solved
	Satisfaction string // satisfied, basic, dissatisfied or unknown
	Visit        string // the person's opinion in their own words
}

// The chances of an answer, in per cent or by weight. The reasons follow a city's report on what left people
// dissatisfied.
var (
	truths  = []share{{"yes", 84}, {"partly", 10}, {"no", 6}}
	solveds = []share{{"solved", 80}, {"partly", 13}, {"unsolved", 7}}
	reasons = []share{{"policy", 20.5}, {"recurring", 20.5}, {"procedure", 16.4}, {"jurisdiction", 6.8}, {"other", 35.8}}
	moods   = map[string][]share{
		"solved":   {{"satisfied", 72}, {"basic", 15}, {"dissatisfied", 4}, {"unknown", 9}},
		"partly":   {{"satisfied", 25}, {"basic", 40}, {"dissatisfied", 25}, {"unknown", 10}},
		"unsolved": {{"satisfied", 5}, {"basic", 15}, {"dissatisfied", 65}, {"unknown", 15}},
	}
)

// Answer answers a letter. One that the city did not write needs title, content, nature, category and area only:
// it is answered like the situation that is nearest to it, or in general words.
func (c *City) Answer(rng *rand.Rand, l Letter) Answer {
	scene := c.sceneOf(rng, l)
	s := c.situationOf(l)
	a := Answer{Truth: "yes", Solved: "solved", Contacted: rng.IntN(12) > 0}
	if judged(l.Nature) && l.Language != "en" {
		a.Truth, a.Solved = draw(rng, truths), draw(rng, solveds)
	}
	if a.Truth == "no" {
		a.Solved = "solved"
	}
	if a.Solved != "solved" {
		a.Reason = draw(rng, reasons)
	}
	mood := a.Solved
	if a.Truth == "no" {
		mood = "partly" // nothing was wrong, says the unit; the person may see it otherwise
	}
	a.Satisfaction = draw(rng, moods[mood])
	a.Visit = sentence(c.frame(rng, scene, "visit."+a.Satisfaction))
	told := c.told(s, l)
	c.findings(rng, scene, told, a)
	if !judged(l.Nature) {
		scene.said["truth"] = ""
	}
	a.FirstContact = c.firstContact(rng, scene, l.Nature, a.Contacted)
	a.Verification = c.verification(rng, scene, len(told.found) > 0)
	a.Internal = c.internal(rng, scene, a)
	a.Public = c.public(rng, scene, s, l, a)
	return a
}

// judged tells whether a nature says that something is wrong, so that somebody looks whether it is true.
func judged(nature string) bool {
	return nature == "complaint" || nature == "help" || nature == "report"
}

// findings puts what was found and done, and what stands in the way, where the frames look for it.
func (c *City) findings(rng *rand.Rand, scene *scene, s *situation, a Answer) {
	found, done := s.outcome(scene)
	switch {
	case a.Truth == "no":
		found, done = c.frame(rng, scene, "unfounded"), c.frame(rng, scene, "unfounded.done")
	case found == "":
		found = c.frame(rng, scene, "ask.verify")
	}
	if a.Solved != "solved" {
		hard := c.frame(rng, scene, "hard."+a.Reason)
		if len(s.hard) > 0 && rng.IntN(2) == 0 {
			hard = pick(rng, s.hard).say(rng, scene.say)
		}
		scene.said["hard"] = sentence(hard)
	}
	scene.said["found"], scene.said["done"] = sentence(found), sentence(done)
	scene.said["truth"] = sentence(c.frame(rng, scene, "truth."+a.Truth))
}

// outcome says what was found, if anything, and what was done about it. Where both have the same number of
// choices, they belong together: a cable that was cut is replaced, a switch that tripped is reset.
func (s *situation) outcome(scene *scene) (found, done string) {
	d := s.done[0]
	if len(s.found) == 0 {
		return "", d.say(scene.rng, scene.say)
	}
	f := s.found[0]
	if len(f) == 1 && len(d) == 1 && len(f[0].choice) > 0 && len(f[0].choice) == len(d[0].choice) {
		i := scene.rng.IntN(len(f[0].choice))
		f, d = f[0].choice[i], d[0].choice[i]
	}
	return f.say(scene.rng, scene.say), d.say(scene.rng, scene.say)
}

func (c *City) firstContact(rng *rand.Rand, scene *scene, nature string, reached bool) string {
	name := "contact"
	switch {
	case !reached:
		name = "contact.none"
	case !judged(nature):
		name = "contact.ask"
	}
	text := sentence(c.frame(rng, scene, name))
	scene.said["contact"] = text
	return text
}

// verification describes a visit to the place or, for a question, a look into the rules.
func (c *City) verification(rng *rand.Rand, scene *scene, visited bool) string {
	if visited {
		return sentence(c.frame(rng, scene, "verify"))
	}
	return sentence(c.frame(rng, scene, "ask.verify"))
}

func (c *City) internal(rng *rand.Rand, scene *scene, a Answer) string {
	text := c.frame(rng, scene, "internal") + sentence(c.frame(rng, scene, "internal.end"))
	if a.Contacted {
		text += sentence(c.frame(rng, scene, "internal.reached"))
	}
	if a.Solved != "solved" {
		text += sentence(c.frame(rng, scene, "internal.hard"))
	}
	return text
}

// public writes what the person reads: greeting, facts, what was done, what is still in the way, farewell.
func (c *City) public(rng *rand.Rand, scene *scene, s *situation, l Letter, a Answer) string {
	if l.Language == "en" {
		return c.publicEnglish(rng, scene, s)
	}
	var text string
	switch l.Nature {
	case "consultation":
		text = c.frame(rng, scene, "public.ask") + scene.said["done"]
	case "suggestion":
		text = c.frame(rng, scene, "public.suggest") + scene.said["found"] + scene.said["done"]
	case "praise":
		text = c.frame(rng, scene, "public.praise") + scene.said["done"]
	case "other":
		text = c.frame(rng, scene, "public.other") + scene.said["done"]
	default:
		text = c.frame(rng, scene, "public.open") + scene.said["found"]
		if a.Solved != "unsolved" {
			text += scene.said["done"]
		}
	}
	if a.Solved != "solved" {
		text += c.frame(rng, scene, "public.hard") + scene.said["hard"] + sentence(c.frame(rng, scene, "public.later"))
	}
	return text + sentence(c.frame(rng, scene, "public.close"))
}

// told is the situation in Chinese, for what the units write among themselves.
func (c *City) told(s *situation, l Letter) *situation {
	if !s.english() {
		return s
	}
	l.Situation, l.Language = "", "zh"
	return c.situationOf(l)
}

// publicEnglish answers in the language of the letter.
func (c *City) publicEnglish(rng *rand.Rand, scene *scene, s *situation) string {
	found, done := c.frame(rng, scene, "found.en"), c.frame(rng, scene, "done.en")
	if s.english() {
		if f, d := s.outcome(scene); f != "" {
			found, done = f, d
		} else {
			found, done = "We have checked the current rules for you.", d
		}
	}
	scene.said["found"], scene.said["done"] = sentence(found)+" ", sentence(done)+" "
	return sentence(c.frame(rng, scene, "public.en"))
}

// sceneOf rebuilds enough of a letter's scene to speak of it again.
func (c *City) sceneOf(rng *rand.Rand, l Letter) *scene {
	k := c.categoryOf[l.Category]
	p := c.placeOf(l.Area)
	if p.town == nil {
		p = c.urbanPlace(rng, l.Area)
	}
	s := c.situationOf(l)
	scene := newScene(rng, p, s.at, k, l.Channel == "phone")
	scene.said["处"] = l.Place
	if l.Place == "" {
		scene.said["处"] = p.name()
	}
	scene.said["about"] = s.about.say(rng, scene.say)
	if k.code == "" {
		scene.said["about"] = "有关"
	}
	return scene
}

// situationOf is the situation a letter was made from or, for a letter that others wrote, one of the same category
// and nature whose subject it names; else one that fits any category.
func (c *City) situationOf(l Letter) *situation {
	if s, err := c.situation(l.Situation); err == nil {
		return s
	}
	var near, last *situation
	for _, s := range c.situations {
		switch {
		case s.category == anyCategory:
			if last == nil || s.weight(l.Nature) > 0 {
				last = s
			}
		case s.category != l.Category || s.weight(l.Nature) == 0 || s.english() != (l.Language == "en"):
		case near == nil || slices.ContainsFunc(s.about.words(), func(w string) bool { return strings.Contains(l.Title+l.Content, w) }):
			near = s
		}
	}
	if near != nil {
		return near
	}
	return last
}

// words lists the fixed texts of a phrase.
func (p phrase) words() []string {
	var out []string
	for _, x := range p {
		if x.text != "" {
			out = append(out, x.text)
		}
	}
	return out
}
