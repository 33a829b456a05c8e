package demo_test

import (
	"context"
	"testing"

	"huiyin"
	"huiyin/demo"
	"huiyin/knowledge"
)

// Whoever looks after articles finds something in each list, the centre's editors and a unit's leader alike.
func TestEveryListOfArticlesShowsSomething(t *testing.T) {
	t.Parallel()
	h := town(t, demo.Options{})
	tally, err := h.Knowledge.Tally(context.Background(), h.actor(t, "knowledge-1"))
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range knowledge.Lists {
		if tally[list] == 0 {
			t.Errorf("the list %s is empty: %v", list, tally)
		}
	}
	if tally["review_due"] > 25 {
		t.Errorf("%d articles are due: that is no list anybody works through", tally["review_due"])
	}
	found, err := h.Knowledge.Find(context.Background(), knowledge.Search{List: "in_review"}, huiyin.Page{}, h.actor(t, "u-cd-sw-leader"))
	if err != nil || len(found.Lines) == 0 {
		t.Errorf("the leader of the water bureau has nothing to approve: %v", err)
	}
	if n, err := h.Knowledge.Tick(context.Background()); err != nil || n != tally["review_due"] {
		t.Errorf("%d of %d were chased: %v", n, tally["review_due"], err)
	}
}
