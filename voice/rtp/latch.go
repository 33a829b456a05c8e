package rtp

import (
	"net/netip"
	"time"
)

// A latch holds on to one source of packets: the party. The address in SDP is the party as soon as it sends. Until
// then, whoever sends several packets in a row may be, for behind address translation the party does not know its
// own address. Once somebody is the party, others are strangers; only the address in SDP may still take its place.
type latch struct {
	signalled netip.AddrPort
	party     netip.AddrPort // not valid: nobody yet
	tries     [4]try
}

// A try is a source that may turn out to be the party.
type try struct {
	from netip.AddrPort
	ssrc uint32
	seq  uint16
	run  int
	at   time.Time
}

const (
	enough = 5                      // packets in a row
	stale  = 200 * time.Millisecond // a try that pauses this long gives its place to another
)

// expect names the address in SDP; a new one opens the latch.
func (l *latch) expect(addr netip.AddrPort) {
	if addr != l.signalled {
		*l = latch{signalled: addr}
	}
}

// admit says whether a packet comes from the party, and whether that has just been found out.
func (l *latch) admit(from netip.AddrPort, ssrc uint32, seq uint16, now time.Time) (ok, found bool) {
	switch {
	case from == l.party:
		return true, false
	case from == l.signalled:
		return true, l.trust(from)
	case l.party.IsValid():
		return false, false
	}
	if l.attempt(from, ssrc, seq, now) < enough {
		return false, false
	}
	return true, l.trust(from)
}

// trust takes a source as the party, because it is the one in SDP or because its packets are authentic.
func (l *latch) trust(from netip.AddrPort) (found bool) {
	found = l.party != from
	l.party = from
	return found
}

// attempt counts the packets in a row of a source.
func (l *latch) attempt(from netip.AddrPort, ssrc uint32, seq uint16, now time.Time) int {
	free := -1
	for i := range l.tries {
		t := &l.tries[i]
		switch {
		case t.from == from:
			if t.ssrc != ssrc || seq-t.seq == 0 || seq-t.seq > 3 { // one or two may be lost
				t.run = 0
			}
			t.ssrc, t.seq, t.at, t.run = ssrc, seq, now, t.run+1
			return t.run
		case now.Sub(t.at) > stale:
			free = i
		}
	}
	if free >= 0 {
		l.tries[free] = try{from: from, ssrc: ssrc, seq: seq, run: 1, at: now}
		return 1
	}
	return 0
}
