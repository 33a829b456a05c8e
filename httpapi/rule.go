package httpapi

import (
	"context"
	"time"

	"huiyin/switchboard/ledger"
)

type ruleOut struct {
	Key       string     `json:"key"`
	Group     string     `json:"group" enum:"queue,seats,sounds,callbacks,surge,figures"`
	Kind      string     `json:"kind" enum:"seconds,minutes,count,points,choice,switch,hours,minutes_list"`
	Least     int        `json:"least" doc:"Of what is counted."`
	Most      int        `json:"most"`
	Choices   []string   `json:"choices,omitempty" doc:"Of a choice."`
	Value     string     `json:"value" doc:"As a person would write it: 45, on, longest_idle, Mon-Sun 08:30-20:30, 90 300 1260."`
	Default   string     `json:"default"`
	ChangedAt *time.Time `json:"changed_at,omitempty" doc:"Absent: it is the default."`
	ChangedBy *ref       `json:"changed_by,omitempty"`
}

func (s shower) rule(r ledger.Rule) ruleOut {
	return ruleOut{Key: r.Key, Group: string(r.Group), Kind: string(r.Kind), Least: r.Least, Most: r.Most, Choices: r.Choices, Value: r.Value, Default: r.Default,
		ChangedAt: s.when(r.At), ChangedBy: personNamed(r.By, r.ByName)}
}

type rulesOut struct {
	Body struct {
		Items []ruleOut `json:"items" nullable:"false"`
	}
}

func (a *API) roomRules(ctx context.Context, _ *struct{}) (*rulesOut, error) {
	list, err := a.Ledger.Rules(ctx, who(ctx))
	if err != nil {
		return nil, err
	}
	s, out := a.shower(), &rulesOut{}
	out.Body.Items = make([]ruleOut, len(list))
	for i, r := range list {
		out.Body.Items[i] = s.rule(r)
	}
	return out, nil
}

type changeRuleIn struct {
	Key  string `path:"key" maxLength:"60"`
	Body struct {
		Value string `json:"value" maxLength:"300" doc:"Empty goes back to the default."`
		Seen  string `json:"seen,omitempty" maxLength:"300" doc:"The value that was seen; somebody else's change in between is refused."`
	}
}

type ruleBody struct{ Body ruleOut }

func (a *API) changeRoomRule(ctx context.Context, in *changeRuleIn) (*ruleBody, error) {
	r, err := a.Ledger.ChangeRule(ctx, ledger.RuleChange{Key: in.Key, Value: in.Body.Value, Seen: in.Body.Seen}, who(ctx))
	if err == nil && a.Switchboard != nil {
		err = a.Switchboard.Ruled(ctx)
	}
	if err != nil {
		return nil, err
	}
	return &ruleBody{a.shower().rule(r)}, nil
}
