package phone_test

import (
	"bytes"
	"errors"
	"math"
	"net"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"huiyin/voice/phone"
	"huiyin/voice/rtp"
)

const patient = 10 * time.Second

func within(t *testing.T, done <-chan struct{}, what string) {
	t.Helper()
	select {
	case <-done:
	case <-time.After(patient):
		t.Fatalf("%s did not come", what)
	}
}

func until(t *testing.T, what string, so func() bool) {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for limit := time.After(patient); !so(); {
		select {
		case <-tick.C:
		case <-limit:
			t.Fatalf("%s did not come", what)
		}
	}
}

func plug(t *testing.T, opt phone.Options) *phone.Phone {
	t.Helper()
	p, err := phone.New(opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
	return p
}

// pair is two telephones of which one calls the other, without anybody between them.
func pair(t *testing.T, incoming func(*phone.Call), change ...func(near, far *phone.Options)) (*phone.Call, *phone.Call) {
	t.Helper()
	calls := make(chan *phone.Call, 1)
	near, far := phone.Options{User: "near"}, phone.Options{User: "far"}
	far.Incoming = func(c *phone.Call) {
		calls <- c
		if incoming != nil {
			incoming(c)
		} else {
			c.Answer()
		}
	}
	for _, f := range change {
		f(&near, &far)
	}
	called := plug(t, far)
	near.Server = called.Addr().String()
	c, err := plug(t, near).Call("far")
	if err != nil {
		t.Fatal(err)
	}
	return c, <-calls
}

func TestTalk(t *testing.T) {
	for name, change := range map[string]func(near, far *phone.Options){
		"plain":     func(_, _ *phone.Options) {},
		"µ-law":     func(near, _ *phone.Options) { near.Codecs = []rtp.Codec{rtp.PCMU} },
		"encrypted": func(near, _ *phone.Options) { near.SRTP = true },
	} {
		t.Run(name, func(t *testing.T) {
			a, b := pair(t, nil, change)
			within(t, a.Answered(), "the answer")
			var tape bytes.Buffer
			a.Ear.Tape(&tape)
			a.Say(phone.Sine(440), true)
			said := b.Say(phone.Sine(800)[:4000], false)
			within(t, b.Ear.Hears(440, true), "the caller's voice")
			within(t, a.Ear.Hears(800, true), "the called one's voice")
			within(t, said, "the end of what is said")
			within(t, a.Ear.Hears(800, false), "silence")
			if err := a.Digits("12"); err != nil {
				t.Fatal(err)
			}
			if err := a.Hold(true); err != nil {
				t.Fatal(err)
			}
			if !b.Held() || a.Held() {
				t.Error("the wrong one is held")
			}
			b.Hangup()
			within(t, a.Ended(), "the end")
			if tape.Len() == 0 || a.Status() != 0 {
				t.Errorf("taped %d bytes, status %d", tape.Len(), a.Status())
			}
			var refused *phone.RefusedError
			if err := a.Hold(false); err == nil || errors.As(err, &refused) {
				t.Errorf("holding an ended call: %v", err)
			}
		})
	}
}

func TestTurnedAway(t *testing.T) {
	for name, c := range map[string]struct {
		does func(*phone.Call)
		want int
	}{
		"busy":    {(*phone.Call).Busy, 486},
		"no":      {func(c *phone.Call) { c.Ring(); c.Refuse(603) }, 603},
		"hung up": {(*phone.Call).Hangup, 480},
	} {
		t.Run(name, func(t *testing.T) {
			a, b := pair(t, c.does)
			within(t, a.Ended(), "the end")
			within(t, b.Ended(), "the end there")
			if a.Status() != c.want {
				t.Errorf("status %d, want %d", a.Status(), c.want)
			}
		})
	}
}

func TestGivesUp(t *testing.T) {
	a, b := pair(t, (*phone.Call).Ring)
	within(t, a.Ringing(), "ringing")
	a.Hangup()
	within(t, b.Ended(), "the end there")
	if b.Status() != 487 {
		t.Errorf("status %d", b.Status())
	}
}

func TestLosesAndDelaysToOrder(t *testing.T) {
	a, b := pair(t, nil)
	within(t, a.Answered(), "the answer")
	a.Delay(60 * time.Millisecond)
	a.Say(phone.Sine(440), true)
	within(t, b.Ear.Hears(440, true), "what is delayed")
	a.DropPackets(50)
	until(t, "ten packets that are missed", func() bool { return b.Stats().Lost >= 10 })
	a.Mute(true)
	before := a.Stats().PacketsOut
	a.DropPackets(0)
	within(t, a.Ear.Hears(440, false), "anything from the other side")
	if sent := a.Stats().PacketsOut - before; sent > 1 {
		t.Errorf("%d packets were sent by a mute telephone", sent)
	}
}

func TestEar(t *testing.T) {
	a, b := pair(t, nil)
	within(t, a.Answered(), "the answer")
	a.Say(phone.Sine(1000), true)
	within(t, b.Ear.Hears(1000, true), "the tone")
	heard := b.Ear.Frames()
	until(t, "enough of it", func() bool { return b.Ear.Frames() >= heard+10 })
	if level := b.Ear.Level(); math.Abs(level-0.5/math.Sqrt2) > 0.05 {
		t.Errorf("half of full scale is heard as %.2f", level)
	}
	for _, hz := range []float64{440, 900, 1100, 2000} {
		if b.Ear.Tone(hz) {
			t.Errorf("a tone of 1000 Hz is taken for one of %v", hz)
		}
	}
	if b.Ear.Frames() < 10 {
		t.Errorf("heard %d frames", b.Ear.Frames())
	}
}

// A telephone may be unplugged at any moment.
func TestUnplugged(t *testing.T) {
	a, b := pair(t, nil)
	within(t, a.Answered(), "the answer")
	p := plug(t, phone.Options{Server: "127.0.0.1:9"})
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() {
			if err := p.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if _, err := p.Call("anybody"); err == nil {
		t.Error("an unplugged telephone calls")
	}
	a.Hangup()
	a.Hangup()
	within(t, b.Ended(), "the end")
}

// A server knows a telephone for as long as it likes, and the telephone registers anew before that is over.
func TestStays(t *testing.T) {
	server, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	registered := make(chan struct{}, 10)
	var granting sync.WaitGroup
	granting.Go(func() {
		b := make([]byte, 4096)
		for {
			n, from, err := server.ReadFrom(b)
			if err != nil {
				return
			}
			lines := []string{"SIP/2.0 200 OK"}
			for _, line := range strings.Split(string(b[:n]), "\r\n") {
				switch name, _, _ := strings.Cut(line, ":"); name {
				case "Via", "From", "To", "Call-ID", "CSeq":
					lines = append(lines, line)
				case "Contact":
					lines = append(lines, line+";expires=1")
				}
			}
			if _, err := server.WriteTo([]byte(strings.Join(lines, "\r\n")+"\r\nContent-Length: 0\r\n\r\n"), from); err != nil {
				t.Error(err)
			}
			registered <- struct{}{}
		}
	})
	p := plug(t, phone.Options{Server: server.LocalAddr().String(), User: "801"})
	if err := p.Stay(t.Context()); err != nil {
		t.Fatal(err)
	}
	for n := range 3 {
		within(t, registered, "registration "+strconv.Itoa(n+1))
	}
	server.Close()
	granting.Wait()
}
