package portal

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"huiyin/casework"
)

var slot = regexp.MustCompile(`\{[a-z]+\}`)

// All languages say the same things, with the same blanks.
func TestTheCataloguesAgree(t *testing.T) {
	first := voices[0]
	for _, v := range voices {
		for key, text := range v.texts {
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s: %s is empty", v.code, key)
			}
			other, ok := first.texts[key]
			if !ok {
				t.Errorf("%s says %s, which %s does not", v.code, key, first.code)
			}
			if a, b := slots(text), slots(other); !strings.HasPrefix(key, "date.") && !strings.HasSuffix(key, ".one") && !slices.Equal(a, b) {
				t.Errorf("%s: %s has the blanks %v, in %s %v", v.code, key, a, first.code, b)
			}
		}
		if len(v.texts) != len(first.texts) {
			t.Errorf("%s has %d texts, %s %d", v.code, len(v.texts), first.code, len(first.texts))
		}
	}
}

func slots(text string) []string {
	s := slot.FindAllString(text, -1)
	slices.Sort(s)
	return slices.Compact(s)
}

// spoken are the beginnings of keys whose ends are words of other rooms, and the words that must be there.
var spoken = map[string][]string{
	"stage.":        {"received", "in_review", "dispatched", "handling", "answered", "closed", "guided"},
	"state.":        append(words(casework.States, func(s casework.StateInfo) string { return string(s.State) }), "visiting.judged"),
	"nature.":       append(words(casework.Natures, str), append(suffixed(casework.Natures, ".hint"), "any")...),
	"noun.":         words(casework.Natures, str),
	"satisfaction.": {"satisfied", "basically_satisfied", "dissatisfied", "unable_to_judge"},
	"solved.":       {"yes", "partly", "no"},
	"channel.":      casework.OtherChannels,
	"readers.":      append(words(readers, str), suffixed(readers, ".hint")...),
	"kind.":         append(words(kinds, str), "any"),
	"weekday.":      {"0", "1", "2", "3", "4", "5", "6"},
	"month.":        {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"},
	"done.":         steps(""),
	"step.":         slices.Concat(steps(""), steps(".hint"), steps(".button")),
	"field.":        {"supplement.note", "supplement.files", "urge.note", "rate.satisfaction", "rate.solved", "rate.opinion", "ask_reopen.note", "object.note"},
	"story.":        append(slices.Sorted(maps.Keys(tellingKeys())), "contacted.not_reached", "visited.not_reached", "dispatched.again", "reply_passed.above", "centre", "until"),
	"error.":        nil, // codes and fields of refusals; the scenarios show them
	"next.":         {"dispatch", "supplement", "answer", "audit", "visit", "rehandle", "archive", "until", "latest"},
	"write.":        nil, // the names of fields in the summary of mistakes
}

func str[T ~string](s T) string { return string(s) }

func words[T any](list []T, of func(T) string) []string {
	var out []string
	for _, w := range list {
		out = append(out, of(w))
	}
	return out
}

func suffixed[T ~string](list []T, end string) []string {
	return words(list, func(s T) string { return string(s) + end })
}

func steps(end string) []string {
	return words(closedSteps, func(s casework.OpenStep) string { return string(s.Step) + end })
}

func tellingKeys() map[string]bool {
	keys := map[string]bool{}
	for _, how := range tellings {
		keys[how.key] = true
	}
	return keys
}

// Every key that pages and code name is in the catalogue, and every key of the catalogue is named.
func TestEveryTextIsThereAndUsed(t *testing.T) {
	used := map[string]bool{}
	for prefix, list := range spoken {
		for _, w := range list {
			used[prefix+w] = true
		}
	}
	for key := range named(t) {
		used[key] = true
	}
	for _, key := range slices.Sorted(maps.Keys(used)) {
		if !voices[0].has(key) && !(voices[0].has(key+".one") && voices[0].has(key+".other")) {
			t.Errorf("%s is named and not in the catalogue", key)
		}
	}
	for key := range voices[0].texts {
		prefix, _, _ := strings.Cut(key, ".")
		list, open := spoken[prefix+"."]
		plain := strings.TrimSuffix(strings.TrimSuffix(key, ".one"), ".other")
		if !used[key] && !used[plain] && (!open || list != nil) && !titles[key] {
			t.Errorf("nobody says %s", key)
		}
	}
}

// titles are the keys that are made of a page's name.
var titles = map[string]bool{"home.title": true, "mailboxes.title": true, "write.title": true, "received.title": true, "track.title": true,
	"published.title": true, "about.title": true, "accessibility.title": true, "privacy.title": true}

var naming = regexp.MustCompile(`(?:\.T|\.Count|\bv\.t|\bv\.count|v\.limit|trouble\([a-zA-Z.]+,|next\() ?\(?"([a-z_]+(?:\.[a-z_]+)*)"|"((?:trouble|file|story|next|light|date|error)\.[a-z_]+(?:\.[a-z_]+)?)"`)

// named finds the keys that are written out in pages and code.
func named(t *testing.T) map[string]bool {
	found := map[string]bool{}
	for _, pattern := range []string{"*.go", "pages/*.html"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatal(pattern, err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range naming.FindAllStringSubmatch(string(text), -1) {
				if key := m[1] + m[2]; strings.Contains(key, ".") {
					found[key] = true
				}
			}
		}
	}
	return found
}
