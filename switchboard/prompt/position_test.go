package prompt

import (
	"fmt"
	"strings"
	"testing"
)

func TestPosition(t *testing.T) {
	for _, c := range []struct {
		language       string
		ahead, minutes int
		want           string
	}{
		{"zh", 0, 0, "ahead_none  wait_short"},
		{"zh", 1, 1, "ahead_one  wait_one"},
		{"zh", 2, 2, "ahead_before 2_of ahead_after  wait_before 2_of wait_after"},
		{"zh", 10, 12, "ahead_before 10 ahead_after  wait_before 10 2 wait_after"},
		{"zh", 20, 22, "ahead_before 2 10 ahead_after  wait_before 2 10 2 wait_after"},
		{"zh", 99, 5, "ahead_before 9 10 9 ahead_after  wait_before 5 wait_after"},
		{"zh", 100, 100, "ahead_many  wait_long"},
		{"zh", 3, -1, "ahead_before 3 ahead_after"},
		{"en", 2, 12, "ahead_before 2 ahead_after  wait_before 12 wait_after"},
		{"en", 20, 47, "ahead_before 20 ahead_after  wait_before 40 7 wait_after"},
		{"en", -1, -1, "ahead_none"},
	} {
		if got := line(position(c.language, c.ahead, c.minutes)); got != c.want {
			t.Errorf("%s, %d ahead, %d minutes: %q, want %q", c.language, c.ahead, c.minutes, got, c.want)
		}
	}
}

func line(names []Name) string { return strings.Trim(fmt.Sprint(names), "[]") }

func TestEveryNumberIsSpokenAndNoTwoAlike(t *testing.T) {
	for _, language := range Languages() {
		seen := map[string]int{}
		for n := range most + 1 {
			said := spell(language, n)
			if twin, dup := seen[line(said)]; dup {
				t.Errorf("%s: %d is said like %d", language, n, twin)
			}
			seen[line(said)] = n
			for _, name := range said {
				if _, ok := Sound(language, name); !ok {
					t.Errorf("%s: %d needs %q, which is not spoken", language, n, name)
				}
			}
		}
	}
}

// Every announcement consists of all its pieces: nothing is left out because its sound is missing.
func TestPositionIsTheSumOfItsPieces(t *testing.T) {
	for _, language := range Languages() {
		for n := -1; n <= most+1; n++ {
			want := 0
			for _, name := range position(language, n, n) {
				piece, ok := Sound(language, name)
				switch {
				case name == between:
					piece = pause
				case !ok:
					t.Errorf("%s, %d: %q is not spoken", language, n, name)
				}
				want += len(piece)
			}
			if got := len(Position(language, n, n)); got != want || got == 0 {
				t.Errorf("%s, %d: %d bytes, want %d", language, n, got, want)
			}
		}
	}
	if string(Position("xx", 7, 8)) != string(Position("zh", 7, 8)) {
		t.Error("a language that is not spoken is not answered in Chinese")
	}
}

// Prompts are shared: stringing some together must not write into them.
func TestPositionLeavesThePiecesAlone(t *testing.T) {
	before, _ := Sound("zh", "ahead_before")
	kept := string(before)
	_ = append(before, 0)
	Position("zh", 12, 34)[0] ^= 0xFF
	if after, _ := Sound("zh", "ahead_before"); string(after) != kept {
		t.Error("the piece was changed")
	}
}
