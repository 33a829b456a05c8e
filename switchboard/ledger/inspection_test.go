package ledger_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"huiyin"
	"huiyin/store"
	"huiyin/switchboard/ledger"
)

var good = ledger.Marks{"greeting": 5, "listening": 5, "wording": 4, "accuracy": 5, "closing": 5}

// drawn is one inspection of a call of op, heard by both inspectors.
func (h *house) drawn() (huiyin.InspectionID, huiyin.CallID) {
	h.t.Helper()
	call := h.call(h.clock.Now().Add(-time.Hour), op, nil)
	h.record(call, 1)
	got, err := h.Draw(ctx, ledger.Drawing{Seed: "today", From: h.clock.Now().Add(-2 * time.Hour), To: h.clock.Now(), Each: 1}, inspector)
	h.try(err)
	if len(got.Calls) != 1 || got.Calls[0].Call != call {
		h.t.Fatalf("drew %+v", got)
	}
	list, _, err := h.Inspections(ctx, ledger.InspectionSearch{State: "waiting"}, huiyin.Page{}, inspector)
	h.try(err)
	return list[0].ID, call
}

// The day's journal is the seed; whoever draws again draws the same, and nothing is drawn twice.
func TestDrawing(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		h.visiting("A dark street lamp", "19900001234", centre(9, huiyin.Operator)) // a journal to draw from
		for i := range 30 {
			id := h.call(wednesday.Add(time.Duration(i)*time.Minute), []huiyin.Actor{op, rival}[i%2], nil)
			if i < 24 {
				h.record(id, 1)
			}
		}
		h.call(wednesday, op, func(c *store.Call) { c.Outcome, c.AnsweredAt = "abandoned", time.Time{} })
		h.clock.Set(wednesday.Add(24 * time.Hour))
		day := ledger.Drawing{From: wednesday.Add(-time.Hour), To: wednesday.Add(12 * time.Hour), Each: 3}
		first, err := h.Draw(ctx, day, inspector)
		h.try(err)
		h.clock.Advance(time.Hour)
		h.visiting("Another lamp", "19900005678", centre(9, huiyin.Operator)) // the journal goes on
		again, err := h.Draw(ctx, day, second)
		if err != nil || again.Seed != first.Seed || !slices.Equal(again.Calls, first.Calls) || len(first.Calls) != 6 || first.Of != 24 || len(first.Seed) != 64 {
			t.Errorf("%+v and %+v: %v", first, again, err)
		}
		day.Seed = first.Seed
		named, err := h.Draw(ctx, day, inspector)
		if err != nil || !slices.Equal(named.Calls, first.Calls) {
			t.Errorf("by its seed: %+v %v", named, err)
		}
		list, _, err := h.Inspections(ctx, ledger.InspectionSearch{State: "waiting", Sample: first.Seed}, huiyin.Page{}, leader)
		if err != nil || len(list) != 6 {
			t.Errorf("%d wait: %v", len(list), err)
		}
		h.has(int64(inspector.Staff), "sample.drawn")
		for name, d := range map[string]ledger.Drawing{
			"seed": {Seed: "a b", From: day.From, To: day.To, Each: 1}, "each": {From: day.From, To: day.To}, "to": {From: day.To, To: day.From, Each: 1},
			"from": {From: day.To.AddDate(0, -2, 0), To: day.To, Each: 1},
		} {
			_, err := h.Draw(ctx, d, inspector)
			h.refused(err, "invalid_"+name)
		}
		_, err = h.Draw(ctx, ledger.Drawing{From: wednesday, To: h.clock.Now().Add(time.Second), Each: 1}, inspector)
		h.refused(err, "invalid_to")
		_, err = h.Draw(ctx, day, op)
		h.refused(err, "permission")
	})
}

// Nobody judges what they have not heard, and of two inspectors the first counts.
func TestJudging(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		id, call := h.drawn()
		_, err := h.Judge(ctx, id, ledger.Judgement{Marks: good}, inspector)
		h.refused(err, "not_heard")
		for _, who := range []huiyin.Actor{inspector, second} {
			_, err := h.Listen(ctx, call, "inspection", who)
			h.try(err)
		}
		_, err = h.Judge(ctx, id, ledger.Judgement{Marks: ledger.Marks{"greeting": 5}}, inspector)
		h.refused(err, "invalid_marks")
		_, err = h.Inspection(ctx, id, op)
		h.refused(err, "inspection_not_found")
		_, err = h.Object(ctx, id, "Too early.", op)
		h.refused(err, "inspection_not_found")
		var wg sync.WaitGroup
		errs := make([]error, 2)
		for i, who := range []huiyin.Actor{inspector, second} {
			wg.Go(func() { _, errs[i] = h.Judge(ctx, id, ledger.Judgement{Marks: good, Note: "Calm."}, who) })
		}
		wg.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Fatalf("one should win: %v, %v", errs[0], errs[1])
		}
		for _, err := range errs {
			if err != nil {
				h.refused(err, "inspected")
			}
		}
		mine, _, err := h.Inspections(ctx, ledger.InspectionSearch{}, huiyin.Page{}, op)
		if err != nil || len(mine) != 1 || mine[0].Score != 95 || mine[0].Given["wording"] != 4 || mine[0].Note != "Calm." {
			t.Errorf("the operator sees %+v: %v", mine, err)
		}
		if theirs, _, err := h.Inspections(ctx, ledger.InspectionSearch{}, huiyin.Page{}, rival); err != nil || len(theirs) != 0 {
			t.Errorf("a colleague sees %+v: %v", theirs, err)
		}
	})
}

