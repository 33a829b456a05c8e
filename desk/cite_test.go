package desk_test

import (
	"context"
	"strings"
	"testing"

	"huiyin"
	"huiyin/casework"
	"huiyin/store"
)

// An answer on the spot notes in the same transaction which version of which article it rests on, and in which contact.
func TestADirectAnswerCitesItsArticle(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		op := centre(1, huiyin.Operator)
		a := lamp(nil)
		c, err := h.Begin(context.Background(), a, op)
		if err != nil {
			t.Fatal(err)
		}
		f := a.Form
		f.Article, f.Public = 6, "Bring your card."
		if _, err := h.try(c.ID, op, casework.AnswerDirectly, f); huiyin.KindOf(err) != huiyin.KindInvalid {
			t.Errorf("an article that there is not: %v", err)
		}
		f.Article = 5
		h.take(c.ID, op, casework.AnswerDirectly, f)
		if err := h.store.Read(context.Background(), func(tx *store.Tx) error {
			uses, err := tx.ArticleUses(5, 10)
			if err != nil {
				return err
			}
			contacts, err := tx.Contacts(c.ID)
			if len(uses) != 1 || len(contacts) != 1 || uses[0].Case != c.ID || uses[0].Contact != contacts[0].ID || uses[0].Version != 1 || uses[0].Staff != 1 {
				t.Errorf("uses %+v, contacts %+v", uses, contacts)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		v, err := h.Show(context.Background(), c.ID, op)
		if last := v.Events[len(v.Events)-1]; err != nil || !strings.Contains(string(last.Data), `"article_version":1`) {
			t.Errorf("the last event says %s %v", last.Data, err)
		}
	})
}
