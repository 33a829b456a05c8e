package staff

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"testing"
	"time"

	"huiyin"
)

func TestTheGate(t *testing.T) {
	g := newGate()
	ctx := context.Background()
	var leave []func()
	for range hashings {
		l, err := g.enter(ctx)
		if err != nil {
			t.Fatal(err)
		}
		leave = append(leave, l)
	}
	gone, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := g.enter(gone); !errors.Is(err, context.Canceled) {
		t.Errorf("with all places taken, one who has left gets %v", err)
	}
	in := make(chan error, queueMost)
	for range queueMost {
		go func() {
			l, err := g.enter(ctx)
			if err == nil {
				l()
			}
			in <- err
		}()
	}
	for g.waiting.Load() < queueMost {
		runtime.Gosched() // let them come
	}
	if _, err := g.enter(ctx); huiyin.KindOf(err) != huiyin.KindUnready {
		t.Errorf("with %d waiting, one more gets %v", queueMost, err)
	}
	if len(g.slots) != hashings {
		t.Errorf("%d are inside, want %d", len(g.slots), hashings)
	}
	for _, l := range leave {
		l()
	}
	for range queueMost {
		if err := <-in; err != nil {
			t.Error(err)
		}
	}
	if g.waiting.Load() != 0 || len(g.slots) != 0 {
		t.Errorf("afterwards %d wait and %d are inside", g.waiting.Load(), len(g.slots))
	}
}

func TestRest(t *testing.T) {
	for failures, want := range map[int]time.Duration{0: 0, 4: 0, 5: time.Minute, 6: 2 * time.Minute, 10: 32 * time.Minute, 11: time.Hour, 12: time.Hour, 1 << 30: time.Hour} {
		if got := rest(failures); got != want {
			t.Errorf("after %d wrong passwords: %s, want %s", failures, got, want)
		}
	}
	for d, want := range map[time.Duration]string{1: "1 second", time.Minute: "60 seconds", 91 * time.Second: "2 minutes", time.Hour: "60 minutes"} {
		if got := inWords(d); got != want {
			t.Errorf("%s is %q, want %q", d, got, want)
		}
	}
}

func TestAddresses(t *testing.T) {
	var a addresses
	now := time.Date(2026, 9, 16, 8, 0, 0, 0, time.UTC)
	for range mostFailures {
		if err := a.allow("2001:db8:1:2::1", now); err != nil {
			t.Fatal(err)
		}
		a.fail("2001:db8:1:2::1", now)
		a.fail("", now)
	}
	for address, refused := range map[string]bool{"2001:db8:1:2:ffff::9%eth0": true, "2001:db8:1:3::1": false, "192.0.2.1": false, "": false, "here": false} {
		if err := a.allow(address, now.Add(59*time.Second)); (huiyin.KindOf(err) == huiyin.KindTooMany) != refused {
			t.Errorf("%q gets %v", address, err)
		}
	}
	for _, later := range []time.Duration{time.Minute, -time.Hour} {
		if err := a.allow("2001:db8:1:2::1", now.Add(later)); err != nil {
			t.Errorf("%s later: %v", later, err)
		}
	}
	if four, _ := place("192.0.2.1"); fmt.Sprint(place("::ffff:192.0.2.1")) != fmt.Sprint(four, true) {
		t.Error("an IPv4 address inside an IPv6 one is another")
	}
}

// However many strangers come, what is remembered of them has an end.
func TestStrangersAreForgotten(t *testing.T) {
	var s strangers
	var a addresses
	now := time.Date(2026, 9, 16, 8, 0, 0, 0, time.UTC)
	for i := range 3 * mostRemembered / 2 {
		s.fail(fmt.Sprint(i), now)
		a.fail(fmt.Sprintf("10.%d.%d.%d", i>>16, i>>8&255, i&255), now)
	}
	if len(s.known) > mostRemembered || len(a.counts) > mostRemembered {
		t.Errorf("%d strangers and %d addresses are remembered", len(s.known), len(a.counts))
	}
}
