package journal

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"time"
	"unicode/utf8"

	"huiyin"
)

// receiptFormat names the layout of a receipt file; a new layout takes a new name.
const receiptFormat = "huiyin-receipt-v1"

// maxReceipt is more bytes than any receipt needs: an event, and 64 hashes for the largest tree there can be.
const maxReceipt = 1 << 20

// Receipt proves, without access to the database, that an event of a case is in the sealed journal.
// The event's data names the case number under the key "number"; so the number is proved with it.
type Receipt struct {
	Number string // the case number
	Event  huiyin.Event
	Prev   [32]byte // hash of the event before it in its stream
	Proof  Proof    // of the event's hash in Root.Tree
	Root   SignedRoot
}

// Verify checks every part of the receipt against the others and the signature. Without trusted keys it shows
// only that whoever holds the receipt's key signed it. Refusals are huiyin.Invalid("receipt", …).
func (r Receipt) Verify(trusted ...ed25519.PublicKey) error {
	var data map[string]any
	refuse := func(format string, args ...any) error { return huiyin.Invalid("receipt", format, args...) }
	switch e, root := r.Event, r.Root; {
	case json.Unmarshal(e.Data, &data) != nil || r.Number == "" || data["number"] != r.Number:
		return refuse("The event of this receipt does not name the case number %q.", r.Number)
	case Hash(r.Prev, e) != e.Hash:
		return refuse("The event of this receipt does not match its hash: it was changed.")
	case e.Shard != root.Shard || r.Proof.Index != e.Seq-root.FromSeq || r.Proof.Size != root.ToSeq-root.FromSeq+1:
		return refuse("The signed root of this receipt does not cover its event.")
	case !r.Proof.Proves(e.Hash, root.Tree):
		return refuse("The proof of this receipt does not lead from its event to the signed root.")
	}
	if err := r.Root.Verify(trusted...); err != nil {
		return refuse("%s", err)
	}
	return nil
}

// The file: hashes, key and signature in hexadecimal, times in UTC to the millisecond, data as the exact text.
type receiptFile struct {
	Format string      `json:"format"`
	Number string      `json:"number"`
	Event  receiptPart `json:"event"`
	Index  int64       `json:"index"`
	Size   int64       `json:"size"`
	Path   []string    `json:"path"`
	Root   receiptRoot `json:"root"`
}

type receiptPart struct {
	Shard  int       `json:"shard"`
	Seq    int64     `json:"seq"`
	Stream int64     `json:"stream"`
	N      int64     `json:"n"`
	At     time.Time `json:"at"`
	Kind   string    `json:"kind"`
	By     string    `json:"by"`
	Data   string    `json:"data"`
	Prev   string    `json:"prev"`
	Hash   string    `json:"hash"`
}

type receiptRoot struct {
	Shard     int       `json:"shard"`
	FromSeq   int64     `json:"from_seq"`
	ToSeq     int64     `json:"to_seq"`
	At        time.Time `json:"at"`
	Prev      string    `json:"prev"`
	Tree      string    `json:"tree"`
	Key       string    `json:"public_key"`
	Signature string    `json:"signature"`
}

