package hearing

import (
	"math"
	"sync/atomic"
	"time"

	"huiyin/voice/rtp"
)

// A level is the power of what was said last. One goroutine writes it, many read it.
type level struct {
	power atomic.Uint64 // mean square of a sample in parts of full scale, as the bits of a float
	at    atomic.Int64  // when, on the table's clock
}

const (
	everyNth  = 4                      // sample is looked at: enough for a meter
	fallOff   = 0.7                    // a meter that falls at once cannot be read
	forgotten = 200 * time.Millisecond // without packets there is silence
)

// squares of all codes, in parts of full scale.
var squares = [2][256]float32{squaresOf(rtp.PCMA), squaresOf(rtp.PCMU)}

func squaresOf(c rtp.Codec) (t [256]float32) {
	for i := range t {
		var s [1]int16
		c.Decode(s[:], []byte{byte(i)})
		v := float32(s[0]) / (1 << 15)
		t[i] = v * v
	}
	return t
}

func (l *level) take(f rtp.Frame, now time.Duration) {
	law := &squares[0]
	if f.Codec == rtp.PCMU {
		law = &squares[1]
	}
	var sum float32
	for i := 0; i < len(f.Payload); i += everyNth {
		sum += law[f.Payload[i]]
	}
	mean := float64(sum) * everyNth / float64(max(1, len(f.Payload)))
	before := math.Float64frombits(l.power.Load()) * fallOff
	l.power.Store(math.Float64bits(max(mean, before)))
	l.at.Store(int64(now))
}

func (l *level) read(now time.Duration) float64 {
	power := math.Float64frombits(l.power.Load())
	if power == 0 || now-time.Duration(l.at.Load()) > forgotten {
		return 0
	}
	const range60dB = 60
	return min(1, max(0, 1+10*math.Log10(2*power)/range60dB)) // the loudest tone has half the power of full scale
}
