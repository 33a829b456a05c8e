package room

import (
	"fmt"
	"testing"
)

// The same inputs give the same commands, whatever order maps have: a race that happened can be replayed.
func TestReplay(t *testing.T) {
	tell := func() (told []string) {
		w := newWalker(t, 5, map[string]int{})
		w.watch = func(in Input, said []Command) { told = append(told, fmt.Sprintf("%T %v", in, said)) }
		for range 600 {
			w.step()
		}
		return told
	}
	first := tell()
	for range 3 {
		again := tell()
		if len(again) != len(first) {
			t.Fatalf("%d inputs became %d", len(first), len(again))
		}
		for i := range first {
			if again[i] != first[i] {
				t.Fatalf("input %d gave\n%s\nand then\n%s", i, first[i], again[i])
			}
		}
	}
}
