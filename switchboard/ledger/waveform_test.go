package ledger_test

import (
	"bytes"
	"testing"
	"time"

	"huiyin/switchboard/ledger"
)

func measure(b []byte) []byte { return ledger.Waveform(bytes.NewReader(b), int64(len(b))) }

// 0xD5 and 0x55 are A-law's smallest samples, 0x2A and 0xAA its largest (G.711, table 1a).
func TestAWaveformShowsWhoSpeaks(t *testing.T) {
	frames := append(tone(1, 0x2a, 0xd5), tone(1, 0xd5, 0xaa)...)
	w := measure(wav(frames))
	if len(w) != 800 {
		t.Fatalf("%d bytes, want 2 × 400", len(w))
	}
	for i := 0; i < len(w); i += 2 {
		left, right := w[i], w[i+1]
		if first := i < 400; first && (left != 255 || right > 4) || !first && (right != 255 || left > 4) {
			t.Fatalf("stretch %d is %d and %d", i/2, left, right)
		}
	}
	click := tone(1, 0xd5, 0xd5)
	click[2*4000] = 0x2a
	if w := measure(wav(click)); w[2*200] != 255 || w[2*199] > 4 || w[2*201] > 4 {
		t.Errorf("a click in the middle is at %v", w[2*195:2*205])
	}
}

func TestWaveformOfOddFiles(t *testing.T) {
	whole := wav(tone(2, 0x2a, 0xd5))
	listed := append(append([]byte{}, whole[:36]...), append([]byte("LIST\x03\x00\x00\x00abc\x00"), whole[36:]...)...)
	open := append([]byte{}, whole...)
	copy(open[40:], "\x00\x00\x00\x00") // a crash left the length open
	more := append([]byte{}, whole...)
	copy(more[40:], "\xff\xff\xff\xff")
	mono := append([]byte{}, whole...)
	mono[22] = 1
	for name, c := range map[string]struct {
		file []byte
		want int
	}{
		"whole": {whole, 800}, "with another chunk": {listed, 800}, "never closed": {open, 800}, "longer than it is": {more, 800}, "cut in a frame": {whole[:len(whole)-1], 800},
		"five frames": {wav(tone(1, 1, 2)[:10]), 10}, "no frame": {wav(nil), 0}, "half a frame": {wav([]byte{1}), 0},
		"mono": {mono, 0}, "nothing": {nil, 0}, "no sound": {whole[:36], 0}, "something else": {[]byte("GIF89a, and some more of it"), 0},
	} {
		if w := measure(c.file); len(w) != c.want {
			t.Errorf("%s: %d bytes, want %d", name, len(w), c.want)
		}
	}
}

func FuzzWaveform(f *testing.F) {
	f.Add(wav(tone(1, 0x2a, 0xd5)[:3000]))
	f.Add([]byte("RIFF\x00\x00\x00\x00WAVEdata\xff\xff\xff\xff"))
	f.Add([]byte("RIFF\x00\x00\x00\x00WAVEfmt \xff\xff\xff\x7f"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if w := measure(b); len(w) > 2*ledger.Buckets || len(w)%2 != 0 || len(w) > len(b) {
			t.Errorf("%d bytes of waveform for a file of %d", len(w), len(b))
		}
	})
}

func BenchmarkWaveform(b *testing.B) {
	file := wav(tone(180, 0x2a, 0xd5))
	b.SetBytes(int64(len(file)))
	for b.Loop() {
		measure(file)
	}
}

func TestPauses(t *testing.T) {
	got, err := ledger.ParsePauses("12.4-31.0 55-60.2")
	if err != nil || len(got) != 2 || got[0] != (ledger.Stretch{From: 12400 * time.Millisecond, To: 31 * time.Second}) || got[1].To != 60200*time.Millisecond {
		t.Errorf("%v %v", got, err)
	}
	if got, err := ledger.ParsePauses(""); err != nil || got != nil {
		t.Errorf("none: %v %v", got, err)
	}
	for _, bad := range []string{"1", "2-1", "a-b", "1-NaN", "-1-2", "1-1e9", "1 - 2"} {
		if got, err := ledger.ParsePauses(bad); err == nil {
			t.Errorf("%q was read as %v", bad, got)
		}
	}
}

func FuzzParsePauses(f *testing.F) {
	f.Add("12.4-31.0 55-60.2")
	f.Add("0-0")
	f.Fuzz(func(t *testing.T, text string) {
		list, err := ledger.ParsePauses(text)
		for _, s := range list {
			if err == nil && (s.From < 0 || s.To < s.From || s.To > 24*time.Hour) {
				t.Errorf("%q gives %v", text, s)
			}
		}
	})
}
