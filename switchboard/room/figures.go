package room

import (
	"time"

	"huiyin/routing"
)

// Figures are what the board shows of a stretch of time. Calls are counted when their fate is known.
type Figures struct {
	Offered     int64 // answered, abandoned, overflowed, asked back and missed; who left within 3 seconds was not offered
	Answered    int64
	InTime      int64 // within the target
	Short       int64 // left within 3 seconds
	Abandoned   int64 // left the queue later
	Overflowed  int64
	AskedBack   int64
	Missed      int64
	Forwarded   int64 // put through to a fallback
	CutOff      int64 // conversations ended by a failure
	Handled     int64 // conversations that are over
	Scored      int64
	Waited      time.Duration // of the answered, together
	Talked      time.Duration // of the handled, holding included
	Held        time.Duration
	Wrapped     time.Duration
	LongestWait time.Duration // of the answered; today only
}

// ServiceLevel is the part of the offered that were answered within the target (15 秒接通率), 0 to 1; 1 when
// nobody called.
func (f Figures) ServiceLevel() float64 { return share(f.InTime, f.Offered) }

// ConnectRate is the part of the offered that were answered (接通率).
func (f Figures) ConnectRate() float64 { return share(f.Answered, f.Offered) }

// AbandonRate is the part of the offered that left the queue (放弃率).
func (f Figures) AbandonRate() float64 {
	if f.Offered == 0 {
		return 0
	}
	return share(f.Abandoned, f.Offered)
}

// MeanWait is how long the answered waited (平均等待时长).
func (f Figures) MeanWait() time.Duration { return mean(f.Waited, f.Answered) }

// MeanHandling is how long a call takes a seat, wrap-up included (平均处理时长).
func (f Figures) MeanHandling() time.Duration { return mean(f.Talked+f.Wrapped, f.Handled) }

func share(part, whole int64) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}

func mean(sum time.Duration, n int64) time.Duration {
	if n == 0 {
		return 0
	}
	return sum / time.Duration(n)
}

// counter is a place in counts.
type counter int

const (
	offered counter = iota
	answered
	inTime
	short
	abandoned
	overflowed
	askedBack
	missed
	putThrough
	cutOff
	handled
	scored
	waited
	talked
	held
	wrapped
	counters
)

// counts are the figures as they are added up; times are in nanoseconds.
type counts [counters]int64

func (c *counts) add(o *counts, sign int64) {
	for i := range c {
		c[i] += sign * o[i]
	}
}

func (c *counts) figures() Figures {
	return Figures{Offered: c[offered], Answered: c[answered], InTime: c[inTime], Short: c[short], Abandoned: c[abandoned],
		Overflowed: c[overflowed], AskedBack: c[askedBack], Missed: c[missed], Forwarded: c[putThrough], CutOff: c[cutOff],
		Handled: c[handled], Scored: c[scored], Waited: time.Duration(c[waited]), Talked: time.Duration(c[talked]),
		Held: time.Duration(c[held]), Wrapped: time.Duration(c[wrapped])}
}

// The last 24 hours are kept in slots of five minutes.
const (
	slotLength = 5 * time.Minute
	slots      = int(24 * time.Hour / slotLength)
)

// tally counts for one hotline, one queue, or the room.
type tally struct {
	today, rolling counts
	longest        time.Duration
	ring           [slots]counts
}

// figures are all tallies of the room, counted as things happen.
type figures struct {
	room     *tally
	hotlines map[string]*tally
	queues   map[routing.Group]*tally
	slot     int64 // the present one, counted from the epoch
}

func newFigures(now time.Time) figures {
	return figures{room: &tally{}, hotlines: map[string]*tally{}, queues: map[routing.Group]*tally{}, slot: slotOf(now)}
}

func slotOf(t time.Time) int64 { return t.UnixNano() / int64(slotLength) }

// of lists the tallies that count a call: by the hotline it came by, and by the queue it waited in.
func (f *figures) of(via, l *line) [3]*tally {
	h, q := f.hotlines[via.Number], f.queues[l.group]
	if h == nil {
		h = &tally{}
		f.hotlines[via.Number] = h
	}
	if q == nil {
		q = &tally{}
		f.queues[l.group] = q
	}
	return [3]*tally{f.room, h, q}
}

func (f *figures) count(via, l *line, d *counts) {
	for _, t := range f.of(via, l) {
		t.today.add(d, 1)
		t.rolling.add(d, 1)
		t.ring[f.slot%int64(slots)].add(d, 1)
	}
}

// roll forgets what is older than 24 hours.
func (f *figures) roll(now time.Time) {
	to := slotOf(now)
	for n := 0; f.slot < to && n < slots; n++ {
		f.slot++
		f.each(func(t *tally) {
			old := &t.ring[f.slot%int64(slots)]
			t.rolling.add(old, -1)
			*old = counts{}
		})
	}
	f.slot = max(f.slot, to)
}

func (f *figures) newDay() {
	f.each(func(t *tally) { t.today, t.longest = counts{}, 0 })
}

func (f *figures) each(do func(*tally)) {
	do(f.room)
	for _, t := range f.hotlines {
		do(t)
	}
	for _, t := range f.queues {
		do(t)
	}
}

// answered counts a call from outside that a seat took.
func (f *figures) answered(r *Room, c *call) {
	if c.Direction != In {
		return
	}
	d := counts{offered: 1, answered: 1, waited: int64(c.Waited)}
	if c.Waited <= r.policy.Target {
		d[inTime] = 1
	}
	f.count(c.via, c.line, &d)
	for _, t := range f.of(c.via, c.line) {
		t.longest = max(t.longest, c.Waited)
	}
}

// ended counts what became of a call.
func (f *figures) ended(r *Room, c *call) {
	var d counts
	if c.Direction == In && c.AnsweredAt.IsZero() {
		switch c.Outcome {
		case ShortCall:
			d[short]++
		case Abandoned:
			d[abandoned]++
		case Missed:
			d[missed]++
		case Overflowed:
			d[overflowed]++
		case AskedBack:
			d[askedBack]++
		case PutThrough:
			d[putThrough]++
		}
		if c.Outcome != ShortCall && c.Outcome != PutThrough {
			d[offered]++
		}
	}
	if !c.AnsweredAt.IsZero() {
		d[handled], d[talked], d[held] = 1, int64(c.Talked), int64(c.Held)
	}
	if c.Score > 0 {
		d[scored] = 1
	}
	if c.Cut {
		d[cutOff] = 1
	}
	f.count(c.via, c.line, &d)
}

func (f *figures) wrapped(via, l *line, d time.Duration) {
	f.count(via, l, &counts{wrapped: int64(d)})
}
