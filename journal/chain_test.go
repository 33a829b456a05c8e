package journal

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"testing"
	"time"

	"huiyin"
)

func TestHashIsTheDocumentedBytes(t *testing.T) {
	e := huiyin.Event{Shard: 3, Seq: 41, Stream: 1099511627777, N: 2, At: time.UnixMilli(1790733600123),
		Kind: "case.dispatched", By: "staff:7", Data: []byte(`{"unit":12}`)}
	prev := sha256.Sum256([]byte("the event before"))

	layout := hex.EncodeToString([]byte("huiyin-event-v1\x00")) + hex.EncodeToString(prev[:]) +
		"0000000000000003" + "0000000000000029" + "0000010000000001" + "0000000000000002" + "000001a0f00a457b" +
		"0000000f" + hex.EncodeToString([]byte("case.dispatched")) +
		"00000007" + hex.EncodeToString([]byte("staff:7")) +
		"0000000b" + hex.EncodeToString([]byte(`{"unit":12}`))
	b, err := hex.DecodeString(layout)
	if err != nil {
		t.Fatal(err)
	}
	got := Hash(prev, e)
	if got != sha256.Sum256(b) {
		t.Errorf("the bytes differ from the documented layout")
	}
	const golden = "8e2d5f54aab87f05079765541fe5b15dff3526efc6640728fcc2455646fc946f"
	if hex.EncodeToString(got[:]) != golden {
		t.Errorf("Hash = %x, want %s: old journals would no longer verify", got, golden)
	}
}

func TestHashDependsOnEveryField(t *testing.T) {
	base := huiyin.Event{Shard: 1, Seq: 2, Stream: 3, N: 4, At: time.UnixMilli(5), Kind: "ab", By: "c", Data: []byte("d")}
	changes := map[string]func(*huiyin.Event){
		"shard": func(e *huiyin.Event) { e.Shard++ }, "seq": func(e *huiyin.Event) { e.Seq++ },
		"stream": func(e *huiyin.Event) { e.Stream++ }, "n": func(e *huiyin.Event) { e.N++ },
		"at": func(e *huiyin.Event) { e.At = e.At.Add(time.Millisecond) }, "kind": func(e *huiyin.Event) { e.Kind += "x" },
		"by": func(e *huiyin.Event) { e.By += "x" }, "data": func(e *huiyin.Event) { e.Data = []byte("e") },
		"border": func(e *huiyin.Event) { e.Kind, e.By = "a", "bc" }, // the same letters, cut elsewhere
	}
	seen := map[[32]byte]string{Hash([32]byte{}, base): "nothing", Hash([32]byte{1}, base): "prev"}
	for name, change := range changes {
		e := base
		change(&e)
		h := Hash([32]byte{}, e)
		if other, ok := seen[h]; ok {
			t.Errorf("changing %s gives the same hash as changing %s", name, other)
		}
		seen[h] = name
	}
	zoned := base
	zoned.At = zoned.At.In(time.FixedZone("", 8*3600)).Add(time.Microsecond)
	if Hash([32]byte{}, zoned) != Hash([32]byte{}, base) {
		t.Errorf("the zone or the microseconds of At change the hash")
	}
}

// stream makes n chained events, with room between their places in the shard.
func stream(id int64, n int) []huiyin.Event {
	events := make([]huiyin.Event, n)
	var prev [32]byte
	for i := range events {
		e := huiyin.Event{Shard: huiyin.Shard(id), Seq: int64(i*3 + 1), Stream: id, N: int64(i + 1),
			At: time.UnixMilli(1790733600000 + int64(i)), Kind: "case.noted", By: "system", Data: []byte(`{}`)}
		e.Hash = Hash(prev, e)
		events[i], prev = e, e.Hash
	}
	return events
}

