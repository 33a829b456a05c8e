package browser

import (
	"sync"
	"time"

	pion "github.com/pion/rtp"

	"huiyin/voice/rtp"
)

// counts is the account of a seat's voice over all its connections, and of the present one.
type counts struct {
	mu    sync.Mutex
	stats rtp.Stats // without what in and far count
	in    reception // of the present connection
	ssrc  uint32    // of what the browser sends
	out   struct{ packets, bytes uint32 }
	last  time.Time // when something was sent

	spoke struct { // the browser's last report on what it sends
		ntp uint32 // the middle of its time
		at  time.Time
	}
	far struct { // the browser's last report on what it hears
		lost   uint32
		share  float64
		jitter time.Duration
	}
	roundTrip time.Duration
	share     float64 // lost of what the browser sent, at our last report
	told      uint64  // packets both ways, at our last report
}

// begin starts the account of a new connection.
func (c *counts) begin() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.close()
}

func (c *counts) close() {
	c.stats.Lost += c.in.lost()
	c.stats.Late += c.in.late
	c.stats.FarLost += uint64(c.far.lost)
	c.in, c.ssrc = reception{}, 0
	c.out.packets, c.out.bytes, c.told = 0, 0, c.stats.PacketsIn+c.stats.PacketsOut
	c.spoke.ntp, c.far.lost, c.far.share, c.far.jitter, c.share, c.roundTrip = 0, 0, 0, 0, 0, 0
}

func (c *counts) sent(payload int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stats.PacketsOut++
	c.stats.BytesOut += uint64(payload)
	c.out.packets++
	c.out.bytes += uint32(payload)
	c.last = time.Now()
}

func (c *counts) failed() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stats.Failed++
}

// received notes a packet that arrived at a time in samples.
func (c *counts) received(h pion.Header, payload int, arrival uint32) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stats.PacketsIn++
	c.stats.BytesIn += uint64(payload)
	c.ssrc = h.SSRC
	c.in.note(h.SequenceNumber, h.Timestamp, arrival)
}

// Stats implements rtp.Line.
func (p *Peer) Stats() rtp.Stats {
	c := &p.counts
	c.mu.Lock()
	defer c.mu.Unlock()
	s := c.stats
	s.Lost += c.in.lost()
	s.Late += c.in.late
	s.FarLost += uint64(c.far.lost)
	s.Jitter, s.FarJitter, s.RoundTrip = c.in.spread(), c.far.jitter, c.roundTrip
	return s
}

// Way is how well voice comes through in one direction, as last reported. Reports come every five seconds while somebody
// speaks.
type Way struct {
	Lost   float64 // share of packets, 0 to 1
	Jitter time.Duration
}

// Quality is how well a seat's voice comes through.
type Quality struct {
	Up        bool
	FromSeat  Way
	ToSeat    Way
	RoundTrip time.Duration // 0: not known (yet)
}

// Quality tells how the present connection does.
func (p *Peer) Quality() Quality {
	c := &p.counts
	c.mu.Lock()
	defer c.mu.Unlock()
	return Quality{
		Up:        p.Up(),
		FromSeat:  Way{c.share, c.in.spread()},
		ToSeat:    Way{c.far.share, c.far.jitter},
		RoundTrip: c.roundTrip,
	}
}
