package vault

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"huiyin"
)

// maxName is the longest file name kept, in characters.
const maxName = 120

// endings are the file name endings of every type, the usual one first. Telephones record sound into MP4 and
// name it m4a, so these two share.
var endings = map[string][]string{
	"image/jpeg":                  {"jpg", "jpeg", "jfif"},
	"image/png":                   {"png"},
	"image/gif":                   {"gif"},
	"image/webp":                  {"webp"},
	"image/heic":                  {"heic", "heif"},
	"application/pdf":             {"pdf"},
	"application/msword":          {"doc"},
	"application/vnd.ms-excel":    {"xls"},
	parts["word/document.xml"]:    {"docx"},
	parts["xl/workbook.xml"]:      {"xlsx"},
	parts["ppt/presentation.xml"]: {"pptx"},
	"text/plain":                  {"txt"},
	"audio/mpeg":                  {"mp3"},
	"audio/wav":                   {"wav"},
	"audio/mp4":                   {"m4a", "m4b", "mp4"},
	"audio/amr":                   {"amr"},
	"video/mp4":                   {"mp4", "m4v", "m4a", "3gp"},
	"video/quicktime":             {"mov"},
	"video/webm":                  {"webm"},
}

// Types are the media types the vault takes, sorted.
func Types() []string {
	var out []string
	for kind := range endings {
		out = append(out, kind)
	}
	slices.Sort(out)
	return out
}

// CheckName makes a file name from outside fit to keep and to offer for download: no folder, no control,
// direction or reserved characters, at most 120 characters (longer ones are cut before the ending). A name
// without an ending gets the usual one of its type; one whose ending speaks of another type is refused with
// huiyin.Invalid("name", …).
func CheckName(name, kind string) (string, error) {
	fitting := endings[kind]
	if len(fitting) == 0 {
		return "", huiyin.Invalid("name", "Files of the type %q cannot be taken.", kind)
	}
	name = tidy(name)
	ending := strings.TrimPrefix(path.Ext(name), ".")
	stem := strings.TrimSuffix(name, "."+ending)
	switch {
	case ending == "":
		ending = fitting[0]
	case !slices.Contains(fitting, strings.ToLower(ending)):
		return "", huiyin.Invalid("name", "The name %q does not fit the content of the file, whose name must end in .%s.", name, strings.Join(fitting, " or ."))
	}
	if stem = strings.TrimRight(stem, ". "); stem == "" {
		stem = "file"
	}
	if runes := []rune(stem); len(runes) > maxName-len(ending)-1 {
		stem = strings.TrimRight(string(runes[:maxName-len(ending)-1]), ". ")
	}
	return stem + "." + ending, nil
}

// tidy keeps the last part of a path, as Windows or Unix write it, without what no file name should hold.
func tidy(name string) string {
	name = strings.ToValidUTF8(name, "")
	name = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == '\u2028', r == '\u2029':
			return -1
		case strings.ContainsRune(`<>:"|?*`, r):
			return '_'
		}
		return r
	}, name)
	if at := strings.LastIndexAny(name, `/\`); at >= 0 {
		name = name[at+1:]
	}
	return strings.Trim(norm.NFC.String(name), ". \t\u3000\u00a0")
}
