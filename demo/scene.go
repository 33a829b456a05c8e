package demo

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/demo/city"
)

// scene is a matter that shall stand somewhere when the past ends, so that nobody's worklist is empty when the first
// visitor signs in.
type scene struct {
	count       int
	turn        turn
	least, most time.Duration // how long ago it came in
	step        time.Duration // how much earlier it is tried again when it did not come far enough
	channel     string
	normal      bool // nothing urgent, whose limits are minutes
	draft       bool
	draws       int // a number of its own among the drafts
	goal        func(c *casework.Case) bool
	red         bool // and late when the past ends
	yellow      bool // and nearly late
}

// sceneTries is how often a scene is begun earlier before it is taken as it is.
const sceneTries = 24

// stop ends the telling where the scene is reached.
func (s *scene) stop(c *casework.Case) bool { return s.goal(c) }

// fits tells whether the scene stands as it should at the end of the past.
func (s *scene) fits(c *casework.Case, end time.Time) bool {
	l := leadOf(c)
	switch {
	case s.red:
		return l != nil && l.State.Open() && end.After(l.Due)
	case s.yellow:
		return l != nil && l.State.Open() && end.After(l.Yellow) && end.Before(l.Due)
	}
	return s.goal(c)
}

// suits tells whether a letter may be the beginning of the scene.
func (s *scene) suits(l city.Letter) bool {
	return (!s.normal || l.Urgency == string(casework.Normal)) && (s.turn != late && s.turn != narrow || l.Nature == string(casework.Consultation) || l.Nature == string(casework.Help))
}

func leadOf(c *casework.Case) *casework.Assignment {
	for i := len(c.Assignments) - 1; i >= 0; i-- {
		if a := &c.Assignments[i]; a.Part == casework.Lead && a.Parent == 0 && a.Round == c.Round && a.State != casework.Returned && a.State != casework.Cancelled {
			return a
		}
	}
	return nil
}

func stands(s casework.State) func(*casework.Case) bool {
	return func(c *casework.Case) bool { return c.State == s }
}

func asks(k casework.RequestKind) func(*casework.Case) bool {
	return func(c *casework.Case) bool {
		return slices.ContainsFunc(c.Requests, func(q casework.Request) bool { return q.Kind == k && q.State == casework.Asked })
	}
}

func lead(fits func(*casework.Assignment) bool) func(*casework.Case) bool {
	return func(c *casework.Case) bool { l := leadOf(c); return l != nil && fits(l) }
}

func some(fits func(*casework.Assignment) bool) func(*casework.Case) bool {
	return func(c *casework.Case) bool {
		return slices.ContainsFunc(c.Assignments, func(a casework.Assignment) bool { return a.State.Open() && fits(&a) })
	}
}

func drafted(a *casework.Assignment) bool { return a.Public != "" }

const (
	minute = time.Minute
	hour   = time.Hour
	day    = 24 * time.Hour
)

