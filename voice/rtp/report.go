package rtp

import (
	"net/netip"
	"time"

	"github.com/pion/rtcp"

	"huiyin/voice/udp"
)

// sender is what the party's last sender report said, for the answer (RFC 3550, section 6.4.1).
type sender struct {
	stamp uint32 // the middle 32 bits of its clock
	at    time.Time
}

// far is how the party hears us, as it reports.
type far struct {
	roundTrip time.Duration
	lost      uint64
	jitter    time.Duration
}

// mostReports is how many are read at a time: the rest are told in later ones, and a flood costs nobody a core.
const mostReports = 16

// readReports reads what has come. Nobody waits for reports: they are read before ours is sent, which
// answers them, and the system says when they came.
func (s *Stream) readReports() {
	b := make([]byte, udp.Largest)
	for range mostReports {
		n, from, at, ok := s.pair.rtcp.Next(b)
		if !ok {
			return
		}
		s.handleReport(b[:n], from, at)
	}
}

// handleReport takes one RTCP packet from the wire. A farewell (BYE) is not believed: hanging up is for others.
func (s *Stream) handleReport(b []byte, from netip.AddrPort, now time.Time) {
	packets, ok := s.in.reports(b, from, now)
	if !ok {
		return
	}
	s.out.mu.Lock()
	defer s.out.mu.Unlock()
	if from != s.out.to {
		s.out.toReport = from
	}
	for _, p := range packets {
		switch p := p.(type) {
		case *rtcp.SenderReport:
			s.out.hear(p.Reports, now)
		case *rtcp.ReceiverReport:
			s.out.hear(p.Reports, now)
		}
	}
}

// reports reads a compound packet that is the party's, by its host or by its key.
func (in *inbound) reports(b []byte, from netip.AddrPort, now time.Time) ([]rtcp.Packet, bool) {
	in.mu.Lock()
	defer in.mu.Unlock()
	var err error
	switch {
	case !in.set:
		return nil, false
	case in.secret != nil:
		b, err = in.secret.DecryptRTCP(nil, b, nil)
	case !in.latch.near(from.Addr()):
		in.foreign++
		return nil, false
	}
	var packets []rtcp.Packet
	if err == nil {
		packets, err = rtcp.Unmarshal(b)
	}
	if err != nil {
		in.foreign++
		return nil, false
	}
	for _, p := range packets {
		if sr, ok := p.(*rtcp.SenderReport); ok {
			in.sender = sender{stamp: uint32(sr.NTPTime >> 16), at: now}
		}
	}
	return packets, true
}

// near says whether a host is the party's, or is to be expected.
func (l *latch) near(host netip.Addr) bool {
	if l.party.IsValid() {
		return host == l.party.Addr()
	}
	return host == l.signalled.Addr()
}

// hear takes what the party reports of our packets.
func (o *outbound) hear(blocks []rtcp.ReceptionReport, now time.Time) {
	for _, r := range blocks {
		if r.SSRC != o.header.SSRC {
			continue
		}
		o.far.jitter = samples(float64(r.Jitter))
		if r.TotalLost < 1<<23 { // it has a sign: duplicates count against losses
			o.far.lost = uint64(r.TotalLost)
		}
		if trip := int32(uint32(ntp(now)>>16) - r.LastSenderReport - r.Delay); r.LastSenderReport != 0 && trip >= 0 {
			o.far.roundTrip = time.Duration(trip) * time.Second >> 16
		}
	}
}

// report sends how we hear the party, how far our clock is, and perhaps a farewell.
func (s *Stream) report(now time.Time, bye bool) {
	blocks := s.in.blocks(now)
	o := &s.out
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.toReport.IsValid() || o.toReport.Port() == 0 || o.packets == 0 && len(blocks) == 0 {
		return
	}
	b, err := rtcp.Marshal(o.compound(blocks, now, bye))
	if err == nil && o.secret != nil {
		b, err = o.secret.EncryptRTCP(nil, b, nil)
	}
	if err == nil {
		err = o.pair.rtcp.Send(b, o.toReport)
	}
	if err != nil {
		o.failed++
	}
}

func (o *outbound) compound(blocks []rtcp.ReceptionReport, now time.Time, bye bool) []rtcp.Packet {
	ssrc := o.header.SSRC
	var first rtcp.Packet = &rtcp.ReceiverReport{SSRC: ssrc, Reports: blocks}
	if o.packets > 0 {
		first = &rtcp.SenderReport{SSRC: ssrc, NTPTime: ntp(now), RTPTime: o.timeline.At(now),
			PacketCount: uint32(o.packets), OctetCount: uint32(o.bytes), Reports: blocks}
	}
	name := &rtcp.SourceDescription{Chunks: []rtcp.SourceDescriptionChunk{{Source: ssrc,
		Items: []rtcp.SourceDescriptionItem{{Type: rtcp.SDESCNAME, Text: o.name}}}}}
	if bye {
		return []rtcp.Packet{first, name, &rtcp.Goodbye{Sources: []uint32{ssrc}}}
	}
	return []rtcp.Packet{first, name}
}

// blocks is the report on what the party sends; it sends nothing yet: none.
func (in *inbound) blocks(now time.Time) []rtcp.ReceptionReport {
	in.mu.Lock()
	defer in.mu.Unlock()
	q := &in.sequence
	if !q.begun {
		return nil
	}
	r := rtcp.ReceptionReport{SSRC: q.ssrc, FractionLost: q.fraction(), LastSequenceNumber: q.highest(),
		TotalLost: uint32(min(q.totalLost(), 1<<23-1)), Jitter: uint32(q.jitter)}
	if in.sender.stamp != 0 {
		r.LastSenderReport = in.sender.stamp
		r.Delay = uint32(now.Sub(in.sender.at) << 16 / time.Second)
	}
	return []rtcp.ReceptionReport{r}
}

// ntp is a time in 32 bits of seconds since 1900 and 32 bits of their parts (RFC 3550, section 4).
func ntp(t time.Time) uint64 {
	const since1900 = 2208988800
	return uint64(t.Unix()+since1900)<<32 | uint64(t.Nanosecond())<<32/1e9
}