// EncodeReceipt writes a receipt as a JSON file for the appellant. A receipt that does not verify is not written.
func EncodeReceipt(r Receipt) ([]byte, error) {
	if err := r.Verify(); err != nil {
		return nil, fmt.Errorf("encode a receipt: %w", err)
	}
	if !utf8.Valid(r.Event.Data) {
		return nil, fmt.Errorf("encode a receipt: the event's data is not valid UTF-8")
	}
	e, root := r.Event, r.Root
	file := receiptFile{
		Format: receiptFormat, Number: r.Number, Index: r.Proof.Index, Size: r.Proof.Size, Path: []string{},
		Event: receiptPart{Shard: e.Shard, Seq: e.Seq, Stream: e.Stream, N: e.N, At: milli(e.At), Kind: e.Kind, By: e.By,
			Data: string(e.Data), Prev: hex.EncodeToString(r.Prev[:]), Hash: hex.EncodeToString(e.Hash[:])},
		Root: receiptRoot{Shard: root.Shard, FromSeq: root.FromSeq, ToSeq: root.ToSeq, At: milli(root.At),
			Prev: hex.EncodeToString(root.Prev[:]), Tree: hex.EncodeToString(root.Tree[:]),
			Key: hex.EncodeToString(root.Key), Signature: hex.EncodeToString(root.Signature)},
	}
	for _, h := range r.Proof.Path {
		file.Path = append(file.Path, hex.EncodeToString(h[:]))
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(file); err != nil {
		return nil, fmt.Errorf("encode a receipt: %w", err)
	}
	return out.Bytes(), nil
}

// VerifyReceipt reads a receipt file and proves it; see Receipt.Verify for what trusted keys add.
func VerifyReceipt(file []byte, trusted ...ed25519.PublicKey) (Receipt, error) {
	r, err := decodeReceipt(file)
	if err != nil {
		return Receipt{}, err
	}
	if err := r.Verify(trusted...); err != nil {
		return Receipt{}, err
	}
	return r, nil
}

func decodeReceipt(raw []byte) (Receipt, error) {
	if len(raw) > maxReceipt {
		return Receipt{}, huiyin.Invalid("receipt", "The receipt file is larger than 1 MB; a receipt never is.")
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields() // a reader of the file must not take a line for proved that nobody checked
	var f receiptFile
	if err := d.Decode(&f); err != nil {
		return Receipt{}, huiyin.Invalid("receipt", "The receipt file cannot be read: %v.", err)
	}
	if _, err := d.Token(); err != io.EOF || f.Format != receiptFormat {
		return Receipt{}, huiyin.Invalid("receipt", "The file is not one receipt of the format %s.", receiptFormat)
	}
	r := Receipt{
		Number: f.Number,
		Event: huiyin.Event{Shard: f.Event.Shard, Seq: f.Event.Seq, Stream: f.Event.Stream, N: f.Event.N, At: f.Event.At,
			Kind: f.Event.Kind, By: f.Event.By, Data: []byte(f.Event.Data)},
		Proof: Proof{Index: f.Index, Size: f.Size, Path: make([][32]byte, len(f.Path))},
		Root: SignedRoot{
			Root:      Root{Shard: f.Root.Shard, FromSeq: f.Root.FromSeq, ToSeq: f.Root.ToSeq, At: f.Root.At},
			Key:       make([]byte, ed25519.PublicKeySize),
			Signature: make([]byte, ed25519.SignatureSize),
		},
	}
	hexes := []struct {
		into []byte
		from string
	}{
		{r.Prev[:], f.Event.Prev}, {r.Event.Hash[:], f.Event.Hash}, {r.Root.Prev[:], f.Root.Prev},
		{r.Root.Tree[:], f.Root.Tree}, {r.Root.Key, f.Root.Key}, {r.Root.Signature, f.Root.Signature},
	}
	for i := range f.Path {
		hexes = append(hexes, struct {
			into []byte
			from string
		}{r.Proof.Path[i][:], f.Path[i]})
	}
	for _, h := range hexes {
		if len(h.from) != hex.EncodedLen(len(h.into)) {
			return Receipt{}, huiyin.Invalid("receipt", "The receipt holds a value of %d characters where %d hexadecimal digits belong.", len(h.from), hex.EncodedLen(len(h.into)))
		}
		if _, err := hex.Decode(h.into, []byte(h.from)); err != nil {
			return Receipt{}, huiyin.Invalid("receipt", "The receipt holds %q, which is not hexadecimal.", h.from)
		}
	}
	return r, nil
}

func milli(t time.Time) time.Time { return t.UTC().Truncate(time.Millisecond) }
