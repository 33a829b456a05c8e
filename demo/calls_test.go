package demo_test

import (
	"context"
	"io"
	"testing"

	"huiyin"
	"huiyin/demo"
	"huiyin/store"
	"huiyin/switchboard/ledger"
)

// The past month has its calls: every list of the answering centre shows something, to whomever the sign-in page offers,
// and what can be heard is really there.
func TestCallsOfThePast(t *testing.T) {
	t.Parallel()
	h := town(t, demo.Options{Seed: 7, Cases: past})
	ctx := context.Background()
	for range 2 { // telling them again changes nothing
		if err := h.History(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if err := h.Ledger.OfferVisits(ctx); err != nil {
		t.Fatal(err)
	}
	leader, op, inspector, visitor := h.actor(t, "shift-1"), h.actor(t, "op-30"), h.actor(t, "inspect-1"), h.actor(t, "visit-1")
	all := h.callsOf(t, leader)
	outcomes, scores, recorded, ofCases := map[string]int{}, map[int]int{}, 0, 0
	for _, c := range all {
		outcomes[c.Outcome]++
		scores[c.Score]++
		if c.Recorded > 0 {
			recorded++
		}
		if c.Call.Case != 0 {
			ofCases++
		}
		if c.EndedAt.Before(c.ArrivedAt) || c.EndedAt.After(tuesday) {
			t.Errorf("a call lasts from %s to %s", c.ArrivedAt, c.EndedAt)
		}
	}
	for _, o := range []string{"answered", "abandoned", "short", "missed", "overflow", "passed_on"} {
		if outcomes[o] == 0 {
			t.Errorf("no call was %s: %v", o, outcomes)
		}
	}
	if len(all) < 200 || len(all) > 400 || recorded < 24 || ofCases < 80 || len(scores) < 6 {
		t.Errorf("%d calls, %d recorded, %d of cases, scores %v", len(all), recorded, ofCases, scores)
	}
	if len(h.callsOf(t, op)) == 0 {
		t.Error("an operator finds no call")
	}
	h.lists(t, ctx, leader, visitor)
	h.inspected(t, ctx, inspector)
	for _, c := range all {
		if c.Recorded > 0 {
			h.audible(t, ctx, c, leader)
			break
		}
	}
}

func (h *house) callsOf(t *testing.T, who huiyin.Actor) (out []ledger.Call) {
	t.Helper()
	for page, more := (huiyin.Page{Limit: 200}), true; more; more = page.After != "" {
		list, next, err := h.Ledger.Calls(context.Background(), ledger.Search{}, page, who)
		if err != nil {
			t.Fatal(err)
		}
		out, page.After = append(out, list...), next
	}
	return out
}

func (h *house) lists(t *testing.T, ctx context.Context, leader, visitor huiyin.Actor) {
	t.Helper()
	for name, q := range map[string]struct {
		s   ledger.CallbackSearch
		who huiyin.Actor
	}{"waiting": {ledger.CallbackSearch{Reason: "abandoned"}, leader}, "done": {ledger.CallbackSearch{Done: true}, leader}, "visits": {ledger.CallbackSearch{}, visitor}} {
		if list, _, err := h.Ledger.Callbacks(ctx, q.s, huiyin.Page{}, q.who); err != nil || len(list) == 0 {
			t.Errorf("no promise is %s: %v", name, err)
		}
	}
	if seats, err := h.Ledger.Seats(ctx, leader); err != nil || len(seats) != 440 || seats[0].Reserve || !seats[439].Reserve {
		t.Errorf("%d seats: %v", len(seats), err)
	}
	ops, _, err := h.Ledger.Operators(ctx, "", huiyin.Page{Limit: 50}, leader)
	if err != nil || len(ops) != 50 { // a page of 360
		t.Fatalf("%d operators: %v", len(ops), err)
	}
	for _, o := range ops {
		var codes []store.Skill
		for _, k := range o.Skills {
			codes = append(codes, store.Skill{Name: k.Name, Level: k.Level})
		}
		if len(codes) < 3 {
			t.Errorf("%s can do %v", o.Login, codes)
		}
		if _, err := h.Ledger.SaveSkills(ctx, o.ID, codes, leader); err != nil {
			t.Errorf("what %s can do is not in the dictionary: %v", o.Login, err)
		}
	}
}

func (h *house) inspected(t *testing.T, ctx context.Context, who huiyin.Actor) {
	t.Helper()
	for _, state := range []string{"waiting", "done", "objected"} {
		if list, _, err := h.Ledger.Inspections(ctx, ledger.InspectionSearch{State: state}, huiyin.Page{}, who); err != nil || len(list) == 0 {
			t.Errorf("no inspection is %s: %v", state, err)
		}
	}
}

// audible: the sound is as long as the record says, and its waveform shows both sides.
func (h *house) audible(t *testing.T, ctx context.Context, c ledger.Call, who huiyin.Actor) {
	t.Helper()
	ticket, err := h.Ledger.Listen(ctx, c.ID, "a test", who)
	if err != nil {
		t.Fatal(err)
	}
	f, r, err := h.Ledger.Recording(ctx, ticket.Text, who)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n, err := io.Copy(io.Discard, f)
	if err != nil || n != r.Size || n != 44+int64(r.Duration.Seconds())*16000 {
		t.Errorf("%d bytes for %s: %v", n, r.Duration, err)
	}
	var loud [2]int
	for i, v := range r.Waveform {
		if v > 60 {
			loud[i%2]++
		}
	}
	if len(r.Waveform) != 800 || loud[0] < 40 || loud[1] < 40 || loud[0]+loud[1] > 500 {
		t.Errorf("a waveform of %d with %v loud stretches", len(r.Waveform), loud)
	}
}
