package store

import (
	"fmt"
	"strconv"
	"unicode/utf8"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// prefixes are the marks of a code and of every code above it, when each level adds step characters.
func prefixes(mark, code string, step int) []string {
	var out []string
	for n := step; n <= len(code); n += step {
		if utf8.ValidString(code[:n]) { // half a letter is no word
			out = append(out, mark+code[:n])
		}
	}
	return out
}

// areaMarks are the marks of an area code and of those above it: city 4, district 6, town 9, community 12 digits.
func areaMarks(code string) []string {
	var out []string
	for _, n := range []int{4, 6, 9, 12} {
		if len(code) >= n && utf8.ValidString(code[:n]) {
			out = append(out, "a:"+code[:n])
		}
	}
	return out
}

// numberOf prints a case number: yymmdd, two digits of shard, the count of the day with at least four digits.
func numberOf(day, shard int, n int64) string {
	return fmt.Sprintf("%06d%02d%04d", day%1_000_000, shard, n)
}
