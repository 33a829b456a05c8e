package huiyin

import "time"

// Event is one thing that happened: the unit of the journal. Data is canonical JSON and carries identities,
// codes and digests only; no event ever holds a person's name, number, address or words.
type Event struct {
	Shard  int   // which sequence
	Seq    int64 // its place in the shard's sequence: 1, 2, 3 … without a gap
	Stream int64 // the thing it happened to: a case, or another noun with a history
	N      int64 // its place in the stream's chain: 1, 2, 3 … without a gap
	At     time.Time
	Kind   string   // noun and past participle: "case.dispatched"
	By     string   // Actor.By
	Data   []byte   // canonical JSON, may be empty
	Hash   [32]byte // SHA-256 over the event before it in the stream and this one; see journal.Hash
}
