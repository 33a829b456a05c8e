package sheet

import (
	"bufio"
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// window is how much of the text after the first character that is not ASCII decides what encoding it is.
const window = 64 << 10

// source is a text that is UTF-8, with or without byte order mark, or else GB18030; it reads as UTF-8. The
// encoding is decided where the text first stops being ASCII, however late that is.
type source struct {
	in      *bufio.Reader
	started bool
	out     io.Reader // set once the encoding is known
	gb      bool
}

func newSource(r io.Reader) *source { return &source{in: bufio.NewReaderSize(r, window)} }

// damaged tells whether a piece read from here was no text. The GB18030 decoder says so with U+FFFD; in UTF-8
// that is a character like any other.
func (g *source) damaged(s string) bool {
	return !utf8.ValidString(s) || g.gb && strings.ContainsRune(s, utf8.RuneError)
}

func (g *source) Read(b []byte) (int, error) {
	if !g.started {
		g.started = true
		if start, _ := g.in.Peek(3); string(start) == "\ufeff" {
			_, _ = g.in.Discard(3) // they were peeked
			g.out = g.in
		}
	}
	if g.out != nil {
		return g.out.Read(b)
	}
	seen, err := g.in.Peek(1)
	if len(seen) == 0 {
		return 0, err
	}
	seen, _ = g.in.Peek(g.in.Buffered())
	if ascii := bytes.IndexFunc(seen, func(r rune) bool { return r >= utf8.RuneSelf }); ascii != 0 {
		if ascii < 0 {
			ascii = len(seen)
		}
		return g.in.Read(b[:min(len(b), ascii)])
	}
	seen, _ = g.in.Peek(window)
	if g.out = g.in; !utf8.Valid(wholeRunes(seen)) {
		g.gb = true
		g.out = simplifiedchinese.GB18030.NewDecoder().Reader(g.in)
	}
	return g.out.Read(b)
}

// wholeRunes cuts off a last character that the window ends in.
func wholeRunes(b []byte) []byte {
	for cut := 1; cut < utf8.UTFMax && cut <= len(b); cut++ {
		if tail := b[len(b)-cut:]; utf8.RuneStart(tail[0]) {
			if !utf8.FullRune(tail) && len(b) == window {
				return b[:len(b)-cut]
			}
			break
		}
	}
	return b
}
