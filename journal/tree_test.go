package journal

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"testing"
)

func hashes(n int) [][32]byte {
	out := make([][32]byte, n)
	for i := range out {
		out[i] = sha256.Sum256(binary.BigEndian.AppendUint64(nil, uint64(i)))
	}
	return out
}

// definition is RFC 6962 section 2.1 word by word.
func definition(d [][32]byte) [32]byte {
	switch len(d) {
	case 0:
		return sha256.Sum256(nil)
	case 1:
		return sha256.Sum256(append([]byte{0}, d[0][:]...))
	}
	k := 1
	for k*2 < len(d) {
		k *= 2
	}
	l, r := definition(d[:k]), definition(d[k:])
	return sha256.Sum256(append(append([]byte{1}, l[:]...), r[:]...))
}

func TestTreeIsTheDefinition(t *testing.T) {
	var grown Tree
	for n := range 130 {
		d := hashes(n)
		if TreeRoot(d) != definition(d) {
			t.Fatalf("root of %d leaves differs from RFC 6962", n)
		}
		if grown.Root() != definition(d) {
			t.Fatalf("a tree grown to %d leaves differs from RFC 6962", n)
		}
		grown.Add(hashes(n + 1)[n])
	}
	empty := TreeRoot(nil)
	if hex.EncodeToString(empty[:]) != "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" {
		t.Errorf("the empty tree's root is %x", empty)
	}
}

func TestEveryLeafIsProvedAndNothingElse(t *testing.T) {
	for n := 1; n <= 40; n++ {
		d := hashes(n)
		root := TreeRoot(d)
		for i := range d {
			p, err := Prove(d, i)
			if err != nil || !p.Proves(d[i], root) {
				t.Fatalf("leaf %d of %d is not proved: %v", i, n, err)
			}
			if p.Proves(d[(i+1)%n], root) && n > 1 {
				t.Fatalf("the proof of leaf %d of %d proves another leaf", i, n)
			}
			// A size can be misstated only where the path to the leaf has the same shape in both trees;
			// the signed root says the size, and a receipt is held to it.
			for _, wrong := range []Proof{
				{Index: int64(i+1) % int64(n), Size: p.Size, Path: p.Path},
				{Index: -1, Size: p.Size, Path: p.Path},
				{Index: p.Size, Size: p.Size, Path: p.Path},
				{Index: p.Index, Size: p.Size, Path: append(p.Path[:len(p.Path):len(p.Path)], root)},
				{Index: p.Index, Size: p.Size * 4, Path: p.Path},
			} {
				if n > 1 && wrong.Proves(d[i], root) {
					t.Fatalf("leaf %d of %d is proved by %+v", i, n, wrong)
				}
			}
			for j := range p.Path {
				bent := Proof{Index: p.Index, Size: p.Size, Path: append([][32]byte(nil), p.Path...)}
				bent.Path[j][j%32] ^= 1
				if bent.Proves(d[i], root) || (Proof{p.Index, p.Size, append(bent.Path[:j:j], p.Path[j+1:]...)}).Proves(d[i], root) {
					t.Fatalf("leaf %d of %d is proved by a bent or short path", i, n)
				}
			}
		}
	}
	if _, err := Prove(hashes(3), 3); err == nil {
		t.Errorf("a leaf outside the tree was proved")
	}
}

func TestALeafIsNoNode(t *testing.T) {
	d := hashes(2)
	// Were leaves and nodes hashed alike, the two leaves together could pass for one.
	if TreeRoot(d) == sha256.Sum256(append(d[0][:], d[1][:]...)) || leaf(d[0]) == d[0] {
		t.Errorf("leaves and nodes are not kept apart")
	}
}
