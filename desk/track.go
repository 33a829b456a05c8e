package desk

import (
	"context"
	"crypto/hmac"
	"strings"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/store"
)

// Track is what the appellant sees of their matter: every stage like a parcel, who has it, until when, what was said
// to them, and what they may do now.
type Track struct {
	Case     casework.Case
	Contacts []store.Contact // only those the appellant may read
	Files    []store.File
	Events   []huiyin.Event
	Open     []casework.OpenStep
}

// Track opens a matter with its number and extraction code. A wrong pair is told the same whichever half is wrong.
func (d *Desk) Track(ctx context.Context, number, code string) (Track, error) {
	var tr Track
	err := d.store.Read(ctx, func(t *store.Tx) error {
		c, err := d.unlock(t, number, code)
		if err != nil {
			return err
		}
		v, err := d.view(t, c, huiyin.TheAppellant)
		if err != nil {
			return err
		}
		tr = Track{Case: c, Files: v.Files, Events: v.Events, Open: v.Open}
		for _, k := range v.Contacts {
			if k.Shown {
				tr.Contacts = append(tr.Contacts, k)
			}
		}
		return nil
	})
	return tr, err
}

func (d *Desk) unlock(t *store.Tx, number, code string) (casework.Case, error) {
	wrong := huiyin.NotFound("matter", "No matter has this number and extraction code. Please check both; the code has eight letters and digits.")
	number, code = strings.TrimSpace(number), strings.ToUpper(strings.TrimSpace(code))
	c, err := t.CaseByNumber(number)
	if huiyin.KindOf(err) == huiyin.KindNotFound {
		return c, wrong
	}
	if err != nil {
		return c, err
	}
	want, err := t.CodeHash(c.ID)
	if err != nil {
		return c, err
	}
	if len(want) == 0 || !hmac.Equal(want, d.CodeHash(c.Number, code)) {
		return casework.Case{}, wrong
	}
	return c, nil
}

// TakeAsAppellant carries out a step that the appellant takes with number and code: supplement, urge, rate, object,
// ask to reopen.
func (d *Desk) TakeAsAppellant(ctx context.Context, number, code string, o Order) (casework.Case, error) {
	if err := d.checkOrder(&o); err != nil {
		return casework.Case{}, err
	}
	o.By = huiyin.TheAppellant
	var after casework.Case
	err := d.store.Write(ctx, func(t *store.Tx) error {
		before, err := d.unlock(t, number, code)
		if err != nil {
			return err
		}
		after, err = d.take(t, before, o)
		return err
	})
	return after, err
}

// Promise is the date the appellant was told, or zero.
func Promise(c *casework.Case) time.Time {
	if c.State.Info().Open {
		return c.Promised
	}
	return time.Time{}
}
