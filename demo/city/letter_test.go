package city

import (
	"math"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// dirty finds what a careless template leaves behind: gaps, brackets, doubled or stranded punctuation, and spaces
// inside Chinese text.
var dirty = regexp.MustCompile(`[\[\]{}|%\n\t]|。。|，，|，。|。，|；。|。；|：。|：，|，？|？。|！。|、。|^[，。；、]|[，、；：]$|\p{Han} | \p{Han}|(?:的的|了了)`)

func checkText(t *testing.T, what, text string) {
	t.Helper()
	if text == "" || text != strings.TrimSpace(text) || !utf8.ValidString(text) {
		t.Errorf("%s is empty, unfinished or no text: %q", what, text)
	}
	if m := dirty.FindString(text); m != "" {
		t.Errorf("%s is not clean at %q: %s", what, m, text)
	}
}

var (
	urgencies   = map[string]bool{"normal": true, "livelihood": true, "emergency": true}
	anyChannels = map[string]bool{"phone": true, "letter": true, "web": true, "wechat": true, "app": true, "sms": true, "open311": true, "walk_in": true}
	number      = regexp.MustCompile(`\d{7,}`)
)

func TestLetters(t *testing.T) {
	c := newCity(t, 3)
	boxes, areas := index(t, c.Mailboxes(), "code"), index(t, c.Areas(), "code")
	rng := c.Rand("letters")
	contents, situations, titles := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for range 1000 {
		l := c.Letter(rng)
		checkText(t, "the title", l.Title)
		checkText(t, "the content", l.Content)
		checkText(t, "the demand", l.Demand)
		if contents[l.Content] {
			t.Errorf("written twice: %s", l.Content)
		}
		contents[l.Content], situations[l.Situation], titles[l.Title] = true, true, true
		if n := utf8.RuneCountInString(l.Content); l.Language == "zh" && (n < 80 || n > 400) {
			t.Errorf("%s: %d characters: %s", l.Situation, n, l.Content)
		}
		if !natures[l.Nature] || !urgencies[l.Urgency] || !anyChannels[l.Channel] || len(l.Category) != 6 || c.categoryOf[l.Category].code == "" {
			t.Errorf("nature %q, urgency %q, channel %q, category %q", l.Nature, l.Urgency, l.Channel, l.Category)
		}
		if areas[l.Area]["level"] != "4" || math.Abs(l.Lon-104) > 1.5 || math.Abs(l.Lat-30.6) > 1 {
			t.Errorf("%s lies in %q at %f, %f", l.Title, l.Area, l.Lon, l.Lat)
		}
		if (l.Mailbox != "") != (l.Channel == "letter") || l.Mailbox != "" && boxes[l.Mailbox]["state"] != "open" {
			t.Errorf("by %s to the letter box %q", l.Channel, l.Mailbox)
		}
		if p := c.places[l.Area]; l.Language == "zh" && !strings.Contains(l.Content, p.town.name) {
			t.Errorf("%s: nobody learns where it is: %s", l.Situation, l.Content)
		}
		if n := number.FindString(l.Title + l.Content); n != "" {
			t.Errorf("a letter holds the number %s", n)
		}
		if l.Channel == "phone" && l.Language == "zh" && strings.Contains(l.Content, "我") {
			t.Errorf("%s: an operator writes of themselves: %s", l.Situation, l.Content)
		}
	}
	if len(situations) < 100 || len(titles) < 450 {
		t.Errorf("1,000 letters tell %d situations under %d titles", len(situations), len(titles))
	}
}

func TestEverySituationReadsWell(t *testing.T) {
	c := newCity(t, 4)
	keys := map[string]bool{}
	for _, s := range c.situations {
		if keys[s.key] {
			t.Errorf("%s stands twice", s.key)
		}
		keys[s.key] = true
		for _, n := range s.natures {
			if !natures[n.name] {
				t.Errorf("%s has the nature %q", s.key, n.name)
			}
		}
		if !urgencies[s.urgency] {
			t.Errorf("%s has the urgency %q", s.key, s.urgency)
		}
		for i, channel := range []string{"phone", "letter", "web", "sms"} {
			rng := c.Rand(s.key + channel)
			k := c.categoryFor(rng, s, nil)
			scene := newScene(rng, c.choosePlace(rng, s.at, ""), s.at, k, channel == "phone" && !s.english())
			l := Letter{Channel: channel, Situation: s.key, Category: k.code, Nature: s.natures[i%len(s.natures)].name, Area: scene.place.code(), Language: "zh"}
			if s.english() {
				l.Language = "en"
			}
			for range 8 {
				c.tell(&l, s, scene)
				checkText(t, s.key+": content", l.Content)
				if n := utf8.RuneCountInString(l.Content); n < 80 || n > 400 && l.Language == "zh" {
					t.Errorf("%s by %s has %d characters: %s", s.key, channel, n, l.Content)
				}
				checkAnswer(t, s.key, c.Answer(rng, l))
				checkText(t, s.key+": urge", c.Urge(rng, l))
				checkText(t, s.key+": supplement", c.Supplement(rng, l))
			}
		}
	}
	if len(keys) < 60 {
		t.Errorf("%d situations", len(keys))
	}
}

func checkAnswer(t *testing.T, key string, a Answer) {
	t.Helper()
	for what, text := range map[string]string{"internal": a.Internal, "public": a.Public, "first contact": a.FirstContact, "visit": a.Visit} {
		checkText(t, key+": "+what, text)
	}
	if strings.ContainsAny(a.Verification, "{}[]|") || a.Verification == "" {
		t.Errorf("%s: verification %q", key, a.Verification)
	}
	if number.MatchString(a.Public) {
		t.Errorf("%s: the public text holds a number: %s", key, a.Public)
	}
	ok := map[string]bool{"yes": true, "partly": true, "no": true}[a.Truth] &&
		map[string]bool{"solved": true, "partly": true, "unsolved": true}[a.Solved] &&
		map[string]bool{"satisfied": true, "basic": true, "dissatisfied": true, "unknown": true}[a.Satisfaction] &&
		(a.Reason == "") == (a.Solved == "solved")
	if !ok {
		t.Errorf("%s: truth %q, solved %q for %q, satisfaction %q", key, a.Truth, a.Solved, a.Reason, a.Satisfaction)
	}
}

func TestWishesAreHeard(t *testing.T) {
	c := newCity(t, 5)
	rng := c.Rand("wishes")
	for _, k := range c.categories {
		if l := c.Letter(rng, k.code); !strings.HasPrefix(l.Category, k.code) {
			t.Errorf("a letter on %s is on %s", k.code, l.Category)
		}
	}
	for _, area := range []string{"510104", "510185", "510112102", "510104022"} {
		for range 30 {
			if l := c.Write(rng, Wish{Area: area, Channel: "web"}); !strings.HasPrefix(l.Area, area) || l.Channel != "web" {
				t.Errorf("a letter from %s by web comes from %s by %s", area, l.Area, l.Channel)
			}
		}
	}
	if l := c.Write(rng, Wish{Language: "en"}); l.Language != "en" || strings.ContainsAny(l.Content, "的了") {
		t.Errorf("an English letter: %+v", l)
	}
	if l := c.Write(rng, Wish{Area: "999999", Categories: []string{"99"}, Topic: "none"}); l.Content == "" {
		t.Error("a wish for what does not exist leaves no letter")
	}
}

func TestAnswersToLettersOfOthers(t *testing.T) {
	c := newCity(t, 6)
	rng := c.Rand("others")
	for _, l := range []Letter{
		{Title: "路灯不亮", Content: "路灯不亮", Nature: "help", Category: "030201", Area: "510104022"},
		{Title: "问一下", Content: "问一下", Nature: "consultation", Category: "0303", Area: "510104"},
		{Title: "x", Content: "y", Nature: "complaint"},
		{Title: "Water", Content: "No water", Nature: "help", Category: "030301", Area: "510104022", Language: "en"},
		{Title: "Trees", Content: "Trees", Nature: "suggestion", Category: "020501", Area: "510104022", Language: "en"},
		{Title: "无地点", Content: "无地点", Nature: "nonsense", Category: "nonsense", Area: "nonsense"},
	} {
		checkAnswer(t, l.Title, c.Answer(rng, l))
		checkText(t, l.Title, c.Urge(rng, l))
	}
	if a := c.Answer(rng, Letter{Title: "路灯不亮", Nature: "help", Category: "030201", Area: "510104022"}); !strings.Contains(a.Public, "路灯") {
		t.Errorf("the answer on a lamp: %s", a.Public)
	}
}

func TestTheSeedDecides(t *testing.T) {
	write := func(seed uint64) []any {
		c := newCity(t, seed)
		rng := c.Rand("stream")
		var out []any
		for range 60 {
			l := c.Letter(rng)
			out = append(out, l, c.Answer(rng, l), c.Person(rng), c.Urge(rng, l))
		}
		return append(out, c.Topics())
	}
	if !reflect.DeepEqual(write(11), write(11)) {
		t.Error("the same seed gave two cities")
	}
	if reflect.DeepEqual(write(11), write(12)) {
		t.Error("two seeds gave the same city")
	}
}

func TestPeople(t *testing.T) {
	c := newCity(t, 7)
	rng := c.Rand("people")
	phone := regexp.MustCompile(`^1990000\d{4}$`)
	calls, firmsSeen := map[string]int{}, 0
	for range 5000 {
		p := c.Person(rng)
		if !phone.MatchString(string(p.Phone)) {
			t.Fatalf("the number %s lies outside the range", p.Phone)
		}
		if n := utf8.RuneCountInString(p.Name); n < 2 || n > 3 || p.Sex != "male" && p.Sex != "female" {
			t.Errorf("%+v", p)
		}
		if (p.Type == "enterprise") != (p.Company != "") {
			t.Errorf("%+v", p)
		}
		if p.Type == "enterprise" {
			firmsSeen++
		}
		calls[string(p.Phone)]++
	}
	often := 0
	for _, n := range calls {
		if n >= 3 {
			often++
		}
	}
	if firmsSeen < 150 || often < 50 {
		t.Errorf("%d calls of enterprises, %d people who call again", firmsSeen, often)
	}
	if c.Resident(42) != c.Resident(42+Residents) || c.Resident(-1) != c.Resident(Residents-1) {
		t.Error("a number belongs to two people")
	}
	if p := c.Sender(rng, Letter{By: "enterprise"}); p.Type != "enterprise" {
		t.Errorf("an enterprise's letter from %+v", p)
	}
}

func TestHotTopicsGather(t *testing.T) {
	c := newCity(t, 8)
	rng := c.Rand("topics")
	if len(c.Topics()) < 3 {
		t.Fatalf("%d topics", len(c.Topics()))
	}
	for _, topic := range c.Topics() {
		if topic.Days <= 0 || topic.Share <= 0 || c.places[topic.Area].town == nil {
			t.Errorf("%+v", topic)
		}
		for range 20 {
			l := c.Write(rng, Wish{Topic: topic.Key})
			if l.Topic != topic.Key || l.Category != topic.Category || !strings.HasPrefix(l.Area, topic.Area) {
				t.Errorf("%s: a letter on %s from %s", topic.Key, l.Category, l.Area)
			}
			if estate := topic.said["小区"]; estate != "" && !strings.Contains(l.Title+l.Content, estate) {
				t.Errorf("%s: not about %s: %s", topic.Key, estate, l.Content)
			}
		}
	}
	on := map[string]int{}
	for range 4000 {
		if topic, ok := c.Topical(rng, 3); ok {
			on[topic.Key]++
		}
	}
	if on["water-cut"] < 100 || on["water-cut"] > 230 || on["property-fee"] > 0 {
		t.Errorf("topics of the third day: %v", on)
	}
}

func TestMixes(t *testing.T) {
	c := newCity(t, 9)
	rng := c.Rand("mixes")
	nature, language := map[string]float64{}, map[string]float64{}
	const n = 6000
	for range n {
		l := c.Letter(rng)
		nature[l.Nature] += 100.0 / n
		language[l.Language] += 100.0 / n
	}
	for name, want := range map[string][2]float64{"consultation": {22, 33}, "complaint": {38, 52}, "help": {11, 20}, "report": {4, 11},
		"suggestion": {3, 8}, "praise": {0.4, 2.5}, "other": {0.2, 2}} {
		if nature[name] < want[0] || nature[name] > want[1] {
			t.Errorf("%.1f %% of nature %s, want %v", nature[name], name, want)
		}
	}
	if language["en"] < 0.5 || language["en"] > 2.5 {
		t.Errorf("%.1f %% in English", language["en"])
	}
}

func TestLoad(t *testing.T) {
	hours, days := 0.0, 0.0
	for h := range 24 {
		hours += HourShare(h)
		if h != 10 && HourShare(h) >= HourShare(10) || h != 10 && h != 15 && HourShare(h) >= HourShare(15) {
			t.Errorf("%d h is as busy as the peaks", h)
		}
		if h >= 2 && h <= 5 && (HourShare(h) < 0.002 || HourShare(h) > 0.004) {
			t.Errorf("%d h brings %.3f", h, HourShare(h))
		}
	}
	for d := range 7 {
		days += DayShare(time.Weekday(d))
	}
	if math.Abs(hours-1) > 1e-9 || math.Abs(days-1) > 1e-9 || math.Abs(HourShare(10)-0.117) > 1e-9 || math.Abs(HourShare(15)-0.092) > 1e-9 || math.Abs(DayShare(time.Tuesday)-0.198) > 1e-9 {
		t.Errorf("the hours sum to %f, the days to %f", hours, days)
	}
	mean, start := 0.0, time.Date(2026, 9, 28, 0, 30, 0, 0, time.FixedZone("CST", 8*3600))
	for h := range 24 * 7 {
		mean += Load(start.Add(time.Duration(h) * time.Hour))
	}
	if mean /= 24 * 7; math.Abs(mean-1) > 1e-9 {
		t.Errorf("the average load of a week is %f", mean)
	}
}
