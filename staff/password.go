package staff

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"huiyin"
)

// The cost of a password: Argon2id with 19 MiB, two passes, one lane (OWASP Password Storage Cheat Sheet). A stronger
// setting is written here; a password that was kept with another is hashed anew when its owner signs in.
const (
	memoryKiB = 19 * 1024
	passes    = 2
	lanes     = 1
	saltSize  = 16
	sumSize   = 32
)

// hashed is a password as it is kept.
type hashed struct {
	memory, passes uint32
	lanes          uint8
	salt, sum      []byte
}

// nobody's password takes as long to check as anybody's, and never fits: what an unknown login is checked against.
var nobody = hashed{memoryKiB, passes, lanes, make([]byte, saltSize), make([]byte, sumSize)}

// hash is slow and takes memoryKiB; whoever calls it is inside the gate.
func hash(password string) (hashed, error) {
	h := hashed{memory: memoryKiB, passes: passes, lanes: lanes, salt: make([]byte, saltSize)}
	if _, err := rand.Read(h.salt); err != nil {
		return h, fmt.Errorf("make a salt: %w", err)
	}
	h.sum = h.of(password, sumSize)
	return h, nil
}

func (h hashed) of(password string, size uint32) []byte {
	return argon2.IDKey([]byte(password), h.salt, h.passes, h.memory, h.lanes, size)
}

// fits is slow and takes the memory that h says; whoever calls it is inside the gate.
func (h hashed) fits(password string) bool {
	return subtle.ConstantTimeCompare(h.of(password, uint32(len(h.sum))), h.sum) == 1
}

// newest tells whether h was made with today's cost.
func (h hashed) newest() bool {
	return h.memory == memoryKiB && h.passes == passes && h.lanes == lanes && len(h.salt) == saltSize && len(h.sum) == sumSize
}

// String is the PHC form: $argon2id$v=19$m=19456,t=2,p=1$salt$sum, in base64 without padding.
func (h hashed) String() string {
	b64 := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, h.memory, h.passes, h.lanes, b64(h.salt), b64(h.sum))
}

// parseHashed reads the PHC form. Costs that would hold the machine up are refused: 256 MiB, 16 passes, 8 lanes at most.
func parseHashed(s string) (hashed, error) {
	var h hashed
	part := strings.Split(s, "$")
	if len(part) != 6 || part[0] != "" || part[1] != "argon2id" || part[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return h, errors.New("a kept password is not in the form $argon2id$v=19$…")
	}
	if _, err := fmt.Sscanf(part[3], "m=%d,t=%d,p=%d", &h.memory, &h.passes, &h.lanes); err != nil {
		return h, fmt.Errorf("the cost of a kept password: %w", err)
	}
	var errs [2]error
	h.salt, errs[0] = base64.RawStdEncoding.Strict().DecodeString(part[4])
	h.sum, errs[1] = base64.RawStdEncoding.Strict().DecodeString(part[5])
	if err := errors.Join(errs[:]...); err != nil {
		return h, fmt.Errorf("the salt or sum of a kept password: %w", err)
	}
	if h.memory < 8 || h.memory > 256*1024 || h.passes < 1 || h.passes > 16 || h.lanes < 1 || h.lanes > 8 ||
		len(h.salt) < 8 || len(h.salt) > 64 || len(h.sum) < 16 || len(h.sum) > 64 || h.String() != s {
		return h, errors.New("a kept password has a cost or a size out of bounds")
	}
	return h, nil
}

// The length of a password, in characters.
const (
	shortest = 10
	longest  = 200
)

// mayBe refuses passwords that are too easily guessed. Length is what counts (NIST SP 800-63B 5.1.1): there is no rule
// about digits and signs.
func (s *Staff) mayBe(login, password string) error {
	n := utf8.RuneCountInString(password)
	switch {
	case n > longest:
		return huiyin.Invalid("password", "The password may have at most %d characters; this one has %d.", longest, n)
	case s.demo && n > 0:
		return nil
	case n < shortest:
		return huiyin.Invalid("password", "The password must have at least %d characters; this one has %d. A short sentence is easy to remember.", shortest, n)
	case strings.EqualFold(password, login):
		return huiyin.Invalid("password", "The password must differ from the login.")
	}
	return nil
}

// randomPassword has 100 bits, in letters and digits that are not mistaken for each other when read aloud.
func randomPassword() string {
	t := strings.ToLower(rand.Text())
	return t[0:5] + "-" + t[5:10] + "-" + t[10:15] + "-" + t[15:20]
}
