package room

import (
	"container/heap"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"huiyin"
	"huiyin/routing"
)

// TestDay lives through a day in a fifth of the room, 6,600 calls and 68 seats, with breaks, seats that do not answer,
// devices that die and people who hang up whenever they like. In the end every call is accounted for, every count agrees
// with the accounts, and nobody is forgotten.
func TestDay(t *testing.T) {
	t.Parallel()
	liveThrough(t, 6_600, 68)
}

// BenchmarkDay is the whole of it: 33,000 calls and 340 seats.
func BenchmarkDay(b *testing.B) {
	for b.Loop() {
		liveThrough(b, 33_000, 340)
	}
}

func liveThrough(t testing.TB, calls, seats int) {
	d := newDay(t, calls, seats)
	d.run()
	d.checkAccounts()
	d.checkBoard()
	d.checkHome()
}

// hourly is how many of a thousand calls come in each hour; the busiest takes 12 %.
var hourly = [24]int{6, 4, 3, 3, 4, 8, 18, 40, 85, 120, 105, 80, 50, 62, 85, 88, 75, 55, 35, 26, 20, 14, 9, 5}

type day struct {
	*hall
	rnd      *rand.Rand
	agenda   agenda
	accounts []Account
	logs     map[SeatState]time.Duration
	owed     map[string]Callback
	kept     map[string]bool
	came     int
	waits    map[LegID]bool
	legs     LegID // of callers so far
}

// agenda is what is going to happen, the next first.
type agenda []entry

type entry struct {
	at  time.Time
	seq int
	do  func()
}

func (a agenda) Len() int { return len(a) }
func (a agenda) Less(i, j int) bool {
	return a[i].at.Before(a[j].at) || a[i].at.Equal(a[j].at) && a[i].seq < a[j].seq
}
func (a agenda) Swap(i, j int) { a[i], a[j] = a[j], a[i] }
func (a *agenda) Push(x any)   { *a = append(*a, x.(entry)) }
func (a *agenda) Pop() any {
	old := *a
	x := old[len(old)-1]
	*a = old[:len(old)-1]
	return x
}

func newDay(t testing.TB, calls, seats int) *day {
	lines := []Hotline{{Number: "12345"}, {Number: "12319", Mode: Parallel, Unit: "urban"}, {Number: "12333", Mode: Branch, Unit: "social"},
		{Number: "12366", Wants: []routing.Want{{Skill: routing.Skill{Kind: routing.Subject, Code: "tax"}, Level: 1}}}}
	d := &day{hall: newHall(t, DefaultPolicy(), lines...), rnd: rand.New(rand.NewPCG(33, 1)), logs: map[SeatState]time.Duration{},
		owed: map[string]Callback{}, kept: map[string]bool{}, waits: map[LegID]bool{}}
	d.now = time.Date(2026, 11, 25, 0, 0, 0, 0, morning.Location())
	d.r = NewRoom(Setup{Policy: DefaultPolicy(), Hotlines: lines}, d.now)
	for hour, share := range hourly {
		for range calls * share / 1000 {
			d.in(time.Duration(hour)*time.Hour+time.Duration(d.rnd.Int64N(int64(time.Hour))), d.arrival)
		}
	}
	for i := range seats {
		d.shift(SeatID(i + 1))
	}
	return d
}

func (d *day) in(after time.Duration, do func()) {
	heap.Push(&d.agenda, entry{d.now.Add(after), d.agenda.Len() + d.came, do})
	d.came++
}

// about is a random time around a mean, never longer than five times that.
func (d *day) about(mean time.Duration) time.Duration {
	return min(time.Duration(d.rnd.ExpFloat64()*float64(mean)), 5*mean)
}

func (d *day) arrival() {
	d.legs++
	leg := d.legs
	caller := huiyin.Phone(fmt.Sprint(10_000 + d.rnd.IntN(20_000)))
	d.waits[leg] = true
	d.in(d.about(4*time.Minute), func() {
		if d.live[leg] && d.waits[leg] {
			d.tell(Ended{leg, HungUp})
		}
	})
	d.live[leg] = true
	d.tell(Arrived{Leg: leg, Number: []string{"12345", "12345", "12345", "12319", "12333", "12366"}[d.rnd.IntN(6)], Caller: caller})
}

