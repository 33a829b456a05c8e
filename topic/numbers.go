package topic

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// A group is digits without anything between them; a card's final X belongs to it.
type group struct {
	from, to int
	digits   string
}

// numberSpans finds bare numbers that identify somebody. Digits with single separators between them form a
// sequence; the longest run of whole groups that has the form of a number wins.
func numberSpans(t text) []span {
	var out []span
	for _, sequence := range sequences(t) {
		for i := 0; i < len(sequence); i++ {
			for j := min(len(sequence), i+19); j > i; j-- {
				if one, ok := identify(t, sequence[i:j]); ok {
					out = append(out, one)
					i = j - 1
					break
				}
			}
		}
	}
	return out
}

func sequences(t text) (out [][]group) {
	var now []group
	for i := 0; i < len(t.runes); {
		from := i
		for i < len(t.runes) && isDigit(t.runes[i]) {
			i++
		}
		if i == from {
			i++
			continue
		}
		if i-from == 17 && (t.rune(i) == 'X' || t.rune(i) == 'x') {
			i++
		}
		if len(now) > 0 && !joins(t.runes[now[len(now)-1].to:from]) {
			out, now = append(out, now), nil
		}
		now = append(now, group{from, i, strings.ToUpper(string(t.runes[from:i]))})
	}
	if len(now) > 0 {
		out = append(out, now)
	}
	return out
}

// joins tells whether people write this between the digits of one number.
func joins(between []rune) bool {
	return len(between) <= 3 && strings.Trim(string(between), " -.·()") == ""
}

func identify(t text, groups []group) (span, bool) {
	from, to := groups[0].from, groups[len(groups)-1].to
	var all strings.Builder
	sizes := make([]int, len(groups))
	for i, g := range groups {
		all.WriteString(g.digits)
		sizes[i] = len(g.digits)
	}
	digits := all.String()
	if len(digits) < 7 || len(digits) > 19 || t.refersTo(from) {
		return span{}, false
	}
	near := t.before(from, 10)
	switch {
	case isCard(digits, near) && shaped(sizes):
		return span{from, to, identityCard, "******************"}, true
	case isBank(digits, near) && inFours(sizes):
		return span{from, to, identityBank, "****************"}, true
	case isPhone(digits, sizes, near, t.rune(from-1), string(t.runes[to:min(to+2, len(t.runes))])):
		if t.rune(from-1) == '(' && strings.ContainsRune(string(t.runes[from:to]), ')') {
			from--
		}
		return span{from, to, identityPhone, "********"}, true
	}
	return span{}, false
}

// isPhone takes what was dialled (with + or 00 and a country, or as at home) and, where the text speaks of a
// telephone, a local number. The characters on both sides tell countries and amounts.
func isPhone(digits string, sizes []int, near string, before rune, after string) bool {
	home := strings.TrimPrefix(strings.TrimPrefix(digits, "00"), "86")
	switch {
	case isAmount(after):
		return false
	case before == '+' && len(digits) >= 8 && len(digits) <= 15 && digits[0] != '0':
		return true
	case isMobile(home) && (shaped(sizes) || singles(sizes)):
		return true
	case isLandline(digits) && (len(sizes) == 1 || sizes[0] == areaCode(digits) && shaped(sizes[1:])):
		return true
	case len(home) < len(digits) && isLandline("0"+home) && len(sizes) > 1:
		return true
	}
	local := len(digits) < 9 && digits[0] >= '2' && digits[0] <= '8' && shaped(sizes)
	next, _ := utf8.DecodeRuneInString(after)
	return local && announcesPhone(near) && !isDate(digits) && !strings.ContainsRune(amounts, next)
}

// isAmount tells whether what follows makes even eleven digits money or weight, and not the name of a feast.
func isAmount(after string) bool {
	if slices.Contains([]string{"元旦", "元宵", "元月"}, after) {
		return false
	}
	return strings.HasPrefix(after, "元") || strings.HasPrefix(after, "亿") || strings.HasPrefix(after, "吨")
}

func isDate(d string) bool {
	day, err := time.Parse("20060102", d)
	return err == nil && day.Year() >= 1990 && day.Year() < 2100
}

// isMobile follows the numbering plan: 11 digits, the second from 3 to 9.
func isMobile(d string) bool { return len(d) == 11 && d[0] == '1' && d[1] >= '3' }

