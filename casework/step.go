package casework

import (
	"slices"
	"time"

	"huiyin"
)

// Step is a verb of the regulations.
type Step string

// Machine says which of the three machines a step belongs to.
type Machine string

const (
	OnCase       Machine = "case"
	OnAssignment Machine = "assignment"
	OnRequest    Machine = "request"
)

// rule is a row of the procedure: from where, by whom, to where, what it asks for, what else must hold, what it does.
type rule struct {
	Step  Step
	From  []State           // of the case
	Of    []AssignmentState // of the assignment, for assignment steps
	Kind  RequestKind       // of the request, for request steps
	Who   []huiyin.Role
	To    State           // of the case; "" where it stays or the rest of the record decides
	May   []State         // where it may come to stand, depending on the record
	Then  AssignmentState // of the assignment, where it moves
	Ask   []Field
	Law   string              // where the rule comes from
	Guard func(w *work) error // what else must hold of the record; the form is still empty then; nil when nothing
	Check func(w *work) error // what must hold of the filled form; nil when Ask says all
	Do    func(w *work)       // nil when moving is all
}

// conclusion is what follows from the record by itself, after any step.
type conclusion struct {
	From  []State
	To    State
	Event string
	Law   string
	When  func(c *Case) bool
	Do    func(w *work)
}

// work is one step in progress: the record as it will be, the part meant, who does it, when, with what.
type work struct {
	Book
	c     *Case
	a     *Assignment
	r     *Request
	who   huiyin.Actor
	at    time.Time
	f     Form
	facts map[string]any
	extra []Happened
	notes []Contact
	kept  bool // the form's note has found its place
}

// Order asks for a step to be taken.
type Order struct {
	Step       Step
	Assignment huiyin.AssignmentID // for assignment steps
	Request    huiyin.RequestID    // for request steps
	By         huiyin.Actor
	At         time.Time
	Version    int64 // the version the person saw; 0 when any will do
	Form       Form
}

// Happened is an event before the journal gives it a place: codes and identities only, never words of people.
type Happened struct {
	Kind  string
	Facts map[string]any
}

// Contact is each time the person and the city spoke: its words go to the record, never to the journal. Words that
// stay in the house travel the same way: remark, verification, audit.
type Contact struct {
	Kind      string // first, supplement, urge, question, answer, first_contact, return_visit, rating, objection, reopen, notice; remark, verification, audit
	Outbound  bool
	Note      string
	Unit      huiyin.UnitID
	Reached   bool
	Files     []huiyin.FileID
	Staff     huiyin.StaffID
	At        time.Time
	Appellant bool // the appellant may read it on the track page
}

// Change is what a step did: the record after it, what happened, and what was said.
type Change struct {
	Case     Case
	Events   []Happened
	Contacts []Contact
}

// OpenStep is a step that this person may take now, with what it will ask for.
type OpenStep struct {
	Step       Step
	On         Machine
	Assignment huiyin.AssignmentID
	Request    huiyin.RequestID
	Fields     []Field
}

// Open lists the steps open to a person now, in the order of the regulations.
func (b Book) Open(c *Case, who huiyin.Actor, now time.Time) []OpenStep {
	var out []OpenStep
	w := &work{Book: b, c: c, who: who, at: now}
	try := func(m Machine, r *rule) {
		if slices.Equal(r.Who, systemOnly) || !w.allowed(r) || !w.stands(r) || r.Guard != nil && r.Guard(w) != nil {
			return
		}
		s := OpenStep{Step: r.Step, On: m, Fields: r.Ask}
		if w.a != nil {
			s.Assignment = w.a.ID
		}
		if w.r != nil {
			s.Request = w.r.ID
		}
		out = append(out, s)
	}
	for i := range requestSteps {
		for j := range c.Requests {
			w.r = &c.Requests[j]
			try(OnRequest, &requestSteps[i])
		}
	}
	w.r = nil
	for i := range caseSteps {
		try(OnCase, &caseSteps[i])
	}
	for i := range assignmentSteps {
		for j := range c.Assignments {
			w.a = &c.Assignments[j]
			try(OnAssignment, &assignmentSteps[i])
		}
	}
	return out
}

var systemOnly = roles(huiyin.System)

// stands tells whether case, assignment and request are where the row begins.
func (w *work) stands(r *rule) bool {
	return slices.Contains(r.From, w.c.State) &&
		(r.Of == nil || w.a != nil && slices.Contains(r.Of, w.a.State)) &&
		(r.Kind == "" || w.r != nil && w.r.Kind == r.Kind && w.r.State == Asked)
}

