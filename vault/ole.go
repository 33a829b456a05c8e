package vault

import (
	"encoding/binary"
	"io"
	"unicode/utf16"
)

// maxCompound bounds the directory of a compound file, in entries: Word and Excel write some dozens.
const maxCompound = 1 << 14

// sniffOLE takes Word and Excel documents of the years before 2007 by the stream each must hold at the top
// ([MS-DOC] section 2.1.1, [MS-XLS] section 2.1.2). Installers, mails and protected documents are compound
// files as well.
func sniffOLE(r io.ReaderAt, start []byte, size int64) (string, error) {
	for _, name := range topStreams(r, start, size) {
		switch name {
		case "WordDocument":
			return "application/msword", nil
		case "Workbook", "Book":
			return "application/vnd.ms-excel", nil
		case "EncryptedPackage":
			return "", refuse("The document is protected by a password; please send a copy without one.")
		}
	}
	return "", unknown()
}

// compound is as much of a compound file ([MS-CFB]) as its directory needs.
type compound struct {
	r       io.ReaderAt
	size    int64
	sector  int64    // bytes
	fat     []uint32 // the sectors of the allocation table that the header names: enough for 7 MB, or 450
	entries []entry
}

type entry struct {
	name               string
	kind               byte // 2 is a stream, 5 the root
	left, right, child uint32
}

// topStreams names the streams directly under the root; of a damaged file, those that can be found.
func topStreams(r io.ReaderAt, header []byte, size int64) (names []string) {
	if len(header) < 512 {
		return nil
	}
	le := binary.LittleEndian
	shift := le.Uint16(header[30:])
	if shift != 9 && shift != 12 {
		return nil
	}
	c := compound{r: r, size: size, sector: 1 << shift}
	for at := 76; at < 512; at += 4 {
		c.fat = append(c.fat, le.Uint32(header[at:]))
	}
	c.readDirectory(le.Uint32(header[48:]))
	if len(c.entries) == 0 || c.entries[0].kind != 5 {
		return nil
	}
	seen := map[uint32]bool{}
	for open := []uint32{c.entries[0].child}; len(open) > 0; {
		at := open[len(open)-1]
		open = open[:len(open)-1]
		if int64(at) >= int64(len(c.entries)) || seen[at] {
			continue
		}
		seen[at] = true
		e := c.entries[at]
		if e.kind == 2 {
			names = append(names, e.name)
		}
		open = append(open, e.left, e.right)
	}
	return names
}

// readDirectory follows the chain of directory sectors; a chain that turns in a circle ends at maxCompound.
func (c *compound) readDirectory(sector uint32) {
	const length = 128 // bytes of an entry
	for len(c.entries) < maxCompound {
		offset := (int64(sector) + 1) * c.sector
		if offset > c.size-c.sector {
			return
		}
		b, err := readAt(c.r, offset, c.sector)
		if err != nil {
			return
		}
		for ; len(b) >= length; b = b[length:] {
			c.entries = append(c.entries, readEntry(b))
		}
		next, ok := c.next(sector)
		if !ok {
			return
		}
		sector = next
	}
}

func (c *compound) next(sector uint32) (uint32, bool) {
	perTable := c.sector / 4
	table := int64(sector) / perTable
	if table >= int64(len(c.fat)) {
		return 0, false
	}
	offset := (int64(c.fat[table])+1)*c.sector + int64(sector)%perTable*4
	if offset > c.size-4 {
		return 0, false
	}
	b, err := readAt(c.r, offset, 4)
	if err != nil {
		return 0, false
	}
	return binary.LittleEndian.Uint32(b), true
}

func readEntry(b []byte) entry {
	le := binary.LittleEndian
	units := make([]uint16, 0, 32)
	for i := range min(int(le.Uint16(b[64:]))/2-1, 31) {
		units = append(units, le.Uint16(b[i*2:]))
	}
	return entry{name: string(utf16.Decode(units)), kind: b[66], left: le.Uint32(b[68:]), right: le.Uint32(b[72:]), child: le.Uint32(b[76:])}
}
