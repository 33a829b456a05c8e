package rtp

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// A telephone's key press as packets: key, end, length in samples, time stamp; at is in milliseconds.
type eventPacket struct {
	key    byte
	end    bool
	length uint16
	stamp  uint32
	at     int
}

func (p eventPacket) payload() []byte {
	b := make([]byte, 4)
	fillEvent(b, p.key, 0, p.end)
	b[2], b[3] = byte(p.length>>8), byte(p.length)
	return b
}

func told(packets []eventPacket) (digits []Digit) {
	var p press
	p.tell = func(d Digit) { digits = append(digits, d) }
	start := time.Unix(0, 0)
	for _, e := range packets {
		now := start.Add(time.Duration(e.at) * time.Millisecond)
		p.expire(now)
		p.event(e.payload(), e.stamp, now)
	}
	p.expire(p.at.Add(time.Hour))
	return digits
}

func TestEachPressIsToldOnce(t *testing.T) {
	ms := time.Millisecond
	five := []eventPacket{{'5', false, 160, 1000, 0}, {'5', false, 320, 1000, 20}, {'5', true, 480, 1000, 40}, {'5', true, 480, 1000, 60}, {'5', true, 480, 1000, 80}}
	for name, c := range map[string]struct {
		packets []eventPacket
		want    []Digit
	}{
		"as it should be":           {five, []Digit{{'5', 60 * ms}}},
		"only the last packet came": {five[4:], []Digit{{'5', 60 * ms}}},
		"the last packets are lost": {five[:2], []Digit{{'5', 40 * ms}}},
		"the end is lost and another key follows": {append(slices.Clone(five[:2]), eventPacket{'6', true, 480, 2000, 100}),
			[]Digit{{'5', 40 * ms}, {'6', 60 * ms}}},
		"the same key twice": {append(slices.Clone(five), eventPacket{'5', true, 800, 2600, 300}), []Digit{{'5', 60 * ms}, {'5', 100 * ms}}},
		"a packet of before comes late": {append(slices.Clone(five), eventPacket{'6', false, 160, 2600, 300}, eventPacket{'5', true, 480, 1000, 310},
			eventPacket{'6', true, 480, 2600, 340}), []Digit{{'5', 60 * ms}, {'6', 60 * ms}}},
		"the end comes after it was given up": {append(slices.Clone(five[:2]), eventPacket{'5', true, 480, 1000, 400}), []Digit{{'5', 40 * ms}}},
		"time stamps go round":                {[]eventPacket{{'1', true, 480, 0xFFFFFFF0, 0}, {'2', true, 480, 100, 100}}, []Digit{{'1', 60 * ms}, {'2', 60 * ms}}},
		"a source that begins anew, far back": {append(slices.Clone(five), eventPacket{'7', true, 480, 1000 + 3<<30, 500}),
			[]Digit{{'5', 60 * ms}, {'7', 60 * ms}}},
		"ten seconds, in two segments": {[]eventPacket{{'0', false, 160, 50, 0}, {'0', false, 0xFFFF, 50, 8191}, {'0', false, 160, 50 + 0xFFFF, 8211},
			{'0', true, 80000 - 0xFFFF, 50 + 0xFFFF, 10000}, {'0', true, 80000 - 0xFFFF, 50 + 0xFFFF, 10020}}, []Digit{{'0', 40 * ms}, {'0', 10 * time.Second}}},
	} {
		if name == "ten seconds, in two segments" { // packets come every 20 ms, or it would be given up
			long := []eventPacket{}
			for at := 20; at <= 8180; at += 20 {
				long = append(long, eventPacket{'0', false, uint16(8 * at), 50, at})
			}
			long = append(long, c.packets[1])
			for at := 20; at <= 1800; at += 20 {
				long = append(long, eventPacket{'0', false, uint16(8 * at), 50 + 0xFFFF, 8191 + at})
			}
			c.packets, c.want = append(long, c.packets[3:]...), c.want[1:]
		}
		if got := told(c.packets); !slices.Equal(got, c.want) {
			t.Errorf("%s: told %v, want %v", name, got, c.want)
		}
	}
}

func TestOtherEventsAreNoKeys(t *testing.T) {
	var p press
	p.tell = func(d Digit) { t.Errorf("told %v", d) }
	p.event([]byte{16, 0x80, 1, 0}, 1, time.Unix(0, 0)) // hook flash
	p.event([]byte{5, 0x80, 1}, 2, time.Unix(0, 0))
	p.event(nil, 3, time.Unix(0, 0))
}

