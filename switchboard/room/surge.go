package room

import "time"

// surge is whether the reserve seats are open, and since when something speaks for a change.
type surge struct {
	on     bool
	byHand bool // opened by a person: only a person closes it
	since  time.Time
	press  time.Time // the queue has been too long since
	calm   time.Time // and short enough since
}

func (r *Room) setSurge(on bool, reason string) {
	r.surge.press, r.surge.calm = time.Time{}, time.Time{}
	r.surge.byHand = on && reason == "switch"
	if r.surge.on == on {
		return
	}
	r.surge.on, r.surge.since = on, r.now
	r.dirty = true
	for _, c := range r.calls {
		c.Surge = c.Surge || on
	}
	r.say(SurgeLog{At: r.now, On: on, Reason: reason, By: r.by})
}

// watchSurge begins surge mode when the queue stays too long, and ends it when it stays short.
func (r *Room) watchSurge() {
	p, n := r.policy.Surge, r.waiting()
	var expected time.Duration
	for _, q := range r.prospects {
		expected = max(expected, q.Wait)
	}
	reason := ""
	switch {
	case p.Calls > 0 && n >= p.Calls:
		reason = "queue"
	case p.Expected > 0 && expected >= p.Expected:
		reason = "expected_wait"
	}
	calm := (p.Calls == 0 || 2*n <= p.Calls) && (p.Expected == 0 || 2*expected <= p.Expected) // of what surges begin by
	mark(&r.surge.press, reason != "", r.now)
	mark(&r.surge.calm, calm, r.now)
	switch {
	case !r.surge.on && lasted(r.surge.press, p.Hold, r.now):
		r.setSurge(true, reason)
	case r.surge.on && !r.surge.byHand && lasted(r.surge.calm, p.Calm, r.now):
		r.setSurge(false, "calm")
	}
}

func mark(since *time.Time, is bool, now time.Time) {
	switch {
	case !is:
		*since = time.Time{}
	case since.IsZero():
		*since = now
	}
}

func lasted(since time.Time, d time.Duration, now time.Time) bool {
	return !since.IsZero() && now.Sub(since) >= d
}