// shift is a seat's day: most work from 7:30 to 19:30, some at night; all take breaks, some fail.
func (d *day) shift(id SeatID) {
	from, to := 7*time.Hour+30*time.Minute+d.about(10*time.Minute), 19*time.Hour+30*time.Minute+d.about(10*time.Minute)
	switch {
	case id%10 == 0:
		from, to = 0, 8*time.Hour
	case id%10 == 1:
		from, to = 18*time.Hour, 24*time.Hour-5*time.Minute
	}
	groups := []routing.Group{"centre", "urban", "social"}[:1+id%3]
	d.in(from, func() {
		d.tell(SignIn{Seat{ID: id, Staff: huiyin.StaffID(id), Auto: id%2 == 0, Groups: groups, Order: int(id),
			Skills: routing.Skills{{Kind: routing.Subject, Code: "tax"}: routing.Level(id % 4)}}})
		d.tell(Ready{id})
	})
	d.in(to, func() { d.try2(SignOut{Seat: id}) })
	for at := from + 2*time.Hour; at < to; at += 2 * time.Hour {
		d.in(at+d.about(10*time.Minute), func() { d.try2(Pause{id, Break, "tea"}) })
		d.in(at+30*time.Minute, func() { d.try2(Ready{id}) })
	}
	if id%7 == 0 {
		at := from + time.Duration(d.rnd.Int64N(int64(to-from)))
		d.in(at, func() { d.tell(DeviceDown{id}) })
		d.in(at+d.about(20*time.Second), func() { d.tell(DeviceUp{id}) })
	}
}

func (d *day) run() {
	const step = 4 * time.Second // a quarter of the ticks: the room keeps its word whenever it is asked
	end := d.now.Add(24*time.Hour - time.Second)
	for next := d.now.Add(step); !next.After(end); next = next.Add(step) {
		for len(d.agenda) > 0 && d.agenda[0].at.Before(next) {
			e := heap.Pop(&d.agenda).(entry)
			d.now = e.at
			e.do()
		}
		d.now = next
		d.tell(Tick{slices.Collect(maps.Keys(d.live))})
		if next.Unix()%1200 == 0 {
			d.check(Tick{})
		}
	}
}

func (d *day) try2(in Input) {
	if said, err := d.r.Apply(d.now, in); err == nil {
		d.react(said)
	}
}

func (d *day) tell(in Input) {
	if e, ok := in.(Ended); ok {
		delete(d.live, e.Leg)
	}
	said, err := d.r.Apply(d.now, in)
	if err != nil {
		d.t.Fatalf("%T%+v was refused: %v", in, in, err)
	}
	d.react(said)
}

// react is everybody else: the engine, the operators and the callers.
func (d *day) react(said []Command) {
	for _, c := range said {
		d.obey(c)
		switch c := c.(type) {
		case Ring:
			d.ifLive(c.Leg, d.about(3*time.Second), Answered{c.Leg})
		case Dial:
			if d.rnd.IntN(3) > 0 {
				d.ifLive(c.Leg, d.about(9*time.Second), Answered{c.Leg})
			} else {
				d.ifLive(c.Leg, 30*time.Second, Ended{c.Leg, NoAnswer})
			}
		case Play:
			d.listen(c)
		case Tape:
			if c.Act == TapeStart {
				d.converse(c)
			}
		case SeatLog:
			d.logs[c.From] += c.Lasted
			if c.To == Unanswered {
				d.in(time.Minute, func() { d.try2(Ready{c.Seat}) })
			}
		case CallDone:
			d.accounts = append(d.accounts, c.Account)
		case CallbackSet:
			d.owed[string(c.Caller)] = c.Callback
			if c.State == Kept || c.State == RangIn {
				d.kept[string(c.Caller)] = true
			}
		}
	}
}

func (d *day) ifLive(leg LegID, after time.Duration, in Input) {
	d.in(after, func() {
		if d.live[leg] {
			d.tell(in)
		}
	})
}

