package httpapi

import (
	"context"

	"huiyin"
	"huiyin/desk"
)

// spoken is an appeal that staff write down; in a call, the number is the call's.
func (a *API) spoken(ctx context.Context, in *appealIn, key string) (desk.Appeal, error) {
	ap, err := a.appeal(in, key)
	if err != nil || in.Call == 0 {
		return ap, err
	}
	if a.Switchboard == nil {
		return ap, noTelephony
	}
	phone, err := a.Switchboard.Number(ctx, who(ctx).Staff, huiyin.CallID(in.Call))
	if ap.Person.Phone == "" {
		ap.Person.Phone = phone
	}
	return ap, err
}

// aboutCase notes which case came of a call.
func (a *API) aboutCase(ctx context.Context, call int64, id huiyin.CaseID) error {
	if call == 0 || a.Switchboard == nil {
		return nil
	}
	return a.Switchboard.Registered(ctx, who(ctx).Staff, huiyin.CallID(call), id)
}
