// Package voice is the telephone engine: trunks and desk phones over SIP, their dialogs, and the voice in them. It
// carries calls and tells what becomes of them; it refuses to know what a case, a seat or a queue is, who may ring
// whom, and why. Who hears whom is in the table of package hearing.
package voice

import (
	"crypto/tls"
	"crypto/x509"
	"log/slog"
	"net/netip"
	"time"

	"huiyin/voice/rtp"
)

// Options are what an engine needs to know about its surroundings.
type Options struct {
	// UDP, TCP and TLS are addresses to listen on: "" is off, port 0 lets the system pick.
	UDP, TCP, TLS string
	Certificate   Certificate    // of the TLS listener
	Roots         *x509.CertPool // who may vouch for trunks over TLS; nil: the system's authorities

	Media     netip.Addr // where voice is sent to and from; invalid: the address of the first listener
	Low, High uint16     // ports for voice; 0: any

	Trunks []Trunk
	Phone  func(user string) (Phone, bool) // looks a desk phone's account up; nil: there are none
	Places map[string][]Place              // where desk phones were before a restart, by user
	Placed func(user string, at []Place)   // is told where one is, whenever that changes; it must not block
	Sink   func(Event)                     // gets events in the order of each leg; it must not block
	Realm  string                          // of our digest challenges; "" is "huiyin"
	SHA256 bool                            // all accounts have digests by SHA-256: ask for those first
	Log    *slog.Logger

	second time.Duration // how long a second of the protocol's longer waits lasts; tests shorten it
}

// Certificate gives the one that is good now, for each connection; it may change while the engine runs.
type Certificate func(*tls.ClientHelloInfo) (*tls.Certificate, error)

// Trunk is a line to the telephone network. Calls from its Address and from Allow need no digest; with neither, User
// and Password are asked for. Both are also our own credentials there.
type Trunk struct {
	Name    string
	Address string // host, host:port, or either with ;transport=tcp or ;transport=tls; "": it only calls us
	Allow   []netip.Prefix

	User, Password string
	Register       bool // tell the trunk where we are (RFC 3261 section 10)

	Codecs   []rtp.Codec // none: PCMA, then PCMU
	SRTP     bool        // offer RTP/SAVP (RFC 4568); what a trunk offers is taken either way
	MaxCalls int         // 0: no limit
}

// Phone is a desk phone's account. HA1 is MD5 of user:realm:password, SHA256 the same by SHA-256 (RFC 8760),
// which is needed with Options.SHA256 only.
type Phone struct {
	User, HA1, SHA256 string
	SRTP              bool // call it with RTP/SAVP; what it offers itself is taken either way
}

// Order is a call to be made: to a number over a trunk, or to a registered desk phone.
type Order struct {
	To, Trunk, Phone string
	From, Display    string        // what the called side shows
	Timeout          time.Duration // how long it may ring; 0: a minute
}

// LegID names a leg as long as the engine lives; the first is 1.
type LegID int64

// Event is something that happened on a leg, a trunk or a desk phone.
type Event struct {
	Leg   LegID // 0: it is about a trunk or a phone
	At    time.Time
	Kind  Kind
	From  string // the calling number, as it was given: "" when withheld
	To    string // the called number
	Trunk string // the trunk the leg runs over, or
	Phone string // the desk phone
	Digit rtp.Digit
	Cause Cause
}

// Kind is what happened.
type Kind uint8

// The kinds of events. A leg begins with Arrived, when somebody calls, or with Dial; it always ends with Ended.
const (
	Arrived   Kind = iota + 1
	Ringing        // the called side rings
	Answered       // both sides can talk
	Digit          // a key was pressed
	Held           // the other side has put us on hold
	Resumed        // and is back
	Silent         // nothing was heard for ten seconds, though it should be
	Ended          // the leg is gone; Cause says why
	PhoneUp        // a desk phone can be called
	PhoneDown      // and no longer
	TrunkUp        // a trunk answers
	TrunkDown      // and no longer
)

var kinds = [...]string{"", "arrived", "ringing", "answered", "digit", "held", "resumed", "silent", "ended", "phone up", "phone down", "trunk up", "trunk down"}

func (k Kind) String() string {
	if int(k) < len(kinds) {
		return kinds[k]
	}
	return ""
}

// Cause is why a leg ended. Status is the SIP status that the other side gave, where there was one.
type Cause struct {
	Why    Why
	Status int
}

// Why is the kind of end.
type Why uint8

// The kinds of ends.
const (
	HungUp      Why = iota + 1 // the other side hung up
	Closed                     // we hung up, or refused
	Cancelled                  // the caller gave up before the answer
	Busy                       // 486, 600
	NoAnswer                   // it rang in vain: our timeout, 408, 480
	Refused                    // 403, 603 and other refusals
	NotFound                   // there is no such number: 404, 410, 484, 604
	Unreachable                // nobody answers there, or it is out of order: 5xx, transport errors
	Unsuited                   // no codec in common: 488
	Lost                       // it went silent in the middle: no ACK, no refresh of the session
	ShutDown                   // the engine closes
)

var whys = [...]string{"", "hung up", "closed", "cancelled", "busy", "no answer", "refused", "not found", "unreachable", "unsuited", "lost", "shut down"}

func (w Why) String() string {
	if int(w) < len(whys) {
		return whys[w]
	}
	return ""
}

// causeOf reads a final refusal of a call that we made.
func causeOf(status int) Cause {
	why := Refused
	switch {
	case status == 486 || status == 600:
		why = Busy
	case status == 408 || status == 480 || status == 487:
		why = NoAnswer
	case status == 404 || status == 410 || status == 484 || status == 604:
		why = NotFound
	case status == 488 || status == 606 || status == 415:
		why = Unsuited
	case status >= 500 && status < 600:
		why = Unreachable
	}
	return Cause{why, status}
}
