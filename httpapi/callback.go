package httpapi

import (
	"context"
	"time"

	"huiyin"
	"huiyin/switchboard/ledger"
)

// CallbackOut is a promise to ring back.
type CallbackOut struct {
	ID        int64      `json:"id"`
	Reason    string     `json:"reason" enum:"abandoned,missed,overflow,cut_off,asked,restart,return_visit"`
	State     string     `json:"state" enum:"open,claimed,reached,rang_in,given_up,cancelled"`
	Hotline   string     `json:"hotline"`
	Phone     string     `json:"phone" doc:"Masked."`
	Call      int64      `json:"call,omitempty" doc:"The call it comes from."`
	Case      *caseRef   `json:"case,omitempty"`
	AskedAt   *time.Time `json:"asked_at"`
	Promised  *time.Time `json:"promised_at" doc:"When we said we would ring."`
	NextAt    *time.Time `json:"next_at" doc:"When to try next."`
	Times     int        `json:"times" doc:"How often the same person asked for the same."`
	Attempts  int        `json:"attempts"`
	TriedAt   *time.Time `json:"tried_at,omitempty"`
	Operator  *ref       `json:"operator,omitempty" doc:"Who has it in hand, or made it last."`
	ClaimedAt *time.Time `json:"claimed_at,omitempty"`
	DoneAt    *time.Time `json:"done_at,omitempty"`
	Urgent    bool       `json:"urgent,omitempty"`
	Late      bool       `json:"late,omitempty" doc:"The promised time has passed."`
	Note      string     `json:"note,omitempty" doc:"Why it was cancelled."`
}

func (s shower) callback(c ledger.Callback) CallbackOut {
	return CallbackOut{ID: int64(c.ID), Reason: c.Reason, State: c.State, Hotline: c.Hotline, Phone: c.Masked, Call: int64(c.Call), Case: caseNamed(c.Callback.Case, c.Case),
		AskedAt: s.when(c.AskedAt), Promised: s.when(c.Promised), NextAt: s.when(c.NextAt), Times: c.Times, Attempts: c.Attempts, TriedAt: s.when(c.TriedAt),
		Operator: personNamed(c.Staff, c.StaffName), ClaimedAt: s.when(c.ClaimedAt), DoneAt: s.when(c.DoneAt), Urgent: c.Urgent, Late: c.Late, Note: c.Note}
}

type callbacksQuery struct {
	PageQuery
	Done   bool   `query:"done" doc:"Those that came to an end, latest first; else those that wait, to be tried soonest first."`
	Reason string `query:"reason" enum:"abandoned,missed,overflow,cut_off,asked,restart,return_visit"`
	Case   int64  `query:"case" minimum:"0"`
}

type callbacksOut struct{ Body paged[CallbackOut] }

func (a *API) callbacks(ctx context.Context, in *callbacksQuery) (*callbacksOut, error) {
	list, next, err := a.Ledger.Callbacks(ctx, ledger.CallbackSearch{Done: in.Done, Reason: in.Reason, Case: huiyin.CaseID(in.Case)}, in.page(), who(ctx))
	if err != nil {
		return nil, err
	}
	s, items := a.shower(), make([]CallbackOut, len(list))
	for i, c := range list {
		items[i] = s.callback(c)
	}
	return &callbacksOut{paged[CallbackOut]{items, next}}, nil
}

type bookIn struct {
	Body struct {
		Phone    string    `json:"phone,omitempty" maxLength:"60" doc:"Whom to ring; the number of the call when absent."`
		Call     int64     `json:"call,omitempty" minimum:"0"`
		Hotline  string    `json:"hotline,omitempty" maxLength:"20" doc:"In whose name to ring; the main number when absent."`
		Case     int64     `json:"case,omitempty" minimum:"0"`
		Promised time.Time `json:"promised_at" doc:"When, within working hours."`
		Urgent   bool      `json:"urgent,omitempty"`
	}
}

type callbackBody struct{ Body CallbackOut }

// shownCallback shows a promise that was made or moved, after the live room knows of it.
func (a *API) shownCallback(ctx context.Context, c ledger.Callback, err error) (*callbackBody, error) {
	if err == nil && a.Switchboard != nil {
		err = a.Switchboard.Promised(ctx, c.ID)
	}
	if err != nil {
		return nil, err
	}
	return &callbackBody{a.shower().callback(c)}, nil
}

func (a *API) bookCallback(ctx context.Context, in *bookIn) (*callbackBody, error) {
	b := &in.Body
	c, err := a.Ledger.Book(ctx, ledger.Booking{Number: b.Phone, Call: huiyin.CallID(b.Call), Hotline: b.Hotline, Case: huiyin.CaseID(b.Case), Promised: b.Promised, Urgent: b.Urgent}, who(ctx))
	return a.shownCallback(ctx, c, err)
}

type CallbackID struct {
	ID int64 `path:"id" minimum:"1"`
}

type claimedOut struct {
	Body struct {
		CallbackOut
		Number string `json:"number" doc:"Whom to ring; that it was given is written down."`
	}
}

func (a *API) claimCallback(ctx context.Context, in *CallbackID) (*claimedOut, error) {
	c, phone, err := a.Ledger.Claim(ctx, huiyin.CallbackID(in.ID), who(ctx))
	if err != nil {
		return nil, err
	}
	if a.Switchboard != nil {
		if err := a.Switchboard.Promised(ctx, c.ID); err != nil {
			return nil, err
		}
	}
	out := &claimedOut{}
	out.Body.CallbackOut, out.Body.Number = a.shower().callback(c), string(phone)
	return out, nil
}

func (a *API) releaseCallback(ctx context.Context, in *CallbackID) (*callbackBody, error) {
	c, err := a.Ledger.Release(ctx, huiyin.CallbackID(in.ID), who(ctx))
	return a.shownCallback(ctx, c, err)
}

type triedIn struct {
	CallbackID
	Body struct {
		Reached bool   `json:"reached"`
		Note    string `json:"note,omitempty" maxLength:"500" doc:"Stands in the case, where there is one."`
	}
}

func (a *API) triedCallback(ctx context.Context, in *triedIn) (*callbackBody, error) {
	c, err := a.Ledger.Tried(ctx, huiyin.CallbackID(in.ID), ledger.Outcome{Reached: in.Body.Reached, Note: in.Body.Note}, who(ctx))
	return a.shownCallback(ctx, c, err)
}

type cancelIn struct {
	CallbackID
	Body struct {
		Reason string `json:"reason" maxLength:"200"`
	}
}

func (a *API) cancelCallback(ctx context.Context, in *cancelIn) (*callbackBody, error) {
	c, err := a.Ledger.Cancel(ctx, huiyin.CallbackID(in.ID), in.Body.Reason, who(ctx))
	return a.shownCallback(ctx, c, err)
}
