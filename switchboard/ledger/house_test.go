package ledger_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/desk"
	"huiyin/directory"
	"huiyin/store"
	"huiyin/switchboard/ledger"
	"huiyin/testkit"
	"huiyin/vault"
)

var ctx = context.Background()

// wednesday is an ordinary working day at ten in the morning.
var wednesday = time.Date(2026, 9, 16, 10, 0, 0, 0, time.FixedZone("Asia/Shanghai", 8*3600))

// house is a small city with a ledger, on one engine.
type house struct {
	*ledger.Ledger
	t     *testing.T
	store *store.Store
	desk  *desk.Desk
	vault *vault.Vault
	clock *testkit.Clock
}

// onBoth tells a story on SQLite and on PostgreSQL.
func onBoth(t *testing.T, story func(t *testing.T, h *house)) {
	testkit.OnBoth(t, func(t *testing.T, s *store.Store) {
		h := &house{t: t, store: s, clock: testkit.NewClock(wednesday)}
		h.try(s.Write(ctx, settle))
		dir, err := directory.Open(ctx, s)
		h.try(err)
		h.vault, err = vault.Open(t.TempDir())
		h.try(err)
		log := slog.New(slog.DiscardHandler)
		h.desk = desk.New(s, dir, h.clock.Now, log)
		h.Ledger = ledger.New(h.desk, h.vault, log, ledger.Options{})
		story(t, h)
	})
}

func settle(t *store.Tx) error {
	for i, u := range []store.Unit{{Code: "CD", Name: "City", Level: 1, Kind: "city"}, {Code: "LIGHT", Name: "Lighting", Level: 2, Kind: "section", Parent: 1}} {
		u.ID, u.Active = huiyin.UnitID(i+1), true
		if err := t.SaveUnit(u); err != nil {
			return err
		}
	}
	if err := t.SaveCategory(store.Category{Code: "01", Name: "Streets"}); err != nil {
		return err
	}
	if err := t.SaveHotline(store.Hotline{Number: "12366", Name: "Taxes", Mode: "merged", Skills: "tax|language.tibetan.must"}); err != nil {
		return err
	}
	for id, roles := range map[huiyin.StaffID][]huiyin.Role{op.Staff: op.Roles, rival.Staff: rival.Roles, inspector.Staff: inspector.Roles} {
		if err := t.AddStaff(store.Staff{ID: id, Login: "s" + string(rune('a'+id%26)), Name: "Somebody", Roles: roles, Active: true}); err != nil {
			return err
		}
	}
	return t.SaveArea(store.Area{Code: "510104", Name: "Jinjiang", Level: 2})
}

func centre(id huiyin.StaffID, roles ...huiyin.Role) huiyin.Actor {
	return huiyin.Actor{Staff: id, Roles: roles, City: true}
}

var (
	op        = centre(1001, huiyin.Operator)
	rival     = centre(1002, huiyin.Operator)
	leader    = centre(1003, huiyin.ShiftLeader)
	inspector = centre(1004, huiyin.Inspector)
	second    = centre(1005, huiyin.Inspector)
	visitor   = centre(1006, huiyin.Visitor)
	analyst   = centre(1007, huiyin.Analyst)
)

