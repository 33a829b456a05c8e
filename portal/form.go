package portal

import (
	"bufio"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"huiyin"
	"huiyin/desk"
	"huiyin/vault"
)

const (
	maxFile   = 20 << 20                      // bytes of one attachment
	maxText   = 64 << 10                      // bytes of one text field that are read
	maxBody   = desk.MaxFiles*maxFile + 4<<20 // bytes of a form with attachments
	maxParts  = 200
	fileLife  = 24 * time.Hour // how long an attachment that was sent with a refused form need not be sent again
	slowest   = 20 * time.Minute
	fileUse   = "file"
	fileField = "files"
	keptField = "kept"
)

// attachment is a file that is safe in the vault and not yet part of a matter: its ticket lets a form that is shown
// again keep it.
type attachment struct {
	desk.Upload
	Ticket string
}

// filled is a form as it came: its texts, its attachments, and in the visitor's words what was wrong with files.
type filled struct {
	values map[string]string
	files  []attachment
	faults []string
}

func (f *filled) value(name string) string { return f.values[name] }

// uploads are the attachments as the desk takes them.
func (f *filled) uploads() []desk.Upload {
	var out []desk.Upload
	for _, a := range f.files {
		out = append(out, a.Upload)
	}
	return out
}

// read reads a form, in either of the encodings browsers use. Files go to the vault as they come, unless the form
// takes none; what is wrong with one is told and the others are kept. The error is for a body that cannot be read on.
func (v *visit) read(takeFiles bool) (filled, error) {
	f := filled{values: map[string]string{}}
	if !strings.HasPrefix(v.r.Header.Get("Content-Type"), "multipart/form-data") {
		v.r.Body = http.MaxBytesReader(v.w, v.r.Body, 1<<20)
		err := v.r.ParseForm()
		for name, all := range v.r.PostForm {
			f.take(v, name, all...)
		}
		return f, broken(err)
	}
	patience(v.w, slowest)
	v.r.Body = http.MaxBytesReader(v.w, v.r.Body, maxBody)
	parts, err := v.r.MultipartReader()
	if err != nil {
		return f, huiyin.Invalid("form", "The form cannot be read.")
	}
	for range maxParts {
		part, err := parts.NextPart()
		if err == io.EOF {
			return f, nil
		}
		if err == nil {
			err = v.readPart(&f, part, takeFiles)
		}
		if err != nil {
			return f, broken(err)
		}
	}
	return f, huiyin.Invalid("form", "The form has too many parts.")
}

func (v *visit) readPart(f *filled, part *multipart.Part, takeFiles bool) error {
	name := part.FormName()
	if name == fileField {
		if !takeFiles {
			return nil
		}
		return v.readFile(f, part)
	}
	text, err := io.ReadAll(io.LimitReader(part, maxText+1))
	f.take(v, name, string(text))
	return err
}

// take notes the values of a field; the tickets of kept files are opened, and a value that is far too long is cut.
func (f *filled) take(v *visit, name string, all ...string) {
	for _, value := range all {
		if name == keptField {
			f.keep(v, value)
			continue
		}
		f.values[name] = cut(value, maxText)
	}
}

func cut(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && !utf8.RuneStart(s[most]) {
		most--
	}
	return s[:most]
}

func (f *filled) keep(v *visit, sealed string) {
	words := v.p.open(fileUse, sealed)
	if len(words) != 4 || len(f.files) >= desk.MaxFiles {
		return
	}
	size, err := strconv.ParseInt(words[3], 10, 64)
	if err == nil {
		f.files = append(f.files, attachment{desk.Upload{Hash: words[0], Name: words[1], Type: words[2], Size: size}, sealed})
	}
}

// readFile keeps one file. A refusal is about this file alone; every other error is about the form.
func (v *visit) readFile(f *filled, part *multipart.Part) error {
	content := bufio.NewReader(part)
	_, err := content.Peek(1)
	switch {
	case err == io.EOF && part.FileName() == "":
		return nil // no file was chosen
	case err == io.EOF:
		f.faults = append(f.faults, v.t("file.empty", "name", shortName(part.FileName())))
		return nil
	case len(f.files) >= desk.MaxFiles:
		f.faults = append(f.faults, v.t("file.count", "name", shortName(part.FileName()), "most", desk.MaxFiles))
		return nil
	}
	a, err := v.keepFile(content, part.FileName())
	var refusal *huiyin.Error
	if err == nil {
		f.files = append(f.files, a)
		return nil
	}
	if !errors.As(err, &refusal) || refusal.Kind == huiyin.KindUnready {
		return err
	}
	key := "file.kind"
	switch {
	case refusal.Kind == huiyin.KindTooLarge:
		key = "file.size"
	case refusal.Field == "name":
		key = "file.name"
	}
	f.faults = append(f.faults, v.t(key, "name", shortName(part.FileName()), "most", maxFile>>20))
	return nil
}

func (v *visit) keepFile(content io.Reader, name string) (attachment, error) {
	blob, err := v.p.vault.Put(v.context(), content, maxFile)
	if err != nil {
		return attachment{}, err
	}
	if name, err = vault.CheckName(name, blob.Type); err != nil {
		return attachment{}, err
	}
	up := desk.Upload{Hash: blob.Hash.String(), Name: name, Type: blob.Type, Size: blob.Size}
	sealed, err := v.p.seal(fileUse, v.now().Add(fileLife), up.Hash, up.Name, up.Type, strconv.FormatInt(up.Size, 10))
	return attachment{up, sealed}, err
}

// shortName is a file's name as a sentence can hold it.
func shortName(name string) string {
	if r := []rune(name); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return name
}

// broken makes a refusal of a body that went over its limit or ended early.
func broken(err error) error {
	var over *http.MaxBytesError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return huiyin.Invalid("form", "The form ended before it was complete.")
	case errors.As(err, &over):
		return &huiyin.Error{Kind: huiyin.KindTooLarge, Field: "form", Code: "form_too_large", Say: "The form with its files is too large."}
	}
	return err
}
