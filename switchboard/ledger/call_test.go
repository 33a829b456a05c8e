package ledger_test

import (
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"huiyin"
	"huiyin/store"
	"huiyin/switchboard/ledger"
)

func asError(err error, e **huiyin.Error) bool { return errors.As(err, e) }

// Operators find their own calls and those of cases; others find all; nobody finds a number in clear.
func TestWhoFindsWhichCalls(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		c := h.visiting("A dark street lamp", "19900001234", centre(9, huiyin.Operator))
		mine := h.call(wednesday, op, nil)
		others := h.call(wednesday.Add(time.Hour), rival, func(c *store.Call) { c.Score = 2; c.Phone = "19900005678" })
		ofCase := h.call(wednesday.Add(2*time.Hour), rival, func(k *store.Call) { k.Case = c; k.Score = 0 })
		lost := h.call(wednesday.Add(3*time.Hour), huiyin.Actor{}, func(k *store.Call) { k.Outcome = "abandoned"; k.AnsweredAt = time.Time{}; k.Score = -1 })
		found := func(s ledger.Search, who huiyin.Actor) (ids []huiyin.CallID) {
			calls, _, err := h.Calls(ctx, s, huiyin.Page{}, who)
			h.try(err)
			for _, k := range calls {
				ids = append(ids, k.ID)
				if strings.Contains(k.Masked, "0000") || k.Phone != "" {
					t.Errorf("a list shows the number %q %q", k.Masked, k.Phone)
				}
			}
			return ids
		}
		for name, q := range map[string]struct {
			search ledger.Search
			who    huiyin.Actor
			want   []huiyin.CallID
		}{
			"an operator":            {ledger.Search{}, op, []huiyin.CallID{ofCase, mine}},
			"a reviewer":             {ledger.Search{}, centre(4, huiyin.Reviewer), []huiyin.CallID{ofCase}},
			"a shift leader":         {ledger.Search{}, leader, []huiyin.CallID{lost, ofCase, others, mine}},
			"of a case":              {ledger.Search{CallFilter: store.CallFilter{Case: c}}, op, []huiyin.CallID{ofCase}},
			"of a colleague":         {ledger.Search{CallFilter: store.CallFilter{Staff: rival.Staff}}, op, []huiyin.CallID{ofCase}},
			"badly judged":           {ledger.Search{CallFilter: store.CallFilter{Score: 2}}, inspector, []huiyin.CallID{others}},
			"by number":              {ledger.Search{Number: "199 0000-5678"}, leader, []huiyin.CallID{others}},
			"by number, not for him": {ledger.Search{Number: "199 0000-5678"}, op, nil},
			"given up":               {ledger.Search{CallFilter: store.CallFilter{Outcome: "abandoned"}}, leader, []huiyin.CallID{lost}},
		} {
			if got := found(q.search, q.who); !slices.Equal(got, q.want) {
				t.Errorf("%s finds %v, want %v", name, got, q.want)
			}
		}
		h.has(int64(leader.Staff), "number.looked_up")
		_, _, err := h.Calls(ctx, ledger.Search{Number: "19900005678"}, huiyin.Page{}, inspector)
		h.refused(err, "not_for_role")
		_, _, err = h.Calls(ctx, ledger.Search{}, huiyin.Page{}, analyst)
		h.refused(err, "permission")
		_, err = h.Call(ctx, others, op)
		h.refused(err, "call_not_found")
		all, err := h.Scores(ctx, ledger.Search{}, leader)
		if err != nil || all.Count != [6]int{1, 0, 1, 0, 0, 1} || all.Average() != 3.5 || all.Pressed() != 2 {
			t.Errorf("satisfaction %+v is %.2f of %d: %v", all, all.Average(), all.Pressed(), err)
		}
	})
}

