package voices

import (
	"io/fs"
	"math"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"huiyin/casework"
	"huiyin/demo/city"
	"huiyin/switchboard/prompt"
)

func voices(t *testing.T) *Voices {
	t.Helper()
	v, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestCallersTellTheirMatterInAFewSentences(t *testing.T) {
	v, bytes := voices(t), 0
	languages := map[string]int{}
	for _, c := range v.Callers {
		languages[c.Letter.Language]++
		bytes += len(c.Sound)
		heard(t, c.Key, c.Sound)
		if d := c.Sound.Duration(); d < 6*time.Second || d > 15*time.Second {
			t.Errorf("%s speaks for %v", c.Key, d)
		}
	}
	for _, l := range v.Lines {
		bytes += len(l.Sound)
		heard(t, l.Name, l.Sound)
		if d := l.Sound.Duration(); d < time.Second || d > 5*time.Second {
			t.Errorf("%s in %s takes %v", l.Name, l.Language, d)
		}
	}
	if languages["zh"] < 14 || languages["en"] < 2 {
		t.Errorf("callers by language: %v", languages)
	}
	if bytes > 2_500_000 {
		t.Errorf("the voices have %d bytes; they are part of every download", bytes)
	}
}

// heard complains about what is too soft, too loud or clipped.
func heard(t *testing.T, name string, p prompt.Prompt) {
	t.Helper()
	if average, peak := p.Level(); math.Abs(average+18) > 2 || peak > -0.5 {
		t.Errorf("%s: average %.1f dBFS, peak %.1f; want about -18 and no clipping", name, average, peak)
	}
}

// What is written down is what was said, in the demo city's own terms.
func TestMattersFitTheCity(t *testing.T) {
	c, err := city.New(1)
	if err != nil {
		t.Fatal(err)
	}
	categories, areas := map[string]bool{}, map[string]string{}
	for _, k := range c.Categories() {
		categories[k["code"]] = true
	}
	for _, a := range c.Areas() {
		areas[a["code"]] = a["name"]
	}
	for _, v := range voices(t).Callers {
		l := v.Letter
		if len(l.Category) != 6 || !categories[l.Category] {
			t.Errorf("%s: there is no category %q", v.Key, l.Category)
		}
		if !slices.Contains(casework.Natures, casework.Nature(l.Nature)) ||
			!slices.Contains([]casework.Urgency{casework.Normal, casework.Livelihood, casework.Emergency}, casework.Urgency(l.Urgency)) {
			t.Errorf("%s: nature %q, urgency %q", v.Key, l.Nature, l.Urgency)
		}
		for _, code := range []string{l.Area, l.Area[:6]} {
			name := areas[code]
			told := strings.Contains(l.Place, name) && strings.Contains(v.Said, name) && strings.Contains(l.Content, name)
			if name == "" || l.Language == "zh" && !told {
				t.Errorf("%s: the area %s is %q, which is not where the matter is said to be", v.Key, code, name)
			}
		}
	}
}

func TestKeysAndTitlesAreTheirOwn(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range voices(t).Callers {
		for _, s := range []string{c.Key, c.Letter.Title, c.Letter.Content, c.Said, string(c.Sound)} {
			if seen[s] {
				t.Errorf("%s: something of it belongs to another caller too", c.Key)
			}
			seen[s] = true
		}
	}
}

// A simulated operator can go through a call in either language.
func TestOperatorsHaveTheirLines(t *testing.T) {
	v := voices(t)
	for _, name := range []string{"greeting", "where", "listening", "calming", "registered", "farewell"} {
		for _, language := range []string{"zh", "en"} {
			if l, ok := v.Line(language, name); !ok || l.Said == "" {
				t.Errorf("%s is not said in %s", name, language)
			}
		}
	}
	if l, ok := v.Line("xx", "greeting"); ok {
		t.Errorf("an unknown language has a greeting: %q", l.Said)
	}
}

// A sound without a text means that scripts/sounds.sh was not run; a text without a sound does not load.
func TestNoSoundIsLeftOver(t *testing.T) {
	v := voices(t)
	found, err := fs.Glob(files, "*/*/*.wav")
	if want := len(v.Callers) + len(v.Lines); err != nil || len(found) != want {
		t.Errorf("%d sounds for %d texts, %v", len(found), want, err)
	}
}

// A reading has one syllable, closed by its tone, for each character; what is missing would not be spoken.
func TestReadingsHaveASyllableForEachCharacter(t *testing.T) {
	said := ""
	check := func(said, reading string) {
		if s, r := count(said, han), count(reading, tone); s != r {
			t.Errorf("%s: %d characters, but %d syllables", said, s, r)
		}
	}
	for line := range strings.Lines(embedded(t, "callers.txt")) {
		if text, ok := strings.CutPrefix(line, "say "); ok {
			said = text
		}
		if text, ok := strings.CutPrefix(line, "read "); ok {
			check(said, text)
		}
	}
	for line := range strings.Lines(embedded(t, "lines.txt")) {
		if f := strings.Split(line, "|"); len(f) == 4 && f[1] == "zh" {
			check(f[2], f[3])
		}
	}
}

func embedded(t *testing.T, name string) string {
	t.Helper()
	b, err := files.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func han(r rune) bool  { return unicode.Is(unicode.Han, r) }
func tone(r rune) bool { return r >= '1' && r <= '5' }

func count(s string, is func(rune) bool) (n int) {
	for _, r := range s {
		if is(r) {
			n++
		}
	}
	return n
}
