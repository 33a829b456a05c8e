package httpapi

import (
	"context"

	"huiyin/desk"
)

type worklistCount struct {
	Name string `json:"name"`
	All  int    `json:"all" doc:"How much is in it, counted up to 1,000."`
	Late int    `json:"late"`
}

type worklistsOut struct {
	Body struct {
		Items []worklistCount `json:"items" nullable:"false"`
	}
}

func (a *API) worklists(ctx context.Context, _ *struct{}) (*worklistsOut, error) {
	counts, err := a.Desk.Counts(ctx, who(ctx))
	if err != nil {
		return nil, err
	}
	out := &worklistsOut{}
	out.Body.Items = []worklistCount{}
	for _, w := range desk.WorklistsOf(who(ctx)) {
		n := counts[w.Name]
		out.Body.Items = append(out.Body.Items, worklistCount{w.Name, n.All, n.Late})
	}
	return out, nil
}

type worklistQuery struct {
	PageQuery
	Name string `path:"name" maxLength:"40"`
}

func (a *API) worklist(ctx context.Context, in *worklistQuery) (*linesOut, error) {
	lines, next, err := a.Desk.Work(ctx, in.Name, in.page(), who(ctx))
	if err != nil {
		return nil, err
	}
	return &linesOut{paged[LineOut]{a.shower().lines(lines), next}}, nil
}
