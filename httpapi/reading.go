package httpapi

import (
	"context"
	"strings"
	"time"

	"huiyin"
	"huiyin/store"
)

type readingsQuery struct {
	PageQuery
	Staff  int64  `query:"staff" doc:"Only what this account read."`
	Number string `query:"number" maxLength:"40" doc:"Only of the case with this number."`
}

type readingOut struct {
	ID      int64      `json:"id"`
	At      *time.Time `json:"at"`
	Kind    string     `json:"kind" enum:"identity,number" doc:"A case's appellant was opened, or a telephone number was looked up."`
	Case    int64      `json:"case,omitempty"`
	Number  string     `json:"number,omitempty"`
	Staff   int64      `json:"staff"`
	Login   string     `json:"login"`
	Name    string     `json:"name"`
	Unit    *ref       `json:"unit,omitempty"`
	Purpose string     `json:"purpose,omitempty"`
}

type readingsOut struct{ Body paged[readingOut] }

// readings is what the auditor reads: who opened whose matter, when and why. The words of the matter are not in it.
func (a *API) readings(ctx context.Context, in *readingsQuery) (*readingsOut, error) {
	f := store.ReadingFilter{Staff: huiyin.StaffID(in.Staff)}
	if number := strings.TrimSpace(in.Number); number != "" {
		if err := a.Desk.Store().Read(ctx, func(t *store.Tx) error {
			c, err := t.CaseByNumber(number)
			f.Case = c.ID
			return err
		}); err != nil {
			return nil, err
		}
	}
	list, next, err := a.Desk.Readings(ctx, f, in.page(), who(ctx))
	if err != nil {
		return nil, err
	}
	s, items := a.shower(), make([]readingOut, len(list))
	return &readingsOut{paged[readingOut]{items, next}}, a.Desk.Store().Read(ctx, func(t *store.Tx) error {
		for i, r := range list {
			items[i] = readingOut{ID: int64(r.ID), At: s.when(r.At), Kind: r.Kind, Case: int64(r.Case), Staff: int64(r.Staff), Unit: s.unit(r.Unit), Purpose: r.Purpose}
			if err := nameReading(t, &items[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

// nameReading puts the account's name and the case's number to their identities; what is gone stays a number.
func nameReading(t *store.Tx, r *readingOut) error {
	account, err := t.Staff(huiyin.StaffID(r.Staff))
	if err != nil && huiyin.KindOf(err) != huiyin.KindNotFound {
		return err
	}
	r.Login, r.Name = account.Login, account.Name
	if r.Case == 0 {
		return nil
	}
	c, err := t.Case(huiyin.CaseID(r.Case))
	if err != nil && huiyin.KindOf(err) != huiyin.KindNotFound {
		return err
	}
	r.Number = c.Number
	return nil
}
