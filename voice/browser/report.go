package browser

import (
	"crypto/rand"
	"encoding/binary"
	"time"

	"github.com/pion/interceptor"
	"github.com/pion/rtcp"

	"huiyin/voice/rtp"
)

// reportEvery is the least time between reports (RFC 3550, section 6.2).
const reportEvery = 5 * time.Second

// newTimeline begins at random (RFC 3550, section 5.1).
func newTimeline() rtp.Timeline {
	var b [6]byte
	rand.Read(b[:]) // it never fails
	return rtp.Timeline{Seq: binary.BigEndian.Uint16(b[:]), Time: binary.BigEndian.Uint32(b[2:])}
}

// report tells the browser how its voice came here and what was sent (RFC 3550, section 6.4), unless nobody spoke: an
// idle seat sends nothing.
func (p *Peer) report(l *link) {
	now := time.Now()
	about, spoken := p.counts.report(now)
	if !spoken || !l.up() {
		return
	}
	p.sending.Lock()
	at := p.timeline.Time + samples(now.Sub(p.counts.lastSent(now)))
	p.sending.Unlock()
	packets, bytes := p.counts.totals()
	sr := &rtcp.SenderReport{SSRC: l.ssrc(), NTPTime: ntp(now), RTPTime: at, PacketCount: packets, OctetCount: bytes, Reports: about}
	who := rtcp.NewCNAMESourceDescription(sr.SSRC, l.name)
	_ = l.pc.WriteRTCP([]rtcp.Packet{sr, who}) // the next one tells as much
}

// report makes the part about what was received, and tells whether anything was sent or received since the last.
func (c *counts) report(now time.Time) ([]rtcp.ReceptionReport, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	sum := c.stats.PacketsIn + c.stats.PacketsOut
	if sum == c.told {
		return nil, false
	}
	c.told = sum
	if !c.in.begun {
		return nil, true
	}
	share := c.in.report()
	c.share = float64(share) / 256
	r := rtcp.ReceptionReport{SSRC: c.ssrc, FractionLost: share, TotalLost: uint32(min(c.in.lost(), 1<<23-1)),
		LastSequenceNumber: c.in.highest, Jitter: uint32(c.in.jitter)}
	if c.spoke.ntp != 0 {
		r.LastSenderReport = c.spoke.ntp
		r.Delay = uint32(now.Sub(c.spoke.at) * 65536 / time.Second)
	}
	return []rtcp.ReceptionReport{r}, true
}

func (c *counts) lastSent(now time.Time) time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.last.IsZero() {
		return now
	}
	return c.last
}

func (c *counts) totals() (packets, bytes uint32) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.out.packets, c.out.bytes
}

// hearReports takes the browser's reports until the connection ends.
func (p *Peer) hearReports(l *link, read func([]byte) (int, interceptor.Attributes, error)) {
	buf := make([]byte, longestPacket)
	for {
		n, _, err := read(buf)
		if err != nil {
			return
		}
		packets, err := rtcp.Unmarshal(buf[:n])
		if err != nil || p.link.Load() != l {
			continue
		}
		for _, r := range packets {
			p.counts.hearReport(r, time.Now())
		}
	}
}

func (c *counts) hearReport(packet rtcp.Packet, now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch r := packet.(type) {
	case *rtcp.SenderReport:
		c.spoke.ntp, c.spoke.at = uint32(r.NTPTime>>16), now
		c.heardOf(r.Reports, now)
	case *rtcp.ReceiverReport:
		c.heardOf(r.Reports, now)
	}
}

// heardOf takes what the browser says about our voice. A seat has one voice, so there is one report.
func (c *counts) heardOf(reports []rtcp.ReceptionReport, now time.Time) {
	for _, r := range reports {
		c.far.lost, c.far.share = r.TotalLost, float64(r.FractionLost)/256
		c.far.jitter = time.Duration(r.Jitter) * time.Second / rtp.Rate
		if r.LastSenderReport != 0 { // RFC 3550, section 6.4.1, figure 2
			trip := uint32(ntp(now)>>16) - r.LastSenderReport - r.Delay
			if trip < 60<<16 {
				c.roundTrip = time.Duration(trip) * time.Second / 65536
			}
		}
	}
}

// ntp is a time as 32 bits of seconds since 1900 and 32 bits of their fraction (RFC 3550, section 4).
func ntp(t time.Time) uint64 {
	const from1900to1970 = 2208988800
	return uint64(t.Unix()+from1900to1970)<<32 | uint64(t.Nanosecond())<<32/1e9
}
