// Package topic looks at what people say: it cleans texts, cuts them into search terms and takes persons out
// of them. It works on the text alone. It refuses to know whose text it is, where it is kept and who may read it.
package topic

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"huiyin"
)

// Clean makes a text from outside fit to keep: at most max characters (Unicode code points, counted at the end),
// trimmed, in normalisation form C, with LF as line end. HTML and SQL are text like any other and stay.
//
// Refused with huiyin.Invalid(field, …): invalid UTF-8, control characters (tab and line breaks are allowed in
// a multiline text), the code points U+FFFE and U+FFFF, and texts that are too long. Invisible format
// characters (zero-width, direction marks, byte order marks: Unicode category Cf) are removed without a word,
// because telephones and word processors insert them and the writer cannot see them.
func Clean(field, s string, max int, multiline bool) (string, error) {
	if !utf8.ValidString(s) {
		return "", huiyin.Invalid(field, "The field %s must be text in UTF-8; this one holds bytes that are no text.", field)
	}
	s = strings.Map(visible, strings.ReplaceAll(s, "\r\n", "\n"))
	s = norm.NFC.String(strings.TrimSpace(s))
	for _, r := range s {
		switch {
		case r == '\n' || r == '\t':
			if !multiline {
				return "", huiyin.Invalid(field, "The field %s takes one line without tabs or line breaks.", field)
			}
		case unicode.IsControl(r) || r == '\uFFFE' || r == '\uFFFF':
			return "", huiyin.Invalid(field, "The field %s may not hold control characters; this one holds U+%04X.", field, r)
		}
	}
	if n := utf8.RuneCountInString(s); n > max {
		return "", huiyin.Invalid(field, "The field %s may hold at most %d characters; this one has %d.", field, max, n)
	}
	return s, nil
}

// visible drops format characters and turns every other kind of line end into LF.
func visible(r rune) rune {
	switch {
	case r == '\r' || r == '\u2028' || r == '\u2029':
		return '\n'
	case r > unicode.MaxASCII && unicode.Is(unicode.Cf, r):
		return -1
	}
	return r
}
