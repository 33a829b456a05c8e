package sdp

import (
	"net/netip"
	"slices"
	"strconv"

	"huiyin/voice/rtp"
)

// Local is what we have to say about ourselves.
type Local struct {
	ID, Version uint64
	Addr        netip.AddrPort // where we receive
	Codecs      []rtp.Codec    // in the order we like them; none: PCMA, then PCMU
	Secure      bool           // offer RTP/SAVP; answers follow the offer
	Crypto      []rtp.Crypto   // our keys; those for an answer are made when there are none of that profile
	Way         Way
}

// defaultEvents is the payload type we give telephone-event in offers.
const defaultEvents = 101

var defaultCodecs = []rtp.Codec{rtp.PCMA, rtp.PCMU}

func (l *Local) codecs() []rtp.Codec {
	if len(l.Codecs) == 0 {
		return defaultCodecs
	}
	return l.Codecs
}

// Offer describes what we can do.
func Offer(l Local) *Session {
	m := Media{Kind: "audio", Proto: "RTP/AVP", Port: l.Addr.Port(), Codecs: l.codecs(), Events: defaultEvents, Way: l.Way}
	if l.Secure {
		m.Proto, m.Crypto = secure, l.Crypto
		for i, p := range rtp.Profiles {
			if len(l.Crypto) == 0 {
				m.Crypto = append(m.Crypto, rtp.NewCrypto(i+1, p))
			}
		}
	}
	m.Formats = formats(m.Codecs, m.Events)
	return &Session{ID: l.ID, Version: l.Version, Addr: l.Addr.Addr(), Media: []Media{m}}
}

// Answer accepts the first audio stream of the offer that has a codec in common, with its first such codec, and
// refuses all others. Without one it is ErrNothingInCommon.
func Answer(offer *Session, l Local) (*Session, error) {
	answer := &Session{ID: l.ID, Version: l.Version, Addr: l.Addr.Addr()}
	found := false
	for i := range offer.Media {
		m := &offer.Media[i]
		if found || !offer.usable(m, l.codecs()) {
			answer.Media = append(answer.Media, Media{Kind: m.Kind, Proto: m.Proto, Formats: m.Formats, Way: Inactive})
			continue
		}
		found = true
		answer.Media = append(answer.Media, accept(offer, m, l))
	}
	if !found {
		return nil, ErrNothingInCommon
	}
	return answer, nil
}

func accept(offer *Session, m *Media, l Local) Media {
	i := slices.IndexFunc(m.Codecs, func(c rtp.Codec) bool { return slices.Contains(l.codecs(), c) })
	a := Media{Kind: m.Kind, Proto: m.Proto, Port: l.Addr.Port(), Codecs: m.Codecs[i : i+1], Events: m.Events}
	a.Way = offer.way(m).Mirror() & l.Way
	if m.Proto == secure {
		theirs := m.Crypto[0]
		own := rtp.NewCrypto(theirs.Tag, theirs.Profile)
		for _, c := range l.Crypto {
			if c.Profile == theirs.Profile {
				own.Key = c.Key // a key that is in use stays, or speech would be lost at every hold
			}
		}
		a.Crypto = []rtp.Crypto{own}
	}
	a.Formats = formats(a.Codecs, a.Events)
	return a
}

func formats(codecs []rtp.Codec, events uint8) []string {
	var list []string
	for _, c := range codecs {
		list = append(list, strconv.Itoa(int(c)))
	}
	if events != 0 {
		list = append(list, strconv.Itoa(int(events)))
	}
	return list
}

// Agree is what an offer and its answer come to for us; offered says that the offer was ours.
func Agree(offer, answer *Session, offered bool) (rtp.Session, error) {
	if len(offer.Media) != len(answer.Media) {
		return rtp.Session{}, ErrNothingInCommon // RFC 3264 section 6
	}
	for i := range answer.Media {
		o, a := &offer.Media[i], &answer.Media[i]
		if !answer.usable(a, o.Codecs) || a.Proto != o.Proto {
			continue
		}
		if offered {
			return agreed(offer, answer, i, a)
		}
		return agreed(answer, offer, i, a)
	}
	return rtp.Session{}, ErrNothingInCommon
}

// agreed reads the stream i of our and their description; a is the one that answered.
func agreed(ours, theirs *Session, i int, a *Media) (rtp.Session, error) {
	our, their := &ours.Media[i], &theirs.Media[i]
	s := rtp.Session{Remote: theirs.addr(their), Codec: a.Codecs[0], DigitsType: their.Events}
	way := our.Way & theirs.way(their).Mirror()
	s.Send, s.Recv = way&SendOnly != 0, way&RecvOnly != 0
	if our.Events == 0 {
		s.DigitsType = 0
	}
	if a.Proto != secure {
		return s, nil
	}
	// The answer's one line names the offer's by its tag (RFC 4568 section 5.1.2).
	same := func(c rtp.Crypto) bool { return c.Tag == a.Crypto[0].Tag && c.Profile == a.Crypto[0].Profile }
	out, in := slices.IndexFunc(our.Crypto, same), slices.IndexFunc(their.Crypto, same)
	if out < 0 || in < 0 {
		return rtp.Session{}, ErrNothingInCommon
	}
	s.Keys = &rtp.Keys{Profile: a.Crypto[0].Profile, Out: our.Crypto[out].Key, In: their.Crypto[in].Key}
	return s, nil
}
