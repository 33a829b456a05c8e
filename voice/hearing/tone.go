package hearing

import (
	"math"
	"time"

	"huiyin/voice/rtp"
)

// The tones of the Chinese telephone network (GB/T 3380): 450 Hz at about 10 dB below a milliwatt.
const (
	toneHertz = 450
	toneLevel = -10 // dBm0
	fullLevel = 3.14
)

// Ringback is what a caller hears while it rings: 450 Hz, one second in five.
func Ringback() Sound { return Tone("ringback", toneHertz, time.Second, 4*time.Second) }

// Busy is the tone of an engaged line: 450 Hz, 0.35 s of 0.7 s.
func Busy() Sound { return Tone("busy", toneHertz, 350*time.Millisecond, 350*time.Millisecond) }

// Tone is a sine of a frequency in hertz, followed by silence; to be looped.
func Tone(name string, hertz float64, on, off time.Duration) Sound {
	amplitude := math.MaxInt16 * math.Pow(10, (toneLevel-fullLevel)/20)
	law := make([]byte, (on+off)*rtp.Rate/time.Second)
	sounding := int(on * rtp.Rate / time.Second)
	for i := range law {
		law[i] = rtp.PCMA.Silence()
		if i < sounding {
			s := [1]int16{int16(math.Round(amplitude * math.Sin(2*math.Pi*hertz*float64(i)/rtp.Rate)))}
			rtp.PCMA.Encode(law[i:], s[:])
		}
	}
	return Sound{Name: name, Law: law}
}
