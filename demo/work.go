package demo

import (
	"context"
	"slices"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/demo/city"
	"huiyin/store"
)

// pace says how fast a matter moves.
type pace float64

const (
	lively   pace = 1  // what came in since the townsfolk woke: through the whole procedure in some minutes
	leftOver pace = 25 // what lay there before: it moves so slowly that a visitor finds the past as it was told
)

// patience is how long the townsfolk leave a case alone that somebody else has just worked on.
const patience = 2 * time.Minute

// lags are how many seconds the townsfolk take for a step of a list, at speed 1: at least, at most.
var lags = map[string][2]int{
	"to_review": {15, 60}, "mailbox_letters": {15, 60}, "to_dispatch": {15, 60}, "to_sign": {20, 80}, "at_work": {25, 100},
	"to_audit": {20, 70}, "to_visit": {30, 120}, "not_satisfied": {30, 120}, "returns": {40, 150}, "non_acceptances": {40, 150},
	"voids": {40, 150}, "reopenings": {40, 150}, "": {40, 200},
}

// quickLists have limits of minutes: what lies there is never left over.
var quickLists = []string{"to_review", "mailbox_letters", "to_dispatch"}

// floors are how many matters stay in each list for visitors.
var floors = map[string]int{
	"to_review": 6, "mailbox_letters": 3, "to_dispatch": 6, "returns": 3, "non_acceptances": 3, "voids": 2, "reopenings": 2,
	"to_audit": 6, "not_satisfied": 3, "to_sign": 12, "at_work": 40, "to_visit": 12,
}

// unitFloor is how many matters stay in each list of a unit that the sign-in page shows.
const unitFloor = 2

// plan notes the next step on a case, or forgets the case when there is none for now.
func (l *Life) plan(c *casework.Case, how pace) {
	p := l.play(c)
	m, ok := earliest(p.duties())
	if !ok {
		m, ok = p.comingBack()
	}
	if !ok {
		l.agenda.drop(c.ID)
		if !c.State.Info().Open {
			delete(l.known, c.ID)
		}
		return
	}
	d, lag := p.dice("lag"), lags[m.list]
	wait := time.Duration(lag[0]*1000+d.IntN((lag[1]-lag[0])*1000)) * time.Millisecond
	slow := how
	if how == leftOver {
		wait = time.Duration(d.Int64N(int64(3 * wait)))
		if slices.Contains(quickLists, m.list) {
			slow = lively
		}
	}
	if n := p.missed(); m.list == "to_visit" && n > 0 {
		wait *= time.Duration(20 * n) // three tries on two days
	}
	now := l.town.now()
	l.agenda.put(&appointment{id: c.ID, at: now.Add(l.hurry(time.Duration(float64(wait) * float64(slow)))), version: c.Version, list: m.list, unit: p.unitOf(m), pace: how})
}

// unitOf is the unit in whose list a move stands.
func (p *play) unitOf(m move) huiyin.UnitID {
	for _, a := range p.c.Assignments {
		if a.ID == m.Assignment {
			return a.Unit
		}
	}
	return p.c.Lead
}

// comingBack: now and then somebody whose matter was closed says that it is not settled.
func (p *play) comingBack() (move, bool) {
	d := p.dice("back")
	if p.c.State != casework.Closed || p.c.Round > 1 || len(p.c.Requests) > 0 || d.Float64() > 0.02 {
		return move{}, false
	}
	moves := p.add(nil, move{Order: order(casework.AskReopen, p.voice(d), time.Time{}, casework.Form{Note: say(d, reopenings)})})
	return earliest(moves)
}

// act does what is due on a case, unless somebody else is at it or its list would run dry.
func (l *Life) act(ctx context.Context, a *appointment, now time.Time) error {
	c, err := l.town.load(ctx, a.id)
	if err != nil {
		return err
	}
	switch {
	case c.Version != a.version && now.Sub(c.ChangedAt) < patience:
		a.version, a.visited = c.Version, true
		l.agenda.later(a, c.ChangedAt.Add(patience))
		return nil
	case !a.visited && l.scarce(a):
		l.agenda.later(a, now.Add(l.hurry(time.Duration(20+l.d.IntN(40))*time.Second)))
		return nil
	}
	p := l.play(&c)
	m, ok := p.now(l)
	if !ok {
		l.agenda.drop(a.id)
		return nil
	}
	if !p.isOpen(m, now) {
		l.fail(a, now, "step", string(m.Step))
		return nil
	}
	after, err := l.take(ctx, &c, m)
	switch {
	case err == nil:
		l.plan(&after, a.pace)
		if next := l.agenda.byCase[a.id]; next != nil {
			next.visited = a.visited
		}
	case huiyin.KindOf(err) == "" || huiyin.KindOf(err) == huiyin.KindUnready || ctx.Err() != nil:
		return err
	default:
		l.fail(a, now, "step", string(m.Step), "err", err)
	}
	return nil
}

