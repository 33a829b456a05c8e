package demo

import (
	"context"
	"math/rand/v2"
	"time"

	"huiyin"
	"huiyin/switchboard/ledger"
)

// inspect lets an inspector draw from the past, listen and judge, and an operator object. The calls of those whom the
// sign-in page shows come first, so that they find results.
func (t *Town) inspect(ctx context.Context, end time.Time) error {
	l, inspectors := t.rooms.Ledger, t.people().byRole[huiyin.Inspector]
	if l == nil || len(inspectors) == 0 {
		return nil
	}
	by, d := inspectors[0], t.city.Rand("inspections")
	if _, err := l.Draw(ctx, ledger.Drawing{From: end.Add(-historyDays * day), To: end, Each: 1}, by); err != nil {
		return err
	}
	list, _, err := l.Inspections(ctx, ledger.InspectionSearch{State: "waiting"}, huiyin.Page{Limit: 200}, by)
	if err != nil {
		return err
	}
	for i, one := range list {
		if i%2 == 1 && i < len(list)-2 {
			continue // these wait for a visitor
		}
		if _, err := l.Listen(ctx, one.Inspection.Call, "质检抽样", by); err != nil {
			return err
		}
		judged, err := l.Judge(ctx, one.ID, ledger.Judgement{Marks: marks(d, l.Form()), Note: say(d, []string{"开场规范，倾听耐心。", "复述准确，结束语完整。", "中途打断来电人一次，注意语速。", "政策依据表述清楚。"})}, by)
		if err != nil {
			return err
		}
		if operator := t.people().byStaff(judged.Staff); i < 5 && operator.Staff != 0 {
			if _, err := l.Object(ctx, one.ID, "当时线路杂音较大，来电人多次要求重复，并非打断。", operator); err != nil {
				return err
			}
		}
	}
	return nil
}

// marks are what an inspector gives: good as a rule, with a weak point here and there.
func marks(d *rand.Rand, form ledger.Form) ledger.Marks {
	m := ledger.Marks{}
	for _, p := range form {
		if p.Spare && d.IntN(2) == 0 {
			continue
		}
		m[p.Name] = []int{5, 5, 5, 4, 4, 3, 5, 5, 2}[d.IntN(9)]
	}
	return m
}
