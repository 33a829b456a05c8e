package journal

import (
	"bytes"
	"encoding"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxDepth bounds nesting, so that a map that holds itself is refused instead of eating the stack.
const maxDepth = 64

// Canonical writes v as canonical JSON, so that equal data always has equal bytes and equal hashes:
//
//   - no white space; object keys sorted by their UTF-8 bytes
//   - strings as UTF-8 with only ", \ and U+0000–U+001F escaped (\b \t \n \f \r, else \u00xx in lower case)
//   - numbers are whole, in decimal, exactly as given, without exponent, leading zeros or a negative zero
//
// A fraction, a number that needs an exponent, invalid UTF-8, nesting deeper than 64 and whatever JSON
// cannot say are refused. Structs and types that marshal themselves go through encoding/json and its tags.
func Canonical(v any) ([]byte, error) {
	b, err := appendValue(make([]byte, 0, 128), reflect.ValueOf(v), 0)
	if err != nil {
		return nil, fmt.Errorf("canonical JSON: %w", err)
	}
	return b, nil
}

func appendValue(b []byte, v reflect.Value, depth int) ([]byte, error) {
	if depth > maxDepth {
		return nil, fmt.Errorf("nested deeper than %d", maxDepth)
	}
	if !v.IsValid() {
		return append(b, "null"...), nil
	}
	if n, ok := v.Interface().(json.Number); ok {
		return appendLiteral(b, n)
	}
	if marshalsItself(v) {
		return appendMarshalled(b, v, depth)
	}
	switch v.Kind() {
	case reflect.Bool:
		return strconv.AppendBool(b, v.Bool()), nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.AppendInt(b, v.Int(), 10), nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return strconv.AppendUint(b, v.Uint(), 10), nil
	case reflect.String:
		return appendString(b, v.String())
	case reflect.Pointer, reflect.Interface:
		return appendValue(b, v.Elem(), depth+1)
	case reflect.Slice, reflect.Array:
		return appendList(b, v, depth)
	case reflect.Map:
		if v.Type().Key().Kind() == reflect.String {
			return appendMap(b, v, depth)
		}
	}
	return appendMarshalled(b, v, depth)
}

func marshalsItself(v reflect.Value) bool {
	if v.Kind() == reflect.Pointer && v.IsNil() {
		return false
	}
	_, asJSON := v.Interface().(json.Marshaler)
	_, asText := v.Interface().(encoding.TextMarshaler)
	return asJSON || asText
}

// appendMarshalled lets encoding/json do its work and writes the result again in canonical form.
func appendMarshalled(b []byte, v reflect.Value, depth int) ([]byte, error) {
	raw, err := json.Marshal(v.Interface())
	if err != nil {
		return nil, err
	}
	// This is how encoding/json writes a byte that is not UTF-8; a real U+FFFD is written as itself.
	if bytes.Contains(raw, []byte(`\ufffd`)) {
		return nil, fmt.Errorf("a text is not valid UTF-8")
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var plain any
	if err := d.Decode(&plain); err != nil {
		return nil, err
	}
	return appendValue(b, reflect.ValueOf(plain), depth+1)
}

func appendList(b []byte, v reflect.Value, depth int) (_ []byte, err error) {
	if v.Kind() == reflect.Slice && v.IsNil() {
		return append(b, "null"...), nil
	}
	if v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8 {
		return appendString(b, base64.StdEncoding.EncodeToString(v.Bytes()))
	}
	b = append(b, '[')
	for i := range v.Len() {
		if i > 0 {
			b = append(b, ',')
		}
		if b, err = appendValue(b, v.Index(i), depth+1); err != nil {
			return nil, err
		}
	}
	return append(b, ']'), nil
}

func appendMap(b []byte, v reflect.Value, depth int) (_ []byte, err error) {
	if v.IsNil() {
		return append(b, "null"...), nil
	}
	keys := v.MapKeys()
	slices.SortFunc(keys, func(x, y reflect.Value) int { return strings.Compare(x.String(), y.String()) })
	b = append(b, '{')
	for i, key := range keys {
		if i > 0 {
			b = append(b, ',')
		}
		if b, err = appendString(b, key.String()); err != nil {
			return nil, err
		}
		b = append(b, ':')
		if b, err = appendValue(b, v.MapIndex(key), depth+1); err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
	}
	return append(b, '}'), nil
}

// appendLiteral takes a number as it was written: whole numbers of any length pass, nothing else does.
func appendLiteral(b []byte, n json.Number) ([]byte, error) {
	s := string(n)
	digits := strings.TrimPrefix(s, "-")
	whole := digits != "" && strings.Trim(digits, "0123456789") == "" && (digits == "0" || digits[0] != '0')
	switch {
	case !whole:
		return nil, fmt.Errorf("%q is not a whole number in plain decimal form", s)
	case s == "-0":
		s = "0"
	}
	return append(b, s...), nil
}

func appendString(b []byte, s string) ([]byte, error) {
	if !utf8.ValidString(s) {
		return nil, fmt.Errorf("a text is not valid UTF-8")
	}
	b = append(b, '"')
	for i := range len(s) {
		c := s[i]
		if at := strings.IndexByte("\"\\\b\t\n\f\r", c); at >= 0 {
			b = append(b, '\\', "\"\\btnfr"[at])
		} else if c < 0x20 {
			b = fmt.Appendf(b, `\u%04x`, c)
		} else {
			b = append(b, c)
		}
	}
	return append(b, '"'), nil
}