// fits tells why a step is not open; nil means that it is. Permission is checked before anything that would
// tell a stranger about the record.
func (w *work) fits(r *rule) error {
	switch {
	case !w.allowed(r):
		return huiyin.Forbidden("step_not_yours", "This step is for %v; your account does not hold that role here.", r.Who)
	case w.stands(r):
		if r.Guard != nil {
			return r.Guard(w)
		}
		return nil
	case !slices.Contains(r.From, w.c.State):
		return huiyin.Conflict("step_not_open", "The step %q is not open: the case is %q now. Reload it to see the steps that are.", r.Step, w.c.State)
	case r.Kind != "":
		return huiyin.Conflict("step_not_open", "This request has been decided already.")
	}
	return huiyin.Conflict("step_not_open", "The step %q is not open for this assignment in its present state.", r.Step)
}

// allowed checks the role, and for a unit's people that the assignment is their unit's.
func (w *work) allowed(r *rule) bool {
	for _, role := range r.Who {
		if slices.Contains(w.who.Roles, role) && w.here(role) {
			return true
		}
	}
	return false
}

// here tells whether a role that is bound to a unit is held where this case is.
func (w *work) here(role huiyin.Role) bool {
	switch role {
	case huiyin.UnitClerk, huiyin.Handler, huiyin.UnitLeader, huiyin.Coordinator:
		if w.a != nil {
			return w.who.Speaks(w.a.Unit)
		}
		return w.c.Lead != 0 && w.who.Speaks(w.c.Lead)
	case huiyin.MailboxClerk: // a letter to their own box, or one they are writing down
		if w.c.State == Draft && (w.c.RegisteredBy == 0 || w.c.RegisteredBy == w.who.Staff) {
			return true
		}
		return w.c.MailboxUnit != 0 && w.who.Speaks(w.c.MailboxUnit)
	}
	return true
}

// Take carries out a step on a copy of the record. Moments count in milliseconds, and a clock that was set back does
// not turn the record back.
func (b Book) Take(c Case, o Order) (Change, error) {
	next := c.Clone()
	w := &work{Book: b, c: &next, who: o.By, at: o.At.Truncate(time.Millisecond), facts: map[string]any{}}
	if w.at.Before(c.ChangedAt) {
		w.at = c.ChangedAt
	}
	if o.Assignment != 0 {
		if w.a = next.assignment(o.Assignment); w.a == nil {
			return Change{}, huiyin.NotFound("assignment", "This case has no such assignment.")
		}
	}
	if o.Request != 0 {
		if w.r = next.request(o.Request); w.r == nil {
			return Change{}, huiyin.NotFound("request", "This case has no such request.")
		}
	}
	r, err := w.find(o.Step)
	if err != nil {
		return Change{}, err
	}
	if o.Version != 0 && o.Version != c.Version {
		return Change{}, huiyin.Conflict("changed_meanwhile", "Somebody changed this case while you were looking at it. Reload it, then take the step if it is still open.")
	}
	if err := w.fill(r, o.Form); err != nil {
		return Change{}, err
	}
	return w.finish(r), nil
}

// fill takes from the form what the step asks for, and checks it.
func (w *work) fill(r *rule, f Form) error {
	w.f = f.only(r.Ask)
	if w.c.State == Draft {
		w.f.completeFrom(w.c, r.Ask)
	}
	if err := check(r.Ask, &w.f); err != nil {
		return err
	}
	if r.Check != nil {
		return r.Check(w)
	}
	return nil
}

// find picks the rule of the step that fits, or tells the best reason why none does.
func (w *work) find(step Step) (*rule, error) {
	table := caseSteps
	switch {
	case w.a != nil:
		table = assignmentSteps
	case w.r != nil:
		table = requestSteps
	}
	var reason error
	for i := range table {
		if table[i].Step != step || w.r != nil && table[i].Kind != w.r.Kind {
			continue
		}
		err := w.fits(&table[i])
		if err == nil {
			return &table[i], nil
		}
		if reason == nil || huiyin.KindOf(reason) == huiyin.KindForbidden {
			reason = err
		}
	}
	if reason == nil {
		reason = huiyin.Invalid("step", "There is no step %q here. The case lists the steps that are open to you.", step)
	}
	return nil, reason
}

