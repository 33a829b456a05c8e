package browser

import (
	"time"

	"huiyin/voice/rtp"
)

// reception keeps account of what came of one stream, and of what did not (RFC 3550, appendices A.1, A.3 and A.8).
type reception struct {
	begun    bool
	first    uint32 // extended sequence number of the first packet
	highest  uint32 // of the highest
	received uint64
	late     uint64 // came after a packet sent later
	transit  uint32 // arrival less time stamp, in samples, of the last packet
	jitter   float64

	toldExpected, toldReceived uint64 // at the last report
}

// A sequence number this far back or ahead is a stream that began anew (MAX_DROPOUT of appendix A.1).
const dropout = 3000

// note takes a packet's sequence number, its time and when it arrived, in samples.
func (r *reception) note(seq uint16, at, arrival uint32) {
	if !r.begun {
		*r = reception{begun: true, first: 1<<16 | uint32(seq), highest: 1<<16 | uint32(seq), received: 1, transit: arrival - at}
		return
	}
	step := int32(int16(seq - uint16(r.highest)))
	switch {
	case step > 0 && step <= dropout:
		r.highest += uint32(step)
		r.stray(arrival - at)
	case step <= 0 && step >= -dropout:
		r.late++
	default: // nothing is counted as lost that was never sent
		lost := r.lost()
		r.first = r.highest + uint32(step) - uint32(r.received+lost)
		r.highest += uint32(step)
		r.transit = arrival - at
	}
	r.received++
}

// stray smooths by how much the spacing of packets differs from what was sent.
func (r *reception) stray(transit uint32) {
	d := float64(max(int32(transit-r.transit), int32(r.transit-transit)))
	r.transit = transit
	if d < rtp.Rate { // a source that jumped is not jitter
		r.jitter += (d - r.jitter) / 16
	}
}

func (r *reception) expected() uint64 {
	if !r.begun {
		return 0
	}
	return uint64(r.highest - r.first + 1)
}

func (r *reception) lost() uint64 {
	return max(r.expected(), r.received) - r.received
}

// report is the share lost since the last report, in 256ths.
func (r *reception) report() uint8 {
	expected, received := r.expected()-r.toldExpected, r.received-r.toldReceived
	r.toldExpected, r.toldReceived = r.expected(), r.received
	if expected == 0 || received >= expected {
		return 0
	}
	return uint8(min((expected-received)*256/expected, 255))
}

func (r *reception) spread() time.Duration {
	return time.Duration(r.jitter * float64(time.Second) / rtp.Rate)
}
