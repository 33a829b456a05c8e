package httpapi

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"huiyin"
	"huiyin/store"
	"huiyin/switchboard/ledger"
)

// caseRef names a case that another thing belongs to.
type caseRef struct {
	ID     int64  `json:"id"`
	Number string `json:"number"`
	Title  string `json:"title"`
}

func caseNamed(id huiyin.CaseID, n store.CaseName) *caseRef {
	if id == 0 {
		return nil
	}
	return &caseRef{int64(id), n.Number, n.Title}
}

func personNamed(id huiyin.StaffID, name string) *ref {
	if id == 0 {
		return nil
	}
	return &ref{int64(id), name}
}

// CallOut is a call in a list.
type CallOut struct {
	ID         int64      `json:"id"`
	Outbound   bool       `json:"outbound,omitempty" doc:"We rang."`
	Hotline    string     `json:"hotline"`
	Phone      string     `json:"phone,omitempty" doc:"Masked; absent when the caller withheld it."`
	Case       *caseRef   `json:"case,omitempty"`
	Operator   *ref       `json:"operator,omitempty" doc:"Who spoke last."`
	Seat       int        `json:"seat,omitempty"`
	Emergency  bool       `json:"emergency,omitempty"`
	Surge      bool       `json:"surge,omitempty" doc:"During a window in which the reserve seats were open."`
	ArrivedAt  *time.Time `json:"arrived_at"`
	QueuedAt   *time.Time `json:"queued_at,omitempty"`
	AnsweredAt *time.Time `json:"answered_at,omitempty"`
	EndedAt    *time.Time `json:"ended_at,omitempty"`
	WrappedAt  *time.Time `json:"wrapped_at,omitempty"`
	Waited     float64    `json:"waited" doc:"Seconds from arrival to answer, or to the end of who was not answered."`
	Talked     float64    `json:"talked" doc:"Seconds from answer to end; 0 while it goes on and when nobody spoke."`
	Held       float64    `json:"held,omitempty" doc:"Seconds on hold."`
	Offers     int        `json:"offers" doc:"How many seats it was offered to."`
	Outcome    string     `json:"outcome,omitempty" enum:"answered,abandoned,short,missed,overflow,overflowed,asked_back,cut_off,forwarded,passed_on,failed,reached,unreached" doc:"Absent while the call goes on."`
	Cause      string     `json:"cause,omitempty" doc:"Who or what ended it: caller, seat, transfer, failure, restart."`
	Score      int        `json:"score" doc:"What the caller pressed, 1-5; 0 none pressed, -1 not asked."`
	Recorded   float64    `json:"recorded" doc:"Seconds of its recording; 0 when there is none."`
	MayListen  bool       `json:"may_listen" doc:"The reader may hear the recording, with a purpose."`
}

func (s shower) call(c ledger.Call) CallOut {
	end := c.AnsweredAt
	if end.IsZero() {
		end = c.EndedAt
	}
	out := CallOut{ID: int64(c.ID), Outbound: c.Outbound, Hotline: c.Hotline, Phone: c.Masked, Case: caseNamed(c.Call.Case, c.Case), Operator: personNamed(c.Staff, c.StaffName),
		Seat: int(c.Seat), Emergency: c.Emergency, Surge: c.Surge, ArrivedAt: s.when(c.ArrivedAt), QueuedAt: s.when(c.QueuedAt), AnsweredAt: s.when(c.AnsweredAt),
		EndedAt: s.when(c.EndedAt), WrappedAt: s.when(c.WrappedAt), Waited: between(c.ArrivedAt, end), Talked: between(c.AnsweredAt, c.EndedAt), Held: c.Held.Seconds(),
		Offers: c.Offers, Outcome: c.Outcome, Cause: c.Cause, Score: c.Score, Recorded: c.Recorded.Seconds(), MayListen: c.May}
	return out
}

// between is the seconds from one moment to another; 0 when one of them is not known.
func between(from, to time.Time) float64 {
	if from.IsZero() || to.Before(from) {
		return 0
	}
	return to.Sub(from).Seconds()
}

func calls(s shower, list []ledger.Call) []CallOut {
	out := make([]CallOut, len(list))
	for i, c := range list {
		out[i] = s.call(c)
	}
	return out
}

