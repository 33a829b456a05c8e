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
	Parts []partMove      // what else may become of assignments
	Ask   []Field
	Law   string              // where the rule comes from
	Guard func(w *work) error // what else must hold of the record; the form is still empty then; nil when nothing
	Check func(w *work) error // what must hold of the filled form; nil when Ask says all
	Do    func(w *work)       // nil when moving is all
}

// partMove is a way an assignment may go.
type partMove struct {
	From []AssignmentState
	To   AssignmentState
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
