package staff

import (
	"testing"
	"time"

	"huiyin"
)

func TestTheCache(t *testing.T) {
	now := time.Date(2026, 9, 16, 8, 0, 0, 0, time.UTC)
	of := func(id huiyin.StaffID, n int) Session {
		return Session{Actor: huiyin.Actor{Staff: id}, ExpiresAt: now.Add(time.Hour), hash: [32]byte{byte(n), byte(n >> 8), byte(n >> 16)}}
	}
	var c cache
	has := func(s Session) bool { _, ok := c.get(s.hash, now); return ok }
	one, two := of(1, 1), of(2, 2)
	c.put(c.begin(), one, now)
	late := c.begin()
	c.put(c.begin(), two, now)
	c.drop(1)
	if has(one) || !has(two) {
		t.Error("dropping one account forgot too little or too much")
	}
	c.put(late, one, now) // was read before the change that dropped it
	if has(one) {
		t.Error("a look-up that is older than a change was kept")
	}
	if c.extend(one.hash, now.Add(2*time.Hour)) || c.extend(two.hash, now) || !c.extend(two.hash, now.Add(2*time.Hour)) || c.extend(two.hash, now.Add(2*time.Hour)) {
		t.Error("not exactly one may write an extension down")
	}
	for n := range 3 * mostCached / 2 {
		c.put(c.begin(), of(3, n), now)
	}
	if len(c.byHash) > mostCached {
		t.Errorf("%d sessions are cached", len(c.byHash))
	}
}
