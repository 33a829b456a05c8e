package topic

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What identifies a person, as HasIdentity names it.
const (
	identityEmail    = "email"
	identityAccount  = "account"  // WeChat or QQ, when announced as such
	identityDocument = "document" // passport, permit, licence, when announced as such
	identityPlate    = "plate"
	identityCard     = "id_card" // 18 and 15 digits
	identityBank     = "bank_card"
	identityPhone    = "phone"
	identityDoor     = "door" // the door of a home; streets and buildings stay
)

// Redact takes persons out of a text that others will read: telephone numbers, identity cards, e-mail
// addresses, bank cards, number plates, announced WeChat and QQ accounts, announced documents, the doors of
// homes ("**室"), and the names given (王小明 becomes 王某某). Full-width forms and separators inside numbers are
// seen through. Public hotlines (110, 12345, 95598, 400 numbers), dates, amounts, street numbers and reference
// numbers stay. It works by form alone, so it prepares the publisher's reading and does not replace it.
func Redact(s string, names ...string) string {
	for { // taking one thing out can lay another bare; every pass leaves fewer letters and digits
		spans := append(identities(fold(s)), nameSpans(s, names)...)
		if len(spans) == 0 {
			return s
		}
		s = replace(s, spans)
	}
}

// HasIdentity tells whether a text holds what Redact would take out, names aside, and the kind of the first:
// email, account, document, plate, id_card, bank_card, phone or door.
func HasIdentity(s string) (kind string, found bool) {
	spans := identities(fold(s))
	if len(spans) == 0 {
		return "", false
	}
	first := slices.MinFunc(spans, func(a, b span) int { return a.from - b.from })
	return first.kind, true
}

// A span of characters that identifies somebody, and what to write instead.
type span struct {
	from, to int // in runes
	kind     string
	mask     string
}

// replace writes the masks; of spans that overlap, the one found by the earlier rule wins.
func replace(s string, spans []span) string {
	runes := []rune(s)
	var taken []span
	for _, one := range spans {
		if !slices.ContainsFunc(taken, func(t span) bool { return one.from < t.to && t.from < one.to }) {
			taken = append(taken, one)
		}
	}
	slices.SortFunc(taken, func(a, b span) int { return a.from - b.from })
	var out strings.Builder
	at := 0
	for _, one := range taken {
		out.WriteString(string(runes[at:one.from]))
		out.WriteString(one.mask)
		at = one.to
	}
	out.WriteString(string(runes[at:]))
	return out.String()
}

// text is a folded text that can be searched by runes and by regular expressions.
type text struct {
	runes []rune
	plain string
	at    []int // byte offset in plain → rune index
}

// fold makes every character comparable without moving any: half-width ASCII, one dash, one space, and digits
// for Chinese numerals where at least seven stand in a row, as only numbers that identify are written.
func fold(s string) text {
	runes := []rune(s)
	for i, r := range runes {
		switch {
		case r >= '！' && r <= '～':
			runes[i] = r - '！' + '!'
		case unicode.IsSpace(r) && r != '\n':
			runes[i] = ' '
		case unicode.Is(unicode.Pd, r) || r == '−':
			runes[i] = '-'
		case r == '•' || r == '・' || r == '‧':
			runes[i] = '·'
		}
	}
	foldNumerals(runes)
	t := text{runes: runes, plain: string(runes)}
	t.at = make([]int, len(t.plain)+1)
	byteAt := 0
	for i, r := range runes {
		size := utf8.RuneLen(r)
		for k := range size {
			t.at[byteAt+k] = i
		}
		byteAt += size
	}
	t.at[byteAt] = len(runes)
	return t
}

const numerals = "零一二三四五六七八九"

func foldNumerals(runes []rune) {
	digit := func(r rune) rune {
		switch r {
		case '〇':
			return '0'
		case '幺':
			return '1'
		}
		if at := strings.IndexRune(numerals, r); at >= 0 {
			return '0' + rune(at/3)
		}
		return -1
	}
	for from := 0; from < len(runes); from++ {
		to := from
		for to < len(runes) && digit(runes[to]) >= 0 {
			to++
		}
		if to-from >= 7 {
			for i := from; i < to; i++ {
				runes[i] = digit(runes[i])
			}
		}
		from = max(from, to-1)
	}
}

// before is the n characters before rune i, in lower case.
func (t text) before(i, n int) string { return strings.ToLower(string(t.runes[max(i-n, 0):i])) }

// rune is the character at i, or a line feed outside the text.
func (t text) rune(i int) rune {
	if i < 0 || i >= len(t.runes) {
		return '\n'
	}
	return t.runes[i]
}

// identities finds everything but names, in the order in which overlaps are decided.
func identities(t text) []span {
	var out []span
	for _, rule := range rules {
		out = append(out, rule(t)...)
	}
	return append(out, numberSpans(t)...)
}

// nameSpans finds the given names as they are written; the longest wins where one holds another.
func nameSpans(s string, names []string) []span {
	names = slices.Clone(names)
	slices.SortFunc(names, func(a, b string) int { return len(b) - len(a) })
	var out []span
	for _, name := range names {
		name = strings.TrimSpace(name)
		mask := maskName(name)
		if utf8.RuneCountInString(name) < 2 || mask == name {
			continue
		}
		for from := 0; ; {
			at := strings.Index(s[from:], name)
			if at < 0 {
				break
			}
			start := utf8.RuneCountInString(s[:from+at])
			out = append(out, span{start, start + utf8.RuneCountInString(name), "name", mask})
			from += at + len(name)
		}
	}
	return out
}

// The compound surnames in use; a name that begins with one keeps both characters.
const compounds = "欧阳 司马 上官 诸葛 夏侯 皇甫 尉迟 公孙 慕容 令狐 司徒 长孙 宇文 端木 独孤 南宫 东方 司空 闻人 澹台 轩辕 百里 呼延 西门 申屠 公冶 钟离 鲜于 闾丘 万俟 拓跋 赫连"

// maskName keeps the surname, or the first letter of each word of a name in letters.
func maskName(name string) string {
	runes := []rune(name)
	keep := 1
	if len(runes) > 2 && slices.Contains(strings.Fields(compounds), string(runes[:2])) {
		keep = 2
	}
	out := slices.Clone(runes)
	for i := keep; i < len(runes); i++ {
		switch {
		case unicode.Is(unicode.Han, runes[i]):
			out[i] = '某'
		case unicode.IsLetter(runes[i]) && unicode.IsLetter(runes[i-1]):
			out[i] = '*'
		}
	}
	return string(out)
}
