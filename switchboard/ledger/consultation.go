package ledger

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"huiyin"
	"huiyin/store"
)

// Consultation is one time that somebody else was asked into a call: whom, whether they came, and how long they and the
// citizen were together. The journal keeps it, with the call and with its case. A number that is neither a channel's nor
// a unit's may be a person's, and is not kept.
type Consultation struct {
	N          int    // which of the call's, from 1
	Channel    string // 110, 119, 120, 122
	Unit       huiyin.UnitID
	Seat       huiyin.SeatNumber
	With       huiyin.StaffID // who sat there
	By         huiyin.StaffID
	AskedAt    time.Time
	AnsweredAt time.Time // zero: nobody did
	EndedAt    time.Time
	Together   time.Duration // that they and the citizen heard each other
	Left       bool          // the citizen was left to them
	Cause      string        // why nobody answered: busy, no_answer, declined, lost, hung_up
	Receipt    string        // their number for the matter
}

// Channels are the emergency numbers, which give a matter a number of their own.
var Channels = []string{"110", "119", "120", "122"}

// Kinds of events that tell of consultations.
const (
	consulted = "call.consulted"
	receipted = "receipt.noted"
)

// Fact is a consultation that is over, as an event of its call and of its case.
func (c *Consultation) Fact(call huiyin.CallID) store.Fact {
	ms := func(t time.Time) int64 {
		if t.IsZero() {
			return 0
		}
		return t.UnixMilli()
	}
	return store.Fact{Kind: consulted, Data: map[string]any{"call": int64(call), "n": int64(c.N), "channel": c.Channel, "asked_unit": int64(c.Unit), "seat": int64(c.Seat),
		"with": int64(c.With), "asked_at": ms(c.AskedAt), "answered_at": ms(c.AnsweredAt), "ended_at": ms(c.EndedAt), "together_ms": c.Together.Milliseconds(),
		"left": c.Left, "cause": c.Cause, "staff": int64(c.By)}}
}

// Receipt is the number that whoever was asked has given the matter.
func Receipt(call huiyin.CallID, c *Consultation) store.Fact {
	return store.Fact{Kind: receipted, Data: map[string]any{"call": int64(call), "n": int64(c.N), "channel": c.Channel, "asked_unit": int64(c.Unit), "receipt": c.Receipt}}
}

// consultations are those that a call's events tell of, in order.
func consultations(events []huiyin.Event) ([]Consultation, error) {
	var out []Consultation
	receipts := map[int]string{}
	for _, e := range events {
		if e.Kind != consulted && e.Kind != receipted {
			continue
		}
		var f struct {
			N, Seat, With, Staff    int64
			AskedUnit               int64 `json:"asked_unit"`
			AskedAt                 int64 `json:"asked_at"`
			AnsweredAt              int64 `json:"answered_at"`
			EndedAt                 int64 `json:"ended_at"`
			Together                int64 `json:"together_ms"`
			Left                    bool
			Channel, Cause, Receipt string
		}
		if err := json.Unmarshal(e.Data, &f); err != nil {
			return nil, fmt.Errorf("event %d of stream %d: %w", e.N, e.Stream, err)
		}
		if e.Kind == receipted {
			receipts[int(f.N)] = f.Receipt
			continue
		}
		out = append(out, Consultation{N: int(f.N), Channel: f.Channel, Unit: huiyin.UnitID(f.AskedUnit), Seat: huiyin.SeatNumber(f.Seat), With: huiyin.StaffID(f.With),
			By: huiyin.StaffID(f.Staff), AskedAt: moment(f.AskedAt), AnsweredAt: moment(f.AnsweredAt), EndedAt: moment(f.EndedAt),
			Together: time.Duration(f.Together) * time.Millisecond, Left: f.Left, Cause: f.Cause})
	}
	for i := range out {
		out[i].Receipt = receipts[out[i].N]
	}
	slices.SortFunc(out, func(a, b Consultation) int { return a.N - b.N })
	return out, nil
}

func moment(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms)
}
