package vault

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"huiyin"
)

func TestSniffKnowsEveryKind(t *testing.T) {
	found := map[string]bool{}
	for name, s := range samples(t) {
		kind, err := sniff(bytes.NewReader(s.data), int64(len(s.data)))
		if err != nil || kind != s.kind {
			t.Errorf("%s: %q, %v; want %q", name, kind, err, s.kind)
		}
		found[kind] = true
	}
	for _, kind := range Types() {
		if !found[kind] {
			t.Errorf("no sample shows %s", kind)
		}
	}
}

func TestSniffRefuses(t *testing.T) {
	var many []part
	for i := range maxEntries + 1 {
		many = append(many, part{name: fmt.Sprintf("word/%d.xml", i)})
	}
	prefixed := officeOf(t, "word/document.xml")
	prefixed = append([]byte("PK\x03\x04junk"), prefixed...)
	cyclic := oleOf("X")
	copy(cyclic[512+4:], []byte{1, 0, 0, 0}) // the directory's chain leads back to itself

	cases := []struct{ name, data, say string }{
		{"nothing", "", "empty"},
		{"svg", `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`, "SVG"},
		{"svg with a declaration", "\ufeff \n<?xml version=\"1.0\"?><svg/>", "SVG"},
		{"html", "<!DOCTYPE html><html></html>", "Web pages"},
		{"html after space", "\r\n\t <BODY onload=x>", "Web pages"},
		{"html comment", "<!-- x --><html>", "Web pages"},
		{"windows program", "MZ\x90\x00\x03\x00\x00\x00\x04\x00", "Programs"},
		{"linux program", "\x7fELF\x02\x01\x01\x00", "Programs"},
		{"script", "#!/bin/sh\nrm -rf x\n", "Programs"},
		{"plain zip", string(zipOf(t, part{name: "a.txt", content: "a"})), "Archives"},
		{"zip with one office name", string(zipOf(t, part{name: "word/document.xml", content: "a"})), "Archives"},
		{"empty zip", "PK\x05\x06" + strings.Repeat("\x00", 18), "Archives"},
		{"rar", "Rar!\x1a\x07\x00", "Archives"},
		{"7z", "7z\xbc\xaf\x27\x1c", "Archives"},
		{"gzip", "\x1f\x8b\x08", "Archives"},
		{"two documents in one", string(officeOf(t, "word/document.xml", part{name: "xl/workbook.xml"})), "Archives"},
		{"something before the archive", string(prefixed), "Archives"},
		{"something after the archive", string(officeOf(t, "word/document.xml")) + "x", "Archives"},
		{"a way out of the folder", string(officeOf(t, "word/document.xml", part{name: "../../etc/passwd"})), "Archives"},
		{"macros", string(officeOf(t, "word/document.xml", part{name: "word/vbaProject.bin", content: "x"})), "macros"},
		{"bomb by size", string(officeOf(t, "xl/workbook.xml", part{name: "a", content: strings.Repeat("x", 3<<20), claims: 201 << 20})), "unfolds"},
		{"bomb by sum", string(officeOf(t, "xl/workbook.xml", part{name: "a", content: strings.Repeat("x", 2<<20), claims: 110 << 20}, part{name: "b", claims: 110 << 20})), "unfolds"},
		{"bomb by ratio", string(officeOf(t, "xl/workbook.xml", part{name: "a", content: "x", claims: 1 << 20})), "unfolds"},
		{"bomb by number", string(officeOf(t, "word/document.xml", many...)), "unfolds"},
		{"cut archive", string(officeOf(t, "word/document.xml")[:100]), "Archives"},
		{"large png", string(pngHeader(20_000, 20_000)), "100 million"},
		{"large webp", string(webpOf("VP8X", []byte("\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff"))), "100 million"},
		{"large heic", string(heicOf(60_000, 60_000)), "100 million"},
		{"huge heic", string(heicOf(1<<31, 1<<31)), "100 million"},
		{"heic without a size", string(isoBoxOf("ftyp", []byte("heic\x00\x00\x00\x00mif1"))), "damaged"},
		{"heic of no size", string(heicOf(0, 5)), "damaged"},
		{"avif", string(isoBoxOf("ftyp", []byte("mif1\x00\x00\x00\x00avif"))), "kind of file"},
		{"cut jpeg", string(jpegOf(t, 3, 2)[:10]), "damaged"},
		{"cut webp", "RIFF\x40\x00\x00\x00WEBPVP8 ", "kind of file"},
		{"avi", "RIFF\x40\x00\x00\x00AVI LIST", "kind of file"},
		{"matroska", "\x1a\x45\xdf\xa3\x93\x42\x82\x88matroska", "kind of file"},
		{"protected document", string(oleOf("EncryptionInfo", "EncryptedPackage")), "password"},
		{"installer", string(oleOf("\x05SummaryInformation")), "kind of file"},
		{"circle of sectors", string(cyclic), "kind of file"},
		{"cut compound file", string(oleOf("WordDocument")[:700]), "kind of file"},
		{"one byte", "\xff", "kind of file"},
		{"sync word alone", "\xff\xfb\x90\x00" + strings.Repeat("\x00", 600), "kind of file"},
		{"NUL in text", "abc\x00def", "kind of file"},
		{"escape in text", "abc\x1b[31m", "kind of file"},
		{"late NUL", strings.Repeat("路灯", 40_000) + "\x00", "kind of file"},
		{"cut character", "路灯\xe8\xb7", "kind of file"},
		{"UTF-16", "\xff\xfea\x00b\x00", "kind of file"},
	}
	for _, c := range cases {
		kind, err := sniff(strings.NewReader(c.data), int64(len(c.data)))
		var refusal *huiyin.Error
		if !errors.As(err, &refusal) || refusal.Kind != huiyin.KindInvalid || !strings.Contains(refusal.Say, c.say) {
			t.Errorf("%s: %q, %v; want a refusal with %q", c.name, kind, err, c.say)
		}
	}
}

