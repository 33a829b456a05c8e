package knowledge

import (
	"slices"

	"huiyin"
)

// State is where an article, or a version of it, stands.
type State string

const (
	Draft     State = "draft"
	InReview  State = "in_review"
	Approved  State = "approved"
	Retired   State = "retired"
	Replaced  State = "replaced"  // of a version: a later one is in force
	Discarded State = "discarded" // of a version: given up before anybody approved it
)

// Step is what somebody does to an article.
type Step string

const (
	Write    Step = "write" // a new article, a new version beside the one in force, or the draft once more
	Submit   Step = "submit"
	SendBack Step = "send_back"
	Approve  Step = "approve"
	Discard  Step = "discard"
	Confirm  Step = "confirm" // looked at again and found right, until another day
	Retire   Step = "retire"
)

// rule is a row of an article's life.
type rule struct {
	Step  Step
	Of    part // which of the two texts it is about
	From  []State
	To    State
	Who   func(Standing, huiyin.Actor) bool
	Event string
	Note  bool // the step says why
}

// part is one of the two texts an article may have at the same time.
type part int

const (
	inForce part = iota // what is read and cited
	open                // what is being written or reviewed
)

// life is the whole life of an article. While a version is open, the one in force stays valid.
var life = []rule{
	{Step: Write, Of: open, From: []State{"", Draft}, To: Draft, Who: writes, Event: "article.written"},
	{Step: Submit, Of: open, From: []State{Draft}, To: InReview, Who: writes, Event: "article.submitted"},
	{Step: Approve, Of: open, From: []State{InReview}, To: Approved, Who: approvesOthers, Event: "article.approved"},
	{Step: SendBack, Of: open, From: []State{InReview}, To: Draft, Who: approves, Event: "article.sent_back", Note: true},
	{Step: Discard, Of: open, From: []State{Draft}, To: Discarded, Who: writes, Event: "article.discarded"},
	{Step: Confirm, Of: inForce, From: []State{Approved}, To: Approved, Who: approves, Event: "article.confirmed"},
	{Step: Retire, Of: inForce, From: []State{Approved}, To: Retired, Who: approves, Event: "article.retired", Note: true},
}

// Standing is what the rules ask of an article.
type Standing struct {
	Unit      huiyin.UnitID // that answers for it; 0 for the centre
	State     State         // of the text in force
	Open      State         // of the version beside it, "" when there is none
	WrittenBy []huiyin.StaffID
}

// stands is the state of one of the two texts.
func (s Standing) stands(p part) State {
	if p == open {
		return s.Open
	}
	return s.State
}

// OpenTo lists the steps that are open to a person, in the order of the table.
func OpenTo(s Standing, who huiyin.Actor) []Step {
	var steps []Step
	for _, r := range life {
		if slices.Contains(r.From, s.stands(r.Of)) && r.Who(s, who) {
			steps = append(steps, r.Step)
		}
	}
	return steps
}

// allowed is the rule of a step, or why it is not open.
func allowed(step Step, s Standing, who huiyin.Actor) (rule, error) {
	i := slices.IndexFunc(life, func(r rule) bool { return r.Step == step })
	if i < 0 {
		return rule{}, huiyin.Invalid("step", "There is no step %q in the life of an article.", step)
	}
	r := life[i]
	switch {
	case !slices.Contains(r.From, s.stands(r.Of)):
		return r, huiyin.Conflict("step_not_open", "The article has moved on since you saw it, so this step is not open. Read it again.")
	case step == Approve && approves(s, who) && !r.Who(s, who):
		return r, huiyin.Forbidden("second_person", "Another person approves what you wrote or submitted; please ask a colleague.")
	case !r.Who(s, who):
		return r, huiyin.Forbidden("step_not_yours", "This step belongs to the unit that answers for the article, or to the centre's knowledge editors.")
	}
	return r, nil
}

// edits tells whether a person is one of the centre's knowledge editors, or one of the unit's own.
func edits(s Standing, who huiyin.Actor) bool {
	return who.Is(huiyin.System) || who.Is(huiyin.KnowledgeEditor) && (who.City || who.Speaks(s.Unit))
}

// writes: the editors, and the people of the unit that answers for it.
func writes(s Standing, who huiyin.Actor) bool {
	return edits(s, who) || who.Is(huiyin.UnitLeader, huiyin.UnitClerk, huiyin.Handler) && who.Speaks(s.Unit)
}

// approves: the leader of the unit that answers for it, and the centre's editors.
func approves(s Standing, who huiyin.Actor) bool {
	return who.Is(huiyin.System) || who.Is(huiyin.KnowledgeEditor) && who.City || who.Is(huiyin.UnitLeader) && who.Speaks(s.Unit)
}

// approvesOthers: an article is an answer that a second person has looked at.
func approvesOthers(s Standing, who huiyin.Actor) bool {
	return approves(s, who) && (who.Staff == 0 || !slices.Contains(s.WrittenBy, who.Staff))
}