// isLandline takes an area code (010, 02x, or four digits from 03 up) and a number of 7 or 8 digits.
func isLandline(d string) bool {
	if len(d) < 10 || d[0] != '0' {
		return false
	}
	code := areaCode(d)
	rest := len(d) - code
	return code > 0 && (rest == 7 || rest == 8) && d[code] >= '2' && d[code] <= '9'
}

func areaCode(d string) int {
	switch {
	case strings.HasPrefix(d, "010") || strings.HasPrefix(d, "02"):
		return 3
	case d[1] >= '3':
		return 4
	}
	return 0
}

func announcesPhone(near string) bool {
	return slices.ContainsFunc([]string{"电话", "座机", "联系", "致电", "拨打", "手机", "tel", "phone", "call"},
		func(word string) bool { return strings.Contains(near, word) })
}

// refersTo tells whether the number is announced as that of a paper, a parcel or a case.
func (t text) refersTo(from int) bool {
	lead := strings.TrimRight(t.before(from, 10), " :：#是为.abcdefghijklmnopqrstuvwxyz-")
	return slices.ContainsFunc([]string{"单号", "订单", "工单", "编号", "流水号", "案号", "文号", "票号", "合同号", "受理号", "批号", "运单", "条码", "代码"},
		func(word string) bool { return strings.HasSuffix(lead, word) || strings.HasSuffix(lead, word+"号") })
}

// isHotline knows the short public numbers: 1xx, 12xxx, 95xxx, 96xxx, 100xx and their six-digit forms.
func isHotline(d string) bool {
	return len(d) <= 6 && (len(d) == 3 && d[0] == '1' || strings.HasPrefix(d, "12") || strings.HasPrefix(d, "95") ||
		strings.HasPrefix(d, "96") || strings.HasPrefix(d, "100"))
}

// provinces are the first two digits of an identity card (GB/T 2260).
const provinces = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83"

// lastYear ends the birth years that need no further proof: people who were born later do not write, but case
// numbers made of a district and a date look the same. Those must have the right check digit or be announced.
const lastYear = 2015

// isCard takes GB 11643 numbers: province, birth date, and for doubtful ones the check digit. A wrong check
// digit alone saves nobody: a mistyped number still identifies.
func isCard(d, near string) bool {
	if !strings.Contains(provinces, d[:2]) {
		return false
	}
	switch len(d) {
	case 15:
		_, err := time.Parse("20060102", "19"+d[6:12])
		return err == nil
	case 18:
		born, err := time.Parse("20060102", d[6:14])
		if err != nil || born.Year() < 1880 {
			return false
		}
		return born.Year() <= lastYear || checkDigit(d[:17]) == d[17] || strings.Contains(near, "身份") || strings.Contains(near, "证")
	}
	return false
}

// checkDigit is ISO 7064 MOD 11-2.
func checkDigit(d string) byte {
	sum := 0
	for i := range d {
		sum += int(d[i]-'0') * (1 << (17 - i) % 11)
	}
	return "10X98765432"[sum%11]
}

// isBank takes 16 to 19 digits with the Luhn check and a card's first digit, or announced as a card or account.
func isBank(d, near string) bool {
	if len(d) < 16 || strings.Contains(d, "X") {
		return false
	}
	for _, word := range []string{"卡号", "账号", "帐号", "账户", "银行卡"} {
		if strings.Contains(near, word) {
			return true
		}
	}
	return strings.ContainsRune("34569", rune(d[0])) && luhn(d)
}

func luhn(d string) bool {
	sum := 0
	for i := range d {
		n := int(d[len(d)-1-i] - '0')
		if i%2 == 1 {
			n = n*2/10 + n*2%10
		}
		sum += n
	}
	return sum%10 == 0
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// shaped: groups of at least three digits, as people write numbers; dates and amounts have shorter ones.
func shaped(sizes []int) bool {
	return len(sizes) > 0 && (slices.Min(sizes) >= 3 || len(sizes) > 1 && sizes[0] == 2 && slices.Min(sizes[1:]) >= 3)
}

func singles(sizes []int) bool { return slices.Max(sizes) == 1 }

// inFours: one group, or fours with a rest, as on a card.
func inFours(sizes []int) bool {
	for _, n := range sizes[:len(sizes)-1] {
		if n != 4 {
			return false
		}
	}
	return true
}
