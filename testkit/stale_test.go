package testkit

import (
	"testing"
	"time"
)

func TestStale(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	for name, want := range map[string]bool{
		"huiyin_test_1700000000_1_1":  true,
		"huiyin_test_1799999990_1_1":  false, // of a run that is going on
		"huiyin_test_of_somebody":     false,
		"postgres":                    false,
		"huiyin_1700000000_1_1":       false,
		"huiyin_test_1700000000":      false,
		"ahuiyin_test_1700000000_1_1": false,
	} {
		if got := stale(name, now); got != want {
			t.Errorf("stale(%q) = %v, want %v", name, got, want)
		}
	}
}
