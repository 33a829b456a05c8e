package voice

import (
	"math/rand/v2"
	"net/netip"

	"github.com/emiago/sipgo/sip"

	"huiyin/voice/rtp"
	"huiyin/voice/sdp"
)

// A talk is what both sides of a leg have said about the voice in it.
type talk struct {
	local   sdp.Local
	ours    *sdp.Session // what we said last
	theirs  *sdp.Session // and they
	offered bool         // ours waits for an answer
	held    bool         // they have put us on hold
	hears   bool         // they should be sending
}

func (e *Engine) newTalk(at netip.AddrPort, t *trunk, phone string) talk {
	k := talk{local: sdp.Local{ID: uint64(rand.Uint32()), Version: 1, Addr: at, Way: sdp.Both}}
	switch {
	case t != nil:
		k.local.Codecs, k.local.Secure = t.Codecs, t.SRTP
	case e.opt.Phone != nil:
		account, _ := e.opt.Phone(phone)
		k.local.Secure = account.SRTP
	}
	return k
}

// offer describes us; the version grows with every change (RFC 3264 section 8).
func (k *talk) offer() *sdp.Session {
	if k.ours == nil {
		k.ours = sdp.Offer(k.local)
		k.local.Crypto = k.ours.Media[0].Crypto
	} else if next := k.again(); next.String() != k.ours.String() {
		k.local.Version++
		next.Version = k.local.Version
		k.ours = next
	}
	k.offered = true
	return k.ours
}

// again is our last description, perhaps with another direction: no stream of it may vanish.
func (k *talk) again() *sdp.Session {
	next := *k.ours
	next.Media = append([]sdp.Media(nil), k.ours.Media...)
	for i := range next.Media {
		if next.Media[i].Port != 0 {
			next.Media[i].Way = k.local.Way
		}
	}
	return &next
}

// takeOffer answers theirs.
func (k *talk) takeOffer(theirs *sdp.Session) (*sdp.Session, rtp.Session, error) {
	answer, err := sdp.Answer(theirs, k.local)
	if err != nil {
		return nil, rtp.Session{}, err
	}
	if k.ours != nil && answer.String() != k.ours.String() {
		answer.Version++
	}
	agreed, err := sdp.Agree(theirs, answer, false)
	if err != nil {
		return nil, rtp.Session{}, err
	}
	k.local.Version = answer.Version
	for _, m := range answer.Media {
		if len(m.Crypto) > 0 {
			k.local.Crypto = m.Crypto
		}
	}
	k.ours, k.theirs, k.offered = answer, theirs, false
	return answer, agreed, nil
}

// takeAnswer takes theirs to our last offer.
func (k *talk) takeAnswer(theirs *sdp.Session) (rtp.Session, error) {
	k.offered = false
	agreed, err := sdp.Agree(k.ours, theirs, true)
	if err == nil {
		k.theirs = theirs
	}
	return agreed, err
}

// hear makes the stream do what was agreed, and tells of hold.
func (l *Leg) hear(agreed rtp.Session) error {
	if err := l.stream.Set(agreed); err != nil {
		return err
	}
	l.talk.hears = agreed.Recv
	held := l.talk.theirs.Held()
	if held == l.talk.held {
		return nil
	}
	l.talk.held = held
	if held {
		l.tell(Event{Kind: Held})
	} else {
		l.tell(Event{Kind: Resumed})
	}
	return nil
}

// described reads the description in a message: nil when there is none.
func described(m sip.Message) (*sdp.Session, error) {
	if len(m.Body()) == 0 {
		return nil, nil
	}
	return sdp.Parse(m.Body())
}

// describe puts a description into a message.
func describe(m sip.Message, s *sdp.Session) {
	kind := sip.ContentTypeHeader("application/sdp")
	m.AppendHeader(&kind)
	m.SetBody([]byte(s.String()))
}
