package httpapi

import (
	"context"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/desk"
)

// What strangers may do from one address in a window.
const (
	window      = 10 * time.Minute
	lettersMost = 300 // appeals and steps: a library or a housing estate shares one address
	wrongMost   = 5   // wrong codes before a matter or an address has to wait
)

// busy counts one more from an address and refuses when it was too much.
func (a *API) busy(address string) error {
	if a.letters.Full(address) {
		return &huiyin.Error{Kind: huiyin.KindTooMany, Code: "too_many_requests", Say: "Very much came from your address in the last minutes; please go on a little later."}
	}
	a.letters.Add(address)
	return nil
}

// guess refuses whoever has guessed too often, and counts a wrong guess.
func (a *API) guess(number, address string, try func() error) error {
	keys := []string{"number " + number, "address " + address}
	if a.wrongs.Full(keys...) {
		return &huiyin.Error{Kind: huiyin.KindTooMany, Code: "locked", Say: "There were several wrong codes; please wait twenty minutes and try again."}
	}
	err := try()
	if huiyin.KindOf(err) == huiyin.KindNotFound {
		a.wrongs.Add(keys...)
	}
	return err
}

type writeIn struct {
	addressed
	Key  string `header:"Idempotency-Key" maxLength:"200"`
	Body appealIn
}

// write takes an appeal from anyone: by the web, without an account.
func (a *API) write(ctx context.Context, in *writeIn) (*receiptBody, error) {
	if err := a.busy(in.address); err != nil {
		return nil, err
	}
	ap, err := a.appeal(&in.Body, in.Key)
	if err != nil {
		return nil, err
	}
	ap.Channel = "web"
	r, err := a.Desk.Register(ctx, ap, huiyin.TheAppellant)
	if err != nil {
		return nil, err
	}
	return &receiptBody{receiptOut{Number: r.Number, Code: r.Code, Again: r.Again}}, nil
}

// LockIn is a number with its extraction code; it travels in the body, never in an address.
type LockIn struct {
	Number string `json:"number" maxLength:"40"`
	Code   string `json:"code" maxLength:"40"`
}

type trackIn struct {
	addressed
	Body LockIn
}

type trackOut struct {
	Body struct {
		Number       string       `json:"number"`
		Title        string       `json:"title"`
		State        string       `json:"state"`
		Stage        string       `json:"stage"`
		Unit         string       `json:"unit,omitempty"`
		RegisteredAt *time.Time   `json:"registered_at,omitempty"`
		Promised     *time.Time   `json:"promised_at,omitempty"`
		RepliedAt    *time.Time   `json:"replied_at,omitempty"`
		ClosedAt     *time.Time   `json:"closed_at,omitempty"`
		Answer       string       `json:"answer,omitempty"`
		Round        int          `json:"round"`
		Contacts     []contactOut `json:"contacts" nullable:"false"`
		Events       []trackEvent `json:"events" nullable:"false"`
		Open         []stepOut    `json:"open" nullable:"false"`
	}
}

// trackEvent is a stage as the appellant sees it: what, when, which unit.
type trackEvent struct {
	At   *time.Time `json:"at"`
	Kind string     `json:"kind"`
	Unit string     `json:"unit,omitempty"`
}

func (a *API) track(ctx context.Context, in *trackIn) (*trackOut, error) {
	var tr desk.Track
	err := a.guess(in.Body.Number, in.address, func() (err error) { tr, err = a.Desk.Track(ctx, in.Body.Number, in.Body.Code); return err })
	if err != nil {
		return nil, err
	}
	s, c := a.shower(), &tr.Case
	out := &trackOut{}
	b := &out.Body
	b.Number, b.Title, b.State, b.Stage, b.Unit, b.Round = c.Number, c.Title, string(c.State), string(c.State.Info().Public), s.city.UnitName(c.Lead), c.Round
	b.RegisteredAt, b.Promised, b.RepliedAt, b.ClosedAt = s.when(c.RegisteredAt), s.when(desk.Promise(c)), s.when(c.RepliedAt), s.when(c.ClosedAt)
	b.Open, b.Contacts, b.Events = steps(tr.Open), []contactOut{}, []trackEvent{}
	if !c.RepliedAt.IsZero() && c.State != casework.Answered {
		b.Answer = c.Answer
	}
	for _, k := range tr.Contacts {
		k.Staff = 0
		b.Contacts = append(b.Contacts, s.contact(k))
	}
	for _, e := range tr.Events {
		name, _ := s.event(e).Facts["unit_name"].(string)
		b.Events = append(b.Events, trackEvent{s.when(e.At), e.Kind, name})
	}
	return out, nil
}

type appellantStepIn struct {
	addressed
	Key  string `header:"Idempotency-Key" maxLength:"200"`
	Body struct {
		LockIn
		Step string `json:"step" enum:"supplement,urge,rate,object,ask_reopen"`
		Form FormIn `json:"form,omitempty"`
	}
}

func (a *API) appellantStep(ctx context.Context, in *appellantStepIn) (*trackOut, error) {
	form, err := in.Body.Form.form()
	if err != nil {
		return nil, err
	}
	if err := a.busy(in.address); err != nil {
		return nil, err
	}
	if err := a.guess(in.Body.Number, in.address, func() error {
		_, err := a.Desk.TakeAsAppellant(ctx, in.Body.Number, in.Body.Code, desk.Order{Key: in.Key, Order: casework.Order{Step: casework.Step(in.Body.Step), Form: form}})
		return err
	}); err != nil {
		return nil, err
	}
	return a.track(ctx, &trackIn{in.addressed, in.Body.LockIn})
}
