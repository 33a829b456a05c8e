package meter

import (
	"testing"
	"time"

	"huiyin/testkit"
)

const minutes = 10 * time.Minute

func TestTheMeter(t *testing.T) {
	clock := testkit.NewClock(time.Date(2026, 9, 16, 10, 0, 0, 0, time.UTC))
	m := New(clock.Now, 3, minutes)
	for range 3 {
		if m.Full("a", "b") {
			t.Fatal("it is full too early")
		}
		m.Add("a")
	}
	if !m.Full("b", "a") || m.Full("b") {
		t.Error("three times is the most, for that key alone")
	}
	clock.Advance(minutes)
	if !m.Full("a") {
		t.Error("the minutes before counts, too")
	}
	m.Forget("a")
	if m.Full("a") {
		t.Error("what is forgotten counts no more")
	}
	m.Add("a", "a", "a")
	clock.Advance(minutes)
	clock.Advance(minutes)
	if m.Full("a") {
		t.Error("after two minutess nobody waits")
	}
	m.Add("a", "a", "a")
	clock.Set(time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC))
	if m.Full("a") {
		t.Error("a clock that was set back locks somebody out for days")
	}
	for i := range keysMost + 10 {
		m.Add(string(rune(i)) + "x")
	}
	if len(m.new) > keysMost || len(m.old) > keysMost {
		t.Errorf("it remembers %d and %d keys", len(m.new), len(m.old))
	}
}
