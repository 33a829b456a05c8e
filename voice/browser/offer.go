package browser

import (
	"strconv"

	"github.com/pion/sdp/v3"

	"huiyin"
)

// longestOffer is more than ten times what browsers write for one connection, in bytes.
const longestOffer = 32 << 10

// identity tells two connections of a browser apart: the session in the o= line stays the same as long as the connection
// lives, and the key whose fingerprint is shown too (RFC 8829, section 5.2.2; RFC 8842, section 5).
type identity struct {
	session     uint64
	fingerprint string
}

// identify reads who offers. It refuses what is not one connection with one voice.
func identify(offer string) (identity, error) {
	if len(offer) > longestOffer {
		return identity{}, refuse("is longer than %d bytes", longestOffer)
	}
	var d sdp.SessionDescription
	if err := d.UnmarshalString(offer); err != nil {
		return identity{}, refuse("cannot be read as SDP")
	}
	if len(d.MediaDescriptions) != 1 {
		return identity{}, refuse("has %d media sections, and a telephone has one", len(d.MediaDescriptions))
	}
	m := d.MediaDescriptions[0]
	if m.MediaName.Media != "audio" || !takesALaw(m.MediaName.Formats) {
		return identity{}, refuse("lacks a voice in G.711 A-law (PCMA)")
	}
	print, ok := m.Attribute("fingerprint")
	if !ok {
		if print, ok = d.Attribute("fingerprint"); !ok {
			return identity{}, refuse("lacks the fingerprint of its key")
		}
	}
	return identity{d.Origin.SessionID, print}, nil
}

func takesALaw(formats []string) bool {
	for _, f := range formats {
		if f == strconv.Itoa(typeVoice) {
			return true
		}
	}
	return false
}

func refuse(format string, args ...any) error {
	return huiyin.Invalid("sdp", "The browser's offer "+format+".", args...)
}
