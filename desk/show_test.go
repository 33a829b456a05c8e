package desk_test

import (
	"context"
	"testing"

	"huiyin/casework"
	"huiyin/desk"
	"huiyin/store"
)

// However often somebody urges, what happened last is seen: a page that ends earlier would hide every step after it.
func TestWhatHappenedLastIsShown(t *testing.T) {
	h := open(t, "sqlite")
	ctx := context.Background()
	r := h.letter("A lamp is dark")
	if err := h.store.Write(ctx, func(tx *store.Tx) error {
		facts := make([]store.Fact, 1200)
		for i := range facts {
			facts[i] = store.Fact{Kind: "case.urged"}
		}
		return tx.Append(int64(r.Case), h.clock.Now(), "appellant", facts...)
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := h.TakeAsAppellant(ctx, r.Number, r.Code, desk.Order{Order: casework.Order{Step: casework.Supplement, Form: casework.Form{Note: "It is the third lamp."}}}); err != nil {
		t.Fatal(err)
	}
	tr, err := h.Track(ctx, r.Number, r.Code)
	if err != nil {
		t.Fatal(err)
	}
	first, last := tr.Events[0], tr.Events[len(tr.Events)-1]
	if first.Kind != "case.registered" || last.Kind != "case.supplemented" || len(tr.Events) > 1000 {
		t.Errorf("%d events from %s to %s", len(tr.Events), first.Kind, last.Kind)
	}
}
