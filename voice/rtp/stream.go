package rtp

import (
	"net/netip"
	"time"
)

// Session is what two parties agreed on in SDP.
type Session struct {
	Remote     netip.AddrPort // where the party wants to receive
	Codec      Codec          // of what we send; both laws are understood
	DigitsType uint8          // payload type of telephone-event; 0: none
	Send, Recv bool           // as seen from here: sendrecv, sendonly, recvonly, inactive
	Keys       *Keys          // SRTP; nil: plain
}

// Stream is a telephone behind a pair of UDP ports.
type Stream struct{}

// Set takes what SDP agreed on. It may be called again in mid-call; an address or keys that stay the same go on
// as they were.
func (s *Stream) Set(Session) error { return nil }

// Local is where the party shall send.
func (s *Stream) Local() netip.AddrPort { return netip.AddrPort{} }

// SendDigit presses a key, after those that are still being pressed. It returns at once.
func (s *Stream) SendDigit(Digit) error { return nil }

// Idle is the time since the party's last packet, or since the first Set.
func (s *Stream) Idle() time.Duration { return 0 }

// Send implements Line.
func (s *Stream) Send(source uint64, f Frame) error { return nil }

// Receive implements Line.
func (s *Stream) Receive(func(Frame)) {}

// Digits implements Line.
func (s *Stream) Digits(func(Digit)) {}

// Codec implements Line: what Set was told, PCMA before.
func (s *Stream) Codec() Codec { return PCMA }

// Stats implements Line.
func (s *Stream) Stats() Stats { return Stats{} }

// Close says goodbye, stops the goroutines, waits for them and gives the ports back. It may be called twice, but
// not from what Receive or Digits call.
func (s *Stream) Close() error { return nil }