// CallSearch is what narrows a search of calls.
type CallSearch struct {
	Phone    string `query:"phone" maxLength:"60" doc:"A telephone number; that it was looked up is written down."`
	Case     int64  `query:"case" minimum:"0"`
	Operator int64  `query:"operator" minimum:"0"`
	Hotline  string `query:"hotline" maxLength:"20"`
	Outcome  string `query:"outcome" enum:"answered,abandoned,short,missed,overflow,overflowed,asked_back,cut_off,forwarded,passed_on,failed,reached,unreached"`
	Score    int    `query:"score" minimum:"0" maximum:"5" doc:"Exactly this score; 0 does not narrow."`
	From     string `query:"from" format:"date" doc:"Arrived on this day or later."`
	To       string `query:"to" format:"date" doc:"Arrived before this day."`
	Recorded bool   `query:"recorded" doc:"With a recording only."`
}

func (q *CallSearch) search(s shower) (ledger.Search, error) {
	f := store.CallFilter{Case: huiyin.CaseID(q.Case), Staff: huiyin.StaffID(q.Operator), Hotline: q.Hotline, Outcome: q.Outcome, Score: q.Score, Recorded: q.Recorded}
	var err error
	if f.From, err = s.day("from", q.From); err == nil {
		f.To, err = s.day("to", q.To)
	}
	return ledger.Search{CallFilter: f, Number: q.Phone}, err
}

type callsQuery struct {
	PageQuery
	CallSearch
}

type callsOut struct{ Body paged[CallOut] }

func (a *API) calls(ctx context.Context, in *callsQuery) (*callsOut, error) {
	s := a.shower()
	search, err := in.search(s)
	if err != nil {
		return nil, err
	}
	list, next, err := a.Ledger.Calls(ctx, search, in.page(), who(ctx))
	if err != nil {
		return nil, err
	}
	return &callsOut{paged[CallOut]{calls(s, list), next}}, nil
}

// satisfactionOut is what callers pressed. Whoever pressed nothing is counted apart and is no part of the average.
type satisfactionOut struct {
	Average float64 `json:"average" doc:"Mean of the scores that were pressed, 1 to 5; 0 when there are none."`
	Count   int     `json:"count" doc:"How many pressed a score."`
	None    int     `json:"none" doc:"How many were asked and pressed nothing."`
	Scores  []int   `json:"scores" nullable:"false" doc:"How many pressed 1, 2, 3, 4 and 5."`
}

func satisfaction(s ledger.Satisfaction) satisfactionOut {
	return satisfactionOut{s.Average(), s.Pressed(), s.Count[0], s.Count[1:]}
}

type scoresOut struct{ Body satisfactionOut }

func (a *API) callScores(ctx context.Context, in *struct{ CallSearch }) (*scoresOut, error) {
	search, err := in.search(a.shower())
	if err != nil {
		return nil, err
	}
	all, err := a.Ledger.Scores(ctx, search, who(ctx))
	return &scoresOut{satisfaction(all)}, err
}

type CallID struct {
	ID int64 `path:"id" minimum:"1"`
}

// stretchOut is a part of a recording, in seconds from its start.
type stretchOut struct {
	From float64 `json:"from"`
	To   float64 `json:"to"`
}

type recordingOut struct {
	StartedAt *time.Time   `json:"started_at"`
	Duration  float64      `json:"duration" doc:"Seconds."`
	Size      int64        `json:"size" doc:"Bytes."`
	Pauses    []stretchOut `json:"pauses" nullable:"false" doc:"Stretches that were left out, because the recording was paused."`
	Caller    []int        `json:"caller" nullable:"false" doc:"How loud the caller is, 0-255, in at most 400 equal stretches."`
	Seat      []int        `json:"seat" nullable:"false" doc:"How loud the seat is, likewise."`
	Trouble   string       `json:"trouble,omitempty" enum:"disk,slow,restart" doc:"Why it does not hold all that was said, if it does not: the disk did not take it, was too slow, or the program ended."`
}

// askedOut is one time that somebody else was asked into a call.
type askedOut struct {
	N          int        `json:"n"`
	Channel    string     `json:"channel,omitempty" doc:"110, 119, 120 or 122. Absent, like unit and seat, for any other number."`
	Unit       *ref       `json:"unit,omitempty"`
	Seat       int        `json:"seat,omitempty"`
	With       *ref       `json:"with,omitempty" doc:"Who sat there."`
	By         *ref       `json:"by,omitempty"`
	AskedAt    *time.Time `json:"asked_at"`
	AnsweredAt *time.Time `json:"answered_at,omitempty" doc:"Absent when nobody answered."`
	EndedAt    *time.Time `json:"ended_at"`
	Together   float64    `json:"together" doc:"Seconds that they and the caller heard each other."`
	Left       bool       `json:"left,omitempty" doc:"The caller was left to them."`
	Cause      string     `json:"cause,omitempty" doc:"Why nobody answered: busy, no_answer, declined, lost, hung_up."`
	Receipt    string     `json:"receipt,omitempty" doc:"The number they gave the matter."`
}

