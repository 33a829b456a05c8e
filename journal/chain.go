package journal

import (
	"fmt"

	"huiyin"
)

// Break says where a chain, a sequence or a list of roots stops being true, in a sentence.
type Break struct {
	Shard  int
	Seq    int64
	Stream int64 // 0 when no single stream is concerned
	N      int64
	Say    string
}

func (b *Break) Error() string { return b.Say }

func broken(e huiyin.Event, format string, args ...any) *Break {
	return &Break{Shard: e.Shard, Seq: e.Seq, Stream: e.Stream, N: e.N, Say: fmt.Sprintf(format, args...)}
}

// Chain checks the events of one stream, fed in order from the first. The zero Chain awaits event 1.
type Chain struct {
	last  huiyin.Event
	found *Break
}

// ChainAfter is a Chain that awaits the event after last, whose hash is taken as proved.
func ChainAfter(last huiyin.Event) *Chain { return &Chain{last: last} }

// Next checks one event. It returns the first *Break found, and that one again for all events after it.
func (c *Chain) Next(e huiyin.Event) error {
	if c.found == nil {
		c.found = c.check(e)
	}
	if c.found != nil {
		return c.found
	}
	c.last = e
	return nil
}

// Head is the hash of the last event that held: the prev of the next one.
func (c *Chain) Head() [32]byte { return c.last.Hash }

// Len is how many events of the stream hold.
func (c *Chain) Len() int64 { return c.last.N }

func (c *Chain) check(e huiyin.Event) *Break {
	want := c.last.N + 1
	switch {
	case c.last.N > 0 && e.Stream != c.last.Stream:
		return broken(e, "Event %d of stream %d was given among the events of stream %d.", e.N, e.Stream, c.last.Stream)
	case e.N > want:
		return broken(e, "Stream %d has a gap: event %d was expected, event %d came.", e.Stream, want, e.N)
	case e.N < want:
		return broken(e, "Stream %d is out of order: event %d was expected, event %d came again or late.", e.Stream, want, e.N)
	case e.Shard != huiyin.Shard(e.Stream):
		return broken(e, "Event %d of stream %d stands in shard %d; this stream belongs to shard %d.", e.N, e.Stream, e.Shard, huiyin.Shard(e.Stream))
	case e.Seq <= c.last.Seq:
		return broken(e, "Event %d of stream %d has sequence number %d, not after its predecessor's %d.", e.N, e.Stream, e.Seq, c.last.Seq)
	case Hash(c.last.Hash, e) != e.Hash:
		return broken(e, "Event %d of stream %d does not match its hash: it or an event before it was changed after it was written.", e.N, e.Stream)
	}
	return nil
}

// Sequence checks that the events of one shard follow each other without a gap. The zero Sequence awaits
// event 1 of whichever shard comes first.
type Sequence struct {
	shard int
	seq   int64
	found *Break
}

// SequenceAfter is a Sequence of a shard that awaits the event after seq.
func SequenceAfter(shard int, seq int64) *Sequence { return &Sequence{shard: shard, seq: seq} }

// Next checks one event. It returns the first *Break found, and that one again for all events after it.
func (s *Sequence) Next(e huiyin.Event) error {
	if s.found == nil {
		s.found = s.check(e)
	}
	if s.found != nil {
		return s.found
	}
	s.shard, s.seq = e.Shard, e.Seq
	return nil
}

// Last is the sequence number of the last event that held.
func (s *Sequence) Last() int64 { return s.seq }

func (s *Sequence) check(e huiyin.Event) *Break {
	want := s.seq + 1
	switch {
	case s.seq > 0 && e.Shard != s.shard:
		return broken(e, "Event %d of shard %d was given among the events of shard %d.", e.Seq, e.Shard, s.shard)
	case e.Seq > want:
		return broken(e, "Shard %d has a gap: event %d was expected, event %d came.", e.Shard, want, e.Seq)
	case e.Seq < want:
		return broken(e, "Shard %d is out of order: event %d was expected, event %d came again or late.", e.Shard, want, e.Seq)
	}
	return nil
}
