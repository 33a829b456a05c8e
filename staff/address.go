package staff

import (
	"net/netip"
	"sync"
	"time"

	"huiyin"
)

// mostFailures is how many sign-ins may fail from one address in a minute. Only failures count: a whole answering
// centre signs in from one address when its shift begins.
const mostFailures = 20

// addresses counts failed sign-ins by where they come from: an IPv4 address, or the /64 an IPv6 address is in.
type addresses struct {
	mu     sync.Mutex
	counts map[netip.Prefix]tally
}

type tally struct {
	failures int
	since    time.Time
}

// place is what is counted as one address; ok is false for a caller who is no address, such as the command line.
func place(address string) (p netip.Prefix, ok bool) {
	a, err := netip.ParseAddr(address)
	if err != nil {
		return p, false
	}
	a = a.Unmap().WithZone("")
	bits := a.BitLen()
	if a.Is6() {
		bits = 64
	}
	p, err = a.Prefix(bits)
	return p, err == nil
}

func (a *addresses) allow(address string, now time.Time) error {
	p, ok := place(address)
	if !ok {
		return nil
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if t := a.counts[p]; t.fresh(now) && t.failures >= mostFailures {
		return &huiyin.Error{Kind: huiyin.KindTooMany, Code: "too_many_sign_ins",
			Say: "Too many sign-ins have failed from this address. Wait a minute, check the login, and try again."}
	}
	return nil
}

func (a *addresses) fail(address string, now time.Time) {
	p, ok := place(address)
	if !ok {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.counts == nil || len(a.counts) >= mostRemembered {
		a.counts = map[netip.Prefix]tally{}
	}
	t := a.counts[p]
	if !t.fresh(now) {
		t = tally{since: now}
	}
	t.failures++
	a.counts[p] = t
}

// fresh: the minute has not passed; a clock that was set back begins a new one.
func (t tally) fresh(now time.Time) bool {
	age := now.Sub(t.since)
	return age >= 0 && age < time.Minute
}
