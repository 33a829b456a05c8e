package journal

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"time"
)

// rootTag opens the bytes of every root; a new layout takes a new tag.
const rootTag = "huiyin-root-v1\x00\x00"

// Root seals a run of a shard's sequence: whoever holds it can tell later that none of these events, and none
// before them, was changed, added or removed.
type Root struct {
	Shard   int
	FromSeq int64
	ToSeq   int64     // inclusive
	At      time.Time // when it was sealed, to the millisecond
	Prev    [32]byte  // Hash of the shard's root before; zero for its first
	Tree    [32]byte  // TreeRoot over the hashes of events FromSeq … ToSeq in order
}

// Bytes is what is signed and hashed: rootTag (16 bytes), shard, from, to and the unix milliseconds
// (8 bytes each, signed, big-endian), prev (32) and tree (32).
func (r Root) Bytes() []byte {
	b := make([]byte, 0, 112)
	b = append(b, rootTag...)
	for _, n := range [...]int64{int64(r.Shard), r.FromSeq, r.ToSeq, r.At.UnixMilli()} {
		b = binary.BigEndian.AppendUint64(b, uint64(n))
	}
	b = append(b, r.Prev[:]...)
	return append(b, r.Tree[:]...)
}

// Hash is SHA-256 over Bytes: the Prev of the shard's next root.
func (r Root) Hash() [32]byte { return sha256.Sum256(r.Bytes()) }

// SignedRoot is a root with its Ed25519 signature over Bytes and the public key that verifies it.
type SignedRoot struct {
	Root
	Key       ed25519.PublicKey
	Signature []byte
}

// Sign seals a root.
func Sign(r Root, key ed25519.PrivateKey) SignedRoot {
	return SignedRoot{Root: r, Key: key.Public().(ed25519.PublicKey), Signature: ed25519.Sign(key, r.Bytes())}
}

// Verify checks the signature with the root's own key. Given trusted keys, that key must be one of them;
// given none, it only shows that whoever holds the key signed.
func (s SignedRoot) Verify(trusted ...ed25519.PublicKey) error {
	if len(s.Key) != ed25519.PublicKeySize || len(s.Signature) != ed25519.SignatureSize {
		return s.broken("The root of shard %d, events %d to %d, carries no usable key or signature.", s.Shard, s.FromSeq, s.ToSeq)
	}
	if !ed25519.Verify(s.Key, s.Bytes(), s.Signature) {
		return s.broken("The root of shard %d, events %d to %d, does not match its signature.", s.Shard, s.FromSeq, s.ToSeq)
	}
	for _, key := range trusted {
		if key.Equal(s.Key) {
			return nil
		}
	}
	if len(trusted) > 0 {
		return s.broken("The root of shard %d, events %d to %d, is signed with a key that is not trusted here.", s.Shard, s.FromSeq, s.ToSeq)
	}
	return nil
}

func (s SignedRoot) broken(format string, args ...any) *Break {
	return &Break{Shard: s.Shard, Seq: s.FromSeq, Say: fmt.Sprintf(format, args...)}
}

// Roots checks the roots of one shard, fed in order from the first. The zero Roots awaits the root from event 1.
type Roots struct {
	last  Root
	found error
}

// Next checks a root's signature and that it follows the one before. It returns the first *Break found, and
// that one again for all roots after it.
func (c *Roots) Next(s SignedRoot, trusted ...ed25519.PublicKey) error {
	if c.found == nil {
		c.found = c.check(s, trusted)
	}
	if c.found == nil {
		c.last = s.Root
	}
	return c.found
}

func (c *Roots) check(s SignedRoot, trusted []ed25519.PublicKey) error {
	var prev [32]byte
	if c.last.ToSeq > 0 {
		prev = c.last.Hash()
	}
	switch {
	case c.last.ToSeq > 0 && s.Shard != c.last.Shard:
		return s.broken("A root of shard %d was given among the roots of shard %d.", s.Shard, c.last.Shard)
	case s.FromSeq != c.last.ToSeq+1 || s.ToSeq < s.FromSeq:
		return s.broken("The roots of shard %d have a gap or an overlap: one from event %d was expected, one over events %d to %d came.", s.Shard, c.last.ToSeq+1, s.FromSeq, s.ToSeq)
	case s.Prev != prev:
		return s.broken("The root of shard %d, events %d to %d, does not name the root before it.", s.Shard, s.FromSeq, s.ToSeq)
	}
	return s.Verify(trusted...)
}
