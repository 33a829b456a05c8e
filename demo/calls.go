package demo

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"huiyin"
	"huiyin/store"
	"huiyin/switchboard/ledger"
)

// callsSetting remembers that the calls of the past are told.
const callsSetting = "demo_calls"

const (
	callsOfCases = 210 // how many of the past month's calls brought a matter
	callsBeside  = 110 // and how many did not: given up, missed, asked and answered
	soundCount   = 12  // how many conversations there are to hear; calls share them
	recordedMost = 40  // how many calls have one
)

// calls tells the calls of the past month: whose matters were registered, who gave up waiting, whom we promised to ring
// back; some can be heard, and some of these were inspected. It does nothing once they are told.
func (t *Town) calls(ctx context.Context, end time.Time) error {
	told := false
	if err := t.store().Read(ctx, func(tx *store.Tx) error {
		s, err := tx.Setting(callsSetting)
		told = s != ""
		return err
	}); err != nil || told {
		return err
	}
	list, err := t.spokenCalls(ctx, end)
	if err != nil {
		return err
	}
	sounds, err := t.sounds(ctx, list)
	if err != nil {
		return err
	}
	err = t.store().Write(ctx, func(tx *store.Tx) error {
		for i := range list {
			if err := t.writeCall(tx, &list[i], end); err != nil {
				return err
			}
		}
		for _, r := range sounds {
			if err := tx.SaveRecording(r); err != nil {
				return err
			}
		}
		return tx.SetSetting(callsSetting, "told")
	})
	if err != nil {
		return fmt.Errorf("tell the calls of the past: %w", err)
	}
	return t.inspect(ctx, end)
}

// spokenCalls are the calls of the past: those of matters first.
func (t *Town) spokenCalls(ctx context.Context, end time.Time) ([]store.Call, error) {
	d := t.city.Rand("calls")
	cases, err := t.phoneCases(ctx)
	if err != nil {
		return nil, err
	}
	var out []store.Call
	step := max(len(cases)/callsOfCases, 1)
	for i := 0; i < len(cases) && len(out) < callsOfCases; i += step {
		out = append(out, t.callOf(d, cases[i]))
	}
	for _, at := range t.arrivals(end.Add(-5*time.Minute), callsBeside) {
		out = append(out, t.callBeside(d, at))
	}
	return out, nil
}

// called is a matter that came by telephone, and from which number.
type called struct {
	id    huiyin.CaseID
	at    time.Time
	staff huiyin.StaffID
	phone huiyin.Phone
}

