package casework

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"huiyin"
	"huiyin/calendar"
)

// The city of these tests: a district with a section and its team, a department with a section.
const (
	city huiyin.UnitID = iota + 1
	district
	section
	team
	department
	office
)

var below = map[huiyin.UnitID][]huiyin.UnitID{
	city: {city, district, section, team, department, office}, district: {district, section, team}, section: {section, team},
	team: {team}, department: {department, office}, office: {office},
}

var shanghai = time.FixedZone("Asia/Shanghai", 8*3600)

// wednesday is an ordinary working day at ten in the morning.
var wednesday = time.Date(2026, 9, 16, 10, 0, 0, 0, shanghai)

func book() Book {
	b := NewBook(calendar.China(), DefaultLimits())
	next := int64(0)
	b.NewID = func(time.Time) int64 { next++; return next }
	return b
}

func centre(staff huiyin.StaffID, rs ...huiyin.Role) huiyin.Actor {
	return huiyin.Actor{Staff: staff, Roles: rs, City: true}
}

func of(unit huiyin.UnitID, staff huiyin.StaffID, rs ...huiyin.Role) huiyin.Actor {
	return huiyin.Actor{Staff: staff, Roles: rs, Unit: unit, Units: below[unit]}
}

// everybody is a city's staff, three of each in the centre, so that there is always a second and a third person; and
// the appellant.
func everybody() []huiyin.Actor {
	all := []huiyin.Actor{huiyin.TheAppellant}
	staff := huiyin.StaffID(100)
	for _, r := range []huiyin.Role{huiyin.Operator, huiyin.Reviewer, huiyin.TransferOfficer, huiyin.ShiftLeader, huiyin.Visitor, huiyin.Open311Client} {
		for range 3 {
			staff++
			all = append(all, centre(staff, r))
		}
	}
	all = append(all, centre(staff+1, huiyin.Operator, huiyin.Reviewer, huiyin.TransferOfficer, huiyin.ShiftLeader)) // one who could do everything alone
	staff++
	for u := city; u <= office; u++ {
		for _, r := range []huiyin.Role{huiyin.UnitClerk, huiyin.Handler, huiyin.UnitLeader, huiyin.Coordinator, huiyin.MailboxClerk} {
			staff++
			all = append(all, of(u, staff, r))
		}
	}
	return all
}

// words is in every text that a walker writes, so that a word that leaks into the journal is found.
const words = "these are words of people"

// walker takes steps that are open, at random, and checks the record after each.
type walker struct {
	t    *testing.T
	rnd  *rand.Rand
	b    Book
	all  []huiyin.Actor
	c    Case
	now  time.Time
	log  []string
	seen *census
}

// census is what all walks together have met.
type census struct {
	states map[State]int
	rows   map[*rule]int
	arrows map[[2]State]int
	parts  map[AssignmentState]int
	asked  map[RequestState]int
	hidden int // forms that could not be filled, such as a hand-down to units that are all at work
}

func newCensus() *census {
	return &census{map[State]int{}, map[*rule]int{}, map[[2]State]int{}, map[AssignmentState]int{}, map[RequestState]int{}, 0}
}