func (s shower) asked(d *ledger.Details) []askedOut {
	out := make([]askedOut, len(d.Asked))
	for i, k := range d.Asked {
		out[i] = askedOut{N: k.N, Channel: k.Channel, Unit: s.unit(k.Unit), Seat: int(k.Seat), With: personNamed(k.With, d.Names[k.With]), By: personNamed(k.By, d.Names[k.By]),
			AskedAt: s.when(k.AskedAt), AnsweredAt: s.when(k.AnsweredAt), EndedAt: s.when(k.EndedAt), Together: k.Together.Seconds(), Left: k.Left, Cause: k.Cause,
			Receipt: k.Receipt}
	}
	return out
}

type callDetails struct {
	CallOut
	Recording  *recordingOut `json:"recording,omitempty"`
	Unrecorded string        `json:"unrecorded,omitempty" doc:"Why there is no recording, where there ought to be one: like trouble."`
	Asked      []askedOut    `json:"asked" nullable:"false" doc:"Who else was asked into it, in order."`
}

type callBody struct{ Body callDetails }

func (a *API) call(ctx context.Context, in *CallID) (*callBody, error) {
	d, err := a.Ledger.Call(ctx, huiyin.CallID(in.ID), who(ctx))
	if err != nil {
		return nil, err
	}
	s := a.shower()
	out := callDetails{CallOut: s.call(d.Call), Asked: s.asked(&d)}
	if d.Recording.Hash != "" {
		out.Recording = s.recording(d)
	} else {
		out.Unrecorded = d.Recording.Trouble
	}
	return &callBody{out}, nil
}

func (s shower) recording(d ledger.Details) *recordingOut {
	r := d.Recording
	out := &recordingOut{StartedAt: s.when(r.StartedAt), Duration: r.Duration.Seconds(), Size: r.Size, Trouble: r.Trouble, Pauses: []stretchOut{}, Caller: []int{}, Seat: []int{}}
	for _, p := range d.Pauses {
		out.Pauses = append(out.Pauses, stretchOut{p.From.Seconds(), p.To.Seconds()})
	}
	for i := 0; i+1 < len(r.Waveform); i += 2 {
		out.Caller, out.Seat = append(out.Caller, int(r.Waveform[i])), append(out.Seat, int(r.Waveform[i+1]))
	}
	return out
}

type listenIn struct {
	CallID
	Body struct {
		Purpose string `json:"purpose" maxLength:"200" doc:"Why the call must be heard; it is written down."`
	}
}

type listenOut struct {
	Body struct {
		Address string     `json:"address" doc:"Where the sound is, for this account only."`
		Until   *time.Time `json:"until" doc:"How long that is good."`
	}
}

func (a *API) listen(ctx context.Context, in *listenIn) (*listenOut, error) {
	t, err := a.Ledger.Listen(ctx, huiyin.CallID(in.ID), in.Body.Purpose, who(ctx))
	if err != nil {
		return nil, err
	}
	out := &listenOut{}
	out.Body.Address, out.Body.Until = "/api/v1/recordings/"+t.Text, a.shower().when(t.Until)
	return out, nil
}

type ticketPath struct {
	Ticket string `path:"ticket" maxLength:"120"`
	Range  string `header:"Range" doc:"A part of the bytes (RFC 9110, section 14)."`
}

// recording hands out the sound, or a part of it: a player seeks by asking for ranges.
func (a *API) recording(ctx context.Context, in *ticketPath) (*huma.StreamResponse, error) {
	f, r, err := a.Ledger.Recording(ctx, in.Ticket, who(ctx))
	if err != nil {
		return nil, err
	}
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		defer f.Close()
		req, w := humago.Unwrap(hc)
		w.Header().Set("Content-Type", "audio/wav")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Cache-Control", "private, no-store")
		http.ServeContent(w, req, "", r.StartedAt, f)
	}}, nil
}
