package journal

import (
	"bytes"
	"encoding/json"
	"math"
	"testing"
	"time"

	"huiyin"
)

func TestCanonicalWritesOneForm(t *testing.T) {
	type note struct {
		Z    int    `json:"z"`
		A    string `json:"a,omitempty"`
		Case huiyin.CaseID
	}
	number := int64(9007199254740993) // one more than a float holds
	cases := []struct {
		in   any
		want string
	}{
		{nil, `null`},
		{map[string]any{}, `{}`},
		{map[string]any(nil), `null`},
		{map[string]any{"b": 1, "a": true, "ab": nil, "回": "音"}, `{"a":true,"ab":null,"b":1,"回":"音"}`},
		{map[string]any{"html": "<a href='x'>&</a>"}, `{"html":"<a href='x'>&</a>"}`},
		{map[string]any{"s": "\"\\\n\r\t\b\f\x00\x1f\x7f\u2028"}, "{\"s\":\"\\\"\\\\\\n\\r\\t\\b\\f\\u0000\\u001f\x7f\u2028\"}"},
		{map[string]any{"case": huiyin.CaseID(number), "p": &number, "u": uint64(math.MaxUint64)},
			`{"case":9007199254740993,"p":9007199254740993,"u":18446744073709551615}`},
		{[]any{[]string{"x"}, []string(nil), []int{}, [2]int{1, 2}}, `[["x"],null,[],[1,2]]`},
		{[]byte{1, 2, 3}, `"AQID"`},
		{note{Z: 7, Case: 3}, `{"Case":3,"z":7}`},
		{&note{A: "x"}, `{"Case":0,"a":"x","z":0}`},
		{json.RawMessage(` { "b" : 123456789012345678901 , "a" : [ -0 ] } `), `{"a":[0],"b":123456789012345678901}`},
		{time.Date(2026, 9, 30, 10, 0, 0, 0, time.UTC), `"2026-09-30T10:00:00Z"`},
		{map[huiyin.Role]int{"b": 2, "a": 1}, `{"a":1,"b":2}`},
		{map[int]int{2: 1, 10: 1}, `{"10":1,"2":1}`},
		{float64(3), `3`},
	}
	for _, c := range cases {
		got, err := Canonical(c.in)
		if err != nil || string(got) != c.want {
			t.Errorf("Canonical(%#v) = %s, %v; want %s", c.in, got, err, c.want)
		}
	}
}

func TestCanonicalRefusesWhatHasNoOneForm(t *testing.T) {
	loop := map[string]any{}
	loop["loop"] = loop
	for _, in := range []any{
		1.5, math.NaN(), 1e21, json.Number("1e3"), json.Number("1.0"), json.Number("01"), json.Number(""), json.Number("-"),
		"\xff", map[string]any{"\xff": 1}, struct{ S string }{"\xff"}, loop, make(chan int), func() {},
		struct{ F float32 }{0.5},
	} {
		if got, err := Canonical(in); err == nil {
			t.Errorf("Canonical(%#v) = %s, want a refusal", in, got)
		}
	}
}

func FuzzCanonical(f *testing.F) {
	f.Add([]byte(`{"b":[1,"x",null,{"回":"音\n"}],"a":-12}`))
	f.Add([]byte(`{"a":1e2}`))
	f.Add([]byte(`["\ud83d\ude00\u2028",9223372036854775808]`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		one, err := Canonical(json.RawMessage(raw))
		if err != nil {
			return
		}
		if !json.Valid(one) {
			t.Fatalf("%q is not JSON", one)
		}
		two, err := Canonical(json.RawMessage(one))
		if err != nil || !bytes.Equal(one, two) {
			t.Fatalf("canonical form %q became %q, %v", one, two, err)
		}
	})
}
