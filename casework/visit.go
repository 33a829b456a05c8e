package casework

import (
	"time"

	"huiyin"
)

// visit records what the appellant says of the outcome: asked by the unit, by the centre, or rating by themselves.
func visit(w *work) {
	c, f := w.c, &w.f
	v := Visit{At: w.at, Unit: w.who.Unit, Staff: w.who.Staff, Round: c.Round, Reached: f.Outcome != "unreachable",
		Satisfaction: Satisfaction(f.Satisfaction), Solved: Solved(f.Solved), Truthful: Solved(f.Truthful), Opinion: f.Opinion, By: "unit"}
	kind := "return_visit"
	switch {
	case w.who.Is(huiyin.Appellant):
		v.By, kind = "appellant", "rating"
	case w.who.Is(huiyin.Visitor):
		v.By = "centre"
	}
	c.Visits = append(c.Visits, v)
	w.facts["by"], w.facts["reached"] = v.By, v.Reached
	if v.Reached {
		w.facts["satisfaction"], w.facts["solved"] = string(v.Satisfaction), string(v.Solved)
	}
	w.said(Contact{Kind: kind, Outbound: v.By != "appellant", Note: v.Opinion, Unit: v.Unit, Reached: v.Reached, Appellant: true})
	w.judge(v)
}

// judge draws the case's conclusion from the visit.
func (w *work) judge(v Visit) {
	c := w.c
	if v.Reached && v.Satisfaction != "" {
		if c.First == "" {
			c.First = v.Satisfaction
		}
		c.Final, c.Solved = v.Satisfaction, v.Solved
		c.Outcome = string(v.Satisfaction)
	}
	if c.State != Visiting {
		return // a late rating of a closed case is kept; reopening is its own step
	}
	switch {
	case v.Reached && v.Satisfaction == Dissatisfied:
		// stays: the transfer officer starts a new round, or closes with a reason after the second
	case v.Reached:
		w.move(Closed)
	case w.triedOut():
		c.Outcome = "unreachable"
		w.move(Closed)
	}
}

// triedOut: three attempts on at least two days at different hours. Somebody who left no name and no
// number cannot be asked at all.
func (w *work) triedOut() bool {
	if w.c.Person == 0 {
		return true
	}
	tries, days, hours := 0, map[string]bool{}, map[int]bool{}
	for _, v := range w.c.Visits {
		if v.Round == w.c.Round && !v.Reached {
			t := v.At.In(w.Calendar.Zone())
			tries++
			days[t.Format(time.DateOnly)] = true
			hours[t.Hour()] = true
		}
	}
	return tries >= 3 && len(days) >= 2 && len(hours) >= 2
}

func (w *work) judgement() Satisfaction {
	for i := len(w.c.Visits) - 1; i >= 0; i-- {
		if v := w.c.Visits[i]; v.Round == w.c.Round && v.Reached {
			return v.Satisfaction
		}
	}
	return ""
}

func notYetJudged(w *work) error {
	if w.judgement() == Dissatisfied {
		return huiyin.Conflict("judged", "The appellant has said that they are not satisfied; the transfer centre now starts a new round.")
	}
	if w.who.Is(huiyin.Visitor) && w.who.Staff != 0 && w.who.Staff == w.c.RegisteredBy {
		return huiyin.Forbidden("own_case", "Whoever took the appeal may not visit its appellant; another visitor must.")
	}
	return nil
}

// judgementFits: silence is not a judgement, and a judgement is not silence.
func judgementFits(w *work) error {
	switch {
	case w.f.Outcome == "reached" && w.f.Satisfaction == "":
		return huiyin.Invalid("satisfaction", "When the appellant was reached, say whether they are satisfied; choose unable_to_judge when they would not say.")
	case w.f.Outcome != "reached" && (w.f.Satisfaction != "" || w.f.Solved != "" || w.f.Truthful != ""):
		return huiyin.Invalid("outcome", "Nobody can judge who was not reached; leave the judgement empty or choose \"reached\".")
	}
	return nil
}

func mayRate(w *work) error {
	if w.c.State == Closed {
		if w.passed(w.windowAfterClosing(LimitReopen)) {
			return huiyin.Conflict("too_late", "The time for rating this matter has passed.")
		}
		if w.c.pending(Reopening) != nil {
			return huiyin.Conflict("reopening", "A request to reopen this matter is being looked at.")
		}
	}
	return nil
}

func judgedBadly(w *work) error {
	if w.judgement() != Dissatisfied {
		return huiyin.Conflict("not_judged_badly", "A new round starts when the appellant has said that they are not satisfied.")
	}
	return nil
}

func secondRoundOver(w *work) error {
	if w.judgement() != Dissatisfied || w.c.Round < 2 {
		return huiyin.Conflict("round_owed", "A matter that did not satisfy is handled once more before it may be closed with a reason.")
	}
	return nil
}