func TestCheckName(t *testing.T) {
	long := strings.Repeat("长", 200)
	cases := []struct{ name, kind, want string }{
		{"现场.jpg", "image/jpeg", "现场.jpg"},
		{"IMG_0001.JPEG", "image/jpeg", "IMG_0001.JPEG"},
		{`C:\用户\照片\a.png`, "image/png", "a.png"},
		{"../../etc/报告.pdf", "application/pdf", "报告.pdf"},
		{"a\x00b\r\n\u202ec\u200b.pdf", "application/pdf", "abc.pdf"},
		{`say "hi" <now>?.txt`, "text/plain", "say _hi_ _now__.txt"},
		{"photo", "image/heic", "photo.heic"},
		{"", "image/jpeg", "file.jpg"},
		{".jpg", "image/jpeg", "jpg.jpg"},
		{" . ", "application/pdf", "file.pdf"},
		{"e\u0301.txt", "text/plain", "é.txt"},
		{"invoice.exe.pdf", "application/pdf", "invoice.exe.pdf"},
		{"录音.m4a", "video/mp4", "录音.m4a"},
		{"a . .pdf", "application/pdf", "a.pdf"},
		{long + ".docx", parts["word/document.xml"], long[:115*3] + ".docx"},
		{long, "image/png", long[:116*3] + ".png"},
		{"bad\xff.png", "image/png", "bad.png"},
		{"a.pdf.exe", "application/pdf", ""},
		{"a.png", "image/jpeg", ""},
		{"a.svg", "image/png", ""},
		{"a.svg", "image/svg+xml", ""},
		{"a.jpg\u200b.html", "image/jpeg", ""},
	}
	for _, c := range cases {
		got, err := CheckName(c.name, c.kind)
		if got != c.want || (c.want == "") != (huiyin.KindOf(err) == huiyin.KindInvalid) {
			t.Errorf("CheckName(%q, %q) = %q, %v; want %q", c.name, c.kind, got, err, c.want)
		}
	}
}

func FuzzSniff(f *testing.F) {
	for _, s := range samples(f) {
		f.Add(s.data[:min(len(s.data), 2000)])
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		kind, err := sniff(bytes.NewReader(data), int64(len(data)))
		if err == nil && !slices.Contains(Types(), kind) {
			t.Fatalf("%q is no kind the vault takes", kind)
		}
		if err != nil && huiyin.KindOf(err) != huiyin.KindInvalid {
			t.Fatalf("a file of %d bytes ends in %v", len(data), err)
		}
	})
}

func FuzzCheckName(f *testing.F) {
	f.Add(`C:\a\b.jpg`)
	f.Add("\u202egpj.exe")
	f.Add(strings.Repeat("长", 300) + ".jpeg")
	f.Add("．．/.jpg.")
	f.Fuzz(func(t *testing.T, name string) {
		got, err := CheckName(name, "image/jpeg")
		if err != nil {
			return
		}
		if strings.ContainsAny(got, "/\\\x00\r\n\u202e\"") || len([]rune(got)) > maxName || strings.HasPrefix(got, ".") {
			t.Fatalf("%q became %q", name, got)
		}
		if again, err := CheckName(got, "image/jpeg"); err != nil || again != got {
			t.Fatalf("%q became %q, then %q, %v", name, got, again, err)
		}
	})
}
