package httpapi

import (
	"context"
	"strings"
	"time"

	"huiyin/calendar"
)

type tallyOut struct {
	Body struct {
		Since     *time.Time `json:"since"`
		AsOf      *time.Time `json:"as_of"`
		Received  int        `json:"received" doc:"All that came in, without drafts and voided entries."`
		Answered  int        `json:"answered" doc:"Of those received: the answer was given, or the way to another channel was shown."`
		Judged    int        `json:"judged" doc:"Of those received: the appellant said whether the answer satisfied."`
		Satisfied int        `json:"satisfied" doc:"Of those who said so: satisfied, or basically satisfied."`
	}
}

// tally is what became of the matters of the last thirty days: counts, no rates.
func (a *API) tally(ctx context.Context, _ *struct{}) (*tallyOut, error) {
	n, err := a.Desk.Tally(ctx)
	if err != nil {
		return nil, err
	}
	s, out := a.shower(), &tallyOut{}
	b := &out.Body
	b.Since, b.AsOf, b.Received, b.Answered, b.Judged, b.Satisfied = s.when(n.Since), s.when(n.AsOf), n.Received, n.Answered, n.Judged, n.Satisfied
	return out, nil
}

// spans writes working hours as a line of text.
func spans(hours []calendar.Span) string {
	texts := make([]string, len(hours))
	for i, h := range hours {
		texts[i] = h.String()
	}
	return strings.Join(texts, " ")
}
