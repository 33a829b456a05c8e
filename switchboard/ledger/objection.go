package ledger

import (
	"context"

	"huiyin"
	"huiyin/staff"
	"huiyin/store"
)

// Object lets an operator say once why the result of an inspection is not right.
func (l *Ledger) Object(ctx context.Context, id huiyin.InspectionID, reason string, who huiyin.Actor) (out Inspection, err error) {
	if err := need(who, staff.InspectRead); err != nil {
		return out, err
	}
	if reason, err = said("reason", reason, 1000, "Say what is not right with the result."); err != nil {
		return out, err
	}
	now := l.now()
	err = l.store.Write(ctx, func(t *store.Tx) error {
		i, err := known(t, id, who)
		switch {
		case err != nil:
			return err
		case i.Staff != who.Staff:
			return huiyin.Forbidden("not_your_call", "Only the operator whose call it was may object.")
		case i.DoneAt.IsZero():
			return huiyin.Conflict("not_judged", "This call has not been judged yet.")
		}
		first, err := t.AddObjection(store.Objection{Inspection: id, Reason: reason, At: now, ScoreBefore: i.Score, MarksBefore: i.Marks})
		if err == nil && !first {
			err = huiyin.Conflict("objected", "You have objected to this result once already; the decision on that is final.")
		}
		if err != nil {
			return err
		}
		if err := t.Append(int64(id), now, who.By(), store.Fact{Kind: "inspection.objected", Data: map[string]any{
			"call": int64(i.Call), "reason": l.store.Seal().HashText(reason)}}); err != nil {
			return err
		}
		out, err = l.judged(t, i, who)
		return err
	})
	return out, err
}

// Decision is what another inspector makes of an objection. Without marks the result stays.
type Decision struct {
	Marks Marks
	Say   string // why, for the operator to read
}

// Decide decides an objection. Whoever gave the result does not decide on it.
func (l *Ledger) Decide(ctx context.Context, id huiyin.InspectionID, d Decision, who huiyin.Actor) (out Inspection, err error) {
	if err := need(who, staff.InspectWork); err != nil {
		return out, err
	}
	if d.Say, err = said("decision", d.Say, 1000, "Say why; the operator reads it."); err != nil {
		return out, err
	}
	score := 0
	if len(d.Marks) > 0 {
		if score, err = l.form.Score(d.Marks); err != nil {
			return out, err
		}
	}
	now := l.now()
	err = l.store.Write(ctx, func(t *store.Tx) error {
		before, o, err := objected(t, id, who)
		if err != nil {
			return err
		}
		o.DecidedBy, o.DecidedAt, o.Decision = who.Staff, now, d.Say
		first, err := t.DecideObjection(o)
		if err == nil && !first {
			err = decided()
		}
		if err != nil {
			return err
		}
		after := before
		if len(d.Marks) > 0 {
			after.Score, after.Marks = score, d.Marks.String()
			if err := t.SaveInspection(before, after); err != nil {
				return err
			}
		}
		if err := t.Append(int64(id), now, who.By(), store.Fact{Kind: "objection.decided", Data: map[string]any{"call": int64(after.Call),
			"staff": int64(after.Staff), "score_before": int64(before.Score), "score": int64(after.Score), "marks": after.Marks, "decision": l.store.Seal().HashText(d.Say)}}); err != nil {
			return err
		}
		out, err = l.judged(t, after, who)
		return err
	})
	return out, err
}

func decided() error { return huiyin.Conflict("decided", "This objection was decided already.") }

// objected reads an inspection with an objection that this inspector may decide.
func objected(t *store.Tx, id huiyin.InspectionID, who huiyin.Actor) (store.Inspection, store.Objection, error) {
	i, err := known(t, id, who)
	if err != nil {
		return i, store.Objection{}, err
	}
	o, found, err := t.Objection(id)
	switch {
	case err != nil:
	case !found:
		err = huiyin.Conflict("not_objected", "Nobody has objected to this result.")
	case !o.DecidedAt.IsZero():
		err = decided()
	case i.Inspector == who.Staff:
		err = huiyin.Forbidden("own_result", "Whoever gave the result does not decide on it; another inspector must.")
	case i.Staff == who.Staff:
		err = huiyin.Forbidden("own_call", "Nobody inspects their own calls; another inspector must.")
	default:
		err = heard(t, i.Call, who)
	}
	return i, o, err
}
