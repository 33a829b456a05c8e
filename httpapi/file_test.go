package httpapi_test

import (
	"bytes"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"huiyin"
)

// upload puts a file into the vault and gives what the API says it is.
func (h *house) upload(who *person, name, content string) (file map[string]any) {
	h.t.Helper()
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	part, err := w.CreateFormFile("file", name)
	must(h.t, err)
	_, err = part.Write([]byte(content))
	must(h.t, err)
	must(h.t, w.Close())
	res, body := h.send(who, "POST", "/files", form.String(), map[string]string{"Content-Type": w.FormDataContentType()})
	if res.StatusCode != http.StatusCreated {
		h.t.Fatalf("upload: %d %s", res.StatusCode, body)
	}
	must(h.t, json.Unmarshal(body, &file))
	return file
}

// What a file is was read from its content when it came; whoever attaches it cannot say otherwise.
func TestAnAttachmentIsWhatItsContentIs(t *testing.T) {
	h := open(t)
	op := h.join("op", 0, huiyin.Operator)
	file := h.upload(op, "note.txt", "The lamp is dark.")
	appeal := func(name, kind string) map[string]any {
		return map[string]any{"title": "Dark lamp", "content": "It is dark.", "nature": "help",
			"files": []map[string]any{{"hash": file["hash"], "name": name, "type": kind}}}
	}
	for name, kind := range map[string]string{"note.png": "image/png", "note.pdf": "application/pdf", "note.html": "text/html"} {
		res, body := h.send(op, "POST", "/cases", appeal(name, kind), nil)
		if res.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(string(body), `"field":"files"`) {
			t.Errorf("a text that is called %s: status %d, %s", kind, res.StatusCode, body)
		}
	}
	if res, body := h.send(op, "POST", "/cases", appeal("note.txt", "text/plain"), nil); res.StatusCode != http.StatusCreated {
		t.Errorf("status %d, %s", res.StatusCode, body)
	}
}

// A field that is missing is named like one that is wrong.
func TestAMissingFieldIsNamed(t *testing.T) {
	h := open(t)
	admin := h.join("boss", 0, huiyin.Admin)
	for path, field := range map[string]string{"/units/x": "kind", "/mailboxes/x": "kind", "/limits": "kind"} {
		res, body := h.send(admin, "PUT", path, "{}", nil)
		var p struct{ Field, Detail string }
		if err := json.Unmarshal(body, &p); err != nil || res.StatusCode != http.StatusUnprocessableEntity || p.Field != field || strings.Contains(p.Detail, `""`) {
			t.Errorf("%s: status %d, %s", path, res.StatusCode, body)
		}
	}
}
