package huiyin

import "strings"

// Phone is a telephone number in one canonical form: digits only, with a leading + when it names its country.
// Chinese numbers lose +86 and 0086, so that one person's number is written one way.
type Phone string

// ParsePhone reads a number as people write it: spaces, dashes, brackets and full-width digits are allowed.
func ParsePhone(s string) (Phone, error) {
	var b strings.Builder
	for _, r := range strings.TrimSpace(s) {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case r >= '０' && r <= '９':
			b.WriteRune(r - '０' + '0')
		case (r == '+' || r == '＋') && b.Len() == 0:
			b.WriteByte('+')
		case strings.ContainsRune(" -－—().（）\u00a0·", r):
		default:
			return "", Invalid("phone", "The telephone number may hold digits, spaces, dashes and a leading + only.")
		}
	}
	p := b.String()
	p = strings.TrimPrefix(p, "+86")
	p = strings.TrimPrefix(p, "0086")
	digits := strings.TrimPrefix(p, "+")
	if len(digits) < 3 || len(digits) > 15 {
		return "", Invalid("phone", "The telephone number must have 3 to 15 digits; this one has %d.", len(digits))
	}
	return Phone(p), nil
}

// Masked shows enough of a number to recognise it and not enough to ring it.
func (p Phone) Masked() string {
	s := string(p)
	if len(s) <= 4 {
		return strings.Repeat("*", len(s))
	}
	if len(s) < 8 {
		return strings.Repeat("*", len(s)-2) + s[len(s)-2:]
	}
	return s[:3] + strings.Repeat("*", len(s)-7) + s[len(s)-4:]
}
