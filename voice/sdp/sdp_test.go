package sdp_test

import (
	"errors"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"huiyin"
	"huiyin/voice/rtp"
	"huiyin/voice/sdp"
)

const head = "v=0\r\no=- 7 1 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\n"

func parse(t *testing.T, text string) *sdp.Session {
	t.Helper()
	s, err := sdp.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func here(port uint16) sdp.Local {
	return sdp.Local{ID: 1, Version: 1, Addr: netip.AddrPortFrom(netip.MustParseAddr("198.51.100.7"), port), Way: sdp.Both}
}

func TestAnswers(t *testing.T) {
	for name, c := range map[string]struct {
		offer  string
		codec  rtp.Codec
		events uint8
		remote string
		way    sdp.Way
	}{
		"a-law first":              {head + "m=audio 4000 RTP/AVP 8 0 101\r\na=rtpmap:101 telephone-event/8000\r\n", rtp.PCMA, 101, "192.0.2.9:4000", sdp.Both},
		"the offer's order counts": {head + "m=audio 4000 RTP/AVP 0 8\r\n", rtp.PCMU, 0, "192.0.2.9:4000", sdp.Both},
		"unknown codecs before":    {head + "m=audio 4000 RTP/AVP 96 9 18 8\r\na=rtpmap:96 opus/48000/2\r\n", rtp.PCMA, 0, "192.0.2.9:4000", sdp.Both},
		"its own address":          {head + "m=audio 4000 RTP/AVP 8\r\nc=IN IP4 203.0.113.5\r\n", rtp.PCMA, 0, "203.0.113.5:4000", sdp.Both},
		"hold":                     {head + "a=sendonly\r\nm=audio 4000 RTP/AVP 8\r\n", rtp.PCMA, 0, "192.0.2.9:4000", sdp.RecvOnly},
		"the stream overrules":     {head + "a=sendonly\r\nm=audio 4000 RTP/AVP 8\r\na=sendrecv\r\n", rtp.PCMA, 0, "192.0.2.9:4000", sdp.Both},
		"the old hold":             {strings.Replace(head, "c=IN IP4 192.0.2.9", "c=IN IP4 0.0.0.0", 1) + "m=audio 4000 RTP/AVP 8\r\n", rtp.PCMA, 0, "0.0.0.0:4000", sdp.RecvOnly},
		"inactive":                 {head + "m=audio 4000 RTP/AVP 8\r\na=inactive\r\n", rtp.PCMA, 0, "192.0.2.9:4000", sdp.Inactive},
		"lines ended by LF":        {strings.ReplaceAll(head, "\r", "") + "m=audio 4000 RTP/AVP 8\n", rtp.PCMA, 0, "192.0.2.9:4000", sdp.Both},
		"video besides":            {head + "m=video 6000 RTP/AVP 31\r\nm=audio 4000 RTP/AVP 8\r\n", rtp.PCMA, 0, "192.0.2.9:4000", sdp.Both},
	} {
		t.Run(name, func(t *testing.T) {
			offer := parse(t, c.offer)
			answer, err := sdp.Answer(offer, here(5000))
			if err != nil {
				t.Fatal(err)
			}
			got, err := sdp.Agree(offer, answer, false)
			if err != nil {
				t.Fatal(err)
			}
			if got.Codec != c.codec || got.DigitsType != c.events || got.Remote.String() != c.remote {
				t.Errorf("agreed on %+v, want %v, digits %d, at %s", got, c.codec, c.events, c.remote)
			}
			way := answer.Media[len(answer.Media)-1].Way
			if way != c.way || got.Send != (way&sdp.SendOnly != 0) || got.Recv != (way&sdp.RecvOnly != 0) {
				t.Errorf("answered %v (send %v, receive %v), want %v", way, got.Send, got.Recv, c.way)
			}
			if held := c.way&sdp.SendOnly == 0; offer.Held() != held {
				t.Errorf("Held is %v, want %v", offer.Held(), held)
			}
			if len(answer.Media) != len(offer.Media) {
				t.Errorf("answered %d streams of %d", len(answer.Media), len(offer.Media))
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	for name, offer := range map[string]string{
		"no codec in common": "m=audio 4000 RTP/AVP 18\r\n",
		"no stream":          "",
		"video only":         "m=video 4000 RTP/AVP 8\r\n",
		"a closed stream":    "m=audio 0 RTP/AVP 8\r\n",
		"a foreign protocol": "m=audio 4000 UDP/TLS/RTP/SAVPF 8\r\n",
		"SRTP without keys":  "m=audio 4000 RTP/SAVP 8\r\n",
		"a group address":    "m=audio 4000 RTP/AVP 8\r\nc=IN IP4 224.2.0.1/127\r\n",
		"a host name":        "m=audio 4000 RTP/AVP 8\r\nc=IN IP4 pc.example.com\r\n",
		"8 is something new": "m=audio 4000 RTP/AVP 8\r\na=rtpmap:8 opus/48000\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := sdp.Answer(parse(t, head+offer), here(5000)); !errors.Is(err, sdp.ErrNothingInCommon) {
				t.Errorf("got %v, want nothing in common", err)
			}
		})
	}
}

func TestMistakes(t *testing.T) {
	for name, text := range map[string]string{
		"nothing":                  "",
		"no version":               "o=- 1 1 IN IP4 192.0.2.9\r\ns=-\r\n",
		"no origin":                "v=0\r\ns=-\r\n",
		"a line without a letter":  head + "hello\r\n",
		"a short origin":           "v=0\r\no=- 1 1\r\n",
		"an origin with words":     "v=0\r\no=- one 1 IN IP4 192.0.2.9\r\n",
		"a port beyond 65535":      head + "m=audio 70000 RTP/AVP 8\r\n",
		"a negative port":          head + "m=audio -1 RTP/AVP 8\r\n",
		"an address out of bounds": strings.ReplaceAll(head, "192.0.2.9\r\nt", "192.0.2.999\r\nt"),
		"a short stream":           head + "m=audio 4000\r\n",
		"too many streams":         head + strings.Repeat("m=audio 4000 RTP/AVP 8\r\n", 17),
		"an rtpmap beyond 127":     head + "m=audio 4000 RTP/AVP 8\r\na=rtpmap:300 PCMA/8000\r\n",
		"endless":                  head + strings.Repeat("a=x\r\n", 8000),
	} {
		t.Run(name, func(t *testing.T) {
			if s, err := sdp.Parse([]byte(text)); huiyin.KindOf(err) != huiyin.KindInvalid {
				t.Errorf("got %+v and %v, want an invalid field", s, err)
			}
		})
	}
}

func TestOffers(t *testing.T) {
	for name, l := range map[string]sdp.Local{
		"plain":  here(6000),
		"secure": {ID: 1, Version: 1, Addr: here(6000).Addr, Secure: true, Way: sdp.Both},
	} {
		t.Run(name, func(t *testing.T) {
			offer := sdp.Offer(l)
			theirs := parse(t, offer.String())
			far, err := sdp.Answer(theirs, sdp.Local{Addr: netip.MustParseAddrPort("[2001:db8::1]:7000"), Way: sdp.Both})
			if err != nil {
				t.Fatal(err)
			}
			near, err1 := sdp.Agree(offer, parse(t, far.String()), true)
			other, err2 := sdp.Agree(theirs, far, false)
			if err1 != nil || err2 != nil {
				t.Fatal(err1, err2)
			}
			if near.Codec != rtp.PCMA || near.DigitsType != 101 || near.Remote != netip.MustParseAddrPort("[2001:db8::1]:7000") || !near.Send || !near.Recv {
				t.Errorf("the caller has %+v", near)
			}
			if (near.Keys != nil) != l.Secure || (other.Keys != nil) != l.Secure {
				t.Fatalf("keys are %v and %v", near.Keys, other.Keys)
			}
			if l.Secure && (!slices.Equal(near.Keys.Out, other.Keys.In) || !slices.Equal(near.Keys.In, other.Keys.Out)) {
				t.Error("the keys of both sides do not fit")
			}
		})
	}
}

// A key that is in use stays in the answer to a hold.
func TestAnswerKeepsItsKey(t *testing.T) {
	offer := sdp.Offer(sdp.Local{Addr: here(1).Addr, Secure: true, Way: sdp.Both})
	l := here(2)
	first, _ := sdp.Answer(offer, l)
	l.Crypto = first.Media[0].Crypto
	second, _ := sdp.Answer(offer, l)
	if !slices.Equal(first.Media[0].Crypto[0].Key, second.Media[0].Crypto[0].Key) {
		t.Error("the second answer has a new key")
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(head + "m=audio 4000 RTP/AVP 8 0 101\r\na=rtpmap:101 telephone-event/8000\r\na=sendonly\r\n"))
	f.Add([]byte(sdp.Offer(sdp.Local{Addr: here(1).Addr, Secure: true}).String()))
	f.Add([]byte("v=0\no=- 1 1 IN IP6 ::1\nc=IN IP6 ::/3\nm=audio 65535/2 RTP/SAVP 127\na=rtpmap:127 telephone-event/8000"))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := sdp.Parse(b)
		if err != nil {
			return
		}
		answer, err := sdp.Answer(s, here(5000))
		if err != nil {
			return
		}
		if _, err := sdp.Agree(s, answer, false); err != nil {
			t.Fatalf("we do not agree with our own answer: %v", err)
		}
		again, err := sdp.Parse([]byte(answer.String()))
		if err != nil {
			t.Fatalf("our answer cannot be read: %v", err)
		}
		if _, err := sdp.Agree(s, again, false); err != nil {
			t.Fatalf("our answer is read differently: %v", err)
		}
	})
}