// The operator objects once; another inspector decides, and what it was before is kept.
func TestObjecting(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		id, call := h.drawn()
		for _, who := range []huiyin.Actor{inspector, second} {
			_, err := h.Listen(ctx, call, "inspection", who)
			h.try(err)
		}
		_, err := h.Judge(ctx, id, ledger.Judgement{Marks: good}, inspector)
		h.try(err)
		_, err = h.Object(ctx, id, " ", op)
		h.refused(err, "invalid_reason")
		_, err = h.Object(ctx, id, "Not mine.", rival)
		h.refused(err, "inspection_not_found")
		_, err = h.Decide(ctx, id, ledger.Decision{Say: "So be it."}, second)
		h.refused(err, "not_objected")
		_, err = h.Object(ctx, id, "The line was bad.", op)
		h.try(err)
		_, err = h.Object(ctx, id, "And again.", op)
		h.refused(err, "objected")
		_, err = h.Decide(ctx, id, ledger.Decision{Say: "It stays."}, inspector)
		h.refused(err, "own_result")
		waiting, _, err := h.Inspections(ctx, ledger.InspectionSearch{State: "objected"}, huiyin.Page{}, second)
		if err != nil || len(waiting) != 1 || waiting[0].Objection.Reason != "The line was bad." {
			t.Fatalf("%+v %v", waiting, err)
		}
		better := ledger.Marks{"greeting": 5, "listening": 5, "wording": 5, "accuracy": 5, "closing": 5}
		out, err := h.Decide(ctx, id, ledger.Decision{Say: "The line was bad indeed.", Marks: better}, second)
		if err != nil || out.Score != 100 || out.Objection.ScoreBefore != 95 || out.Objection.DecidedBy != second.Staff {
			t.Errorf("%+v %v", out, err)
		}
		_, err = h.Decide(ctx, id, ledger.Decision{Say: "No."}, second)
		h.refused(err, "decided")
		for _, kind := range []string{"inspection.judged", "inspection.objected", "objection.decided"} {
			h.has(int64(id), kind)
		}
	})
}

func TestSeatsAndSkills(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		_, err := h.SaveSeat(ctx, store.Seat{Number: 118, Name: "Window", Phone: "desk-118", Active: true}, leader)
		h.try(err)
		_, err = h.SaveSeat(ctx, store.Seat{Number: 119, Phone: "desk-118"}, leader)
		h.refused(err, "phone_taken")
		_, err = h.SaveSeat(ctx, store.Seat{Number: 1000}, leader)
		h.refused(err, "invalid_number")
		_, err = h.SaveSeat(ctx, store.Seat{Number: 5, Phone: "desk 5"}, leader)
		h.refused(err, "invalid_phone")
		_, err = h.SaveSeat(ctx, store.Seat{Number: 5}, op)
		h.refused(err, "permission")
		if seats, err := h.Seats(ctx, op); err != nil || len(seats) != 1 || seats[0].Name != "Window" {
			t.Errorf("%+v %v", seats, err)
		}
		for _, want := range []string{"language.tibetan", "district.510104", "01", "tax"} {
			if !slices.ContainsFunc(h.SkillNames(), func(s ledger.SkillName) bool { return s.Code == want }) {
				t.Errorf("the dictionary lacks %s: %v", want, h.SkillNames())
			}
		}
		skills, err := h.SaveSkills(ctx, op.Staff, []store.Skill{{Name: "tax", Level: 5}, {Name: "language.tibetan", Level: 2}}, leader)
		if err != nil || len(skills) != 2 || skills[1].Staff != op.Staff {
			t.Errorf("%+v %v", skills, err)
		}
		for _, bad := range [][]store.Skill{{{Name: "charm", Level: 1}}, {{Name: "tax", Level: 6}}, {{Name: "tax", Level: 0}}, {{Name: "tax", Level: 1}, {Name: "tax", Level: 2}}} {
			_, err := h.SaveSkills(ctx, op.Staff, bad, leader)
			h.refused(err, "invalid_skills")
		}
		_, err = h.SaveSkills(ctx, inspector.Staff, nil, leader)
		h.refused(err, "invalid_staff")
		_, err = h.SaveSkills(ctx, op.Staff, nil, op)
		h.refused(err, "permission")
		h.call(wednesday, op, nil)
		ops, _, err := h.Operators(ctx, "", huiyin.Page{}, leader)
		if err != nil || len(ops) != 2 || len(ops[0].Skills)+len(ops[1].Skills) != 2 || ops[0].Satisfaction.Pressed()+ops[1].Satisfaction.Pressed() != 1 {
			t.Errorf("%+v %v", ops, err)
		}
		if got, err := h.Skills(ctx, op.Staff, op); err != nil || len(got) != 2 {
			t.Errorf("%+v %v", got, err)
		}
	})
}
