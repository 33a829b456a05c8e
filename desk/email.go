package desk

import (
	"net/mail"
	"strings"

	"huiyin"
	"huiyin/topic"
)

// cleanEmail takes a bare address (RFC 5322 addr-spec) or nothing.
func cleanEmail(s string) (string, error) {
	s, err := topic.Clean("email", s, 254, false)
	if err != nil || s == "" {
		return "", err
	}
	a, err := mail.ParseAddress(s)
	if err != nil || a.Address != s || !strings.Contains(s, ".") {
		return "", huiyin.Invalid("email", "The e-mail address cannot be read; its form is name@example.org.")
	}
	return strings.ToLower(s), nil
}
