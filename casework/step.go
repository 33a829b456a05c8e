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
	Step   Step
	From   []State           // of the case
	Of     []AssignmentState // of the assignment, for assignment steps
	Kind   RequestKind       // of the request, for request steps
	Who    []huiyin.Role
	To     State           // of the case; "" where it stays or the rest of the record decides
	May    []State         // where it may come to stand, depending on the record
	Then   AssignmentState // of the assignment, where it moves
	Ask    []Field
	Law    string              // where the rule comes from
	Guard  func(w *work) error // nil when nothing else must hold
	Do     func(w *work)       // nil when moving is all
	Unless func(c *Case) bool  // true for records the step does not suit at all
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

// Contact is each time the person and the city spoke: its words go to the record, never to the journal.
type Contact struct {
	Kind      string // first, supplement, urge, question, first_contact, return_visit, rating, objection, reopen, notice
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
	try := func(m Machine, r *rule, a *Assignment, q *Request) {
		w := &work{Book: b, c: c, a: a, r: q, who: who, at: now}
		if w.fits(r) != nil || slices.Equal(r.Who, []huiyin.Role{huiyin.System}) {
			return
		}
		s := OpenStep{Step: r.Step, On: m, Fields: r.Ask}
		if a != nil {
			s.Assignment = a.ID
		}
		if q != nil {
			s.Request = q.ID
		}
		out = append(out, s)
	}
	for i := range requestSteps {
		for j := range c.Requests {
			try(OnRequest, &requestSteps[i], nil, &c.Requests[j])
		}
	}
	for i := range caseSteps {
		try(OnCase, &caseSteps[i], nil, nil)
	}
	for i := range assignmentSteps {
		for j := range c.Assignments {
			try(OnAssignment, &assignmentSteps[i], &c.Assignments[j], nil)
		}
	}
	return out
}

// fits tells why a step is not open; nil means that it is. Permission is checked before anything that would
// tell a stranger about the record.
func (w *work) fits(r *rule) error {
	if !w.allowed(r) {
		return huiyin.Forbidden("step_not_yours", "This step is for %v; your account does not hold that role here.", r.Who)
	}
	closed := huiyin.Conflict("step_not_open", "The step %q is not open: the case is %q now. Reload it to see the steps that are.", r.Step, w.c.State)
	if len(r.From) > 0 && !slices.Contains(r.From, w.c.State) {
		return closed
	}
	if r.Unless != nil && r.Unless(w.c) {
		return closed
	}
	if len(r.Of) > 0 && (w.a == nil || !slices.Contains(r.Of, w.a.State)) {
		return huiyin.Conflict("step_not_open", "The step %q is not open for this assignment in its present state.", r.Step)
	}
	if r.Kind != "" && (w.r == nil || w.r.Kind != r.Kind || w.r.State != Asked) {
		return huiyin.Conflict("step_not_open", "This request has been decided already, or is of another kind.")
	}
	if r.Guard != nil {
		return r.Guard(w)
	}
	return nil
}

// allowed checks the role, and for a unit's people that the assignment is their unit's.
func (w *work) allowed(r *rule) bool {
	for _, role := range r.Who {
		if !w.who.Is(role) {
			continue
		}
		switch role {
		case huiyin.UnitClerk, huiyin.Handler, huiyin.UnitLeader, huiyin.Coordinator:
			if w.a != nil && w.who.Speaks(w.a.Unit) {
				return true
			}
			if w.a == nil && w.who.Speaks(w.c.Lead) {
				return true
			}
		case huiyin.MailboxClerk:
			if w.c.MailboxUnit != 0 && w.who.Speaks(w.c.MailboxUnit) {
				return true
			}
		default:
			return true
		}
	}
	return false
}

// Take carries out a step on a copy of the record.
func (b Book) Take(c Case, o Order) (Change, error) {
	next := c.Clone()
	w := &work{Book: b, c: &next, who: o.By, at: o.At, f: o.Form, facts: map[string]any{}}
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
	if err := check(r.Ask, &w.f); err != nil {
		return Change{}, err
	}
	return w.finish(r)
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
		if table[i].Step != step {
			continue
		}
		err := w.fits(&table[i])
		if err == nil {
			return &table[i], nil
		}
		if reason == nil || huiyin.KindOf(reason) == huiyin.KindForbidden || huiyin.KindOf(err) == huiyin.KindInvalid {
			reason = err
		}
	}
	if reason == nil {
		reason = huiyin.Invalid("step", "There is no step %q here. The case lists the steps that are open to you.", step)
	}
	return nil, reason
}

// finish does what the rule says and settles what follows from it.
func (w *work) finish(r *rule) (Change, error) {
	from := w.c.State
	if r.Do != nil {
		r.Do(w)
	}
	if r.Then != "" && w.a != nil {
		w.a.State = r.Then
	}
	if r.To != "" {
		w.move(r.To)
	}
	w.settle()
	w.c.Version++
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
	return Change{Case: *w.c, Events: events, Contacts: w.notes}, nil
}

// move brings the case to a state and starts the limit for leaving it.
func (w *work) move(to State) {
	w.c.State = to
	w.c.Since, w.c.Due, w.c.Yellow = w.at, time.Time{}, time.Time{}
	switch to {
	case Dispatched, Rehandling:
		if l := w.c.lead(); l != nil {
			w.c.Since, w.c.Due, w.c.Yellow = l.DispatchedAt, l.Due, l.Yellow
		}
	case AtTransfer:
		// The transfer centre's limit runs from receipt, so a slow first review does not buy it time; after a
		// return it runs anew.
		if w.c.DispatchedAt.IsZero() {
			w.c.Since = w.c.RegisteredAt
		}
		w.c.Due, w.c.Yellow = w.due(LimitTransfer, w.c, w.c.Since)
	case Closed, Archived:
	default:
		if k := to.Info().Limit; k != "" {
			w.c.Due, w.c.Yellow = w.due(k, w.c, w.at)
		}
	}
	switch to {
	case Closed, AnsweredDirectly, Redirected, Declined, Unverifiable, Void:
		w.c.ClosedAt = w.at
	case Archived:
		w.c.ArchivedAt = w.at
	}
}

// settle draws the conclusions that no single person takes: every part in → answered.
func (w *work) settle() {
	c := w.c
	if c.State != Dispatched && c.State != Rehandling {
		return
	}
	l := c.lead()
	if l == nil || l.State != Submitted {
		return
	}
	for i := range c.Assignments {
		if a := &c.Assignments[i]; a.Round == c.Round && a.Parent == 0 && a.State.Open() {
			return
		}
	}
	c.Answer, c.Internal, c.Solved = l.Public, l.Internal, l.Solved
	c.RepliedAt = w.at
	w.move(Answered)
	w.also("case.answered", map[string]any{"unit": int64(l.Unit), "to": string(Answered)})
}

func (w *work) also(kind string, facts map[string]any) {
	w.extra = append(w.extra, Happened{Kind: kind, Facts: facts})
}

func (w *work) said(k Contact) {
	k.At, k.Staff = w.at, w.who.Staff
	w.notes = append(w.notes, k)
}
