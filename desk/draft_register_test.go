package desk_test

import (
	"context"
	"testing"

	"huiyin"
	"huiyin/casework"
	"huiyin/desk"
	"huiyin/store"
)

func TestADraftIsRegisteredOnceAndItsCodeOpensTheMatter(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		ctx, operator := context.Background(), centre(1, huiyin.Operator)
		draft, err := h.Begin(ctx, desk.Appeal{Form: casework.Form{Content: "A lamp"}, Channel: "phone"}, operator)
		if err != nil {
			t.Fatal(err)
		}
		appeal := desk.Appeal{Form: casework.Form{Title: "A lamp is dark", Content: "A lamp is dark for a week", Nature: "complaint"}, Channel: "phone",
			Person: store.Person{Name: "何青禾", Phone: "19900001235"}, Publish: true, Key: "k"}
		if _, err := h.RegisterDraft(ctx, draft.ID, appeal, centre(2, huiyin.Operator)); huiyin.KindOf(err) != huiyin.KindForbidden {
			t.Errorf("another operator registered the draft: %v", err)
		}
		r, err := h.RegisterDraft(ctx, draft.ID, appeal, operator)
		if err != nil {
			t.Fatal(err)
		}
		if r.Case != draft.ID || r.Number != draft.Number || r.Again {
			t.Errorf("the receipt %+v is not the draft's, which is %d, %s", r, draft.ID, draft.Number)
		}
		tr, err := h.Track(ctx, r.Number, r.Code)
		if err != nil {
			t.Fatal(err)
		}
		if c := tr.Case; c.State != casework.Registered || c.Title != "A lamp is dark" || c.Person == 0 || !c.Publish || c.RegisteredBy != 1 {
			t.Errorf("registered as %+v", c)
		}
		again, err := h.RegisterDraft(ctx, draft.ID, appeal, operator)
		if err != nil || again.Code != r.Code || !again.Again {
			t.Errorf("sent twice: %+v, %v", again, err)
		}
		appeal.Key = "another"
		if _, err := h.RegisterDraft(ctx, draft.ID, appeal, operator); huiyin.KindOf(err) != huiyin.KindConflict {
			t.Errorf("registered a second time: %v", err)
		}
	})
}

func TestADraftThatLacksItsWordsStaysADraft(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		ctx, operator := context.Background(), centre(1, huiyin.Operator)
		draft, err := h.Begin(ctx, desk.Appeal{Form: casework.Form{Content: "A lamp"}, Channel: "phone"}, operator)
		if err != nil {
			t.Fatal(err)
		}
		_, err = h.RegisterDraft(ctx, draft.ID, desk.Appeal{Form: casework.Form{Content: "A lamp"}, Channel: "phone"}, operator)
		if huiyin.KindOf(err) != huiyin.KindInvalid {
			t.Errorf("registered without a title: %v", err)
		}
		if v, err := h.Show(ctx, draft.ID, operator); err != nil || v.Case.State != casework.Draft {
			t.Errorf("the draft is %s, %v", v.Case.State, err)
		}
	})
}

func TestALetterClerkKeepsADraftThatHasNoBoxYet(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		ctx, clerk := context.Background(), h.of(5, "CD", huiyin.MailboxClerk)
		draft, err := h.Begin(ctx, desk.Appeal{Form: casework.Form{Content: "A stop without a roof"}, Channel: "letter"}, clerk)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := h.Show(ctx, draft.ID, clerk); err != nil {
			t.Errorf("the clerk cannot see what they write: %v", err)
		}
		if _, err := h.Show(ctx, draft.ID, h.of(6, "CD", huiyin.MailboxClerk)); huiyin.KindOf(err) != huiyin.KindNotFound {
			t.Errorf("a colleague sees it: %v", err)
		}
		if n, err := h.Counts(ctx, clerk); err != nil || n["my_drafts"].All != 1 {
			t.Errorf("my drafts: %+v, %v", n, err)
		}
		appeal := desk.Appeal{Form: casework.Form{Title: "A stop", Content: "A stop without a roof", Nature: "suggestion"}, Channel: "letter", Mailbox: h.box}
		if c, err := h.SaveDraft(ctx, draft.ID, appeal, clerk); err != nil || c.Mailbox != h.box {
			t.Errorf("the box was not kept: %d, %v", c.Mailbox, err)
		}
		r, err := h.RegisterDraft(ctx, draft.ID, appeal, clerk)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := h.Show(ctx, r.Case, clerk); err != nil {
			t.Errorf("the clerk of the box cannot see its letter: %v", err)
		}
	})
}
