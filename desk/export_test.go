package desk_test

import (
	"context"
	"encoding/hex"
	"slices"
	"strconv"
	"testing"
	"time"

	"huiyin"
	"huiyin/casework"
	"huiyin/desk"
	"huiyin/journal"
	"huiyin/store"
)

// An export of cases is in the order they came, without drafts, and says nothing of who wrote.
func TestExportOfCases(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		first := h.letter("A dark street lamp")
		h.clock.Advance(time.Minute)
		if _, err := h.Begin(context.Background(), desk.Appeal{Form: casework.Form{Title: "Half typed"}, Channel: "phone"}, centre(1, huiyin.Operator)); err != nil {
			t.Fatal(err)
		}
		sealed := h.letter("A matter under seal")
		h.take(sealed.Case, centre(2, huiyin.Reviewer), casework.Pass, casework.Form{Confidentiality: "3"})
		h.dispatched(first.Case)
		var lines [][]string
		if err := h.ExportCases(context.Background(), func(cells []string) error {
			lines = append(lines, cells)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		want := [][]string{
			{first.Number, "dispatched", "A dark street lamp", "2026-09-16T10:00:00+08:00", "", "", "web", "complaint", "01", "510104", "JJ-LIGHT", "1", "", "", "2026-10-13T17:00:00+08:00"},
			{sealed.Number, "at_transfer", "", "2026-09-16T10:01:00+08:00", "", "", "web", "complaint", "01", "510104", "", "1", "", "", "2026-09-17T10:01:00+08:00"},
		}
		if !slices.EqualFunc(lines, want, func(a, b []string) bool { return slices.Equal(a, b) }) {
			t.Errorf("the export is\n%q\nwant\n%q", lines, want)
		}
		if len(desk.CaseColumns) != len(want[0]) {
			t.Errorf("%d columns for %d cells", len(desk.CaseColumns), len(want[0]))
		}
	})
}

// From an export of the journal anyone can reckon every chain again.
func TestExportOfTheJournal(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		r := h.letter("A dark street lamp")
		h.dispatched(r.Case)
		h.answered(r.Case)
		ends := map[int64][32]byte{}
		seqs := map[int]int64{}
		count := int64(0)
		if err := h.ExportJournal(context.Background(), func(cells []string) error {
			n := func(i int) int64 {
				v, err := strconv.ParseInt(cells[i], 10, 64)
				if err != nil {
					t.Fatal(err)
				}
				return v
			}
			at, err := time.Parse(time.RFC3339, cells[4])
			if err != nil {
				t.Fatal(err)
			}
			e := huiyin.Event{Shard: int(n(0)), Seq: n(1), Stream: n(2), N: n(3), At: at, Kind: cells[5], By: cells[6], Data: []byte(cells[7])}
			if e.Seq != seqs[e.Shard]+1 {
				t.Errorf("shard %d goes from %d to %d", e.Shard, seqs[e.Shard], e.Seq)
			}
			hash := journal.Hash(ends[e.Stream], e)
			if hex.EncodeToString(hash[:]) != cells[8] {
				t.Errorf("the event %v does not follow from the one before it", cells)
			}
			ends[e.Stream], seqs[e.Shard] = hash, e.Seq
			count++
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if count != h.heads() || count < 8 {
			t.Errorf("the export has %d events, the journal %d", count, h.heads())
		}
	})
}

// A history that comes in whole is the same as one that came in step by step.
func TestAHistoryIsAppendedAsStepsAre(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		var steps []store.Moment
		for i := range 150 {
			steps = append(steps, store.Moment{At: wednesday.Add(time.Duration(i) * time.Hour), Facts: []store.Fact{{Kind: "unit.changed", Data: map[string]any{"n": i}}}})
		}
		ctx := context.Background()
		if err := h.store.Write(ctx, func(t *store.Tx) error {
			for _, s := range steps {
				if err := t.Append(1<<62|5, s.At, "system", s.Facts...); err != nil {
					return err
				}
			}
			if err := t.AppendHistory(1<<62|6, "system", steps[:100]...); err != nil {
				return err
			}
			if err := t.AppendHistory(1<<62|6, "system"); err != nil {
				return err
			}
			return t.AppendHistory(1<<62|6, "system", steps[100:]...)
		}); err != nil {
			t.Fatal(err)
		}
		var a, b []huiyin.Event
		if err := h.store.Read(ctx, func(t *store.Tx) (err error) {
			if a, err = t.Events(1<<62|5, 1, 1000); err == nil {
				b, err = t.Events(1<<62|6, 1, 1000)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if len(a) != 150 || !slices.EqualFunc(a, b, func(x, y huiyin.Event) bool {
			return x.N == y.N && x.At.Equal(y.At) && string(x.Data) == string(y.Data)
		}) {
			t.Errorf("step by step %d events, whole %d", len(a), len(b))
		}
	})
}
