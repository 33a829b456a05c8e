package demo

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"time"

	"huiyin"
	"huiyin/calendar"
	"huiyin/casework"
	"huiyin/demo/city"
	"huiyin/desk"
	"huiyin/directory"
)

// play is one matter as the people of the city see it: what it says, who is who, and the dice of this matter. Its dice
// depend on its words and on how far it has come, so that whoever looks again makes up their mind in the same way.
type play struct {
	town   *Town
	cast   *cast
	dir    *directory.City
	c      *casework.Case
	letter city.Letter
	key    uint64
	turn   turn
	coded  bool // the appellant has number and code at hand
}

// turn is the unusual thing that shall happen in a matter, such as a return order; "" leaves everything to chance.
type turn string

const (
	late   turn = "late"   // the unit misses its limit
	narrow turn = "narrow" // the unit comes close to it
	handed turn = "handed" // the work is handed down
	helped turn = "helped" // several units
	unkind turn = "unkind" // the appellant is not satisfied
)

// move is what somebody is about to do.
type move struct {
	desk.Order
	list string // the worklist that it is done from, "" for what citizens do
}

func (t *Town) play(c *casework.Case, l city.Letter) *play {
	p := &play{town: t, cast: t.people(), dir: t.rooms.Directory.City(), c: c, letter: l}
	h := fnv.New64a()
	h.Write([]byte(c.Title + "\x00" + c.Content + "\x00" + c.Place)) // never fails, by the contract of hash.Hash
	p.key = h.Sum64()
	return p
}

// letterOf is a case's letter as far as its record tells; of a letter that the city wrote, more is known.
func letterOf(c *casework.Case) city.Letter {
	l := city.Letter{Title: c.Title, Content: c.Content, Demand: c.Demand, Nature: string(c.Nature), Category: c.Category,
		Urgency: string(c.Urgency), Channel: string(c.Channel), Area: c.Area, Place: c.Place, Language: "zh", By: "person"}
	if c.Language == "en" {
		l.Language = "en"
	}
	return l
}

// dice are thrown anew at every step of the case.
func (p *play) dice(what string) *rand.Rand {
	return p.town.city.Rand(fmt.Sprintf("%x %d %s", p.key, p.c.Version, what))
}

// lot is drawn once for the case, or for one part of it.
func (p *play) lot(what string, n ...int) *rand.Rand {
	return p.town.city.Rand(fmt.Sprintf("%x %s %v", p.key, what, n))
}

// takes tells whether a matter takes an unusual turn here.
func (p *play) takes(d *rand.Rand, t turn, chance float64) bool {
	if p.turn != "" {
		return p.turn == t
	}
	return d.Float64() < chance
}

// does is takes for turns that are steps of the procedure.
func (p *play) does(d *rand.Rand, s casework.Step, chance float64) bool {
	return p.takes(d, turn(s), chance)
}

// minutes is a moment by the clock: the centre works in shifts around it.
func (p *play) minutes(d *rand.Rand, from time.Time, least, most int) time.Time {
	return from.Add(time.Duration(60*least+d.IntN(60*(most-least)+1)) * time.Second)
}

// office is a moment in working minutes: units work when they are open.
func (p *play) office(d *rand.Rand, from time.Time, least, most int) time.Time {
	return p.working(from, least+d.IntN(most-least+1)).Add(time.Duration(d.IntN(50)) * time.Second)
}

func (p *play) working(from time.Time, minutes int) time.Time {
	return p.dir.Book.Calendar.Deadline(from, calendar.Limit{Amount: max(minutes, 1), Unit: calendar.WorkingMinutes}).Due
}

// answer is what the unit found and did in this round, and how the appellant will judge it.
func (p *play) answer() city.Answer {
	a := p.town.city.Answer(p.lot("answer", p.c.Round), p.letter)
	switch {
	case p.turn == unkind:
		a.Contacted, a.Satisfaction = true, "dissatisfied"
	case p.c.Round > 1 && a.Satisfaction == "dissatisfied" && p.lot("second", p.c.Round).IntN(2) > 0:
		a.Satisfaction = "basic"
	}
	return a
}

// earliest is the move whose moment comes first.
func earliest(moves []move) (move, bool) {
	var first move
	found := false
	for _, m := range moves {
		if !found || m.At.Before(first.At) {
			first, found = m, true
		}
	}
	return first, found
}

// duties are what the people of the service, and an appellant who was asked something, will do next.
func (p *play) duties() []move {
	c := p.c
	var out []move
	open := func(kinds ...casework.RequestKind) bool { return p.pending(kinds...) != nil }
	for i := range c.Requests {
		if q := &c.Requests[i]; q.State == casework.Asked {
			out = p.add(out, p.decide(q))
		}
	}
	switch c.State {
	case casework.Registered:
		if !open(casework.NonAcceptance, casework.VoidEntry) {
			out = p.add(out, p.review())
		}
	case casework.Supplementing:
		if !open(casework.NonAcceptance, casework.VoidEntry) {
			out = p.add(out, p.complete())
		}
	case casework.AtTransfer:
		if !open(casework.NonAcceptance, casework.VoidEntry) {
			out = p.add(out, p.transfer())
		}
		out = append(out, p.parts()...)
	case casework.Dispatched, casework.Rehandling:
		out = append(out, p.parts()...)
	case casework.Answered:
		out = p.add(out, p.audit())
	case casework.Visiting:
		out = p.add(out, p.visit())
	}
	return out
}

// add keeps a move that somebody is there to make, never before what has happened already.
func (p *play) add(moves []move, m move) []move {
	if m.Step == "" || len(m.By.Roles) == 0 {
		return moves
	}
	if m.Case = p.c.ID; m.At.Before(p.c.ChangedAt) {
		m.At = p.c.ChangedAt.Add(time.Second)
	}
	return append(moves, m)
}

func (p *play) pending(kinds ...casework.RequestKind) *casework.Request {
	for i := range p.c.Requests {
		q := &p.c.Requests[i]
		for _, k := range kinds {
			if q.State == casework.Asked && q.Kind == k {
				return q
			}
		}
	}
	return nil
}

// say picks a sentence.
func say(d *rand.Rand, list []string) string { return list[d.IntN(len(list))] }

func order(s casework.Step, by huiyin.Actor, at time.Time, f casework.Form) desk.Order {
	return desk.Order{Order: casework.Order{Step: s, By: by, At: at, Form: f}}
}