// finish does what the rule says and settles what follows from it.
func (w *work) finish(r *rule) Change {
	from := w.c.State
	if r.Do != nil {
		r.Do(w)
	}
	if r.Then != "" {
		w.a.State = r.Then
	}
	if r.To != "" {
		w.move(r.To)
	}
	w.settle()
	w.remark()
	w.c.Version++
	w.c.ChangedAt = w.at
	if w.c.State != from {
		w.facts["from"], w.facts["to"] = string(from), string(w.c.State)
	}
	if w.a != nil {
		w.facts["assignment"], w.facts["unit"], w.facts["assignment_state"] = int64(w.a.ID), int64(w.a.Unit), string(w.a.State)
	}
	if w.r != nil {
		w.facts["request"], w.facts["request_kind"] = int64(w.r.ID), string(w.r.Kind)
	}
	w.c.Wake = w.wake(w.c)
	events := append([]Happened{{Kind: eventKind(r.Step), Facts: w.facts}}, w.extra...)
	return Change{Case: *w.c, Events: events, Contacts: w.notes}
}

// move brings the case to a state and starts the limit for leaving it. Leaving the city's hands ends every part.
func (w *work) move(to State) {
	c := w.c
	c.State, c.Since, c.Due, c.Yellow = to, w.at, time.Time{}, time.Time{}
	switch to {
	case Dispatched, Rehandling:
		l := c.lead()
		c.Since, c.Due, c.Yellow = l.DispatchedAt, l.Due, l.Yellow
	case AtTransfer:
		// The transfer centre's limit runs from receipt, so a slow first review does not buy it time; after a
		// return it runs anew.
		if c.DispatchedAt.IsZero() {
			c.Since = c.ReceivedAt
		}
		c.Due, c.Yellow = w.due(c.limitKind(), c, c.Since)
	case Archived:
		c.ArchivedAt = w.at
	default:
		if to.Info().Open {
			c.Due, c.Yellow = w.due(c.limitKind(), c, w.at)
		} else {
			c.ClosedAt = w.at
			w.endAll()
		}
	}
}

// limitKind names the limit of the present stage.
func (c *Case) limitKind() LimitKind {
	if c.State == Registered && c.Objected {
		return LimitObjection
	}
	return c.State.Info().Limit
}

// settle draws the conclusions that no single person takes, and lets requests lapse that nobody can decide any more.
func (w *work) settle() {
	for i := range conclusions {
		if k := &conclusions[i]; slices.Contains(k.From, w.c.State) && k.When(w.c) {
			from := w.c.State
			w.move(k.To)
			k.Do(w)
			w.also(k.Event, map[string]any{"from": string(from), "to": string(k.To), "unit": int64(w.c.Lead)})
		}
	}
	for i := range w.c.Requests {
		if q := &w.c.Requests[i]; q.State == Asked && !decidable(w.c, q) {
			q.State, q.DecidedAt = Lapsed, w.at
			w.also("request.lapsed", map[string]any{"request": int64(q.ID), "request_kind": string(q.Kind)})
		}
	}
}

// end ends a part and everything that was handed down from it.
func (w *work) end(a *Assignment, to AssignmentState) {
	a.State, a.EndedAt = to, w.at
	w.c.below(a.ID, func(k *Assignment) {
		if !k.State.Ended() {
			k.State, k.EndedAt = Cancelled, w.at
			w.also("assignment.cancelled", map[string]any{"assignment": int64(k.ID), "unit": int64(k.Unit)})
		}
	})
}

// endAll cancels every part that has not ended.
func (w *work) endAll() {
	for i := range w.c.Assignments {
		if a := &w.c.Assignments[i]; !a.State.Ended() {
			w.end(a, Cancelled)
			w.also("assignment.cancelled", map[string]any{"assignment": int64(a.ID), "unit": int64(a.Unit)})
		}
	}
}

func (w *work) also(kind string, facts map[string]any) {
	w.extra = append(w.extra, Happened{Kind: kind, Facts: facts})
}

func (w *work) said(k Contact) {
	k.At, k.Staff = w.at, w.who.Staff
	w.kept = w.kept || k.Note == w.f.Note
	w.notes = append(w.notes, k)
}

// remark keeps the words of a step that went nowhere else: they are for the house, not for the appellant.
func (w *work) remark() {
	if w.f.Note == "" || w.kept {
		return
	}
	k := Contact{Kind: "remark", Note: w.f.Note}
	if w.a != nil {
		k.Unit = w.a.Unit
	}
	w.said(k)
}

// passed tells whether a limit is over; no limit never is. What is done at the end is in time.
func (w *work) passed(end time.Time) bool { return !end.IsZero() && w.at.After(end) }