func (h *house) try(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// refused checks that something was refused with a code.
func (h *house) refused(err error, code string) {
	h.t.Helper()
	var e *huiyin.Error
	if !asError(err, &e) || e.Code != code {
		h.t.Errorf("got %v, want a refusal %q", err, code)
	}
}

// call writes down an answered call of somebody, begun at a moment.
func (h *house) call(at time.Time, who huiyin.Actor, change func(*store.Call)) huiyin.CallID {
	h.t.Helper()
	c := store.Call{ID: huiyin.NewID[huiyin.CallID](at), Hotline: "12345", Phone: "19900001234", Staff: who.Staff, Seat: 12, ArrivedAt: at, QueuedAt: at.Add(3 * time.Second),
		AnsweredAt: at.Add(9 * time.Second), EndedAt: at.Add(2 * time.Minute), Offers: 1, Outcome: "answered", Cause: "caller", Score: 5}
	if change != nil {
		change(&c)
	}
	h.try(h.store.Write(ctx, func(t *store.Tx) error { return t.AddCall(c) }))
	return c.ID
}

// record gives a call a recording of some seconds.
func (h *house) record(id huiyin.CallID, seconds int) []byte {
	h.t.Helper()
	sound := wav(tone(seconds, 0x2a, 0x55))
	blob, err := h.vault.Put(ctx, bytes.NewReader(sound), 1<<20)
	h.try(err)
	h.try(h.store.Write(ctx, func(t *store.Tx) error {
		return t.SaveRecording(store.Recording{Call: id, Hash: blob.Hash.String(), Size: blob.Size, StartedAt: huiyin.IDTime(id), Duration: time.Duration(seconds) * time.Second,
			Pauses: "1-2.5", Waveform: ledger.Waveform(bytes.NewReader(sound), int64(len(sound)))})
	}))
	return sound
}

// events are the kinds of a stream's events, in order.
func (h *house) events(stream int64) (kinds []string) {
	h.t.Helper()
	h.try(h.store.Read(ctx, func(t *store.Tx) error {
		list, err := t.Events(stream, 1, 500)
		kinds = nil
		for _, e := range list {
			kinds = append(kinds, e.Kind)
			if strings.Contains(string(e.Data), "19900001234") {
				h.t.Errorf("the event %s holds a number", e.Kind)
			}
		}
		return err
	}))
	return kinds
}

func (h *house) has(stream int64, kind string) {
	h.t.Helper()
	if kinds := h.events(stream); !slices.Contains(kinds, kind) {
		h.t.Errorf("the journal has %v, not %s", kinds, kind)
	}
}

// visiting makes a case of a number that waits for its return visit.
func (h *house) visiting(title, phone string, by huiyin.Actor) huiyin.CaseID {
	h.t.Helper()
	r, err := h.desk.Register(ctx, desk.Appeal{Form: casework.Form{Title: title, Content: "The street lamp has been dark for a week.", Nature: "complaint", Category: "01", Area: "510104"},
		Channel: "phone", Person: store.Person{Name: "李小明", Phone: huiyin.Phone(phone)}}, by)
	h.try(err)
	unit := func(id huiyin.StaffID, role huiyin.Role) huiyin.Actor {
		return huiyin.Actor{Staff: id, Roles: []huiyin.Role{role}, Unit: 2, Units: []huiyin.UnitID{2}}
	}
	answer := casework.Form{Internal: "Cable replaced.", Public: "The lamp shines again.", Solved: "yes"}
	h.take(r.Case, centre(2, huiyin.Reviewer), casework.Pass, casework.Form{})
	h.take(r.Case, centre(3, huiyin.TransferOfficer), casework.Dispatch, casework.Form{Unit: 2, Advice: "Please look today."})
	h.take(r.Case, unit(10, huiyin.UnitClerk), casework.Sign, casework.Form{})
	h.take(r.Case, unit(11, huiyin.Handler), casework.ContactFirst, casework.Form{Outcome: "reached", Note: "Will be at home."})
	h.take(r.Case, unit(11, huiyin.Handler), casework.Verify, casework.Form{True: "yes", Note: "Cable torn."})
	h.take(r.Case, unit(11, huiyin.Handler), casework.DraftReply, answer)
	h.take(r.Case, unit(12, huiyin.UnitLeader), casework.Submit, answer)
	h.take(r.Case, centre(3, huiyin.TransferOfficer), casework.PassReply, casework.Form{})
	return r.Case
}

func (h *house) take(id huiyin.CaseID, by huiyin.Actor, step casework.Step, form casework.Form) {
	h.t.Helper()
	v, err := h.desk.Show(ctx, id, by)
	h.try(err)
	o := desk.Order{Case: id, Order: casework.Order{Step: step, By: by, Form: form}}
	for _, open := range v.Open {
		if open.Step == step {
			o.Assignment, o.Request = open.Assignment, open.Request
		}
	}
	if _, err := h.desk.Take(ctx, o); err != nil {
		h.t.Fatalf("%s: %v", step, err)
	}
}

// wav wraps A-law frames of two channels.
func wav(frames []byte) []byte {
	b := append([]byte("RIFF"), binary.LittleEndian.AppendUint32(nil, uint32(36+len(frames)))...)
	b = append(b, "WAVEfmt \x10\x00\x00\x00\x06\x00\x02\x00"...)
	b = binary.LittleEndian.AppendUint32(b, 8000)
	b = binary.LittleEndian.AppendUint32(b, 16000)
	b = append(b, "\x02\x00\x08\x00data"...)
	return append(binary.LittleEndian.AppendUint32(b, uint32(len(frames))), frames...)
}

// tone is some seconds of one octet left and another right.
func tone(seconds int, left, right byte) []byte {
	return bytes.Repeat([]byte{left, right}, 8000*seconds)
}
