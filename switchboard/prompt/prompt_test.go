package prompt

import (
	"bufio"
	"math"
	"os"
	"strings"
	"testing"
	"time"
	"unicode"
)

// text is one line of texts.txt.
type text struct{ name, language, said, reading string }

func texts(t *testing.T) []text {
	t.Helper()
	f, err := os.Open("texts.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []text
	for s := bufio.NewScanner(f); s.Scan(); {
		if line := s.Text(); line != "" && line[0] != '#' {
			part := strings.Split(line, "|")
			if len(part) != 4 {
				t.Fatalf("%q has %d parts, not 4", line, len(part))
			}
			all = append(all, text{part[0], part[1], part[2], part[3]})
		}
	}
	return all
}

// A text without a sound, or a sound without a text, means that scripts/sounds.sh was not run.
func TestEveryTextIsSpoken(t *testing.T) {
	want := texts(t)
	for _, x := range want {
		if _, ok := sounds()[x.language+"/"+x.name]; !ok {
			t.Errorf("%s is not spoken in %s", x.name, x.language)
		}
	}
	if len(sounds()) != len(want) {
		t.Errorf("%d sounds for %d texts", len(sounds()), len(want))
	}
}

func TestEverySentenceIsSpokenInEveryLanguage(t *testing.T) {
	for _, name := range Names() {
		zh, _ := Sound("zh", name)
		en, _ := Sound("en", name)
		if zh.Duration() < time.Second || en.Duration() < time.Second || string(zh) == string(en) {
			t.Errorf("%s takes %v in Chinese and %v in English", name, zh.Duration(), en.Duration())
		}
		if other, ok := Sound("xx", name); !ok || string(other) != string(zh) {
			t.Errorf("%s in a language that is not spoken is not the Chinese one", name)
		}
	}
	if p, ok := Sound("zh", "no such thing"); ok || p != nil {
		t.Errorf("an unknown name has a sound of %v", p.Duration())
	}
}

func TestSoundsAreTrimmedAndOfOneLoudness(t *testing.T) {
	bytes := 0
	for name, p := range sounds() {
		bytes += len(p)
		average, peak := p.Level()
		if math.Abs(average+18) > 2 || peak > -0.5 {
			t.Errorf("%s: average %.1f dBFS, peak %.1f; want about -18 and no clipping", name, average, peak)
		}
		if d := p.Duration(); d < 300*time.Millisecond || d > 13*time.Second {
			t.Errorf("%s takes %v", name, d)
		}
		if before, after := quiet(p, 0, 1), quiet(p, len(p)-1, -1); before > 120*time.Millisecond || after > 120*time.Millisecond {
			t.Errorf("%s: %v of silence before and %v after", name, before, after)
		}
	}
	if bytes > 1_500_000 {
		t.Errorf("the sounds have %d bytes; they are part of every download", bytes)
	}
}

// quiet is how long nothing is heard (-40 dBFS) from a place in a direction.
func quiet(p Prompt, from, step int) time.Duration {
	n := 0
	for i := from; i >= 0 && i < len(p) && math.Abs(float64(decode(p[i]))) < 328; i += step {
		n++
	}
	return time.Duration(n) * time.Second / rate
}

// A reading has one syllable, closed by its tone, for each character and digit; what is missing would not be spoken.
func TestReadingsHaveASyllableForEachCharacter(t *testing.T) {
	for _, x := range texts(t) {
		if x.language != "zh" {
			continue
		}
		if said, read := syllables(x.said), tones(x.reading); said != read {
			t.Errorf("%s: %d characters, but %d syllables", x.name, said, read)
		}
	}
}

func syllables(said string) (n int) {
	for _, r := range said {
		if unicode.Is(unicode.Han, r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

func tones(reading string) (n int) {
	for _, r := range reading {
		if r >= '1' && r <= '5' {
			n++
		}
	}
	return n
}
