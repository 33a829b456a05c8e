package open311_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
)

// containers are the elements that hold like elements: arrays in JSON (the Spark convention).
var containers = []string{"services", "attributes", "values", "service_requests", "endpoints", "formats", "notes", "errors"}

// spark reads XML and maps it to what JSON should say: arrays, objects, and leaves as strings.
func spark(body string) (any, error) {
	if !strings.HasPrefix(body, `<?xml version="1.0" encoding="utf-8"?>`+"\n") {
		return nil, errors.New("the XML declaration with its encoding is missing")
	}
	dec := xml.NewDecoder(strings.NewReader(body))
	for {
		token, err := dec.Token()
		if err != nil {
			return nil, err
		}
		if start, ok := token.(xml.StartElement); ok {
			v, err := sparkElement(dec, start)
			if err != nil {
				return nil, err
			}
			for { // nothing but space may follow
				token, err := dec.Token()
				if errors.Is(err, io.EOF) {
					return v, nil
				}
				if text, ok := token.(xml.CharData); err != nil || !ok || strings.TrimSpace(string(text)) != "" {
					return nil, fmt.Errorf("after the root element comes %v %v", token, err)
				}
			}
		}
	}
}

func sparkElement(dec *xml.Decoder, start xml.StartElement) (any, error) {
	if len(start.Attr) > 0 {
		return nil, fmt.Errorf("<%s> has attributes; GeoReport has none", start.Name.Local)
	}
	items, object, text := []any{}, map[string]any{}, ""
	for {
		token, err := dec.Token()
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			v, err := sparkElement(dec, t)
			if err != nil {
				return nil, err
			}
			if _, twice := object[t.Name.Local]; twice && !contains(containers, start.Name.Local) {
				return nil, fmt.Errorf("<%s> has two elements <%s>", start.Name.Local, t.Name.Local)
			}
			items, object[t.Name.Local] = append(items, v), v
		case xml.CharData:
			text += string(t)
		case xml.EndElement:
			switch {
			case contains(containers, start.Name.Local):
				return items, nil
			case len(object) > 0:
				return object, nil
			}
			return text, nil
		}
	}
}

func contains(list []string, s string) bool {
	for _, one := range list {
		if one == s {
			return true
		}
	}
	return false
}

// plainJSON reads JSON with every leaf as XML would say it: null is nothing, numbers and booleans are words.
func plainJSON(body string) (any, error) {
	dec := json.NewDecoder(strings.NewReader(body))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		return nil, err
	}
	return leaves(v), nil
}

func leaves(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k := range v {
			v[k] = leaves(v[k])
		}
		return v
	case []any:
		for i := range v {
			v[i] = leaves(v[i])
		}
		return v
	case nil:
		return ""
	default:
		return fmt.Sprint(v)
	}
}

// sameFacts fails unless the XML is well formed and says what the JSON says.
func sameFacts(t *testing.T, asXML, asJSON string) {
	t.Helper()
	x, err := spark(asXML)
	if err != nil {
		t.Fatalf("the XML cannot be read: %v\n%s", err, asXML)
	}
	j, err := plainJSON(asJSON)
	if err != nil {
		t.Fatalf("the JSON cannot be read: %v\n%s", err, asJSON)
	}
	if !reflect.DeepEqual(x, j) {
		t.Errorf("XML and JSON differ:\n%s\n%s", asXML, asJSON)
	}
}

// objects reads a JSON array of objects.
func objects(t *testing.T, body string) []map[string]any {
	t.Helper()
	var out []map[string]any
	if err := json.Unmarshal([]byte(body), &out); err != nil {
		t.Fatalf("%v: %s", err, body)
	}
	return out
}

// only is the one object of an array.
func only(t *testing.T, body string) map[string]any {
	t.Helper()
	list := objects(t, body)
	if len(list) != 1 {
		t.Fatalf("want one, got %d: %s", len(list), body)
	}
	return list[0]
}
