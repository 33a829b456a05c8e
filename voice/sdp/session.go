// Package sdp is how two telephones agree on where and how to send voice: the part of SDP (RFC 8866) that a call with
// one audio stream needs, as offer and answer (RFC 3264), with keys for SRTP (RFC 4568). It is a rule: no sockets, no
// clock. It refuses to know SIP, video, and codecs other than G.711.
package sdp

import (
	"errors"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"huiyin/voice/rtp"
)

// A Session is one side's description.
type Session struct {
	ID, Version uint64 // of the o= line; the version counts changes
	Addr        netip.Addr
	Media       []Media
}

// A Media is one m= line with what belongs to it.
type Media struct {
	Kind, Proto string     // "audio", "RTP/AVP"
	Port        uint16     // 0: refused
	Addr        netip.Addr // invalid: the session's
	Formats     []string   // as they stand in the m= line
	Codecs      []rtp.Codec
	Events      uint8 // payload type of telephone-event/8000 (RFC 4733); 0: none
	Way         Way
	Crypto      []rtp.Crypto

	named bool // its own address is a host name, which is not looked up
}

// Way is the direction of a stream, as its describer sees it.
type Way uint8

// The four directions (RFC 8866 section 6.7); they are sets of Send and Receive.
const (
	Inactive Way = 0
	SendOnly Way = 1
	RecvOnly Way = 2
	Both     Way = SendOnly | RecvOnly
)

var wayNames = [...]string{"inactive", "sendonly", "recvonly", "sendrecv"}

func (w Way) String() string { return wayNames[w&Both] }

// Mirror is the same direction as the other side sees it.
func (w Way) Mirror() Way { return w>>1&1 | w<<1&2 }

// ErrNothingInCommon is what a call is refused for with 488.
var ErrNothingInCommon = errors.New("sdp: there is no audio stream with a codec that both sides know")

const secure = "RTP/SAVP"

// addr is where the stream wants to receive; an unspecified address is the hold of RFC 2543.
func (s *Session) addr(m *Media) netip.AddrPort {
	a := m.Addr
	if !a.IsValid() {
		a = s.Addr
	}
	return netip.AddrPortFrom(a, m.Port)
}

// way is what the describer may do; who receives nowhere only sends.
func (s *Session) way(m *Media) Way {
	if a := s.addr(m).Addr(); a.IsValid() && a.IsUnspecified() {
		return m.Way &^ RecvOnly
	}
	return m.Way
}

// Held says whether the describer has put the other side on hold: it will not listen.
func (s *Session) Held() bool {
	i := slices.IndexFunc(s.Media, func(m Media) bool { return m.Kind == "audio" && m.Port != 0 })
	return i >= 0 && s.way(&s.Media[i])&RecvOnly == 0
}

// usable is a stream that can be accepted with these codecs.
func (s *Session) usable(m *Media, codecs []rtp.Codec) bool {
	a := s.addr(m).Addr()
	return m.Kind == "audio" && m.Port != 0 && !m.named && a.IsValid() && !a.IsMulticast() &&
		slices.ContainsFunc(m.Codecs, func(c rtp.Codec) bool { return slices.Contains(codecs, c) }) &&
		(m.Proto == "RTP/AVP" || m.Proto == secure && len(m.Crypto) > 0)
}

// String is the description as it is sent, with CRLF.
func (s *Session) String() string {
	var b strings.Builder
	line := func(parts ...string) {
		for _, p := range parts {
			b.WriteString(p)
		}
		b.WriteString("\r\n")
	}
	number := func(n uint64) string { return strconv.FormatUint(n, 10) }
	line("v=0")
	line("o=- ", number(s.ID), " ", number(s.Version), " ", connection(s.Addr))
	line("s=-")
	line("c=", connection(s.Addr))
	line("t=0 0")
	for _, m := range s.Media {
		line("m=", m.Kind, " ", number(uint64(m.Port)), " ", m.Proto, " ", strings.Join(m.Formats, " "))
		if m.Port == 0 {
			continue
		}
		for _, c := range m.Codecs {
			line("a=rtpmap:", number(uint64(c)), " ", c.String(), "/8000")
		}
		if m.Events != 0 {
			line("a=rtpmap:", number(uint64(m.Events)), " telephone-event/8000")
			line("a=fmtp:", number(uint64(m.Events)), " 0-15")
		}
		for _, c := range m.Crypto {
			line("a=crypto:", c.String())
		}
		line("a=ptime:20")
		line("a=", m.Way.String())
	}
	return b.String()
}

func connection(a netip.Addr) string {
	if a.Is6() && !a.Is4In6() {
		return "IN IP6 " + a.String()
	}
	return "IN IP4 " + a.Unmap().String()
}
