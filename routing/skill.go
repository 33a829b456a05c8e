package routing

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"huiyin"
)

// Kind says what a skill is about.
type Kind string

const (
	Language Kind = "language" // a language or dialect
	District Kind = "district" // knows a part of the city
	Subject  Kind = "subject"  // knows a field of work
)

// Skill is one thing a seat can do and a call can want.
type Skill struct {
	Kind Kind
	Code string // as the city's tables write it: sichuanese, jinjiang, tax
}

// Level is how well a seat has a skill, from 1, learning, to MaxLevel; 0 is not at all.
type Level int

// MaxLevel is the highest level.
const MaxLevel Level = 5

// Skills are what a seat can do.
type Skills map[Skill]Level

// Want is a skill that a call asks for. A must is never given up; a should is, when the Wish widens.
type Want struct {
	Skill Skill
	Level Level // at least; 0 counts as 1
	Must  bool
}

// String writes the skill as ParseWant reads it; the kind of a subject is left out.
func (s Skill) String() string {
	if s.Kind == Subject {
		return s.Code
	}
	return string(s.Kind) + "." + s.Code
}

// String writes the want as ParseWant reads it.
func (w Want) String() string {
	s := w.Skill.String()
	if w.Level > 1 {
		s += "." + strconv.Itoa(int(w.Level))
	}
	if w.Must {
		s += ".must"
	}
	return s
}

// ParseWants reads a list such as "tax.2|language.tibetan.must", as the table of hotlines holds it. Words are
// separated by | and each is [kind.]code[.level][.must]: the kind is language or district and otherwise subject, the
// level is at least 1. It fails with huiyin.KindInvalid.
func ParseWants(s string) ([]Want, error) {
	var wants []Want
	for word := range strings.SplitSeq(s, "|") {
		if word = strings.TrimSpace(word); word == "" {
			continue
		}
		w, err := ParseWant(word)
		if err != nil {
			return nil, err
		}
		wants = append(wants, w)
	}
	return wants, nil
}

// ParseWant reads one word of such a list.
func ParseWant(word string) (Want, error) {
	parts := strings.Split(word, ".")
	w := Want{Skill: Skill{Kind: Subject}, Level: 1}
	if k := Kind(parts[0]); len(parts) > 1 && (k == Language || k == District) {
		w.Skill.Kind, parts = k, parts[1:]
	}
	if n := len(parts); n > 1 && parts[n-1] == "must" {
		w.Must, parts = true, parts[:n-1]
	}
	if n := len(parts); n > 1 && len(parts[n-1]) == 1 && parts[n-1] >= "1" && parts[n-1] <= "5" {
		w.Level, parts = Level(parts[n-1][0]-'0'), parts[:n-1]
	}
	if len(parts) != 1 || !isCode(parts[0]) {
		return Want{}, huiyin.Invalid("skills", "%q is not a skill; write it like tax, tax.2, language.tibetan or language.tibetan.must.", word)
	}
	w.Skill.Code = parts[0]
	return w, nil
}

func isCode(s string) bool {
	return s != "" && utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_'
	})
}
