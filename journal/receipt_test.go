package journal

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"strings"
	"testing"
	"time"

	"huiyin"
)

func signer(seed string) ed25519.PrivateKey {
	s := sha256.Sum256([]byte(seed))
	return ed25519.NewKeyFromSeed(s[:])
}

// sealed is a shard of 23 events under two roots, and the receipt of the 17th event.
func sealed(key ed25519.PrivateKey) ([]SignedRoot, Receipt) {
	var leaves [][32]byte
	var target huiyin.Event
	for seq := int64(1); seq <= 23; seq++ {
		e := huiyin.Event{Shard: 4, Seq: seq, Stream: seq * 100, N: 1, At: time.UnixMilli(1790733600000 + seq),
			Kind: "case.registered", By: "appellant", Data: []byte(`{"number":"2609300000017"}`)}
		e.Hash = Hash([32]byte{}, e)
		if leaves = append(leaves, e.Hash); seq == 17 {
			target = e
		}
	}
	first := Root{Shard: 4, FromSeq: 1, ToSeq: 9, At: time.UnixMilli(1790737200000), Tree: TreeRoot(leaves[:9])}
	second := Root{Shard: 4, FromSeq: 10, ToSeq: 23, At: time.UnixMilli(1790740800000), Prev: first.Hash(), Tree: TreeRoot(leaves[9:])}
	proof, err := Prove(leaves[9:], 7)
	if err != nil {
		panic(err)
	}
	roots := []SignedRoot{Sign(first, key), Sign(second, key)}
	return roots, Receipt{Number: "2609300000017", Event: target, Proof: proof, Root: roots[1]}
}

