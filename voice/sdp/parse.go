package sdp

import (
	"bytes"
	"net/netip"
	"strconv"
	"strings"

	"huiyin"
	"huiyin/voice/rtp"
)

// Limits of what is read; no telephone comes near them.
const (
	maxBytes = 16 << 10
	maxMedia = 16
)

// Parse reads a description. It is strict where a mistake would send voice to a wrong place, and overlooks what it
// does not know. The error is a huiyin.Invalid and is answered with 400.
func Parse(b []byte) (*Session, error) {
	if len(b) > maxBytes {
		return nil, bad("is longer than %d bytes", maxBytes)
	}
	var r reader
	for raw := range bytes.SplitSeq(b, []byte("\n")) {
		line := string(bytes.TrimRight(raw, "\r"))
		if line == "" {
			continue
		}
		if err := r.line(line); err != nil {
			return nil, err
		}
	}
	if r.lines == 0 || !r.origin {
		return nil, bad("has no origin")
	}
	r.finish()
	return &r.session, nil
}

func bad(format string, args ...any) error {
	return huiyin.Invalid("sdp", "The session description "+format+".", args...)
}

type reader struct {
	session Session
	lines   int
	origin  bool
	way     Way // of the session; streams may differ
	hasWay  bool
	maps    []mapping // rtpmap of the stream being read
	ownWay  bool
}

type mapping struct {
	format uint8
	name   string
}

func (r *reader) line(line string) error {
	kind, value, ok := strings.Cut(line, "=")
	if !ok || len(kind) != 1 {
		return bad("has a line without a letter and an equals sign")
	}
	if r.lines++; r.lines == 1 && line != "v=0" {
		return bad("does not begin with v=0")
	}
	switch kind {
	case "o":
		return r.readOrigin(value)
	case "c":
		return r.readConnection(value)
	case "m":
		return r.readMedia(value)
	case "a":
		return r.readAttribute(value)
	}
	return nil
}

func (r *reader) readOrigin(value string) error {
	f := strings.Fields(value)
	if len(f) != 6 || r.origin {
		return bad("has an o= line that is not one of six words")
	}
	var err1, err2 error
	r.session.ID, err1 = strconv.ParseUint(f[1], 10, 64)
	r.session.Version, err2 = strconv.ParseUint(f[2], 10, 64)
	if err1 != nil || err2 != nil {
		return bad("has an o= line whose numbers cannot be read")
	}
	r.origin = true
	return nil
}

// readConnection leaves the address invalid when it is a name: such a stream is refused, not the description.
func (r *reader) readConnection(value string) error {
	f := strings.Fields(value)
	if len(f) != 3 || f[0] != "IN" || f[1] != "IP4" && f[1] != "IP6" {
		return bad("has a c= line that is not an Internet address")
	}
	text, _, _ := strings.Cut(f[2], "/")
	addr, err := netip.ParseAddr(text)
	if err != nil && strings.Trim(text, "0123456789.") == "" {
		return bad("has a c= line whose address cannot be read")
	}
	if n := len(r.session.Media); n > 0 {
		r.session.Media[n-1].Addr, r.session.Media[n-1].named = addr, err != nil
	} else {
		r.session.Addr = addr
	}
	return nil
}

func (r *reader) readMedia(value string) error {
	r.finish()
	f := strings.Fields(value)
	if len(f) < 4 || len(r.session.Media) == maxMedia {
		return bad("has an m= line with fewer than four words, or too many of them")
	}
	text, _, _ := strings.Cut(f[1], "/")
	port, err := strconv.ParseUint(text, 10, 16)
	if err != nil {
		return bad("has an m= line whose port is not one from 0 to 65535")
	}
	r.session.Media = append(r.session.Media, Media{Kind: f[0], Port: uint16(port), Proto: f[2], Formats: f[3:], Way: Both})
	return nil
}

func (r *reader) readAttribute(value string) error {
	name, rest, _ := strings.Cut(value, ":")
	inMedia := len(r.session.Media) > 0
	for i, word := range wayNames {
		if name == word && inMedia {
			r.media().Way, r.ownWay = Way(i), true
		} else if name == word {
			r.way, r.hasWay = Way(i), true
		}
	}
	switch {
	case name == "rtpmap" && inMedia:
		return r.readMap(rest)
	case name == "crypto" && inMedia:
		if c, err := rtp.ParseCrypto(rest); err == nil { // one of several that we need not understand
			r.media().Crypto = append(r.media().Crypto, c)
		}
	}
	return nil
}

func (r *reader) media() *Media { return &r.session.Media[len(r.session.Media)-1] }

func (r *reader) readMap(value string) error {
	number, name, ok := strings.Cut(strings.TrimSpace(value), " ")
	format, err := strconv.ParseUint(number, 10, 7)
	if !ok || err != nil {
		return bad("has an rtpmap whose payload type is not one from 0 to 127")
	}
	r.maps = append(r.maps, mapping{uint8(format), strings.ToLower(strings.TrimSpace(name))})
	return nil
}

// finish reads what the formats of the last stream mean, once all its lines are known.
func (r *reader) finish() {
	if len(r.session.Media) == 0 {
		return
	}
	m := r.media()
	if !r.ownWay && r.hasWay {
		m.Way = r.way
	}
	if m.Kind == "audio" && (m.Proto == "RTP/AVP" || m.Proto == secure) {
		for _, f := range m.Formats {
			r.format(m, f)
		}
	}
	r.maps, r.ownWay = r.maps[:0], false
}

func (r *reader) format(m *Media, text string) {
	n, err := strconv.ParseUint(text, 10, 7)
	if err != nil {
		return
	}
	name := ""
	for _, known := range r.maps {
		if known.format == uint8(n) {
			name = known.name
		}
	}
	codec := rtp.Codec(n)
	static := strings.ToLower(codec.String()) + "/8000"
	switch {
	case name == "telephone-event/8000" && n >= 96:
		if m.Events == 0 {
			m.Events = uint8(n)
		}
	case codec.Known() && (name == "" || name == static || name == static+"/1"):
		m.Codecs = append(m.Codecs, codec)
	}
}