func (t *Town) phoneCases(ctx context.Context) (out []called, err error) {
	page := huiyin.Page{Limit: 200}
	for more := true; more; more = page.After != "" {
		lines, next, err := t.rooms.Desk.List(ctx, store.CaseFilter{Channel: "phone"}, page, everyUnit)
		if err != nil {
			return nil, err
		}
		page.After = next
		if err := t.store().Read(ctx, func(tx *store.Tx) error {
			for _, l := range lines {
				c, err := tx.Case(l.ID)
				if err != nil {
					return err
				}
				k := called{id: c.ID, at: c.RegisteredAt, staff: c.RegisteredBy}
				if c.Person != 0 {
					p, err := tx.OpenPerson(c.Person)
					if err != nil {
						return err
					}
					k.phone = p.Phone
				}
				if !k.at.IsZero() && k.staff != 0 {
					out = append(out, k)
				}
			}
			return nil
		}); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// callOf is the call in which a matter was registered.
func (t *Town) callOf(d *rand.Rand, k called) store.Call {
	c := t.answered(d, k.at.Add(-time.Duration(70+d.IntN(300))*time.Second), k.staff)
	c.Case, c.Phone = k.id, k.phone
	c.EndedAt = k.at.Add(time.Duration(5+d.IntN(20)) * time.Second)
	c.WrappedAt = c.EndedAt.Add(time.Duration(10+d.IntN(40)) * time.Second)
	return c
}

// answered is a call that somebody took.
func (t *Town) answered(d *rand.Rand, at time.Time, who huiyin.StaffID) store.Call {
	wait := time.Duration(3+d.ExpFloat64()*9) * time.Second
	c := store.Call{ID: huiyin.NewID[huiyin.CallID](at), Hotline: mainLine, Trunk: "demo", Staff: who, Seat: t.people().seat(who), ArrivedAt: at, QueuedAt: at.Add(2 * time.Second), AnsweredAt: at.Add(wait),
		EndedAt: at.Add(wait + time.Duration(50+d.IntN(200))*time.Second), Offers: 1, Outcome: "answered", Cause: say(d, []string{"caller", "caller", "caller", "seat"}), Score: pressed(d)}
	if d.IntN(9) == 0 {
		c.Held = time.Duration(8+d.IntN(50)) * time.Second
	}
	c.WrappedAt = c.EndedAt.Add(time.Duration(10+d.IntN(40)) * time.Second)
	return c
}

const mainLine = "12345"

// pressed is what callers press afterwards: most nothing, most of the others five.
func pressed(d *rand.Rand) int {
	scores := []int{-1, 0, 0, 0, 0, 0, 0, 0, 5, 5, 5, 5, 5, 5, 5, 5, 4, 4, 3, 2, 1}
	return scores[d.IntN(len(scores))]
}

// callBeside is a call that became no matter.
func (t *Town) callBeside(d *rand.Rand, at time.Time) store.Call {
	op, _ := t.people().one(d, huiyin.Operator)
	c := t.answered(d, at, op.Staff)
	c.Phone = huiyin.Phone(fmt.Sprintf("1990000%04d", d.IntN(10_000)))
	if h := t.rooms.Directory.City().Hotlines; len(h) > 0 && d.IntN(3) == 0 {
		c.Hotline = h[d.IntN(len(h))].Number
	}
	switch x := d.IntN(100); {
	case x < 34:
		unanswered(&c, "abandoned", time.Duration(8+d.IntN(120))*time.Second)
	case x < 44:
		unanswered(&c, "short", time.Duration(1+d.IntN(3))*time.Second)
	case x < 52:
		unanswered(&c, "missed", 6*time.Second)
		c.QueuedAt = time.Time{}
	case x < 56:
		unanswered(&c, "overflow", 9*time.Second)
	case x < 64:
		c.Outcome, c.Cause = "passed_on", "transfer"
	}
	return c
}

// unanswered turns a call into one that nobody took.
func unanswered(c *store.Call, outcome string, after time.Duration) {
	c.Outcome, c.Cause, c.Score, c.Offers, c.Staff, c.Seat, c.Held = outcome, "caller", -1, 0, 0, 0, 0
	c.AnsweredAt, c.WrappedAt, c.EndedAt = time.Time{}, time.Time{}, c.ArrivedAt.Add(after)
}

// seat is where an operator sits.
func (c *cast) seat(id huiyin.StaffID) huiyin.SeatNumber {
	for i, who := range c.byRole[huiyin.Operator] {
		if who.Staff == id {
			return huiyin.SeatNumber(1 + i%(seatsAll-seatsReserve))
		}
	}
	return 0
}

// sounds makes the conversations and gives them to the latest answered calls, whose ends it moves to fit.
func (t *Town) sounds(ctx context.Context, calls []store.Call) ([]store.Recording, error) {
	if t.rooms.Vault == nil {
		return nil, nil
	}
	var made []store.Recording
	for n := range soundCount {
		s := hum(t.city.Rand(fmt.Sprintf("sound %d", n)))
		blob, err := t.rooms.Vault.Put(ctx, bytes.NewReader(s.file), 8<<20)
		if err != nil {
			return nil, fmt.Errorf("keep a sound: %w", err)
		}
		made = append(made, store.Recording{Hash: blob.Hash.String(), Size: blob.Size, Duration: s.length, Pauses: s.pauses,
			Waveform: ledger.Waveform(bytes.NewReader(s.file), int64(len(s.file)))})
	}
	var out []store.Recording
	for i := 0; i < len(calls) && len(out) < recordedMost; i++ {
		c := &calls[i]
		if c.Outcome != "answered" || i%2 == 1 && c.Case != 0 {
			continue
		}
		r := made[len(out)%len(made)]
		r.Call, r.StartedAt = c.ID, c.AnsweredAt
		c.EndedAt = c.AnsweredAt.Add(r.Duration)
		c.WrappedAt = c.EndedAt.Add(20 * time.Second)
		out = append(out, r)
	}
	return out, nil
}
