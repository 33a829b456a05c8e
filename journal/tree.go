package journal

import (
	"crypto/sha256"
	"fmt"
	"math/bits"
)

// Tree is the Merkle tree hash of RFC 6962 section 2.1 over a growing list of hashes. It keeps only the
// roots of its complete subtrees, so a shard's hour can stream through it. The zero Tree is empty.
type Tree struct {
	peaks [][32]byte // roots of complete subtrees, largest first: one for every bit set in size
	size  uint64
}

// Add appends a hash as the next leaf.
func (t *Tree) Add(hash [32]byte) {
	node := leaf(hash)
	for range bits.TrailingZeros64(^t.size) {
		last := len(t.peaks) - 1
		node, t.peaks = inner(t.peaks[last], node), t.peaks[:last]
	}
	t.peaks = append(t.peaks, node)
	t.size++
}

// Root is the hash over all leaves so far; of no leaves, SHA-256 of nothing.
func (t *Tree) Root() [32]byte {
	if t.size == 0 {
		return sha256.Sum256(nil)
	}
	node := t.peaks[len(t.peaks)-1]
	for i := len(t.peaks) - 2; i >= 0; i-- {
		node = inner(t.peaks[i], node)
	}
	return node
}

// TreeRoot is the root over a list of hashes.
func TreeRoot(hashes [][32]byte) [32]byte {
	var t Tree
	for _, h := range hashes {
		t.Add(h)
	}
	return t.Root()
}

// Proof shows that a hash is leaf Index (from 0) of a tree of Size leaves: the audit path of RFC 6962
// section 2.1.1, from the leaf upward.
type Proof struct {
	Index int64
	Size  int64
	Path  [][32]byte
}

// Prove makes the proof for the hash at index.
func Prove(hashes [][32]byte, index int) (Proof, error) {
	if index < 0 || index >= len(hashes) {
		return Proof{}, fmt.Errorf("prove leaf %d: the tree has %d leaves, counted from 0", index, len(hashes))
	}
	return Proof{Index: int64(index), Size: int64(len(hashes)), Path: path(hashes, index)}, nil
}

func path(hashes [][32]byte, index int) [][32]byte {
	if len(hashes) == 1 {
		return nil
	}
	half := 1 << (bits.Len(uint(len(hashes)-1)) - 1) // the largest power of two below the size
	if index < half {
		return append(path(hashes[:half], index), TreeRoot(hashes[half:]))
	}
	return append(path(hashes[half:], index-half), TreeRoot(hashes[:half]))
}

// Proves tells whether hash is the leaf that the proof says, in the tree with this root.
// The steps are those of RFC 9162 section 2.1.3.2.
func (p Proof) Proves(hash, root [32]byte) bool {
	if p.Index < 0 || p.Index >= p.Size {
		return false
	}
	at, last, node := p.Index, p.Size-1, leaf(hash)
	for _, side := range p.Path {
		if last == 0 {
			return false
		}
		if at&1 == 1 || at == last {
			node = inner(side, node)
			for at&1 == 0 && at != 0 {
				at, last = at>>1, last>>1
			}
		} else {
			node = inner(node, side)
		}
		at, last = at>>1, last>>1
	}
	return last == 0 && node == root
}

func leaf(hash [32]byte) [32]byte {
	var b [33]byte // 0x00 and the hash
	copy(b[1:], hash[:])
	return sha256.Sum256(b[:])
}

func inner(left, right [32]byte) [32]byte {
	b := [65]byte{0x01}
	copy(b[1:], left[:])
	copy(b[33:], right[:])
	return sha256.Sum256(b[:])
}
