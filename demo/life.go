package demo

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/demo/city"
	"huiyin/store"
)

const (
	beat     = 500 * time.Millisecond // how often the townsfolk look what there is to do
	perBeat  = 6                      // how many steps they take each time, at speed 1
	beatMost = 150                    // and at any speed
	rate     = 0.2                    // appeals a second when the hour is neither busy nor quiet, at speed 1
	openMost = 2500                   // how many matters may be open before nobody writes any more
	restAt   = 10 * time.Second       // a gap between two beats that is longer was a rest: nothing is made up for
	lookEach = 20 * time.Second       // how often it is counted anew which units have most to do
)

// Run lets the townsfolk live until the context ends: people write and call by the hour of the day, and everybody
// in the service does what lies in the worklists, some minutes of work for what takes days in life. A few things stay in
// every list for visitors. When the city is quiet, Run only waits.
func (t *Town) Run(ctx context.Context) error {
	if t.opts.Quiet {
		<-ctx.Done()
		return nil
	}
	l, err := t.Wake(ctx)
	if err != nil {
		return unlessEnded(ctx, err)
	}
	tick := time.NewTicker(beat)
	defer tick.Stop()
	for {
		if err := l.Beat(ctx); err != nil && ctx.Err() == nil {
			t.rooms.Log.Warn("the townsfolk stumbled", "err", err)
		}
		select {
		case <-ctx.Done():
			return l.goHome(context.WithoutCancel(ctx))
		case <-tick.C:
		}
	}
}

// goHome ends the calls that are on, so that no draft is left behind.
func (l *Life) goHome(ctx context.Context) error {
	last := l.last
	for _, k := range l.calls {
		if k.ends.After(last) {
			last = k.ends
		}
	}
	return l.hangUp(ctx, last)
}

// Life is the townsfolk at work. It belongs to one goroutine; Run is Wake and then a Beat twice a second.
type Life struct {
	town   *Town
	d      *rand.Rand
	began  time.Time
	last   time.Time // of the last beat
	looked time.Time
	owed   float64 // appeals that should have come by now
	calls  []call
	agenda agenda
	known  map[huiyin.CaseID]memory
	seen   [huiyin.Shards]int64
}

// memory is what an appellant of the townsfolk keeps of their own matter.
type memory struct {
	letter       city.Letter
	number, code string // of what they wrote themselves
}

// call is somebody on the line.
type call struct {
	c    huiyin.CaseID
	ends time.Time
	op   huiyin.Actor
	step casework.Step
	form casework.Form
}

// Wake lets everybody look at what there is to do.
func (t *Town) Wake(ctx context.Context) (*Life, error) {
	if err := t.paint(ctx); err != nil {
		return nil, err
	}
	l := &Life{town: t, d: t.city.Rand("life"), began: t.now(), last: t.now(), agenda: newAgenda(), known: map[huiyin.CaseID]memory{}}
	if err := t.store().Read(ctx, func(tx *store.Tx) (err error) { l.seen, err = tx.Heads(); return err }); err != nil {
		return nil, err
	}
	open, err := t.openCases(ctx)
	for i := range open {
		l.plan(&open[i], leftOver)
	}
	return l, err
}

// openCases reads every case that somebody has still to do with, and those that somebody wants reopened.
func (t *Town) openCases(ctx context.Context) ([]casework.Case, error) {
	var states []casework.State
	for _, s := range casework.States {
		if s.Open && s.State != casework.Draft {
			states = append(states, s.State)
		}
	}
	who := huiyin.Actor{Roles: []huiyin.Role{huiyin.Reviewer}, City: true}
	var out []casework.Case
	read := func(list func(huiyin.Page) ([]store.CaseLine, string, error)) error {
		for page, more := (huiyin.Page{Limit: 200}), true; more; more = page.After != "" {
			lines, next, err := list(page)
			if err != nil {
				return err
			}
			for _, line := range lines {
				c, err := t.load(ctx, line.ID)
				if err != nil {
					return err
				}
				out = append(out, c)
			}
			page.After = next
		}
		return nil
	}
	return out, errors.Join(
		read(func(p huiyin.Page) ([]store.CaseLine, string, error) {
			return t.rooms.Desk.List(ctx, store.CaseFilter{States: states}, p, who)
		}),
		read(func(p huiyin.Page) ([]store.CaseLine, string, error) {
			return t.rooms.Desk.Work(ctx, "reopenings", p, who)
		}))
}

