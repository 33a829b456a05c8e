package topic

import (
	"regexp"
	"strings"
	"unicode"
)

// rules find what has a form of its own; bare numbers are numberSpans' matter. Earlier rules win.
var rules = []func(text) []span{
	matches(identityEmail, regexp.MustCompile(`[A-Za-z0-9._%+\-]+ ?@ ?[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+`), whole("***@***")),
	matches(identityAccount, regexp.MustCompile(`(?i)(?:微信|薇信|威信|weixin|wechat|\bwx|\bvx|扣扣|\bqq)[^\S\n]?(?:号码|账号|帐号|群号|号|群|id)?[^\S\n]?(?:[:=]|是|为)?[^\S\n]?([a-z][a-z0-9_\-]{5,19}|[1-9][0-9]{4,11})`), account),
	matches(identityDocument, regexp.MustCompile(`(?i)(?:护照|通行证|军官证|士兵证|驾驶证|驾照|残疾证|社保卡?|医保卡?|居住证)[^\S\n]?(?:号码|编号|号)?[^\S\n]?(?:[:=]|是|为)?[^\S\n]?([a-z]{0,2}[0-9]{6,20})`), announced),
	matches(identityPlate, regexp.MustCompile(`(?i)[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-Z][·.\- ]?([A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9学警港澳挂领])`), plate),
	matches(identityDoor, regexp.MustCompile(doorPattern), door),
	matches(identityDoor, regexp.MustCompile(`(?:小区|花园|家园|公寓|新村|雅苑|苑|府|庭|院|城|湾|里)[ ]?([0-9]{1,3}-[0-9]{1,2}-[0-9]{3,4})`), announcedDoor("**室")),
	matches(identityDoor, regexp.MustCompile(`(?:[0-9一二三四五六七八九十]组|[0-9一二三四五六七八九十]社)[ ]?([0-9]{1,4})号`), announcedDoor("**")),
}

// A door: building, entrance and floor as far as they are named, then the number of the door. "3栋2单元" alone
// names no home, "三室一厅" is a size, "3栋200户" is an amount.
const (
	numeral = `[0-9一二三四五六七八九十百零〇]{1,6}`
	house   = `(?:(?:[A-Za-z]?` + numeral + `|[A-Za-z])[ ]?(?:栋|幢|座|号楼|#楼|#)[ ]?)`
	stair   = `(?:` + numeral + `[ ]?单元[ ]?)`
	floor   = `(?:` + numeral + `[ ]?(?:层|楼)[ ]?)`

	doorPattern = `(` + house + `?` + stair + `?` + floor + `?)([A-Za-z]?-?` + numeral + `[A-Za-z]?)(?:-[0-9]{2,4})?[ ]?(室|号房|房间|房|号)?`
)

// A judge decides on one match, given as the rune indices of its groups.
type judge func(t text, groups []int) (from, to int, mask string, ok bool)

func matches(kind string, pattern *regexp.Regexp, decide judge) func(text) []span {
	return func(t text) (out []span) {
		for _, m := range pattern.FindAllStringSubmatchIndex(t.plain, -1) {
			for i, at := range m {
				if at >= 0 {
					m[i] = t.at[at]
				}
			}
			if from, to, mask, ok := decide(t, m); ok {
				out = append(out, span{from, to, kind, mask})
			}
		}
		return out
	}
}

func whole(mask string) judge {
	return func(_ text, g []int) (int, int, string, bool) { return g[0], g[1], mask, true }
}

func announced(t text, g []int) (int, int, string, bool) {
	next := t.rune(g[3])
	return g[2], g[3], "******", !isWordy(next) && !strings.ContainsRune(amounts, next)
}

func announcedDoor(mask string) judge {
	return func(t text, g []int) (int, int, string, bool) {
		return g[2], g[3], mask, !isWordy(t.rune(g[3]))
	}
}

// account takes an id after its announcement. A word of letters only must be announced with more than the
// name of the service, and the city's short numbers are nobody's account.
func account(t text, g []int) (int, int, string, bool) {
	id := string(t.runes[g[2]:g[3]])
	lead := strings.TrimRight(string(t.runes[g[0]:g[2]]), " ")
	marked := strings.HasSuffix(lead, "号") || strings.ContainsAny(lead, ":=是为码群") || strings.HasSuffix(strings.ToLower(lead), "id")
	letters := strings.Trim(strings.ToLower(id), "abcdefghijklmnopqrstuvwxyz") == ""
	amount := strings.ContainsRune(amounts, t.rune(g[3])) && !marked
	return g[2], g[3], "******", (marked || !letters) && !isHotline(id) && !amount && !isWordy(t.rune(g[3]))
}

func plate(t text, g []int) (int, int, string, bool) {
	tail := string(t.runes[g[2]:g[3]])
	return g[2], g[3], "*****", strings.ContainsAny(tail, "0123456789") && !isWordy(t.rune(g[3]))
}

// Characters after a number that make it an amount.
const amounts = "元块角分万亿余多户人个名位米平亩吨斤公千克升度天日月年岁层楼部辆家间套台件次号路条%时小点只张页"

func door(t text, g []int) (int, int, string, bool) {
	var (
		place  = string(t.runes[g[2]:g[3]])
		number = strings.Trim(string(t.runes[g[4]:g[5]]), "-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
		digits = len([]rune(number))
		ascii  = number != "" && number[0] <= '9'
		ending string
	)
	if g[6] >= 0 {
		ending = string(t.runes[g[6]:g[7]])
	}
	next := t.rune(g[1])
	placed := strings.ContainsAny(place, "栋幢座单#") || strings.Contains(place, "号楼")
	ok := false
	switch ending {
	case "室":
		ok = (placed || digits >= 3 || ascii && digits == 2) && !strings.ContainsRune("内外温友", next)
	case "房", "号房", "房间":
		ok = (placed && (ascii || digits > 1) || digits >= 3) && !strings.ContainsRune("屋子东客产贷价租", next)
	case "号":
		ok = placed && !strings.ContainsRune("楼线路院门梯窗机井桩电", next)
	default:
		ok = placed && digits >= 3 && !strings.ContainsRune(amounts+"栋幢座单", next) && !isWordy(next)
	}
	return g[0], g[1], "**室", ok && !isWordy(t.rune(g[0]-1))
}

// isWordy tells whether a letter or digit of ASCII goes on here, so that what was found is part of something longer.
func isWordy(r rune) bool { return r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
