package browser

import (
	"encoding/binary"
	"time"

	"huiyin/voice/rtp"
)

// keys hears each press of a key once in the many packets that tell of it (RFC 4733, section 2.5). All packets of one
// press carry the same time; the last three say that it ended, and any of them may be lost.
type keys struct {
	begun bool // a press was heard
	open  bool // and goes on
	time  uint32
	key   byte
	long  uint16 // samples
}

const keyNames = "0123456789*#ABCD" // events 0 to 15, RFC 4733, section 3.2

// hear takes the payload of a telephone-event packet and gives the press that it shows to have ended. What is malformed
// or comes after a later press shows nothing.
func (k *keys) hear(payload []byte, at uint32) (rtp.Digit, bool) {
	if len(payload) < 4 || int(payload[0]) >= len(keyNames) || k.begun && int32(at-k.time) < 0 {
		return rtp.Digit{}, false
	}
	if k.begun && at == k.time {
		if !k.open {
			return rtp.Digit{}, false // told already
		}
		return k.goOn(payload)
	}
	before, cut := k.other(at)
	k.begun, k.open, k.time, k.key, k.long = true, true, at, keyNames[payload[0]], 0
	if cut {
		k.long = binary.BigEndian.Uint16(payload[2:])
		return before, true // this press is told of by its next packet, or by the voice after it
	}
	return k.goOn(payload)
}

func (k *keys) goOn(payload []byte) (rtp.Digit, bool) {
	k.long = max(k.long, binary.BigEndian.Uint16(payload[2:]))
	if payload[1]&0x80 == 0 {
		return rtp.Digit{}, false
	}
	return k.end(), true
}

// other takes the time of any other packet: a press whose end was lost ends when something later is heard.
func (k *keys) other(at uint32) (rtp.Digit, bool) {
	if !k.open || int32(at-k.time) <= int32(k.long) {
		return rtp.Digit{}, false
	}
	return k.end(), true
}

func (k *keys) end() rtp.Digit {
	k.open = false
	return rtp.Digit{Key: k.key, Duration: time.Duration(k.long) * time.Second / 8000}
}