// Beat does everything that is due by the house's clock: somebody writes or calls, calls end, work is done.
func (l *Life) Beat(ctx context.Context) error {
	now := l.town.now()
	passed := now.Sub(l.last)
	if l.last = now; passed > restAt || passed < 0 {
		passed = restAt
	}
	if now.Sub(l.looked) >= lookEach {
		l.looked = now
		if err := l.town.look(ctx); err != nil {
			return err
		}
	}
	if err := l.listen(ctx); err != nil {
		return err
	}
	load := min(max(city.Load(now.In(l.town.zone())), 0.4), 3)
	for l.owed += passed.Seconds() * rate * load * l.town.opts.Speed; l.owed >= 1; l.owed-- {
		if err := l.arrive(ctx, now); err != nil {
			return err
		}
	}
	if err := l.hangUp(ctx, now); err != nil {
		return err
	}
	for range min(int(perBeat*max(l.town.opts.Speed, 1)), beatMost) {
		a := l.agenda.due(now)
		if a == nil {
			return nil
		}
		if err := l.act(ctx, a, now); err != nil {
			return err
		}
	}
	return nil
}

// arrive lets one more person write or call, unless the city has enough to do or nobody is free to take the call.
func (l *Life) arrive(ctx context.Context, now time.Time) error {
	t := l.town
	letter := t.newLetter(l.d, topicDay+int(now.Sub(l.began)/(24*time.Hour)), "")
	a := t.appeal(l.d, letter)
	if l.agenda.len() >= openMost {
		return nil
	}
	if !spoken(letter.Channel) {
		r, err := t.rooms.Desk.Register(ctx, a, huiyin.TheAppellant)
		if err != nil {
			return err
		}
		l.known[r.Case] = memory{letter, r.Number, r.Code}
		return l.again(ctx, r.Case)
	}
	if letter.Channel == "phone" && t.plugged() && l.d.Float64()*t.opts.Speed < 1 {
		return nil // people call by telephone; where time flies, telephones alone cannot bring enough
	}
	ops := t.people().byRole[huiyin.Operator]
	if most := min(t.opts.Operators, len(ops)); len(l.calls) >= most {
		return nil
	}
	op := l.free(ops)
	c, err := t.rooms.Desk.Begin(ctx, a, op)
	if err != nil {
		return err
	}
	k := call{c: c.ID, op: op, step: casework.Register, ends: now.Add(l.hurry(time.Duration(20+l.d.IntN(70)) * time.Second))}
	if step := t.atOnce(l.d, letter); step != "" {
		k.step, k.form = step, t.spokenForm(l.d, step, letter)
	}
	l.known[c.ID] = memory{letter: letter}
	l.calls = append(l.calls, k)
	return nil
}

// free is the first operator who is not on the line.
func (l *Life) free(ops []huiyin.Actor) huiyin.Actor {
	for _, op := range ops {
		busy := false
		for _, k := range l.calls {
			busy = busy || k.op.Staff == op.Staff
		}
		if !busy {
			return op
		}
	}
	return ops[0]
}

// hurry makes a time shorter by the city's speed.
func (l *Life) hurry(d time.Duration) time.Duration {
	return time.Duration(float64(d) / l.town.opts.Speed)
}

// hangUp ends the calls whose time has come: the operator registers, or answers, or names another channel.
func (l *Life) hangUp(ctx context.Context, now time.Time) error {
	on := l.calls[:0:0]
	for i, k := range l.calls {
		if k.ends.After(now) {
			on = append(on, k)
			continue
		}
		o := order(k.step, k.op, time.Time{}, k.form)
		o.Case = k.c
		after, err := l.town.rooms.Desk.Take(ctx, o)
		switch {
		case err == nil:
			l.plan(&after, lively)
		case huiyin.KindOf(err) == "" || ctx.Err() != nil:
			l.calls = append(on, l.calls[i:]...)
			return fmt.Errorf("end a call: %w", err)
		default: // a visitor sat down at this operator's desk and was faster
			l.town.rooms.Log.Debug("a call had been ended", "step", k.step, "err", err)
		}
	}
	l.calls = on
	return nil
}

// again looks at a case and notes when to work on it.
func (l *Life) again(ctx context.Context, id huiyin.CaseID) error {
	c, err := l.town.load(ctx, id)
	if err == nil {
		l.plan(&c, lively)
	}
	return err
}

func (t *Town) load(ctx context.Context, id huiyin.CaseID) (c casework.Case, err error) {
	err = t.store().Read(ctx, func(tx *store.Tx) (err error) { c, err = tx.Case(id); return err })
	return c, err
}

// play is a case with its letter, remembered or read from the record.
func (l *Life) play(c *casework.Case) *play {
	m, mine := l.known[c.ID]
	if !mine {
		m.letter = letterOf(c)
	}
	p := l.town.play(c, m.letter)
	p.coded = m.code != ""
	return p
}

// take carries a move out, in the appellant's own name where they have number and code.
func (l *Life) take(ctx context.Context, c *casework.Case, m move) (casework.Case, error) {
	o := m.Order
	o.At, o.Version = time.Time{}, c.Version
	if o.By.Is(huiyin.Appellant) {
		return l.town.rooms.Desk.TakeAsAppellant(ctx, l.known[c.ID].number, l.known[c.ID].code, o)
	}
	return l.town.rooms.Desk.Take(ctx, o)
}
