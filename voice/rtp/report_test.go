package rtp

import (
	"net/netip"
	"testing"
	"time"

	"github.com/pion/rtcp"
	pion "github.com/pion/rtp"

	"huiyin/voice/udp"
)

func TestReportsTellLossAndRoundTrip(t *testing.T) {
	for _, profile := range []Profile{"", AES128GCM, AESCM80, AESCM32} {
		t.Run("srtp "+string(profile), func(t *testing.T) {
			a, b := connect(t, func(a, b *Session) {
				if profile != "" {
					one, other := NewCrypto(1, profile), NewCrypto(1, profile)
					a.Keys = &Keys{Profile: profile, Out: one.Key, In: other.Key}
					b.Keys = &Keys{Profile: profile, Out: other.Key, In: one.Key}
				}
			})
			heard := frames(b)
			for n := range 20 {
				if n%5 == 4 {
					a.out.mu.Lock()
					a.out.timeline.Seq++ // a number that is never sent: lost on the way
					a.out.timeline.broken = true
					a.out.mu.Unlock()
				}
				say(t, a, 1, speech(n))
				next(t, heard)
			}
			if lost := b.Stats().Lost; lost != 4 {
				t.Errorf("%d are counted as lost, want 4", lost)
			}
			a.report(time.Now(), false)
			waitFor(t, func() bool { remind(b); b.in.mu.Lock(); defer b.in.mu.Unlock(); return b.in.sender.stamp != 0 })
			waitFor(t, func() bool { remind(a); remind(b); return a.Stats().FarLost == 4 })
			if n := a.Stats(); n.RoundTrip <= 0 || n.RoundTrip > patience {
				t.Errorf("the round trip is %v", n.RoundTrip)
			}
		})
	}
}

// remind makes a stream's next report due.
func remind(s *Stream) {
	s.out.mu.Lock()
	s.out.nextReport = time.Now()
	s.out.mu.Unlock()
	s.schedule()
}

// By itself, without being asked, a stream reports.
func TestReportsComeByThemselves(t *testing.T) {
	a, b := connect(t, nil)
	heard := frames(b)
	say(t, a, 1, speech(0))
	next(t, heard)
	remind(a)
	waitFor(t, func() bool {
		a.out.mu.Lock()
		defer a.out.mu.Unlock()
		return a.out.nextReport.After(time.Now())
	})
	waitFor(t, func() bool { remind(b); b.in.mu.Lock(); defer b.in.mu.Unlock(); return b.in.sender.stamp != 0 })
	a.out.mu.Lock()
	defer a.out.mu.Unlock()
	if wait := time.Until(a.out.nextReport); wait < 2*time.Second || wait > 8*time.Second {
		t.Errorf("the next report is due in %v, want about five seconds", wait)
	}
}

func TestAReportIsWhole(t *testing.T) {
	s := openStream(t)
	party := stranger(t)
	to := netip.MustParseAddrPort(party.LocalAddr().String())
	reports := stranger(t)
	if err := s.Set(Session{Remote: to, Codec: PCMA, Send: true, Recv: true}); err != nil {
		t.Fatal(err)
	}
	s.out.mu.Lock()
	s.out.toReport = netip.MustParseAddrPort(reports.LocalAddr().String())
	s.out.mu.Unlock()
	heard := frames(s)
	shout(t, party, s.Local(), header(1), make([]byte, 160))
	next(t, heard)
	say(t, s, 1, speech(0))
	s.report(time.Now(), true)
	if err := reports.SetReadDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	b := make([]byte, udp.Largest)
	n, err := reports.Read(b)
	if err != nil {
		t.Fatal(err)
	}
	packets, err := rtcp.Unmarshal(b[:n])
	if err != nil || len(packets) != 3 {
		t.Fatalf("%d packets, %v", len(packets), err)
	}
	sr, ok := packets[0].(*rtcp.SenderReport)
	if !ok || sr.PacketCount != 1 || sr.OctetCount != 160 || len(sr.Reports) != 1 || sr.Reports[0].SSRC != 9 {
		t.Errorf("the sender report is %+v", packets[0])
	}
	if sd, ok := packets[1].(*rtcp.SourceDescription); !ok || len(sd.Chunks) != 1 || sd.Chunks[0].Items[0].Type != rtcp.SDESCNAME {
		t.Errorf("the description is %+v", packets[1])
	}
	if bye, ok := packets[2].(*rtcp.Goodbye); !ok || bye.Sources[0] != sr.SSRC {
		t.Errorf("the farewell is %+v", packets[2])
	}
}

func TestReportsOfStrangersAreIgnored(t *testing.T) {
	a, _ := connect(t, nil)
	before := a.Stats()
	a.handleReport([]byte{0x80, 201, 0, 1, 0, 0, 0, 9}, thief, time.Now())
	a.handleReport([]byte{0x80, 201, 0, 9, 0}, netip.AddrPortFrom(loopback, 1), time.Now())
	after := a.Stats()
	if after.Foreign != before.Foreign+2 || a.out.toReport.Addr() != loopback {
		t.Errorf("counted %d strangers; reports go to %v", after.Foreign-before.Foreign, a.out.toReport)
	}
}

func header(seq uint16) pion.Header {
	return pion.Header{PayloadType: 8, SequenceNumber: seq, Timestamp: 160 * uint32(seq), SSRC: 9}
}
