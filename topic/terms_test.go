package topic

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestTerms(t *testing.T) {
	cases := []struct{ in, want string }{
		{"", ""},
		{"，。！ \n", ""},
		{"路灯坏了", "路灯 灯坏 坏了"},
		{"路灯坏了，路灯！", "路灯 灯坏 坏了 路灯"},
		{"灯", "灯"},
		{"12路公交 晚点", "12 路公 公交 晚点"},
		{"５Ｇ基站ＡＢＣ", "5g 基站 abc"},
		{"Road No.7", "road no 7"},
		{"O'Brien's café", "o brien s café"},
		{"cafe\u0301", "café"},
		{"x\u0301\u0302y", "xy"},
		{"二〇二六年", "二〇 〇二 二六 六年"},
		{"𠀀𠀁𠀂", "𠀀𠀁 𠀁𠀂"},
		{"コーヒー", "コー ーヒ ヒー"},
		{"路\u200b灯", "路灯"},
		{`"路灯" OR title:x* -(y)`, "路灯 or title x y"},
		{strings.Repeat("a", 50) + " b", strings.Repeat("a", 40) + " b"},
		{"a\xff路灯", "a 路灯"},
	}
	for _, c := range cases {
		if got := strings.Join(Terms(c.in), " "); got != c.want {
			t.Errorf("Terms(%q) = %q, want %q", c.in, got, c.want)
		}
	}
	if got := Terms("路灯", "坏了"); !slices.Equal(got, []string{"路灯", "坏了"}) {
		t.Errorf("two texts run together: %q", got)
	}
}

func TestQuery(t *testing.T) {
	cases := []struct{ in, want string }{
		{"路灯 路灯", "路灯"},
		{"灯", "灯"},
		{"灯 坏", "灯 坏"},
		{"路灯 坏", "路灯"},
		{"a 路灯", "a 路灯"},
		{"…", ""},
		{"甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉", "甲乙 乙丙 丙丁 丁戊 戊己 己庚 庚辛 辛壬 壬癸 癸子 子丑 丑寅 寅卯 卯辰 辰巳 巳午"},
	}
	for _, c := range cases {
		if got := strings.Join(Query(c.in), " "); got != c.want {
			t.Errorf("Query(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

const complaint = "春熙路12号门口的路灯坏了一个多星期，晚上一片漆黑；老人出门买菜摔倒过两次。打过电话也没有人来修！请尽快处理，谢谢。"

func TestEveryPieceOfATextFindsIt(t *testing.T) {
	terms := Terms(complaint)
	runes := []rune(complaint)
	pieces := 0
	for from := range runes {
		for to := from + 2; to <= len(runes); to++ {
			piece := string(runes[from:to])
			if strings.ContainsAny(piece, "12") || len(Query(piece)) == 0 {
				continue // half a number is another number
			}
			if short := Query(piece)[0]; utf8.RuneCountInString(short) < 2 {
				continue // one character beside a comma
			}
			pieces++
			for _, q := range Query(piece) {
				if !slices.Contains(terms, q) {
					t.Fatalf("%q asks for %q, which is not in the text", piece, q)
				}
			}
		}
	}
	if pieces < 1000 {
		t.Fatalf("only %d pieces were tried", pieces)
	}
}

func TestTermsAreQuick(t *testing.T) {
	text := string([]rune(strings.Repeat(complaint, 4))[:200])
	if allocs := testing.AllocsPerRun(100, func() { Terms(text) }); allocs > 12 {
		t.Errorf("Terms allocates %.0f times for 200 characters", allocs)
	}
}

func BenchmarkTerms(b *testing.B) {
	text := string([]rune(strings.Repeat(complaint, 4))[:200])
	for b.Loop() {
		Terms(text)
	}
}

func FuzzTerms(f *testing.F) {
	for _, s := range []string{complaint, "５Ｇ İstanbul ﬁ ǅ", "a\u0301\u200d灯\xff", "가나다 コーヒー 𠀀"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		terms := Terms(s)
		for _, term := range terms {
			if term == "" || utf8.RuneCountInString(term) > maxTerm {
				t.Fatalf("%q gives the term %q", s, term)
			}
			for _, r := range term {
				if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
					t.Fatalf("%q gives %q with U+%04X", s, term, r)
				}
			}
			if again := Terms(term); len(again) != 1 || again[0] != term {
				t.Fatalf("the term %q is itself cut into %q", term, again)
			}
		}
		query := Query(s)
		if len(query) > maxQuery || len(query) == 0 && len(terms) > 0 {
			t.Fatalf("%q asks for %q", s, query)
		}
		for _, q := range query {
			if !slices.Contains(terms, q) {
				t.Fatalf("a text does not find itself: %q asks for %q", s, q)
			}
		}
	})
}
