// Package ledger works with the calls that were: finding them, listening to them under a purpose that is written down,
// keeping promises to ring back, inspecting what was said, who can sit where with which skills, and which rules the room
// is run by. It refuses to know what happens in the live room, telephones and screens, and it takes no step of the
// procedure but by asking the desk.
package ledger

import (
	"context"
	"log/slog"
	"time"

	"huiyin"
	"huiyin/desk"
	"huiyin/staff"
	"huiyin/store"
	"huiyin/switchboard/room"
	"huiyin/topic"
	"huiyin/vault"
)

// Options say what a city may choose.
type Options struct {
	Policy Policy // of ringing back; the zero Policy means DefaultPolicy
	Form   Form   // of inspecting; nil means DefaultForm

	Room *room.Policy // of the live room, before any rule was changed; nil means room.DefaultPolicy
}

// Ledger is the book of calls. It is safe for concurrent use.
type Ledger struct {
	store  *store.Store
	desk   *desk.Desk
	vault  *vault.Vault
	now    func() time.Time
	log    *slog.Logger
	policy Policy
	form   Form
	room   room.Policy
}

// New opens the ledger. The clock is the desk's.
func New(d *desk.Desk, v *vault.Vault, log *slog.Logger, o Options) *Ledger {
	l := &Ledger{store: d.Store(), desk: d, vault: v, now: d.Now, log: log, policy: o.Policy, form: o.Form, room: room.DefaultPolicy()}
	if l.policy == (Policy{}) {
		l.policy = DefaultPolicy
	}
	if l.form == nil {
		l.form = DefaultForm
	}
	if o.Room != nil {
		l.room = *o.Room
	}
	return l
}

// Run keeps the list of return visits in step with the journal until the context ends.
func (l *Ledger) Run(ctx context.Context) error {
	tick := time.NewTicker(time.Minute)
	defer tick.Stop()
	for {
		news := l.store.News()
		if err := l.OfferVisits(ctx); err != nil && ctx.Err() == nil {
			l.log.Error("return visits could not be offered", "err", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-news:
		case <-tick.C:
		}
	}
}

// need refuses whoever does not hold a permission.
func need(who huiyin.Actor, p staff.Permission) error {
	if !staff.Can(who, p) {
		return huiyin.Forbidden("permission", "Your account may not do this; it needs the permission %s.", p)
	}
	return nil
}

// said cleans a sentence that must be there.
func said(field, text string, max int, why string) (string, error) {
	text, err := topic.Clean(field, text, max, true)
	if err == nil && text == "" {
		err = huiyin.Invalid(field, "%s", why)
	}
	return text, err
}