// Hearing a recording needs a reason, is written down first, and is for one person and half an hour.
func TestHearingIsWrittenDown(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		id := h.call(wednesday, op, nil)
		_, err := h.Listen(ctx, id, "a complaint about the tone", op)
		h.refused(err, "recording_not_found")
		h.try(h.store.Write(ctx, func(t *store.Tx) error {
			return t.SaveRecording(store.Recording{Call: id, StartedAt: wednesday, Trouble: "disk"})
		}))
		_, err = h.Listen(ctx, id, "the disk did not take it", op)
		h.refused(err, "recording_not_found")
		if list, _, err := h.Calls(ctx, ledger.Search{CallFilter: store.CallFilter{Recorded: true}}, huiyin.Page{}, op); err != nil || len(list) != 0 {
			t.Errorf("with a recording there are %+v: %v", list, err)
		}
		sound := h.record(id, 3)
		_, err = h.Listen(ctx, id, "  ", op)
		h.refused(err, "invalid_purpose")
		_, err = h.Listen(ctx, id, "curious", rival)
		h.refused(err, "call_not_found")
		_, err = h.Listen(ctx, id, "curious", visitor)
		h.refused(err, "permission")
		if kinds := h.events(int64(id)); len(kinds) > 0 {
			t.Errorf("nobody has heard it, and the journal says %v", kinds)
		}
		ticket, err := h.Listen(ctx, id, "a complaint about the tone", op)
		h.try(err)
		h.has(int64(id), "recording.heard")
		if !ticket.Until.Equal(wednesday.Add(30 * time.Minute)) {
			t.Errorf("good until %s", ticket.Until)
		}
		f, r, err := h.Recording(ctx, ticket.Text, op)
		h.try(err)
		got, err := io.ReadAll(f)
		if err = errors.Join(err, f.Close()); err != nil || string(got) != string(sound) || r.Size != int64(len(sound)) {
			t.Errorf("%d bytes of %d: %v", len(got), len(sound), err)
		}
		for name, text := range map[string]string{"another call": strings.Replace(ticket.Text, "1", "2", 1), "no ticket": "x", "no mark": "1.1.1.", "a longer one": ticket.Text + "0",
			"a later end": strings.Replace(ticket.Text, "."+strconv.FormatInt(ticket.Until.Unix(), 10), "."+strconv.FormatInt(ticket.Until.Unix()+999, 10), 1)} {
			if _, _, err := h.Recording(ctx, text, op); huiyin.KindOf(err) != huiyin.KindForbidden {
				t.Errorf("%s is good: %v", name, err)
			}
		}
		_, _, err = h.Recording(ctx, ticket.Text, leader)
		h.refused(err, "ticket")
		h.clock.Advance(31 * time.Minute)
		_, _, err = h.Recording(ctx, ticket.Text, op)
		h.refused(err, "ticket")
		h.clock.Advance(30 * 24 * time.Hour)
		_, err = h.Listen(ctx, id, "long ago", op)
		h.refused(err, "too_old")
		_, err = h.Listen(ctx, id, "long ago", leader)
		h.try(err)
		d, err := h.Call(ctx, id, leader)
		if err != nil || len(d.Pauses) != 1 || d.Pauses[0].To != 2500*time.Millisecond || d.Recording.Duration != 3*time.Second || len(d.Recording.Waveform) != 800 || !d.May {
			t.Errorf("details %+v: %v", d, err)
		}
	})
}

// A sealed appellant is not given away by the voice.
func TestSealedCallsAreForTheShiftLeader(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		c := h.visiting("A dark street lamp", "19900001234", centre(9, huiyin.Operator))
		id := h.call(wednesday, op, func(k *store.Call) { k.Case = c })
		h.record(id, 1)
		h.try(h.store.Write(ctx, func(t *store.Tx) error {
			k, err := t.Case(c)
			if err != nil {
				return err
			}
			sealed := k
			sealed.Confidentiality = 3
			if err := t.SaveCase(&sealed, &k, wednesday); err != nil {
				return err
			}
			return t.Append(int64(c), wednesday, "system", store.Fact{Kind: "case.sealed", Data: map[string]any{"record": h.store.RecordDigest(&sealed), "state": string(sealed.State)}})
		}))
		_, err := h.Listen(ctx, id, "quality", inspector)
		h.refused(err, "sealed_call")
		_, err = h.Listen(ctx, id, "quality", leader)
		h.try(err)
	})
}
