package httpapi

import (
	"context"
	"time"

	"huiyin"
	"huiyin/switchboard/ledger"
)

type objectionOut struct {
	Reason      string         `json:"reason"`
	At          *time.Time     `json:"at"`
	DecidedAt   *time.Time     `json:"decided_at,omitempty" doc:"Absent while it waits."`
	Decision    string         `json:"decision,omitempty"`
	ScoreBefore int            `json:"score_before"`
	MarksBefore map[string]int `json:"marks_before" nullable:"false"`
}

type inspectionOut struct {
	ID        int64          `json:"id"`
	Call      CallOut        `json:"call"`
	Sample    string         `json:"sample" doc:"The seed it was drawn with."`
	DrawnAt   *time.Time     `json:"drawn_at"`
	Inspector *ref           `json:"inspector,omitempty"`
	DoneAt    *time.Time     `json:"done_at,omitempty" doc:"Absent while nobody has judged it."`
	Score     int            `json:"score" doc:"0-100."`
	Marks     map[string]int `json:"marks" nullable:"false" doc:"0-5 for each point of the form that came up."`
	Note      string         `json:"note,omitempty"`
	Objection *objectionOut  `json:"objection,omitempty"`
}

func (s shower) inspection(i ledger.Inspection) inspectionOut {
	out := inspectionOut{ID: int64(i.ID), Call: s.call(i.Call), Sample: i.Sample, DrawnAt: s.when(i.DrawnAt), Inspector: personNamed(i.Inspector, i.InspectorName),
		DoneAt: s.when(i.DoneAt), Score: i.Score, Marks: i.Given, Note: i.Note}
	if o := i.Objection; o != nil {
		before, err := ledger.ParseMarks(o.MarksBefore)
		if err != nil {
			before = ledger.Marks{} // what the record cannot read any more is not shown
		}
		out.Objection = &objectionOut{Reason: o.Reason, At: s.when(o.At), DecidedAt: s.when(o.DecidedAt), Decision: o.Decision, ScoreBefore: o.ScoreBefore, MarksBefore: before}
	}
	return out
}

type inspectionsQuery struct {
	PageQuery
	State    string `query:"state" enum:"waiting,done,objected"`
	Operator int64  `query:"operator" minimum:"0"`
	Sample   string `query:"sample" maxLength:"80"`
}

type inspectionsOut struct{ Body paged[inspectionOut] }

func (a *API) inspections(ctx context.Context, in *inspectionsQuery) (*inspectionsOut, error) {
	list, next, err := a.Ledger.Inspections(ctx, ledger.InspectionSearch{State: in.State, Staff: huiyin.StaffID(in.Operator), Sample: in.Sample}, in.page(), who(ctx))
	if err != nil {
		return nil, err
	}
	s, items := a.shower(), make([]inspectionOut, len(list))
	for i, one := range list {
		items[i] = s.inspection(one)
	}
	return &inspectionsOut{paged[inspectionOut]{items, next}}, nil
}

type pointOut struct {
	Name   string `json:"name"`
	Weight int    `json:"weight" doc:"Its share of 100."`
	Spare  bool   `json:"spare,omitempty" doc:"Does not come up in every call, and may be left out."`
}

type formOut struct {
	Body struct {
		Points []pointOut `json:"points" nullable:"false"`
		Most   int        `json:"most" doc:"The best mark; 0 is the worst."`
	}
}

func (a *API) inspectionForm(context.Context, *struct{}) (*formOut, error) {
	out := &formOut{}
	out.Body.Points, out.Body.Most = []pointOut{}, ledger.MarkMost
	for _, p := range a.Ledger.Form() {
		out.Body.Points = append(out.Body.Points, pointOut{p.Name, p.Weight, p.Spare})
	}
	return out, nil
}

type drawIn struct {
	Body struct {
		Seed string    `json:"seed,omitempty" maxLength:"80" doc:"The head of the journal at the end when absent; the same seed draws the same calls."`
		From time.Time `json:"from"`
		To   time.Time `json:"to"`
		Each int       `json:"each" minimum:"1" maximum:"20" doc:"Calls of each operator."`
	}
}

type drawOut struct {
	Body struct {
		Seed  string `json:"seed"`
		Of    int    `json:"of" doc:"How many calls it was drawn from."`
		Calls int    `json:"calls" doc:"How many were drawn."`
	}
}

func (a *API) drawInspections(ctx context.Context, in *drawIn) (*drawOut, error) {
	b := &in.Body
	d, err := a.Ledger.Draw(ctx, ledger.Drawing{Seed: b.Seed, From: b.From, To: b.To, Each: b.Each}, who(ctx))
	if err != nil {
		return nil, err
	}
	out := &drawOut{}
	out.Body.Seed, out.Body.Of, out.Body.Calls = d.Seed, d.Of, len(d.Calls)
	return out, nil
}

type InspectionID struct {
	ID int64 `path:"id" minimum:"1"`
}

type inspectionBody struct{ Body inspectionOut }

func (a *API) shownInspection(i ledger.Inspection, err error) (*inspectionBody, error) {
	if err != nil {
		return nil, err
	}
	return &inspectionBody{a.shower().inspection(i)}, nil
}

func (a *API) inspection(ctx context.Context, in *InspectionID) (*inspectionBody, error) {
	return a.shownInspection(a.Ledger.Inspection(ctx, huiyin.InspectionID(in.ID), who(ctx)))
}

type judgeIn struct {
	InspectionID
	Body struct {
		Marks map[string]int `json:"marks"`
		Note  string         `json:"note,omitempty" maxLength:"1000"`
	}
}

func (a *API) judgeInspection(ctx context.Context, in *judgeIn) (*inspectionBody, error) {
	return a.shownInspection(a.Ledger.Judge(ctx, huiyin.InspectionID(in.ID), ledger.Judgement{Marks: in.Body.Marks, Note: in.Body.Note}, who(ctx)))
}

type objectIn struct {
	InspectionID
	Body struct {
		Reason string `json:"reason" maxLength:"1000"`
	}
}

func (a *API) objectInspection(ctx context.Context, in *objectIn) (*inspectionBody, error) {
	return a.shownInspection(a.Ledger.Object(ctx, huiyin.InspectionID(in.ID), in.Body.Reason, who(ctx)))
}

type decideIn struct {
	InspectionID
	Body struct {
		Decision string         `json:"decision" maxLength:"1000" doc:"Why; the operator reads it."`
		Marks    map[string]int `json:"marks,omitempty" doc:"New marks; the result stays when absent."`
	}
}

func (a *API) decideInspection(ctx context.Context, in *decideIn) (*inspectionBody, error) {
	return a.shownInspection(a.Ledger.Decide(ctx, huiyin.InspectionID(in.ID), ledger.Decision{Marks: in.Body.Marks, Say: in.Body.Decision}, who(ctx)))
}
