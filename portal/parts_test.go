package portal

import (
	"strings"
	"testing"
	"unicode/utf8"

	"huiyin/calendar"
	"huiyin/topic"
)

func TestTitleOf(t *testing.T) {
	for _, c := range []struct{ letter, want string }{
		{"路灯不亮了。请修好。", "路灯不亮了"},
		{"The lamp is dark. Please mend it.", "The lamp is dark"},
		{"  Lamp 3.5 m high\nis dark", "Lamp 3.5 m high"},
		{"为什么？", "为什么"},
		{"。。。", "。。。"},
		{". .", ". ."},
		{strings.Repeat("很", 50), strings.Repeat("很", 40) + "…"},
		{"The street lamp in front of the house at 12 Chunxi Road has been dark for more than a week now", "The street lamp in front of the house at 12 Chunxi Road has been dark for more…"},
	} {
		if got := titleOf(c.letter); got != c.want {
			t.Errorf("titleOf(%q) = %q, want %q", c.letter, got, c.want)
		}
	}
}

// Whatever is written has a title that the desk takes.
func FuzzTitleOf(f *testing.F) {
	for _, s := range []string{"路灯不亮了。", ". ", "a\tb\u2028c", strings.Repeat("字 ", 60), "\u00a0!\u00a0", "e\u0301"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		letter, err := topic.Clean("content", s, 10_000, true)
		if err != nil || letter == "" {
			return
		}
		title := titleOf(letter)
		if title == "" || utf8.RuneCountInString(title) > titleWidth+1 {
			t.Errorf("the letter %q got the title %q", letter, title)
		}
		if _, err := topic.Clean("title", title, 120, false); err != nil {
			t.Errorf("the desk refuses the title %q: %v", title, err)
		}
	})
}

func TestPlainCode(t *testing.T) {
	for typed, want := range map[string]string{"k7pm-3xq2": "K7PM3XQ2", " K7PM 3XQ2\t": "K7PM3XQ2", "ｋ７ｐｍ　３ＸＱ２": "K7PM3XQ2", "K7PM–3XQ2": "K7PM3XQ2", "": "", "编号": "编号"} {
		if got := plainCode(typed); got != want {
			t.Errorf("plainCode(%q) = %q, want %q", typed, got, want)
		}
	}
}

func FuzzPlainCode(f *testing.F) {
	f.Add("k7pm-3xq2")
	f.Add("ＡＢ　\xff")
	f.Fuzz(func(t *testing.T, s string) {
		if once := plainCode(s); plainCode(once) != once || strings.ContainsAny(once, " -\t") {
			t.Errorf("plainCode(%q) = %q is not plain", s, once)
		}
	})
}

func TestLimitsInWords(t *testing.T) {
	v := &visit{voice: voiceOf("en")}
	for written, want := range map[string]string{"15wd": "15 working days", "1wd": "1 working day", "10d": "10 days", "4wh": "4 working hours", "90wm": "90 working minutes", "24h": "24 hours", "30min": "30 minutes"} {
		l, err := calendar.ParseLimit(written)
		if err != nil {
			t.Fatal(err)
		}
		if got := v.limit(l); got != want {
			t.Errorf("%s is %q, want %q", written, got, want)
		}
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		s    string
		most int
		want string
	}{{"abc", 5, "abc"}, {"abc", 2, "ab"}, {"很好", 4, "很"}, {"\x80\x80\x80", 2, ""}} {
		if got := cut(c.s, c.most); got != c.want {
			t.Errorf("cut(%q, %d) = %q", c.s, c.most, got)
		}
	}
}
