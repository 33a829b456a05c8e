package open311

import (
	"encoding/json"
	"fmt"
	"slices"

	"huiyin"
	"huiyin/casework"
	"huiyin/store"
)

// The notes of a request are its stages, from the journal, and the answer once it was published. What people said to
// each other is not in them.

// extend adds extended_attributes and notes, with one look into the journal for all requests.
func (c *counter) extend(a *asked, rows []store.ServiceRequest, out []request) error {
	ids := make([]huiyin.CaseID, len(rows))
	for i := range rows {
		ids[i] = rows[i].ID
	}
	var events []huiyin.Event
	err := c.Desk.Store().Read(a.ctx(), func(t *store.Tx) (err error) {
		events, err = t.EventsOfCases(ids)
		return err
	})
	if err != nil {
		return err
	}
	of := map[huiyin.CaseID][]huiyin.Event{}
	for _, e := range events {
		of[huiyin.CaseID(e.Stream)] = append(of[huiyin.CaseID(e.Stream)], e)
	}
	for i := range rows {
		s := &rows[i]
		notes, err := a.notes(s, of[s.ID])
		if err != nil {
			return err
		}
		out[i].Notes = &list[note]{notes}
		out[i].Extended = &extended{Channel: string(s.Channel), Stage: string(stageOf(s)), Round: s.Round, Published: s.Published && s.Confidentiality <= 1}
	}
	return nil
}

// facts are what a note needs of an event.
type facts struct {
	To         casework.State           `json:"to"`
	Unit       huiyin.UnitID            `json:"unit"`
	Assignment casework.AssignmentState `json:"assignment_state"`
}

func (a *asked) notes(s *store.ServiceRequest, events []huiyin.Event) ([]note, error) {
	zone := zoneOf(a.city)
	last := casework.StageReceived
	notes := []note{{Datetime: moment(s.RegisteredAt, zone), Type: string(last), Description: text(stageWords[last].in(a.say))}}
	for _, e := range events {
		var f facts
		if err := json.Unmarshal(e.Data, &f); err != nil && len(e.Data) > 0 {
			return nil, fmt.Errorf("read the facts of event %d of %s: %w", e.N, s.Number, err)
		}
		stage := f.stage(last)
		if stage == "" || stage == last {
			continue
		}
		last = stage
		notes = append(notes, note{Datetime: moment(e.At, zone), Type: string(stage), Description: text(stageWords[stage].in(a.say))})
	}
	if s.Published && s.Confidentiality <= 1 && s.Answer != "" {
		answer := note{Datetime: moment(s.RepliedAt, zone), Type: "answer", Description: text(wordsAnswer.in(a.say) + s.Answer)}
		after := slices.IndexFunc(notes, func(n note) bool { return n.Datetime > answer.Datetime }) // one zone, one form: text order is time order
		if after < 0 {
			after = len(notes)
		}
		notes = slices.Insert(notes, after, answer)
	}
	return notes, nil
}

// stage is the stage after an event, "" when it changed none.
func (f facts) stage(before casework.Stage) casework.Stage {
	switch {
	case f.To == casework.Dispatched:
		return casework.StageDispatched
	case f.To != "" && f.To != casework.Draft:
		return f.To.Info().Public
	case before == casework.StageDispatched && f.Assignment == casework.Signed:
		return casework.StageHandling
	}
	return ""
}
