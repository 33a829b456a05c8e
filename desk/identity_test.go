package desk_test

import (
	"context"
	"strings"
	"testing"

	"huiyin"
	"huiyin/store"
)

// Whoever opens an identity leaves a line with their reason; the auditor reads the line and nothing else, and the
// journal, which everybody with the case reads, does not hold the words.
func TestWhoReadsAnIdentityIsRead(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		ctx, operator, auditor := context.Background(), centre(4, huiyin.Operator), centre(9, huiyin.Auditor)
		r := h.letter("A lamp is dark")
		if _, err := h.Identity(ctx, r.Case, "", operator); huiyin.KindOf(err) != huiyin.KindInvalid {
			t.Errorf("opened without a reason: %v", err)
		}
		if p, err := h.Identity(ctx, r.Case, "李小明 asks to be called back", operator); err != nil || p.Name != "李小明" {
			t.Fatalf("%+v, %v", p, err)
		}
		if _, err := h.History(ctx, "19900001234", centre(5, huiyin.Operator)); err != nil {
			t.Fatal(err)
		}
		if _, _, err := h.Readings(ctx, store.ReadingFilter{}, huiyin.Page{}, operator); huiyin.KindOf(err) != huiyin.KindForbidden {
			t.Errorf("an operator reads the log: %v", err)
		}
		list, _, err := h.Readings(ctx, store.ReadingFilter{}, huiyin.Page{}, auditor)
		if err != nil || len(list) != 2 || list[0].Kind != "number" || list[0].Staff != 5 || list[1].Purpose != "李小明 asks to be called back" || list[1].Case != r.Case || list[1].Staff != 4 {
			t.Errorf("the log is %+v, %v", list, err)
		}
		if list, _, err = h.Readings(ctx, store.ReadingFilter{Staff: 4}, huiyin.Page{}, auditor); err != nil || len(list) != 1 {
			t.Errorf("one person's readings are %+v, %v", list, err)
		}
		v, err := h.Show(ctx, r.Case, operator)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range v.Events {
			if strings.Contains(string(e.Data), "李小明") {
				t.Errorf("the journal holds the words: %s", e.Data)
			}
		}
	})
}
