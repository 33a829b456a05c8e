package store_test

import (
	"testing"
	"time"

	"huiyin"
	"huiyin/store"
)

// A repeated record has every case again, with a person of its own; by telephone the first alone is found.
func TestRepeat(t *testing.T) {
	s, err := store.Open(ctx, store.Options{Dir: t.TempDir()}) // one that is not verified afterwards: what is repeated has no journal
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	c := gather(t, s, 100)
	caller := store.Person{Name: "Somebody", Phone: "19900001234"}
	id := huiyin.NewID[huiyin.CaseID](noon.AddDate(0, 0, 60))
	write(t, s, func(tx *store.Tx) error {
		who, err := tx.Recall(caller, noon.AddDate(0, 0, 60))
		if err != nil {
			return err
		}
		k := c.one()
		k.ID, k.Number, k.Person, k.Assignments, k.Requests = id, "own", who, nil, nil
		return tx.AddCase(&k, nil, noon)
	})
	write(t, s, func(tx *store.Tx) error { return tx.Repeat(noon.AddDate(0, 0, 50), 1000*24*time.Hour, "-1") })
	if err := s.Read(ctx, func(tx *store.Tx) error {
		again, err := tx.CaseByNumber("own-1")
		if err != nil {
			return err
		}
		if want := huiyin.IDTime(id).AddDate(0, 0, -1000); !huiyin.IDTime(again.ID).Equal(want) || again.State != "archived" || !again.Wake.IsZero() {
			t.Errorf("the case is repeated as %+v", again)
		}
		p, err := tx.PersonsByPhone(caller.Phone)
		if err != nil {
			return err
		}
		if len(p) != 1 || again.Person == p[0] || again.Person == 0 {
			t.Errorf("the number finds %v, and the repeated case has the person %d", p, again.Person)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}