func TestKeysArriveOverARealLine(t *testing.T) {
	a, b := connect(t, nil)
	pressed := make(chan Digit, 20)
	b.Digits(func(d Digit) { pressed <- d })
	heard := frames(b)
	say(t, a, 1, speech(0))
	next(t, heard)
	const number = "12*#D"
	for _, key := range []byte(number) {
		if err := a.SendDigit(Digit{Key: key, Duration: 60 * time.Millisecond}); err != nil {
			t.Fatal(err)
		}
	}
	say(t, a, 1, speech(1)) // is not sent: a key is being pressed
	var got strings.Builder
	for range number {
		d := next(t, pressed)
		got.WriteByte(d.Key)
		if d.Duration != 60*time.Millisecond {
			t.Errorf("key %c was down for %v, want 60 ms", d.Key, d.Duration)
		}
	}
	if got.String() != number {
		t.Errorf("pressed %s, want %s", got.String(), number)
	}
	waitFor(t, func() bool {
		a.out.mu.Lock()
		defer a.out.mu.Unlock()
		return !a.out.dial.busy()
	})
	if n := a.Stats().PacketsOut; n != 1+uint64(len(number))*(3+2) { // the end of each is told three times
		t.Errorf("%d packets were sent", n)
	}
	say(t, a, 1, speech(99))
	f := next(t, heard)
	if f.Payload[0] != 99 || f.Seq != 1+b.first(t) || !f.Marker {
		t.Errorf("speech goes on with frame %d, number +%d, marker %v", f.Payload[0], f.Seq-b.first(t), f.Marker)
	}
	if n := b.Stats(); n.Lost != 0 || len(pressed) != 0 {
		t.Errorf("%d packets were lost and %d keys told twice", n.Lost, len(pressed))
	}
}

// first is the number of the first packet that came.
func (s *Stream) first(t *testing.T) uint16 {
	t.Helper()
	s.in.mu.Lock()
	defer s.in.mu.Unlock()
	return uint16(s.in.sequence.base)
}

// The only packets of a press that came are those without an end; nothing else is sent, so the stream's own clock
// must end it.
func TestAPressWithoutAnEndEnds(t *testing.T) {
	a, b := connect(t, nil)
	pressed := make(chan Digit, 2)
	b.Digits(func(d Digit) { pressed <- d })
	o := &a.out
	o.mu.Lock()
	o.header.PayloadType = 101
	seq, stamp := o.timeline.Next(time.Now())
	fillEvent(o.begin(seq, stamp, 4), '9', 2, false)
	err := o.send()
	o.mu.Unlock()
	if err != nil {
		t.Fatal(err)
	}
	if d := next(t, pressed); d != (Digit{'9', 40 * time.Millisecond}) {
		t.Errorf("told %v", d)
	}
}

func TestKeysThatCannotBePressed(t *testing.T) {
	a, _ := connect(t, nil)
	if a.SendDigit(Digit{Key: 'x'}) == nil {
		t.Error("key x was pressed")
	}
	full := false
	for range longestQueue + 1 {
		full = a.SendDigit(Digit{Key: '1', Duration: time.Hour}) != nil
	}
	if !full {
		t.Error("the queue has no end")
	}
	b, _ := connect(t, func(a, _ *Session) { a.DigitsType = 0 })
	if b.SendDigit(Digit{Key: '1'}) == nil {
		t.Error("a key was pressed for a party that takes none")
	}
}

func FuzzEvent(f *testing.F) {
	f.Add([]byte{5, 0x8A, 1, 0xE0}, uint32(1000), []byte{5, 0, 0, 160}, uint32(1000))
	f.Fuzz(func(t *testing.T, one []byte, at uint32, two []byte, then uint32) {
		n := 0
		p := press{tell: func(d Digit) {
			if n++; strings.IndexByte(keys, d.Key) < 0 || d.Duration < 0 {
				t.Errorf("told %v", d)
			}
		}}
		now := time.Unix(0, 0)
		p.event(one, at, now)
		p.event(two, then, now.Add(20*time.Millisecond))
		p.expire(now.Add(time.Second))
		if n > 2 || p.down {
			t.Errorf("two packets told %d presses, and one is down: %v", n, p.down)
		}
	})
}
