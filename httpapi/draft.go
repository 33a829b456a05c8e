package httpapi

import (
	"context"

	"huiyin"
)

type registerDraftIn struct {
	CaseID
	Key  string `header:"Idempotency-Key" maxLength:"200" doc:"The same key with the same body gives the same receipt."`
	Body appealIn
}

// registerDraft registers what a draft holds by now and gives number and code, which the operator tells the appellant.
func (a *API) registerDraft(ctx context.Context, in *registerDraftIn) (*receiptBody, error) {
	ap, err := a.spoken(ctx, &in.Body, in.Key)
	if err != nil {
		return nil, err
	}
	r, err := a.Desk.RegisterDraft(ctx, huiyin.CaseID(in.ID), ap, who(ctx))
	if err != nil {
		return nil, err
	}
	return &receiptBody{receiptOut{int64(r.Case), r.Number, r.Code, r.Again}}, nil
}
