package hearing

import (
	"fmt"
	"os"
	"testing"
	"time"

	"huiyin/voice/rtp"
)

// A hush is a line that throws away what it hears, so that only the table is measured.
type hush struct{ earpiece }

func (*hush) Send(uint64, rtp.Frame) error { return nil }

// BenchmarkRelay is one packet from one speaker to one listener.
func BenchmarkRelay(b *testing.B) {
	table := New()
	speaker := table.Join(&hush{})
	table.Hear(table.Join(&hush{}), speaker, true)
	f := spoken(rtp.PCMA, 0, low)
	b.ReportAllocs()
	for b.Loop() {
		f.Seq, f.Time = f.Seq+1, f.Time+beatSamples
		speaker.heard(f)
	}
}

// BenchmarkMix is 20 ms of a conference: everybody says a packet and hears the others in a mix.
func BenchmarkMix(b *testing.B) {
	for _, parties := range []int{3, 5} {
		b.Run(fmt.Sprintf("parties=%d", parties), func(b *testing.B) {
			table := New()
			var members []*Member
			for range parties {
				members = append(members, table.Join(&hush{earpiece{codec: rtp.PCMA}}))
			}
			for _, l := range members {
				for _, s := range members {
					table.Hear(l, s, true)
				}
			}
			f := spoken(rtp.PCMA, 0, low)
			b.ReportAllocs()
			for b.Loop() {
				f.Seq, f.Time = f.Seq+1, f.Time+beatSamples
				for _, m := range members {
					m.heard(f)
				}
				table.beat()
			}
		})
	}
}

// BenchmarkMusic is 20 ms of music for all who wait: 260 callers.
func BenchmarkMusic(b *testing.B) {
	table := New()
	for range 260 {
		table.Join(&hush{earpiece{codec: rtp.PCMA}}).Play(Ringback(), true, nil)
	}
	b.ReportAllocs()
	for b.Loop() {
		table.beat()
	}
}

// BenchmarkRecording is one packet of one side, and its share of the writing.
func BenchmarkRecording(b *testing.B) {
	table := New()
	left, right := table.Join(&hush{}), table.Join(&hush{})
	tape, err := os.Create(b.TempDir() + "/call.wav")
	if err != nil {
		b.Fatal(err)
	}
	r := table.Record(tape, left)
	r.Right(right)
	f := spoken(rtp.PCMA, 0, low)
	var now time.Duration
	b.ReportAllocs()
	for b.Loop() {
		now += beatTime / 2
		side := int(now / (beatTime / 2) % 2)
		if side == 0 {
			f.Seq, f.Time = f.Seq+1, f.Time+beatSamples
		}
		r.take(side, f, r.began+now)
	}
	b.StopTimer()
	if _, err := r.Close(); err != nil {
		b.Fatal(err)
	}
}
