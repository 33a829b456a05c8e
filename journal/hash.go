// Package journal proves that what happened was written down once and never changed: canonical event data,
// a hash chain for every stream, Merkle roots over every shard, and receipts an appellant can check at home.
// It knows bytes, hashes and signatures. It refuses to know what an event means, where events are kept
// and what time it is.
package journal

import (
	"crypto/sha256"
	"encoding/binary"

	"huiyin"
)

// eventTag opens the bytes of every event hash; a new layout takes a new tag.
const eventTag = "huiyin-event-v1\x00"

// Hash is the hash of event e whose predecessor in its stream has the hash prev (32 zero bytes when e.N is 1).
// e.Hash plays no part. It is SHA-256 over these bytes, without anything between them; every whole number is
// a signed 64-bit big-endian one, every length an unsigned 32-bit big-endian count of bytes:
//
//	16  "huiyin-event-v1" and one zero byte
//	32  prev
//	 8  shard
//	 8  seq
//	 8  stream
//	 8  n
//	 8  at, milliseconds since 1970-01-01T00:00:00Z
//	 4  length of kind, then kind in UTF-8
//	 4  length of by, then by in UTF-8
//	 4  length of data, then data as stored
func Hash(prev [32]byte, e huiyin.Event) [32]byte {
	var room [512]byte // most events fit, and then nothing is allocated
	b := append(room[:0], eventTag...)
	b = append(b, prev[:]...)
	for _, n := range [...]int64{int64(e.Shard), e.Seq, e.Stream, e.N, e.At.UnixMilli()} {
		b = binary.BigEndian.AppendUint64(b, uint64(n))
	}
	b = append(binary.BigEndian.AppendUint32(b, uint32(len(e.Kind))), e.Kind...)
	b = append(binary.BigEndian.AppendUint32(b, uint32(len(e.By))), e.By...)
	b = append(binary.BigEndian.AppendUint32(b, uint32(len(e.Data))), e.Data...)
	return sha256.Sum256(b)
}
