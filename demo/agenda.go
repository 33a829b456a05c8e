package demo

import (
	"cmp"
	"container/heap"
	"strconv"
	"time"

	"huiyin"
)

// agenda is what the townsfolk mean to do, and when; each case stands in it once.
type agenda struct {
	byTime queue
	byCase map[huiyin.CaseID]*appointment
	crowd  map[string]int // how many stand in each list, in the city and in each unit
}

// appointment is the next step on a case.
type appointment struct {
	id      huiyin.CaseID
	at      time.Time
	version int64 // of the case when it was made
	list    string
	unit    huiyin.UnitID
	pace    pace
	visited bool // a visitor of the demo has worked on the case: it shall not lie about
	failed  int  // how often it could not be done
	index   int
}

func newAgenda() agenda {
	return agenda{byCase: map[huiyin.CaseID]*appointment{}, crowd: map[string]int{}}
}

func (g *agenda) len() int { return len(g.byCase) }

// put enters an appointment in place of the one that the case had.
func (g *agenda) put(a *appointment) {
	g.drop(a.id)
	g.byCase[a.id] = a
	g.count(a, 1)
	heap.Push(&g.byTime, a)
}

func (g *agenda) drop(id huiyin.CaseID) {
	if old := g.byCase[id]; old != nil {
		delete(g.byCase, id)
		g.count(old, -1)
		heap.Remove(&g.byTime, old.index)
	}
}

// due is the appointment that is most overdue, or nil. It stays in the agenda until another takes its place.
func (g *agenda) due(now time.Time) *appointment {
	if len(g.byTime) == 0 || g.byTime[0].at.After(now) {
		return nil
	}
	return g.byTime[0]
}

// later puts an appointment off.
func (g *agenda) later(a *appointment, at time.Time) {
	a.at = at
	heap.Fix(&g.byTime, a.index)
}

func (g *agenda) count(a *appointment, by int) {
	g.crowd[a.list] += by
	g.crowd[at(a.list, a.unit)] += by
}

// at names a unit's own list.
func at(list string, unit huiyin.UnitID) string {
	return list + " " + strconv.FormatInt(int64(unit), 10)
}

// queue is a heap by time.
type queue []*appointment

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	return cmp.Or(q[i].at.Compare(q[j].at), cmp.Compare(q[i].id, q[j].id)) < 0
}
func (q queue) Swap(i, j int) {
	q[i], q[j] = q[j], q[i]
	q[i].index, q[j].index = i, j
}
func (q *queue) Push(x any) {
	a := x.(*appointment)
	a.index = len(*q)
	*q = append(*q, a)
}
func (q *queue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}
