package casework

import (
	"reflect"
	"slices"
	"strings"
	"time"

	"huiyin"
)

// changed checks what one step did against the row that allowed it.
func (w *walker) changed(r *rule, before Case, ch Change) {
	w.t.Helper()
	if !reflect.DeepEqual(w.c, before) {
		w.fail("%s changed the record it was given", r.Step)
	}
	if ch.Case.Version != before.Version+1 {
		w.fail("%s took the version from %d to %d", r.Step, before.Version, ch.Case.Version)
	}
	w.arrived(r, before.State, ch.Case.State)
	if ch.Events[0].Kind != eventKinds[r.Step] || eventKinds[r.Step] == "" {
		w.fail("%s is in the journal as %q", r.Step, ch.Events[0].Kind)
	}
	w.moved(r, &before, &ch.Case)
	besides := []string{"assignment.made", "assignment.cancelled", "request.lapsed"}
	for _, k := range conclusions {
		besides = append(besides, k.Event)
	}
	for i, e := range ch.Events {
		if i > 0 && !slices.Contains(besides, e.Kind) {
			w.fail("%s brought an event %q that no table knows", r.Step, e.Kind)
		}
		for name, v := range e.Facts {
			w.fact(e.Kind, name, v)
		}
	}
	for _, k := range ch.Contacts {
		if !k.At.Equal(ch.Case.ChangedAt) {
			w.fail("what was said in %s is dated %v", r.Step, k.At)
		}
	}
}

// arrived: the case stands where the row said it would, or where the record concluded from there.
func (w *walker) arrived(r *rule, from, to State) {
	may := append([]State{}, r.May...)
	if r.To != "" {
		may = append(may, r.To)
	} else {
		may = append(may, from)
	}
	for _, k := range conclusions {
		if slices.ContainsFunc(k.From, func(s State) bool { return slices.Contains(may, s) }) {
			may = append(may, k.To)
		}
	}
	if !slices.Contains(may, to) {
		w.fail("%s brought the case from %s to %s; its row allows %v", r.Step, from, to, may)
	}
	w.seen.arrows[[2]State{from, to}]++
	w.seen.states[to]++
}

// moved: parts go only where the row sends them; what is cut off with them is cancelled.
func (w *walker) moved(r *rule, before, after *Case) {
	for i, a := range after.Assignments {
		if i >= len(before.Assignments) {
			if a.State != ToSign {
				w.fail("%s made a part that is %s", r.Step, a.State)
			}
			continue
		}
		from := before.Assignments[i].State
		declared := r.Then == a.State && slices.Contains(r.Of, from) || a.State == Cancelled && !from.Ended() ||
			slices.ContainsFunc(r.Parts, func(m partMove) bool { return m.To == a.State && slices.Contains(m.From, from) })
		if a.State != from && !declared {
			w.fail("%s took a part from %s to %s, which its row does not say", r.Step, from, a.State)
		}
	}
}

// fact: the journal takes codes, identities and counts; no words.
func (w *walker) fact(kind, name string, v any) {
	switch v := v.(type) {
	case string:
		if strings.Contains(v, words) || len(v) > 40 {
			w.fail("%s carries words in %s: %q", kind, name, v)
		}
	case int64, bool:
	case []any:
		for _, e := range v {
			w.fact(kind, name, e)
		}
	default:
		w.fail("%s carries a %T in %s", kind, v, name)
	}
}

// check holds everything that is true of every record.
func (w *walker) check(before Case) {
	w.t.Helper()
	c := &w.c
	w.times(before)
	w.clocks()
	w.parts()
	w.requests()
	if !c.State.Info().Open && c.State != Closed && !c.Wake.IsZero() {
		w.fail("%s is final and wakes at %v", c.State, c.Wake)
	}
	if c.Round < before.Round || c.Round > before.Round+1 {
		w.fail("the round went from %d to %d", before.Round, c.Round)
	}
	if open, closed := c.State.Info().Open, !c.ClosedAt.IsZero(); open == closed {
		w.fail("%s was closed at %v", c.State, c.ClosedAt)
	}
	if given := c.State == Answered || c.State == Visiting; given && (c.Answer == "" || c.RepliedAt.IsZero()) {
		w.fail("%s has no answer", c.State)
	}
	if (c.State == Dispatched || c.State == Rehandling || c.State == AtTransfer) && (c.Answer != "" || !c.RepliedAt.IsZero()) {
		w.fail("%s shows an answer that was not given: %q", c.State, c.Answer)
	}
}

// times: nothing lies in the future, and nothing happened before what led to it.
func (w *walker) times(before Case) {
	c := &w.c
	w.order("record", before.ChangedAt, c.ChangedAt, w.now)
	w.order("stage", c.Since, c.ChangedAt)
	w.order("case", c.RegisteredAt, c.DispatchedAt, c.RepliedAt, c.ClosedAt, c.ArchivedAt, c.ChangedAt)
	w.order("case", c.RegisteredAt, c.ReceivedAt, c.ChangedAt)
	for _, a := range c.Assignments {
		w.order("assignment", c.DispatchedAt, a.DispatchedAt, a.SignedAt, a.ContactedAt, a.SubmittedAt, a.EndedAt, c.ChangedAt)
		w.order("verification", c.RegisteredAt, a.VerifiedAt, c.ChangedAt)
		if a.AutoSigned && (a.SignedInTime() || !a.SignedAt.After(a.SignDue)) {
			w.fail("what the system signed counts as signed in time, or was signed before its time")
		}
	}
	for _, q := range c.Requests {
		w.order("request", c.RegisteredAt, q.AskedAt, q.DecidedAt, c.ChangedAt)
	}
	for i, v := range c.Visits {
		if i > 0 {
			w.order("visits", c.Visits[i-1].At, v.At)
		}
	}
}

