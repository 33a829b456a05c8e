// Package rtp carries voice in packets: G.711 in RTP over UDP (RFC 3550, 3551), plain or SRTP (RFC 3711), with its
// reports (RTCP) and key presses (RFC 4733). It refuses to know what a call is, who talks, and who hears whom.
package rtp

import "time"

// Frame is a piece of one party's speech, usually 20 ms: 160 bytes. Payload is valid only during the call that
// hands it over.
type Frame struct {
	Codec   Codec
	Payload []byte
	Seq     uint16 // the speaker's count of packets: what is lost or out of order stays so for the listener
	Time    uint32 // of the first sample, in samples
	Marker  bool   // speech begins anew
}

// Digit is one press of a key: 0 to 9, *, #, A to D.
type Digit struct {
	Key      byte
	Duration time.Duration
}

// Line is one party's voice, both ways: a telephone behind UDP (Stream), or a browser.
//
// Send says something to the party. It never blocks, and neither changes nor keeps the payload. Source names the
// speaker: when it changes, the line goes on with its own numbering and time without a jump back, and sets the marker. Receive and Digits name who gets what
// the party says and presses; they are called from the line's goroutine and must neither block nor close the line;
// nil: nobody.
type Line interface {
	Send(source uint64, f Frame) error
	Receive(func(Frame))
	Digits(func(Digit))
	Codec() Codec
	Stats() Stats
	Close() error
}

// Stats is what a line counted since it was opened.
type Stats struct {
	PacketsIn, PacketsOut uint64
	BytesIn, BytesOut     uint64        // of payload
	Lost                  uint64        // packets of the party that never came (RFC 3550, appendix A.3)
	Late                  uint64        // packets that came after a later one, or twice
	Foreign               uint64        // packets of strangers, or not authentic; they were ignored
	Failed                uint64        // packets that could not be sent
	Jitter                time.Duration // of what the party sends (RFC 3550, section 6.4.1)
	RoundTrip             time.Duration // 0: not known (yet)
	FarLost               uint64        // packets to the party that never came there, as it reports
	FarJitter             time.Duration // of what we send, as the party reports
}
