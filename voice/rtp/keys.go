package rtp

import (
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"huiyin"
)

// Profile is how SRTP encrypts and authenticates, by its name in SDP (RFC 4568, section 6.2; RFC 7714, section 14.2).
type Profile string

// The profiles that are understood, best first.
const (
	AES128GCM Profile = "AEAD_AES_128_GCM"
	AESCM80   Profile = "AES_CM_128_HMAC_SHA1_80"
	AESCM32   Profile = "AES_CM_128_HMAC_SHA1_32"
)

// Profiles are those that are understood, in the order in which to offer them.
var Profiles = []Profile{AES128GCM, AESCM80, AESCM32}

const masterKeyBytes = 16

// keyBytes is the length of master key and salt together: 16 + 14, or 16 + 12 with GCM.
func (p Profile) keyBytes() int {
	if p == AES128GCM {
		return masterKeyBytes + 12
	}
	return masterKeyBytes + 14
}

// Keys are the master keys of both directions, each with its salt behind it.
type Keys struct {
	Profile Profile
	Out, In []byte
}

// Crypto is one a=crypto line of SDP (RFC 4568, section 4): the key with which its sender encrypts.
type Crypto struct {
	Tag     int
	Profile Profile
	Key     []byte // master key and salt
}

// NewCrypto makes a line with a fresh random key.
func NewCrypto(tag int, profile Profile) Crypto {
	key := make([]byte, profile.keyBytes())
	rand.Read(key) // it never fails
	return Crypto{Tag: tag, Profile: profile, Key: key}
}

// ParseCrypto reads what stands behind "a=crypto:". Lifetimes are accepted and not needed, for a call ends before
// them; key identifiers (MKI), several keys, and session parameters that would change the packets are refused.
func ParseCrypto(line string) (Crypto, error) {
	fields := strings.Fields(line)
	if len(fields) < 3 {
		return Crypto{}, badCrypto("has a tag, a profile and a key")
	}
	tag, err := strconv.Atoi(fields[0])
	if err != nil || tag < 0 || len(fields[0]) > 9 {
		return Crypto{}, badCrypto("begins with a tag of at most nine digits")
	}
	profile := Profile(strings.ToUpper(fields[1]))
	if !slices.Contains(Profiles, profile) {
		return Crypto{}, badCrypto("names a profile that is understood here")
	}
	for _, parameter := range fields[3:] {
		if !strings.HasPrefix(parameter, "WSH=") { // a hint for the receiver's window: harmless
			return Crypto{}, badCrypto("has no session parameters")
		}
	}
	key, err := inlineKey(fields[2], profile)
	return Crypto{Tag: tag, Profile: profile, Key: key}, err
}

// inlineKey reads "inline:" with base64, then perhaps a lifetime.
func inlineKey(parameter string, profile Profile) ([]byte, error) {
	inline, ok := strings.CutPrefix(parameter, "inline:")
	if !ok || strings.Contains(inline, ";") {
		return nil, badCrypto("has one key behind the word inline")
	}
	inline, rest, _ := strings.Cut(inline, "|")
	if strings.Contains(rest, ":") {
		return nil, badCrypto("has no key identifier")
	}
	key, err := base64.StdEncoding.DecodeString(inline)
	if err != nil {
		key, err = base64.RawStdEncoding.DecodeString(inline)
	}
	if err != nil || len(key) != profile.keyBytes() {
		return nil, badCrypto("has a key of %d bytes in base64", profile.keyBytes())
	}
	return key, nil
}

// String is what stands behind "a=crypto:".
func (c Crypto) String() string {
	return fmt.Sprintf("%d %s inline:%s", c.Tag, c.Profile, base64.StdEncoding.EncodeToString(c.Key))
}

func badCrypto(format string, args ...any) error {
	return huiyin.Invalid("crypto", "An SDP crypto line "+format+".", args...)
}
