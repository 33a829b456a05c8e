package ledger

import (
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/staff"
	"huiyin/store"
	"huiyin/vault"
)

// ticketLasts is how long somebody may listen after they have said why.
const ticketLasts = 30 * time.Minute

// ownLasts is how long operators may listen to their own calls.
const ownLasts = 30 * 24 * time.Hour

// Ticket opens one recording to one person for a while.
type Ticket struct {
	Text  string // made of letters, digits, dots: fit for an address
	Until time.Time
}

// Listen opens a recording to somebody who says why. The journal keeps who listens to which call, and for what, before
// a byte is handed out: no record, no sound.
func (l *Ledger) Listen(ctx context.Context, id huiyin.CallID, purpose string, who huiyin.Actor) (Ticket, error) {
	if err := need(who, staff.CallsListen); err != nil {
		return Ticket{}, err
	}
	purpose, err := said("purpose", purpose, 200, "Say why you need to listen to this call; it is written down.")
	if err != nil {
		return Ticket{}, err
	}
	now := l.now()
	err = l.store.Write(ctx, func(t *store.Tx) error {
		c, err := t.Call(id)
		if err != nil {
			return err
		}
		if err := mayKnow(&c, who); err != nil {
			return err
		}
		named, err := t.CaseNames([]huiyin.CaseID{c.Case})
		if err != nil {
			return err
		}
		if err := l.mayListen(&c, named[c.Case].Confidentiality, who); err != nil {
			return err
		}
		r, err := t.Recording(id)
		if err == nil && r.Hash == "" {
			err = huiyin.NotFound("recording", "This call was not recorded: the disk did not take it.")
		}
		if err != nil {
			return err
		}
		return t.Append(int64(id), now, who.By(), store.Fact{Kind: "recording.heard", Data: map[string]any{
			"staff": int64(c.Staff), "case": int64(c.Case), "purpose": l.store.Seal().HashText(purpose)}})
	})
	if err != nil {
		return Ticket{}, err
	}
	until := now.Add(ticketLasts)
	return Ticket{l.ticket(id, who.Staff, until.Unix()), until}, nil
}

// mayListen: inspectors, shift leaders and supervisors listen to everybody, operators to themselves for a month. A
// voice says who speaks, so that what is sealed stays with the shift leader.
func (l *Ledger) mayListen(c *store.Call, level casework.Confidentiality, who huiyin.Actor) error {
	own := c.Staff != 0 && c.Staff == who.Staff
	switch {
	case level >= 3 && !who.Is(huiyin.ShiftLeader):
		return huiyin.Forbidden("sealed_call", "This appeal is sealed; only a shift leader may listen to its calls.")
	case who.Is(huiyin.Inspector, huiyin.ShiftLeader, huiyin.Supervisor):
		return nil
	case !own:
		return huiyin.Forbidden("not_your_call", "Operators listen to their own calls; ask a shift leader for this one.")
	case l.now().Sub(c.ArrivedAt) > ownLasts:
		return huiyin.Forbidden("too_old", "One's own calls can be heard for 30 days; ask a shift leader for this one.")
	}
	return nil
}

// ticket is bound to call, person and moment by the record's key, so that it needs no list and lives through a restart.
func (l *Ledger) ticket(id huiyin.CallID, who huiyin.StaffID, until int64) string {
	text := fmt.Sprintf("%d.%d.%d", id, who, until)
	return text + "." + hex.EncodeToString(l.store.Seal().Hash("recording ticket", text))
}

// Recording hands the bytes out against a ticket: WAV, A-law, 8 kHz, the caller left and the seat right. The reader is
// the caller's to close.
func (l *Ledger) Recording(ctx context.Context, ticket string, who huiyin.Actor) (io.ReadSeekCloser, store.Recording, error) {
	id, err := l.admitted(ticket, who)
	if err != nil {
		return nil, store.Recording{}, err
	}
	var r store.Recording
	if err := l.store.Read(ctx, func(t *store.Tx) (err error) { r, err = t.Recording(id); return err }); err != nil {
		return nil, r, err
	}
	h, err := vault.ParseHash(r.Hash)
	if err != nil {
		return nil, r, fmt.Errorf("the hash of a recording: %w", err)
	}
	f, _, err := l.vault.Open(h)
	return f, r, err
}

// admitted reads a ticket that this ledger has given this person and that is still good.
func (l *Ledger) admitted(ticket string, who huiyin.Actor) (huiyin.CallID, error) {
	refused := huiyin.Forbidden("ticket", "This ticket is not good, or not for you, or its half hour is over; say again why you need to listen.")
	parts := strings.Split(ticket, ".")
	if len(parts) != 4 {
		return 0, refused
	}
	id, err := huiyin.ParseID[huiyin.CallID](parts[0])
	if err != nil {
		return 0, refused
	}
	until, err := strconv.ParseInt(parts[2], 10, 64)
	if err != nil || ticket != l.ticket(id, who.Staff, until) || l.now().After(time.Unix(until, 0)) {
		return 0, refused
	}
	return id, nil
}
