package staff

import (
	"crypto/sha256"
	"fmt"
	"sync"
	"time"

	"huiyin"
)

// After freeFailures wrong passwords an account rests for firstRest; every further one doubles that, up to longestRest.
const (
	freeFailures = 5
	firstRest    = time.Minute
	longestRest  = time.Hour
)

// rest is how long no sign-in is tried after so many wrong passwords in a row.
func rest(failures int) time.Duration {
	over := failures - freeFailures
	switch {
	case over < 0:
		return 0
	case over >= 6: // 64 minutes
		return longestRest
	}
	return firstRest << over
}

// resting refuses a sign-in before its time.
func resting(until, now time.Time) error {
	if !until.After(now) {
		return nil
	}
	return &huiyin.Error{Kind: huiyin.KindTooMany, Code: "sign_in_locked",
		Say: fmt.Sprintf("After several wrong passwords this login rests. Try again in %s, or ask an administrator for a new password.", inWords(until.Sub(now)))}
}

func inWords(d time.Duration) string {
	n, unit := int((d+time.Second-1)/time.Second), "second"
	if n > 90 {
		n, unit = int((d+time.Minute-1)/time.Minute), "minute"
	}
	if n != 1 {
		unit += "s"
	}
	return fmt.Sprintf("%d %s", n, unit)
}

// mostRemembered bounds what is remembered about strangers; who is beyond it makes everything be forgotten, which costs
// an attacker that many sign-ins at the pace of the gate.
const mostRemembered = 10_000

// strangers locks logins that do not exist just like those that do, so that a lock does not tell them apart. It knows
// them by their hash: people type their password into the wrong field.
type strangers struct {
	mu    sync.Mutex
	known map[[32]byte]stranger
}

type stranger struct {
	failures int
	until    time.Time
}

func (s *strangers) until(login string) time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.known[sha256.Sum256([]byte(login))].until
}

func (s *strangers) fail(login string, now time.Time) (until time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known == nil || len(s.known) >= mostRemembered {
		s.known = map[[32]byte]stranger{}
	}
	key := sha256.Sum256([]byte(login))
	x := s.known[key]
	x.failures++
	x.until = now.Add(rest(x.failures))
	s.known[key] = x
	return x.until
}