// sceneTable is what stands in the lists: about 170 matters, told before all others.
var sceneTable = []scene{
	{count: 14, least: minute, most: 24 * minute, step: minute, normal: true, goal: stands(casework.Registered)},
	{count: 3, least: 40 * minute, most: 3 * hour, step: hour, normal: true, goal: stands(casework.Registered)},
	{count: 7, least: 2 * minute, most: 40 * minute, step: minute, normal: true, channel: "letter", goal: stands(casework.Registered)},
	{count: 3, draft: true, least: minute, most: 9 * minute, step: minute, channel: "phone", goal: stands(casework.Draft)},
	{count: 9, turn: turn(casework.AskMore), least: 2 * hour, most: 40 * hour, step: hour, goal: stands(casework.Supplementing)},
	{count: 12, least: 20 * minute, most: 6 * hour, step: 30 * minute, goal: stands(casework.AtTransfer)},
	{count: 7, turn: turn(casework.ProposeDecline), least: hour, most: 6 * hour, step: 30 * minute, goal: asks(casework.NonAcceptance)},
	{count: 5, turn: turn(casework.ProposeVoid), least: 40 * minute, most: 5 * hour, step: 30 * minute, goal: asks(casework.VoidEntry)},
	{count: 3, turn: turn(casework.ProposeDecline), least: 2 * day, most: 4 * day, step: 12 * hour, channel: "letter", goal: func(c *casework.Case) bool { return c.State == casework.Declined }},
	{count: 16, least: 3 * hour, most: 7 * hour, step: hour, normal: true, goal: lead(func(a *casework.Assignment) bool { return a.State == casework.ToSign })},
	{count: 8, turn: turn(casework.AskReturn), least: 4 * hour, most: 20 * hour, step: 5 * hour, normal: true, goal: asks(casework.ReturnOrder)},
	{count: 8, least: day, most: 2 * day, step: 8 * hour, goal: lead(func(a *casework.Assignment) bool { return a.State == casework.Signed })},
	{count: 8, least: day, most: 3 * day, step: 12 * hour, goal: lead(func(a *casework.Assignment) bool { return a.State == casework.Contacted })},
	{count: 10, least: 2 * day, most: 5 * day, step: day, goal: lead(drafted)},
	{count: 8, turn: helped, least: day, most: 3 * day, step: 12 * hour, goal: some(func(a *casework.Assignment) bool { return a.Part == casework.Co && a.State != casework.ToSign })},
	{count: 7, turn: handed, least: day, most: 3 * day, step: 12 * hour, goal: some(func(a *casework.Assignment) bool { return a.Parent != 0 })},
	{count: 13, least: 2 * day, most: 4 * day, step: day, goal: stands(casework.Answered)},
	{count: 6, turn: turn(casework.SendReplyBack), least: 3 * day, most: 5 * day, step: day, goal: lead(func(a *casework.Assignment) bool { return a.SentBack > 0 && a.State.Open() })},
	{count: 12, least: 3 * day, most: 5 * day, step: day, goal: stands(casework.Visiting)},
	{count: 6, turn: unkind, least: 4 * day, most: 6 * day, step: day, goal: func(c *casework.Case) bool {
		return c.State == casework.Visiting && c.Outcome == string(casework.Dissatisfied)
	}},
	{count: 6, turn: unkind, least: 5 * day, most: 8 * day, step: day, goal: stands(casework.Rehandling)},
	{count: 5, turn: turn(casework.AskReopen), least: 9 * day, most: 14 * day, step: day, goal: asks(casework.Reopening)},
	{count: 10, turn: late, least: 6 * day, most: 9 * day, step: day, red: true, normal: true, goal: lead(drafted)},
	{count: 8, turn: narrow, least: 2 * day, most: 3 * day, step: 7 * hour, yellow: true, normal: true, goal: lead(drafted)},
}

// fullPast is from how many matters on the table is played whole; a smaller past has fewer of each scene.
const fullPast = 2000

// scenes are the plots of the table.
func (t *Town) scenes(end time.Time) []plot {
	d, zone := t.city.Rand("scenes"), t.zone()
	busy := t.busy()
	var out []plot
	for i := range sceneTable {
		count := sceneTable[i].count
		if t.opts.Cases < fullPast && !sceneTable[i].draft {
			count = (count*t.opts.Cases + fullPast - 1) / fullPast
		}
		for n := range count {
			s := sceneTable[i]
			s.draws = n
			w := busy[(i+n)%len(busy)]
			w.Channel = s.channel
			at := end.Add(-s.least - time.Duration(d.Int64N(int64(s.most-s.least)))).In(zone).Truncate(time.Second)
			out = append(out, plot{key: fmt.Sprintf("demo scene %d-%d", i, n), at: at, scene: &s, wish: &w})
		}
	}
	return out
}

// busyCount is how many units the scenes play in.
const busyCount = 5

// busy are wishes for letters to those units that are written to most, so that whoever signs in there finds work: three
// of the city's and two of districts.
func (t *Town) busy() []city.Wish {
	type seen struct {
		unit   huiyin.UnitID
		n      int
		local  bool
		wishes city.Wish
	}
	found := map[huiyin.UnitID]*seen{}
	d, dir := t.city.Rand("busy"), t.rooms.Directory.City()
	for range 600 {
		l := t.city.Write(d, city.Wish{Language: "zh"})
		u := dir.UnitByCode(t.city.Lead(l.Category, l.Area))
		if u == nil || l.Nature == string(casework.Praise) {
			continue
		}
		if found[u.ID] == nil {
			found[u.ID] = &seen{unit: u.ID, local: len(u.Area) > 4, wishes: city.Wish{Area: l.Area[:6], Language: "zh"}}
		}
		s := found[u.ID]
		s.n++
		s.wishes.Categories = append(s.wishes.Categories, l.Category)
	}
	var all []*seen
	for _, s := range found {
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b *seen) int { return cmp.Or(b.n-a.n, cmp.Compare(a.unit, b.unit)) })
	var out []city.Wish
	local := 0
	for _, s := range all {
		if s.local && local < 2 || !s.local && len(out)-local < busyCount-2 {
			if s.local {
				local++
			}
			out = append(out, s.wishes)
		}
	}
	return out
}
