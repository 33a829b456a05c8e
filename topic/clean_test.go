package topic

import (
	"errors"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"huiyin"
)

func TestClean(t *testing.T) {
	cases := []struct {
		name, in  string
		max       int
		multiline bool
		want, say string // say: part of the refusal
	}{
		{"plain", "路灯坏了", 10, false, "路灯坏了", ""},
		{"empty", "", 10, false, "", ""},
		{"blank", " \t\r\n\u3000 ", 10, false, "", ""},
		{"trimmed", "\u3000 路灯 \n", 10, false, "路灯", ""},
		{"markup stays", `<script>alert("x")</script>'; DROP TABLE cases;--`, 60, false, `<script>alert("x")</script>'; DROP TABLE cases;--`, ""},
		{"composed", "cafe\u0301", 4, false, "café", ""},
		{"compatibility forms stay", "１２号", 4, false, "１２号", ""},
		{"zero width", "路\u200b灯\u200d坏\u2060了\ufeff", 4, false, "路灯坏了", ""},
		{"direction", "\u202e路灯\u2066坏\u2069了\u200f", 4, false, "路灯坏了", ""},
		{"soft hyphen", "light\u00ading", 8, false, "lighting", ""},
		{"exactly long enough", "路灯坏了", 4, false, "路灯坏了", ""},
		{"too long", "路灯坏了", 3, false, "", "at most 3 characters; this one has 4"},
		{"lines", "一\r\n二\r三\n四\t五\u2028六", 20, true, "一\n二\n三\n四\t五\n六", ""},
		{"a line break in one line", "一\r\n二", 20, false, "", "one line"},
		{"a tab in one line", "一\t二", 20, false, "", "one line"},
		{"NUL", "a\x00b", 20, true, "", "U+0000"},
		{"escape", "a\x1b[31mb", 20, true, "", "U+001B"},
		{"delete", "a\x7fb", 20, true, "", "U+007F"},
		{"C1", "a\u0085b", 20, true, "", "U+0085"},
		{"no character", "a\uffffb", 20, true, "", "U+FFFF"},
		{"not UTF-8", "a\xffb", 20, true, "", "UTF-8"},
		{"half a character", "路"[:2], 20, true, "", "UTF-8"},
	}
	for _, c := range cases {
		got, err := Clean("title", c.in, c.max, c.multiline)
		var refusal *huiyin.Error
		switch {
		case c.say == "" && (err != nil || got != c.want):
			t.Errorf("%s: %q, %v; want %q", c.name, got, err, c.want)
		case c.say != "" && (!errors.As(err, &refusal) || refusal.Kind != huiyin.KindInvalid || refusal.Field != "title" ||
			!strings.Contains(refusal.Say, c.say) || !strings.Contains(refusal.Say, "title") || got != ""):
			t.Errorf("%s: %q, %v; want a refusal with %q", c.name, got, err, c.say)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"路灯\r\n坏了", "\u200be\u0301\u202e", "a\x00", "\u2028 x \u2028", "\ufeff"} {
		f.Add(s, 10, true)
		f.Add(s, 3, false)
	}
	f.Fuzz(func(t *testing.T, s string, max int, multiline bool) {
		got, err := Clean("text", s, max, multiline)
		if err != nil {
			return
		}
		again, err := Clean("text", got, max, multiline)
		if err != nil || again != got {
			t.Fatalf("%q cleaned again is %q, %v", got, again, err)
		}
		if utf8.RuneCountInString(got) > max && max >= 0 || !norm.NFC.IsNormalString(got) || strings.TrimSpace(got) != got {
			t.Fatalf("%q is not clean", got)
		}
		for _, r := range got {
			if unicode.Is(unicode.Cf, r) || unicode.IsControl(r) && (!multiline || r != '\n' && r != '\t') {
				t.Fatalf("%q holds U+%04X", got, r)
			}
		}
	})
}
