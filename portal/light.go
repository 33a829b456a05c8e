package portal

import (
	"time"

	"huiyin/calendar"
	"huiyin/casework"
	"huiyin/desk"
)

// light is a lamp with its shape and its word: it can be read in grey, on paper and aloud.
type light struct{ Colour, Sign, Word string }

// light tells whether the city keeps what it promised; nil where nothing is promised.
func (v *visit) light(c *casework.Case) *light {
	now := v.now()
	switch c.State {
	case casework.Dispatched, casework.Rehandling:
		return v.lightFor(calendar.LightAt(now, c.Yellow, c.Promised), c.Promised)
	case casework.Registered, casework.AtTransfer:
		due := v.expect(c).Given
		if due.IsZero() || !c.DispatchedAt.IsZero() || !now.After(due) {
			return nil
		}
		return v.lightFor(calendar.Red, due)
	}
	return nil
}

func (v *visit) lightFor(colour calendar.Light, due time.Time) *light {
	switch colour {
	case calendar.Red:
		days := daysBetween(due.In(v.p.zone()), v.now().In(v.p.zone()))
		if days == 0 {
			return &light{"red", "■", v.t("light.red_today")}
		}
		return &light{"red", "■", v.count("light.red", days)}
	case calendar.Yellow:
		return &light{"yellow", "▲", v.t("light.yellow", "moment", v.moment(due))}
	}
	return &light{"green", "●", v.t("light.green")}
}

// answerOf is the answer that was given last and still stands: what a unit wrote is an answer once the centre has
// passed it on.
func answerOf(tr *desk.Track) (string, time.Time) {
	c := &tr.Case
	switch c.State {
	case casework.AnsweredDirectly, casework.Declined:
		return c.Answer, latest(c.RepliedAt, c.ClosedAt)
	case casework.Visiting, casework.Closed, casework.Archived:
		for i := len(tr.Contacts) - 1; i >= 0; i-- {
			if k := tr.Contacts[i]; k.Kind == "answer" {
				return k.Note, k.At
			}
		}
		return c.Answer, c.RepliedAt
	}
	return "", time.Time{}
}

// nextMark is what happens next, and until when.
func (v *visit) nextMark(c *casework.Case) *mark {
	e := v.expect(c)
	next := func(key string, at time.Time) *mark {
		m := &mark{Tone: "next", Text: v.t("next." + key)}
		if !at.IsZero() {
			m.Until = v.t("next.until", "moment", v.moment(at))
		}
		return m
	}
	switch c.State {
	case casework.Registered, casework.AtTransfer:
		if c.DispatchedAt.IsZero() {
			return next("dispatch", e.Given)
		}
		return next("dispatch", time.Time{})
	case casework.Supplementing:
		return next("supplement", c.Due)
	case casework.Dispatched, casework.Rehandling:
		return next("answer", c.Promised)
	case casework.Answered:
		return next("audit", c.Due)
	case casework.Visiting:
		if notSatisfied(c) {
			return next("rehandle", time.Time{})
		}
		return next("visit", c.Due)
	case casework.Closed:
		return next("archive", e.Reopen)
	}
	return nil
}

// notSatisfied tells that the appellant has judged the answer and the centre has yet to act on it.
func notSatisfied(c *casework.Case) bool {
	return c.State == casework.Visiting && c.Outcome == string(casework.Dissatisfied)
}
