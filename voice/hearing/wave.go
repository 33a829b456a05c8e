package hearing

import (
	"encoding/binary"

	"huiyin/voice/rtp"
)

// The formats of a WAV file that are understood here.
const (
	formatLinear = 1
	formatAlaw   = 6
	formatUlaw   = 7
)

const (
	sides      = 2 // channels of a recording
	headerSize = 12 + 8 + 18 + 8 + 4 + 8
)

// waveHeader is the beginning of a recording with so many bytes of sound: stereo A-law with 8,000 samples a second.
// Formats other than linear have a fact chunk with the number of samples.
func waveHeader(data int64) []byte {
	le := binary.LittleEndian
	b := make([]byte, 0, headerSize)
	b = le.AppendUint32(append(b, "RIFF"...), uint32(headerSize-8+data))
	b = le.AppendUint32(append(b, "WAVEfmt "...), 18)
	b = le.AppendUint16(b, formatAlaw)
	b = le.AppendUint16(b, sides)
	b = le.AppendUint32(b, rtp.Rate)
	b = le.AppendUint32(b, rtp.Rate*sides) // bytes a second
	b = le.AppendUint16(b, sides)          // bytes a sample of all channels
	b = le.AppendUint16(b, 8)              // bits a sample
	b = le.AppendUint16(b, 0)              // no more about the format
	b = le.AppendUint32(append(b, "fact"...), 4)
	b = le.AppendUint32(b, uint32(data/sides))
	return le.AppendUint32(append(b, "data"...), uint32(data))
}

// mostData is what 32 bits of a length can tell, less the header: 74 hours.
const mostData = 1<<32 - 1 - headerSize - 1

// isOurs says whether a file begins as our recordings do, whatever lengths it tells.
func isOurs(b []byte) bool {
	if len(b) < headerSize {
		return false
	}
	ours := waveHeader(0)
	for i := range ours {
		length := i >= 4 && i < 8 || i >= headerSize-12 && i < headerSize-8 || i >= headerSize-4
		if !length && b[i] != ours[i] {
			return false
		}
	}
	return true
}
