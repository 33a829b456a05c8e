package testkit_test

import (
	"testing"
	"time"

	"huiyin/testkit"
)

func TestClockMovesWhenTold(t *testing.T) {
	start := time.Date(2026, 9, 30, 10, 0, 0, 0, time.UTC)
	clock := testkit.NewClock(start)
	if got := clock.Now(); !got.Equal(start) {
		t.Errorf("shows %v before anybody moved it", got)
	}
	if got := clock.Advance(90 * time.Minute); !got.Equal(start.Add(90*time.Minute)) || !clock.Now().Equal(got) {
		t.Errorf("shows %v an hour and a half later", got)
	}
	clock.Set(start.AddDate(0, 0, -1))
	if got := clock.Now(); !got.Equal(start.AddDate(0, 0, -1)) {
		t.Errorf("shows %v, could not be set back", got)
	}
}
