package open311

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"strconv"
)

var contentTypes = map[format]string{asXML: "text/xml; charset=utf-8", asJSON: "application/json; charset=utf-8"}

// render writes a document in one of the two forms.
func render(form format, d document) ([]byte, error) {
	var b bytes.Buffer
	if form == asJSON {
		enc := json.NewEncoder(&b) // it escapes <, > and &, so that nothing in it is ever read as HTML
		enc.SetIndent("", " ")
		if err := enc.Encode(d.body); err != nil {
			return nil, fmt.Errorf("write %s as JSON: %w", d.root, err)
		}
		return b.Bytes(), nil
	}
	b.WriteString(`<?xml version="1.0" encoding="utf-8"?>` + "\n")
	enc := xml.NewEncoder(&b)
	enc.Indent("", " ")
	if err := enc.EncodeElement(d.body, xml.StartElement{Name: xml.Name{Local: d.root}}); err != nil {
		return nil, fmt.Errorf("write %s as XML: %w", d.root, err)
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

func (c *counter) write(w http.ResponseWriter, r *http.Request, form format, status int, d document) {
	body, err := render(form, d)
	if err != nil {
		c.Log.ErrorContext(r.Context(), "an Open311 answer could not be written", "err", err)
		http.Error(w, ourFault, http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", contentTypes[form])
	h.Set("Content-Length", strconv.Itoa(len(body)))
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write(body) // nobody is left to tell when this fails
}