func TestChainNamesTheFirstBreak(t *testing.T) {
	cases := []struct {
		name   string
		damage func([]huiyin.Event) []huiyin.Event
		n      int64
		say    string
	}{
		{"whole", func(e []huiyin.Event) []huiyin.Event { return e }, 0, ""},
		{"changed data", func(e []huiyin.Event) []huiyin.Event { e[2].Data = []byte(`{"a":1}`); return e }, 3, "was changed"},
		{"rehashed alone", func(e []huiyin.Event) []huiyin.Event {
			e[2].By = "staff:1"
			e[2].Hash = Hash(e[1].Hash, e[2])
			return e
		}, 4, "was changed"},
		{"removed", func(e []huiyin.Event) []huiyin.Event { return append(e[:2:2], e[3:]...) }, 4, "has a gap: event 3 was expected"},
		{"first removed", func(e []huiyin.Event) []huiyin.Event { return e[1:] }, 2, "has a gap: event 1 was expected"},
		{"swapped", func(e []huiyin.Event) []huiyin.Event { e[3], e[4] = e[4], e[3]; return e }, 5, "has a gap"},
		{"repeated", func(e []huiyin.Event) []huiyin.Event { e[3] = e[2]; return e }, 3, "out of order"},
		{"a stranger", func(e []huiyin.Event) []huiyin.Event { e[3] = stream(78, 4)[3]; return e }, 4, "among the events of stream 77"},
		{"wrong shard", func(e []huiyin.Event) []huiyin.Event { e[1].Shard++; return e }, 2, "belongs to shard"},
		{"sequence turned back", func(e []huiyin.Event) []huiyin.Event { e[3].Seq = e[2].Seq; return e }, 4, "not after its predecessor's"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var chain Chain
			var first, last error
			for _, e := range c.damage(stream(77, 6)) {
				last = chain.Next(e)
				if first == nil {
					first = last
				}
			}
			if c.say == "" {
				if first != nil || chain.Len() != 6 {
					t.Fatalf("a whole chain broke: %v", first)
				}
				return
			}
			var b *Break
			if !errors.As(first, &b) || b.N != c.n || !strings.Contains(b.Say, c.say) {
				t.Errorf("got %v, want a break at event %d with %q", first, c.n, c.say)
			}
			if last != first {
				t.Errorf("after the break came %v", last)
			}
		})
	}
}

func TestChainAfterGoesOn(t *testing.T) {
	events := stream(77, 4)
	chain := ChainAfter(events[1])
	for _, e := range events[2:] {
		if err := chain.Next(e); err != nil {
			t.Fatal(err)
		}
	}
	if chain.Head() != events[3].Hash {
		t.Errorf("the head is not the last event's hash")
	}
	if err := ChainAfter(events[0]).Next(events[2]); err == nil {
		t.Errorf("a gap after a resumed chain went unseen")
	}
}

func TestSequenceFindsGaps(t *testing.T) {
	at := func(shard int, seqs ...int64) (events []huiyin.Event) {
		for _, seq := range seqs {
			events = append(events, huiyin.Event{Shard: shard, Seq: seq})
		}
		return events
	}
	cases := []struct {
		start  *Sequence
		events []huiyin.Event
		say    string
	}{
		{&Sequence{}, at(5, 1, 2, 3), ""},
		{SequenceAfter(5, 7), at(5, 8, 9), ""},
		{&Sequence{}, at(5, 2), "event 1 was expected, event 2 came"},
		{&Sequence{}, at(5, 1, 2, 4), "has a gap: event 3 was expected, event 4 came"},
		{&Sequence{}, at(5, 1, 2, 2), "out of order: event 3 was expected, event 2 came"},
		{&Sequence{}, append(at(5, 1), at(6, 2)...), "among the events of shard 5"},
		{SequenceAfter(5, 7), at(6, 8), "among the events of shard 5"},
	}
	for i, c := range cases {
		var err error
		for _, e := range c.events {
			err = c.start.Next(e)
		}
		if c.say == "" && (err != nil || c.start.Last() != c.events[len(c.events)-1].Seq) {
			t.Errorf("case %d: %v", i, err)
		}
		if c.say != "" && (err == nil || !strings.Contains(err.Error(), c.say)) {
			t.Errorf("case %d: %v, want %q", i, err, c.say)
		}
	}
}
