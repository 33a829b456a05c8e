package browser

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/pion/rtcp"
	pion "github.com/pion/rtp"

	"huiyin/voice/rtp"
)

func TestWhatWasLost(t *testing.T) {
	for name, c := range map[string]struct {
		seqs               []uint16
		lost, late, expect uint64
	}{
		"nothing came":              {nil, 0, 0, 0},
		"all came":                  {[]uint16{1, 2, 3}, 0, 0, 3},
		"two are missing":           {[]uint16{1, 2, 5}, 2, 0, 5},
		"the numbers come round":    {[]uint16{65534, 65535, 1}, 1, 0, 4},
		"one came late":             {[]uint16{1, 3, 2, 4}, 0, 1, 4},
		"one came before the first": {[]uint16{10, 9, 11}, 0, 1, 2},
		"the stream began anew":     {[]uint16{1, 2, 4, 40000, 40001, 40003}, 2, 0, 8},
	} {
		var r reception
		for i, s := range c.seqs {
			r.note(s, uint32(i)*160, uint32(i)*160)
		}
		if r.lost() != c.lost || r.late != c.late || r.expected() != c.expect {
			t.Errorf("%s: lost %d, late %d of %d; want %d, %d of %d", name, r.lost(), r.late, r.expected(), c.lost, c.late, c.expect)
		}
	}
}

// Packets that come as they were sent do not jitter; ones that come 5 ms early and late by turns jitter by 10 ms.
func TestJitter(t *testing.T) {
	var even, odd reception
	for i := range 500 {
		sent := uint32(i * 160)
		even.note(uint16(i), sent, 1000+sent)
		odd.note(uint16(i), sent, uint32(1000+int(sent)+40*(2*(i%2)-1)))
	}
	if even.spread() != 0 || odd.spread().Round(time.Millisecond) != 10*time.Millisecond {
		t.Errorf("jitter %v and %v", even.spread(), odd.spread())
	}
}

// What is counted never runs backwards or ahead, whatever numbers come.
func TestNoNumberUpsetsTheAccount(t *testing.T) {
	dice := rand.New(rand.NewPCG(1, 2))
	var r reception
	for n := range uint64(20_000) {
		r.note(uint16(dice.Uint32()>>(dice.Uint32()%16)), dice.Uint32(), dice.Uint32())
		if r.received != n+1 || r.lost() > r.expected() || r.expected() > (n+1)*dropout {
			t.Fatalf("after %d packets: %+v", n+1, r)
		}
	}
}

// Somebody who speaks is reported on once; somebody silent is not.
func TestAnIdleSeatIsNotReportedOn(t *testing.T) {
	var c counts
	now := time.Unix(1_800_000_000, 0)
	if _, spoken := c.report(now); spoken {
		t.Error("a report on nothing")
	}
	for i := range uint16(8) {
		if i%4 != 3 {
			c.received(pion.Header{SSRC: 7, SequenceNumber: i + 1, Timestamp: uint32(i) * 160}, 160, uint32(i)*160)
		}
	}
	c.hearReport(&rtcp.SenderReport{SSRC: 7, NTPTime: 0x1122334455667788}, now)
	about, spoken := c.report(now.Add(2 * time.Second))
	want := rtcp.ReceptionReport{SSRC: 7, FractionLost: 36, TotalLost: 1, LastSequenceNumber: 1<<16 | 7, LastSenderReport: 0x33445566, Delay: 2 << 16}
	if !spoken || len(about) != 1 || about[0] != want {
		t.Errorf("%+v, want %+v", about, want)
	}
	if _, spoken := c.report(now.Add(5 * time.Second)); spoken {
		t.Error("a second report on the same words")
	}
}

func TestWhatTheBrowserReports(t *testing.T) {
	p := &Peer{}
	now := time.Unix(1_800_000_000, 0)
	sent := uint32(ntp(now.Add(-150*time.Millisecond)) >> 16)
	p.counts.hearReport(&rtcp.ReceiverReport{Reports: []rtcp.ReceptionReport{
		{FractionLost: 64, TotalLost: 12, Jitter: 80, LastSenderReport: sent, Delay: 65536 / 10}}}, now)
	q, s := p.Quality(), p.Stats()
	if q.ToSeat != (Way{0.25, 10 * time.Millisecond}) || s.FarLost != 12 || s.FarJitter != 10*time.Millisecond || s.RoundTrip.Round(time.Millisecond) != 50*time.Millisecond {
		t.Errorf("%+v, %+v", q, s)
	}
	p.counts.begin() // another connection: what was lost stays lost, what is known of the way does not
	if s := p.Stats(); s.FarLost != 12 || s.RoundTrip != 0 {
		t.Errorf("%+v", s)
	}
}

func FuzzKeys(f *testing.F) {
	f.Add([]byte{5, 0x8A, 3, 0x20}, uint32(160))
	f.Fuzz(func(t *testing.T, payload []byte, at uint32) {
		var k keys
		for i := range uint32(4) {
			d, ended := k.hear(payload, at+i/2*1000)
			if ended != (d != rtp.Digit{}) {
				t.Errorf("ended %v with %+v", ended, d)
			}
		}
	})
}

func FuzzIdentify(f *testing.F) {
	f.Add("v=0\r\no=- 12 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=fingerprint:sha-256 00\r\nm=audio 9 UDP/TLS/RTP/SAVPF 8 126\r\nc=IN IP4 0.0.0.0\r\n")
	f.Fuzz(func(t *testing.T, offer string) {
		if who, err := identify(offer); (err == nil) != (who.fingerprint != "") {
			t.Errorf("%+v, %v", who, err)
		}
	})
}