func TestReceiptSurvivesItsFile(t *testing.T) {
	key := signer("city")
	_, r := sealed(key)
	file, err := EncodeReceipt(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, trusted := range [][]ed25519.PublicKey{nil, {key.Public().(ed25519.PublicKey)}, {signer("old").Public().(ed25519.PublicKey), r.Root.Key}} {
		got, err := VerifyReceipt(file, trusted...)
		if err != nil {
			t.Fatalf("%v\n%s", err, file)
		}
		again, err := EncodeReceipt(got)
		if err != nil || !bytes.Equal(again, file) {
			t.Errorf("the receipt changed on its way through the file: %v", err)
		}
	}
	if _, err := VerifyReceipt(file, signer("another city").Public().(ed25519.PublicKey)); err == nil || huiyin.KindOf(err) != huiyin.KindInvalid {
		t.Errorf("a key nobody trusts was taken: %v", err)
	}
}

func TestReceiptRefusesEveryChange(t *testing.T) {
	key := signer("city")
	changes := map[string]func(*Receipt){
		"number":       func(r *Receipt) { r.Number = "2609300000018" },
		"no number":    func(r *Receipt) { r.Number, r.Event.Data = "", []byte(`{}`); r.Event.Hash = Hash(r.Prev, r.Event) },
		"data":         func(r *Receipt) { r.Event.Data = []byte(`{"number":"2609300000017","a":1}`) },
		"time":         func(r *Receipt) { r.Event.At = r.Event.At.Add(time.Second) },
		"kind":         func(r *Receipt) { r.Event.Kind = "case.closed" },
		"event rehash": func(r *Receipt) { r.Event.By = "system"; r.Event.Hash = Hash(r.Prev, r.Event) },
		"prev":         func(r *Receipt) { r.Prev[0]++ },
		"seq":          func(r *Receipt) { r.Event.Seq++; r.Event.Hash = Hash(r.Prev, r.Event) },
		"shard":        func(r *Receipt) { r.Event.Shard++; r.Event.Hash = Hash(r.Prev, r.Event) },
		"path":         func(r *Receipt) { r.Proof.Path[1][3]++ },
		"index":        func(r *Receipt) { r.Proof.Index++ },
		"size":         func(r *Receipt) { r.Proof.Size++ },
		"root time":    func(r *Receipt) { r.Root.At = r.Root.At.Add(time.Hour) },
		"root prev":    func(r *Receipt) { r.Root.Prev[0]++ },
		"root tree":    func(r *Receipt) { r.Root.Tree[0]++ },
		"signature":    func(r *Receipt) { r.Root.Signature[5]++ },
		"key":          func(r *Receipt) { r.Root.Key = signer("other").Public().(ed25519.PublicKey) },
		"short key":    func(r *Receipt) { r.Root.Key = r.Root.Key[:4] },
	}
	for name, change := range changes {
		_, r := sealed(key)
		change(&r)
		if err := r.Verify(); huiyin.KindOf(err) != huiyin.KindInvalid {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := EncodeReceipt(r); err == nil {
			t.Errorf("%s: a receipt that proves nothing was written", name)
		}
	}
}

func TestReceiptFileRefusesWhatNobodyChecks(t *testing.T) {
	_, r := sealed(signer("city"))
	file, err := EncodeReceipt(r)
	if err != nil {
		t.Fatal(err)
	}
	s := string(file)
	for name, bad := range map[string]string{
		"empty":          "",
		"other format":   strings.Replace(s, receiptFormat, "huiyin-receipt-v9", 1),
		"added line":     strings.Replace(s, `"number"`, `"promise": "1 day", "number"`, 1),
		"two receipts":   s + s,
		"short hash":     strings.Replace(s, `"tree": "`, `"tree": "00`, 1),
		"not hex":        strings.Replace(s, `"public_key": "`+s[strings.Index(s, `"public_key": "`)+15:][:2], `"public_key": "zz`, 1),
		"another number": strings.ReplaceAll(s, "2609300000017", "2609300000018"),
		"huge":           s + strings.Repeat(" ", maxReceipt),
	} {
		if _, err := VerifyReceipt([]byte(bad)); huiyin.KindOf(err) != huiyin.KindInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestRootsFollowEachOther(t *testing.T) {
	key := signer("city")
	cases := []struct {
		name   string
		damage func([]SignedRoot) []SignedRoot
		say    string
	}{
		{"whole", func(r []SignedRoot) []SignedRoot { return r }, ""},
		{"first missing", func(r []SignedRoot) []SignedRoot { return r[1:] }, "have a gap"},
		{"second twice", func(r []SignedRoot) []SignedRoot { return append(r, r[1]) }, "have a gap"},
		{"other shard", func(r []SignedRoot) []SignedRoot { r[1].Shard++; return r }, "among the roots of shard 4"},
		{"forgotten root", func(r []SignedRoot) []SignedRoot { r[1].Prev = [32]byte{}; return r }, "does not name"},
		{"backwards", func(r []SignedRoot) []SignedRoot { r[1].ToSeq = 9; return r }, "have a gap"},
		{"changed", func(r []SignedRoot) []SignedRoot { r[1].Tree[0]++; return r }, "does not match its signature"},
		{"another signer", func(r []SignedRoot) []SignedRoot { r[1] = Sign(r[1].Root, signer("x")); return r }, "not trusted"},
	}
	for _, c := range cases {
		roots, _ := sealed(key)
		var chain Roots
		var err error
		for _, r := range c.damage(roots) {
			err = chain.Next(r, key.Public().(ed25519.PublicKey))
		}
		if (c.say == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), c.say) {
			t.Errorf("%s: %v, want %q", c.name, err, c.say)
		}
	}
}

func FuzzVerifyReceipt(f *testing.F) {
	key := signer("city")
	_, r := sealed(key)
	file, err := EncodeReceipt(r)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(file)
	f.Add([]byte(`{"format":"huiyin-receipt-v1","path":["00"]}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		got, err := VerifyReceipt(raw, r.Root.Key)
		if err != nil {
			return
		}
		if again, err := EncodeReceipt(got); err != nil || !bytes.Equal(again, file) {
			t.Fatalf("a receipt that nobody issued was proved: %s", raw)
		}
	})
}
