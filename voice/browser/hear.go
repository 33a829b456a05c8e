package browser

import (
	"time"

	pion "github.com/pion/rtp"
	"github.com/pion/webrtc/v4"

	"huiyin/voice/rtp"
)

// longestPacket is longer than any that a browser sends over a usual network, in bytes.
const longestPacket = 1500

// hear hands on what the browser says, until the connection ends.
func (p *Peer) hear(l *link, t *webrtc.TrackRemote, keysType uint8) {
	var (
		buf     = make([]byte, longestPacket)
		header  pion.Header
		pressed keys
		began   = time.Now()
	)
	for {
		n, _, err := t.Read(buf)
		if err != nil && n == 0 {
			return // the connection ended
		}
		used, bad := header.Unmarshal(buf[:n])
		if err != nil || bad != nil || p.link.Load() != l {
			continue // a packet of no agreed type, or of a connection whose place another took
		}
		payload, ok := unpad(buf[used:n], header.Padding)
		if !ok {
			continue
		}
		p.counts.received(header, len(payload), samples(time.Since(began)))
		if header.PayloadType == keysType {
			p.press(pressed.hear(payload, header.Timestamp))
			continue
		}
		p.press(pressed.other(header.Timestamp))
		tell(&p.hearer, rtp.Frame{Codec: rtp.PCMA, Payload: payload, Seq: header.SequenceNumber, Time: header.Timestamp, Marker: header.Marker})
	}
}

func (p *Peer) press(d rtp.Digit, ended bool) {
	if ended {
		tell(&p.presser, d)
	}
}

// unpad takes padding off (RFC 3550, section 5.1): the last byte says how much there is.
func unpad(payload []byte, padded bool) ([]byte, bool) {
	if !padded || len(payload) == 0 {
		return payload, !padded
	}
	keep := len(payload) - int(payload[len(payload)-1])
	return payload[:max(keep, 0)], keep >= 0 && keep < len(payload)
}

// samples is how many samples fit into d.
func samples(d time.Duration) uint32 {
	return uint32(d / (time.Second / rtp.Rate))
}
