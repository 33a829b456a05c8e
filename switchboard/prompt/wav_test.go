package prompt

import (
	"encoding/binary"
	"os"
	"strings"
	"testing"
)

// wav writes a file of chunks: a name of four letters, then what is in it.
func wav(chunks ...string) []byte {
	b := []byte("RIFF....WAVE")
	for _, c := range chunks {
		b = append(b, c[:4]...)
		b = binary.LittleEndian.AppendUint32(b, uint32(len(c)-4))
		b = append(b, c[4:]...)
		if len(c)%2 == 1 {
			b = append(b, 0)
		}
	}
	return b
}

// format writes the chunk that says what the sound is.
func format(law, channels uint16, samples uint32, bits uint16) string {
	b := []byte("fmt ")
	b = binary.LittleEndian.AppendUint16(b, law)
	b = binary.LittleEndian.AppendUint16(b, channels)
	b = binary.LittleEndian.AppendUint32(b, samples)
	b = binary.LittleEndian.AppendUint32(b, samples)
	b = binary.LittleEndian.AppendUint16(b, channels)
	return string(binary.LittleEndian.AppendUint16(b, bits))
}

var ours = format(6, 1, 8000, 8)

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, want, fails string }{
		{name: string(wav(ours, "dataabc")), want: "abc"},
		{name: string(wav("odd x", ours, "fact1234", "datah\xd5")), want: "h\xd5"},
		{name: string(wav(ours, "data")), want: ""},
		{name: string(wav("dataabc", ours)), fails: "before its format"},
		{name: string(wav(ours)), fails: "no sound"},
		{name: string(wav(ours, "dataabcd"))[:44], fails: `chunk "data" has 4 bytes and the file only 0 more`},
		{name: string(wav(format(7, 1, 8000, 8), "dataabc")), fails: "format 7"},
		{name: string(wav(format(6, 2, 8000, 8), "dataabc")), fails: "2 channels"},
		{name: string(wav(format(6, 1, 16000, 8), "dataabc")), fails: "16000 samples"},
		{name: string(wav("fmt 1234", "dataabc")), fails: "4 bytes, 16 are wanted"},
		{name: "ID3", fails: "no WAV file"},
		{name: "", fails: "no WAV file"},
	} {
		p, err := Read([]byte(c.name))
		switch {
		case c.fails == "" && (err != nil || string(p) != c.want):
			t.Errorf("%q: %q and %v, want %q", c.name, p, err, c.want)
		case c.fails != "" && (err == nil || !strings.Contains(err.Error(), c.fails)):
			t.Errorf("%q: %v, want an error with %q", c.name, err, c.fails)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(wav(ours, "dataabc"))
	f.Add(wav("odd x", ours, "data"))
	f.Add(wav("dataabc"))
	real, err := os.ReadFile("zh/2.wav")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(real)
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := Read(b)
		if err == nil && (len(p) > len(b)-44 || !strings.Contains(string(b), string(p))) {
			t.Errorf("%d bytes of sound out of a file of %d", len(p), len(b))
		}
	})
}