func (d *day) listen(c Play) {
	switch {
	case c.Loop:
	case c.Sound == Question && d.rnd.IntN(2) == 0:
		d.ifLive(c.Leg, 4*time.Second, Digit{c.Leg, byte('1' + d.rnd.IntN(5))})
	case c.Sound == Offering && d.rnd.IntN(3) == 0:
		d.ifLive(c.Leg, 4*time.Second, Digit{c.Leg, '1'})
	default:
		d.ifLive(c.Leg, 5*time.Second, Played{c.Leg, c.Sound})
	}
}

// converse ends a conversation after a while: the caller mostly, the seat sometimes, a failure now and then.
func (d *day) converse(c Tape) {
	delete(d.waits, c.Left)
	end := Ended{c.Left, HungUp}
	switch n := d.rnd.IntN(200); {
	case n == 0:
		end.Cause = Lost
	case n < 80:
		end.Leg = c.Right
	}
	d.ifLive(end.Leg, 20*time.Second+d.about(150*time.Second), end)
}

func (d *day) checkAccounts() {
	var n [2]int
	outcomes := map[Outcome]int{}
	for _, a := range d.accounts {
		if a.Direction != In {
			n[1]++
			continue
		}
		n[0]++
		outcomes[a.Outcome]++
		owed := a.Cut || a.AnsweredAt.IsZero() && a.Waited >= 5*time.Second
		if _, known := d.owed[string(a.Caller)]; owed && !known {
			d.t.Errorf("%s was forgotten: %+v", a.Caller, a)
		}
	}
	if n[0]+len(d.r.calls) < int(d.legs) {
		d.t.Errorf("%d people called, %d accounts were given", d.legs, n[0])
	}
	if outcomes[AnsweredCall] < int(d.legs)*85/100 || outcomes[Abandoned] == 0 || outcomes[ShortCall] == 0 || outcomes[AskedBack] == 0 {
		d.t.Errorf("the day went oddly: %v", outcomes)
	}
	d.t.Logf("%d calls in, %d out, %v, %d people owed, %d of them reached or faster", n[0], n[1], outcomes, len(d.owed), len(d.kept))
}

func (d *day) checkBoard() {
	var f Figures
	accounts := slices.Clone(d.accounts)
	for _, c := range d.r.calls {
		accounts = append(accounts, c.Account) // still talking, and answered already
	}
	for _, a := range accounts {
		if a.Direction == In && !a.AnsweredAt.IsZero() {
			f.Answered++
			f.Waited += a.Waited
			if a.Waited <= 15*time.Second {
				f.InTime++
			}
		}
		if a.Outcome == Abandoned && a.Direction == In {
			f.Abandoned++
		}
	}
	b := d.r.Board(d.now)
	if b.Today.Answered != f.Answered || b.Today.InTime != f.InTime || b.Today.Waited != f.Waited || b.Today.Abandoned != f.Abandoned {
		d.t.Errorf("the board says %+v, the accounts %+v", b.Today, f)
	}
	var sum int64
	for _, p := range b.Hotlines {
		sum += p.Today.Answered
	}
	var queues int64
	for _, p := range b.Queues {
		queues += p.LastDay.Answered
	}
	if sum != f.Answered || queues != f.Answered {
		d.t.Errorf("%d were answered: %d by hotline, %d by queue", f.Answered, sum, queues)
	}
	d.t.Logf("service level %.3f, connect rate %.3f, abandoned %.4f, mean wait %v, longest %v, handling %v, occupancy %.2f", b.Today.ServiceLevel(),
		b.Today.ConnectRate(), b.Today.AbandonRate(), b.Today.MeanWait(), b.Today.LongestWait, b.Today.MeanHandling(), b.Occupancy)
}

// checkHome: nothing is stuck when the night comes.
func (d *day) checkHome() {
	for _, c := range d.r.calls {
		if d.now.Sub(c.since) > 20*time.Minute {
			d.t.Errorf("call %d is %s since %v", c.Call, c.state, c.since)
		}
	}
	for id, s := range d.r.seats {
		if s.state != Offline {
			if s.state.Engaged() && d.now.Sub(s.since) > 20*time.Minute {
				d.t.Errorf("seat %d is %s since %v", id, s.state, s.since)
			}
		}
	}
	if n := len(d.r.legs); n > 30 {
		d.t.Errorf("%d legs are left", n)
	}
}
