package vault

import (
	"bytes"
	"image"
	_ "image/gif" // pictures whose size image.DecodeConfig reads
	_ "image/jpeg"
	_ "image/png"
	"io"
)

// maxPixels is the largest picture taken: more than any camera a citizen carries makes, and less than what
// stops a computer that opens it.
const maxPixels = 100_000_000

func picture(kind string) func(io.ReaderAt, []byte, int64) (string, error) {
	return func(r io.ReaderAt, _ []byte, size int64) (string, error) {
		config, _, err := image.DecodeConfig(io.NewSectionReader(r, 0, size))
		if err != nil {
			return "", damaged()
		}
		return sized(kind, int64(config.Width), int64(config.Height))
	}
}

func sized(kind string, width, height int64) (string, error) {
	switch {
	case width <= 0 || height <= 0:
		return "", damaged()
	case width > maxPixels/height:
		return "", refuse("The picture has more than 100 million points; please send a smaller copy.")
	}
	return kind, nil
}

func damaged() error { return refuse("The picture is damaged and cannot be opened.") }

// sniffRIFF takes WAVE sound and WebP pictures.
func sniffRIFF(_ io.ReaderAt, b []byte, _ int64) (string, error) {
	switch {
	case len(b) >= 12 && string(b[8:12]) == "WAVE":
		return "audio/wav", nil
	case len(b) < 30 || string(b[8:12]) != "WEBP":
		return "", unknown()
	}
	// https://developers.google.com/speed/webp/docs/riff_container, RFC 6386 section 9.1 and RFC 9649 section 3.4
	le24 := func(at int) int64 { return int64(b[at]) | int64(b[at+1])<<8 | int64(b[at+2])<<16 }
	switch string(b[12:16]) {
	case "VP8X":
		return sized("image/webp", le24(24)+1, le24(27)+1)
	case "VP8 ":
		if string(b[23:26]) == "\x9d\x01\x2a" {
			return sized("image/webp", le24(26)&0x3fff, le24(27)>>8&0x3fff)
		}
	case "VP8L":
		if b[20] == 0x2f {
			bits := le24(21) | int64(b[24])<<24
			return sized("image/webp", bits&0x3fff+1, bits>>14&0x3fff+1)
		}
	}
	return "", damaged()
}

// brands are the kinds of the ISO base media format (ISO 14496-12) by the major brand in their first box.
var brands = map[string]string{
	"heic": "image/heic", "heix": "image/heic", "heim": "image/heic", "heis": "image/heic", "hevc": "image/heic",
	"hevx": "image/heic", "mif1": "image/heic", "msf1": "image/heic",
	"M4A ": "audio/mp4", "M4B ": "audio/mp4",
	"qt  ": "video/quicktime",
	"isom": "video/mp4", "iso2": "video/mp4", "iso3": "video/mp4", "iso4": "video/mp4", "iso5": "video/mp4", "iso6": "video/mp4",
	"mp41": "video/mp4", "mp42": "video/mp4", "avc1": "video/mp4", "MSNV": "video/mp4", "M4V ": "video/mp4", "dash": "video/mp4",
	"3gp4": "video/mp4", "3gp5": "video/mp4", "3gp6": "video/mp4", "3gp7": "video/mp4",
}

func sniffISO(r io.ReaderAt, start []byte, size int64) (string, error) {
	if len(start) < 16 {
		return "", unknown()
	}
	kind, ok := brands[string(start[8:12])]
	length := be32(start)
	switch {
	case !ok || length < 16 || length > size:
		return "", unknown()
	case kind != "image/heic":
		return kind, nil
	case bytes.Contains(start[8:min(length, int64(len(start)))], []byte("avif")):
		return "", unknown()
	}
	return sniffHEIC(r, size)
}

// maxMeta is more than any camera writes about one picture.
const maxMeta = 4 << 20

// sniffHEIC wants the size of every picture inside, which stands in meta / iprp / ipco / ispe (ISO 23008-12).
func sniffHEIC(r io.ReaderAt, size int64) (string, error) {
	meta, err := findMeta(r, size)
	if err != nil {
		return "", err
	}
	if len(meta) < 4 {
		return "", damaged()
	}
	sizes := 0
	for _, property := range boxes(box(box(meta[4:], "iprp"), "ipco")) {
		if property.name != "ispe" || len(property.body) < 12 {
			continue
		}
		sizes++
		if _, err := sized("image/heic", be32(property.body[4:]), be32(property.body[8:])); err != nil {
			return "", err
		}
	}
	if sizes == 0 {
		return "", damaged()
	}
	return "image/heic", nil
}

// findMeta reads the meta box among the first boxes of the file.
func findMeta(r io.ReaderAt, size int64) ([]byte, error) {
	const tries = 16
	at := int64(0)
	for range tries {
		if at > size-8 {
			break
		}
		header, err := readAt(r, at, 8)
		if err != nil {
			return nil, err
		}
		length := be32(header)
		switch {
		case length < 8 || length > size-at:
			return nil, damaged()
		case string(header[4:]) == "meta" && length <= maxMeta:
			return readAt(r, at+8, length-8)
		}
		at += length
	}
	return nil, damaged()
}

type isoBox struct {
	name string
	body []byte
}

// boxes splits b into its boxes as far as it is made of whole ones.
func boxes(b []byte) (out []isoBox) {
	for len(b) >= 8 {
		length := be32(b)
		if length < 8 || length > int64(len(b)) {
			return out
		}
		out = append(out, isoBox{string(b[4:8]), b[8:length]})
		b = b[length:]
	}
	return out
}

func box(b []byte, name string) []byte {
	for _, one := range boxes(b) {
		if one.name == name {
			return one.body
		}
	}
	return nil
}
