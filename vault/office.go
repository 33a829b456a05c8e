package vault

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
	"strings"
)

// What an Office document may unfold to, by the archive's own directory. Nothing is inflated here; whoever
// inflates must hold the same limits against the real bytes.
const (
	maxEntries   = 5000
	maxDirectory = 2 << 20   // bytes of the archive's directory, read before anything is believed
	maxUnfolded  = 200 << 20 // bytes
	maxRatio     = 100       // unfolded : packed
)

// parts name the main part of each kind (ECMA-376 part 1).
var parts = map[string]string{
	"word/document.xml":    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	"xl/workbook.xml":      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	"ppt/presentation.xml": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}

func bomb() error {
	return refuse("The document unfolds to far more than its size; please send a PDF of it instead.")
}

func sniffZip(r io.ReaderAt, _ []byte, size int64) (string, error) {
	if err := checkDirectory(r, size); err != nil {
		return "", err
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return "", refuse("The document is damaged and cannot be opened.")
	}
	var (
		kind     string
		content  bool
		unfolded uint64
		packed   uint64
	)
	for _, f := range z.File {
		unfolded += min(f.UncompressedSize64, maxUnfolded+1)
		packed += min(f.CompressedSize64, maxUnfolded+1)
		switch name := f.Name; {
		case name == "[Content_Types].xml":
			content = true
		case parts[name] != "" && kind != "":
			return "", notArchive() // a document of two kinds is neither
		case parts[name] != "":
			kind = parts[name]
		case strings.HasSuffix(strings.ToLower(name), "vbaproject.bin"):
			return "", refuse("Documents with macros cannot be taken; please save it without them or send a PDF.")
		case strings.Contains(name, ".."), strings.HasPrefix(name, "/"):
			return "", notArchive()
		}
	}
	switch {
	case unfolded > maxUnfolded, unfolded > maxRatio*uint64(size), packed > uint64(size):
		return "", bomb() // packed parts that overlap count as one
	case kind == "" || !content:
		return "", notArchive()
	}
	return kind, nil
}

// checkDirectory bounds the archive's directory before it is read into memory. The directory must end where
// its end record begins, and that record must end the file, so that two readers cannot see two archives in it. Sizes beyond 32 bits are
// refused: no document within the limits needs them.
func checkDirectory(r io.ReaderAt, size int64) error {
	const record, longest = 22, 22 + 1<<16
	tail, err := readAt(r, max(0, size-longest), min(size, longest))
	if err != nil {
		return err
	}
	at := bytes.LastIndex(tail, []byte("PK\x05\x06"))
	if at < 0 || len(tail)-at < record {
		return notArchive()
	}
	end := tail[at:]
	var (
		entries = int64(binary.LittleEndian.Uint16(end[10:]))
		length  = int64(binary.LittleEndian.Uint32(end[12:]))
		offset  = int64(binary.LittleEndian.Uint32(end[16:]))
		comment = int(binary.LittleEndian.Uint16(end[20:]))
	)
	switch {
	case entries > maxEntries || length > maxDirectory:
		return bomb()
	case offset+length != size-int64(len(end)) || comment != len(end)-record:
		return notArchive()
	}
	return nil
}
