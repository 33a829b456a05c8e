package vault

import (
	"bytes"
	"encoding/binary"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"

	"huiyin"
)

// head is how many bytes from the start tell kinds apart.
const head = 4096

// sniff says which kind of file the bytes are, by what they hold and never by a name. What the city does not
// take is refused with a sentence. It inflates nothing and decodes no picture.
func sniff(r io.ReaderAt, size int64) (string, error) {
	if size == 0 {
		return "", refuse("The file is empty.")
	}
	start, err := readAt(r, 0, min(size, head))
	if err != nil {
		return "", err
	}
	for _, known := range magics {
		if known.opens(start) {
			return known.kind(r, start, size)
		}
	}
	return sniffText(r, start, size)
}

// A magic is the mark at the start of a kind of file.
type magic struct {
	offset int
	bytes  string
	kind   func(r io.ReaderAt, start []byte, size int64) (string, error)
}

func (m magic) opens(start []byte) bool {
	return len(start) >= m.offset && bytes.HasPrefix(start[m.offset:], []byte(m.bytes))
}

var magics = []magic{
	{0, "\xff\xd8\xff", picture("image/jpeg")},
	{0, "\x89PNG\r\n\x1a\n", picture("image/png")},
	{0, "GIF87a", picture("image/gif")},
	{0, "GIF89a", picture("image/gif")},
	{0, "RIFF", sniffRIFF},
	{4, "ftyp", sniffISO},
	{0, "%PDF-", is("application/pdf")},
	{0, "PK\x03\x04", sniffZip},
	{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", sniffOLE},
	{0, "#!AMR\n", is("audio/amr")},
	{0, "#!AMR-WB\n", is("audio/amr")},
	{0, "ID3\x02", sniffMP3},
	{0, "ID3\x03", sniffMP3},
	{0, "ID3\x04", sniffMP3},
	{0, "\xff", sniffMP3},
	{0, "\x1a\x45\xdf\xa3", sniffEBML},
	{0, "\x7fELF", no("Programs cannot be taken.")},
	{0, "#!", no("Programs cannot be taken.")},
	{0, "PK\x05\x06", noArchive},
	{0, "PK\x07\x08", noArchive},
	{0, "Rar!\x1a", noArchive},
	{0, "7z\xbc\xaf", noArchive},
	{0, "\x1f\x8b", noArchive},
}

func noArchive(io.ReaderAt, []byte, int64) (string, error) { return "", notArchive() }

func notArchive() error {
	return refuse("Archives cannot be taken; please send the files in it one by one.")
}

func is(kind string) func(io.ReaderAt, []byte, int64) (string, error) {
	return func(io.ReaderAt, []byte, int64) (string, error) { return kind, nil }
}

func no(sentence string) func(io.ReaderAt, []byte, int64) (string, error) {
	return func(io.ReaderAt, []byte, int64) (string, error) { return "", refuse(sentence) }
}

func refuse(sentence string) error { return huiyin.Invalid("file", "%s", sentence) }

func unknown() error {
	return refuse("This kind of file cannot be taken; pictures, PDF, Word, Excel, PowerPoint, plain text, sound and video can.")
}

// sniffEBML takes WebM; its relative Matroska is for no browser.
func sniffEBML(_ io.ReaderAt, start []byte, _ int64) (string, error) {
	if bytes.Contains(start[:min(len(start), 128)], []byte("\x42\x82\x84webm")) {
		return "video/webm", nil
	}
	return "", unknown()
}

// sniffMP3 wants an ID3v2 tag whose length is written as it must be, or a frame of MPEG audio layer III and the next frame where it must begin.
func sniffMP3(_ io.ReaderAt, start []byte, size int64) (string, error) {
	if bytes.HasPrefix(start, []byte("ID3")) {
		if len(start) >= 10 && (start[6]|start[7]|start[8]|start[9])&0x80 == 0 {
			return "audio/mpeg", nil
		}
		return "", unknown()
	}
	length := mp3Frame(start)
	if length > 0 && (int64(length) == size || length < len(start) && mp3Frame(start[length:]) > 0) {
		return "audio/mpeg", nil
	}
	return "", unknown()
}

// mp3Frame is the length in bytes of the layer III frame that b begins with, or 0 (ISO 11172-3 section 2.4.2.3,
// ISO 13818-3 section 2.4.2.3, and the unofficial MPEG 2.5).
func mp3Frame(b []byte) int {
	if len(b) < 4 || b[0] != 0xff || b[1]&0xe6 != 0xe2 {
		return 0
	}
	version, rate, freq, padding := b[1]>>3&3, int(b[2]>>4), int(b[2]>>2&3), int(b[2]>>1&1)
	if version == 1 || rate == 0 || rate == 15 || freq == 3 {
		return 0
	}
	kbits := []int{8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}
	samples, hertz := 72, []int{22050, 24000, 16000}[freq]
	switch version {
	case 3:
		kbits = []int{32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320}
		samples, hertz = 144, hertz*2
	case 0:
		hertz /= 2
	}
	return samples*kbits[rate-1]*1000/hertz + padding
}

// sniffText takes plain text in UTF-8 or GB18030 without control characters, and no markup: a browser that is
// told "text" may still run it.
func sniffText(r io.ReaderAt, start []byte, size int64) (string, error) {
	lead := bytes.TrimLeft(bytes.TrimPrefix(start, []byte("\ufeff")), " \t\r\n\f")
	if len(lead) > 1 && lead[0] == '<' && (lead[1] == '!' || lead[1] == '?' || lead[1] == '/' || lead[1]|0x20 >= 'a' && lead[1]|0x20 <= 'z') {
		return "", refuse("Web pages and drawings in SVG cannot be taken; please send a picture or a PDF of them.")
	}
	for _, encoding := range []transform.Transformer{transform.Nop, simplifiedchinese.GB18030.NewDecoder()} {
		ok, err := isText(transform.NewReader(io.NewSectionReader(r, 0, size), encoding))
		if err != nil {
			return "", unready(err)
		}
		if ok {
			return "text/plain", nil
		}
	}
	if bytes.HasPrefix(start, []byte("MZ")) {
		return "", refuse("Programs cannot be taken.")
	}
	return "", unknown()
}

// isText reads to the end or to the first byte that no text holds. A decoder writes U+FFFD where it fails, and
// that character means the same when it was written so.
func isText(r io.Reader) (bool, error) {
	buffer := make([]byte, 32<<10)
	kept := 0
	for {
		n, err := r.Read(buffer[kept:])
		b := buffer[:kept+n]
		for len(b) > 0 && (utf8.FullRune(b) || err == io.EOF) {
			c, size := utf8.DecodeRune(b)
			if c == utf8.RuneError || c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' || c >= 0x7f && c < 0xa0 {
				return false, nil
			}
			b = b[size:]
		}
		kept = copy(buffer, b)
		if err == io.EOF {
			return true, nil
		}
		if err != nil {
			return false, err
		}
	}
}

// readAt reads n bytes that must be there.
func readAt(r io.ReaderAt, offset, n int64) ([]byte, error) {
	b := make([]byte, n)
	if got, err := r.ReadAt(b, offset); got < len(b) {
		return nil, unready(err)
	}
	return b, nil
}

func be32(b []byte) int64 { return int64(binary.BigEndian.Uint32(b)) }
