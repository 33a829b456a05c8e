package rtp

import (
	"bytes"
	"strings"
	"testing"
)

func TestCryptoLinesAreRead(t *testing.T) {
	for _, profile := range Profiles {
		c := NewCrypto(3, profile)
		back, err := ParseCrypto(c.String())
		if err != nil || back.Tag != 3 || back.Profile != profile || !bytes.Equal(back.Key, c.Key) {
			t.Errorf("%s came back as %+v, %v", profile, back, err)
		}
		if bytes.Equal(c.Key, NewCrypto(3, profile).Key) {
			t.Error("two keys are the same")
		}
	}
	// The example of RFC 4568, section 9.1, has a lifetime and a key identifier; without the latter it is taken.
	const line = "1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz|2^20"
	for _, good := range []string{line, strings.TrimSuffix(line, "|2^20"), line + " WSH=128"} {
		c, err := ParseCrypto(good)
		if err != nil || string(c.Key[:5]) != "YS___" {
			t.Errorf("%s: %+v, %v", good, c, err)
		}
	}
	for name, bad := range map[string]string{
		"nothing": "", "no key": "1 AES_CM_128_HMAC_SHA1_80", "tag": "x" + line[1:], "long tag": "1234567890" + line[1:],
		"profile": "1 F8_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz", "identifier": line + "|1:4",
		"no encryption": line + " UNENCRYPTED_SRTP", "short key": "1 AES_CM_128_HMAC_SHA1_80 inline:WVNf",
		"method": "1 AES_CM_128_HMAC_SHA1_80 prefix:WVNf", "two keys": line + ";inline:WVNf", "negative": "-1" + line[1:],
	} {
		if c, err := ParseCrypto(bad); err == nil {
			t.Errorf("%s: %q became %+v", name, bad, c)
		}
	}
}

func FuzzParseCrypto(f *testing.F) {
	f.Add("1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz|2^20|1:4 WSH=1")
	f.Add("2 AEAD_AES_128_GCM inline:AAAA;inline:BBBB")
	f.Fuzz(func(t *testing.T, line string) {
		c, err := ParseCrypto(line)
		if err != nil {
			return
		}
		if back, err := ParseCrypto(c.String()); err != nil || back.String() != c.String() {
			t.Errorf("%q became %q, and that %v, %v", line, c, back, err)
		}
		if _, err := newSecret(c.Profile, c.Key); err != nil {
			t.Errorf("%q has a key that cannot be used: %v", line, err)
		}
	})
}
