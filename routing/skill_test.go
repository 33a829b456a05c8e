package routing_test

import (
	"reflect"
	"testing"

	"huiyin"
	. "huiyin/routing"
)

func TestParseWants(t *testing.T) {
	got, err := ParseWants("tax.2|language.tibetan.must | district.jinjiang.3.must||老年")
	want := []Want{{Skill{Subject, "tax"}, 2, false}, {Skill{Language, "tibetan"}, 1, true}, {Skill{District, "jinjiang"}, 3, true}, {Skill{Subject, "老年"}, 1, false}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("read %v, %v; want %v", got, err, want)
	}
	for _, bad := range []string{".", "tax.", "tax.9", "a b", "language..must", ".2", "tax.must.2", "language.must.x"} {
		if w, err := ParseWant(bad); huiyin.KindOf(err) != huiyin.KindInvalid {
			t.Errorf("%q was read as %v, %v", bad, w, err)
		}
	}
}

// What is read is written the same way and read again as the same.
func FuzzParseWants(f *testing.F) {
	for _, s := range []string{"general", "tax.2|law", "language.tibetan.must", "language", "must.must", "district.2", "1.1", "|", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		wants, err := ParseWants(s)
		if err != nil {
			if huiyin.KindOf(err) != huiyin.KindInvalid {
				t.Fatalf("%q: %v", s, err)
			}
			return
		}
		for _, w := range wants {
			again, err := ParseWant(w.String())
			if err != nil || again != w {
				t.Fatalf("%q: %v was written %q and read as %v, %v", s, w, w.String(), again, err)
			}
		}
	})
}
