package portal

import (
	"strings"
	"unicode"
)

// titleWidth is how long a title that we make may be: forty Chinese characters, or eighty letters.
const titleWidth = 80

// titleOf makes a title of a letter without one: its first sentence, or what of it fits.
func titleOf(content string) string {
	s := strings.TrimSpace(content)
	if i := strings.IndexAny(s, "\n。！？；!?;"); i > 0 {
		s = s[:i]
	}
	if i := strings.Index(s, ". "); i > 0 {
		s = s[:i]
	}
	s = strings.Join(strings.Fields(strings.Trim(s, " .,，、:：")), " ")
	if s == "" {
		s = strings.Join(strings.Fields(content), " ")
	}
	return shorten(s, titleWidth)
}

// shorten cuts a line to a width at a word's end; a Chinese character is as wide as two letters.
func shorten(s string, width int) string {
	space := -1
	for i, r := range s {
		if width--; unicode.Is(unicode.Han, r) {
			width--
		}
		switch {
		case width < 0 && space > len(s[:i])/2:
			return s[:space] + "…"
		case width < 0:
			return s[:i] + "…"
		case r == ' ':
			space = i
		}
	}
	return s
}
