package rtp

import (
	"bytes"
	"fmt"

	"github.com/pion/srtp/v3"
)

var protection = map[Profile]srtp.ProtectionProfile{
	AES128GCM: srtp.ProtectionProfileAeadAes128Gcm,
	AESCM80:   srtp.ProtectionProfileAes128CmHmacSha1_80,
	AESCM32:   srtp.ProtectionProfileAes128CmHmacSha1_32,
}

// replayWindow is how many packets back one may come late (RFC 3711, section 3.3.2).
const replayWindow = 128

// newSecret makes the context of one direction.
func newSecret(profile Profile, key []byte) (*srtp.Context, error) {
	p, ok := protection[profile]
	if !ok || len(key) != profile.keyBytes() {
		return nil, badCrypto("names a known profile, with a key of its length")
	}
	c, err := srtp.CreateContext(key[:masterKeyBytes], key[masterKeyBytes:], p,
		srtp.SRTPReplayProtection(replayWindow), srtp.SRTCPReplayProtection(replayWindow))
	if err != nil {
		return nil, fmt.Errorf("prepare SRTP: %w", err)
	}
	return c, nil
}

// same says whether two sessions are encrypted alike; where they are, the count of packets must go on.
func (k *Keys) same(o *Keys) bool {
	if k == nil || o == nil {
		return k == o
	}
	return k.Profile == o.Profile && bytes.Equal(k.Out, o.Out) && bytes.Equal(k.In, o.In)
}

// contexts makes both directions; without keys there are none.
func (k *Keys) contexts() (in, out *srtp.Context, err error) {
	if k == nil {
		return nil, nil, nil
	}
	if in, err = newSecret(k.Profile, k.In); err != nil {
		return nil, nil, err
	}
	out, err = newSecret(k.Profile, k.Out)
	return in, out, err
}
