package city

import (
	"math/rand/v2"
	"strings"
	"testing"
)

func TestPhrase(t *testing.T) {
	fill := func(slot string) string { return "<" + slot + ">" }
	for in, want := range map[string][]string{
		"":              {""},
		"plain":         {"plain"},
		"a[b|c]d":       {"abd", "acd"},
		"[a|]":          {"a", ""},
		"[a|[b|c{x}]]y": {"ay", "by", "c<x>y"},
		"{路}坏了":         {"<路>坏了"},
	} {
		p, err := parsePhrase(in)
		if err != nil {
			t.Errorf("%q: %v", in, err)
			continue
		}
		said := map[string]bool{}
		rng := rand.New(rand.NewPCG(1, 1))
		for range 200 {
			said[p.say(rng, fill)] = true
		}
		for _, w := range want {
			if !said[w] {
				t.Errorf("%q never said %q", in, w)
			}
		}
		if len(said) != len(want) {
			t.Errorf("%q said %v, want %v", in, said, want)
		}
	}
	for _, in := range []string{"[a", "a]", "a|b", "{a", "a}", "{}", "{a[b]}", "[a|{b]", "[[a]"} {
		if p, err := parsePhrase(in); err == nil {
			t.Errorf("%q was read as %v", in, p)
		}
	}
}

func TestSentence(t *testing.T) {
	for in, want := range map[string]string{"": "", "好": "好。", "好。": "好。", "吗？": "吗？", "Yes": "Yes.", "Why?": "Why?", " 谢谢！ ": "谢谢！"} {
		if got := sentence(in); got != want {
			t.Errorf("%q ends as %q, want %q", in, got, want)
		}
	}
}

// FuzzPhrase holds that whatever is read can be said, and that every gap that is said was listed.
func FuzzPhrase(f *testing.F) {
	for _, s := range []string{"", "a[b|c]d", "[a|[b|c{x}]]", "{路}坏了[两天|三天]。", "[", "]", "{", "}", "|", "[|]", "[[|]|{a}]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := parsePhrase(s)
		if err != nil {
			return
		}
		known := map[string]bool{}
		for _, slot := range p.slots() {
			known[slot] = true
		}
		text := p.say(rand.New(rand.NewPCG(1, 2)), func(slot string) string {
			if !known[slot] {
				t.Errorf("%q says {%s}, which it does not list", s, slot)
			}
			return ""
		})
		if strings.ContainsAny(text, "[]{}|") {
			t.Errorf("%q says %q", s, text)
		}
	})
}