func newWalker(t *testing.T, seed uint64, seen *census) *walker {
	w := &walker{t: t, rnd: rand.New(rand.NewPCG(seed, 7)), b: book(), all: everybody(), now: wednesday, seen: seen}
	w.now = w.now.Add(time.Duration(w.rnd.IntN(60*24*60)) * time.Minute)
	c := Case{ID: huiyin.CaseID(seed + 1), Number: "1", Channel: pick(w.rnd, Channels), Confidentiality: 1, Person: huiyin.PersonID(w.rnd.IntN(3)), Historic: w.rnd.IntN(12) == 0}
	if w.rnd.IntN(3) == 0 {
		c.Mailbox, c.MailboxUnit = 1, pick(w.rnd, []huiyin.UnitID{city, district, department})
	}
	operator := w.all[1]
	w.c = w.b.Begin(c, operator, w.now).Case
	w.check(w.c)
	return w
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// fail tells the whole walk.
func (w *walker) fail(format string, args ...any) {
	w.t.Helper()
	for _, line := range w.log {
		w.t.Log(line)
	}
	w.t.Fatalf(format, args...)
}

// step lets somebody take one of the steps open to them; false when nobody found one.
func (w *walker) step() bool {
	w.pass()
	for range 400 {
		who := pick(w.rnd, w.all)
		open := w.b.Open(&w.c, who, w.now)
		if len(open) == 0 {
			continue
		}
		o := pick(w.rnd, open)
		if slices.Contains(detours, o.Step) && w.rnd.IntN(8) > 0 {
			continue // so that walks come far
		}
		if form, ok := w.form(o, who); ok {
			w.take(Order{Step: o.Step, Assignment: o.Assignment, Request: o.Request, By: who, At: w.now, Version: w.c.Version, Form: form})
			return true
		}
		w.seen.hidden++
	}
	return false
}

var detours = []Step{Urge, Supplement, Recall, AskMore, SendBack, ProposeVoid, ProposeDecline, Object, Redirect, AnswerDirectly, Discard, ContactFirst, DraftReply, Verify, AssignDown}

// pass lets some time pass, and sometimes the system do what is due.
func (w *walker) pass() {
	switch w.rnd.IntN(12) {
	case 0:
		w.now = w.now.Add(time.Duration(w.rnd.IntN(30*24)) * time.Hour)
	case 1:
		if w.c.Wake.After(w.now) {
			w.now = w.c.Wake
		}
	case 2:
		w.now = w.now.Add(time.Duration(w.rnd.IntN(24*60)) * time.Minute)
	default:
		w.now = w.now.Add(time.Duration(w.rnd.IntN(90_000)) * time.Millisecond)
	}
	if w.rnd.IntN(3) > 0 {
		w.tick()
	}
	if w.c.Historic && w.c.State == Visiting && w.rnd.IntN(2) == 0 {
		w.take(Order{Step: CloseHistoric, By: huiyin.TheSystem, At: w.now})
	}
}

// tick does what the system has to do, as the desk does.
func (w *walker) tick() {
	orders := w.b.Overdue(&w.c, w.now)
	if due := !w.c.Wake.IsZero() && !w.c.Wake.After(w.now); due != (len(orders) > 0) {
		w.fail("the case wakes at %v; at %v the system finds %d things to do", w.c.Wake, w.now, len(orders))
	}
	for _, o := range orders {
		w.take(o)
		if _, err := w.b.Take(w.c, o); err == nil {
			w.fail("the system could %s twice", o.Step)
		}
	}
	if left := w.b.Overdue(&w.c, w.now); len(left) > 0 {
		w.fail("after the system had done all it finds %v", left)
	}
}

// take takes a step that is open and must therefore succeed.
func (w *walker) take(o Order) {
	w.t.Helper()
	before := w.c.Clone()
	w.log = append(w.log, fmt.Sprintf("%s v%d %-12s %-16s by %v unit %d a=%d q=%d to=%d+%v %s%s %s%s%s", w.now.In(shanghai).Format("2006-01-02 15:04"), w.c.Version, w.c.State, o.Step, o.By.Roles, o.By.Unit,
		o.Assignment, o.Request, o.Form.Unit, o.Form.Units, o.Form.Nature, o.Form.Urgency, o.Form.Outcome, o.Form.Satisfaction, o.Form.Limit))
	r, err := (&work{Book: w.b, c: &w.c, a: w.c.assignment(o.Assignment), r: w.c.request(o.Request), who: o.By, at: w.now}).find(o.Step)
	if err != nil {
		w.fail("%s is offered and refused: %v", o.Step, err)
	}
	ch, err := w.b.Take(w.c, o)
	if err != nil {
		w.fail("%s is open, its form is filled, and it is refused: %v", o.Step, err)
	}
	w.changed(r, before, ch)
	w.c = ch.Case
	w.check(before)
	w.seen.rows[r]++
}

// form fills what a step asks for; false when there is nothing to fill in.
func (w *walker) form(o OpenStep, who huiyin.Actor) (Form, bool) {
	var f Form
	for _, d := range o.Fields {
		if !d.Required && w.rnd.IntN(2) == 0 {
			continue
		}
		if text := f.text(d.Name); text != nil {
			*text = words
			if d.Kind == Choice {
				*text = pick(w.rnd, d.Options)
			}
			if d.Kind == OneCat || d.Kind == OneArea {
				*text = pick(w.rnd, []string{"01", "0102", "02"})
			}
			continue
		}
		w.part(&f, d)
	}
	return f, w.sensible(&f, o, who)
}

func (w *walker) part(f *Form, d Field) {
	units := []huiyin.UnitID{district, section, team, department, office}
	switch d.Name {
	case "unit":
		f.Unit = pick(w.rnd, units)
	case "units":
		f.Units = []huiyin.UnitID{pick(w.rnd, units), pick(w.rnd, units)}
	case "article":
		f.Article = 1
	case "files":
		f.Files = []huiyin.FileID{1}
	case "limit":
		f.Limit = pick(w.rnd, []calendar.Limit{{Amount: 2, Unit: calendar.WorkingDays}, {Amount: 20, Unit: calendar.WorkingDays}, {Amount: 90, Unit: calendar.ClockMinutes}, {Amount: 9, Unit: calendar.CalendarDays}})
	case "moment":
		f.Moment = w.now.Add(-time.Second)
		if f.Moment.Before(w.c.RegisteredAt) {
			f.Moment = w.now
		}
	case "point":
		lon, lat := 104.06, 30.67
		f.Lon, f.Lat = &lon, &lat
	case "defects":
		f.Defects = []string{pick(w.rnd, Defects)}
	}
}

// sensible makes a random form one that a person would send.
func (w *walker) sensible(f *Form, o OpenStep, who huiyin.Actor) bool {
	if f.Confidentiality != "" && o.Step != Register {
		f.Confidentiality = "3"
	}
	if f.Solved == "no" {
		f.UnsolvedReason = words
	}
	switch {
	case o.Step == VisitAppellant && f.Outcome == "unreachable":
		f.Satisfaction, f.Solved, f.Truthful = "", "", ""
	case o.Step == VisitAppellant:
		f.Satisfaction = pick(w.rnd, []string{"satisfied", "dissatisfied", "dissatisfied", "unable_to_judge"})
	case o.Step == AssignDown:
		free := slices.DeleteFunc(slices.Clone(who.Units), func(u huiyin.UnitID) bool {
			return u == who.Unit || slices.ContainsFunc(w.c.Assignments, func(a Assignment) bool {
				return a.Parent == o.Assignment && a.Unit == u && a.State.Open()
			})
		})
		if len(free) == 0 {
			return false
		}
		f.Unit = pick(w.rnd, free)
	}
	return true
}
