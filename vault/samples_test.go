package vault

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
)

func try(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func jpegOf(t testing.TB, width, height int) []byte {
	var b bytes.Buffer
	try(t, jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, width, height)), nil))
	return b.Bytes()
}

// pngHeader is a picture as far as its size goes.
func pngHeader(width, height uint32) []byte {
	chunk := []byte("IHDR")
	chunk = binary.BigEndian.AppendUint32(chunk, width)
	chunk = binary.BigEndian.AppendUint32(chunk, height)
	chunk = append(chunk, 8, 0, 0, 0, 0)
	b := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\r"), chunk...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(chunk))
}

func isoBoxOf(name string, body ...[]byte) []byte {
	whole := bytes.Join(body, nil)
	b := binary.BigEndian.AppendUint32(nil, uint32(len(whole)+8))
	return append(append(b, name...), whole...)
}

func heicOf(width, height uint32) []byte {
	size := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(make([]byte, 4), width), height)
	return append(isoBoxOf("ftyp", []byte("heic\x00\x00\x00\x00mif1heic")),
		isoBoxOf("meta", make([]byte, 4), isoBoxOf("iprp", isoBoxOf("ipco", isoBoxOf("colr", []byte("nclx")), isoBoxOf("ispe", size))))...)
}

func webpOf(chunk string, body []byte) []byte {
	return bytes.Join([][]byte{[]byte("RIFF\x40\x00\x00\x00WEBP" + chunk + "\x20\x00\x00\x00"), body, make([]byte, 32)}, nil)
}

type part struct {
	name    string
	content string
	claims  uint64 // the unfolded size the directory states, where it is not the content's
}

func zipOf(t testing.TB, parts ...part) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range parts {
		header := &zip.FileHeader{Name: p.name, UncompressedSize64: max(p.claims, uint64(len(p.content))), CompressedSize64: uint64(len(p.content)),
			CRC32: crc32.ChecksumIEEE([]byte(p.content))}
		f, err := w.CreateRaw(header)
		try(t, err)
		_, err = f.Write([]byte(p.content))
		try(t, err)
	}
	try(t, w.Close())
	return b.Bytes()
}

func officeOf(t testing.TB, main string, more ...part) []byte {
	return zipOf(t, append([]part{{name: "[Content_Types].xml", content: "<Types/>"}, {name: main, content: "<x/>"}}, more...)...)
}

// oleOf is a compound file: header, one table sector, one directory sector with the root and its streams.
func oleOf(names ...string) []byte {
	le := binary.LittleEndian
	b := make([]byte, 512*3)
	copy(b, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	le.PutUint16(b[30:], 9)
	le.PutUint32(b[48:], 1) // the directory is sector 1
	for at := 80; at < 512; at += 4 {
		le.PutUint32(b[at:], 0xffffffff)
	}
	le.PutUint32(b[512:], 0xfffffffd)   // sector 0: the table
	le.PutUint32(b[512+4:], 0xfffffffe) // sector 1: the directory, and its chain ends
	for i, name := range append([]string{"Root Entry"}, names...) {
		e := b[1024+i*128:]
		units := utf16.Encode([]rune(name))
		for k, u := range units {
			le.PutUint16(e[k*2:], u)
		}
		le.PutUint16(e[64:], uint16(len(units)*2+2))
		e[66] = 2
		le.PutUint32(e[68:], 0xffffffff)
		le.PutUint32(e[72:], uint32(i+1)) // the next is the right sibling
		le.PutUint32(e[76:], 0xffffffff)
	}
	b[1024+66] = 5
	le.PutUint32(b[1024+72:], 0xffffffff)
	le.PutUint32(b[1024+76:], 1)
	le.PutUint32(b[1024+len(names)*128+72:], 0xffffffff)
	return b
}

// mp3Of is frames of 128 kbit/s at 44.1 kHz, 417 bytes each.
func mp3Of(frames int) []byte {
	return bytes.Repeat(append([]byte("\xff\xfb\x90\x00"), make([]byte, 413)...), frames)
}

// samples are one small file of every kind the vault takes, and more where a kind has several looks.
func samples(t testing.TB) map[string]sample {
	var pngFile, gifFile bytes.Buffer
	try(t, png.Encode(&pngFile, image.NewGray(image.Rect(0, 0, 3, 2))))
	try(t, gif.Encode(&gifFile, image.NewGray(image.Rect(0, 0, 3, 2)), nil))
	gb, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte("春熙路的路灯坏了\r\n请尽快处理，𠀀"))
	try(t, err)
	return map[string]sample{
		"jpeg":          {"image/jpeg", jpegOf(t, 3, 2)},
		"png":           {"image/png", pngFile.Bytes()},
		"gif":           {"image/gif", gifFile.Bytes()},
		"webp lossy":    {"image/webp", webpOf("VP8 ", []byte("\x00\x00\x00\x9d\x01\x2a\x03\x00\x02\x00"))},
		"webp lossless": {"image/webp", webpOf("VP8L", []byte("\x2f\x02\x40\x00\x00"))},
		"webp extended": {"image/webp", webpOf("VP8X", []byte("\x00\x00\x00\x00\x02\x00\x00\x01\x00\x00"))},
		"heic":          {"image/heic", heicOf(4032, 3024)},
		"pdf":           {"application/pdf", []byte("%PDF-1.7\n%%EOF")},
		"docx":          {parts["word/document.xml"], officeOf(t, "word/document.xml")},
		"xlsx":          {parts["xl/workbook.xml"], officeOf(t, "xl/workbook.xml")},
		"pptx":          {parts["ppt/presentation.xml"], officeOf(t, "ppt/presentation.xml")},
		"doc":           {"application/msword", oleOf("1Table", "WordDocument")},
		"xls":           {"application/vnd.ms-excel", oleOf("Workbook")},
		"xls 95":        {"application/vnd.ms-excel", oleOf("Book")},
		"txt":           {"text/plain", []byte("\ufeff春熙路的路灯坏了\r\n\t请处理")},
		"txt long":      {"text/plain", []byte(strings.Repeat("路灯a", 30_000))},
		"txt GB18030":   {"text/plain", gb},
		"txt arrow":     {"text/plain", []byte("< 5 分钟")},
		"txt MZ":        {"text/plain", []byte("MZ is no program here")},
		"mp3":           {"audio/mpeg", mp3Of(3)},
		"mp3 one frame": {"audio/mpeg", mp3Of(1)},
		"mp3 tagged":    {"audio/mpeg", append([]byte("ID3\x03\x00\x00\x00\x00\x00\x0a"), make([]byte, 30)...)},
		"wav":           {"audio/wav", []byte("RIFF\x24\x00\x00\x00WAVEfmt ")},
		"m4a":           {"audio/mp4", isoBoxOf("ftyp", []byte("M4A \x00\x00\x00\x00M4A "))},
		"amr":           {"audio/amr", []byte("#!AMR\n\x3c\x00")},
		"mp4":           {"video/mp4", isoBoxOf("ftyp", []byte("mp42\x00\x00\x00\x00isom"))},
		"mov":           {"video/quicktime", isoBoxOf("ftyp", []byte("qt  \x00\x00\x00\x00qt  "))},
		"webm":          {"video/webm", []byte("\x1a\x45\xdf\xa3\x93\x42\x82\x84webm\x42\x87\x81\x02")},
	}
}

type sample struct {
	kind string
	data []byte
}
