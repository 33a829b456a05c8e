package topic

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	maxTerm  = 40 // characters of a word that are indexed
	maxQuery = 16 // terms of a search entry: more only cost time
)

// Terms cuts texts into index terms, in order and with repetitions. Letters are lower-cased and full-width forms
// folded. A run of Chinese, Japanese or Korean characters becomes its overlapping pairs, or itself when it is one
// character; any other run of letters and digits is one word, cut after 40 characters. Terms hold letters and
// numbers only, so that no search engine's syntax can be smuggled in.
func Terms(texts ...string) []string {
	var out []string
	for _, text := range texts {
		out = appendTerms(out, strings.Map(foldTerm, norm.NFC.String(text)))
	}
	return out
}

// Query is the terms of a search entry, each once, at most 16; a text matches when it has all of them.
// A lone character beside longer terms is left out: it would be found only where it also stands alone.
func Query(s string) []string {
	terms := Terms(s)
	long := slices.DeleteFunc(slices.Clone(terms), func(t string) bool {
		r, size := utf8.DecodeRuneInString(t)
		return size == len(t) && paired(r)
	})
	if len(long) > 0 {
		terms = long
	}
	var once []string
	for _, t := range terms {
		if len(once) < maxQuery && !slices.Contains(once, t) {
			once = append(once, t)
		}
	}
	return once
}

// appendTerms slices the folded text: the terms share its memory.
func appendTerms(out []string, s string) []string {
	var (
		run    = -1 // where the run began, or none
		count  int  // its characters so far
		pairs  bool // whether it is cut into pairs
		before int  // where the character before began
		stop   int  // where the word's indexed part ends
	)
	end := func() {
		if run >= 0 && (!pairs || count == 1) {
			out = append(out, s[run:stop])
		}
		run, count = -1, 0
	}
	for at, r := range s {
		if r == ' ' {
			end()
			continue
		}
		if cjk := paired(r); run < 0 || cjk != pairs {
			end()
			run, pairs = at, cjk
		}
		next := at + utf8.RuneLen(r)
		if count++; pairs && count > 1 {
			out = append(out, s[before:next])
		}
		if count <= maxTerm {
			stop = next
		}
		before = at
	}
	end()
	return out
}

// foldTerm makes letters and digits comparable, drops what hangs on a letter, and turns the rest into spaces.
func foldTerm(r rune) rune {
	if r >= '！' && r <= '～' {
		r -= '！' - '!'
	}
	switch {
	case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r >= '一' && r <= 0x9FFF, r == '〇':
		return r
	case r < unicode.MaxASCII && (r < 'A' || r > 'Z'):
		return ' '
	case unicode.IsLetter(r), unicode.IsDigit(r):
		return unicode.ToLower(r)
	case unicode.IsMark(r), unicode.Is(unicode.Cf, r):
		return -1
	}
	return ' '
}

// paired tells whether a character is written without spaces between words.
func paired(r rune) bool {
	switch {
	case r >= '一' && r <= 0x9FFF:
		return true
	case r < 0x2E80:
		return false
	}
	return r == 'ー' || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}
