package desk

import (
	"context"
	"sync"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/store"
)

// Tally is what became of the matters of the last thirty days, in plain numbers.
type Tally struct {
	Since     time.Time
	AsOf      time.Time
	Received  int // all that came in, without drafts and voided entries
	Answered  int // of those received: the answer was given, or the way to another channel was shown
	Judged    int // of those received: the appellant said whether the answer satisfied; who could not say is not among them
	Satisfied int // of those who said so: satisfied, or basically satisfied
}

const (
	tallyDays  = 30
	tallyEvery = time.Minute
)

// tallyKept is the last tally; it is counted at most once in a minute.
type tallyKept struct {
	mu   sync.Mutex
	last Tally
}

var (
	answeredStates = []casework.State{casework.Visiting, casework.Closed, casework.Archived, casework.AnsweredDirectly, casework.Redirected, casework.Declined}
	waitingStates  = []casework.State{casework.Registered, casework.Supplementing, casework.AtTransfer, casework.Dispatched, casework.Answered,
		casework.Rehandling, casework.Unverifiable}
)

// Tally counts what became of the matters of the last thirty days.
func (d *Desk) Tally(ctx context.Context) (Tally, error) {
	d.tally.mu.Lock()
	defer d.tally.mu.Unlock()
	now := d.now()
	if age := now.Sub(d.tally.last.AsOf); age >= 0 && age < tallyEvery {
		return d.tally.last, nil
	}
	n := Tally{AsOf: now, Since: now.AddDate(0, 0, -tallyDays)}
	err := d.store.Read(ctx, func(t *store.Tx) error {
		states, judgements, err := t.Tally(huiyin.FirstID[huiyin.CaseID](n.Since), append(answeredStates[:len(answeredStates):len(answeredStates)], waitingStates...))
		n.add(states, judgements)
		return err
	})
	if err == nil {
		d.tally.last = n
	}
	return n, err
}

func (n *Tally) add(states map[casework.State]int, judgements map[casework.Satisfaction]int) {
	for _, s := range answeredStates {
		n.Answered += states[s]
	}
	n.Received = n.Answered
	for _, s := range waitingStates {
		n.Received += states[s]
	}
	n.Satisfied = judgements[casework.Satisfied] + judgements[casework.BasicSatisfied]
	n.Judged = n.Satisfied + judgements[casework.Dissatisfied]
}
