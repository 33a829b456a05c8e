package open311_test

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// The samples in testdata/samples are messages in the exact form of the specification's own examples, in words of
// ours. Whoever can read them can read our answers: the same elements, in the same nesting, in both forms.
func TestAnswersHaveTheSpecifiedShape(t *testing.T) {
	h := open(t, "sqlite")
	number := h.file(lamp())
	h.closed(number)
	h.dispatched(h.file(lamp()))
	for name, answer := range map[string]func(form string) answer{
		"services":   func(form string) answer { return h.get("v2/services." + form) },
		"definition": func(form string) answer { return h.get("v2/services/0101." + form) },
		"posted":     func(form string) answer { return h.post("v2/requests."+form, lamp()) },
		"token":      func(form string) answer { return h.get("v2/tokens/" + number + "." + form) },
		"requests":   func(form string) answer { return h.get("v2/requests." + form) },
		"discovery":  func(form string) answer { return h.get("discovery." + form) },
		"errors":     func(form string) answer { return h.get("v2/services/unknown." + form) },
	} {
		x, j := sample(t, name+".xml"), sample(t, name+".json")
		sameFacts(t, x, j)
		want, err := spark(x)
		if err != nil {
			t.Fatal(err)
		}
		got, err := spark(answer("xml").body)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !reflect.DeepEqual(shape(got), shape(want)) {
			t.Errorf("%s: XML has the shape %v, want %v", name, shape(got), shape(want))
		}
		got, err = plainJSON(answer("json").body)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !reflect.DeepEqual(shape(got), shape(want)) {
			t.Errorf("%s: JSON has the shape %v, want %v", name, shape(got), shape(want))
		}
	}
}

func sample(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "samples", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// shape is the names of a message without its facts. Of a list it is what its elements have between them.
func shape(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for k, x := range v {
			out[k] = shape(x)
		}
		return out
	case []any:
		var all any = "empty"
		for _, x := range v {
			all = united(all, shape(x))
		}
		return []any{all}
	}
	return "leaf"
}

func united(a, b any) any {
	x, ok1 := a.(map[string]any)
	y, ok2 := b.(map[string]any)
	if !ok1 || !ok2 {
		if list, ok := b.([]any); ok && len(list) == 1 && list[0] == "empty" {
			return a
		}
		return b
	}
	for k, v := range y {
		if old, ok := x[k]; ok {
			v = united(old, v)
		}
		x[k] = v
	}
	return x
}

// The types of numbers and truths in JSON are those of the specification.
func TestTypesInJSON(t *testing.T) {
	h := open(t, "sqlite")
	number := h.file(lamp())
	h.closed(number)
	r := only(t, h.get("v2/requests/"+number+".json").body)
	s := objects(t, h.get("v2/services.json").body)[0]
	e := only(t, h.get("v2/services/unknown.json").body)
	for name, v := range map[string][2]any{
		"service_request_id": {r["service_request_id"], ""}, "service_code": {r["service_code"], ""}, "lat": {r["lat"], 0.0}, "long": {r["long"], 0.0},
		"metadata": {s["metadata"], false}, "code": {e["code"], 0.0}, "zipcode": {r["zipcode"], nil},
	} {
		if reflect.TypeOf(v[0]) != reflect.TypeOf(v[1]) {
			t.Errorf("%s is %T, want %T", name, v[0], v[1])
		}
	}
}
