package ledger

import (
	"context"
	"slices"
	"time"

	"huiyin"
	"huiyin/staff"
	"huiyin/store"
	"huiyin/switchboard/room"
)

// CentreStream is the journal's stream of what concerns the whole centre; identities are far above it.
const CentreStream = 2

// Rule is a rule of the live room as it is now.
type Rule struct {
	room.Rule
	Default string
	At      time.Time // when it was changed; zero: it is the default
	By      huiyin.StaffID
	ByName  string
}

// RulesKept reads which rules differ from the default.
func RulesKept(t *store.Tx) (map[string]string, error) {
	list, err := t.RoomRules()
	values := make(map[string]string, len(list))
	for _, r := range list {
		values[r.Key] = r.Value
	}
	return values, err
}

// Rules lists the rules of the live room, in the order in which people read them. What is kept and cannot stand is not
// in force, and shown as the default.
func (l *Ledger) Rules(ctx context.Context, who huiyin.Actor) (rules []Rule, err error) {
	if err := need(who, staff.RulesRead); err != nil {
		return nil, err
	}
	err = l.store.Read(ctx, func(t *store.Tx) error { rules, err = l.rules(t); return err })
	return rules, err
}

func (l *Ledger) rules(t *store.Tx) ([]Rule, error) {
	list, err := t.RoomRules()
	if err != nil {
		return nil, err
	}
	kept, people, changed := map[string]string{}, []huiyin.StaffID{}, map[string]store.RoomRule{}
	for _, r := range list {
		kept[r.Key], changed[r.Key], people = r.Value, r, append(people, r.By)
	}
	names, err := t.StaffNames(people)
	if err != nil {
		return nil, err
	}
	now, _ := l.room.Ruled(kept)
	was := l.room.Rules()
	out := make([]Rule, len(was))
	for i, r := range now.Rules() {
		out[i] = Rule{Rule: r, Default: was[i].Value}
		if c := changed[r.Key]; r.Value != was[i].Value {
			out[i].At, out[i].By, out[i].ByName = c.At, c.By, names[c.By]
		}
	}
	return out, nil
}

// RuleChange is another value for a rule; "" is the default.
type RuleChange struct {
	Key, Value string
	Seen       string // the value that was seen; "": whichever
}

// ChangeRule gives a rule of the live room another value. The room does not follow before it is told.
func (l *Ledger) ChangeRule(ctx context.Context, c RuleChange, who huiyin.Actor) (Rule, error) {
	if err := need(who, staff.SeatsEdit); err != nil {
		return Rule{}, err
	}
	now, out := l.now(), Rule{}
	err := l.store.Write(ctx, func(t *store.Tx) error {
		if err := t.Hold(CentreStream); err != nil { // rules must go together, whoever changes another one now
			return err
		}
		is, err := l.ruleOf(t, c.Key)
		if err != nil {
			return err
		}
		if c.Seen != "" && c.Seen != is.Value {
			return huiyin.Conflict("rule_changed_meanwhile", "Somebody else has changed this rule since you read it; it is %q now. Look again before you change it.", is.Value)
		}
		to, err := l.weigh(t, c, is)
		if err != nil || to == is.Value {
			out = is
			return err
		}
		if to == is.Default {
			err = t.DropRoomRule(c.Key)
		} else {
			err = t.SaveRoomRule(store.RoomRule{Key: c.Key, Value: to, At: now, By: who.Staff})
		}
		if err != nil {
			return err
		}
		if out, err = l.ruleOf(t, c.Key); err != nil {
			return err
		}
		return t.Append(CentreStream, now, who.By(), store.Fact{Kind: "rule.changed", Data: map[string]any{"key": c.Key, "from": is.Value, "to": to}})
	})
	return out, err
}

func (l *Ledger) ruleOf(t *store.Tx, key string) (Rule, error) {
	list, err := l.rules(t)
	if err != nil {
		return Rule{}, err
	}
	i := slices.IndexFunc(list, func(r Rule) bool { return r.Key == key })
	if i < 0 {
		return Rule{}, huiyin.NotFound("rule", "There is no rule %q.", key)
	}
	return list[i], nil
}

// weigh is the value that a change leads to, as it is kept. What could not stand before is no reason to refuse it.
func (l *Ledger) weigh(t *store.Tx, c RuleChange, is Rule) (string, error) {
	if c.Value != "" {
		if err := is.Check(c.Value); err != nil {
			return "", err
		}
	}
	kept, err := RulesKept(t)
	if err != nil {
		return "", err
	}
	_, before := l.room.Ruled(kept)
	if kept[c.Key] = c.Value; c.Value == "" {
		delete(kept, c.Key)
	}
	after, left := l.room.Ruled(kept)
	for _, err := range left {
		if !slices.ContainsFunc(before, func(old error) bool { return old.Error() == err.Error() }) {
			return "", err
		}
	}
	list := after.Rules()
	i := slices.IndexFunc(list, func(r room.Rule) bool { return r.Key == c.Key })
	return list[i].Value, nil
}
