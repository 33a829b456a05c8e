package rtp

import (
	"time"
)

// Quality is how a person would judge what the party says, from 1, bad, to 5, excellent; what is not disturbed has
// 4.4 (mean opinion score, ITU-T P.800). It is reckoned with the E-model of ITU-T G.107 from loss, jitter and delay.
func (n Stats) Quality() float64 {
	return opinion(part(n.Lost, n.Lost+n.PacketsIn), n.RoundTrip/2+2*n.Jitter)
}

// FarQuality is the same for what the party hears, as far as it reports.
func (n Stats) FarQuality() float64 {
	return opinion(part(n.FarLost, n.PacketsOut), n.RoundTrip/2+2*n.FarJitter)
}

func part(lost, of uint64) float64 {
	if of == 0 {
		return 0
	}
	return min(1, float64(lost)/float64(of))
}

// opinion turns loss, as a part of 1, and the delay one way into a score.
func opinion(loss float64, delay time.Duration) float64 {
	const (
		best       = 93.2 // of the transmission rating R, with default values (G.107, table 2)
		concealed  = 25.1 // robustness of G.711 where losses are concealed (G.113, appendix I)
		packetTime = 20   // ms spent before a packet is sent, at the least
	)
	ms := float64(delay)/float64(time.Millisecond) + packetTime
	r := best - 0.024*ms - 95*100*loss/(100*loss+concealed)
	if ms > 177.3 {
		r -= 0.11 * (ms - 177.3)
	}
	r = min(100, max(0, r))
	return max(1, 1+0.035*r+r*(r-60)*(100-r)*7e-6) // G.107, annex B
}