// now is what happens on a case at last: its duty or, now and then, that the appellant asks how it stands.
func (p *play) now(l *Life) (move, bool) {
	m, ok := earliest(p.duties())
	if !ok {
		return p.comingBack()
	}
	underWay := p.c.State == casework.Dispatched || p.c.State == casework.Rehandling
	if underWay && p.c.Urges == 0 && l.d.IntN(60) == 0 {
		moves := p.add(nil, move{Order: order(casework.Urge, p.voice(l.d), time.Time{}, casework.Form{Note: p.town.city.Urge(l.d, p.letter)})})
		if u, some := earliest(moves); some {
			return u, true
		}
	}
	return m, ok
}

// isOpen tells whether the procedure lists the step for this person now.
func (p *play) isOpen(m move, now time.Time) bool {
	return slices.ContainsFunc(p.dir.Book.Open(p.c, m.By, now), func(o casework.OpenStep) bool {
		return o.Step == m.Step && o.Assignment == m.Assignment && o.Request == m.Request
	})
}

// fail puts off what could not be done, and gives up after some times: the case is then left to visitors.
func (l *Life) fail(a *appointment, now time.Time, why ...any) {
	l.town.rooms.Log.Debug("the townsfolk could not take a step", append([]any{"case", int64(a.id)}, why...)...)
	if a.failed++; a.failed > 3 {
		l.agenda.drop(a.id)
		return
	}
	l.agenda.later(a, now.Add(patience))
}

// scarce tells whether a list has only as much as shall be left for visitors.
func (l *Life) scarce(a *appointment) bool {
	if l.agenda.crowd[a.list] <= floors[a.list] {
		return true
	}
	if a.list != "to_sign" && a.list != "at_work" && a.list != "to_visit" {
		return false
	}
	units := l.town.busyUnits()
	return slices.Contains(units[:min(len(units), shownUnits)], a.unit) && l.agenda.crowd[at(a.list, a.unit)] <= unitFloor
}

// listen reads in the journal what others did: visitors, the limits, or a past that is still being told.
func (l *Life) listen(ctx context.Context) error {
	touched := map[huiyin.CaseID]huiyin.Event{}
	err := l.town.store().Read(ctx, func(tx *store.Tx) error {
		heads, err := tx.Heads()
		for shard := range heads {
			for err == nil && l.seen[shard] < heads[shard] {
				var events []huiyin.Event
				if events, err = tx.EventsAfter(shard, l.seen[shard], 500); len(events) == 0 {
					break
				}
				for _, e := range events {
					l.seen[shard] = e.Seq
					touched[huiyin.CaseID(e.Stream)] = e
				}
			}
		}
		return err
	})
	for id, e := range touched {
		if l.agenda.byCase[id] != nil || l.calling(id) {
			continue // whoever acts on it next will see
		}
		c, missing := l.town.load(ctx, id)
		if missing != nil {
			if huiyin.KindOf(missing) != huiyin.KindNotFound { // the history of another thing
				return missing
			}
			continue
		}
		l.meet(&c, e)
	}
	return err
}

// meet takes up a case that somebody else began or changed.
func (l *Life) meet(c *casework.Case, e huiyin.Event) {
	if c.State == casework.Draft {
		return
	}
	letter, told := l.town.spokenOf(c.ID)
	if !c.State.Info().Open {
		return
	}
	if told {
		l.known[c.ID] = memory{letter: letter}
		l.plan(c, lively)
		return
	}
	fresh := c.ChangedAt.After(l.began)
	if !fresh {
		l.plan(c, leftOver)
		return
	}
	l.plan(c, lively)
	if a := l.agenda.byCase[c.ID]; a != nil && e.By != string(huiyin.System) {
		a.visited = true
		l.agenda.later(a, c.ChangedAt.Add(patience))
	}
}

// tellLife tells Run that the townsfolk opened a case on the telephone.
func (t *Town) tellLife(id huiyin.CaseID, letter city.Letter) {
	if t.opts.Quiet {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.spoken[id] = letter
}

// spokenOf is what was told on the telephone in a case of the townsfolk's, once.
func (t *Town) spokenOf(id huiyin.CaseID) (city.Letter, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	letter, told := t.spoken[id]
	delete(t.spoken, id)
	return letter, told
}

func (l *Life) calling(id huiyin.CaseID) bool {
	return slices.ContainsFunc(l.calls, func(k call) bool { return k.c == id })
}