func (w *walker) order(what string, ts ...time.Time) {
	last := time.Time{}
	for _, t := range ts {
		if t.IsZero() {
			continue
		}
		if t.Before(last) {
			w.fail("the times of a %s run backwards: %v", what, ts)
		}
		last = t
	}
}

// clocks: every deadline is the one the proof shows, and yellow lies before it.
func (w *walker) clocks() {
	c := &w.c
	w.clock("the stage", 0, c.Since, c.Due, c.Yellow)
	for _, a := range c.Assignments {
		w.clock("a part", a.ID, a.DispatchedAt, a.Due, a.Yellow)
		if p := c.assignment(a.Parent); p != nil && a.Due.After(p.Due) {
			w.fail("a part is due at %v, after the one it came from, %v", a.Due, p.Due)
		}
	}
	if c.State == Dispatched || c.State == Rehandling {
		if l := c.lead(); !c.Due.Equal(l.Due) || !c.Promised.Equal(l.Due) || !c.Since.Equal(l.DispatchedAt) {
			w.fail("the case is due at %v and promised for %v, its lead's part at %v", c.Due, c.Promised, l.Due)
		}
	}
	if needs := c.State.Info().Open; needs == c.Due.IsZero() {
		w.fail("%s is due at %v", c.State, c.Due)
	}
}

func (w *walker) clock(what string, id huiyin.AssignmentID, since, due, yellow time.Time) {
	p, err := w.b.Proof(&w.c, id)
	if due.IsZero() {
		if err == nil {
			w.fail("%s has no deadline and a proof of %v", what, p.Due)
		}
		return
	}
	if err != nil || !p.Due.Equal(due) {
		w.fail("%s is due at %v; the proof says %v %v", what, due, p.Due, err)
	}
	if id == 0 && !p.Start.Equal(since) {
		w.fail("%s began at %v; the proof says %v", what, since, p.Start)
	}
	if yellow.After(due) {
		w.fail("%s turns yellow at %v, after it is due at %v", what, yellow, due)
	}
}

// parts: one lead a round, nothing open below what has ended, nothing left open in a closed case.
func (w *walker) parts() {
	c := &w.c
	leads, ids := map[int]int{}, map[huiyin.AssignmentID]bool{}
	for i := range c.Assignments {
		a := &c.Assignments[i]
		w.seen.parts[a.State]++
		if ids[a.ID] {
			w.fail("two parts have the identity %d", a.ID)
		}
		ids[a.ID] = true
		if a.Part == Lead && a.Parent == 0 && a.State != Returned && a.State != Cancelled {
			leads[a.Round]++
		}
		p := c.assignment(a.Parent)
		switch {
		case leads[a.Round] > 1:
			w.fail("round %d has two leads", a.Round)
		case p != nil && (p.Round != a.Round || p.Part != a.Part):
			w.fail("a part was handed down from another round or another part")
		case p != nil && a.State.Open() && !p.State.Open():
			w.fail("a unit works on a part whose parent is %s", p.State)
		case p != nil && p.State.Ended() && !a.State.Ended():
			w.fail("a part is %s below one that is %s", a.State, p.State)
		case a.State.Ended() == a.EndedAt.IsZero():
			w.fail("a part is %s and ended at %v", a.State, a.EndedAt)
		case !a.State.Ended() && a.Round != c.Round:
			w.fail("a part of round %d is %s in round %d", a.Round, a.State, c.Round)
		case !a.State.Ended() && (c.State == Visiting || !c.State.Info().Open):
			w.fail("a part is %s in a case that is %s", a.State, c.State)
		case a.State.Open() && c.State == Answered:
			w.fail("a part is %s in an answered case", a.State)
		case a.State.Open() != (a.SubmittedAt.IsZero() && !a.State.Ended()):
			w.fail("a part is %s and was submitted at %v", a.State, a.SubmittedAt)
		}
	}
	underway := c.State == Dispatched || c.State == Rehandling
	if l := c.lead(); underway && (l == nil || l.Unit != c.Lead) || c.State == AtTransfer && (l != nil || c.Lead != 0) {
		w.fail("%s is led by unit %d; its lead part is %+v", c.State, c.Lead, l)
	}
}

// requests: whatever is asked can be decided, nobody decides their own, and a unit asks to return once.
func (w *walker) requests() {
	returns := map[huiyin.UnitID]int{}
	for i := range w.c.Requests {
		q := &w.c.Requests[i]
		w.seen.asked[q.State]++
		if q.Kind == ReturnOrder {
			if returns[q.Unit]++; returns[q.Unit] > 1 {
				w.fail("unit %d asked to return twice", q.Unit)
			}
		}
		switch q.State {
		case Asked:
			if !w.somebodyCan(q) {
				w.fail("nobody can decide the %s request in a case that is %s", q.Kind, w.c.State)
			}
		case Granted, Refused:
			if q.DecidedBy == q.By || q.DecidedBy == 0 {
				w.fail("the %s request of %d was decided by %d", q.Kind, q.By, q.DecidedBy)
			}
		case Lapsed:
			if q.DecidedBy != 0 {
				w.fail("a request lapsed by somebody's decision")
			}
		}
	}
}

func (w *walker) somebodyCan(q *Request) bool {
	return slices.ContainsFunc(w.all, func(who huiyin.Actor) bool {
		for i := range requestSteps {
			k := &work{Book: w.b, c: &w.c, r: q, who: who, at: w.now}
			if requestSteps[i].Step == Grant && k.fits(&requestSteps[i]) == nil {
				return true
			}
		}
		return false
	})
}
